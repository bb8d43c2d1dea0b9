import HTTPServer
import Storage
import Templating
import Workflow

/// What the QR code of a deadline proof opens, for whoever holds the paper: dates and rules, no name and no number
/// (decision 19).
enum ShowDeadline: Screen {
  struct Model: TemplateModel {
    var procedure: String
    var agency: String
    var clocks: [DeadlineModel]
    var appointment: String
    var isByHand: Bool
    var isApologised: Bool
    var isReplaced: Bool
    var law: String
    /// Where the dossier is rated; empty where it is not over, or was.
    var rateURL: String

    static var fields: [Field<Model>] {
      [
        .text("procedure", \.procedure), .text("agency", \.agency), .list("clocks", \.clocks),
        .text("appointment", \.appointment), .flag("isByHand", \.isByHand),
        .flag("isApologised", \.isApologised),
        .flag("isReplaced", \.isReplaced), .text("law", \.law), .url("rateURL", \.rateURL),
        .flag("canRate") { !$0.rateURL.isEmpty },
      ]
    }
  }

  private static let page = Page<Model>("visitor/show-deadline")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.openDeadline.pattern, .anyone) { visit in
      let key = try visit.read(Sitemap.openDeadline)
      let words = DeadlineWords(catalogue: visit.site.catalogue, language: visit.language)
      guard key.isGenuine(visit), let record = try Dossiers.record(key.dossier, in: visit.db),
        let received = record.dossier.receivedAt,
        let agency = try visit.reference().agency(record.dossier.agency),
        let facts = try DeadlineFacts(record, words, visit)
      else { throw PageNotFound() }
      var response = try visit.page(
        page,
        Model(
          procedure: try visit.procedureName(record), agency: agency.name, clocks: facts.clocks,
          appointment: facts.appointment.map(words.moment) ?? "", isByHand: facts.isByHand,
          isApologised: facts.isApologised, isReplaced: facts.version != key.version,
          law: words.text(agency.regime(on: received.day).law),
          rateURL: try visit.mayRate(record, by: .paper) ? Sitemap.ratePaper.url(key) : ""))
      response.set("X-Robots-Tag", "noindex")
      response.set("Cache-Control", "no-store")
      return response
    }
  ]
}
