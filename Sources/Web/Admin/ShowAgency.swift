import HTTPServer
import Storage
import Templating
import Workflow

/// An agency: names, official day (F000-01), contact, the law it works under, and what was journalled.
enum ShowAgency: Screen {
  struct Model: TemplateModel {
    var name: String
    var facts: [Fact]
    var form: AdminForm
    var inputs: [Input]
    var regimes: [Fact]
    var regime: AdminForm
    var regimeInputs: [Input]
    var isChoosingRegime: Bool
    var links: [Link]
    var journal: [TimelineItem]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("name", \.name), .list("facts", \.facts), .record("form") { $0.form },
        .list("inputs", \.inputs),
        .list("regimes", \.regimes), .record("regime") { $0.regime }, .list("regimeInputs", \.regimeInputs),
        .flag("isChoosingRegime", \.isChoosingRegime), .list("links", \.links), .list("journal", \.journal),
        .list("problems", \.problems),
      ]
    }
  }

  /// A page about the agency.
  struct Link: TemplateModel {
    var label: String
    var url: String

    static var fields: [Field<Link>] { [.text("label", \.label), .url("url", \.url)] }
  }

  static let page = Page<Model>("admin/show-agency")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.agency.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.agency))
      return try show(agency, Typed(AgencyEntry(agency, on: visit.now.day)), visit)
    },
    .post(Sitemap.agency.pattern, .role(.administrator), update),
    .post(Sitemap.agencyRegime.pattern, .role(.administrator), setRegime),
  ]

  /// What was typed into the page's forms, and what is wrong with it.
  private struct Typed {
    var entry: AgencyEntry
    var regimeFrom = ""
    var isChoosingRegime = false
    var problems: [Problem] = []
    var status = Status.ok

    init(_ entry: AgencyEntry) { self.entry = entry }
  }

  @Sendable private static func update(_ visit: Visit) throws -> Response {
    let agency = try visit.administered(visit.read(Sitemap.agency))
    let stored = AgencyEntry(agency, on: visit.now.day)
    var typed = Typed(AgencyEntry(visit).founded(as: stored))
    typed.problems = typed.entry.problems(visit)
    typed.status = .unprocessableContent
    guard typed.problems.isEmpty, let facts = typed.entry.facts(visit) else {
      return try show(agency, typed, visit)
    }
    do {
      return try visit.once {
        try Agencies.update(
          agency.id, facts, version: visit.formVersion(), by: visit.person().id, at: visit.now,
          in: visit.writing)
        return Confirmation.saved.address(Sitemap.agency.url(agency.id))
      }
    } catch is Outdated {
      typed.problems = stored.inputs(visit).compactMap {
        $0.overtaken(by: typed.entry.inputs(visit), visit)
      }
      typed.status = .conflict
      return try show(agency, typed, visit)
    }
  }

  @Sendable private static func setRegime(_ visit: Visit) throws -> Response {
    let agency = try visit.administered(visit.read(Sitemap.agencyRegime))
    guard let regime = Regime(rawValue: visit.field("regime")),
      let from = visit.day(visit.field("regimeFrom"))
    else {
      var typed = Typed(AgencyEntry(agency, on: visit.now.day))
      (typed.regimeFrom, typed.isChoosingRegime) = (visit.field("regimeFrom"), true)
      typed.entry.regime = visit.field("regime")
      typed.problems = [
        Problem(
          field: "regimeFrom", message: visit.text("Áp dụng từ ngày: viết theo mẫu 21/11/2026."))
      ]
      typed.status = .unprocessableContent
      return try show(agency, typed, visit)
    }
    return try visit.once {
      try Agencies.setRegime(
        regime, from: from, of: agency.id, by: visit.person().id, at: visit.now, in: visit.writing)
      return Confirmation.saved.address(Sitemap.agency.url(agency.id))
    }
  }

  private static func show(_ agency: Agency, _ typed: Typed, _ visit: Visit) throws -> Response {
    let version = try Agencies.version(of: agency.id, in: visit.db)
    let from = Input(
      day: "regimeFrom", visit.text("Áp dụng từ ngày"), typed.regimeFrom, isRequired: true)
    let model = Model(
      name: agency.name, facts: try founding(agency, visit),
      form: AdminForm(Sitemap.agency.url(agency.id), version: version),
      inputs: typed.entry.inputs(visit).marked(typed.problems),
      regimes: agency.regimes.map {
        Fact(
          label: visit.text("Từ {day}", ["day": $0.from.vietnamese]), value: visit.text($0.regime.vietnamese))
      }, regime: AdminForm(Sitemap.agencyRegime.url(agency.id)),
      regimeInputs: [typed.entry.regimeInput(visit), from].marked(typed.problems),
      isChoosingRegime: typed.isChoosingRegime, links: links(agency, visit),
      journal: try AdminTimeline.items(about: "agency \(agency.id)", visit), problems: typed.problems)
    return try visit.page(page, model, status: typed.status)
  }

  private static func founding(_ agency: Agency, _ visit: Visit) throws -> [Fact] {
    let above = try agency.parent.flatMap { try visit.reference().agency($0)?.name }
    return [
      Fact(label: visit.text("Cơ quan cấp trên"), value: above ?? visit.text("Không có")),
      Fact(label: visit.text("Loại"), value: visit.text(agency.kind.vietnamese)),
      Fact(label: visit.text("Mã định danh"), value: agency.code),
      Fact(label: visit.text("Hoạt động từ ngày"), value: agency.effective.from.vietnamese),
    ]
  }

  private static func links(_ agency: Agency, _ visit: Visit) -> [Link] {
    [
      Link(
        label: visit.text("Thủ tục tiếp nhận tại đơn vị"), url: Sitemap.publications.url(agency.id)),
      Link(label: visit.text("Giờ làm việc"), url: Sitemap.hours.url(agency.id)),
      Link(label: visit.text("Cán bộ của đơn vị"), url: Sitemap.people.url + "?agency=\(agency.id)"),
      Link(label: visit.text("Thêm đơn vị trực thuộc"), url: Sitemap.newAgency.url + "?parent=\(agency.id)"),
    ]
  }
}

extension AgencyEntry {
  /// With the facts that are set once taken from what is stored.
  fileprivate func founded(as stored: AgencyEntry) -> AgencyEntry {
    var entry = self
    (entry.parent, entry.kind, entry.code) = (stored.parent, stored.kind, stored.code)
    (entry.effectiveFrom, entry.regime) = (stored.effectiveFrom, stored.regime)
    return entry
  }
}
