/// An e-mail address that can be written to; whether somebody reads it only a letter can tell.
public struct EmailAddress: Hashable, Sendable {
  /// The address, its domain in lower case.
  public let text: String

  /// Reads an address of the common shape: one @, a local part, a domain with a dot, ASCII without blanks.
  ///
  /// Quoted local parts and comments, which the standard allows, serve header injection more than people.
  public init?(_ typed: String) {
    let trimmed = VietnameseText.normalised(String(typed.prefix(300)))
    let halves = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard trimmed.utf8.count <= 254, halves.count == 2, Self.isLocal(halves[0]), Self.isDomain(halves[1])
    else { return nil }
    text = "\(halves[0])@\(halves[1].lowercased())"
  }

  private static func isLocal(_ part: Substring) -> Bool {
    (1...64).contains(part.utf8.count) && !part.hasPrefix(".") && !part.hasSuffix(".")
      && part.unicodeScalars.allSatisfy {
        isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~.".unicodeScalars.contains($0)
      }
  }

  private static func isDomain(_ part: Substring) -> Bool {
    let labels = part.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.last.map { $0.utf8.count >= 2 } == true
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.unicodeScalars.allSatisfy { isAlphanumeric($0) || $0 == "-" }
      }
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }
}
