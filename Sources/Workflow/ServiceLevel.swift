/// How much of a procedure is done online.
///
/// The numbers are those of NĐ 61's time and still the coding in use: 4 for toàn trình, 3 for một phần, 2 for
/// cung cấp thông tin (rules §8).
public enum ServiceLevel: Int, Codable, Hashable, Sendable, CaseIterable, Comparable {
  /// Information and forms to download.
  case information = 2
  /// Filled in and sent online; paid and collected at the office.
  case partial = 3
  /// All steps online, the result sent online or by post.
  case full = 4

  /// The name under NĐ 61: "Mức độ 4".
  public var numbered: String { "Mức độ \(rawValue)" }

  /// The name under the current regime: "Toàn trình".
  public var named: String {
    switch self {
    case .information: "Cung cấp thông tin"
    case .partial: "Một phần"
    case .full: "Toàn trình"
    }
  }

  /// Lower levels come first.
  public static func < (left: ServiceLevel, right: ServiceLevel) -> Bool { left.rawValue < right.rawValue }
}

/// The way an application reaches the office; it selects which of a procedure's times applies (decision 8).
public enum Channel: String, Codable, Hashable, Sendable, CaseIterable {
  /// In person at the one-stop counter.
  case counter
  /// Through the portal.
  case online
  /// By public post (BCCI).
  case post

  /// KenhThucHien of the national portal: 1 trực tiếp, 2 trực tuyến, 3 bưu chính (rules §5.2).
  public var nationalCode: Int {
    switch self {
    case .counter: 1
    case .online: 2
    case .post: 3
    }
  }

  /// The name on pages.
  public var vietnamese: String {
    switch self {
    case .counter: "Trực tiếp"
    case .online: "Trực tuyến"
    case .post: "Dịch vụ bưu chính công ích"
    }
  }
}

/// The level of government that performs a procedure.
public enum PerformingLevel: String, Codable, Hashable, Sendable, CaseIterable {
  /// UBND cấp xã and the commune's offices.
  case commune
  /// UBND cấp huyện and its departments.
  case district

  /// The name on pages.
  public var vietnamese: String { self == .commune ? "Cấp xã" : "Cấp huyện" }
}

/// What a request for supplements does to the processing clock (decision 10).
public enum SupplementClock: String, Codable, Hashable, Sendable {
  /// The time begins anew when the supplement arrives (NĐ 61 art 19.4).
  case restart
  /// The time goes on where it stopped.
  case pause

  /// The name on pages.
  public var vietnamese: String { self == .restart ? "Tính lại thời hạn từ đầu" : "Tạm dừng tính thời hạn" }
}
