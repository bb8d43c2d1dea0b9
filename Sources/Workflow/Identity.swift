/// The kinds of paper or number by which people and organisations are known (decision 2).
public enum IdentityKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Căn cước, căn cước công dân or số định danh cá nhân: 12 digits.
  case cccd
  /// Chứng minh nhân dân, the older paper: 9 digits.
  case cmnd
  /// Hộ chiếu, of any country.
  case passport
  /// Mã số thuế of an organisation or a household business: 10 or 13 digits.
  case taxCode
  /// No paper yet, as for a newborn.
  case none

  /// The name on pages and papers.
  public var vietnamese: String {
    switch self {
    case .cccd: "Căn cước công dân / Căn cước"
    case .cmnd: "Chứng minh nhân dân"
    case .passport: "Hộ chiếu"
    case .taxCode: "Mã số thuế"
    case .none: "Chưa có giấy tờ"
    }
  }

  /// What a number of this kind looks like, for hints and messages.
  public var shape: String {
    switch self {
    case .cccd: "gồm 12 chữ số"
    case .cmnd: "gồm 9 chữ số"
    case .passport: "gồm từ 5 đến 20 chữ cái không dấu và chữ số"
    case .taxCode: "gồm 10 hoặc 13 chữ số"
    case .none: "để trống"
    }
  }

  /// The kinds a natural person can have.
  public static let personal: [IdentityKind] = [.cccd, .cmnd, .passport, .none]
}

/// Kind and number together: a number alone identifies nobody, for a passport can hold the digits of a CMND.
public struct IdentityNumber: Hashable, Sendable {
  /// The kind of paper.
  public let kind: IdentityKind
  /// The number without blanks and signs; 13-digit tax codes as "0123456789-001"; empty for `none`.
  public let number: String

  /// Reads a number of the kind, with or without blanks, dots and dashes between its digits.
  public init?(_ kind: IdentityKind, _ typed: String) {
    guard typed.utf8.count <= 200, let number = Self.plain(typed), Self.fits(number, kind) else { return nil }
    self.kind = kind
    let isBranch = kind == .taxCode && number.utf8.count == 13
    self.number = isBranch ? "\(number.prefix(10))-\(number.suffix(3))" : number
  }

  /// What a typed number can be as a number of each kind, each once; none where it cannot be one.
  public static func readings(_ typed: String) -> [String] {
    IdentityKind.allCases.compactMap { IdentityNumber($0, typed)?.number }.reduce(into: []) { found, number in
      if !found.contains(number) { found.append(number) }
    }
  }

  /// The number as lists show it, "038********123"; short numbers show their last three characters only.
  ///
  /// The stars are always eight, so that they do not tell the length.
  public var masked: String {
    switch number.utf8.count {
    case 0: ""
    case 1...5: "********"
    case 6...9: "********\(number.suffix(3))"
    default: "\(number.prefix(3))********\(number.suffix(3))"
    }
  }

  /// The number without the signs that people type for their eyes, in capitals; nothing for other characters.
  private static func plain(_ typed: String) -> String? {
    var result = ""
    for scalar in VietnameseText.normalised(typed).unicodeScalars {
      switch scalar {
      case "0"..."9", "A"..."Z": result.unicodeScalars.append(scalar)
      case "a"..."z": result += scalar.properties.uppercaseMapping
      case " ", ".", "-": continue
      default: return nil
      }
    }
    return result
  }

  private static func fits(_ number: String, _ kind: IdentityKind) -> Bool {
    let isDigits = number.utf8.allSatisfy { $0 < 0x3A }
    let length = number.utf8.count
    return switch kind {
    case .cccd: isDigits && length == 12
    case .cmnd: isDigits && length == 9
    case .passport: (5...20).contains(length)
    case .taxCode: isDigits && (length == 10 || length == 13)
    case .none: length == 0
    }
  }
}
