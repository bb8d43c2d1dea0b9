/// The number of a dossier: `agency-YYMMDD-XXXX` (TT 01/2018/TT-VPCP art 19).
///
/// The agency's identifier, the day of receipt and the serial of that agency on that day, which begins anew
/// each day and is never used again. Two texts that differ only in capitals or in zeros before the serial are one
/// code.
public struct DossierCode: Hashable, Sendable {
  /// The identifier of the receiving agency, such as "H56.38.02".
  public let agency: String
  /// The day of receipt, between 2000 and 2099.
  public let day: Day
  /// The serial of the agency on that day, 0 to 999,999; ours begin at 1.
  public let serial: Int

  /// A code of valid parts, or nothing.
  public init?(agency: String, day: Day, serial: Int) {
    guard (3...35).contains(agency.utf8.count), agency.utf8.allSatisfy(Self.isAgencySign),
      (2000...2099).contains(day.year), (0...999_999).contains(serial)
    else { return nil }
    self.agency = agency.uppercased()
    self.day = day
    self.serial = serial
  }

  private static func isAgencySign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): true
    default: false
    }
  }
}

extension DossierCode: TextCodable {
  /// Reads `^[A-Z0-9.]{3,35}-\d{6}-\d{4,6}$` with a date that exists, in capitals or not.
  public init?(_ text: String) {
    guard let end = text.utf8.firstIndex(of: UInt8(ascii: "-")) else { return nil }
    var reader = DigitReader(String(text[end...]))
    guard reader.take("-"),
      let year = reader.number(2, 2), let month = reader.number(2, 2), let day = reader.number(2, 2),
      let received = Day(existingYear: 2000 + year, month: month, day: day),
      reader.take("-"), let serial = reader.number(4, 6), reader.atEnd
    else { return nil }
    self.init(agency: String(text[..<end]), day: received, serial: serial)
  }

  /// The code as papers print it; the serial has four digits, more only when it needs them.
  public var description: String {
    let (year, month, date) = day.civil
    let width = serial < 10_000 ? 4 : serial < 100_000 ? 5 : 6
    return agency
      + String(
        shape: .sign("-"), .number(year % 100, width: 2), .number(month, width: 2),
        .number(date, width: 2), .sign("-"), .number(serial, width: width))
  }
}
