/// A register kept on paper, as somebody types it off: the dossiers it names, by code or by their number in the book, to
/// be compared with the system's (F001-05).
public struct PaperRegister: Sendable, Hashable {
  /// The codes it names, in its order, each once.
  public private(set) var codes: [DossierCode] = []
  /// The numbers (số thứ tự) of lines that have no code, in its order, each once.
  public private(set) var numbers: [Int] = []
  /// What stands there more than once.
  public private(set) var repeated: [String] = []
  /// Lines in which neither was found.
  public private(set) var unreadable: [String] = []

  /// The most lines that are read.
  public static let mostLines = 50_000
  /// Whether there were more.
  public private(set) var isCut = false

  /// Reads lines such as a spreadsheet copies: of each the codes; without one all numbers if there is nothing else, or
  /// the number it begins with.
  public init(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    isCut = lines.count > Self.mostLines
    var seen: Set<String> = []
    for line in lines.prefix(Self.mostLines) { read(String(line), &seen) }
  }

  private mutating func read(_ line: String, _ seen: inout Set<String>) {
    let parts = line.split { $0.isWhitespace || ",;|\"".contains($0) }.map(String.init)
    guard !parts.isEmpty else { return }
    let found = parts.compactMap { DossierCode($0) }
    for code in found where isNew(code.description, &seen) { codes.append(code) }
    guard found.isEmpty else { return }
    let leading = parts.prefix { Self.number($0) != nil }
    let isList = leading.count == parts.count
    guard !leading.isEmpty else {
      unreadable.append(line)
      return
    }
    for part in isList ? parts : [parts[0]] {
      guard let number = Self.number(part) else { continue }
      if isNew(String(number), &seen) { numbers.append(number) }
    }
  }

  private mutating func isNew(_ entry: String, _ seen: inout Set<String>) -> Bool {
    guard !seen.insert(entry).inserted else { return true }
    if !repeated.contains(entry) { repeated.append(entry) }
    return false
  }

  private static func number(_ text: String) -> Int? {
    guard text.utf8.count <= 7, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      number > 0
    else { return nil }
    return number
  }
}
