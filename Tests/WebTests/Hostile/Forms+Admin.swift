import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Accounts, agencies, shifts and what a counter receives.
  static let people: [SurveyedForm] = [
    SurveyedForm(Sitemap.newPerson.pattern) { world in
      try world.place(
        \.administrator, Sitemap.newPerson.url,
        [
          "name": "Vi Thị Lan", "login": "lan.\(world.next())", "title": "Công chức", "phone": "0912 345 678",
          "email": "lan@example.vn", "agency": world.people.commune.description, "role": "specialist",
        ], shown: [Sitemap.people.url])
    }.with { $0.success = .ok },
    SurveyedForm(Sitemap.person.pattern) { world in
      let id = try staff(world)
      return try world.place(
        \.administrator, Sitemap.person.url(id),
        [
          "title": "Trưởng phòng", "phone": "0912 345 678", "serial": "5401AF", "until": "21/11/2027",
        ])
    },
    onPerson(Sitemap.lockPerson), onPerson(Sitemap.unlockPerson, isLocked: true),
    onPerson(Sitemap.resetPassword).with { $0.success = .ok },
    onPerson(Sitemap.grantRole, { ["agency": $0.people.commune.description, "role": "leader"] }),
    SurveyedForm(Sitemap.revokeRole.pattern) { world in
      let id = try staff(world)
      let held = try known(world.portal.database.read { try People.heldGrants(of: id, in: $0) }.first)
      return Place(
        browser: try world.browser(\.administrator), page: Sitemap.person.url(id),
        action: Sitemap.revokeRole.url(id, held.id))
    },
    SurveyedForm(Sitemap.newAgency.pattern) { world in
      try world.place(
        \.administrator, Sitemap.newAgency.url,
        [
          "parent": world.people.district.description, "kind": "commune", "name": "UBND xã Bình Lương",
          "shortName": "Bình Lương", "code": "H56.38.\(100 + world.next())", "effectiveFrom": "01/01/2026",
          "regime": "nd61", "phone": "0237 111 222", "email": "mc@example.vn", "address": "Thôn Mơ",
          "responsible": "Lê Thị Hoa",
        ], shown: [Sitemap.agencies.url])
    },
    SurveyedForm(Sitemap.agency.pattern) { world in
      try world.place(
        \.administrator, Sitemap.agency.url(world.people.commune),
        ["name": "UBND xã Cát Vân \(world.next())", "shortName": "Cát Vân", "responsible": "Lê Thị Hoa"],
        shown: [Sitemap.agencies.url])
    },
    SurveyedForm(Sitemap.testLetter.pattern) { world in
      _ = try letter(world)
      return Place(
        browser: try world.browser(\.administrator), page: Sitemap.letters.url, action: Sitemap.testLetter.url
      )
    },
    SurveyedForm(Sitemap.sendLetter.pattern) { world in
      Place(
        browser: try world.browser(\.administrator), page: Sitemap.letters.url,
        action: Sitemap.sendLetter.url(try letter(world)))
    },
    SurveyedForm(Sitemap.hours.pattern) { world in
      try world.place(
        \.administrator, Sitemap.hours.url(world.people.commune),
        [
          "from": "01/10/2026", "season.0": "16/4", "morning.0": "6:30-11:00", "afternoon.0": "13:30-17:00",
          "saturday": "07:30-11:00",
        ])
    },
    SurveyedForm(Sitemap.publications.pattern) { world in
      let agency = try agency(world)
      return try world.place(
        \.administrator, Sitemap.publications.url(agency),
        [
          "code": "1.001193", "number": "12/QĐ-UBND", "day": "01/02/2026", "responsible": "Lê Thị Hoa",
          "from": "01/09/2026",
        ])
    },
    SurveyedForm(Sitemap.publication.pattern) { world in
      let url = Sitemap.publication.url(world.people.commune, "1.001193")
      return try world.place(
        \.administrator, url, ["number": "13/QĐ-UBND", "responsible": "Lê Thị Hoa \(world.next())"],
        shown: [Sitemap.publications.url(world.people.commune)])
    },
  ]

  /// A specialist of the commune, new each time.
  private static func staff(_ world: World) throws -> PersonID {
    try world.portal.database.write { db in
      let new = People.New(kind: .staff, login: "can.bo.\(world.next())", password: "x", name: "Vi Thị Lan")
      let id = try People.create(new, at: world.portal.clock.now, in: db)
      try People.grant(
        Grant(role: .specialist, agency: world.people.commune), to: id, by: nil, at: world.portal.clock.now,
        in: db)
      return id
    }
  }

  /// A letter that waits for the mail server, to an administrator who can be reached.
  private static func letter(_ world: World) throws -> Int64 {
    try world.portal.database.write { db in
      let administrator = world.people.administrator
      try db.execute("UPDATE people SET email = 'quan@example.vn' WHERE id = $1", administrator.value)
      try Letters.write(
        to: administrator, address: "quan@example.vn", subject: "Thư", body: "", at: world.portal.clock.now,
        in: db)
      return try known(Letters.last(1, in: db).first).id
    }
  }

  private static func onPerson(
    _ address: Address1<PersonID>, isLocked: Bool = false,
    _ good: @escaping @Sendable (World) -> [String: String] = { _ in [:] }
  ) -> SurveyedForm {
    SurveyedForm(address.pattern) { world in
      let id = try staff(world)
      if isLocked {
        try world.portal.database.write {
          try People.setLocked(true, id, by: world.people.administrator, at: world.portal.clock.now, in: $0)
        }
      }
      return Place(
        browser: try world.browser(\.administrator), page: Sitemap.person.url(id), action: address.url(id),
        good: good(world))
    }
  }

  /// A commune, new each time, that receives nothing yet.
  private static func agency(_ world: World) throws -> AgencyID {
    let number = world.next()
    let day = Day(year: 2020, month: 1, day: 1)
    return try world.portal.database.write { db in
      try Agencies.create(
        Agencies.Facts(
          parent: world.people.district, kind: .commune, name: "UBND xã số \(number)",
          shortName: "Xã \(number)",
          code: "H56.38.\(500 + number)", effectiveFrom: day, officialFrom: day, regime: .decree61,
          contact: Contact()), by: nil, at: world.portal.clock.now, in: db)
    }
  }
}
