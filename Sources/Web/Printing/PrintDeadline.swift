import HTTPServer
import Storage
import Templating
import Workflow

/// How a dossier's dates were counted, A4: received when, counted from when, day by day, calendar, rule and article.
/// Whoever has the paper can count it again, and open the page behind its QR code (decision 19).
enum PrintDeadline: Screen {
  struct Model: TemplateModel {
    var bar: SheetBar
    var head: SheetHead
    var procedure: String
    var clocks: [DeadlineModel]
    var appointment: String
    var isByHand: Bool
    var isApologised: Bool
    var link: QRCode?
    var law: String

    static var fields: [Field<Model>] {
      [
        .record("bar") { $0.bar }, .record("head") { $0.head }, .text("lien") { _ in "" },
        .text("procedure", \.procedure), .list("clocks", \.clocks), .text("appointment", \.appointment),
        .flag("isByHand", \.isByHand), .flag("isApologised", \.isApologised), .record("link") { $0.link },
        .text("law", \.law),
      ]
    }
  }

  private static let page = Page<Model>("printing/print-deadline")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] =
    SiteRoute.paper(at: Sitemap.deadline, .staff) { visit, id in
      try paper(visit.readable(id), Sitemap.deadline, back: Sitemap.dossier.url(id), visit)
    }
    + SiteRoute.paper(at: Sitemap.myDeadline, .citizen) { visit, id in
      try paper(visit.own(id), Sitemap.myDeadline, back: Sitemap.myDossier.url(id), visit)
    }

  private static func paper(
    _ record: Dossiers.Record, _ addresses: PaperAddresses, back: String, _ visit: Visit
  ) throws -> PrintedPaper {
    let id = record.dossier.id
    let words = DeadlineWords(catalogue: visit.site.catalogue, language: .vietnamese)
    guard let received = record.dossier.receivedAt, let facts = try DeadlineFacts(record, words, visit),
      let regime = try visit.reference().agency(record.dossier.agency)?.regime(on: received.day)
    else { throw PageNotFound() }
    let model = Model(
      bar: SheetBar(
        pdf: addresses.file.url(id), back: back, form: .deadlineProof, regime: nil, visit),
      head: try SheetHead(.deadlineProof, under: regime, of: record, on: facts.setAt.day, visit),
      procedure: try visit.procedureName(record), clocks: facts.clocks,
      appointment: facts.appointment.map(words.moment) ?? "", isByHand: facts.isByHand,
      isApologised: facts.isApologised,
      link: visit.site.settings.publicURL.flatMap { url in
        QRCode(url + Sitemap.openDeadline.url(PaperKey(dossier: id, version: facts.version, visit)))
      }, law: words.text(regime.law))
    return PrintedPaper(
      at: addresses.url(id), .deadlineProof, under: regime, of: record, version: facts.version,
      madeAt: facts.setAt, page, model)
  }
}
