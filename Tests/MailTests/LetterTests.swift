import Foundation
import Testing

@testable import Mail

/// Letters as they go over the wire (RFC 5322, 2045, 2047).
@Suite struct LetterTests {
  private static let subject = "Việc ngày 08/09/2026: 12 mục cần xem, trong đó có hồ sơ quá hạn"
  private static let date = Date(timeIntervalSince1970: 1_788_000_000)

  private func message(
    to: String = "nga@example.vn", subject: String = Self.subject, body: String = "Kính gửi,\nHồ sơ 1\n"
  ) -> String {
    let letter = Letter(to: to, subject: subject, body: body, id: "letter-7-1788000000")
    return String(decoding: letter.message(from: "motcua@nhuxuan.example.vn", date: Self.date), as: UTF8.self)
  }

  private func header(_ name: String, _ message: String) -> String {
    let head = message.components(separatedBy: "\r\n\r\n")[0].replacing("\r\n ", with: " ")
    let line = head.components(separatedBy: "\r\n").first { $0.hasPrefix(name + ": ") } ?? ""
    return String(line.dropFirst(name.count + 2))
  }

  /// Undoes RFC 2047.
  private func decoded(_ words: String) -> String {
    let bytes = words.components(separatedBy: " ").flatMap { word -> [UInt8] in
      guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?=") else { return Array(word.utf8) }
      return Array(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data())
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("headers name sender, receiver, date in UTC and an id that stays the same")
  func headers() {
    let text = message()
    #expect(header("From", text) == "motcua@nhuxuan.example.vn" && header("To", text) == "nga@example.vn")
    #expect(header("Date", text) == "Sat, 29 Aug 2026 10:40:00 +0000")
    #expect(header("Message-ID", text) == "<letter-7-1788000000@nhuxuan.example.vn>")
    #expect(header("Auto-Submitted", text) == "auto-generated")
    #expect(message() == text)
  }

  @Test(
    "a Vietnamese subject is whole characters in words of at most 75 bytes; an English one stays as it is")
  func subject() {
    let text = message()
    #expect(decoded(header("Subject", text)) == Self.subject)
    let words = header("Subject", text).components(separatedBy: " ")
    #expect(words.count > 1 && words.allSatisfy { $0.utf8.count <= 75 })
    #expect(words.allSatisfy { !decoded($0).contains("\u{FFFD}") })
    #expect(header("Subject", message(subject: "Test")) == "Test")
  }

  @Test("the text is base64 of UTF-8 with CRLF, no line longer than 76 bytes")
  func body() throws {
    let long = String(repeating: "Hồ sơ quá hạn. ", count: 40)
    let parts = message(body: "a\n" + long + "\n").components(separatedBy: "\r\n\r\n")
    let data = try #require(Data(base64Encoded: parts[1].replacing("\r\n", with: "")))
    #expect(String(decoding: data, as: UTF8.self) == "a\r\n" + long + "\r\n")
    #expect(parts[1].components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
  }

  @Test(
    "what would begin another header or end the head does not",
    arguments: ["\r\nBcc: x@example.vn", "\n\nxin chào", "\0"])
  func injection(text: String) {
    for forged in [message(to: "nga@example.vn" + text), message(subject: "Tin" + text)] {
      #expect(header("Bcc", forged).isEmpty)
      #expect(forged.components(separatedBy: "\r\n\r\n").count == 2)
    }
  }
}
