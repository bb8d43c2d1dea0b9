import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Procedures, electronic forms and the calendar: typed and looked at, then published from what was looked at.
  static let catalogue: [SurveyedForm] = [
    typed(Sitemap.newProcedure.pattern, procedure),
    published(Sitemap.publishProcedure.pattern, procedure, at: { _ in Sitemap.publishProcedure.url }),
    typed(Sitemap.adminProcedure.pattern, revision),
    published(
      Sitemap.publishRevision.pattern, revision, at: { _ in Sitemap.publishRevision.url("1.001193") }),
    typed(Sitemap.adminForm.pattern, electronicForm),
    published(
      Sitemap.publishForm.pattern, electronicForm, at: { _ in Sitemap.publishForm.url("khai-sinh") }),
    typed(Sitemap.calendar.pattern, calendar),
    published(Sitemap.publishCalendar.pattern, calendar, at: { _ in Sitemap.publishCalendar.url }),
    typed(Sitemap.reportingRule.pattern, reportingRule),
    published(
      Sitemap.publishReportingRule.pattern, reportingRule, at: { _ in Sitemap.publishReportingRule.url }),
  ]

  /// The page on which it is typed; a good answer is shown once more.
  private static func typed(
    _ route: String, _ place: @escaping @Sendable (World) throws -> Place
  ) -> SurveyedForm {
    SurveyedForm(route, place).with {
      ($0.success, $0.changesNothing, $0.tellers) = (.ok, true, tellers)
    }
  }

  /// A time is an amount with its unit; a field of procedures is chosen or new.
  private static let tellers = [
    "field": "newField", "newField": "field", "form": "papers.2.condition",
    "times.0.legalUnit": "times.0.legal", "times.0.committedUnit": "times.0.committed",
    "steps.0.unit": "steps.0.time", "channels.post": "channels.counter",
    "channels.online": "channels.counter",
  ]

  /// What was typed goes to where it is published at once, as the page that showed it would send it.
  private static func published(
    _ route: String, _ place: @escaping @Sendable (World) throws -> Place,
    at url: @escaping @Sendable (World) -> String
  ) -> SurveyedForm {
    SurveyedForm(route) { world in
      var typed = try place(world)
      typed.formAction = typed.action
      typed.action = url(world)
      return typed
    }.with { ($0.isTwin, $0.tellers) = (true, tellers) }
  }

  private static let procedure: @Sendable (World) throws -> Place = { world in
    let number = world.next()
    return try world.place(
      \.administrator, Sitemap.newProcedure.url,
      [
        "code": "1.\(100_000 + number)", "name": "Cấp giấy phép bến khách ngang sông",
        "newField": "Đường thủy \(number)", "level": "3", "decisionNumber": "77/QĐ-UBND",
        "decisionDay": "01/09/2026", "papers.0.name": "Đơn đề nghị", "papers.0.required": "yes",
        "papers.0.kind": "submit", "papers.0.originals": "1", "times.0.legal": "5", "times.0.legalUnit": "wd",
        "results.0.name": "Giấy phép", "fees.0.name": "Lệ phí cấp phép", "fees.0.kind": "duty",
        "fees.0.amount": "50.000", "legalBasis": "Luật Giao thông đường thủy nội địa",
      ], shown: [Sitemap.adminProcedure.url("1.\(100_000 + number)")])
  }

  private static let revision: @Sendable (World) throws -> Place = { world in
    try world.place(
      \.administrator, Sitemap.adminProcedure.url("1.001193"),
      [
        "responsible": "Lê Văn A \(world.next())", "notes": "Ghi chú \(world.next())",
        "decisionNumber": "99/QĐ-UBND",
        "decisionDay": "05/09/2026",
      ])
  }

  private static let electronicForm: @Sendable (World) throws -> Place = { world in
    let stored = try world.portal.database.read { try Reference.read($0, version: 0).form("khai-sinh") }
    let text = try FormText.print(known(stored).form)
    let title = "\"title\" : \"\(try known(stored).form.title)\""
    guard text.contains(title) else { throw SurveyFault("the form's text has no title: \(text.prefix(300))") }
    return try world.place(
      \.administrator, Sitemap.adminForm.url("khai-sinh"),
      ["text": text.replacing(title, with: "\"title\" : \"Tờ khai số \(world.next())\"")])
  }

  private static let reportingRule: @Sendable (World) throws -> Place = { world in
    let number = world.next()
    return try world.place(
      \.administrator, Sitemap.reportingRule.url,
      ["from": "01/\(2030 + number)", "lastDay": String(1 + number % 13), "reason": "Công văn \(number)"])
  }

  private static let calendar: @Sendable (World) throws -> Place = { world in
    let number = world.next()
    var place = try world.place(
      \.administrator, Sitemap.calendar.url, ["reason": "Công điện \(number)"])
    place.page += "?year=2026"
    place.shown = [place.page]
    let names = place.opened().form(postedTo: place.action)?.names ?? []
    let count = names.count { $0.hasPrefix("holidays.") && $0.hasSuffix(".day") }
    let (weeks, days) = number.quotientAndRemainder(dividingBy: 5)
    place.good["holidays.\(count).day"] = (Day(year: 2026, month: 9, day: 14) + weeks * 7 + days).vietnamese
    place.good["holidays.\(count).name"] = "Nghỉ do bão"
    return place
  }
}
