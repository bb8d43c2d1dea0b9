import Storage
import Templating
import Workflow

/// A row of what a counter keeps an eye on: since when, what is owed, and the one thing to do about it.
struct WatchedRow: TemplateModel {
  var dossier: DossierRow
  var since: String
  var what: String
  var light: LightModel
  var actionLabel: String
  var actionURL: String

  static var fields: [Field<WatchedRow>] {
    [
      .record("dossier") { $0.dossier }, .text("since", \.since), .text("what", \.what),
      .record("light") { $0.light }, .text("actionLabel", \.actionLabel), .url("actionURL", \.actionURL),
      .flag("canAct") { !$0.actionURL.isEmpty },
    ]
  }

  /// - Parameter verb: what the reader of the list may do about it; nil for whoever only watches.
  init(
    _ watched: Dossiers.Watched, on list: Dossiers.WatchList, offering verb: Verb?, _ visit: Visit
  ) throws {
    dossier = try DossierRow(watched.listed, visit)
    (since, what, light) = ("", "", .none)
    actionLabel = verb.map { visit.text($0.vietnamese) } ?? ""
    actionURL = verb.map { Self.address($0).url(watched.listed.id) } ?? ""
    switch list {
    case .awaited: try tellWait(watched, visit)
    case .unpaid:
      since = watched.turns.payment?.demandedAt.vietnamese ?? ""
      what = watched.turns.payment.map { "\(Money.vietnamese($0.amount)) – \($0.what)" } ?? ""
    case .uncollected:
      since = watched.listed.finishedAt?.vietnamese ?? ""
      what = [
        try Self.age(of: watched.listed.finishedAt, visit), visit.text(watched.returnMethod.vietnamese),
      ]
      .joined(separator: " · ")
    case .papersHeld:
      since = watched.listed.deskSince.vietnamese
      what = visit.text(watched.listed.state.vietnamese)
    case .amended:
      let amendment = watched.turns.amendments.last
      since = amendment?.reportedAt.vietnamese ?? ""
      what = "\(visit.text(amendment?.stage ?? "")): \(amendment?.why ?? "")"
    }
  }

  private mutating func tellWait(_ watched: Dossiers.Watched, _ visit: Visit) throws {
    let ends = Moment(seconds: watched.key)
    guard let slip = watched.turns.openSupplement else { return }
    since = slip.requestedAt?.vietnamese ?? ""
    let days = slip.workingDaysWaited(until: visit.now, try visit.reference().calendar)
    what = visit.text(
      "Đã chờ {n} ngày làm việc, nộp trước hết ngày {end}",
      ["n": String(days), "end": ends.day.vietnamese])
    light = visit.now > ends ? .over(visit.text("Đã hết thời gian bổ sung")) : .waiting(visit)
  }

  private static func age(of moment: Moment?, _ visit: Visit) throws -> String {
    let days = moment.map { max(0, visit.now.day - $0.day) } ?? 0
    return visit.text("{n} ngày chưa nhận", ["n": String(days)])
  }

  private static func address(_ verb: Verb) -> Address1<DossierID> {
    verb == .returnResult ? Sitemap.returnResult : Sitemap.turn(verb)
  }
}

/// A list of these with the link to its next page.
struct WatchedPage: TemplateModel {
  var rows: [WatchedRow]
  var nextURL: String?

  static var fields: [Field<WatchedPage>] {
    [.list("rows", \.rows), .url("nextURL") { $0.nextURL ?? "" }, .flag("hasNext") { $0.nextURL != nil }]
  }

  /// - Parameters:
  ///   - watched: one row more than a page where there is a next one.
  ///   - verb: what the reader may do about a row.
  init(
    _ watched: [Dossiers.Watched], on list: Dossiers.WatchList, url: String, _ visit: Visit,
    offering verb: (Dossiers.Watched) throws -> Verb?
  ) throws {
    let page = watched.prefix(Dossiers.pageSize)
    rows = try page.map { try WatchedRow($0, on: list, offering: verb($0), visit) }
    if watched.count > page.count, let last = page.last {
      nextURL = url + "?after=\(Dossiers.PageKey(key: last.key, id: last.listed.id.value).text)"
    }
  }
}
