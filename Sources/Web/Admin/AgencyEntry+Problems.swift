import Storage
import Workflow

extension AgencyEntry {
  /// What must be mended in what can be changed at any time.
  func problems(_ visit: Visit) -> [Problem] {
    let claims: [(isWrong: Bool, field: String, message: String)] = [
      (!(3...200).contains(name.count), "name", "Tên đầy đủ: từ 3 đến 200 ký tự."),
      (!(1...60).contains(shortName.count), "shortName", "Tên ngắn: từ 1 đến 60 ký tự."),
      (
        !officialFrom.isEmpty && visit.day(officialFrom) == nil, "officialFrom",
        "Vận hành chính thức từ ngày: viết theo mẫu 21/11/2026."
      ),
      (address.count > 300, "address", "Địa chỉ: nhiều nhất 300 ký tự."),
      (
        !phone.isEmpty && PhoneNumber(phone) == nil, "phone",
        "Điện thoại: ghi số trong nước, ví dụ 0237 000 0000."
      ),
      (
        !email.isEmpty && EmailAddress(email) == nil, "email",
        "Thư điện tử: ghi địa chỉ đầy đủ, ví dụ ten@example.vn."
      ),
      (responsible.count > 120, "responsible", "Người chịu trách nhiệm: nhiều nhất 120 ký tự."),
    ]
    return claims.filter(\.isWrong).map { Problem(field: $0.field, message: visit.text($0.message)) }
  }

  /// What must be mended in what is set once.
  func foundingProblems(_ visit: Visit) throws -> [Problem] {
    let isBelowMine = try AgencyID(parent).map {
      try visit.reference().agency($0) != nil && visit.administers($0)
    }
    let isCode = DossierCode(agency: code, day: visit.now.day, serial: 1) != nil
    let claims: [(isWrong: Bool, field: String, message: String)] = [
      (!(isBelowMine ?? false), "parent", "Cơ quan cấp trên: chọn cơ quan ông/bà quản trị."),
      (Agency.Kind(rawValue: kind) == nil, "kind", "Loại: chọn một loại."),
      (!isCode, "code", "Mã định danh: 3 đến 35 chữ cái, chữ số và dấu chấm, ví dụ H56.38.02."),
      (
        visit.day(effectiveFrom) == nil, "effectiveFrom",
        "Hoạt động từ ngày: viết theo mẫu 21/11/2026."
      ),
      (Regime(rawValue: regime) == nil, "regime", "Quy định áp dụng: chọn một quy định."),
    ]
    return claims.filter(\.isWrong).map { Problem(field: $0.field, message: visit.text($0.message)) }
  }
}
