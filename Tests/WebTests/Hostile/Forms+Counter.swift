import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// What the counter receives, signs for and does to accounts.
  static let counter: [SurveyedForm] = [
    SurveyedForm(Sitemap.receiveAtCounter.pattern) { world in
      var place = try world.place(
        \.officer, Sitemap.receiveAtCounter.url("1.001193"),
        [
          "ownerName": "Lò Thị Mai", "identityKind": "cccd", "identity": "038190001234",
          "phone": "0912 345 678", "email": "mai@example.vn", "address": "Khu phố 2", "channel": "counter",
          "returnMethod": "counter", "copies": "1", "fee": "8.000", "summary": "Khai sinh cho con",
          "shown.giay-to-tuy-than": "yes", "submitterName": "Lương Văn Tình",
          "submitterIdentity": "038190009999", "submitterPhone": "0987 654 321",
        ])
      place.files = scans(["to-khai", "chung-sinh"])
      return place
    }.with {
      $0.tellers = papers(["to-khai", "chung-sinh", "uy-quyen", "giay-to-tuy-than"])
      $0.unseen = ["item.1", "reason", "refusal.why"]
    },
    SurveyedForm(Sitemap.receiveBatch.pattern) { world in
      var place = try world.place(
        \.officer, Sitemap.receiveBatch.url(Portal.code),
        [
          "submitterName": "Lương Văn Tình", "submitterIdentity": "038190009999", "channel": "counter",
          "returnMethod": "counter", "appointmentDay": "18/09/2026", "appointmentTime": "16:30",
          "fee": "8.000", "row.0.name": "Vi Văn Một", "row.0.identityKind": "cccd",
          "row.0.identity": "038190000123", "row.0.address": "Thôn Vân Tiến", "row.0.copies": "2",
        ])
      place.files = scans(["0.to-khai"])
      return place
    }.with {
      $0.tellers = ["appointmentTime": "appointmentDay"]
      $0.unseen = ["submitterIdentity", "row.0.address"]
    },
    scan(Sitemap.takeBackByCode, by: \.officer) { try $0.portal.dossier(.signed) },
    scan(Sitemap.takeOverByCode, by: \.specialist) { try $0.forwarded() },
    SurveyedForm(Sitemap.citizenAccounts.pattern) {
      try $0.place(\.officer, Sitemap.citizenAccounts.url, ["query": "tinh"])
    }
    .with { ($0.success, $0.changesNothing) = (.ok, true) },
    account(Sitemap.bindAccount, isBound: false, ["name": "Lò Thị Mai", "kind": "cccd", "seen": "yes"]),
    account(Sitemap.unbindAccount, isBound: true, ["reason": "Nhầm người cùng tên"])
      .with { $0.unseen = ["reason"] },
    account(Sitemap.newCitizenPassword, isBound: true, [:]).with { $0.success = .ok },
    SurveyedForm(Sitemap.search.pattern) { try $0.place(\.officer, Sitemap.search.url, ["q": "Lò Thị Mai"]) }
      .with { ($0.success, $0.changesNothing) = (.ok, true) },
  ]

  private static func scans(_ papers: [String]) -> [Browser.Chosen] {
    papers.map { .init(field: "file.\($0)", name: "\($0).pdf", bytes: Sample.pdf) }
  }

  /// A paper's problems are told at the paper.
  private static func papers(_ ids: [String]) -> [String: String] {
    var tellers: [String: String] = [:]
    for id in ids {
      for part in ["originals", "certified", "photocopies", "exception", "reason", "file", "shown"] {
        tellers["\(part).\(id)"] = "paper.\(id)"
      }
    }
    return tellers
  }

  private static func scan(
    _ address: Address, by person: @escaping @Sendable (Cast) -> PersonID,
    _ dossier: @escaping @Sendable (World) throws -> DossierID
  ) -> SurveyedForm {
    SurveyedForm(address.pattern) { world in
      let code = try world.portal.record(dossier(world)).code
      return try world.place(person, address.url, ["code": code ?? ""])
    }
  }

  /// A form on the page of citizens' accounts, of somebody new each time.
  private static func account(
    _ address: Address1<PersonID>, isBound: Bool, _ good: [String: String]
  ) -> SurveyedForm {
    SurveyedForm(address.pattern) { world in
      let (login, number) = ("dan.\(world.next())", "0381900\(10_000 + world.next())")
      let id = try world.portal.database.write { db in
        let new = People.New(kind: .citizen, login: login, password: "x", name: "Lương Văn Tình")
        return try People.create(new, at: world.portal.clock.now, in: db)
      }
      let officer = try world.browser(\.officer)
      let facts = ["name": "Lò Thị Mai", "kind": "cccd", "number": number, "seen": "yes"]
      if isBound { _ = officer.post(Sitemap.bindAccount.url(id), facts.map { ($0.key, $0.value) }) }
      let asked = good["reason"] == nil ? ["number": number] : [:]
      var place = Place(
        browser: officer, page: Sitemap.citizenAccounts.url, action: address.url(id),
        good: good.merging(asked) { $1 })
      place.open = { officer.post(Sitemap.citizenAccounts.url, [("query", login)]) }
      return place
    }
  }
}
