import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// What a citizen files, answers and takes back.
  static let citizen: [SurveyedForm] = [
    SurveyedForm(Sitemap.apply.pattern) { world in
      try world.discardDrafts()
      return try world.place(\.citizen, Sitemap.apply.url("1.001193"), ["returnMethod": "counter"])
    },
    SurveyedForm(Sitemap.draft.pattern) { world in
      try world.discardDrafts()
      let filing = try Filing(world.browser(\.citizen))
      var place = try draft(world, filing, action: Sitemap.draft.url(filing.id))
      place.good["do"] = "continue"
      place.shown = [Sitemap.draft.url(filing.id), Sitemap.draftCheck.url(filing.id)]
      return place
    }.with { $0.groupsAreQuestions = true },
    SurveyedForm(Sitemap.draftSave.pattern) { world in
      try world.discardDrafts()
      let filing = try Filing(world.browser(\.citizen))
      var place = try draft(world, filing, action: Sitemap.draftSave.url(filing.id))
      place.shown = [Sitemap.draft.url(filing.id)]
      return place
    }.with { ($0.success, $0.isForScript, $0.changesNothing, $0.isTwin) = (.ok, true, false, true) },
    SurveyedForm(Sitemap.submit.pattern) { world in
      let id = try world.draft().id
      return Place(
        browser: try world.browser(\.citizen), page: Sitemap.draftCheck.url(id),
        action: Sitemap.submit.url(id))
    },
    SurveyedForm(Sitemap.discard.pattern) { world in
      try world.discardDrafts()
      let id = try Filing(world.browser(\.citizen)).id
      return try world.place(\.citizen, Sitemap.discard.url(id))
    },
    SurveyedForm(Sitemap.myWithdrawal.pattern) { world in
      let id = try world.portal.dossier(.processing, channel: .online)
      return try world.place(
        \.citizen, Sitemap.myWithdrawal.url(id), ["why": "Không cần nữa"], shown: [Sitemap.myDossier.url(id)])
    },
    SurveyedForm(Sitemap.myAnswer.pattern) { world in
      let id = try world.portal.filing().id
      _ = try world.portal.request(of: id)
      var place = try answer(world, \.citizen, Sitemap.myAnswer.url(id))
      place.shown = [Sitemap.myDossier.url(id)]
      return place
    },
  ]

  /// The answer to the usual slip.
  static func answer(_ world: World, _ person: (Cast) -> PersonID, _ url: String) throws -> Place {
    var place = try world.place(
      person, url,
      ["done.1": "yes", "done.2": "yes", "words.1": "Đã chụp lại", "child.fullName": "Lò Văn Ân"])
    place.files = [.init(field: "file.chung-sinh", name: "ro.png", bytes: Sample.png)]
    return place
  }

  private static func draft(_ world: World, _ filing: Filing, action: String) throws -> Place {
    Place(
      browser: try world.browser(\.citizen), page: Sitemap.draft.url(filing.id), action: action,
      formAction: Sitemap.draft.url(filing.id),
      good: Dictionary(uniqueKeysWithValues: Filing.answers).merging(["child.ethnicity": "Thái"]) { $1 })
  }
}
