import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Ratings, wherever they are given.
  static let ratings: [SurveyedForm] = [
    SurveyedForm(Sitemap.rateMine.pattern) { world in
      let id = try returned(world, .online)
      return try world.place(\.citizen, Sitemap.rateMine.url(id), good, shown: [])
    }.with { $0.unseen = ["remark", "criterion"] },
    SurveyedForm(Sitemap.keyRating.pattern) { world in
      try world.place(\.officer, Sitemap.keyRating.url(returned(world, .counter)), good)
    }.with { $0.unseen = ["remark", "criterion"] },
    SurveyedForm(Sitemap.ratePaper.pattern) { world in
      let id = try returned(world, .counter)
      let url = "/deadline/\(world.portal.paperKey(of: id))/rate"
      return Place(browser: Browser(world.portal), page: url, action: url, good: good)
    }.with { $0.unseen = ["remark", "criterion"] },
    SurveyedForm(Sitemap.kiosk.pattern) { world in
      let id = try returned(world, .counter)
      // So many from one address and no more: those before are long ago.
      world.portal.clock.now = Moment(seconds: world.portal.clock.now.seconds + 600)
      return Place(
        browser: Browser(world.portal), page: Sitemap.kiosk.url, action: Sitemap.kiosk.url,
        good: good.merging(["code": try world.portal.record(id).code ?? "", "digits": "0123"]) { $1 })
    }.with {
      $0.unseen = ["remark", "criterion", "digits", "code"]
      $0.tellers = ["digits": "code"]
    },
  ]

  private static let good = ["level": "dissatisfied", "criterion": "time", "remark": "Chậm."]

  private static func returned(_ world: World, _ channel: Channel) throws -> DossierID {
    let id = try world.portal.dossier(.signed, channel: channel)
    try world.portal.act(.takeBack, on: id, by: world.officer)
    try world.portal.act(
      .returnResult(to: Collector(name: "Lò Thị Mai", identity: "038190000123", relation: .owner)), on: id,
      by: world.officer)
    return id
  }
}
