import HTTPServer
import Storage
import Templating
import Workflow

/// The working calendar, year by year; a change is a new version, shown as a difference before it is published.
enum EditCalendar: Screen {
  struct Model: TemplateModel {
    var year: Int
    var years: [YearLink]
    var version: String
    var canEdit: Bool
    var isEstimate: Bool
    var isCovered: Bool
    var actionURL: String
    var hidden: Hidden
    var tables: [TypedTableModel]
    var days: [Fact]
    var unverified: [Fact]
    var reason: InputModel
    var problems: [Problem]
    var changed: Changed?
    var notes: [NoteRow]

    static var fields: [Field<Model>] {
      [
        .number("year", \.year), .list("years", \.years), .text("version", \.version),
        .flag("canEdit", \.canEdit), .flag("isEstimate", \.isEstimate), .flag("isCovered", \.isCovered),
        .url("actionURL", \.actionURL), .record("hidden") { $0.hidden }, .list("tables", \.tables),
        .list("days", \.days), .list("unverified", \.unverified), .record("reason") { $0.reason },
        .list("problems", \.problems), .record("changed") { $0.changed }, .list("notes", \.notes),
      ]
    }
  }

  struct YearLink: TemplateModel {
    var label: String
    var url: String
    var isCurrent: Bool

    static var fields: [Field<YearLink>] {
      [.text("label", \.label), .url("url", \.url), .flag("isCurrent", \.isCurrent)]
    }
  }

  static let page = Page<Model>("admin/calendar")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.calendar.pattern, .role(.administrator)) { visit in
      let calendar = try visit.reference().calendar
      let year = year(of: visit.query("year"), visit)
      return try show(CalendarEntry(year, of: calendar, visit), calendar, visit, problems: [])
    },
    .post(Sitemap.calendar.pattern, .role(.administrator), lane: .read) { visit in
      try visit.checkAdministersAll()
      let calendar = try visit.reference().calendar
      let entry = CalendarEntry(visit, year: year(of: visit.field("year"), visit))
      let isTyping = ["add", "remove", "edit"].contains { visit.request.form[$0] != nil }
      if isTyping { return try show(entry, calendar, visit, problems: []) }
      if let refusal = try refusal(entry, calendar, visit) { return refusal }
      return try preview(entry, calendar, visit)
    },
    .post(Sitemap.publishCalendar.pattern, .role(.administrator)) { visit in
      try visit.checkAdministersAll()
      let calendar = try visit.reference().calendar
      let entry = CalendarEntry(visit, year: year(of: visit.field("year"), visit))
      return try visit.once(refusing: { try refusal(entry, calendar, visit) }) {
        let version = try Calendars.nextVersion(after: calendar.version, in: visit.db)
        try Calendars.publish(
          entry.calendar(after: calendar, version: version), reason: entry.reason, by: visit.person().id,
          at: visit.now, in: visit.writing)
        visit.context.forgetReference()
        return Confirmation.published.address("\(Sitemap.calendar.url)?year=\(entry.year)")
      }
    },
  ]

  private static func year(of text: String, _ visit: Visit) -> Int {
    Int(text).flatMap { (1900...2200).contains($0) ? $0 : nil } ?? visit.now.day.year
  }

  private static func refusal(
    _ entry: CalendarEntry, _ calendar: WorkingCalendar, _ visit: Visit
  ) throws -> Response? {
    var problems = entry.problems(calendar, visit)
    guard visit.field("base") == calendar.version else {
      let old = try Calendars.calendar(version: visit.field("base"), in: visit.db)
      let changes = old.map { Self.changes(from: $0, to: calendar, visit) } ?? []
      let changed = try Changed(changes, subject: "calendar", visit)
      return try show(entry, calendar, visit, problems: problems, changed: changed)
    }
    if problems.isEmpty, changes(entry, calendar, visit).isEmpty {
      problems = [
        Problem(field: "holidays", message: visit.text("Chưa có gì thay đổi so với bản hiện tại."))
      ]
    }
    return problems.isEmpty ? nil : try show(entry, calendar, visit, problems: problems)
  }

  private static func changes(
    _ entry: CalendarEntry, _ calendar: WorkingCalendar, _ visit: Visit
  ) -> [ChangeRow] {
    changes(from: calendar.years.first { $0.year == entry.year }, to: entry.table, visit)
  }

  /// Every year's changes and those of reporting periods; published years are never taken away.
  static func changes(
    from old: WorkingCalendar, to new: WorkingCalendar, _ visit: Visit
  ) -> [ChangeRow] {
    new.years.flatMap { year in
      changes(from: old.years.first { $0.year == year.year }, to: year, visit)
    } + EditReportingRule.ruleChanges(from: old, to: new, visit)
  }

  private static func changes(
    from old: CalendarYear?, to new: CalendarYear, _ visit: Visit
  ) -> [ChangeRow] {
    let before = Dictionary(old?.lines.map { ($0.label, $0.text) } ?? []) { "\($0); \($1)" }
    let after = Dictionary(new.lines.map { ($0.label, $0.text) }) { "\($0); \($1)" }
    let days = Set(before.keys).union(after.keys).sorted {
      (Day(vietnamese: $0)?.number ?? 0) < (Day(vietnamese: $1)?.number ?? 0)
    }
    var rows = days.filter { before[$0] != after[$0] }.map {
      ChangeRow(label: $0, before: before[$0], after: after[$0])
    }
    if let old, old.estimate != new.estimate {
      let words = [true: visit.text("dự kiến"), false: visit.text("đã có thông báo")]
      rows.append(
        ChangeRow(
          label: visit.text("Lịch nghỉ của năm"), before: words[old.estimate], after: words[new.estimate]))
    }
    return rows
  }

  private static func preview(
    _ entry: CalendarEntry, _ calendar: WorkingCalendar, _ visit: Visit
  ) throws -> Response {
    let model = PublicationPreview(
      title: visit.text("Công bố bản mới của lịch làm việc"),
      subject: visit.text("Năm {year}. Ngày hẹn trả đã in không đổi.", ["year": String(entry.year)]),
      changes: changes(entry, calendar, visit), missing: [], publishURL: Sitemap.publishCalendar.url,
      editURL: Sitemap.calendar.url, hidden: Hidden(), carried: HiddenField.all(of: visit))
    return try visit.page(EditProcedure.previewPage, model)
  }

  private static func show(
    _ entry: CalendarEntry, _ calendar: WorkingCalendar, _ visit: Visit, problems: [Problem],
    changed: Changed? = nil
  ) throws -> Response {
    let last = calendar.years.last?.year ?? entry.year
    let years = Set(calendar.years.map(\.year) + [entry.year, last + 1]).sorted()
    let model = Model(
      year: entry.year,
      years: years.map {
        YearLink(
          label: String($0), url: "\(Sitemap.calendar.url)?year=\($0)", isCurrent: $0 == entry.year)
      }, version: calendar.version, canEdit: try visit.administersAll(), isEstimate: entry.isEstimate,
      isCovered: calendar.years.contains { $0.year == entry.year }, actionURL: Sitemap.calendar.url,
      hidden: Hidden(),
      tables: [
        TypedTableModel(
          entry.holidays, caption: visit.text("Ngày nghỉ lễ, nghỉ bù"),
          addLabel: visit.text("Thêm ngày nghỉ"), problems: problems),
        TypedTableModel(
          entry.swaps, caption: visit.text("Ngày hoán đổi và ngày làm bù"),
          addLabel: visit.text("Thêm hoán đổi"), problems: problems),
      ], days: entry.table.lines.map { Fact(label: $0.label, value: $0.text) },
      unverified: calendar.unverifiedSwaps.map {
        Fact(label: $0.off.vietnamese, value: "làm bù \($0.worked.vietnamese)")
      },
      reason: InputModel(
        id: "reason", label: visit.text("Lý do, căn cứ thay đổi"), value: entry.reason, isRequired: true,
        rows: 2
      ).marked(problems), problems: problems, changed: changed,
      notes: try NoteRow.list(about: "calendar", visit))
    return try visit.page(page, model, status: .of(problems, changed))
  }
}
