import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Petitions: sent, keyed in, answered, moved, passed on, declined, withdrawn, rated.
  static let petitions: [SurveyedForm] = [
    SurveyedForm(Sitemap.newPetition.pattern) { world in
      // So many a day and no more: those before are of another day.
      try world.portal.database.write { db -> Void in
        try db.execute("UPDATE petitions SET received_at = received_at - 200000")
      }
      return Place(
        browser: try world.browser(\.citizen), page: Sitemap.newPetition.url,
        action: Sitemap.newPetition.url,
        good: typed.merging(["agency": world.people.commune.description]) { $1 },
        files: [Browser.Chosen(name: "a.pdf", bytes: Sample.pdf)], shown: [Sitemap.myPetitions.url])
    },
    SurveyedForm(Sitemap.keyPetition.pattern) { world in
      Place(
        browser: try world.browser(\.officer), page: Sitemap.keyPetition.url, action: Sitemap.keyPetition.url,
        good: typed.merging(["channel": "telephone", "name": "Hà Văn Dần", "contact": "0911 222 333"]) { $1 },
        files: [Browser.Chosen(name: "a.pdf", bytes: Sample.pdf)], shown: [Sitemap.keyedPetitions.url])
    },
    head(Sitemap.answerPetition, ["finding": "founded", "answer": "Đã chấn chỉnh cán bộ."], hasFile: true),
    head(Sitemap.extendPetition, ["extend-due": "28/10/2026", "extend-why": "Chờ xác minh."]),
    SurveyedForm(Sitemap.passOnPetition.pattern) { world in
      var place = try stand(Sitemap.passOnPetition, world)
      place.good = [
        "pass-on-agency": world.people.district.description, "pass-on-why": "Thuộc thẩm quyền huyện.",
      ]
      let overseer = try world.browser(\.overseer)
      return Place(
        browser: place.browser, page: place.page, action: place.action, good: place.good,
        shown: [overseer.get(place.page).status == .ok ? place.page : ""].filter { !$0.isEmpty })
    }.with { $0.unseen = ["pass-on-why"] },
    head(Sitemap.declinePetition, ["decline-why": "Nội dung đã trả lời lần trước."]),
    mine(Sitemap.withdrawPetition, isAnswered: false),
    mine(Sitemap.ratePetition, isAnswered: true),
  ]

  private static let typed = [
    "kind": "conduct", "subject": "Thái độ tại quầy", "body": "Cán bộ nói năng thiếu tôn trọng.",
  ]

  /// A form of the head of the commune.
  private static func head(
    _ address: Address1<Int64>, _ good: [String: String], hasFile: Bool = false
  ) -> SurveyedForm {
    SurveyedForm(address.pattern) { world in
      var place = try stand(address, world)
      place.good = good
      if hasFile { place.files = [Browser.Chosen(name: "a.pdf", bytes: Sample.pdf)] }
      return place
    }
  }

  private static func stand(_ address: Address1<Int64>, _ world: World) throws -> Place {
    let id = try petition(world)
    return Place(
      browser: try world.browser(\.chairman), page: Sitemap.petition.url(id), action: address.url(id),
      shown: [Sitemap.petition.url(id)])
  }

  /// A form of the citizen who sent it.
  private static func mine(_ address: Address1<Int64>, isAnswered: Bool) -> SurveyedForm {
    SurveyedForm(address.pattern) { world in
      let id = try petition(world, isAnswered: isAnswered)
      return Place(
        browser: try world.browser(\.citizen), page: Sitemap.myPetition.url(id), action: address.url(id),
        good: isAnswered ? ["contentment": "neutral"] : [:])
    }
  }

  private static func petition(_ world: World, isAnswered: Bool = false) throws -> Int64 {
    let (people, now) = (world.people, world.portal.clock.now)
    return try world.portal.database.write { db in
      let id = try Petitions.submit(
        Petitions.New(
          agency: people.commune, kind: .handling, channel: .account, petitioner: people.citizen,
          name: "Lò Thị Mai", contact: "", dossier: nil, subject: "Hồ sơ chậm", body: "Đã quá ngày hẹn.",
          due: now.day + 14), agencyCode: "H56.38.02", by: people.citizen, at: now, in: db)
      if isAnswered, let stored = try Petitions.petition(id, in: db) {
        try Petitions.answer(
          "Đã giải quyết.", .founded, files: [], to: stored, by: people.chairman, at: now, in: db)
      }
      return id
    }
  }
}
