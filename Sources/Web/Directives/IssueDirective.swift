import HTTPServer
import Storage
import Templating
import Workflow

/// A directive with a deadline for named units: from the ranking it comes with the units at 0 % ticked and a draft of the
/// letter (letter 002 §1), or it carries any other demand; the units' leaders are told in the portal and by e-mail.
enum IssueDirective: Screen {
  struct Model: TemplateModel {
    var hidden: Hidden
    var inputs: [InputModel]
    var units: [UnitChoice]
    var unitProblem: String?
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("hidden") { $0.hidden }, .list("inputs", \.inputs), .list("units", \.units),
        .optional("unitProblem", \.unitProblem), .list("problems", \.problems),
      ]
    }
  }

  struct UnitChoice: TemplateModel {
    var id: String
    var name: String
    var note: String
    var isChosen: Bool

    static var fields: [Field<UnitChoice>] {
      [.text("id", \.id), .text("name", \.name), .text("note", \.note), .flag("isChosen", \.isChosen)]
    }
  }

  static let page = Page<Model>("directives/new")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.newDirective.pattern, .role(.overseer)) { try show($0, draft($0), []) },
    .post(Sitemap.newDirective.pattern, .role(.overseer)) { visit in
      let entry = Entry(visit)
      let units = try units(visit).filter { entry.units.contains($0.id.description) }
      let problems = entry.problems(units, visit)
      guard problems.isEmpty, let day = Day(vietnamese: entry.day), let due = Day(vietnamese: entry.due)
      else {
        return try show(visit, entry, problems)
      }
      return try visit.once { try issue(entry, day, due, to: units, visit) }
    },
  ]

  /// What is typed, or drafted.
  private struct Entry {
    var number = ""
    var day = ""
    var title = ""
    var body = ""
    var due = ""
    var units: Set<String> = []

    init() {}

    init(_ visit: Visit) {
      (number, day, title) = (visit.field("number"), visit.field("day"), visit.field("title"))
      (body, due) = (visit.lines("body"), visit.field("due"))
      units = Set(visit.request.form.all("unit"))
    }

    func problems(_ chosen: [Agency], _ visit: Visit) -> [Problem] {
      var problems = Problems(visit)
      problems.check(
        (1...60).contains(number.codePoints), "number", "Số văn bản: ghi số, nhiều nhất 60 ký tự.")
      problems.check(Day(vietnamese: day) != nil, "day", "Ngày văn bản: ghi theo mẫu 21/11/2026.")
      problems.check((3...300).contains(title.codePoints), "title", "Trích yếu: từ 3 đến 300 ký tự.")
      problems.check((3...6_000).contains(body.codePoints), "body", "Nội dung yêu cầu: từ 3 đến 6.000 ký tự.")
      problems.check(
        Day(vietnamese: due).map { $0 >= visit.now.day } ?? false, "due",
        "Hạn báo cáo: ghi theo mẫu 21/11/2026, không trước hôm nay.")
      problems.check(!chosen.isEmpty, "units", "Chọn ít nhất một đơn vị.")
      return problems.found
    }
  }

  /// What a letter drafted from the ranking is about.
  enum About: String {
    /// The units at 0 % are to find out who is responsible (F002-03).
    case zero
    /// The units below target are reminded (F002-07).
    case below

    func names(_ unit: OnlineUnit) -> Bool {
      switch self {
      case .zero: unit.rank.isCriticised
      case .below: unit.rank == .onlyThreeMet || unit.rank == .underway
      }
    }

    fileprivate var title: String {
      switch self {
      case .zero: "Chấn chỉnh việc giải quyết hồ sơ trực tuyến mức độ 3, mức độ 4"
      case .below: "Đôn đốc thực hiện chỉ tiêu dịch vụ công trực tuyến mức độ 3, mức độ 4"
      }
    }

    fileprivate func body(_ names: String, from: String, to: String) -> String {
      let found = "Qua theo dõi trên phần mềm một cửa điện tử từ \(from) đến \(to), các đơn vị sau "
      return switch self {
      case .zero:
        """
        \(found)không giải quyết hồ sơ trực tuyến mức độ 3, mức độ 4 (tỷ lệ 0 %): \(names).

        Yêu cầu Chủ tịch UBND các đơn vị nêu trên làm rõ trách nhiệm của lãnh đạo, bộ phận và cá nhân được phân công; tiếp nhận, giải quyết hồ sơ trực tuyến trên phần mềm; báo cáo kết quả trước hết ngày hạn báo cáo.
        """
      case .below:
        """
        \(found)chưa đạt chỉ tiêu dịch vụ công trực tuyến được giao: \(names).

        Đề nghị Chủ tịch UBND các đơn vị nêu trên chỉ đạo thực hiện chỉ tiêu, hướng dẫn người dân nộp hồ sơ trực tuyến; báo cáo kết quả, khó khăn, vướng mắc trước hết ngày hạn báo cáo.
        """
      }
    }
  }

  private static func units(_ visit: Visit) throws -> [Agency] {
    let own = try visit.person().grants.filter { $0.role == .overseer }.map(\.agency)
    return try Watch.agencies(.overview, visit).filter { !own.contains($0.id) }
  }

  /// From the ranking: the units at 0 % in a period, and what the letter says to them (F002-03).
  private static func draft(_ visit: Visit) throws -> Entry {
    var entry = Entry()
    entry.day = visit.now.day.vietnamese
    entry.due = try visit.reference().calendar.day(5, workingDaysAfter: visit.now.day).vietnamese
    guard let about = About(rawValue: visit.query("about")) else { return entry }
    let report = try ShowOnlineRanking.entry(visit)
    let named = try OnlineUnit.all(report, visit).filter(about.names)
    entry.units = Set(named.map(\.agency.id.description))
    entry.title = about.title
    let names = named.map(\.agency.shortName).joined(separator: ", ")
    entry.body = about.body(names, from: report.period.from, to: report.period.to)
    return entry
  }

  private static func issue(
    _ entry: Entry, _ day: Day, _ due: Day, to units: [Agency], _ visit: Visit
  ) throws -> String {
    let person = try visit.person()
    guard let office = person.agency(of: .overseer) else { throw NotAllowed() }
    let new = Directives.New(
      agency: office, number: entry.number, day: day, title: entry.title, body: entry.body, due: due,
      units: try units.map { .init(agency: $0.id, responsible: try responsible(at: $0, visit)) })
    let id = try Directives.issue(new, by: person.id, at: visit.now, in: visit.writing)
    for unit in units { try tell(unit, new, id, visit) }
    return Confirmation.directiveIssued.address(Sitemap.directive.url(id))
  }

  /// Who answers for it as far as the portal knows; the unit corrects it with its reply (F002-05).
  private static func responsible(at unit: Agency, _ visit: Visit) throws -> Directives.Responsible {
    func names(_ role: Role) throws -> String {
      try People.holders(of: role, at: unit.id, in: visit.db).map(\.name).joined(separator: ", ")
    }
    return Directives.Responsible(
      leader: try names(.chairman), department: "Bộ phận tiếp nhận và trả kết quả",
      person: try names(.oneStopOfficer))
  }

  private static func tell(_ unit: Agency, _ new: Directives.New, _ id: Int64, _ visit: Visit) throws {
    let holders = try [Role.chairman, .leader].flatMap {
      try People.holders(of: $0, at: unit.id, in: visit.db)
    }
    try visit.tell(
      Set(holders.map(\.id)), "\(new.number): \(new.title)",
      "\(new.body)\n\nHạn báo cáo: \(new.due.vietnamese)", at: Sitemap.directive.url(id))
  }

  private static func show(_ visit: Visit, _ entry: Entry, _ problems: [Problem]) throws -> Response {
    let inputs = [
      InputModel(
        id: "number", label: visit.text("Số văn bản"), value: entry.number,
        hint: visit.text("Ví dụ 512/UBND-VP."), isRequired: true, width: "w-20"),
      .day("day", "Ngày văn bản", entry.day, visit),
      InputModel(id: "title", label: visit.text("Trích yếu"), value: entry.title, isRequired: true),
      InputModel(
        id: "body", label: visit.text("Nội dung yêu cầu"), value: entry.body, isRequired: true, rows: 10),
      .day("due", "Hạn báo cáo", entry.due, visit),
    ]
    let model = Model(
      hidden: Hidden(), inputs: inputs.map { $0.marked(problems) },
      units: try units(visit).map { unit in
        UnitChoice(
          id: unit.id.description, name: unit.name,
          note: try People.holders(of: .chairman, at: unit.id, in: visit.db).map(\.name).joined(
            separator: ", "),
          isChosen: entry.units.contains(unit.id.description))
      }, unitProblem: problems.first { $0.field == "units" }?.message, problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
