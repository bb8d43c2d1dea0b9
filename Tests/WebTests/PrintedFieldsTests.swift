import Documents
import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

private let engine = WeasyPrint(script: Portal.home + "/Templates/printing/weasyprint.py")

/// The papers as PDF files made by the engine of this machine: every field of rules §3 as text, on the right sheet.
/// `MOTCUA_PAPERS` names a folder that keeps the files, to be looked at.
@Suite(.enabled(if: engine.isInstalled, "WeasyPrint is not installed"))
struct PrintedFieldsTests {
  private let portal: Portal
  private let officer: Browser

  init() throws {
    portal = try Portal(publicURL: "https://motcua.example.vn", pdf: engine)
    officer = try Browser(portal, as: portal.people.officer)
  }

  private struct Sheet {
    let text: String
    let facts: String

    init(_ response: Response, keep name: String) throws {
      let pdf = response.fileBytes
      if let folder = ProcessInfo.processInfo.environment["MOTCUA_PAPERS"] {
        try Data(pdf).write(to: URL(filePath: "\(folder)/\(name).pdf"))
      }
      // Line breaks and columns apart.
      text = try Self.tool("pdftotext", ["-layout", "-", "-"], pdf).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      facts = try Self.tool("pdfinfo", ["-"], pdf).split(separator: " ").joined(separator: " ")
    }

    private static func tool(_ name: String, _ arguments: [String], _ pdf: [UInt8]) throws -> String {
      let process = BoundedProcess(
        program: "/usr/bin/\(name)", arguments: arguments, environment: ["LANG=C.UTF-8"])
      let limits = BoundedProcess.Limits(
        seconds: 60, processorSeconds: 30, memory: 1 << 30, output: 1 << 20)
      return String(decoding: try process.run(input: pdf, within: limits), as: UTF8.self)
    }
  }

  private func expect(_ sheet: Sheet, has words: [String]) {
    for word in words { #expect(sheet.text.contains(word), "\(word) not in: \(sheet.text)") }
  }

  /// Rules §3.1, in its order.
  @Test func form01() throws {
    let id = try portal.dossier(.received, code: "1.004194")
    try portal.database.write {
      try $0.execute(
        """
        UPDATE dossiers SET owner_address = 'Khu phố 2, thị trấn Yên Cát', owner_email = 'mai@example.vn',
          submitter_name = 'Vi Văn Thắng', submitter_identity = '038190009999', submitter_phone = '0987654321',
          copies = 2, fee = 15000
        WHERE id = $1
        """, id.value)
    }
    let record = try portal.record(id)
    let sheet = try Sheet(officer.get(Sitemap.receipt.file.url(id)), keep: "01")
    expect(
      sheet,
      has: [
        "UBND HUYỆN NHƯ XUÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "ngày 08 tháng 09 năm 2026", "Mẫu số 01", "Mã hồ sơ: \(record.code ?? "?")", "Mã thủ tục: 1.004194",
        "Quyển số: 2026 · Số thứ tự: 1", "Liên 1: Lưu", "Liên 2: Giao khách hàng",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Bộ phận Tiếp nhận và Trả kết quả, UBND xã",
        "Tiếp nhận hồ sơ của: Vi Văn Thắng", "Kênh thực hiện: Trực tiếp", "Địa chỉ:",
        "Số điện thoại: 0987654321 · Email:", "Số giấy tờ tùy thân: 038190009999",
        "Nội dung yêu cầu giải quyết: Đăng ký tạm trú",
        "Chủ hồ sơ: Lò Thị Mai · Địa chỉ: Khu phố 2, thị trấn Yên Cát", "TT Tên giấy tờ", "Bản chính",
        "Bản chứng thực", "Bản chụp", "Số lượng hồ sơ: 2 (bộ) · Phí, lệ phí: 15.000 đồng",
        "Thời gian giải quyết hồ sơ theo quy định: 3 ngày làm việc",
        "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 08/09/2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 11/09/2026",
        "Đăng ký nhận kết quả tại: Tại bộ phận một cửa", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Hà Thị Nga", "Kết quả có thể có trước ngày hẹn",
      ])
    #expect(sheet.facts.contains("Page size: 419.528 x 595.276") && sheet.facts.contains("Pages: 2"))
  }

  @Test func deadlineProof() throws {
    let id = try portal.dossier(.received, channel: .online, code: "1.004194")
    let sheet = try Sheet(officer.get(Sitemap.deadline.file.url(id)), keep: "deadline")
    expect(
      sheet,
      has: [
        "GIẢI TRÌNH THỜI HẠN GIẢI QUYẾT HỒ SƠ", "Mã hồ sơ: \(try portal.record(id).code ?? "?")",
        "Thủ tục: Đăng ký tạm trú", "Ngày hẹn trả kết quả: 17 giờ 00, thứ Sáu 11/09/2026",
        "1. Trả lời hồ sơ nộp trực tuyến", "Nộp trực tuyến lúc: 08 giờ 30, thứ Ba 08/09/2026",
        "2. Ngày hẹn trả theo thời hạn quy định", "Thời gian: 3 ngày làm việc", "Không tính ngày tiếp nhận",
        "Ngày Theo lịch làm việc Tính thời hạn",
        "thứ Ba 08/09/2026 ngày làm việc bình thường ngày tiếp nhận, không tính",
        "thứ Sáu 11/09/2026 ngày làm việc bình thường tính là ngày thứ 3",
        "Ca làm việc: 07:00-11:30, 13:30-17:00 · Lịch làm việc: phiên bản 2026-1",
        "NĐ 61/2018/NĐ-CP, điều 17 và 19", "không có tên người",
      ])
    #expect(sheet.facts.contains("Page size: 595.276 x 841.89"))
  }
}
