import HTTPServer
import Storage
import Templating
import Workflow

/// How many procedures of a unit are done wholly at its one-stop department: received, appraised, approved and returned there
/// (F003-02): those that the law lets a desk officer decide (art 17.5) and for which one is delegated today.
enum ShowDeskCoverage: Screen {
  struct Model: TemplateModel {
    var day: String
    var rows: [Row]

    static var fields: [Field<Model>] {
      [.text("day", \.day), .list("rows", \.rows), .number("target") { _ in DeskCoverage.target }]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var cells: [ShowFieldReport.Cell]
    var share: String
    var isMet: Bool

    static var fields: [Field<Row>] {
      [.text("name", \.name), .list("cells", \.cells), .text("share", \.share), .flag("isMet", \.isMet)]
    }

    init(_ name: String, _ counts: [DeskCoverage.Number: Int], of agency: AgencyID?, _ visit: Visit) {
      self.name = name
      cells = DeskCoverage.Number.columns.map { number in
        ShowFieldReport.Cell(
          label: visit.text(number.vietnamese), count: counts[number, default: 0],
          url: agency.map { "\(Sitemap.deskCoverageList.url($0))?show=\(number.rawValue)" } ?? "")
      }
      let (whole, all) = (counts[.whole, default: 0], counts[.all, default: 0])
      share = all == 0 ? "–" : "\(whole * 100 / all) %"
      isMet = all > 0 && whole * 100 >= all * DeskCoverage.target
    }
  }

  static let page = Page<Model>("reports/desk-coverage")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.deskCoverage.pattern, .roles(Watch.roles)) { visit in
      let units = try Watch.agencies(.overdueLists, visit).map { agency in
        (agency, try DeskCoverage(of: agency.id, on: visit.now.day, visit.reference(), visit.db).counts)
      }
      let total = units.reduce(into: [DeskCoverage.Number: Int]()) { $0.merge($1.1, uniquingKeysWith: +) }
      let rows =
        units.map { Row($0.shortName, $1, of: $0.id, visit) }
        + (units.count > 1 ? [Row(visit.text("Tổng cộng"), total, of: nil, visit)] : [])
      return try visit.page(page, Model(day: visit.now.day.vietnamese, rows: rows))
    }
  ]
}

/// The procedures behind a number of that report.
enum ListDeskCoverage: Screen {
  struct Model: TemplateModel {
    var title: String
    var agency: String
    var rows: [Row]

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("agency", \.agency), .list("rows", \.rows),
        .url("backURL") { _ in Sitemap.deskCoverage.url },
      ]
    }
  }

  struct Row: TemplateModel {
    var code: String
    var name: String
    var field: String
    var standing: String
    var delegations: [String]

    static var fields: [Field<Row>] {
      [
        .url("url") { Sitemap.procedure.url($0.code) }, .text("code", \.code), .text("name", \.name),
        .text("field", \.field), .text("standing", \.standing), .texts("delegations", \.delegations),
      ]
    }
  }

  static let page = Page<Model>("reports/desk-coverage-list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.deskCoverageList.pattern, .roles(Watch.roles)) { visit in
      let agency = try Watch.agency(.overdueLists, visit.read(Sitemap.deskCoverageList), visit)
      guard let number = DeskCoverage.Number(rawValue: visit.query("show")) else { throw PageNotFound() }
      let reference = try visit.reference()
      let rows = try DeskCoverage(of: agency.id, on: visit.now.day, reference, visit.db).procedures.filter {
        number.holds(of: $0)
      }.map {
        one in
        Row(
          code: one.procedure.code, name: one.procedure.name,
          field: reference.fields[one.procedure.field] ?? "",
          standing: visit.text(one.standing),
          delegations: one.delegations.map {
            "\($0.decisionNumber), \($0.personName), \($0.days.upperBound.vietnamese)"
          })
      }
      return try visit.page(
        page, Model(title: visit.text(number.vietnamese), agency: agency.name, rows: rows))
    }
  ]
}

/// What a unit's counter may do by itself on a day.
struct DeskCoverage {
  /// The share that is wanted, in percent (F003-02).
  static let target = 50

  /// A procedure that the counter receives.
  struct Procedure {
    let procedure: ProcedureRevision
    /// Delegations to decide it that hold on the day.
    let delegations: [Delegations.Delegation]
    /// Whether it is posted at the office.
    let isPosted: Bool

    /// Nil where the catalogue does not say.
    var isAllowed: Bool? { procedure.isDelegable }

    /// In words.
    var standing: String {
      guard let isAllowed else { return "Danh mục chưa ghi có được quyết định tại quầy hay không" }
      if !isAllowed { return "Thủ tục không cho quyết định tại quầy" }
      return delegations.isEmpty ? "Chưa ủy quyền cho cán bộ tại quầy" : "Trọn gói tại một cửa"
    }
  }

  /// A number of the report.
  enum Number: String, CaseIterable {
    /// Received by the counter.
    case all
    /// … of which the catalogue does not say whether a desk officer may decide.
    case unknown
    /// … which a desk officer may decide.
    case allowed
    /// … and for which one is delegated: all steps at the desk.
    case whole
    /// … which are posted at the office.
    case posted
    /// … which are offered at levels 3 and 4.
    case offered
    /// … which are not.
    case notOffered = "not-offered"
    /// … of which something that citizens ask for is missing on the portal (decision 6).
    case incomplete

    /// Those of the report; the others belong to the scores of TT 01/2018 and the index of QĐ 766.
    static let columns: [Number] = [.all, .unknown, .allowed, .whole]

    func holds(of one: Procedure) -> Bool {
      switch self {
      case .all: true
      case .unknown: one.isAllowed == nil
      case .allowed: one.isAllowed == true
      case .whole: one.isAllowed == true && !one.delegations.isEmpty
      case .posted: one.isPosted
      case .offered: one.procedure.level > .information
      case .notOffered: one.procedure.level == .information
      case .incomplete: one.procedure.missingFacts.contains { $0 != .level }
      }
    }

    var vietnamese: String {
      switch self {
      case .all: "Thủ tục tiếp nhận tại một cửa"
      case .unknown: "Danh mục chưa có dữ liệu"
      case .allowed: "Được quyết định tại quầy"
      case .whole: "Trọn gói tại một cửa"
      case .posted: "Niêm yết tại trụ sở"
      case .offered: "Thủ tục mức độ 3, 4"
      case .notOffered: "Thủ tục chưa cung cấp mức độ 3, 4"
      case .incomplete: "Thủ tục còn thiếu nội dung công khai"
      }
    }
  }

  let procedures: [Procedure]

  var counts: [Number: Int] {
    Number.allCases.reduce(into: [:]) { counts, number in
      counts[number] = procedures.count { number.holds(of: $0) }
    }
  }

  init(of agency: AgencyID, on day: Day, _ reference: Reference, _ db: ReadAccess) throws {
    let inForce = reference.inForce(on: day)
    let valid = try Delegations.register(of: agency, in: db).filter {
      $0.isOpen(on: day) && $0.days.contains(day)
    }
    procedures = inForce.procedures.map(\.procedure).filter {
      inForce.publication(of: $0.code, at: agency) != nil
    }
    .map { procedure in
      Procedure(
        procedure: procedure,
        delegations: valid.filter {
          $0.scope == .procedure(procedure.code) || $0.scope == .field(procedure.field)
        },
        isPosted: inForce.publication(of: procedure.code, at: agency)?.postedFrom.map { $0 <= day } ?? false)
    }
  }
}
