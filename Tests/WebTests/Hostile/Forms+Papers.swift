import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Files of a draft, papers and results of a dossier.
  static let papers: [SurveyedForm] = [
    SurveyedForm(Sitemap.draftAttach.pattern) { world in
      try world.discardDrafts()
      let filing = try Filing(world.browser(\.citizen))
      return try upload(
        world, \.citizen, on: Sitemap.draftPapers.url(filing.id),
        to: Sitemap.draftAttach.url(filing.id, "chung-sinh"))
    }.with { $0.tellers = ["file": "paper-chung-sinh"] },
    SurveyedForm(Sitemap.draftRemove.pattern) { world in
      let id = try world.draft().id
      return Place(
        browser: try world.browser(\.citizen), page: Sitemap.draftPapers.url(id),
        action: Sitemap.draftRemove.url(id, try file(of: id, world)))
    },
    SurveyedForm(Sitemap.attachPaper.pattern) { world in
      let id = try received(world)
      return try upload(
        world, \.officer, on: Sitemap.dossier.url(id), to: Sitemap.attachPaper.url(id, "chung-sinh"))
    }.with { $0.tellers = ["file": "paper.chung-sinh"] },
    SurveyedForm(Sitemap.removePaper.pattern) { world in
      let id = try received(world)
      return Place(
        browser: try world.browser(\.officer), page: Sitemap.dossier.url(id),
        action: Sitemap.removePaper.url(id, try file(of: id, world)))
    },
    SurveyedForm(Sitemap.markShown.pattern) { world in
      let id = try received(world)
      return Place(
        browser: try world.browser(\.officer), page: Sitemap.dossier.url(id),
        action: Sitemap.markShown.url(id, "giay-to-tuy-than"))
    },
    SurveyedForm(Sitemap.exceptPaper.pattern) { world in
      let id = try received(world)
      return Place(
        browser: try world.browser(\.officer), page: Sitemap.dossier.url(id),
        action: Sitemap.exceptPaper.url(id, "giay-to-tuy-than"),
        good: ["code": "not-scannable", "reason": "Bản giấy khổ A0"])
    },
    SurveyedForm(Sitemap.attachResult.pattern) { world in
      let id = try world.processing()
      return try upload(
        world, \.specialist, on: Sitemap.dossier.url(id), to: Sitemap.attachResult.url(id))
    }.with { $0.tellers = ["file": "results"] },
    SurveyedForm(Sitemap.removeResult.pattern) { world in
      let id = try world.processing()
      try world.portal.attachResult(to: id)
      return Place(
        browser: try world.browser(\.specialist), page: Sitemap.dossier.url(id),
        action: Sitemap.removeResult.url(id, try file(of: id, world)))
    },
  ]

  private static func upload(
    _ world: World, _ person: (Cast) -> PersonID, on page: String, to action: String
  ) throws -> Place {
    Place(
      browser: try world.browser(person), page: page, action: action,
      files: [.init(field: "file", name: "quet.pdf", bytes: Sample.pdf)])
  }

  /// A birth registration that was filed online, received.
  private static func received(_ world: World) throws -> DossierID {
    let filing = try world.draft()
    _ = try filing.submit()
    try world.portal.act(.receive(appointmentByHand: nil), on: filing.id, by: world.officer)
    return filing.id
  }

  private static func file(of id: DossierID, _ world: World) throws -> Int64 {
    try known(world.portal.database.read { try DossierFiles.files(of: id, in: $0) }.first).id
  }
}
