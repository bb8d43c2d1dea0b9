import Storage
import Workflow

/// The secret that a QR code on a paper carries (decision 19): 128 bits that follow from the installation's key, so
/// that no table of secrets can leak, and a reprint has the same.
struct PaperKey: PathPart, Hashable {
  let dossier: DossierID
  /// The version of the dossier that the paper tells of.
  let version: Int
  private let seal: String

  private static let digits = 32

  init(dossier: DossierID, version: Int, _ visit: Visit) {
    self.dossier = dossier
    self.version = version
    seal = Self.seal(dossier, version, visit)
  }

  private init(dossier: DossierID, version: Int, seal: String) {
    (self.dossier, self.version, self.seal) = (dossier, version, seal)
  }

  /// As it stands in a URL: "412-3-" and 32 hexadecimal digits.
  var printed: String { "\(dossier)-\(version)-\(seal)" }

  static func read(_ text: String) -> PaperKey? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[2].utf8.count == digits, let dossier = DossierID(parts[0]),
      let version = Int(parts[1])
    else { return nil }
    return PaperKey(dossier: dossier, version: version, seal: parts[2])
  }

  /// Whether this installation printed it.
  func isGenuine(_ visit: Visit) -> Bool {
    Secrets.areEqual(Array(seal.utf8), Array(Self.seal(dossier, version, visit).utf8))
  }

  private static func seal(_ dossier: DossierID, _ version: Int, _ visit: Visit) -> String {
    let text = "deadline \(dossier) \(version)"
    return String(Secrets.seal(text, key: visit.site.settings.paperKey).prefix(digits))
  }
}
