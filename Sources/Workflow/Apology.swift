/// A letter of apology with a new date (phiếu xin lỗi và hẹn lại ngày trả kết quả; Mẫu 04; art 19.9).
public struct Apology: Sendable, Hashable, Codable {
  /// The kind of reason.
  public let code: DelayReason
  /// In words.
  public let why: String
  /// The appointment that it replaces.
  public let replaced: Moment
  /// The new appointment.
  public let newDate: Moment
  /// When a leader signed it; until then the appointment stands (art 19.9).
  public internal(set) var signedAt: Moment?
  /// When it was sent by the earliest recorded channel (decision 13).
  public internal(set) var sentAt: Moment?

  /// Whether it left later than the day before expiry (art 19.9); nil while it was not sent.
  public var wasSentLate: Bool? { sentAt.map { $0.day >= replaced.day } }

  /// How far it has come.
  public enum Standing: String, Sendable, CaseIterable {
    /// Waits for a leader's signature.
    case drafted
    /// Signed; nobody noted yet that it left.
    case signed
    /// Left in time.
    case sent
    /// Left, but later than the day before expiry.
    case sentLate = "sent-late"
  }

  /// How far it has come.
  public var standing: Standing {
    guard signedAt != nil else { return .drafted }
    return switch wasSentLate {
    case nil: .signed
    case false?: .sent
    case true?: .sentLate
    }
  }
}

/// By which way a notice left (decision 13).
public enum NoticeChannel: String, Sendable, Codable, CaseIterable {
  /// The account on the portal.
  case account
  /// Printed and handed over.
  case handed
  /// By post, with a number.
  case post
  /// Telephone.
  case phone
  /// E-mail.
  case email
  /// Short message.
  case sms
}
