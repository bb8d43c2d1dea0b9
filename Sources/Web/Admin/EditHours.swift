import HTTPServer
import Storage
import Templating
import Workflow

/// Shifts of an agency and all below it, from a day on, by season: the clocks of dossiers run inside them.
enum EditHours: Screen {
  struct Model: TemplateModel {
    var agency: String
    var agencyURL: String
    var actionURL: String
    var hidden: Hidden
    var inherited: Bool
    var history: [Fact]
    var from: InputModel
    var saturday: InputModel
    var seasons: [SeasonRow]
    var problems: [Problem]
    var changed: Changed?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("agencyURL", \.agencyURL), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .flag("inherited", \.inherited), .list("history", \.history),
        .record("from") { $0.from }, .record("saturday") { $0.saturday }, .list("seasons", \.seasons),
        .list("problems", \.problems), .record("changed") { $0.changed },
      ]
    }
  }

  struct SeasonRow: TemplateModel {
    var row: Int
    var from: String
    var morning: String
    var afternoon: String

    static var fields: [Field<SeasonRow>] {
      [
        .number("row", \.row), .number("number") { $0.row + 1 }, .text("from", \.from),
        .text("morning", \.morning), .text("afternoon", \.afternoon),
      ]
    }
  }

  static let page = Page<Model>("admin/hours")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.hours.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.hours))
      let hours = try visit.reference().hours(of: agency.id, on: visit.now.day)
      return try show(agency, HoursEntry(hours, from: visit.now.day), visit, problems: [])
    },
    .post(Sitemap.hours.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.hours))
      let entry = HoursEntry(visit)
      let (hours, problems) = entry.hours(visit)
      guard let hours, let from = Day(vietnamese: entry.from) else {
        return try show(agency, entry, visit, problems: problems)
      }
      return try visit.once(refusing: {
        try visit.formVersion() == Reference.hoursVersion(of: agency.id, in: visit.db)
          ? nil : show(agency, entry, visit, problems: [], isChanged: true)
      }) {
        try Agencies.setHours(
          hours, from: from, of: agency.id, by: visit.person().id, at: visit.now, in: visit.writing)
        visit.context.forgetReference()
        return Confirmation.saved.address(Sitemap.hours.url(agency.id))
      }
    },
  ]

  private static func show(
    _ agency: Agency, _ entry: HoursEntry, _ visit: Visit, problems: [Problem], isChanged: Bool = false
  ) throws -> Response {
    let own = try Reference.ownHours(of: agency.id, in: visit.db)
    let drawn = own.map {
      DrawnValue(
        id: $0.from.iso, label: visit.text("Từ ngày {day}", ["day": $0.from.vietnamese]),
        words: $0.hours.vietnamese)
    }
    let changed =
      isChanged ? try Changed(visit.changes(to: drawn), subject: "agency \(agency.id)", visit) : nil
    let rows = (0..<HoursEntry.rows).map { row in
      let season = entry.seasons.indices.contains(row) ? entry.seasons[row] : HoursEntry.Season()
      return SeasonRow(
        row: row, from: season.from, morning: season.morning, afternoon: season.afternoon)
    }
    let model = Model(
      agency: agency.name, agencyURL: Sitemap.agency.url(agency.id), actionURL: Sitemap.hours.url(agency.id),
      hidden: Hidden(version: try Reference.hoursVersion(of: agency.id, in: visit.db), drawn: drawn),
      inherited: own.isEmpty,
      history: own.map { Fact(label: $0.from.vietnamese, value: $0.hours.vietnamese) },
      from: InputModel(
        id: "from", label: visit.text("Áp dụng từ ngày"), value: entry.from, isRequired: true, width: "w-10"
      ).marked(problems),
      saturday: InputModel(
        id: "saturday", label: visit.text("Tiếp nhận sáng thứ Bảy"), value: entry.saturday,
        hint: visit.text("Để trống nếu không có. Thời hạn giải quyết không chạy trong ca này."), width: "w-20"
      ).marked(problems), seasons: rows, problems: problems, changed: changed)
    return try visit.page(page, model, status: .of(problems, changed))
  }
}

extension WorkingHours {
  /// "từ 01/01: 07:00-11:30, 13:30-17:00", season by season.
  var vietnamese: String {
    seasons.map { season in
      "từ \(season.from.vietnamese): \(season.shifts.map(\.description).joined(separator: ", "))"
    }.joined(separator: "; ") + (saturdayReception.map { "; thứ Bảy tiếp nhận \($0)" } ?? "")
  }
}
