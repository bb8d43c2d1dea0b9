import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// What leaders and chairmen set right.
  static let oversight: [SurveyedForm] = [
    SurveyedForm(Sitemap.makeReportAgain.pattern) { world in
      let report = try madeReport(world)
      return Place(
        browser: try world.browser(\.chairman), page: Sitemap.madeReport.url(report),
        action: Sitemap.makeReportAgain.url(report), good: ["why": "Nhập bù."])
    },
    SurveyedForm(Sitemap.advanceReport.pattern) { world in
      let report = try madeReport(world)
      return Place(
        browser: try world.browser(\.chairman), page: Sitemap.madeReport.url(report),
        action: Sitemap.advanceReport.url(report), good: ["act": "confirm", "words": "Đúng."],
        shown: [Sitemap.madeReport.url(report)])
    },
    SurveyedForm(Sitemap.summariseReports.pattern) { world in
      let (span, district) = (try acceptedMonth(world).span, world.people.district)
      let page =
        "\(Sitemap.summariseReports.url(district))?kind=month&ends=\(span.ends.seconds)"
      return Place(
        browser: try world.browser(\.overseer), page: page, action: Sitemap.summariseReports.url(district),
        good: ["words": "Huyện không có hồ sơ."], shown: [page])
    },
    SurveyedForm(Sitemap.advanceReportSummary.pattern) { world in
      let report = try acceptedMonth(world)
      let (commune, head, now) = (world.people.commune, world.people.chairman, world.portal.clock.now)
      let id = try world.portal.database.write { db in
        try ReportSummaries.pass(
          on: [report], missing: [], of: commune, report.span, words: "", by: head, at: now, in: db)
      }
      return Place(
        browser: try world.browser(\.overseer), page: Sitemap.reportSummary.url(id),
        action: Sitemap.advanceReportSummary.url(id), good: ["act": "return", "words": "Xem lại."],
        shown: [Sitemap.reportSummary.url(id)])
    },
    SurveyedForm(Sitemap.proposeCorrection.pattern) { world in
      let (id, clerk) = try lateDossier(world)
      return Place(
        browser: try Browser(world.portal, as: clerk), page: Sitemap.lateEvidence.url(id),
        action: Sitemap.proposeCorrection.url(id),
        good: [
          "day": Self.inTime(world).day.vietnamese, "time": "10:00", "words": "Nhập chậm.", "kind-1": "post",
          "day-1": Self.inTime(world).day.vietnamese, "time-1": "09:30", "words-1": "Bưu điện nhận",
        ], files: [Browser.Chosen(field: "file-1", name: "a.pdf", bytes: Sample.pdf)],
        shown: [Sitemap.lateEvidence.url(id)])
    }.with { form in
      // A paper of which anything is typed wants the rest.
      for paper in 2...3 {
        for field in ["day", "time", "words"] { form.tellers["\(field)-\(paper)"] = "kind-\(paper)" }
      }
    },
    SurveyedForm(Sitemap.decideCorrection.pattern) { world in
      let (id, clerk) = try lateDossier(world)
      let correction = try proposal(id, by: clerk, world)
      return Place(
        browser: try world.browser(\.chairman), page: Sitemap.lateEvidence.url(id),
        action: Sitemap.decideCorrection.url(correction), good: ["act": "support", "decision": "Đúng."],
        shown: [Sitemap.lateEvidence.url(id)])
    },
    SurveyedForm(Sitemap.newDirective.pattern) { world in
      Place(
        browser: try world.browser(\.overseer), page: Sitemap.newDirective.url,
        action: Sitemap.newDirective.url,
        good: [
          "number": "\(500 + world.next())/UBND-VP", "day": "08/09/2026", "title": "Chấn chỉnh",
          "body": "Báo cáo.",
          "due": "15/12/2026", "unit": world.people.commune.description,
        ], shown: [Sitemap.directives.url])
    }.with { $0.tellers = ["unit": "units"] },
    SurveyedForm(Sitemap.replyDirective.pattern) { world in
      let id = try directive(world)
      return Place(
        browser: try world.browser(\.chairman), page: Sitemap.directive.url(id),
        action: Sitemap.replyDirective.url(id, world.people.commune),
        good: [
          "reply": "Đã kiểm điểm.", "leader": "Vi Văn Quý", "department": "Một cửa", "person": "Hà Thị Nga",
        ],
        files: [Browser.Chosen(name: "a.pdf", bytes: Sample.pdf)], shown: [Sitemap.directive.url(id)])
    },
    SurveyedForm(Sitemap.judgeDirective.pattern) { world in
      let id = try directive(world, isReplied: true)
      let unit = world.people.commune
      return Place(
        browser: try world.browser(\.overseer), page: Sitemap.directive.url(id),
        action: Sitemap.judgeDirective.url(id, unit),
        good: ["verdict": "sent-back", "words-\(unit)": "Nêu rõ cá nhân.", "due-\(unit)": "20/12/2026"],
        shown: [Sitemap.directive.url(id)])
    },
    SurveyedForm(Sitemap.reportDirective.pattern) { world in
      let id = try directive(world, isOverdue: true)
      return Place(
        browser: try world.browser(\.overseer), page: Sitemap.directive.url(id),
        action: Sitemap.reportDirective.url(id), good: ["words": "Xã chưa báo cáo."],
        shown: [Sitemap.directive.url(id)])
    },
    SurveyedForm(Sitemap.onlineTargets.pattern) { world in
      let sheet = "Mã thủ tục,Mức độ\n\(Portal.code),4\n"
      return Place(
        browser: try world.browser(\.overseer), page: Sitemap.onlineTargets.url,
        action: Sitemap.onlineTargets.url,
        good: [
          "decisionNumber": "\(1_000 + world.next())/QĐ-UBND", "decisionDay": "07/04/2020",
          "from": "01/01/2026",
        ],
        files: [Browser.Chosen(name: "danh-muc.csv", bytes: Array(sheet.utf8))],
        shown: [Sitemap.onlineTargets.url])
    },
    SurveyedForm(Sitemap.absence.pattern) { world in
      let deputy = try world.deputy.get()
      let id = try world.processing()
      return try world.place(
        \.chairman, Sitemap.absence.url(world.people.specialist),
        ["everybody": deputy.description, "why": "Nghỉ thai sản"], shown: [Sitemap.dossier.url(id)])
    },
    SurveyedForm(Sitemap.delegations.pattern) { world in
      try world.place(
        \.leader, Sitemap.delegations.url(world.people.commune),
        [
          "person": world.people.officer.description, "scope": "field:ho-tich", "decision": "05/QĐ-UBND",
          "from": "01/09/2026", "to": "31/12/2026",
        ])
    },
    SurveyedForm(Sitemap.endDelegation.pattern) { world in
      let days = Day(year: 2026, month: 9, day: 1)...Day(year: 2026, month: 12, day: 31)
      let delegation = try world.portal.database.write { db in
        try Delegations.grant(
          Delegations.New(
            agency: world.people.commune, person: world.people.officer, scope: .field("ho-tich"),
            decisionNumber: "05/QĐ-UBND", days: days), by: world.people.leader, at: world.portal.clock.now,
          in: db)
        return try known(
          Delegations.register(of: world.people.commune, in: db).first {
            $0.isOpen(on: world.portal.clock.now.day)
          })
      }
      return Place(
        browser: try world.browser(\.leader), page: Sitemap.delegations.url(world.people.commune),
        action: Sitemap.endDelegation.url(world.people.commune, delegation.id))
    },
    SurveyedForm(Sitemap.recount.pattern) { world in
      if world.next() == 1 {
        for _ in 0..<40 {
          _ = try world.portal.dossier(
            .processing, revised: { $0.times = [ProcessingTime(legal: .workingDays(3))] })
        }
        try dayOff(world)
      }
      var place = try world.place(
        \.chairman, Sitemap.recount.url(world.people.commune), ["why": "Nghỉ do bão số 5"])
      let ticket = place.opened().form(postedTo: place.action)?.controls(named: "dossier").first?.value
      place.good["dossier"] = ticket
      let id = ticket?.split(separator: ".").first.map(String.init) ?? ""
      place.shown = [Sitemap.dossier.url(try known(DossierID(id)))]
      return place
    }.with { $0.tellers = ["dossier": "dossiers"] },
    SurveyedForm(Sitemap.undoBinding.pattern) { world in
      let id = try world.portal.database.write { db in
        let new = People.New(kind: .citizen, login: "dan.\(world.next())", password: "x", name: "Vi Văn Một")
        return try People.create(new, at: world.portal.clock.now, in: db)
      }
      let facts = [
        ("name", "Vi Văn Một"), ("kind", "cccd"), ("number", "0381900\(10_000 + world.next())"),
        ("seen", "yes"),
      ]
      _ = try world.browser(\.officer).post(Sitemap.bindAccount.url(id), facts)
      let acts = Sitemap.counterActs.url(world.people.commune)
      return Place(
        browser: try world.browser(\.chairman), page: acts,
        action: Sitemap.undoBinding.url(world.people.commune, id), good: ["reason": "Nhầm người"],
        shown: [acts])
    },
  ]

  /// A calendar in which a Thursday is off that was none.
  private static func dayOff(_ world: World) throws {
    try world.portal.database.write { db -> Void in
      let old = try Reference.read(db, version: 0).calendar
      let years = old.years.map { year in
        guard year.year == 2026 else { return year }
        let off = CalendarYear.Holiday(day: Day(year: 2026, month: 9, day: 10), name: "Nghỉ bão")
        return CalendarYear(
          year: 2026, estimate: year.estimate, holidays: year.holidays + [off], swaps: year.swaps)
      }
      try Calendars.publish(
        try WorkingCalendar(version: "2026-9", source: old.source, years: years), reason: "bão",
        by: world.people.administrator, at: world.portal.clock.now, in: db)
    }
  }

  /// A month's report of the commune, of a span of its own.
  private static func madeReport(_ world: World) throws -> Int64 {
    let (portal, number) = (world.portal, Int64(world.next()))
    let end = Moment(seconds: portal.clock.now.seconds - number * 86_400)
    return try portal.database.write { db in
      try FrozenReports.make(
        ReportSpan(.month, from: Moment(seconds: end.seconds - 86_400), to: end), of: world.people.commune,
        calendar: "1", at: portal.clock.now, in: db)
    }
  }

  /// The commune's report of a month of its own, accepted by the office above.
  private static func acceptedMonth(_ world: World) throws -> FrozenReports.Stored {
    let (portal, people) = (world.portal, world.people)
    return try portal.database.write { db in
      let calendar = try Reference.read(db, version: 0).calendar
      var span = ReportSpan.last(.month, over: portal.clock.now, calendar)
      while try FrozenReports.report(of: people.commune, .month, ends: span.ends, in: db) != nil {
        span = span.previous(calendar)
      }
      let id = try FrozenReports.make(span, of: people.commune, calendar: "1", at: portal.clock.now, in: db)
      for (act, person) in [(ReportChain.Act.confirm, people.chairman), (.accept, people.overseer)] {
        try FrozenReports.advance(id, act, words: "", by: person, at: portal.clock.now, in: db)
      }
      return try known(FrozenReports.report(id, in: db))
    }
  }

  /// A moment at which a late dossier would have been in time.
  private static func inTime(_ world: World) -> Moment {
    Moment(day: world.portal.clock.now.day, minuteOfDay: 10 * 60)
  }

  /// A dossier finished late, and somebody of the unit who had nothing to do with it.
  private static func lateDossier(_ world: World) throws -> (DossierID, PersonID) {
    let id = try world.portal.dossier(
      .signed, revised: { $0.times = [ProcessingTime(legal: .workingDays(1))] })
    let clerk = try world.portal.database.write { db in
      // Received a fortnight ago: three working days before, it was in time.
      try db.execute(
        "UPDATE dossiers SET received_at = received_at - 1209600, judged_due = $1, finished_at = $2 WHERE id = $3",
        inTime(world).seconds + 3_600, inTime(world).seconds + 7 * 86_400, id.value)
      let clerk = try People.create(
        People.New(kind: .staff, login: "clerk\(world.next())", password: "x", name: "Lương Thị Hoa"),
        at: world.portal.clock.now, in: db)
      try People.grant(
        Grant(role: .oneStopOfficer, agency: world.people.commune), to: clerk, by: nil,
        at: world.portal.clock.now, in: db)
      return clerk
    }
    return (id, clerk)
  }

  private static func proposal(_ id: DossierID, by clerk: PersonID, _ world: World) throws -> Int64 {
    try world.portal.database.write { db in
      try Corrections.propose(
        Corrections.New(
          dossier: id, agency: world.people.commune, cause: .software, realFinish: inTime(world),
          recordedFinish: inTime(world), due: inTime(world), words: "Nhập chậm.", found: [], brought: []),
        by: clerk, at: world.portal.clock.now, in: db)
    }
  }

  /// A directive to the commune.
  private static func directive(
    _ world: World, isReplied: Bool = false, isOverdue: Bool = false
  ) throws -> Int64 {
    let (people, now) = (world.people, world.portal.clock.now)
    let responsible = Directives.Responsible(
      leader: "Vi Văn Quý", department: "Một cửa", person: "Hà Thị Nga")
    return try world.portal.database.write { db in
      let id = try Directives.issue(
        Directives.New(
          agency: people.district, number: "5\(world.next())/UBND-VP", day: now.day, title: "Chấn chỉnh",
          body: "Báo cáo.",
          due: isOverdue ? now.day - 1 : now.day + 30,
          units: [.init(agency: people.commune, responsible: responsible)]), by: people.overseer, at: now,
        in: db)
      if isReplied, let task = try Directives.tasks(of: id, in: db).first {
        try Directives.reply(
          "Đã làm.", responsible, files: [], to: task, by: people.chairman, at: now, in: db)
      }
      return id
    }
  }
}
