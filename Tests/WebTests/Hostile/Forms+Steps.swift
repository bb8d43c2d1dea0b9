import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// The straight way of a dossier, and slips.
  static let steps: [SurveyedForm] = [
    SurveyedForm(Sitemap.note.pattern) { world in
      let id = try world.processing()
      return Place(
        browser: try world.browser(\.specialist), page: Sitemap.dossier.url(id),
        action: Sitemap.note.url(id), good: ["text": "Đã gọi điện"])
    },
    SurveyedForm(Sitemap.receive.pattern) { world in
      let id = try world.portal.dossier(.submitted, channel: .online)
      return try world.place(
        \.officer, Sitemap.receive.url(id), ["appointmentDay": "18/09/2026", "appointmentTime": "16:30"])
    }.with { $0.tellers = ["appointmentTime": "appointmentDay"] },
    SurveyedForm(Sitemap.forward.pattern) { world in
      let id = try world.portal.dossier(.received)
      return try world.place(
        \.officer, Sitemap.forward.url(id), ["to": "\(world.people.commune).\(world.people.specialist)"])
    },
    SurveyedForm(Sitemap.submitForSignOff.pattern) { world in
      let id = try world.processing()
      return try world.place(
        \.specialist, Sitemap.submitForSignOff.url(id),
        [
          "outcome": "refused", "code": "not-competent", "why": "Thuộc xã khác",
          "to": world.people.leader.description,
        ], shown: [Sitemap.dossier.url(id)])
    },
    SurveyedForm(Sitemap.signOff.pattern) { world in
      let id = try world.portal.dossier(.awaitingSignOff)
      return try world.place(
        \.leader, Sitemap.signOff.url(id), ["number": "12/GXN", "authority": "TM"],
        shown: [Sitemap.dossier.url(id)])
    },
    SurveyedForm(Sitemap.signOffSeveral.pattern) { world in
      let ids = try (0..<2).map { _ in try world.portal.dossier(.awaitingSignOff) }
      let leader = try world.browser(\.leader)
      for id in ids { _ = leader.get(Sitemap.signOff.url(id)) }
      return Place(
        browser: leader,
        page: Sitemap.signOffSeveral.url + "?" + ids.map { "dossier=\($0)" }.joined(separator: "&"),
        action: Sitemap.signOffSeveral.url, good: ["authority": "TM"],
        shown: ids.map { Sitemap.dossier.url($0) })
    },
    SurveyedForm(Sitemap.takeBack.pattern) { world in
      try world.place(\.officer, Sitemap.takeBack.url(world.portal.dossier(.signed)))
    },
    SurveyedForm(Sitemap.returnResult.pattern) { world in
      let id = try world.portal.dossier(.signed)
      try world.portal.act(.takeBack, on: id, by: world.officer)
      return try world.place(
        \.officer, Sitemap.returnResult.url(id),
        ["relation": "owner", "name": "Lò Thị Mai", "identity": "038190000123"])
    }.with { $0.unseen = ["consignment"] },
    slip(.requestSupplement, by: \.officer) { try $0.portal.filing().id },
    slip(.proposeSupplement, by: \.specialist) { try $0.processing() },
    SurveyedForm(Sitemap.turn(.answerSupplement).pattern) { world in
      let id = try world.portal.filing().id
      _ = try world.portal.request(of: id)
      return try answer(world, \.officer, Sitemap.turn(.answerSupplement).url(id))
    },
    SurveyedForm(Sitemap.checkSupplement.pattern) { world in
      let id = try world.portal.filing().id
      _ = try world.portal.request(of: id)
      _ = try world.portal.answer(id)
      return try world.place(
        \.officer, Sitemap.checkSupplement.url(id),
        ["do": "reopen", "bad.1": "yes", "fault.1": "Vẫn mờ góc trái"], shown: [Sitemap.dossier.url(id)])
    },
  ]

  private static func slip(
    _ verb: Verb, by person: @escaping @Sendable (Cast) -> PersonID,
    _ dossier: @escaping @Sendable (World) throws -> DossierID
  ) -> SurveyedForm {
    SurveyedForm(Sitemap.turn(verb).pattern) { world in
      try world.place(
        person, Sitemap.turn(verb).url(dossier(world)),
        [
          "item.1.subject": "other", "item.1.name": "Sổ hộ khẩu", "item.1.code": "missing",
          "item.1.why": "Chưa có", "item.1.toDo": "Mang đến",
        ])
    }
  }
}
