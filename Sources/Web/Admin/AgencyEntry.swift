import HTTPServer
import Storage
import Templating
import Workflow

/// What an administrator typed about an agency, valid or not.
struct AgencyEntry: Sendable {
  var parent = ""
  var kind = Agency.Kind.commune.rawValue
  var name = ""
  var shortName = ""
  var code = ""
  var effectiveFrom = ""
  var effectiveTo = ""
  var officialFrom = ""
  var regime = Regime.decree61.rawValue
  var regimeFrom = ""
  var address = ""
  var phone = ""
  var email = ""
  var responsible = ""
  var formerCode = ""
  var stuckHours = String(Agency.usualStuckHours)
  var digestTime = ClockTime(minute: Agency.usualDigestMinute).text
  var petitionDays = String(Petition.usualDays)

  init(today: Day) { effectiveFrom = today.vietnamese }

  init(_ visit: Visit) {
    parent = visit.field("parent")
    kind = visit.field("kind")
    name = visit.field("name")
    shortName = visit.field("shortName")
    code = visit.field("code").uppercased()
    effectiveFrom = visit.field("effectiveFrom")
    effectiveTo = visit.field("effectiveTo")
    officialFrom = visit.field("officialFrom")
    regime = visit.field("regime")
    regimeFrom = visit.field("regimeFrom")
    address = visit.field("address")
    phone = visit.field("phone")
    email = visit.field("email")
    responsible = visit.field("responsible")
    formerCode = visit.field("formerCode").uppercased()
    stuckHours = visit.field("stuckHours")
    digestTime = visit.field("digestTime")
    petitionDays = visit.field("petitionDays")
  }

  init(_ agency: Agency, on day: Day) {
    parent = agency.parent?.description ?? ""
    kind = agency.kind.rawValue
    name = agency.name
    shortName = agency.shortName
    code = agency.code
    effectiveFrom = agency.effective.from.vietnamese
    effectiveTo = agency.effective.to?.vietnamese ?? ""
    officialFrom = agency.officialFrom?.vietnamese ?? ""
    regime = agency.regime(on: day).rawValue
    address = agency.contact.address
    phone = agency.contact.phone
    email = agency.contact.email
    responsible = agency.contact.responsible
    formerCode = agency.formerCode
    stuckHours = String(agency.stuckHours)
    digestTime = ClockTime(minute: agency.digestMinute).text
    petitionDays = String(agency.petitionDays)
  }

  /// An existing agency keeps its place in the tree, its level, code and first day: dossiers carry them.
  mutating func keep(_ agency: Agency) {
    parent = agency.parent?.description ?? ""
    kind = agency.kind.rawValue
    code = agency.code
    effectiveFrom = agency.effective.from.vietnamese
  }

  /// What is stored; nil while a part is unusable.
  var facts: Agencies.Facts? {
    guard let kind = Agency.Kind(rawValue: kind), let regime = Regime(rawValue: regime),
      let first = Day(vietnamese: effectiveFrom)
    else { return nil }
    return Agencies.Facts(
      parent: AgencyID(parent), kind: kind, name: name, shortName: shortName, code: code,
      effectiveFrom: first, officialFrom: Day(vietnamese: officialFrom), regime: regime,
      contact: Contact(address: address, phone: phone, email: email, responsible: responsible),
      formerCode: formerCode, stuckHours: Int(stuckHours) ?? Agency.usualStuckHours,
      digestMinute: ClockTime(digestTime)?.minute ?? Agency.usualDigestMinute,
      petitionDays: Int(petitionDays) ?? Petition.usualDays)
  }
}

extension AgencyEntry {
  /// Place in the tree, level, code, first day: asked once, when the agency is set up.
  func placeInputs(_ visit: Visit) throws -> [InputModel] {
    let parents = try AgencyChoices.list(visit, chosen: parent)
    return [
      InputModel(
        id: "parent", label: visit.text("Cơ quan cấp trên"), isRequired: true,
        choices: [Choice("", visit.text("Chọn cơ quan"))] + parents),
      InputModel(
        id: "kind", label: visit.text("Cấp"), isRequired: true,
        choices: Agency.Kind.allCases.map {
          Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == kind)
        }),
      InputModel(
        id: "code", label: visit.text("Mã định danh cơ quan"), value: code,
        hint: visit.text("Mở đầu mã hồ sơ, ví dụ H56.38.02. Không đổi được sau này."), isRequired: true,
        width: "w-20"),
      InputModel(
        id: "effectiveFrom", label: visit.text("Ngày thành lập hoặc bắt đầu"), value: effectiveFrom,
        hint: visit.text("Theo mẫu 21/11/2026."), isRequired: true, width: "w-10"),
    ]
  }

  /// What may be changed later.
  func factInputs(_ visit: Visit) -> [InputModel] {
    [
      InputModel(
        id: "name", label: visit.text("Tên đầy đủ"), value: name,
        hint: visit.text("Như in trên giấy tờ, ví dụ UBND xã Cát Vân."), isRequired: true),
      InputModel(
        id: "shortName", label: visit.text("Tên ngắn trong danh sách"), value: shortName, isRequired: true),
      InputModel(
        id: "formerCode", label: visit.text("Mã định danh cũ (QCVN 102:2016)"), value: formerCode,
        hint: visit.text("Ví dụ 000.02.38.H56; để trống khi không có."), width: "w-20"),
      InputModel(
        id: "officialFrom", label: visit.text("Ngày vận hành chính thức"), value: officialFrom,
        hint: visit.text("Để trống khi còn thử nghiệm: hồ sơ được đánh dấu và không vào báo cáo."),
        width: "w-10"),
      InputModel(
        id: "effectiveTo", label: visit.text("Ngày kết thúc"), value: effectiveTo,
        hint: visit.text("Để trống khi cơ quan còn hoạt động."), width: "w-10"),
      InputModel(
        id: "regime", label: visit.text("Thực hiện theo"), isRequired: true,
        choices: Regime.allCases.map {
          Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == regime)
        }),
      InputModel(
        id: "stuckHours", label: visit.text("Coi là không chuyển động sau (giờ làm việc)"), value: stuckHours,
        hint: visit.text("Hồ sơ đứng yên lâu hơn được nêu ở trang việc sáng nay của chủ tịch."),
        isRequired: true, width: "w-4"),
      InputModel(
        id: "digestTime", label: visit.text("Gửi bản tin việc lúc"), value: digestTime,
        hint: visit.text(
          "Giờ và phút theo mẫu 07:00. Bản tin được gửi vào ngày làm việc, cho người có việc đến hạn."),
        isRequired: true, width: "w-4"),
      InputModel(
        id: "petitionDays", label: visit.text("Trả lời phản ánh, kiến nghị trong (ngày làm việc)"),
        value: petitionDays, hint: visit.text("Không tính ngày nhận. Phản ánh đã nhận giữ ngày đã hẹn."),
        isRequired: true, width: "w-4"),
    ]
  }

  func contactInputs(_ visit: Visit) -> [InputModel] {
    [
      InputModel(id: "address", label: visit.text("Địa chỉ"), value: address),
      InputModel(
        id: "phone", label: visit.text("Điện thoại bộ phận một cửa"), value: phone, width: "w-20"),
      InputModel(id: "email", label: visit.text("Thư điện tử"), value: email),
      InputModel(id: "responsible", label: visit.text("Người phụ trách"), value: responsible),
    ]
  }

  func regimeDayInput(_ visit: Visit) -> InputModel {
    InputModel(
      id: "regimeFrom", label: visit.text("Đổi chế độ từ ngày"), value: regimeFrom,
      hint: visit.text("Chỉ ghi khi đổi sang nghị định khác."), width: "w-10")
  }
}

extension Agency.Kind {
  var vietnamese: String {
    switch self {
    case .province: "Tỉnh"
    case .district: "Huyện"
    case .commune: "Xã, thị trấn"
    case .department: "Phòng chuyên môn"
    }
  }
}
