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
      let pdf = response.fileBytes.isEmpty ? response.body : response.fileBytes
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

  // MARK: Slips

  private static let head = [
    "UBND HUYỆN NHƯ XUÂN", "UBND XÃ CÁT VÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
  ]

  /// The newest slip of a kind, as its file; its page has the same words.
  private func sheet(_ kind: SlipKind, of id: DossierID, keep name: String) throws -> Sheet {
    let slip = try #require(
      try portal.database.read { try Slips.slips(of: id, in: $0) }.last { $0.kind == kind })
    let browser = try Browser(portal, as: portal.people.officer)
    let page = browser.get(Sitemap.slip.page.url(id, slip.id)).text
    #expect(page.contains(kind.form.title(under: .decree61).uppercased()))
    let sheet = try Sheet(browser.get(Sitemap.slip.file.url(id, slip.id)), keep: name)
    #expect(sheet.facts.contains("Page size: 419.528 x 595.276") && sheet.facts.contains("Pages: 1"))
    return sheet
  }

  private func address(_ id: DossierID) throws {
    try portal.database.write {
      try $0.execute(
        """
        UPDATE dossiers SET owner_address = 'Thôn Vân Tiến, xã Cát Vân', owner_email = 'mai@example.vn'
        WHERE id = $1
        """, id.value)
    }
  }

  /// Rules §3.2, in its order.
  @Test func form02() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    try address(id)
    let sheet = try sheet(.supplement, of: id, keep: "02")
    let record = try portal.record(id)
    expect(
      sheet,
      has: Self.head + [
        "Số nộp hồ sơ: \(record.submissionNumber ?? "?")", "Mã thủ tục: 1.001193", "Mẫu số 02",
        "Cát Vân, ngày 08 tháng 09 năm 2026", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Số: 1/2026",
        "Bộ phận Tiếp nhận và Trả kết quả, UBND xã Cát Vân", "Hồ sơ của: Lò Văn An",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh", "Địa chỉ: Thôn Vân Tiến, xã Cát Vân",
        "Số điện thoại: 0912345678 · Email: mai@example.vn", "Thời gian nộp hồ sơ: 08 giờ",
        "STT Tên giấy tờ, nội dung", "chính", "chứng", "chụp", "1 Giấy chứng sinh",
        "2 Người được khai sinh", "1. Khai sai hoặc chưa đủ: Ảnh mờ – Cần làm: Chụp lại rõ nét",
        "2. Khai sai hoặc chưa đủ: Sai dấu – Cần làm: Ghi như giấy chứng sinh",
        "Nộp bổ sung trước hết ngày: ",
        "NGƯỜI HƯỚNG DẪN", "Hà Thị Nga", "xin liên hệ Hà Thị Nga, bộ phận một cửa UBND xã Cát Vân",
        "0237 000 0000, motcua@example.vn, Trụ sở UBND xã Cát Vân", "motcua.example.vn",
      ])
  }

  /// Rules §3.3, in its order, of a dossier handed in on paper and filed online.
  @Test(arguments: [Channel.counter, .online])
  func form03(channel: Channel) throws {
    let id = try portal.dossier(.submitted, channel: channel)
    try address(id)
    let officer = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    try portal.act(.refuse(.notCompetent, why: "Nơi cư trú thuộc xã Thanh Xuân."), on: id, by: officer)
    let sheet = try sheet(.refusal, of: id, keep: "03-\(channel)")
    let record = try portal.record(id)
    expect(
      sheet,
      has: Self.head + [
        record.code.map { "Mã hồ sơ: \($0)" } ?? "Số nộp hồ sơ: \(record.submissionNumber ?? "?")",
        "Mẫu số 03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Số: 1/2026",
        "Bộ phận Tiếp nhận và Trả kết quả, UBND xã Cát Vân", "Tiếp nhận đề nghị của: Lò Thị Mai",
        "Địa chỉ: Thôn Vân Tiến, xã Cát Vân", "Số điện thoại: 0912345678 · Email: mai@example.vn",
        "Người nộp hồ sơ: Lò Thị Mai · Số giấy tờ tùy thân: Căn cước công dân / Căn cước 038190000123",
        "Nội dung yêu cầu giải quyết: Cấp giấy xác nhận tình trạng hôn nhân",
        "Thời gian nộp hồ sơ: 08 giờ 30 phút, ngày 08/09/2026",
        "Lý do: Không thuộc thẩm quyền giải quyết. Nơi cư trú thuộc xã Thanh Xuân.",
        "bộ phận một cửa UBND xã Cát Vân: 0237 000 0000", "NGƯỜI TỪ CHỐI TIẾP NHẬN", "Hà Thị Nga",
      ])
    #expect(sheet.text.contains("NGƯỜI NỘP HỒ SƠ") == (channel != .online))
  }

  /// Rules §3.4, in its order.
  @Test func form04() throws {
    let id = try portal.dossier(.processing)
    try address(id)
    let (specialist, leader) = (
      Dossier.Actor(person: portal.people.specialist, role: .specialist),
      Dossier.Actor(person: portal.people.leader, role: .leader)
    )
    let newDate = try #require(Moment(iso: "2026-09-23T17:00"))
    try portal.act(
      .draftApology(.partner, why: "Công an xã chưa trả lời.", newDate: newDate), on: id, by: specialist)
    try portal.act(.apologise, on: id, by: leader)
    let sheet = try sheet(.apology, of: id, keep: "04")
    expect(
      sheet,
      has: Self.head + [
        "Mẫu số 04", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Số: 1/2026",
        "Cát Vân, ngày 08 tháng 09 năm 2026", "Kính gửi: Lò Thị Mai, Thôn Vân Tiến, xã Cát Vân",
        "hồ sơ mã số \(try portal.record(id).code ?? "?")",
        "Nội dung yêu cầu giải quyết: Cấp giấy xác nhận tình trạng hôn nhân",
        "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 08/09/2026",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 18/09/2026",
        "Lý do: Cơ quan phối hợp chưa trả lời. Công an xã chưa trả lời.",
        "hẹn lại thời gian trả kết quả: 17 giờ 00 phút, ngày 23/09/2026", "xin lỗi ông/bà vì sự chậm trễ này",
        "liên hệ: 0237 000 0000", "PHÓ CHỦ TỊCH", "Lê Văn Bình",
      ])
  }

  @Test func stopNotice() throws {
    let id = try portal.dossier(.processing)
    try address(id)
    let specialist = Dossier.Actor(person: portal.people.specialist, role: .specialist)
    let leader = Dossier.Actor(person: portal.people.leader, role: .leader)
    try portal.act(.proposeStop(.notPaid, why: "Chưa nộp.", to: leader.person), on: id, by: specialist)
    try portal.act(.stop(.otherProceeding, why: "Tòa án huyện đang thụ lý."), on: id, by: leader)
    let sheet = try sheet(.stop, of: id, keep: "stop")
    expect(
      sheet,
      has: Self.head + [
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Số: 1/2026", "Kính gửi: Lò Thị Mai, Thôn Vân Tiến",
        "hồ sơ mã số \(try portal.record(id).code ?? "?")", "Chủ hồ sơ: Lò Thị Mai",
        "Nội dung yêu cầu giải quyết: Cấp giấy xác nhận",
        "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 08/09/2026",
        "Lý do: Đang được tòa án hoặc cơ quan khác giải quyết. Tòa án huyện đang thụ lý.",
        "nhận lại giấy tờ đã nộp", "PHÓ CHỦ TỊCH", "Lê Văn Bình", "liên hệ: 0237 000 0000",
      ])
    #expect(!sheet.text.contains("Mẫu số"))
  }

  @Test func transferSlip() throws {
    let id = try portal.dossier(.processing)
    try address(id)
    let order = StageOrder(
      kind: .parallel, agency: try portal.neighbour().commune, task: "Xác nhận nơi ở", limit: .workingDays(2))
    try portal.act(
      .openStage(order), on: id, by: Dossier.Actor(person: portal.people.specialist, role: .specialist))
    let sheet = try sheet(.transfer, of: id, keep: "transfer")
    expect(
      sheet,
      has: Self.head + [
        "PHIẾU CHUYỂN HỒ SƠ LIÊN THÔNG", "Số: 1/2026", "Mã hồ sơ: \(try portal.record(id).code ?? "?")",
        "Kính gửi: UBND xã Thanh Xuân", "UBND xã Cát Vân chuyển hồ sơ", "(Liên thông cùng cấp)",
        "Chủ hồ sơ: Lò Thị Mai · Địa chỉ: Thôn Vân Tiến", "Số điện thoại: 0912345678 · Email: mai@example.vn",
        "Nội dung yêu cầu giải quyết: Cấp giấy xác nhận",
        "Thời gian nhận hồ sơ: 08 giờ 30 phút, ngày 08/09/2026",
        "Thời gian trả kết quả cho người nộp: 17 giờ 00 phút, ngày 18/09/2026",
        "Nội dung đề nghị giải quyết: Xác nhận nơi ở",
        "Thời hạn trả lời: 17 giờ 00 phút, ngày 10/09/2026", "Hồ sơ gửi kèm:", "TT Tên giấy tờ",
        "Không có giấy tờ kèm theo", "BÊN GIAO", "Phạm Thị Hương", "BÊN NHẬN",
        "Kết quả xin gửi về bộ phận một cửa UBND xã Cát Vân",
      ])
  }

  // MARK: Control slip

  /// Rules §3.5, in its order.
  @Test func form05() throws {
    let id = try portal.dossier(.received, code: "1.004194")
    let officer = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    let specialist = Dossier.Actor(person: portal.people.specialist, role: .specialist)
    let leader = Dossier.Actor(person: portal.people.leader, role: .leader)
    portal.clock.advance(minutes: 30)
    try portal.act(.forward(to: specialist.person, unit: portal.people.commune), on: id, by: officer)
    portal.clock.advance(minutes: 20)
    try portal.act(.takeOver, on: id, by: specialist)
    let order = StageOrder(
      kind: .consultation, agency: try portal.neighbour().commune, task: "Xác nhận nơi ở",
      limit: .workingDays(2))
    try portal.act(.openStage(order), on: id, by: specialist)
    try portal.act(.closeStage(1, why: "Đã rõ"), on: id, by: specialist)
    try portal.attachResult(to: id)
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 14), minuteOfDay: 14 * 60)
    try portal.act(.submitForSignOff(to: leader.person), on: id, by: specialist)
    let browser = try Browser(portal, as: portal.people.officer)
    let code = try #require(try portal.record(id).code)
    let sheet = try Sheet(browser.get(Sitemap.controlSlip.file.url(id)), keep: "05")
    expect(
      sheet,
      has: Self.head + [
        "Mẫu số 05", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Quyển số: 2026 · Số thứ tự: 1",
        "Mã hồ sơ: \(code)", "Chủ hồ sơ: Lò Thị Mai", "Ngày nhận: 08 giờ 30 phút, ngày 08/09/2026",
        "Ngày giờ hẹn trả: 17 giờ 00 phút, ngày 11/09/2026", "Cơ quan giải quyết: UBND xã Cát Vân",
        "Cơ quan phối hợp: UBND xã Thanh Xuân", "Tên cơ quan", "Kết quả", "Ghi chú", "1. Giao:", "2. Nhận:",
        "Lò Thị Mai", "Hà Thị Nga", "Phạm Thị", "Lê Văn Bình", "Quá hạn", "Được giao", "Đã dùng", "…",
      ])
    #expect(sheet.facts.contains("Page size: 419.528 x 595.276"))
    let page = browser.get(Sitemap.controlSlip.url(id)).text
    #expect(page.contains("class=\"sheet-barcode\""))
    for words in [
      "<td>1. Giao: 09 giờ 00, 08/09/2026</td><td>Hà Thị Nga</td>",
      "<td>2. Nhận: 09 giờ 20, 08/09/2026</td><td>Phạm Thị Hương</td>",
      "<td>1. Giao: 14 giờ 00, 14/09/2026</td><td>Phạm Thị Hương</td>",
    ] {
      #expect(page.contains(words), "\(words)")
    }
  }

  // MARK: Lists

  /// Art 18: signed by both; A4.
  @Test func handoverList() throws {
    let id = try portal.dossier(.received, code: "1.004194")
    try portal.act(
      .forward(to: portal.people.specialist, unit: portal.people.commune), on: id,
      by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    let sheet = try Sheet(officer.get(Sitemap.handoversFile.url), keep: "handovers")
    expect(
      sheet,
      has: Self.head + [
        "DANH SÁCH BÀN GIAO HỒ SƠ", "Ngày 08/09/2026", "Bên giao: Hà Thị Nga", "Bên nhận: Phạm Thị Hương",
        "Số hồ sơ bàn giao: 1", "STT Mã hồ sơ Chủ hồ sơ Nội dung", try portal.record(id).code ?? "?",
        "Lò Thị Mai", "Đăng ký tạm trú", "Giao", "Nhận", "Ghi", "08 giờ 30", "BÊN GIAO", "BÊN NHẬN",
      ])
    #expect(sheet.facts.contains("Page size: 595.276 x 841.89"))
  }

  /// Rules §3.6, in its order.
  @Test func form06() throws {
    let id = try portal.dossier(.signed)
    try address(id)
    let counter = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    try portal.act(.takeBack, on: id, by: counter)
    try portal.act(
      .returnResult(to: Collector(name: "Vi Văn Thắng", identity: "038190000123", relation: .relative)),
      on: id, by: counter)
    let url = Sitemap.registerFile.url(portal.people.commune, 2026)
    let sheet = try Sheet(officer.get(url), keep: "06")
    let page = officer.get(Sitemap.registerSheet.url(portal.people.commune, 2026)).text
    let code = try #require(try portal.record(id).code)
    expect(
      sheet,
      has: Self.head + [
        "Mẫu số 06", "SỔ THEO DÕI HỒ SƠ", "Năm 2026", "STT", "Mã", "Ngày, tháng, năm", "Trả kết quả",
      ])
    for cell in [
      "STT", "Mã hồ sơ", "Tên TTHC (nội dung)", "Số lượng hồ sơ (bộ)", "Tên chủ hồ sơ", "Địa chỉ",
      "Số điện thoại",
      "Nhận hồ sơ", "Hẹn trả kết quả", "Nhận kết quả từ cơ quan giải quyết", "Bên giao (ký)", "Bên nhận (ký)",
      "Phương thức nhận", "Ghi chú",
    ] {
      #expect(page.contains(">\(cell)</th>"), "\(cell)")
    }
    for cell in [
      code, "Cấp giấy xác nhận tình trạng hôn nhân", "1", "Lò Thị Mai", "Thôn Vân Tiến, xã Cát Vân",
      "0912345678", "08/09/2026", "18/09/2026", "Hà Thị Nga", "Vi Văn Thắng, 08/09/2026",
      "Tại bộ phận một cửa",
    ] {
      #expect(page.contains(">\(cell)</td>"), "\(cell)")
      // Lines break inside cells.
      expect(sheet, has: cell.split(separator: " ").map(String.init))
    }
    #expect(sheet.facts.contains("Page size: 841.89 x 595.276"))
  }
}
