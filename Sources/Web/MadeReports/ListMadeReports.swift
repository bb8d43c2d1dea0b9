import HTTPServer
import Storage
import Templating
import Workflow

/// The reports that left: of one agency its periods, of several one period with a row for each and the sum.
enum ListMadeReports: Screen {
  struct Model: TemplateModel {
    var kinds: [PageLink]
    var agencies: [PageLink]
    var title: String
    var rows: [Row]
    var missing: [String]
    var summaries: [PageLink] = []
    var rule: String
    var previousURL: String
    var nextURL: String

    static var fields: [Field<Model>] {
      [
        .list("kinds", \.kinds), .list("agencies", \.agencies), .text("title", \.title),
        .list("rows", \.rows),
        .texts("missing", \.missing), .list("summaries", \.summaries), .text("rule", \.rule),
        .url("previousURL", \.previousURL),
        .url("nextURL", \.nextURL),
        .flag("hasPrevious") { !$0.previousURL.isEmpty }, .flag("hasNext") { !$0.nextURL.isEmpty },
      ]
    }
  }

  struct Row: TemplateModel {
    var url: String
    var name: String
    var madeAt: String
    var state: String
    var counts: FieldReport.Counts
    var cells: [ShowFieldReport.Cell]

    static var fields: [Field<Row>] {
      [
        .url("url", \.url), .text("name", \.name), .text("madeAt", \.madeAt), .text("state", \.state),
        .list("cells", \.cells), .flag("isReport") { !$0.url.isEmpty },
      ]
    }

    /// - Parameter report: nil for the sum of several, which has no list of its own.
    init(
      _ name: String, madeAt: String, state: String, _ counts: FieldReport.Counts, of report: Int64?,
      _ visit: Visit
    ) {
      (self.name, self.madeAt, self.state, self.counts) = (name, madeAt, state, counts)
      url = report.map { Sitemap.madeReport.url($0) } ?? ""
      cells = [FieldReport.Number.received, .finished, .late, .open, .openLate].map { number in
        ShowFieldReport.Cell(
          label: visit.text(number.vietnamese), count: counts[number],
          url: report.map { "\(Sitemap.madeReportList.url($0))?field=&column=\(number.rawValue)" } ?? "")
      }
    }
  }

  static let page = Page<Model>("made/list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [.get(Sitemap.madeReports.pattern, .roles(Watch.roles), show)]

  @Sendable private static func show(_ visit: Visit) throws -> Response {
    let watched = try Watch.agencies(.overdueLists, visit)
    let (askedKind, asked) = (visit.query("kind"), visit.query("agency"))
    guard let kind = askedKind.isEmpty ? .week : ReportingPeriod.Kind(rawValue: askedKind) else {
      throw PageNotFound()
    }
    let chosen = watched.count == 1 ? watched.first : watched.first { $0.id.description == asked }
    guard asked.isEmpty || chosen != nil else { throw PageNotFound() }
    var model = Model(
      kinds: ReportingPeriod.Kind.allCases.map {
        PageLink(label: visit.text($0.vietnamese), url: url($0, chosen), isCurrent: $0 == kind)
      },
      agencies: watched.count > 1
        ? [PageLink(label: visit.text("Mọi đơn vị"), url: url(kind, nil), isCurrent: chosen == nil)]
          + watched.map { PageLink(label: $0.shortName, url: url(kind, $0), isCurrent: $0.id == chosen?.id) }
        : [],
      title: chosen?.name ?? "", rows: [], missing: [],
      rule: try visit.reference().calendar.reportingRule(on: visit.now.day).words(visit), previousURL: "",
      nextURL: "")
    if let chosen {
      model.rows = try FrozenReports.list(kind, of: chosen.id, most: 60, in: visit.db).map {
        try row($0, $0.span.vietnamese, visit)
      }
    } else if !watched.isEmpty {
      try fill(&model, kind, watched, visit)
    }
    return try visit.page(page, model)
  }

  private static func url(_ kind: ReportingPeriod.Kind, _ agency: Agency?, ends: Moment? = nil) -> String {
    let parts = [("kind", kind.rawValue)] + (agency.map { [("agency", $0.id.description)] } ?? [])
    return
      "\(Sitemap.madeReports.url)?\(Percent.query(parts + (ends.map { [("ends", String($0.seconds))] } ?? [])))"
  }

  /// One period of all that are watched.
  private static func fill(
    _ model: inout Model, _ kind: ReportingPeriod.Kind, _ watched: [Agency], _ visit: Visit
  ) throws {
    let (span, latest) = try MadeReportAccess.span(kind, ends: visit.query("ends"), visit)
    model.title = span.vietnamese
    model.previousURL = url(kind, nil, ends: span.begins)
    let following = span.next(try visit.reference().calendar)
    model.nextURL = following.ends <= latest.ends ? url(kind, nil, ends: following.ends) : ""
    var total = FieldReport.Counts()
    for agency in watched {
      guard let report = try FrozenReports.report(of: agency.id, kind, ends: span.ends, in: visit.db) else {
        model.missing.append(agency.shortName)
        continue
      }
      let row = try row(report, agency.shortName, visit)
      total = total + row.counts
      model.rows.append(row)
    }
    if kind != .week {
      model.summaries = try watched.filter { try SummaryDraft.units(of: $0, visit).count > 1 }.map {
        let asked = Percent.query([("kind", kind.rawValue), ("ends", String(span.ends.seconds))])
        return PageLink(
          label: visit.text("Tổng hợp, gửi cấp trên: {unit}", ["unit": $0.shortName]),
          url: "\(Sitemap.summariseReports.url($0.id))?\(asked)")
      }
    }
    if !model.rows.isEmpty {
      model.rows.append(Row(visit.text("Tổng cộng"), madeAt: "", state: "", total, of: nil, visit))
    }
  }

  private static func row(_ report: FrozenReports.Stored, _ name: String, _ visit: Visit) throws -> Row {
    Row(
      name, madeAt: report.madeAt.vietnamese,
      state: report.span.kind == .week ? "" : visit.text(report.state.vietnamese),
      try FrozenReports.counts(of: report.id, in: visit.db).values.reduce(FieldReport.Counts(), +),
      of: report.id, visit)
  }
}
