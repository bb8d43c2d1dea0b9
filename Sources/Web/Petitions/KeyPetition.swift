import HTTPServer
import Storage
import Templating
import Workflow

/// Where an officer of the counter enters what somebody said at the counter, on the telephone or by letter; who keyed it in stays
/// with it (decision 4).
enum KeyPetition: Screen {
  struct Model: TemplateModel {
    var rows: [PetitionRow]

    static var fields: [Field<Model>] {
      [.list("rows", \.rows), .url("newURL") { _ in Sitemap.keyPetition.url }]
    }
  }

  static let list = Page<Model>("petitions/keyed")
  static let page = Page<PetitionEntry>("petitions/key")
  static let pages: [any PageDeclaration] = [list, page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.keyedPetitions.pattern, .role(.oneStopOfficer)) { visit in
      let keyed = try Petitions.keyed(by: visit.person().id, in: visit.db)
      return try visit.page(
        list, Model(rows: try keyed.map { try PetitionRow($0, url: Sitemap.petition.url($0.id), visit) }))
    },
    .get(Sitemap.keyPetition.pattern, .role(.oneStopOfficer)) { visit in
      try visit.page(page, PetitionEntry(.officer(own(visit)), visit))
    },
    .post(Sitemap.keyPetition.pattern, .role(.oneStopOfficer), lane: .costly, body: Visit.uploads) { visit in
      let entry = try PetitionEntry(.officer(own(visit)), visit)
      return try visit.submit(entry, page) { Confirmation.petitionKeyed.address(Sitemap.petition.url($0)) }
    },
  ]

  private static func own(_ visit: Visit) throws -> Agency {
    guard let id = try visit.person().agency(of: .oneStopOfficer),
      let agency = try visit.reference().agency(id)
    else { throw NotAllowed() }
    return agency
  }
}
