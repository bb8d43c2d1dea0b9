import HTTPServer
import Storage
import Templating
import Workflow

/// The lists behind the counts: at whose desk, since when, how late, what happened last.
enum OversightList: Screen {
  struct Model: TemplateModel {
    var title: String
    var agency: String
    var rows: [Row]
    var nextURL: String?
    var emptyWords: String

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("agency", \.agency), .list("rows", \.rows),
        .url("nextURL") { $0.nextURL ?? "" }, .flag("hasNext") { $0.nextURL != nil },
        .text("emptyWords", \.emptyWords),
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    var last: String
    var lastAt: String
    var lack: String
    /// What the reader can do about it.
    var offers: [Offer]

    static var fields: [Field<Row>] {
      [
        .list("offers", \.offers),
        .record("dossier") { $0.dossier }, .text("last", \.last), .text("lastAt", \.lastAt),
        .text("lack", \.lack),
      ]
    }
  }

  /// Something to do about a row.
  struct Offer: TemplateModel {
    var label: String
    var url: String
    var number: String

    static var fields: [Field<Offer>] {
      [.text("label", \.label), .url("url", \.url), .text("number", \.number)]
    }
  }

  /// One list: where it stands, what it is called, what it holds and how it is sorted.
  struct Kind: Sendable {
    let address: Address1<AgencyID>
    let title: String
    let emptyWords: String
    let key: @Sendable (Dossiers.Listed) -> Int64
    /// The first of them after the reader's page key, at most so many.
    let read: @Sendable (AgencyID, Int, Visit) throws -> [Dossiers.Listed]
  }

  private static let byLateness: @Sendable (Dossiers.Listed) -> Int64 = { $0.lateFrom?.seconds ?? 0 }

  static let overdue = Kind(
    address: Sitemap.overdue, title: "Hồ sơ quá hạn", emptyWords: "Không có hồ sơ nào quá hạn.",
    key: byLateness,
    read: { try Dossiers.overdue(at: $0, now: $2.now, after: $2.pageKey, most: $1, in: $2.db) })

  static let dueToday = Kind(
    address: Sitemap.dueToday, title: "Hồ sơ đến hạn hôm nay",
    emptyWords: "Không có hồ sơ nào đến hạn hôm nay.", key: byLateness,
    read: { try Dossiers.dueToday(at: $0, now: $2.now, after: $2.pageKey, most: $1, in: $2.db) })

  static let waitingLate = Kind(
    address: Sitemap.waitingLate, title: "Hồ sơ chờ tiếp nhận quá 8 giờ làm việc",
    emptyWords: "Không có hồ sơ nào chờ tiếp nhận quá 8 giờ làm việc.", key: \.deskKey,
    read: { try Dossiers.waiting(at: $0, lateAt: $2.now, after: $2.pageKey, most: $1, in: $2.db) })

  static let stuck = Kind(
    address: Sitemap.stuck, title: "Hồ sơ không chuyển động",
    emptyWords: "Không có hồ sơ nào đứng yên quá lâu.", key: { $0.movedAt.seconds },
    read: { agency, most, visit in
      try Dossiers.stuck(
        at: agency, since: visit.stuckSince(at: agency), most: most, after: visit.pageKey, in: visit.db)
    })

  static let damaged = Kind(
    address: Sitemap.damaged, title: "Hồ sơ có tệp bị mất hoặc không đọc được",
    emptyWords: "Mọi tệp của hồ sơ đều còn và đọc được.", key: { _ in 0 },
    read: { try Dossiers.damaged(at: $0, after: $2.pageKey, most: $1, in: $2.db) })

  static let orphans = Kind(
    address: Sitemap.orphans, title: "Hồ sơ không có người giải quyết",
    emptyWords: "Mọi hồ sơ đang mở đều có người giải quyết.", key: byLateness,
    read: { try Desks.orphans(at: $0, after: $2.pageKey, most: $1, in: $2.db) })

  static let uncollected = Kind(
    address: Sitemap.uncollected, title: "Kết quả chưa có người nhận",
    emptyWords: "Không có kết quả nào đang chờ công dân đến nhận.", key: { $0.finishedAt?.seconds ?? 0 },
    read: {
      try Dossiers.watched(.uncollected, at: $0, after: $2.pageKey, most: $1, in: $2.db).map(\.listed)
    })

  static let unsignedApologies = Kind(
    address: Sitemap.unsignedApologies, title: "Thư xin lỗi chờ ký",
    emptyWords: "Không có thư xin lỗi nào chờ ký.", key: \.deskKey,
    read: {
      try Dossiers.toApologise(Dossiers.Charge(agency: $0), after: $2.pageKey, most: $1, in: $2.db)
    })

  private static let kinds = [
    overdue, dueToday, waitingLate, stuck, damaged, orphans, uncollected, unsignedApologies,
    Kind(
      address: Sitemap.beingSolved, title: "Hồ sơ đang giải quyết",
      emptyWords: "Không có hồ sơ nào đang giải quyết.", key: byLateness,
      read: { try Dossiers.allBeingSolved(at: $0, after: $2.pageKey, most: $1, in: $2.db) }),
    Kind(
      address: Sitemap.waiting, title: "Hồ sơ chờ tiếp nhận",
      emptyWords: "Không có hồ sơ trực tuyến nào chờ tiếp nhận.", key: \.deskKey,
      read: { try Dossiers.waiting(at: $0, after: $2.pageKey, most: $1, in: $2.db) }),
    Kind(
      address: Sitemap.ready, title: "Hồ sơ đã có kết quả, chờ trả",
      emptyWords: "Không có kết quả nào chờ trả.", key: \.deskKey,
      read: { try Dossiers.ready(at: $0, after: $2.pageKey, most: $1, in: $2.db) }),
  ]

  static let page = Page<Model>("oversight/list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = kinds.map { kind in
    .get(kind.address.pattern, .roles(Watch.roles)) { visit in
      let agency = try Watch.agency(.overdueLists, visit.read(kind.address), visit)
      return try visit.page(page, model(kind, agency, visit))
    }
  }

  private static func model(_ kind: Kind, _ agency: Agency, _ visit: Visit) throws -> Model {
    let listed = try kind.read(agency.id, Dossiers.pageSize + 1, visit)
    let list = try DossierPageOfList(
      listed, visit, url: kind.address.url(agency.id), key: kind.key)
    return Model(
      title: visit.text(kind.title), agency: agency.name, rows: try rows(listed, list.rows, visit),
      nextURL: list.nextURL, emptyWords: visit.text(kind.emptyWords))
  }

  /// Rows with what happened last and what is missing.
  static func rows(
    _ listed: [Dossiers.Listed], _ rows: [DossierRow], _ visit: Visit
  ) throws -> [Row] {
    let ids = listed.map(\.id)
    let lastLines = try Journal.lastLines(of: ids, in: visit.db)
    let standings = try Dossiers.standings(of: ids, in: visit.db)
    let person = try visit.person()
    return try zip(listed, rows).map { listed, row in
      let id = listed.id
      let last = lastLines[id]
      return Row(
        dossier: row,
        last: last.map { "\(visit.text($0.entry.verb.vietnamese)) – \($0.personName)" } ?? "",
        lastAt: last?.entry.happenedAt.vietnamese ?? "", lack: try standings[id]?.words(visit) ?? "",
        offers: [Verb.remind, .askExplanation, .reassign].filter { person.may($0, listed) }.map {
          Offer(label: visit.text($0.vietnamese), url: Sitemap.turn($0).url(id), number: row.number)
        })
    }
  }
}

extension Person {
  /// Whether the table lets this person do something to a dossier of a list, as its leader or chairman.
  fileprivate func may(_ verb: Verb, _ listed: Dossiers.Listed) -> Bool {
    grants.contains { grant in
      guard grant.agency == listed.agency, grant.fields.isEmpty, [.leader, .chairman].contains(grant.role),
        case .allowed = Flow.answer(listed.state, verb, grant.role)
      else { return false }
      return true
    }
  }
}
