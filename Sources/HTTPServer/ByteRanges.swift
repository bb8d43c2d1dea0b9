/// The parts of a representation that a Range field asks for (RFC 9110 §14).
enum ByteRanges: Equatable {
  /// The field is not understood or asks for too much: everything is sent (§14.2).
  case all
  /// Nothing of it lies within the representation (§15.5.17).
  case none
  /// Never empty; in the order asked for, or from the front where parts were joined (§15.3.7.2).
  case parts([Range<Int>])

  /// Who asks for more parts than this gets everything (§17.15).
  static let most = 16
  /// Parts nearer to each other than the lines between them are long are joined (§15.3.7.2).
  static let leastGap = 100

  /// - Parameter size: of the representation, in bytes.
  init(_ field: String, size: Int) {
    guard let equals = field.firstIndex(of: "="), field[..<equals].lowercased() == "bytes" else {
      self = .all
      return
    }
    let items = field[field.index(after: equals)...].listItems.filter { !$0.isEmpty }
    guard !items.isEmpty, items.count <= Self.most else {
      self = .all
      return
    }
    var parts: [Range<Int>] = []
    for item in items {
      guard let part = Self.part(item, size) else {
        self = .all
        return
      }
      if !part.isEmpty { parts.append(part) }
    }
    self = parts.isEmpty ? .none : .parts(Self.joined(parts))
  }

  /// One range, cut to the size and empty where it lies beyond; nil when it is not one.
  private static func part(_ item: Substring, _ size: Int) -> Range<Int>? {
    guard let dash = item.firstIndex(of: "-") else { return nil }
    let (before, after) = (item[..<dash], item[item.index(after: dash)...])
    if before.isEmpty {
      guard let count = number(after) else { return nil }
      return size - min(count, size)..<size
    }
    guard let first = number(before) else { return nil }
    guard !after.isEmpty else { return min(first, size)..<size }
    guard let last = number(after), last >= first else { return nil }
    return min(first, size)..<(last >= size ? size : last + 1)
  }

  /// Digits and nothing else; more than a number holds count as the largest.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      return nil
    }
    return Int(text) ?? .max
  }

  private static func joined(_ parts: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, part.lowerBound - last.upperBound < leastGap {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
      } else {
        joined.append(part)
      }
    }
    return joined.count == parts.count ? parts : joined
  }
}

/// A part of a file on its way, with the lines before it.
struct FilePart: Sendable {
  let lead: [UInt8]
  let file: OpenFile
  /// Bytes of the file; empty for the line that ends the last part.
  let range: Range<Int>

  /// The parts of a `multipart/byteranges` body and its end (RFC 9110 §14.6).
  static func all(_ ranges: [Range<Int>], of file: OpenFile, type: String, boundary: String) -> [FilePart] {
    let parts = ranges.enumerated().map { index, range in
      let lead = """
        \(index == 0 ? "" : "\r\n")--\(boundary)\r\nContent-Type: \(type)\r\n\
        Content-Range: \(Self.place(range, of: file))\r\n\r\n
        """
      return FilePart(lead: Array(lead.utf8), file: file, range: range)
    }
    return parts + [FilePart(lead: Array("\r\n--\(boundary)--\r\n".utf8), file: file, range: 0..<0)]
  }

  /// The value of Content-Range (RFC 9110 §14.4).
  static func place(_ range: Range<Int>, of file: OpenFile) -> String {
    "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)"
  }
}

extension StringProtocol where SubSequence == Substring {
  /// What stands between commas, without the blanks around it (RFC 9110 §5.6.1); items may be empty.
  var listItems: [Substring] {
    split(separator: ",").map { item in
      var item = item.drop { $0 == " " || $0 == "\t" }
      while item.last == " " || item.last == "\t" { item.removeLast() }
      return item
    }
  }
}
