import HTTPServer
import Storage
import Templating
import Workflow

/// A row of any list of dossiers. Identity numbers never stand on lists.
struct DossierRow: TemplateModel {
  var id: String
  var url: String
  var number: String
  var owner: String
  var procedure: String
  var state: String
  var channel: String
  var received: String
  var due: String
  var light: LightModel
  var desk: String
  var deskSince: String
  var agency: String
  /// What is to be done about lateness, and where; empty unless the list's reader does it.
  var hint = ""
  var hintURL = ""
  /// The letter of apology, and what it was to be before.
  var apology: String

  static var fields: [Field<DossierRow>] {
    [
      .text("id", \.id), .url("url", \.url), .text("number", \.number), .text("owner", \.owner),
      .text("procedure", \.procedure), .text("state", \.state), .text("channel", \.channel),
      .text("received", \.received), .text("due", \.due), .record("light") { $0.light },
      .text("desk", \.desk), .text("deskSince", \.deskSince), .text("agency", \.agency),
      .text("hint", \.hint), .url("hintURL", \.hintURL), .text("apology", \.apology),
    ]
  }

  /// - Parameter url: where the row leads; the dossier's page of officers unless said otherwise.
  init(_ listed: Dossiers.Listed, _ visit: Visit, url: String? = nil) throws {
    let reference = try visit.reference()
    id = listed.id.description
    self.url = url ?? Sitemap.dossier.url(listed.id)
    number = listed.number
    owner = listed.ownerName
    procedure = reference.procedure(revision: listed.revision)?.procedure.name ?? listed.procedureCode
    state = visit.text(listed.state.vietnamese)
    channel = visit.text(listed.channel.vietnamese)
    received = (listed.receivedAt ?? listed.submittedAt)?.vietnamese ?? ""
    due = (listed.state == .submitted ? listed.receptionDue : listed.appointment)?.vietnamese ?? ""
    light = try LightModel(listed, visit)
    desk = try listed.deskHolder ?? visit.counterName(listed.agency)
    deskSince = listed.deskSince.vietnamese
    agency = reference.agency(listed.agency)?.shortName ?? ""
    apology = try listed.apologyWords(visit)
  }

  /// With what the reader of the list can do about lateness.
  func hinted(_ listed: Dossiers.Listed, for role: Role, _ visit: Visit) throws -> DossierRow {
    var row = self
    switch listed.apology {
    case nil where try listed.needsApology(at: visit.now, visit.reference().calendar):
      row.hint = visit.text("Sắp hết hạn: soạn thư xin lỗi")
      if Flow.allows(.draftApology, role, in: listed.state) {
        row.hintURL = Sitemap.turn(.draftApology).url(listed.id)
      }
    case .drafted?:
      row.hint = visit.text(role == .leader ? "Xem và ký thư xin lỗi" : "Thư xin lỗi chờ lãnh đạo ký")
      if Flow.allows(.apologise, role, in: listed.state) {
        row.hintURL = Sitemap.turn(.apologise).url(listed.id)
      }
    default: row.hint = apology
    }
    return row
  }
}

extension Flow {
  /// Whether the table lets a role do something in a state.
  static func allows(_ verb: Verb, _ role: Role, in state: DossierState) -> Bool {
    if case .allowed = answer(state, verb, role) { true } else { false }
  }
}

extension Dossiers.Listed {
  /// Whether a letter of apology is to be drafted: two working days before expiry, and when it is late (art 19.9).
  fileprivate func needsApology(at moment: Moment, _ calendar: WorkingCalendar) -> Bool {
    guard isBeingSolved, !state.awaitsApplicant, let appointment else { return false }
    return appointment.day <= Dossier.apologyHorizon(at: moment, calendar)
  }

  /// How far the letter has come; after it was signed, also how late the dossier is by the appointment before.
  fileprivate func apologyWords(_ visit: Visit) throws -> String {
    guard let apology else { return "" }
    guard apology != .drafted, let judgedDue else { return visit.text(apology.vietnamese) }
    let before = visit.text(
      "{standing}; hẹn cũ {date}",
      ["standing": visit.text(apology.vietnamese), "date": judgedDue.day.vietnamese])
    guard isBeingSolved, let lateFrom, visit.now >= lateFrom else { return before }
    let late = Lateness.judge(
      due: judgedDue, limit: limit ?? .calendarDays(1), at: visit.now,
      calendar: try visit.reference().calendar)
    return "\(before); \(late.words(visit))"
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
  init(
    _ listed: [Dossiers.Listed], _ visit: Visit, url: String, key: (Dossiers.Listed) -> Int64
  ) throws {
    let page = listed.prefix(Dossiers.pageSize)
    rows = try page.map { try DossierRow($0, visit) }
    if listed.count > page.count, let last = page.last {
      let after = Dossiers.PageKey(key: key(last), id: last.id.value).text
      nextURL = url + (url.contains("?") ? "&" : "?") + "after=\(after)"
    }
  }
}

extension DossierPageOfList {
  /// With what the list's reader can do about lateness, row by row.
  func hinted(_ listed: [Dossiers.Listed], for role: Role, _ visit: Visit) throws -> DossierPageOfList {
    var list = self
    list.rows = try zip(listed, rows).map { try $1.hinted($0, for: role, visit) }
    return list
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
