import HTTPServer
import Storage
import Templating
import Workflow

/// What a chairman looks at in the morning: what is due today, late, stuck or waits too long, the worst of each, at
/// whose desk, since when and what is missing. The district office and inspectors see the same of each agency.
enum Morning: Screen {
  struct Model: TemplateModel {
    var agency: String
    var day: String
    var asOf: String
    var tiles: [Tile]
    var sections: [Section]
    var duties: [DutyRow]
    var nudges: [NudgeRow]

    static var fields: [Field<Model>] {
      [
        .list("duties", \.duties), .number("dutyCount", \.duties.count),
        .flag("isQuiet") { $0.sections.isEmpty && $0.duties.isEmpty }, .list("nudges", \.nudges),
        .number("nudgeCount", \.nudges.count),
        .text("agency", \.agency), .text("day", \.day), .text("asOf", \.asOf), .list("tiles", \.tiles),
        .list("sections", \.sections), .url("overviewURL") { _ in Sitemap.overview.url },
      ]
    }
  }

  /// A count that leads to its section, or where that is empty to its list.
  struct Tile: TemplateModel {
    var label: String
    var count: Int
    var url: String
    var colour: Colour

    static var fields: [Field<Tile>] {
      [
        .text("label", \.label), .number("count", \.count), .url("url", \.url),
        .flag("isRed") { $0.colour == .red && $0.count > 0 },
        .flag("isYellow") { $0.colour == .yellow && $0.count > 0 },
      ]
    }
  }

  /// Colours belong to time.
  enum Colour: Sendable { case red, yellow, none }

  /// The worst rows of a list.
  struct Section: TemplateModel {
    var id: String
    var title: String
    var count: Int
    var rows: [OversightList.Row]
    var url: String
    var more: String

    static var fields: [Field<Section>] {
      [
        .text("id", \.id), .text("title", \.title), .number("count", \.count), .list("rows", \.rows),
        .url("url", \.url), .text("more", \.more), .flag("hasMore") { $0.count > $0.rows.count },
      ]
    }
  }

  /// A list on the page.
  private struct Part {
    let id: String
    let kind: OversightList.Kind
    let label: String
    let colour: Colour
    let count: Int
  }

  /// Rows of each list, so that the page stays one sheet of paper.
  static let rowsPerList = 5

  static let page = Page<Model>("oversight/morning")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.morning.pattern, .roles(Watch.roles)) { visit in
      let agency = try Watch.agency(.overdueLists, visit.read(Sitemap.morning), visit)
      let parts = try parts(of: agency.id, visit)
      let today = visit.now.day
      return try visit.page(
        page,
        Model(
          agency: agency.name, day: "\(visit.text(today.weekday.vietnamese)) \(today.vietnamese)",
          asOf: visit.now.vietnamese,
          tiles: parts.map { part in
            Tile(
              label: visit.text(part.label), count: part.count,
              url: part.count > 0 ? "#\(part.id)" : part.kind.address.url(agency.id), colour: part.colour)
          }, sections: try sections(parts, agency, visit),
          duties: try duties(of: agency.id, visit), nudges: try saidLately(at: agency.id, visit)))
    }
  ]

  /// What is to be answered soon: shown to those who may read petitions, as its head and who watches it.
  private static func duties(of agency: AgencyID, _ visit: Visit) throws -> [DutyRow] {
    guard try Watch.agencies(.petitions, visit).contains(where: { $0.id == agency }) else { return [] }
    let maker = DigestMaker(db: visit.db, reference: try visit.reference(), now: visit.now)
    return try maker.duties(of: agency).map { DutyRow($0, visit) }
  }

  /// What was said since the morning of the last working day, so that today tells whether it worked; today's own words
  /// stand there too.
  private static func saidLately(at agency: AgencyID, _ visit: Visit) throws -> [NudgeRow] {
    let since = try visit.reference().calendar.previousWorking(before: visit.now.day)
    return try Nudges.said(at: agency, since: Moment(day: since, minuteOfDay: 0), in: visit.db)
      .map { try NudgeRow($0, visit) }
  }

  private static func parts(of agency: AgencyID, _ visit: Visit) throws -> [Part] {
    let counts = try Dossiers.overview(of: agency, now: visit.now, in: visit.db)
    let letters = try Dossiers.lateCounts(Dossiers.Charge(agency: agency), until: visit.now.day, in: visit.db)
    return [
      Part(
        id: "due-today", kind: OversightList.dueToday, label: "đến hạn hôm nay", colour: .yellow,
        count: counts.dueToday),
      Part(
        id: "overdue", kind: OversightList.overdue, label: "quá hạn", colour: .red, count: counts.overdue),
      Part(
        id: "waiting", kind: OversightList.waitingLate, label: "chờ tiếp nhận quá 8 giờ làm việc",
        colour: .red,
        count: counts.waitingLate),
      Part(
        id: "stuck", kind: OversightList.stuck, label: "không chuyển động", colour: .none,
        count: try Dossiers.stuckCount(at: agency, since: visit.stuckSince(at: agency), in: visit.db)),
      Part(
        id: "damaged", kind: OversightList.damaged, label: "có tệp bị mất", colour: .red,
        count: try Dossiers.damagedCount(at: agency, in: visit.db)),
      Part(
        id: "orphans", kind: OversightList.orphans, label: "không có người giải quyết", colour: .none,
        count: try Desks.orphanCount(at: agency, in: visit.db)),
      Part(
        id: "apologies", kind: OversightList.unsignedApologies, label: "thư xin lỗi chờ ký", colour: .yellow,
        count: letters.toApologise),
      Part(
        id: "uncollected", kind: OversightList.uncollected, label: "kết quả chưa có người nhận",
        colour: .none,
        count: try Dossiers.watchCount(.uncollected, at: agency, in: visit.db)),
    ]
  }

  /// The first rows of every list that holds any; what happened last and what is missing is asked for all at once.
  private static func sections(_ parts: [Part], _ agency: Agency, _ visit: Visit) throws -> [Section] {
    let parts = parts.filter { $0.count > 0 }
    let lists = try parts.map { try $0.kind.read(agency.id, rowsPerList, visit) }
    let listed = Array(lists.joined())
    var rows = try OversightList.rows(listed, listed.map { try DossierRow($0, visit) }, visit)[...]
    return zip(parts, lists).map { part, list in
      defer { rows = rows.dropFirst(list.count) }
      return Section(
        id: part.id, title: visit.text(part.kind.title), count: part.count,
        rows: Array(rows.prefix(list.count)), url: part.kind.address.url(agency.id),
        more: visit.text("Xem cả {n} hồ sơ", ["n": String(part.count)]))
    }
  }
}

extension Visit {
  /// Since when a dossier of an agency must have stood still to count as stuck.
  func stuckSince(at agency: AgencyID) throws -> Moment {
    let reference = try reference()
    guard let agency = reference.agency(agency) else { throw PageNotFound() }
    return reference.stuckSince(at: agency, now)
  }
}

extension Dossiers.Standing {
  /// What is missing, in words.
  func words(_ visit: Visit) throws -> String {
    guard let lack else { return "" }
    guard lack == .partner, let partner else { return visit.text(lack.vietnamese) }
    return visit.text(
      "{agency} chưa trả lời", ["agency": try visit.reference().agency(partner)?.shortName ?? ""])
  }
}

extension Lack {
  fileprivate var vietnamese: String {
    switch self {
    case .file: "Tệp đính kèm bị mất hoặc không đọc được"
    case .reception: "Một cửa chưa tiếp nhận"
    case .completion: "Công dân chưa bổ sung"
    case .forwarding: "Chưa chuyển xử lý"
    case .slip: "Chưa gửi yêu cầu bổ sung cho công dân"
    case .check: "Chưa xem phần công dân bổ sung"
    case .takeOver: "Chưa ký nhận hồ sơ giấy"
    case .partner: "Cơ quan phối hợp chưa trả lời"
    case .result: "Chưa có kết quả"
    case .submission: "Có kết quả, chưa trình ký"
    case .signature: "Chưa ký duyệt"
    case .decision: "Chưa quyết định việc dừng giải quyết"
    case .takeBack: "Chưa chuyển kết quả về một cửa"
    case .transport: "Kết quả chưa đến nơi nhận"
    case .fee: "Chưa nộp phí, lệ phí"
    case .collection: "Công dân chưa đến nhận"
    }
  }
}
