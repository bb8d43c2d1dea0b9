import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// Units by how they meet the targets of online services of levels 3 and 4, in the classes of letter 002, with its table and
/// the five signs; each number with its list (F002-01, F002-02, F002-04).
enum ShowOnlineRanking: Screen {
  struct Model: TemplateModel {
    var unit: String
    var actionURL: String
    var sheetURL: String
    var targetsURL: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var classes: [ClassModel]
    var rows: [LevelRow]
    var hasTargets: Bool
    /// Where directives to the units at 0 % and below target begin; none for whoever issues none.
    var drafts: [PageLink]
    /// The letter's table, or the classes: each is a page, so that both stay light.
    var isTable: Bool
    var views: [PageLink]

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL", \.actionURL), .url("sheetURL", \.sheetURL),
        .url("targetsURL", \.targetsURL), .list("agencies", \.agencies), .record("period") { $0.period },
        .list("presets", \.presets), .list("classes", \.classes), .list("rows", \.rows),
        .flag("hasTargets", \.hasTargets), .list("drafts", \.drafts), .flag("isTable", \.isTable),
        .list("views", \.views),
      ]
    }
  }

  /// The units of a class.
  struct ClassModel: TemplateModel {
    var id: String
    var title: String
    var units: [UnitModel]

    static var fields: [Field<ClassModel>] {
      [
        .text("id", \.id), .text("title", \.title), .list("units", \.units), .number("count", \.units.count),
        .url("url") { "#" + $0.id },
      ]
    }
  }

  struct UnitModel: TemplateModel {
    var name: String
    var three: Rate
    var four: Rate
    var signs: [Sign]

    static var fields: [Field<UnitModel>] {
      [
        .text("name", \.name), .record("three") { $0.three }, .record("four") { $0.four },
        .list("signs", \.signs),
      ]
    }
  }

  /// A rate beside its target, in words and drawn.
  struct Rate: TemplateModel {
    var words: String
    var target: String
    var percent: Int
    var targetPercent: Int
    var isMet: Bool

    static var fields: [Field<Rate>] {
      [
        .text("words", \.words), .text("target", \.target), .number("percent", \.percent),
        .number("targetPercent", \.targetPercent), .flag("isMet", \.isMet),
        .flag("hasTarget") { !$0.target.isEmpty },
      ]
    }

    init(_ standing: OnlineRanking.Standing, _ visit: Visit) {
      words = standing.rate?.vietnamese ?? visit.text("không phát sinh")
      target = standing.target?.vietnamese ?? ""
      percent = (standing.rate?.tenths ?? 0) / 10
      targetPercent = (standing.target?.tenths ?? 0) / 10
      isMet = standing.isMet
    }
  }

  /// One of the five signs that a unit shows.
  struct Sign: TemplateModel {
    var words: String
    var url: String

    static var fields: [Field<Sign>] {
      [.text("words", \.words), .url("url", \.url), .flag("hasURL") { !$0.url.isEmpty }]
    }
  }

  /// A unit at a level: a row of the letter's table.
  struct LevelRow: TemplateModel {
    var unit: String
    var level: String
    var services: Int
    var active: Int
    var cells: [Cell]
    var rate: Rate

    static var fields: [Field<LevelRow>] {
      [
        .text("unit", \.unit), .text("level", \.level), .number("services", \.services),
        .number("active", \.active),
        .list("cells", \.cells), .record("rate") { $0.rate },
      ]
    }
  }

  typealias Cell = ShowFieldReport.Cell

  static let page = Page<Model>("reports/online-ranking")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.onlineRanking.pattern, .roles(Watch.roles)) { try show($0, isTable: false) },
    .get(Sitemap.onlineTable.pattern, .roles(Watch.roles)) { try show($0, isTable: true) },
    .get(Sitemap.onlineRankingSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try entry(visit)
      guard entry.period.problem == nil else { throw PageNotFound() }
      let days = entry.period.period
      return try visit.spreadsheet("DVCTT-\(days.from.iso)-\(days.to.iso).xlsx") {
        try write(entry, to: $0, visit)
      }
    },
  ]

  private static func show(_ visit: Visit, isTable: Bool) throws -> Response {
    let entry = try entry(visit)
    let units = try OnlineUnit.all(entry, visit)
    let url = isTable ? Sitemap.onlineTable.url : Sitemap.onlineRanking.url
    let model = Model(
      unit: unitWords(units, visit), actionURL: url,
      sheetURL: "\(Sitemap.onlineRankingSheet.url)?\(entry.query)",
      targetsURL: Sitemap.onlineTargets.url, agencies: entry.choices(visit), period: entry.period,
      presets: try entry.presets(at: url, visit),
      classes: isTable || units.isEmpty
        ? []
        : OnlineRanking.Class.shown.map { kind in
          ClassModel(
            id: kind.rawValue, title: visit.text(kind.vietnamese),
            units: units.filter { $0.rank == kind }.map { self.model($0, entry, visit) })
        },
      rows: isTable ? units.flatMap { unit in OnlineUnit.levels.map { row(unit, $0, entry, visit) } } : [],
      hasTargets: units.contains { $0.three.target != nil || $0.four.target != nil },
      drafts: isTable ? [] : try drafts(units, entry, visit), isTable: isTable,
      views: [(Sitemap.onlineRanking.url, "Xếp loại"), (Sitemap.onlineTable.url, "Biểu thống kê chi tiết")]
        .map {
          PageLink(label: visit.text($1), url: "\($0)?\(entry.query)", isCurrent: $0 == url)
        })
    return try visit.page(page, model, status: entry.period.problem == nil ? .ok : .unprocessableContent)
  }

  private static func drafts(_ units: [OnlineUnit], _ entry: ReportEntry, _ visit: Visit) throws -> [PageLink]
  {
    guard try visit.person().holds(.overseer) else { return [] }
    let all: [(IssueDirective.About, String)] = [
      (.zero, "Soạn văn bản chấn chỉnh"), (.below, "Soạn văn bản đôn đốc"),
    ]
    return all.filter { about, _ in units.contains(where: about.names) }.map { about, label in
      PageLink(
        label: visit.text(label), url: "\(Sitemap.newDirective.url)?about=\(about.rawValue)&\(entry.query)")
    }
  }

  /// Only communes and townships are ranked.
  private static func unitWords(_ units: [OnlineUnit], _ visit: Visit) -> String {
    units.count == 1 ? units[0].agency.name : visit.text("{n} đơn vị", ["n": String(units.count)])
  }

  /// A year where no days are asked for: targets are of a year.
  static func entry(_ visit: Visit) throws -> ReportEntry {
    let year = try visit.reportingPeriod(.year)
    return try ReportEntry(visit, usual: Dossiers.Period(from: year.from, to: year.to))
  }

  private static func url(
    _ unit: OnlineUnit, _ level: ServiceLevel?, _ number: ServiceDays.Number, _ entry: ReportEntry
  ) -> String {
    let asked = [
      ("agency", unit.agency.id.description), ("level", level.map { String($0.rawValue) } ?? ""),
      ("number", number.rawValue),
    ]
    return "\(Sitemap.onlineRankingList.url)?\(Percent.query(asked))&\(entry.period.query)"
  }

  private static func model(_ unit: OnlineUnit, _ entry: ReportEntry, _ visit: Visit) -> UnitModel {
    let signs = unit.signs
    var shown: [Sign] = []
    if signs.isUnused {
      shown.append(Sign(words: visit.text("Không dùng phần mềm trong kỳ"), url: ""))
    } else if signs.hasNone {
      shown.append(Sign(words: visit.text("Không có hồ sơ trực tuyến phát sinh"), url: ""))
    }
    for (count, words, number) in [
      (signs.unprocessed, "{n} hồ sơ trực tuyến chưa giải quyết", ServiceDays.Number.unprocessed),
      (signs.late, "{n} hồ sơ giải quyết chậm", .late),
      (signs.returnedLate, "{n} hồ sơ trả chậm", .returnedLate),
    ] where count > 0 {
      shown.append(
        Sign(words: visit.text(words, ["n": String(count)]), url: url(unit, nil, number, entry)))
    }
    return UnitModel(
      name: unit.agency.shortName, three: Rate(unit.three, visit), four: Rate(unit.four, visit), signs: shown)
  }

  private static func row(
    _ unit: OnlineUnit, _ level: ServiceLevel, _ entry: ReportEntry, _ visit: Visit
  ) -> LevelRow {
    let standing = unit.standing(level)
    return LevelRow(
      unit: unit.agency.shortName, level: String(level.rawValue), services: standing.services,
      active: standing.active,
      cells: numbers.map { number, count in
        Cell(
          label: visit.text(number.vietnamese), count: standing.counts[keyPath: count],
          url: url(unit, level, number, entry))
      }, rate: Rate(standing, visit))
  }

  /// The numbers of the table that have a list, each with its count.
  private static var numbers: [(number: ServiceDays.Number, count: KeyPath<OnlineRanking.Counts, Int>)] {
    [(.arisen, \.arisen), (.online, \.online), (.handled, \.handled), (.assisted, \.assisted)]
  }

  private static func write(_ entry: ReportEntry, to path: String, _ visit: Visit) throws {
    let days = entry.period.period
    let units = try OnlineUnit.all(entry, visit)
    let columns: [(String, Double)] =
      [
        ("Đơn vị", 18), ("Xếp loại", 30), ("Mức độ", 8), ("Dịch vụ có chỉ tiêu", 10),
        ("Dịch vụ có phát sinh", 10),
      ]
      + numbers.map { ($0.number.vietnamese, 12.0) }
      + [("Tỷ lệ", 9), ("Chỉ tiêu", 9), ("Đạt", 7)]
      + [("Chưa giải quyết trực tuyến", 12), ("Giải quyết chậm", 10), ("Trả chậm", 9), ("Dấu hiệu", 26)]
    let sheet = try Spreadsheet(
      path: path, temporaryFolder: visit.site.folder.incomingPath, name: "DVCTT",
      heading: [
        "Kết quả thực hiện dịch vụ công trực tuyến mức độ 3, mức độ 4: \(unitWords(units, visit))",
        "Kỳ: từ \(days.from.vietnamese) đến \(days.to.vietnamese). Số liệu lúc \(visit.now.vietnamese)",
      ], columns: columns.map { Spreadsheet.Column($0.0, width: $0.1) })
    for unit in units {
      for level in OnlineUnit.levels {
        let standing = unit.standing(level)
        let mark =
          unit.signs.isUnused ? "Không dùng phần mềm" : unit.signs.hasNone ? "Không phát sinh trực tuyến" : ""
        try sheet.append(
          [
            .text(unit.agency.shortName), .text(unit.rank.vietnamese), .number(level.rawValue),
            .number(standing.services), .number(standing.active),
          ] + numbers.map { .number(standing.counts[keyPath: $0.count]) } + [
            standing.rate.map { .percent(tenths: $0.tenths) } ?? .empty,
            standing.target.map { .percent(tenths: $0.tenths) } ?? .empty,
            .text(standing.isMet ? "Đạt" : "Chưa"),
            .number(standing.counts.online - standing.counts.handled), .number(unit.signs.late),
            .number(unit.signs.returnedLate), .text(mark),
          ])
      }
    }
    try sheet.close()
  }
}

/// The dossiers behind a number of the ranking.
enum ListOnlineRanking: Screen {
  struct Model: TemplateModel {
    var title: String
    var unit: String
    var days: String
    var list: DossierPageOfList
    var backURL: String

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("unit", \.unit), .text("days", \.days), .record("list") { $0.list },
        .url("backURL", \.backURL), .url("nextURL") { $0.list.nextURL ?? "" },
        .flag("hasNext") { $0.list.nextURL != nil },
      ]
    }
  }

  static let page = Page<Model>("reports/online-ranking-list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.onlineRankingList.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ShowOnlineRanking.entry(visit)
      guard entry.period.problem == nil, let agency = entry.agency,
        let number = ServiceDays.Number(rawValue: visit.query("number"))
      else { throw PageNotFound() }
      let asked = visit.query("level")
      let level = Int(asked).flatMap { ServiceLevel(rawValue: $0) }
      guard asked.isEmpty || level.map({ OnlineUnit.levels.contains($0) }) ?? false else {
        throw PageNotFound()
      }
      let unit = try OnlineUnit(agency, entry.period.period, visit)
      // What is late is so at any level; what arose or not is asked of the listed services alone.
      let services = visit.query("services")
      let isOfAll = number == .late || number == .returnedLate || services == "all"
      let codes =
        level.map { unit.codes[$0] ?? [] }
        ?? OnlineUnit.levels.reduce(into: []) { $0.formUnion(unit.codes[$1] ?? []) }
      let listed =
        !isOfAll && codes.isEmpty
        ? []
        : try ServiceDays.lines(
          number, of: agency.id, codes: isOfAll ? nil : codes, in: entry.period.period,
          after: visit.pageKey.id,
          visit.db)
      let query = Percent.query([("level", asked), ("number", number.rawValue), ("services", services)])
      let list = try DossierPageOfList(
        listed, visit, url: "\(Sitemap.onlineRankingList.url)?\(entry.query)&\(query)", key: { _ in 0 })
      return try visit.page(
        page,
        Model(
          title: visit.text(number.vietnamese) + (level.map { " – \(visit.text($0.numbered))" } ?? ""),
          unit: agency.name,
          days: "\(entry.period.period.from.vietnamese) – \(entry.period.period.to.vietnamese)",
          list: list, backURL: "\(Sitemap.onlineTable.url)?\(entry.period.query)"))
    }
  ]
}

extension ServiceDays.Number {
  var vietnamese: String {
    switch self {
    case .arisen: "Hồ sơ phát sinh"
    case .online: "Công dân nộp trực tuyến"
    case .handled: "Đã giải quyết trực tuyến"
    case .unprocessed: "Nộp trực tuyến, chưa giải quyết"
    case .offline: "Không nộp trực tuyến"
    case .assisted: "Cán bộ nộp hộ"
    case .late: "Giải quyết chậm"
    case .returnedLate: "Trả kết quả chậm"
    }
  }
}
