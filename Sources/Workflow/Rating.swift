/// How content a citizen is with the way a dossier was handled (đánh giá mức độ hài lòng; NĐ 61 arts 28–32).
public enum Rating {
  /// The three levels.
  public enum Level: String, Sendable, Codable, CaseIterable {
    /// Hài lòng.
    case satisfied
    /// Bình thường.
    case neutral
    /// Không hài lòng.
    case dissatisfied
  }

  /// What was not well: the criteria of art 31.1, with harassment apart from attitude.
  public enum Criterion: String, Sendable, Codable, CaseIterable {
    /// Thời gian giải quyết (a).
    case time
    /// Số cơ quan phải liên hệ (b).
    case agencies
    /// Số lần phải liên hệ (c).
    case contacts
    /// Thông tin công khai không đúng (d).
    case information
    /// Thái độ (đ).
    case attitude
    /// Gây phiền hà, đòi hỏi ngoài quy định.
    case harassment
    /// Chi phí, tính pháp lý (e).
    case cost
    /// Giải thích, hướng dẫn (g).
    case explanations
    /// Dịch vụ trực tuyến (h).
    case online
    /// Khác (i).
    case other
  }

  /// By which way it came.
  public enum Channel: String, Sendable, Codable, CaseIterable {
    /// Tài khoản: the citizen himself.
    case account
    /// Mã QR: whoever holds the paper.
    case paper
    /// Máy tại một cửa: by the dossier's code and the last digits of a number that stands in it.
    case kiosk
    /// Phiếu giấy, cán bộ nhập: weak, and counted apart.
    case counter
  }

  /// For how many days a citizen may change what he said, through his account.
  public static let daysToChange = 30

  /// Whether a dossier can be rated: it is over for the citizen, and not by his own wish.
  public static func isRatable(_ state: DossierState) -> Bool { state == .returned || state == .stopped }

  /// Whether a rating may be given now.
  ///
  /// - Parameter first: when the dossier was rated first; nil where it was not.
  public static func permits(
    _ channel: Channel, _ state: DossierState, first: Moment?, at now: Moment
  ) -> Bool {
    guard isRatable(state) else { return false }
    guard let first else { return true }
    return channel == .account && now.day <= first.day + daysToChange
  }

  /// Whether digits are the last four of a number that stands in a dossier: who types them holds the paper or is the person.
  public static func isProof(_ digits: String, of numbers: [String]) -> Bool {
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
    return numbers.contains { number in
      let kept = number.filter { ("0"..."9").contains($0) }
      return kept.count >= 8 && kept.hasSuffix(digits)
    }
  }
}
