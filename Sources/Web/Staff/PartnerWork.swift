import HTTPServer
import Storage
import Templating
import Workflow

/// Việc phối hợp: what other agencies ask of one's own, and what one's own asked of them (arts 19.5–19.7), each by
/// its own clock. One dossier stays one, counted where it was received.
enum PartnerWork: Screen {
  struct Model: TemplateModel {
    var tabs: [Counter.Tab]
    var rows: [Row]
    var isSent: Bool

    static var fields: [Field<Model>] {
      [.list("tabs", \.tabs), .list("rows", \.rows), .flag("isSent", \.isSent)]
    }
  }

  struct Row: TemplateModel {
    var url: String
    var number: String
    var procedure: String
    var agency: String
    var kind: String
    var task: String
    var opened: String
    var due: String
    var light: LightModel
    var holder: String
    var reported: String

    static var fields: [Field<Row>] {
      [
        .url("url", \.url), .text("number", \.number), .text("procedure", \.procedure),
        .text("agency", \.agency), .text("kind", \.kind), .text("task", \.task), .text("opened", \.opened),
        .text("due", \.due), .record("light") { $0.light }, .text("holder", \.holder),
        .text("reported", \.reported),
      ]
    }
  }

  static let page = Page<Model>("staff/partner-work")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.partnerWork.pattern, .role(.specialist, .oneStopOfficer)) { visit in
      let isSent = visit.query("tab") == "sent"
      let (asked, sent) = (try asked(visit), try sent(visit))
      let rows = try (isSent ? sent : asked).map { try row($0, isSent: isSent, visit) }
      let tabs = [
        Counter.Tab(
          label: visit.text("Gửi đến đơn vị"), url: Sitemap.partnerWork.url, count: asked.count,
          isCurrent: !isSent),
        Counter.Tab(
          label: visit.text("Đơn vị đã gửi đi"), url: Sitemap.partnerWork.url + "?tab=sent",
          count: sent.count, isCurrent: isSent),
      ]
      return try visit.page(page, Model(tabs: tabs, rows: rows, isSent: isSent))
    }
  ]

  /// What lies open at the agencies where this person receives or processes, as far as his fields reach.
  static func asked(_ visit: Visit) throws -> [Stages.Listed] {
    try held(visit).flatMap { agency, fields in
      try Stages.asked(of: agency, in: visit.db).filter { fields.isEmpty || fields.contains($0.field) }
    }
    .sorted { $0.due < $1.due }
  }

  private static func sent(_ visit: Visit) throws -> [Stages.Listed] {
    let reference = try visit.reference()
    return try held(visit).flatMap { agency, fields in
      let counter = reference.agency(agency).flatMap { $0.kind == .department ? $0.parent : $0.id }
      return try counter.map { try Stages.sent(by: $0, in: visit.db) }?
        .filter { fields.isEmpty || fields.contains($0.field) } ?? []
    }
  }

  private static func held(_ visit: Visit) throws -> [(AgencyID, Set<String>)] {
    let person = try visit.person()
    let grants = person.grants.filter { $0.role == .specialist || $0.role == .oneStopOfficer }
    let agencies = grants.map(\.agency).reduce(into: [AgencyID]()) { if !$0.contains($1) { $0.append($1) } }
    return agencies.map { agency in
      let fields = grants.filter { $0.agency == agency }.map(\.fields)
      return (agency, fields.contains(where: \.isEmpty) ? [] : fields.reduce(into: []) { $0.formUnion($1) })
    }
  }

  private static func row(_ stage: Stages.Listed, isSent: Bool, _ visit: Visit) throws -> Row {
    let reference = try visit.reference()
    return Row(
      url: Sitemap.dossier.url(stage.dossier) + "#stages", number: stage.code,
      procedure: reference.procedure(revision: stage.revision)?.procedure.name ?? stage.procedureCode,
      agency: reference.agency(isSent ? stage.agency : stage.lead)?.name ?? "",
      kind: visit.text(stage.kind.vietnamese), task: stage.task, opened: stage.openedAt.vietnamese,
      due: stage.due.vietnamese, light: try LightModel(due: stage.due, limit: .workingHours(1), visit),
      holder: stage.holderName ?? "", reported: stage.reportedAt?.vietnamese ?? "")
  }
}
