import Workflow

extension Day {
  /// "yymmdd", as codes write it.
  var compact: String {
    [year % 100, month, day].map { Serials.padded($0, to: 2) }.joined()
  }
}

/// Serials of a day or a year, taken inside the transaction that uses them: a refused filing leaves no gap.
enum Serials {
  /// The series of online filings; the others are named by the code of an agency.
  static let submission = "submission"

  static func next(series: String, day: Day, in db: WriteAccess) throws -> Int {
    try next(series: series, period: day.iso, in: db)
  }

  /// The next number of a series within any period that has a name, such as a year.
  static func next(series: String, period: String, in db: WriteAccess) throws -> Int {
    try known(
      db.first(
        """
        INSERT INTO serials (series, day, last) VALUES ($1, $2, 1)
        ON CONFLICT (series, day) DO UPDATE SET last = last + 1 RETURNING last
        """, series, period
      ) { $0.int(0) })
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
