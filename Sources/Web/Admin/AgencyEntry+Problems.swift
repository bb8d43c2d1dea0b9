import Storage
import Workflow

extension AgencyEntry {
  /// What must be mended before an agency can be set up.
  func placeProblems(_ visit: Visit) throws -> [Problem] {
    var problems = Problems(visit)
    let parent = try AgencyID(parent).flatMap { id in try visit.administered().first { $0.id == id } }
    problems.check(parent != nil, "parent", "Cơ quan cấp trên: chọn trong danh sách.")
    if let kind = Agency.Kind(rawValue: kind) {
      problems.check(
        parent.map { Self.fits(kind, below: $0.kind) } ?? true, "kind",
        "Cấp: phải ở dưới cấp của cơ quan cấp trên.")
    } else {
      problems.check(false, "kind", "Cấp: chọn trong danh sách.")
    }
    problems.check(
      DossierCode(agency: code, day: visit.now.day, serial: 1) != nil, "code",
      "Mã định danh: 3 đến 35 chữ cái không dấu, chữ số và dấu chấm.")
    problems.check(
      Day(vietnamese: effectiveFrom) != nil, "effectiveFrom", "Ngày bắt đầu: ghi theo mẫu 21/11/2026.")
    return problems.found
  }

  /// What must be mended before anything of an agency can be stored.
  func factProblems(_ visit: Visit) -> [Problem] {
    var problems = Problems(visit)
    problems.check((2...200).contains(name.codePoints), "name", "Tên đầy đủ: từ 2 đến 200 ký tự.")
    problems.check((1...60).contains(shortName.codePoints), "shortName", "Tên ngắn: từ 1 đến 60 ký tự.")
    let first = Day(vietnamese: effectiveFrom)
    problems.check(
      isOpenOrNotBefore(officialFrom, first), "officialFrom",
      "Ngày vận hành chính thức: theo mẫu 21/11/2026, không trước ngày bắt đầu.")
    problems.check(
      isOpenOrNotBefore(effectiveTo, first), "effectiveTo",
      "Ngày kết thúc: theo mẫu 21/11/2026, không trước ngày bắt đầu.")
    problems.check(Regime(rawValue: regime) != nil, "regime", "Thực hiện theo: chọn trong danh sách.")
    problems.check(
      formerCode.isEmpty || Agency.isFormerCode(formerCode), "formerCode",
      "Mã định danh cũ: ghi theo mẫu 000.02.38.H56.")
    problems.check(
      Int(stuckHours).map { (1...400).contains($0) } ?? false, "stuckHours",
      "Coi là không chuyển động sau: ghi số giờ làm việc từ 1 đến 400.")
    problems.check(
      ClockTime(digestTime) != nil, "digestTime", "Gửi bản tin việc lúc: ghi giờ và phút theo mẫu 07:00.")
    problems.check(
      Int(petitionDays).map { (1...60).contains($0) } ?? false, "petitionDays",
      "Trả lời phản ánh, kiến nghị trong: ghi số ngày làm việc từ 1 đến 60.")
    problems.check(address.codePoints <= 300, "address", "Địa chỉ: nhiều nhất 300 ký tự.")
    problems.check(
      phone.codePoints <= 40 && phone.allSatisfy { $0.isNumber || " .-+(),".contains($0) }, "phone",
      "Điện thoại: ghi bằng chữ số.")
    problems.check(
      email.isEmpty || EmailAddress(email) != nil, "email",
      "Thư điện tử: ghi địa chỉ đầy đủ, ví dụ ten@example.vn.")
    problems.check(responsible.codePoints <= 120, "responsible", "Người phụ trách: nhiều nhất 120 ký tự.")
    return problems.found
  }

  /// Another law rules from a day that must be said.
  func regimeProblems(_ agency: Agency, _ visit: Visit) -> [Problem] {
    guard agency.regime(on: visit.now.day).rawValue != regime else { return [] }
    var problems = Problems(visit)
    problems.check(
      Day(vietnamese: regimeFrom).map { $0 >= agency.effective.from } ?? false, "regimeFrom",
      "Đổi chế độ từ ngày: ghi ngày theo mẫu 21/11/2026.")
    return problems.found
  }

  private func isOpenOrNotBefore(_ text: String, _ first: Day?) -> Bool {
    if text.isEmpty { return true }
    guard let day = Day(vietnamese: text) else { return false }
    return first.map { day >= $0 } ?? true
  }

  /// Departments belong anywhere; other levels stand below a higher one.
  private static func fits(_ kind: Agency.Kind, below parent: Agency.Kind) -> Bool {
    let order: [Agency.Kind] = [.province, .district, .commune]
    guard kind != .department, let own = order.firstIndex(of: kind), let above = order.firstIndex(of: parent)
    else { return kind == .department }
    return own > above
  }
}

/// Gathers what must be mended, in the order of the page.
struct Problems {
  private let visit: Visit
  private(set) var found: [Problem] = []

  init(_ visit: Visit) { self.visit = visit }

  mutating func check(_ isGood: Bool, _ field: String, _ message: String, _ values: [String: String] = [:]) {
    if !isGood { found.append(Problem(field: field, message: visit.text(message, values))) }
  }
}
