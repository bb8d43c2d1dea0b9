/// The certificate of the government's authority by which a member of staff signs (chứng thư số chuyên dùng; F004-07).
public struct SigningCertificate: Sendable, Hashable {
  /// Số hiệu: hexadecimal digits, as the authority prints it.
  public let serial: String
  /// Its last day.
  public let until: Day

  /// The characters of a serial: at most 20 octets (RFC 5280, 4.1.2.2).
  public static let digits = 2...40

  /// How it stands on a day.
  public enum Standing: String, Sendable, CaseIterable {
    /// Còn hiệu lực.
    case valid
    /// Sắp hết hạn: within thirty days.
    case expiring
    /// Đã hết hạn.
    case expired
    /// Chưa được cấp.
    case none

    /// Whether somebody can sign by it.
    public var counts: Bool { self == .valid || self == .expiring }
  }

  /// A certificate by its serial, typed with or without colons and spaces; nil where that is none.
  public init?(serial: String, until: Day) {
    let digits = serial.uppercased().filter { !" :-".contains($0) }
    guard Self.digits.contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return nil
    }
    (self.serial, self.until) = (digits, until)
  }

  /// How one stands on a day; nil is none.
  public static func standing(_ certificate: SigningCertificate?, on day: Day) -> Standing {
    guard let certificate else { return .none }
    if certificate.until < day { return .expired }
    return certificate.until < day + 30 ? .expiring : .valid
  }
}
