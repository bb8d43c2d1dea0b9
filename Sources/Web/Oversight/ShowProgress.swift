import HTTPServer
import Storage
import Templating
import Workflow

/// Tiến độ tiếp nhận, giải quyết, trả kết quả by unit, as of the moment it is asked for (F001-10); each number opens its list.
enum ShowProgress: Screen {
  struct Model: TemplateModel {
    var asOf: String
    var day: String
    var groups: [Group]
    var chart: BarChart?

    static var fields: [Field<Model>] {
      [
        .text("asOf", \.asOf), .text("day", \.day), .list("groups", \.groups), .record("chart") { $0.chart },
      ]
    }
  }

  /// One table: what happened today, or what lies where now.
  struct Group: TemplateModel {
    var id: String
    var title: String
    var headings: [String]
    var rows: [Row]

    static var fields: [Field<Group>] {
      [.text("id", \.id), .text("title", \.title), .texts("headings", \.headings), .list("rows", \.rows)]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var cells: [ShowFieldReport.Cell]

    static var fields: [Field<Row>] { [.text("name", \.name), .list("cells", \.cells)] }
  }

  static let page = Page<Model>("oversight/progress")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.progress.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let units = try Watch.agencies(.overdueLists, visit).map { agency in
        (agency, try UnitProgress.counts(of: agency.id, on: visit.now.day, in: visit.db))
      }
      let total = units.reduce(into: [UnitProgress.Number: Int]()) { $0.merge($1.1, uniquingKeysWith: +) }
      func group(_ id: String, _ title: String, _ numbers: [UnitProgress.Number]) -> Group {
        let row = { (name: String, counts: [UnitProgress.Number: Int], agency: AgencyID?) in
          Row(
            name: name,
            cells: numbers.map { number in
              ShowFieldReport.Cell(
                label: visit.text(number.vietnamese), count: counts[number, default: 0],
                url: agency.map { "\(Sitemap.progressList.url($0))?show=\(number.rawValue)" } ?? "")
            })
        }
        return Group(
          id: id, title: visit.text(title), headings: numbers.map { visit.text($0.vietnamese) },
          rows: units.map { row($0.shortName, $1, $0.id) }
            + (units.count > 1 ? [row(visit.text("Tổng cộng"), total, nil)] : []))
      }
      let now = UnitProgress.Number.allCases.filter { !$0.isOfDay }
      let model = Model(
        asOf: visit.now.vietnamese, day: visit.now.day.vietnamese,
        groups: units.isEmpty
          ? []
          : [
            group("today", "Trong ngày hôm nay", UnitProgress.Number.allCases.filter(\.isOfDay)),
            group("now", "Đang ở đâu lúc này", now),
          ],
        chart: units.isEmpty
          ? nil
          : BarChart(
            visit.text("Hồ sơ đang ở đâu lúc này"),
            now.map { (label: visit.text($0.vietnamese), count: total[$0, default: 0], colour: .none) }))
      return try visit.page(page, model)
    }
  ]
}

/// The dossiers behind a number of the progress page.
enum ListProgress: Screen {
  struct Model: TemplateModel {
    var title: String
    var agency: String
    var rows: [Row]
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("agency", \.agency), .list("rows", \.rows),
        .url("backURL") { _ in Sitemap.progress.url }, .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    var due: String
    var moved: String

    static var fields: [Field<Row>] {
      [.record("dossier") { $0.dossier }, .text("due", \.due), .text("moved", \.moved)]
    }
  }

  static let page = Page<Model>("oversight/progress-list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.progressList.pattern, .roles(Watch.roles)) { visit in
      let agency = try Watch.agency(.overdueLists, visit.read(Sitemap.progressList), visit)
      guard let number = UnitProgress.Number(rawValue: visit.query("show")) else { throw PageNotFound() }
      let lines = try UnitProgress.lines(
        number, of: agency.id, on: visit.now.day, after: visit.pageKey.id, in: visit.db)
      let shown = lines.prefix(Dossiers.pageSize)
      let next = lines.count > shown.count ? shown.last : nil
      return try visit.page(
        page,
        Model(
          title: visit.text(number.vietnamese), agency: agency.name,
          rows: shown.map { listed in
            Row(
              dossier: try DossierRow(listed, visit),
              due: (listed.appointment ?? listed.receptionDue)?.vietnamese ?? "",
              moved: listed.movedAt.vietnamese)
          },
          nextURL: next.map {
            "\(Sitemap.progressList.url(agency.id))?show=\(number.rawValue)&after=0.\($0.id.value)"
          }))
    }
  ]
}

extension UnitProgress.Number {
  fileprivate var vietnamese: String {
    switch self {
    case .filed: "Nộp trực tuyến"
    case .received: "Tiếp nhận"
    case .finished: "Giải quyết xong"
    case .returned: "Đã trả kết quả"
    case .waiting: "Chờ tiếp nhận"
    case .atCounter: "Tại một cửa"
    case .processing: "Chuyên môn xử lý"
    case .toSign: "Chờ lãnh đạo ký"
    case .supplementing: "Chờ công dân bổ sung"
    case .signed: "Đã ký, chờ về một cửa"
    case .uncollected: "Chờ công dân nhận"
    }
  }
}
