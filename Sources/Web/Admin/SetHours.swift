import HTTPServer
import Storage
import Templating
import Workflow

/// Shifts of an agency and all below it, by season, from a day on.
enum SetHours: Screen {
  struct Model: TemplateModel {
    var agency: String
    var agencyURL: String
    var now: [Fact]
    var source: String
    var periods: [Fact]
    var form: AdminForm
    var inputs: [Input]
    var table: EditTable
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("agencyURL", \.agencyURL), .list("now", \.now),
        .text("source", \.source), .list("periods", \.periods), .record("form") { $0.form },
        .list("inputs", \.inputs), .record("table") { $0.table }, .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("admin/set-hours")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.hours.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.hours))
      let today = visit.now.day
      let entry = HoursEntry(try visit.reference().hours(of: agency.id, on: today), from: today)
      return try show(agency, entry, [], .ok, visit)
    },
    .post(Sitemap.hours.pattern, .role(.administrator), set),
  ]

  @Sendable private static func set(_ visit: Visit) throws -> Response {
    let agency = try visit.administered(visit.read(Sitemap.hours))
    let entry = HoursEntry(visit)
    if visit.isEditingRows { return try show(agency, entry, [], .ok, visit) }
    let problems = entry.problems(visit)
    guard problems.isEmpty, let from = visit.day(entry.from) else {
      return try show(agency, entry, problems, .unprocessableContent, visit)
    }
    return try visit.once {
      try Agencies.setHours(
        entry.hours(visit), from: from, of: agency.id, by: visit.person().id, at: visit.now,
        in: visit.writing)
      return Confirmation.saved.address(Sitemap.hours.url(agency.id))
    }
  }

  private static func show(
    _ agency: Agency, _ entry: HoursEntry, _ problems: [Problem], _ status: Status, _ visit: Visit
  ) throws -> Response {
    let own = try Agencies.hours(of: agency.id, in: visit.db)
    let current = try visit.reference().hours(of: agency.id, on: visit.now.day)
    let isOwn = own.contains { $0.from <= visit.now.day }
    let model = Model(
      agency: agency.name, agencyURL: Sitemap.agency.url(agency.id), now: facts(current, visit),
      source: visit.text(
        isOwn ? "Giờ riêng của đơn vị." : "Theo cơ quan cấp trên hoặc giờ hành chính thông thường."),
      periods: own.map { period in
        Fact(
          label: visit.text("Từ {day}", ["day": period.from.vietnamese]),
          value: facts(period.hours, visit).map { "\($0.label): \($0.value)" }.joined(separator: "; "))
      }, form: AdminForm(Sitemap.hours.url(agency.id)), inputs: entry.inputs(visit).marked(problems),
      table: entry.table(problems, visit), problems: problems)
    return try visit.page(page, model, status: status)
  }

  private static func facts(_ hours: WorkingHours, _ visit: Visit) -> [Fact] {
    let seasons = hours.seasons.map { season in
      Fact(
        label: hours.seasons.count == 1
          ? visit.text("Cả năm") : visit.text("Từ {day} hằng năm", ["day": season.from.vietnamese]),
        value: season.shifts.map(\.description).joined(separator: ", "))
    }
    let saturday = hours.saturdayReception.map {
      Fact(label: visit.text("Tiếp nhận sáng thứ Bảy"), value: $0.description)
    }
    return seasons + (saturday.map { [$0] } ?? [])
  }
}
