import HTTPServer
import Storage
import Templating
import Workflow

/// Đang chuyển, chưa ký nhận: what left the counter on paper and nobody has signed for (art 18).
enum PapersInTransit: Screen {
  struct Model: TemplateModel {
    var agency: String
    var rows: [TransitRow]
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .list("rows", \.rows), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  static let page = Page<Model>("reception/in-transit")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.inTransit.pattern, .role(.oneStopOfficer)) { visit in
      guard let agency = try visit.person().agency(of: .oneStopOfficer) else { throw NotAllowed() }
      let fields = try visit.person().fields(of: .oneStopOfficer, at: agency)
      let transits = try Dossiers.inTransit(from: agency, fields: fields, after: visit.pageKey, in: visit.db)
      let shown = transits.prefix(Dossiers.pageSize)
      let next = transits.count > shown.count ? shown.last : nil
      let model = Model(
        agency: try visit.reference().agency(agency)?.name ?? "",
        rows: try shown.map { try TransitRow($0, visit) },
        nextURL: next.map { last in
          let key = Dossiers.PageKey(key: last.handover.due.seconds, id: last.listed.id.value)
          return "\(Sitemap.inTransit.url)?after=\(key.text)"
        })
      return try visit.page(page, model)
    }
  ]
}
