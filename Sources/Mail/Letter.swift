public import Foundation

/// A letter of plain text (RFC 5322), in UTF-8 throughout.
public struct Letter: Sendable, Hashable {
  /// The one address it goes to.
  public let to: String
  /// One line.
  public let subject: String
  /// Lines of text, separated by "\n".
  public let body: String
  /// Names the letter, the same whenever it is sent again, so that a mailbox can tell a repetition.
  public let id: String

  /// A letter to one address.
  public init(to: String, subject: String, body: String, id: String) {
    self.to = to
    self.subject = subject
    self.body = body
    self.id = id
  }

  /// The letter as it goes over the wire. What would end a header line is left out of every header.
  ///
  /// - Parameters:
  ///   - sender: the address it comes from; its host stands in the Message-ID.
  ///   - date: when it was written.
  public func message(from sender: String, date: Date) -> [UInt8] {
    let host = sender.split(separator: "@").last.map(String.init) ?? "localhost"
    let headers = [
      ("Date", Self.date(date)),
      ("From", Self.oneLine(sender)),
      ("To", Self.oneLine(to)),
      ("Subject", Self.encodedWords(Self.oneLine(subject))),
      ("Message-ID", "<\(Self.oneLine(id))@\(Self.oneLine(host))>"),
      // RFC 3834: no answering machine replies to it.
      ("Auto-Submitted", "auto-generated"),
      ("MIME-Version", "1.0"),
      ("Content-Type", "text/plain; charset=utf-8"),
      ("Content-Transfer-Encoding", "base64"),
    ]
    let head = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
    return Array((head + "\r\n" + Self.base64(body.replacing("\n", with: "\r\n"))).utf8)
  }

  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }

  /// RFC 2047 section 2: words of at most 75 bytes, each whole characters, one a line.
  private static func encodedWords(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) && text.utf8.count < 70 { return text }
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  private static func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
      + "\r\n"
  }

  /// RFC 5322 section 3.3, in UTC.
  private static func date(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
    return formatter.string(from: date)
  }
}
