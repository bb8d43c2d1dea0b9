import HTTPServer
import Storage
import Templating
import Workflow

/// When reporting periods end: what holds, and a rule from a coming month on; a change is a new version of the calendar,
/// shown with the periods it moves before it is published.
enum EditReportingRule: Screen {
  struct Model: TemplateModel {
    var canEdit: Bool
    var version: String
    var rules: [Fact]
    var periods: [Fact]
    var actionURL: String
    var hidden: Hidden
    var inputs: [InputModel]
    var problems: [Problem]
    var changed: Changed?
    var notes: [NoteRow]

    static var fields: [Field<Model>] {
      [
        .flag("canEdit", \.canEdit), .text("version", \.version), .list("rules", \.rules),
        .list("periods", \.periods), .url("actionURL", \.actionURL), .record("hidden") { $0.hidden },
        .list("inputs", \.inputs), .list("problems", \.problems), .record("changed") { $0.changed },
        .list("notes", \.notes),
      ]
    }
  }

  static let page = Page<Model>("admin/reporting-rule")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.reportingRule.pattern, .role(.administrator)) { visit in
      let calendar = try visit.reference().calendar
      return try show(ReportingRuleEntry(calendar, visit), calendar, visit, problems: [])
    },
    .post(Sitemap.reportingRule.pattern, .role(.administrator), lane: .read) { visit in
      try visit.checkAdministersAll()
      let (calendar, entry) = (try visit.reference().calendar, ReportingRuleEntry(visit))
      if visit.request.form["edit"] != nil { return try show(entry, calendar, visit, problems: []) }
      if let refusal = try refusal(entry, calendar, visit) { return refusal }
      let model = PublicationPreview(
        title: visit.text("Công bố quy định mới về kỳ báo cáo"),
        subject: visit.text("Báo cáo đã chốt không đổi."),
        changes: try changes(from: calendar, to: entry.calendar(after: calendar, version: "?"), visit),
        missing: [],
        publishURL: Sitemap.publishReportingRule.url, editURL: Sitemap.reportingRule.url, hidden: Hidden(),
        carried: HiddenField.all(of: visit))
      return try visit.page(EditProcedure.previewPage, model)
    },
    .post(Sitemap.publishReportingRule.pattern, .role(.administrator)) { visit in
      try visit.checkAdministersAll()
      let (calendar, entry) = (try visit.reference().calendar, ReportingRuleEntry(visit))
      return try visit.once(refusing: { try refusal(entry, calendar, visit) }) {
        let version = try Calendars.nextVersion(after: calendar.version, in: visit.db)
        try Calendars.publish(
          entry.calendar(after: calendar, version: version), reason: entry.reason, by: visit.person().id,
          at: visit.now, in: visit.writing)
        visit.context.forgetReference()
        return Confirmation.published.address(Sitemap.reportingRule.url)
      }
    },
  ]

  private static func refusal(
    _ entry: ReportingRuleEntry, _ calendar: WorkingCalendar, _ visit: Visit
  ) throws -> Response? {
    var problems = entry.problems(visit)
    guard visit.field("base") == calendar.version else {
      let old = try Calendars.calendar(version: visit.field("base"), in: visit.db)
      let changes = old.map { EditCalendar.changes(from: $0, to: calendar, visit) } ?? []
      return try show(
        entry, calendar, visit, problems: problems, changed: Changed(changes, subject: "calendar", visit))
    }
    if problems.isEmpty {
      let new = try entry.calendar(after: calendar, version: "?")
      if try changes(from: calendar, to: new, visit).isEmpty {
        problems = [
          Problem(field: "from", message: visit.text("Chưa có gì thay đổi so với bản hiện tại."))
        ]
      }
    }
    return problems.isEmpty ? nil : try show(entry, calendar, visit, problems: problems)
  }

  /// The rule that comes, and each period it is the first to move.
  private static func changes(from old: WorkingCalendar, to new: WorkingCalendar, _ visit: Visit) throws
    -> [ChangeRow]
  {
    let rules = ruleChanges(from: old, to: new, visit)
    guard !rules.isEmpty, let from = new.reporting.last?.from else { return rules }
    let moved = ReportingPeriod.Kind.allCases.compactMap { kind -> ChangeRow? in
      let (before, after) = (
        ReportingPeriod(kind, containing: from, old), ReportingPeriod(kind, containing: from, new)
      )
      return before == after
        ? nil : ChangeRow(label: visit.text(kind.vietnamese), before: before.days, after: after.days)
    }
    return rules + moved
  }

  /// What the rules of two calendars say otherwise, month by month from which they hold.
  static func ruleChanges(
    from old: WorkingCalendar, to new: WorkingCalendar, _ visit: Visit
  ) -> [ChangeRow] {
    Set((old.reporting + new.reporting).map(\.from)).sorted().compactMap { from in
      let (before, after) = (
        old.reportingRule(on: from).words(visit), new.reportingRule(on: from).words(visit)
      )
      return before == after ? nil : ChangeRow(label: from.wordsFrom(visit), before: before, after: after)
    }
  }

  private static func show(
    _ entry: ReportingRuleEntry, _ calendar: WorkingCalendar, _ visit: Visit, problems: [Problem],
    changed: Changed? = nil
  ) throws -> Response {
    let known = calendar.reporting.first.map { $0.from > visit.now.day } ?? true
    let first =
      known ? [Fact(label: visit.text("Đang áp dụng"), value: ReportingRule.usual.words(visit))] : []
    let model = Model(
      canEdit: try visit.administersAll(), version: calendar.version,
      rules: first + calendar.reporting.map { Fact(label: $0.from.wordsFrom(visit), value: $0.words(visit)) },
      periods: ReportingPeriod.Kind.allCases.map {
        Fact(
          label: visit.text($0.vietnamese),
          value: ReportingPeriod($0, containing: visit.now.day, calendar).days)
      }, actionURL: Sitemap.reportingRule.url, hidden: Hidden(), inputs: entry.inputs(problems, visit),
      problems: problems, changed: changed, notes: try NoteRow.list(about: "calendar", visit))
    return try visit.page(page, model, status: .of(problems, changed))
  }
}

/// A rule of reporting periods as it is being typed.
struct ReportingRuleEntry: Sendable {
  let from: String
  let lastDay: String
  let weekday: String
  let time: String
  let reason: String

  /// The rule that holds, from next month on.
  init(_ calendar: WorkingCalendar, _ visit: Visit) {
    let rule = calendar.reportingRule(on: visit.now.day)
    let day = visit.now.day
    from = Day(year: day.year, month: day.month + 1, day: 1).monthText
    lastDay = String(rule.lastDay)
    weekday = String(rule.weekday.rawValue)
    time = ClockTime(minute: rule.minute).text
    reason = ""
  }

  init(_ visit: Visit) {
    (from, lastDay) = (visit.field("from"), visit.field("lastDay"))
    (weekday, time) = (visit.field("weekday"), visit.field("time"))
    reason = visit.lines("reason")
  }

  /// The calendar with this rule in place of all that were to come later; nothing changes before it.
  func calendar(after current: WorkingCalendar, version: String) throws(CalendarFault) -> WorkingCalendar {
    let kept = current.reporting.filter { rule in month.map { rule.from < $0 } ?? true }
    return try WorkingCalendar(
      version: version, source: current.source, years: current.years,
      reporting: kept + (try rule().map { [$0] } ?? []))
  }

  private var month: Day? {
    PartialDate(from).flatMap { $0.month != nil && $0.day == nil ? $0.earliest : nil }
  }

  private func rule() throws(CalendarFault) -> ReportingRule? {
    guard let month, let last = Int(lastDay), let weekday = Int(weekday).flatMap(Weekday.init),
      let time = ClockTime(time)
    else { return nil }
    return try ReportingRule(from: month, lastDay: last, weekday: weekday, minute: time.minute)
  }

  func problems(_ visit: Visit) -> [Problem] {
    var problems = Problems(visit)
    problems.check(
      month.map { $0 > visit.now.day } ?? false, "from",
      "Áp dụng từ tháng: ghi một tháng sắp tới theo mẫu 01/2027; kỳ đã chốt không đổi được.")
    problems.check(
      Int(lastDay).map { (1...31).contains($0) } ?? false, "lastDay",
      "Ngày cuối kỳ: ghi một ngày từ 1 đến 31; 31 là ngày cuối tháng.")
    problems.check(
      Int(weekday).flatMap(Weekday.init) != nil, "weekday", "Chọn ngày gửi báo cáo tuần.")
    problems.check(ClockTime(time) != nil, "time", "Giờ gửi báo cáo tuần: ghi theo mẫu 17:00.")
    problems.check(
      (1...1_000).contains(reason.codePoints), "reason", "Lý do thay đổi: ghi căn cứ, nhiều nhất 1.000 ký tự."
    )
    return problems.found
  }

  func inputs(_ problems: [Problem], _ visit: Visit) -> [InputModel] {
    [
      InputModel(
        id: "from", label: visit.text("Áp dụng từ tháng"), value: from,
        hint: visit.text("Ví dụ: 01/2027. Thay cho mọi quy định đã công bố từ tháng đó về sau."),
        isRequired: true, width: "w-10"),
      InputModel(
        id: "lastDay", label: visit.text("Ngày cuối của kỳ tháng, quý, năm"), value: lastDay,
        hint: visit.text("Từ 1 đến 31; tháng ngắn hơn thì lấy ngày cuối tháng."), isRequired: true,
        width: "w-10"),
      InputModel(
        id: "weekday", label: visit.text("Báo cáo tuần gửi vào"), isRequired: true,
        choices: Weekday.allCases.map {
          Choice(String($0.rawValue), visit.text($0.vietnamese), isChosen: String($0.rawValue) == weekday)
        }),
      InputModel(
        id: "time", label: visit.text("Lúc mấy giờ"), value: time,
        hint: visit.text("Ngày đó nghỉ thì gửi vào ngày làm việc cuối cùng của tuần."), isRequired: true,
        width: "w-10"),
      InputModel(
        id: "reason", label: visit.text("Lý do, căn cứ thay đổi"), value: reason, isRequired: true, rows: 2),
    ].map { $0.marked(problems) }
  }
}

extension Day {
  /// "01/2027"
  fileprivate var monthText: String { String(vietnamese.dropFirst(3)) }

  /// "từ 01/2027"
  fileprivate func wordsFrom(_ visit: Visit) -> String { visit.text("từ {month}", ["month": monthText]) }
}

extension ReportingPeriod {
  /// "15/10/2026 – 14/11/2026"
  var days: String { "\(from.vietnamese) – \(to.vietnamese)" }
}

extension ReportingRule {
  /// "tháng đến ngày 14; tuần gửi thứ Sáu, 17:00"
  func words(_ visit: Visit) -> String {
    let last =
      lastDay == 31
      ? visit.text("ngày cuối tháng") : visit.text("ngày {day}", ["day": String(lastDay)])
    return visit.text(
      "tháng đến {last}; tuần gửi {weekday}, {time}",
      ["last": last, "weekday": visit.text(weekday.vietnamese), "time": ClockTime(minute: minute).text])
  }
}
