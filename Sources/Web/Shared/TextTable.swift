import Documents
import HTTPServer
import Storage

/// A table as a file of comma-separated values (RFC 4180), for whoever has no spreadsheet program. What a spreadsheet would take
/// for a formula is neutralised (decision 23).
struct TextTable {
  private var lines: [String] = []

  mutating func append(_ cells: [Spreadsheet.Cell]) {
    lines.append(cells.map(Self.text).joined(separator: ","))
  }

  mutating func append(_ words: [String]) { append(words.map { .text($0) }) }

  private static func text(_ cell: Spreadsheet.Cell) -> String {
    switch cell {
    case .empty: ""
    case .number(let number): String(number)
    case .decimal(let tenths): "\(tenths / 10).\(tenths % 10)"
    case .points(let hundredths): "\(hundredths / 100).\(padded(hundredths % 100))"
    case .percent(let tenths): "\(tenths / 10).\(tenths % 10)%"
    case .moment(let year, let month, let day, let hour, let minute):
      "\(year)-\(padded(month))-\(padded(day)) \(padded(hour)):\(padded(minute))"
    case .text(let text): quoted(text)
    }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private static func quoted(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let text = isFormula ? "'" + text : text
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// The file, with the mark by which spreadsheet programs tell UTF-8.
  var bytes: [UInt8] { [0xEF, 0xBB, 0xBF] + Array(lines.map { $0 + "\r\n" }.joined().utf8) }

  /// As a download.
  func response(_ filename: String) -> Response {
    var response = Response(type: "text/csv; charset=utf-8", body: bytes)
    response.set("Content-Disposition", "attachment; filename=\"\(filename)\"")
    response.set("Cache-Control", "private, no-store")
    return response
  }
}
