import COpenSSL
import Glibc

/// What a PDF file says about when it came to be: time-stamps (RFC 3161), digital signatures (CMS, RFC 5652, as ISO 32000
/// puts them into a file) and the dates of whatever wrote it. Nothing in the file is run or drawn.
public enum SignedPDF {
  /// The largest file that is looked at, in bytes.
  public static let largest = 32 << 20
  /// The largest signature that is read, in bytes between its angle brackets.
  public static let largestSignature = 1 << 20
  /// How many signatures are looked at.
  public static let mostSignatures = 32

  /// A moment that the file names.
  public struct Mark: Sendable, Hashable {
    /// Who names it.
    public enum Kind: String, Sendable {
      /// A time-stamping authority.
      case timestamp
      /// The signer's own machine.
      case signature
      /// The program that wrote the file.
      case fileDate = "file-date"
    }

    /// Who names it.
    public let kind: Kind
    /// Seconds since 1970.
    public let seconds: Int64
    /// Whether it holds: the signature or time-stamp is of this very file, all of it, and of somebody whom a trusted
    /// authority vouches for. A date of a file never does.
    public let holds: Bool
  }

  /// The moments a file names, in the order of the file; none where it is not a PDF or is too large.
  public static func marks(in bytes: [UInt8], trusting anchors: TrustAnchors) -> [Mark] {
    guard bytes.starts(with: Array("%PDF-".utf8)), bytes.count <= largest else { return [] }
    let file = PDFBytes(bytes)
    let signatures = file.places(of: "/ByteRange").prefix(mostSignatures).compactMap {
      file.signature(at: $0)
    }
    let signed = signatures.flatMap { marks(of: $0, in: bytes, trusting: anchors) }
    let dates = ["/CreationDate", "/ModDate"].compactMap { name in
      file.places(of: name).last.flatMap { file.date(after: $0 + name.utf8.count) }
    }
    ERR_clear_error()
    return signed + dates.map { Mark(kind: .fileDate, seconds: $0, holds: false) }
  }

  private static func marks(
    of signature: PDFBytes.Signature, in bytes: [UInt8], trusting anchors: TrustAnchors
  ) -> [Mark] {
    let signed = Array(bytes[signature.ranges[0]]) + bytes[signature.ranges[1]]
    if signature.isTimestamp {
      guard let seconds = Timestamp.seconds(signature.contents) else { return [] }
      let holds = Timestamp.holds(signature.contents, of: signed, at: seconds, trusting: anchors)
      return [Mark(kind: .timestamp, seconds: seconds, holds: holds && signature.coversAll)]
    }
    guard let message = SignedMessage(signature.contents) else {
      return signature.claimed.map { [Mark(kind: .signature, seconds: $0, holds: false)] } ?? []
    }
    var marks: [Mark] = []
    let claimed = message.claimed ?? signature.claimed
    var isWhole = signature.coversAll && message.isIntact(over: signed)
    for token in message.timestamps {
      guard let seconds = Timestamp.seconds(token) else { continue }
      let holds = Timestamp.holds(token, of: message.signature, at: seconds, trusting: anchors)
      marks.append(Mark(kind: .timestamp, seconds: seconds, holds: holds && isWhole))
    }
    isWhole = isWhole && message.isTrusted(over: signed, at: claimed ?? 0, trusting: anchors)
    if let claimed { marks.append(Mark(kind: .signature, seconds: claimed, holds: isWhole)) }
    return marks
  }
}

/// The places in a PDF file that its signatures and dates stand at. A signature dictionary is never packed into a stream
/// (ISO 32000-2, 12.8.1), so that it is found without taking the file to pieces.
struct PDFBytes {
  struct Signature {
    /// The two stretches that are signed; between them lies the signature.
    let ranges: [Range<Int>]
    let contents: [UInt8]
    let isTimestamp: Bool
    /// When the signer's machine says that it signed.
    let claimed: Int64?
    /// Whether nothing was added to the file afterwards.
    let coversAll: Bool
  }

  private let bytes: [UInt8]
  /// How far around a signature its dictionary is looked for.
  private static let reach = 4_096

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Where a name stands; not where a longer one begins with it.
  func places(of name: String, in range: Range<Int>? = nil) -> [Int] {
    let (name, range) = (Array(name.utf8), range ?? bytes.indices)
    var places: [Int] = []
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var from = range.lowerBound
      while from + name.count < range.upperBound,
        let found = memchr(base + from, Int32(UInt8(ascii: "/")), range.upperBound - from - name.count)
      {
        let at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        if memcmp(base + at, name, name.count) == 0, !Self.isRegular(base[at + name.count]) {
          places.append(at)
        }
        from = at + 1
      }
    }
    return places
  }

  private static func isRegular(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x5F: true
    default: false
    }
  }

  /// The signature whose `/ByteRange` stands at a place; nil where its numbers make no sense.
  func signature(at place: Int) -> Signature? {
    guard let numbers = numbers(after: place + 10), numbers.count == 4, numbers[0] == 0 else { return nil }
    let (end, next, length) = (numbers[1], numbers[2], numbers[3])
    guard end > 0, next >= end + 2, next - end <= SignedPDF.largestSignature, length >= 0,
      next <= bytes.count, length <= bytes.count - next,
      let contents = hexadecimal(in: end..<next)
    else { return nil }
    let around = max(0, min(place, end) - Self.reach)..<end
    let before = dictionary(before: end, from: around.lowerBound)
    let after = next..<min(bytes.count, next + Self.reach)
    let stretches = [before, dictionary(after: after)]
    let isTimestamp = stretches.contains { !places(of: "/ETSI.RFC3161", in: $0).isEmpty }
    let claimed = stretches.lazy.compactMap { stretch in
      places(of: "/M", in: stretch).last.flatMap { date(after: $0 + 2) }
    }.first
    return Signature(
      ranges: [0..<end, next..<next + length], contents: contents, isTimestamp: isTimestamp, claimed: claimed,
      coversAll: bytes[(next + length)...].allSatisfy { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 })
  }

  /// From where the object begins that ends at a place.
  private func dictionary(before end: Int, from start: Int) -> Range<Int> {
    let word = Array(" obj".utf8)
    var at = end - word.count
    while at > start, !bytes[at..<at + word.count].elementsEqual(word) { at -= 1 }
    return max(at, start)..<end
  }

  private func dictionary(after range: Range<Int>) -> Range<Int> {
    let word = Array("endobj".utf8)
    var at = range.lowerBound
    while at + word.count <= range.upperBound, !bytes[at..<at + word.count].elementsEqual(word) { at += 1 }
    return range.lowerBound..<min(at, range.upperBound)
  }

  private func numbers(after place: Int) -> [Int]? {
    var at = place
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "["),
      let close = bytes[at..<min(bytes.count, at + 80)].firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let words = bytes[(at + 1)..<close].split { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    let numbers = words.compactMap { word in
      word.count <= 9 ? Int(String(decoding: word, as: UTF8.self)) : nil
    }
    return numbers.count == words.count ? numbers : nil
  }

  /// What stands between `<` and `>`, which must be all of the range.
  private func hexadecimal(in range: Range<Int>) -> [UInt8]? {
    let text = bytes[range].filter { !($0 == 0x20 || $0 == 0x0A || $0 == 0x0D) }
    guard text.first == UInt8(ascii: "<"), text.last == UInt8(ascii: ">") else { return nil }
    let digits = text.dropFirst().dropLast().map { byte -> UInt8? in
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x41...0x46: byte - 0x37
      case 0x61...0x66: byte - 0x57
      default: nil
      }
    }
    guard digits.count.isMultiple(of: 2), !digits.isEmpty else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// The date that stands after a place, as ISO 32000-2, 7.9.4 writes it; without a zone it is Viet Nam's.
  func date(after place: Int) -> Int64? {
    var at = place
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "("),
      let close = bytes[at..<min(bytes.count, at + 48)].firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    var text = bytes[(at + 1)..<close]
    for start in ["D:", "D\\072"] where text.starts(with: start.utf8) {
      text = text.dropFirst(start.utf8.count)
    }
    let digits = Array(text.prefix { (0x30...0x39).contains($0) }.prefix(14)).map { Int($0) - 0x30 }
    guard digits.count >= 8 else { return nil }
    func number(_ from: Int, _ count: Int, _ usual: Int) -> Int {
      from + count <= digits.count ? digits[from..<from + count].reduce(0) { $0 * 10 + $1 } : usual
    }
    var time = tm()
    time.tm_year = Int32(number(0, 4, 0) - 1900)
    time.tm_mon = Int32(number(4, 2, 1) - 1)
    (time.tm_mday, time.tm_hour) = (Int32(number(6, 2, 1)), Int32(number(8, 2, 0)))
    (time.tm_min, time.tm_sec) = (Int32(number(10, 2, 0)), Int32(number(12, 2, 0)))
    guard (70...200).contains(time.tm_year), (0...11).contains(time.tm_mon), (1...31).contains(time.tm_mday),
      (0...23).contains(time.tm_hour), (0...59).contains(time.tm_min), (0...60).contains(time.tm_sec)
    else { return nil }
    return Int64(timegm(&time)) - Self.zone(Array(text.dropFirst(digits.count)))
  }

  /// Seconds east of Greenwich.
  private static func zone(_ text: [UInt8]) -> Int64 {
    let digits = text.filter { (0x30...0x39).contains($0) }.map { Int64($0) - 0x30 }
    switch text.first {
    case UInt8(ascii: "Z")?: return 0
    case UInt8(ascii: "+")?, UInt8(ascii: "-")?:
      guard digits.count >= 2 else { return 25_200 }
      let minutes = digits.count >= 4 ? digits[2] * 10 + digits[3] : 0
      let seconds = (digits[0] * 10 + digits[1]) * 3_600 + minutes * 60
      return text.first == UInt8(ascii: "-") ? -seconds : seconds
    default: return 25_200
    }
  }
}
