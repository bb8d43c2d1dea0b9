import HTTPServer
import Storage
import Templating
import Workflow

/// A row of any list of dossiers. Identity numbers never stand on lists. Shared and not copied, since templates reach
/// into it from other rows field by field.
final class DossierRow: TemplateModel {
  let id: String
  let url: String
  let number: String
  let owner: String
  let procedure: String
  let state: String
  let channel: String
  let received: String
  let due: String
  let light: LightModel
  let desk: String
  let deskSince: String
  let agency: String
  /// What the list's reader can do about lateness, and where; empty where he can do nothing.
  let hint: String
  let hintURL: String
  /// The letter of apology, and what the appointment was before.
  let apology: String

  static var fields: [Field<DossierRow>] {
    [
      .text("id", \.id), .url("url", \.url), .text("number", \.number), .text("owner", \.owner),
      .text("procedure", \.procedure), .text("state", \.state), .text("channel", \.channel),
      .text("received", \.received), .text("due", \.due), .record("light") { $0.light },
      .text("desk", \.desk), .text("deskSince", \.deskSince), .text("agency", \.agency),
      .text("hint", \.hint), .url("hintURL", \.hintURL), .text("apology", \.apology),
    ]
  }

  /// - Parameters:
  ///   - url: where the row leads; the dossier's page of officers unless said otherwise.
  ///   - showsReply: the clock that runs until the counter answers the citizen, not the appointment.
  ///   - reader: in which capacity the list is read, where it tells what to do about lateness.
  init(
    _ listed: Dossiers.Listed, _ visit: Visit, url: String? = nil, showsReply: Bool = false,
    for reader: Role? = nil
  ) throws {
    let owesReply = showsReply || listed.state == .submitted
    let reference = try visit.reference()
    id = listed.id.description
    self.url = url ?? Sitemap.dossier.url(listed.id)
    number = listed.number
    owner = listed.ownerName
    procedure = reference.procedure(revision: listed.revision)?.procedure.name ?? listed.procedureCode
    state = visit.text(listed.state.vietnamese)
    channel = visit.text(listed.channel.vietnamese)
    received = (listed.receivedAt ?? listed.submittedAt)?.vietnamese ?? ""
    due = (owesReply ? listed.receptionDue : listed.appointment)?.vietnamese ?? ""
    light =
      try owesReply
      ? LightModel(due: listed.receptionDue, limit: .reception, visit) : LightModel(listed, visit)
    desk = try listed.deskHolder ?? visit.counterName(listed.agency)
    deskSince = listed.deskSince.vietnamese
    agency = reference.agency(listed.agency)?.shortName ?? ""
    apology = try listed.apologyWords(visit)
    (hint, hintURL) = try reader.map { try listed.lateHint(for: $0, visit) } ?? ("", "")
  }
}

extension Visit {
  /// "Một cửa Yên Cát": the desk of dossiers that lie on no one person's.
  func counterName(_ agency: AgencyID) throws -> String {
    text("Một cửa {agency}", ["agency": try reference().agency(agency)?.shortName ?? ""])
  }
}

/// A list of dossiers with the link to its next page.
struct DossierPageOfList: TemplateModel {
  var rows: [DossierRow]
  var nextURL: String?

  static var fields: [Field<DossierPageOfList>] {
    [.list("rows", \.rows), .url("nextURL") { $0.nextURL ?? "" }, .flag("hasNext") { $0.nextURL != nil }]
  }

  /// - Parameters:
  ///   - listed: one row more than a page where there is a next one.
  ///   - key: the sort key of a row.
  ///   - url: the list's address with its filters.
  ///   - showsReply, reader: as of a row.
  init(
    _ listed: [Dossiers.Listed], _ visit: Visit, url: String, showsReply: Bool = false,
    for reader: Role? = nil, key: (Dossiers.Listed) -> Int64
  ) throws {
    let page = listed.prefix(Dossiers.pageSize)
    rows = try page.map { try DossierRow($0, visit, showsReply: showsReply, for: reader) }
    if listed.count > page.count, let last = page.last {
      let after = Dossiers.PageKey(key: key(last), id: last.id.value).text
      nextURL = url + (url.contains("?") ? "&" : "?") + "after=\(after)"
    }
  }
}

extension Visit {
  /// Where a list continues.
  var pageKey: Dossiers.PageKey { request.query["after"].flatMap { Dossiers.PageKey($0) } ?? .start }
}

extension Dossiers.Listed {
  /// The key by which desks and counters are sorted.
  var deskKey: Int64 { (appointment ?? (state == .submitted ? receptionDue : nil))?.seconds ?? 0 }
}
