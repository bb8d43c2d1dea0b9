import HTTPServer
import Storage
import Templating
import Workflow

/// Đổi điểm nhận kết quả by the citizen, from the dossier's page.
enum ChoosePickUp: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .post(Sitemap.myPickUp.pattern, .citizen, body: .form(maximum: 8 << 10)) { visit in
      let record = try visit.own(visit.read(Sitemap.myPickUp))
      guard let point = PointID(visit.field("point")) else {
        let problem = Problem(field: "point", message: visit.text("Chọn điểm nhận kết quả."))
        return try MyDossier.show(record, problems: [problem], visit)
      }
      return try visit.perform(.choosePickUp(point), on: record.dossier.id) {
        Confirmation.pickUpChosen.address(Sitemap.myDossier.url(record.dossier.id))
      }
    }
  ]
}
