import HTTPServer
import Storage
import Templating
import Workflow

/// Beginning a filing: which unit receives it and how the result is to come back; then the form.
enum Apply: Screen {
  struct Model: TemplateModel {
    var procedure: String
    var procedureURL: String
    var actionURL: String
    var once: String
    var units: [Choice]
    var onlyUnit: String?
    var returnMethods: [Choice]
    /// Where the result can be picked up, of every unit that has several points.
    var pickUps: [Choice]
    var drafts: [OpenDraft]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("procedure", \.procedure), .url("procedureURL", \.procedureURL), .url("actionURL", \.actionURL),
        .text("once", \.once), .list("units", \.units), .optional("onlyUnit", \.onlyUnit),
        .list("returnMethods", \.returnMethods), .list("pickUps", \.pickUps), .list("drafts", \.drafts),
        .list("problems", \.problems),
      ]
    }
  }

  /// A draft of the same procedure, offered again before another is begun.
  struct OpenDraft: TemplateModel {
    var url: String
    var since: String

    static var fields: [Field<OpenDraft>] { [.url("url", \.url), .text("since", \.since)] }
  }

  static let page = Page<Model>("citizen/apply")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.apply.pattern, .citizen) { visit in
      guard let stored = try fileable(visit) else { return try closed(visit) }
      return try show(stored, visit, problems: [])
    },
    .post(Sitemap.apply.pattern, .citizen, body: .form(maximum: 64 << 10)) { visit in
      guard let stored = try fileable(visit) else { return try closed(visit) }
      return try visit.once(refusing: { try refusal(stored, visit) }) {
        Sitemap.draft.url(try begin(stored, visit))
      }
    },
  ]

  /// The procedure, where it can be filed through the portal today.
  private static func fileable(_ visit: Visit) throws -> Reference.StoredProcedure? {
    guard let stored = try visit.reference().procedure(visit.read(Sitemap.apply), on: visit.now.day) else {
      throw PageNotFound()
    }
    return stored.procedure.acceptsOnlineFiling ? stored : nil
  }

  /// The procedure's page says why nothing can be filed.
  private static func closed(_ visit: Visit) throws -> Response {
    .redirect(Sitemap.procedure.url(try visit.read(Sitemap.apply)))
  }

  private static func refusal(_ stored: Reference.StoredProcedure, _ visit: Visit) throws -> Response? {
    let problems = try problems(stored, visit)
    return problems.isEmpty ? nil : try show(stored, visit, problems: problems)
  }

  private static func problems(_ stored: Reference.StoredProcedure, _ visit: Visit) throws -> [Problem] {
    var problems: [Problem] = []
    if try chosenUnit(stored, visit) == nil {
      problems.append(Problem(field: "agency", message: visit.text("Nơi tiếp nhận: chọn một đơn vị.")))
    }
    if Dossiers.ReturnMethod(rawValue: visit.field("returnMethod")) == nil {
      problems.append(
        Problem(field: "returnMethod-counter", message: visit.text("Nhận kết quả: chọn một cách nhận.")))
    }
    let isPickedUp = visit.field("returnMethod") == Dossiers.ReturnMethod.counter.rawValue
    if isPickedUp, let unit = try chosenUnit(stored, visit) {
      let points = try visit.pickUps(at: unit.id, chosen: visit.field("pickUp"))
      if !points.isEmpty, !points.contains(where: \.isChosen) {
        problems.append(
          Problem(
            field: "pickUp",
            message: visit.text("Điểm nhận kết quả: chọn một điểm của {unit}.", ["unit": unit.name])))
      }
    }
    if try Drafts.count(of: visit.person().id, in: visit.db) >= Drafts.most {
      problems.append(
        Problem(
          field: "drafts",
          message: visit.text(
            "Ông/bà đang có {n} bản nháp, nhiều nhất được phép. Xin nộp hoặc xóa bớt rồi bắt đầu hồ sơ mới.",
            ["n": String(Drafts.most)])))
    }
    return problems
  }

  private static func chosenUnit(_ stored: Reference.StoredProcedure, _ visit: Visit) throws -> Agency? {
    let units = try visit.procedures().units(receiving: stored.procedure.code)
    if units.count == 1 { return units[0] }
    return AgencyID(visit.field("agency")).flatMap { id in units.first { $0.id == id } }
  }

  private static func begin(_ stored: Reference.StoredProcedure, _ visit: Visit) throws -> DossierID {
    let (person, reference) = (try visit.person(), try visit.reference())
    guard let unit = try chosenUnit(stored, visit), let account = try People.account(person.id, in: visit.db)
    else { throw PageNotFound() }
    let form = stored.procedure.form.flatMap { reference.form($0) }
    var new = Dossiers.New(
      channel: .online, agency: unit.id, procedure: stored, form: form, owner: .init(name: account.name),
      applicant: person.id, keyedBy: person.id)
    new.answers = form?.form.prefilled(from: account) ?? FormAnswers()
    new.returnMethod = Dossiers.ReturnMethod(rawValue: visit.field("returnMethod")) ?? .counter
    new.pickUp = PointID(visit.field("pickUp"))
    return try Dossiers.begin(new, at: visit.now, reference: reference, in: visit.writing)
  }

  /// The points of all units that have several, each with its unit where there is more than one.
  private static func pickUps(_ units: [Agency], _ visit: Visit) throws -> [Choice] {
    let points = try units.flatMap { unit in
      try visit.pickUps(at: unit.id, chosen: visit.field("pickUp")).map { point in
        let label = units.count == 1 ? point.label : "\(unit.name): \(point.label)"
        return Choice(point.value, label, isChosen: point.isChosen)
      }
    }
    return points.isEmpty ? [] : [Choice("", visit.text("Chọn điểm"))] + points
  }

  private static func show(
    _ stored: Reference.StoredProcedure, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let procedure = stored.procedure
    let units = try visit.procedures().units(receiving: procedure.code)
    let method = Dossiers.ReturnMethod(rawValue: visit.field("returnMethod")) ?? .counter
    let drafts = try Dossiers.ofApplicant(visit.person(), in: visit.db).filter {
      $0.state == .draft && $0.procedureCode == procedure.code
    }
    let model = Model(
      procedure: procedure.name, procedureURL: Sitemap.procedure.url(procedure.code),
      actionURL: Sitemap.apply.url(procedure.code), once: Secrets.token(),
      units: units.map {
        Choice($0.id.description, $0.name, isChosen: $0.id.description == visit.field("agency"))
      }, onlyUnit: units.count == 1 ? units[0].name : nil,
      returnMethods: Dossiers.ReturnMethod.allCases.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0 == method)
      },
      pickUps: try pickUps(units, visit),
      drafts: drafts.map { OpenDraft(url: Sitemap.draft.url($0.id), since: $0.deskSince.vietnamese) },
      problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

extension FormDescription {
  /// The requester as the account knows him; what was not declared stays to be typed.
  func prefilled(from account: People.Account) -> FormAnswers {
    var answers = FormAnswers()
    for field in fields where field.kind == .requester {
      answers["\(field.id).fullName"] = account.name
      answers["\(field.id).phone"] = account.phone.isEmpty ? nil : account.phone
      answers["\(field.id).email"] = account.email.isEmpty ? nil : account.email
      answers["\(field.id).identity.kind"] = account.identityKind
      answers["\(field.id).identity.number"] = account.identityNumber
    }
    return answers
  }
}
