import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Papers used again, and results that the office got wrong.
  static let again: [SurveyedForm] = [
    SurveyedForm(Sitemap.draftReuse.pattern) { world in
      _ = try world.earlier.get()
      try world.discardDrafts()
      let id = try Filing(world.browser(\.citizen)).id
      return Place(
        browser: try world.browser(\.citizen), page: Sitemap.draftPapers.url(id),
        action: Sitemap.draftReuse.url(id, "chung-sinh"))
    }.with { $0.tellers = ["source": "source-chung-sinh"] },
    SurveyedForm(Sitemap.reusePaper.pattern) { world in
      _ = try world.earlier.get()
      let id = try world.receivedOnPaper(withFile: false)
      return Place(
        browser: try world.browser(\.officer), page: Sitemap.dossier.url(id),
        action: Sitemap.reusePaper.url(id, "chung-sinh"), good: ["consent": "yes"])
    }.with { $0.tellers = ["source": "source.chung-sinh"] },
    SurveyedForm(Sitemap.turn(.reportError).pattern) { world in
      try world.place(
        \.officer, Sitemap.turn(.reportError).url(returned(world)), ["why": "Sai năm sinh, đúng là 1990"])
    },
    SurveyedForm(Sitemap.turn(.amend).pattern) { world in
      try world.place(\.leader, Sitemap.turn(.amend).url(wrong(world)))
    },
    SurveyedForm(Sitemap.turn(.returnAmended).pattern) { world in
      let id = try wrong(world)
      try world.portal.act(.amend, on: id, by: world.leader)
      return try world.place(
        \.officer, Sitemap.turn(.returnAmended).url(id),
        ["name": "Lò Thị Mai", "identity": "038190000123", "relation": "owner"],
        shown: [Sitemap.dossier.url(id)])
    },
  ]

  /// A dossier whose result was collected.
  private static func returned(_ world: World) throws -> DossierID {
    let id = try world.portal.dossier(.signed)
    try world.portal.act(.takeBack, on: id, by: world.officer)
    let collector = Collector(name: "Lò Thị Mai", identity: "038190000123", relation: .owner)
    try world.portal.act(.returnResult(to: collector), on: id, by: world.officer)
    return id
  }

  /// One whose result was wrong and is there anew, unsigned.
  private static func wrong(_ world: World) throws -> DossierID {
    let id = try returned(world)
    try world.portal.act(.reportError(why: "Sai năm sinh"), on: id, by: world.officer)
    try world.portal.attachResult(to: id)
    return id
  }
}
