import Documents
import Foundation
import Testing

/// The engine as it is installed on this machine.
private let engine = WeasyPrint(
  script: URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Templates/printing/weasyprint.py").standardized.path)

@Suite(.enabled(if: engine.isInstalled, "WeasyPrint is not installed"))
struct WeasyPrintTests {
  private func pdf(_ body: String, css: String = "", at seconds: Int64 = 1_700_000_000) throws -> [UInt8] {
    let html = "<!doctype html><html lang=vi><title>Thử</title><body>\(body)</body></html>"
    return try engine.pdf(of: Array(html.utf8), css: Array(css.utf8), madeAt: seconds)
  }

  /// What `pdftotext` and its like say of a PDF.
  private func tool(_ name: String, _ arguments: [String], _ pdf: [UInt8]) throws -> String {
    let process = BoundedProcess(
      program: "/usr/bin/\(name)", arguments: arguments, environment: ["LANG=C.UTF-8"])
    let limits = BoundedProcess.Limits(
      seconds: 60, processorSeconds: 30, memory: 1 << 30, output: 1 << 20)
    return String(decoding: try process.run(input: pdf, within: limits), as: UTF8.self)
  }

  @Test func vietnameseIsTextAndThePageHasItsSize() throws {
    let made = try pdf("<p>Giấy tiếp nhận hồ sơ và hẹn trả kết quả: ẶẪỠĐ</p>", css: "@page { size: A5 }")
    let text = try tool("pdftotext", ["-", "-"], made)
    #expect(text.contains("Giấy tiếp nhận hồ sơ và hẹn trả kết quả: ẶẪỠĐ"))
    let facts = try tool("pdfinfo", ["-"], made)
    #expect(facts.contains("419.528 x 595.276") && facts.contains("Nov 14") && facts.contains("2023"))
  }

  @Test func theSamePageGivesTheSameBytes() throws {
    let body = "<h1>Sổ theo dõi</h1><p><b>Đậm</b> <i>nghiêng</i></p>"
    #expect(try pdf(body) == pdf(body))
    #expect(try pdf(body) != pdf(body, at: 1_700_000_001))
  }

  @Test func nothingIsFetchedButData() throws {
    let secret = FileManager.default.temporaryDirectory.path + "/motcua-secret-\(UUID().uuidString).css"
    try "p::after { content: 'LỘ RỒI' }".write(toFile: secret, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: secret) }
    let body = """
      <link rel=stylesheet href="file://\(secret)"><link rel=attachment href="file:///etc/passwd">
      <style>@import "file://\(secret)"; @font-face { font-family: x; src: url(file:///etc/passwd) }</style>
      <img src="file:///etc/passwd" alt="không tải"><p>Một cửa</p>
      <link rel=stylesheet href="data:text/css,p::after{content:' có dữ liệu'}">
      """
    let made = try pdf(body)
    #expect(try tool("pdftotext", ["-", "-"], made).contains("Một cửa có dữ liệu"))
    #expect(try !tool("pdftotext", ["-", "-"], made).contains("LỘ RỒI"))
    #expect(!String(decoding: made, as: UTF8.self).contains("EmbeddedFile"))
  }

  @Test func aPageThatIsTooLargeIsRefused() {
    #expect(throws: BoundedProcess.Fault.tooMuchInput) {
      try pdf(String(repeating: "x", count: WeasyPrint.mostInput))
    }
  }
}
