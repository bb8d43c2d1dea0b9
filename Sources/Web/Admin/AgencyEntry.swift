import Storage
import Workflow

/// What an administrator types about an agency.
struct AgencyEntry: Sendable {
  var parent = ""
  var kind = ""
  var name = ""
  var shortName = ""
  var code = ""
  var effectiveFrom = ""
  var officialFrom = ""
  var regime = Regime.decree61.rawValue
  var address = ""
  var phone = ""
  var email = ""
  var responsible = ""

  init() {}

  init(_ visit: Visit) {
    parent = visit.field("parent")
    kind = visit.field("kind")
    name = visit.field("name")
    shortName = visit.field("shortName")
    code = visit.field("code").uppercased()
    effectiveFrom = visit.field("effectiveFrom")
    officialFrom = visit.field("officialFrom")
    regime = visit.field("regime")
    address = visit.field("address")
    phone = visit.field("phone")
    email = visit.field("email")
    responsible = visit.field("responsible")
  }

  init(_ agency: Agency, on day: Day) {
    parent = agency.parent?.description ?? ""
    kind = agency.kind.rawValue
    name = agency.name
    shortName = agency.shortName
    code = agency.code
    effectiveFrom = agency.effective.from.vietnamese
    officialFrom = agency.officialFrom?.vietnamese ?? ""
    regime = agency.regime(on: day).rawValue
    address = agency.contact.address
    phone = agency.contact.phone
    email = agency.contact.email
    responsible = agency.contact.responsible
  }

  /// As stored; nil while there are problems.
  func facts(_ visit: Visit) -> Agencies.Facts? {
    guard let kind = Agency.Kind(rawValue: kind), let from = visit.day(effectiveFrom),
      let regime = Regime(rawValue: regime)
    else { return nil }
    return Agencies.Facts(
      parent: AgencyID(parent), kind: kind, name: name, shortName: shortName, code: code,
      effectiveFrom: from, officialFrom: visit.day(officialFrom), regime: regime,
      contact: Contact(address: address, phone: phone, email: email, responsible: responsible))
  }
}

extension AgencyEntry {
  /// What is set once: its place in the tree and its code, since dossiers carry them.
  func foundingInputs(_ visit: Visit) throws -> [Input] {
    let agencies = try visit.reference().agencies.filter { try visit.administers($0.id) }
    return [
      Input(
        choice: "parent", visit.text("Cơ quan cấp trên"),
        [Choice("", visit.text("Chọn…"))]
          + (try AgencyChoices.list(agencies, chosen: AgencyID(parent), visit)), isRequired: true,
        isWide: true),
      Input(
        choice: "kind", visit.text("Loại"),
        Agency.Kind.allCases.map {
          Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == kind)
        }, isRequired: true),
      Input(
        "code", visit.text("Mã định danh"), code,
        hint: visit.text("Mở đầu mã hồ sơ, không đổi được về sau, ví dụ H56.38.02."), isRequired: true,
        width: "w-20"),
      Input(day: "effectiveFrom", visit.text("Hoạt động từ ngày"), effectiveFrom, isRequired: true),
      regimeInput(visit),
    ]
  }

  func regimeInput(_ visit: Visit) -> Input {
    Input(
      choice: "regime", visit.text("Quy định áp dụng"),
      Regime.allCases.map { Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == regime) },
      isRequired: true, isWide: true)
  }

  func inputs(_ visit: Visit) -> [Input] {
    [
      Input(
        "name", visit.text("Tên đầy đủ"), name, hint: visit.text("Như in trên giấy tờ: UBND xã Cát Vân."),
        isRequired: true, isWide: true),
      Input("shortName", visit.text("Tên ngắn"), shortName, isRequired: true),
      Input(
        day: "officialFrom", visit.text("Vận hành chính thức từ ngày"), officialFrom,
        hint: visit.text("Bỏ trống khi còn thử nghiệm: hồ sơ được đánh dấu và không vào báo cáo.")),
      Input("address", visit.text("Địa chỉ"), address, isWide: true),
      Input("phone", visit.text("Điện thoại bộ phận một cửa"), phone, width: "w-20", mode: "tel"),
      Input("email", visit.text("Thư điện tử"), email, mode: "email"),
      Input(
        "responsible", visit.text("Người chịu trách nhiệm"), responsible,
        hint: visit.text("Hiện ở cuối mọi trang."), isWide: true),
    ]
  }
}

extension Agency.Kind {
  var vietnamese: String {
    switch self {
    case .province: "Cấp tỉnh"
    case .district: "Cấp huyện"
    case .commune: "Cấp xã"
    case .department: "Phòng, ban chuyên môn"
    }
  }
}
