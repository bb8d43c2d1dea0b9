import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Several counters of one agency, results between them, and the paper register.
  static let points: [SurveyedForm] = [
    SurveyedForm(Sitemap.points.pattern) { world in
      let url = Sitemap.points.url(world.people.commune)
      return try world.place(
        \.administrator, url,
        [
          "name": "Điểm số \(world.next())", "address": "Thôn Mơ", "opening": "sáng thứ Ba",
          "from": "01/01/2026",
        ],
        shown: [url])
    },
    SurveyedForm(Sitemap.point.pattern) { world in
      let point = try world.points.get().village
      return try world.place(
        \.administrator, Sitemap.point.url(world.people.commune, point), ["name": "Điểm số \(world.next())"],
        shown: [Sitemap.points.url(world.people.commune)])
    },
    SurveyedForm(Sitemap.seat.pattern) { world in
      let point = try world.points.get().village
      return Place(
        browser: try world.browser(\.officer), page: Sitemap.counter.url, action: Sitemap.seat.url,
        good: ["point": point.description])
    },
    SurveyedForm(Sitemap.myPickUp.pattern) { world in
      let (town, village) = try world.points.get()
      let id = try world.portal.dossier(.processing, channel: .online, at: town)
      return Place(
        browser: try world.browser(\.citizen), page: Sitemap.myDossier.url(id),
        action: Sitemap.myPickUp.url(id), good: ["point": village.description])
    },
    turn(.choosePickUp) { world in
      let (town, village) = try world.points.get()
      return (try world.portal.dossier(.processing, at: town), ["point": village.description])
    },
    turn(.sendResult) { (try carried($0), [:]) },
    turn(.takeResult) { (try sent($0), [:]) },
    SurveyedForm(Sitemap.takeResultByCode.pattern) { world in
      let code = try world.portal.record(sent(world)).code
      return try world.place(\.officer, Sitemap.takeResultByCode.url, ["code": code ?? ""])
    },
    SurveyedForm(Sitemap.registerCompare.pattern) { world in
      if world.next() == 1 { _ = try world.portal.dossier(.received) }
      return try world.place(
        \.officer, Sitemap.registerCompare.url(world.people.commune, 2026),
        ["numbers": "1", "first": "1", "last": "9"])
    }.with {
      $0.success = .ok
      $0.changesNothing = true
    },
  ]

  private static func turn(
    _ verb: Verb, _ dossier: @escaping @Sendable (World) throws -> (DossierID, [String: String])
  ) -> SurveyedForm {
    SurveyedForm(Sitemap.turn(verb).pattern) { world in
      let (id, good) = try dossier(world)
      return try world.place(\.officer, Sitemap.turn(verb).url(id), good)
    }
  }

  /// A result that lies where the officer sits and is picked up elsewhere.
  private static func carried(_ world: World) throws -> DossierID {
    let (town, village) = try world.points.get()
    return try taken(at: town, for: village, world)
  }

  /// One on its way to where the officer sits.
  private static func sent(_ world: World) throws -> DossierID {
    let (town, village) = try world.points.get()
    let id = try taken(at: village, for: town, world)
    try world.portal.act(
      .sendResult, on: id,
      by: Dossier.Actor(person: world.people.officer, role: .oneStopOfficer, point: village))
    return id
  }

  private static func taken(at point: PointID, for pickUp: PointID, _ world: World) throws -> DossierID {
    let id = try world.portal.dossier(.signed, at: point, pickUp: pickUp)
    try world.portal.act(
      .takeBack, on: id, by: Dossier.Actor(person: world.people.officer, role: .oneStopOfficer, point: point))
    return id
  }
}
