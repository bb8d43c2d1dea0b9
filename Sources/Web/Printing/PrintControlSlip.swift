import HTTPServer
import Storage
import Templating
import Workflow

/// Mẫu 05 (06 of TT 03/2025), Phiếu kiểm soát quá trình giải quyết hồ sơ (art 18; rules §3.5): who gave, who received,
/// when, in which time. Its barcode is what desks scan to sign for paper.
enum PrintControlSlip: Screen {
  struct Model: TemplateModel {
    var bar: SheetBar
    var head: SheetHead
    var barcode: Barcode?
    var owner: String
    var procedure: String
    var received: String
    var appointment: String
    var unit: String
    var partners: String
    var hops: [HopRow]
    var isOpen: Bool
    var outcome: String

    static var fields: [Field<Model>] {
      [
        .record("bar") { $0.bar }, .record("head") { $0.head }, .text("lien") { _ in "" },
        .record("barcode") { $0.barcode }, .text("owner", \.owner), .text("procedure", \.procedure),
        .text("received", \.received), .text("appointment", \.appointment), .text("unit", \.unit),
        .text("partners", \.partners), .list("hops", \.hops), .flag("isOpen", \.isOpen),
        .text("outcome", \.outcome),
      ]
    }
  }

  /// A pair of rows: given, received.
  struct HopRow: TemplateModel {
    var agency: String
    var given: String
    var giver: String
    var received: String
    var receiver: String
    var result: String
    var note: String

    static var fields: [Field<HopRow>] {
      [
        .text("agency", \.agency), .text("given", \.given), .text("giver", \.giver),
        .text("received", \.received), .text("receiver", \.receiver), .text("result", \.result),
        .text("note", \.note),
      ]
    }
  }

  private static let page = Page<Model>("printing/print-control-slip")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = SiteRoute.paper(at: Sitemap.controlSlip, .staff) { visit, id in
    let record = try visit.readable(id)
    guard let received = record.dossier.receivedAt,
      let regime = try visit.reference().agency(record.dossier.agency)?.regime(on: received.day)
    else { throw PageNotFound() }
    return PrintedPaper(
      at: Sitemap.controlSlip.url(id), .controlSlip, under: regime, of: record,
      version: record.dossier.version, madeAt: record.changedAt, page,
      try model(record, received, regime, visit))
  }

  private static func model(
    _ record: Dossiers.Record, _ received: Moment, _ regime: Regime, _ visit: Visit
  ) throws -> Model {
    let (dossier, reference) = (record.dossier, try visit.reference())
    let lines = try Journal.lines(of: dossier.id, in: visit.db)
    let name = { (agency: AgencyID) in reference.agency(agency)?.name ?? "" }
    let partners = dossier.turns.stages.map { name($0.agency) }
    return Model(
      bar: SheetBar(
        pdf: Sitemap.controlSlip.file.url(dossier.id), back: Sitemap.dossier.url(dossier.id),
        form: .controlSlip, regime: regime, visit),
      head: try SheetHead(.controlSlip, under: regime, of: record, on: record.changedAt.day, visit),
      barcode: record.code.flatMap(Barcode.init), owner: record.owner.name,
      procedure: try visit.procedureName(record), received: PrintedText.moment(received),
      appointment: dossier.appointment.map(PrintedText.moment) ?? "", unit: name(dossier.unit),
      partners: partners.isEmpty ? "không" : Array(Set(partners)).sorted().joined(separator: "; "),
      hops: try rows(record, lines, visit), isOpen: !dossier.state.isClosed, outcome: outcome(dossier))
  }

  private static func rows(
    _ record: Dossiers.Record, _ lines: [Journal.Line], _ visit: Visit
  ) throws -> [HopRow] {
    let (dossier, reference) = (record.dossier, try visit.reference())
    let procedure = reference.procedure(revision: record.revision)?.procedure
    let steps = procedure?.steps(for: procedure?.time(for: dossier.channel)) ?? []
    let clockwork = reference.clockwork(of: dossier.agency, on: dossier.receivedAt?.day ?? visit.now.day)
    let slip = ControlSlip(dossier, lines.map { ControlSlip.Event($0.entry) })
    var names: [PersonID: String] = [:]
    for person in slip.hops.flatMap({ [$0.giver.person, $0.receiver.person] }).compactMap(\.self)
    where names[person] == nil {
      names[person] = try People.person(person, in: visit.db)?.name ?? ""
    }
    let who = { (hand: ControlSlip.Hand) in
      hand == .applicant ? record.owner.name : hand.person.flatMap { names[$0] } ?? ""
    }
    return slip.hops.map { hop in
      let use = hop.use(of: steps, clockwork)
      return HopRow(
        agency: place(of: hop.receiver, dossier, reference), given: hop.givenAt.vietnamese,
        giver: who(hop.giver), received: hop.receivedAt?.vietnamese ?? "",
        receiver: who(hop.receiver), result: use?.timeliness?.vietnamese ?? "",
        note: ([hop.verb.vietnamese] + (use.map(words) ?? [])).joined(separator: ". "))
    }
  }

  /// Who receives, as an office.
  private static func place(
    of hand: ControlSlip.Hand, _ dossier: Dossier, _ reference: Reference
  ) -> String {
    let name = { (agency: AgencyID) in reference.agency(agency)?.name ?? "" }
    return switch hand {
    case .applicant: "Người nộp hồ sơ"
    case .counter: "Một cửa, \(name(dossier.agency))"
    case .specialist: "Chuyên môn, \(name(dossier.unit))"
    case .leader: "Lãnh đạo, \(name(dossier.unit))"
    case .partner(let agency, _): name(agency)
    }
  }

  private static func words(_ use: ControlSlip.Hop.Use) -> [String] {
    let allotted = use.allotted.map { "Được giao \($0.vietnamese)" }
    return [allotted, "Đã dùng \(use.minutes / 60) giờ \(use.minutes % 60) phút làm việc"].compactMap(\.self)
  }

  /// How the whole ended (decision 9); empty while it goes on.
  private static func outcome(_ dossier: Dossier) -> String {
    guard let finished = dossier.finishedAt, let due = dossier.judgedDue else { return "" }
    let limit = dossier.terms.promised ?? .workingDays(1)
    return
      "\(Timeliness(finished, due: due, limit: limit).vietnamese), xong lúc \(PrintedText.moment(finished))"
  }
}

extension Timeliness {
  /// As forms say it.
  var vietnamese: String {
    switch self {
    case .early: "Trước hạn"
    case .onTime: "Đúng hạn"
    case .late: "Quá hạn"
    }
  }
}
