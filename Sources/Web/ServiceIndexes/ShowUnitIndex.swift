import HTTPServer
import Storage
import Templating
import Workflow

/// The metrics of one unit: points, share, and for every lost point the dossiers, procedures or papers behind it (F004-09).
enum ShowUnitIndex: Screen {
  struct Model: TemplateModel {
    var unit: String
    var period: PeriodEntry
    var presets: [PageLink]
    var backURL: String
    var total: String
    var percent: String
    var groups: [Group]
    var headings: [String]
    var months: [ShowServiceIndex.Row]
    var chart: BarChart

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .record("period") { $0.period }, .list("presets", \.presets),
        .url("backURL", \.backURL), .text("total", \.total), .text("percent", \.percent),
        .list("groups", \.groups), .texts("headings", \.headings), .list("months", \.months),
        .record("chart") { $0.chart },
      ]
    }
  }

  struct Group: TemplateModel {
    var title: String
    var total: String
    var rows: [Row]

    static var fields: [Field<Group>] {
      [.text("title", \.title), .text("total", \.total), .list("rows", \.rows)]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var points: String
    var share: String
    var lost: [ShowUnitScore.Fact]

    static var fields: [Field<Row>] {
      [.text("name", \.name), .text("points", \.points), .text("share", \.share), .list("lost", \.lost)]
    }
  }

  static let page = Page<Model>("index/unit")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.unitIndex.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let (agency, period) = try asked(Sitemap.unitIndex, visit)
      let facts = try IndexFacts.facts(
        of: agency, in: period.period, now: visit.now, visit.reference(), visit.db)
      let lost = try LostPoints(facts, agency, period, visit)
      let trend = try ShowServiceIndex.trend(of: [agency], visit)
      let model = Model(
        unit: agency.name, period: period,
        presets: try ReportEntry.presets(
          at: Sitemap.unitIndex.url(agency.id), keeping: [], period.period, visit),
        backURL: "\(Sitemap.serviceIndex.url)?\(period.query)", total: facts.score().words,
        percent: facts.score().percent,
        groups: ServiceIndex.Group.allCases.map { group in
          Group(
            title: "\(group.rawValue). \(visit.text(group.vietnamese))", total: facts.score(group).words,
            rows: ServiceIndex.Metric.allCases.filter { $0.group == group }.map {
              row($0, facts, lost, visit)
            })
        }, headings: ServiceIndex.Group.allCases.map { visit.text($0.vietnamese) },
        months: trend.map { ShowServiceIndex.Row($0.to.vietnamese, $0.facts, url: "", visit) },
        chart: ShowServiceIndex.chart(trend, visit))
      return try visit.page(page, model, status: period.problem == nil ? .ok : .unprocessableContent)
    }
  ]

  /// The unit and the days of an address of the index.
  static func asked(_ address: Address1<AgencyID>, _ visit: Visit) throws -> (Agency, PeriodEntry) {
    (
      try Watch.agency(.overdueLists, visit.read(address), visit), try ShowScores.entry(visit).period
    )
  }

  private static func row(
    _ metric: ServiceIndex.Metric, _ facts: ServiceIndex.Facts, _ lost: LostPoints, _ visit: Visit
  ) -> Row {
    guard let share = facts.share(metric) else {
      return Row(
        name: visit.text(metric.vietnamese), points: visit.text("chưa có dữ liệu"), share: "", lost: [])
    }
    let points = facts.hundredths(metric).map { "\(Hundredths.vietnamese($0))/\(metric.maximum)" }
    return Row(
      name: visit.text(metric.vietnamese), points: points ?? visit.text("chưa có dữ liệu"),
      share: "\(share.part)/\(share.whole) (\(Share.words(share.part, of: share.whole)))",
      lost: lost.behind(metric))
  }
}

/// What is behind the points that a unit lost.
struct LostPoints {
  private let facts: ServiceIndex.Facts
  private let agency: AgencyID
  private let days: String
  private let ofAgency: String
  private let dossiers: FieldReport.Counts
  private let petitions: PetitionReport.Figures
  private let papers: Dossiers.DigitisationCounts
  private let ratings: Ratings.Figures
  private let visit: Visit

  init(_ facts: ServiceIndex.Facts, _ agency: Agency, _ period: PeriodEntry, _ visit: Visit) throws {
    (self.facts, self.agency, self.visit) = (facts, agency.id, visit)
    days = period.query
    ofAgency = "\(Percent.query([("agency", agency.id.description)]))&\(period.query)"
    dossiers = try FieldReport.counts(of: agency.id, in: period.period, now: visit.now, visit.db).values
      .reduce(FieldReport.Counts(), +)
    petitions = try PetitionReport.figures(
      of: agency.id, in: period.period, today: visit.now.day, visit.db)
    ratings = try Ratings.figures(of: agency.id, in: period.period, visit.db)
    papers = try Dossiers.digitisation(at: agency.id, in: period.period, visit.db)
  }

  /// The lists behind a metric, each with its number.
  func behind(_ metric: ServiceIndex.Metric) -> [ShowUnitScore.Fact] {
    switch metric {
    case .contentFull: [procedures(.incomplete, facts[.published] - facts[.complete])]
    case .offered: [procedures(.notOffered, facts[.published] - facts[.offered])]
    case .used:
      [
        fact(
          "Dịch vụ chưa phát sinh hồ sơ trực tuyến", facts[.offered] - facts[.used],
          "\(Sitemap.indexUnused.url(agency))?\(days)")
      ]
    case .onTime: [column(.late), column(.openLate)]
    case .online:
      [
        fact(
          ServiceDays.Number.offline.vietnamese, facts[.arisen] - facts[.online],
          "\(Sitemap.onlineRankingList.url)?\(ofAgency)&services=all&number=\(ServiceDays.Number.offline.rawValue)"
        )
      ]
    case .petitionsOnTime: [petition(.late), petition(.openLate)]
    case .petitionsContent: [petition(.neutral), petition(.discontent)]
    case .satisfied: [rating(.neutral), rating(.dissatisfied)]
    case .results:
      [
        fact(
          "Hồ sơ chưa có tệp kết quả", facts[.finished] - facts[.results],
          "\(Sitemap.indexResults.url(agency))?\(days)")
      ]
    case .papers: [paper(.notDigitised)]
    case .reused: [paper(.digitised), paper(.notDigitised)]
    default: []
    }
  }

  private func fact(_ words: String, _ count: Int, _ url: String) -> ShowUnitScore.Fact {
    ShowUnitScore.Fact(words: visit.text(words), count: count, url: url)
  }

  private func procedures(_ number: DeskCoverage.Number, _ count: Int) -> ShowUnitScore.Fact {
    fact(number.vietnamese, count, "\(Sitemap.deskCoverageList.url(agency))?show=\(number.rawValue)")
  }

  private func column(_ number: FieldReport.Number) -> ShowUnitScore.Fact {
    fact(
      number.vietnamese, dossiers[number],
      "\(Sitemap.fieldReportList.url)?\(ofAgency)&column=\(number.rawValue)")
  }

  private func petition(_ number: PetitionReport.Number) -> ShowUnitScore.Fact {
    fact(
      number.vietnamese, petitions[number],
      "\(Sitemap.petitionList.url)?\(ofAgency)&number=\(number.rawValue)")
  }

  private func rating(_ number: Ratings.Number) -> ShowUnitScore.Fact {
    fact(
      number.vietnamese, ratings[number], "\(Sitemap.ratingList.url)?\(ofAgency)&number=\(number.rawValue)")
  }

  private func paper(_ standing: Digitisation) -> ShowUnitScore.Fact {
    fact(
      standing.vietnamese, papers[standing],
      "\(Sitemap.digitisedPapers.url(agency))?\(days)&shown=\(standing.rawValue)")
  }
}

/// The services of levels 3 and 4 to which nobody filed online in the period.
enum ListUnusedServices: Screen {
  struct Model: TemplateModel {
    var unit: String
    var days: String
    var rows: [Row]
    var backURL: String

    static var fields: [Field<Model>] {
      [.text("unit", \.unit), .text("days", \.days), .list("rows", \.rows), .url("backURL", \.backURL)]
    }
  }

  struct Row: TemplateModel {
    var code: String
    var name: String
    var arisen: Int

    static var fields: [Field<Row>] {
      [
        .url("url") { Sitemap.procedure.url($0.code) }, .text("code", \.code), .text("name", \.name),
        .number("arisen", \.arisen),
      ]
    }
  }

  static let page = Page<Model>("index/unused")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.indexUnused.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let (agency, period) = try ShowUnitIndex.asked(Sitemap.indexUnused, visit)
      guard period.problem == nil else { throw PageNotFound() }
      let services = try ServiceDays.figures(of: agency.id, in: period.period, visit.db).services
      let procedures = try DeskCoverage(
        of: agency.id, on: min(period.period.to, visit.now.day), visit.reference(), visit.db
      ).procedures.filter { DeskCoverage.Number.offered.holds(of: $0) }.map(\.procedure)
      return try visit.page(
        page,
        Model(
          unit: agency.name, days: "\(period.from) – \(period.to)",
          rows: procedures.filter { (services[$0.code]?.online ?? 0) == 0 }.map {
            Row(code: $0.code, name: $0.name, arisen: services[$0.code]?.arisen ?? 0)
          }, backURL: "\(Sitemap.unitIndex.url(agency.id))?\(period.query)"))
    }
  ]
}

/// The finished dossiers whose result is not there as a file.
enum ListWithoutResult: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .get(Sitemap.indexResults.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let (agency, period) = try ShowUnitIndex.asked(Sitemap.indexResults, visit)
      guard period.problem == nil else { throw PageNotFound() }
      let found = try DossierScores.withoutResult(
        of: agency.id, in: period.period, after: visit.pageKey.id, limit: Dossiers.pageSize + 1, visit.db)
      let listed = found.prefix(Dossiers.pageSize)
      let next = found.count > listed.count ? listed.last : nil
      let url = "\(Sitemap.indexResults.url(agency.id))?\(period.query)"
      return try visit.page(
        ListScored.page,
        ListScored.Model(
          title: visit.text("Hồ sơ chưa có tệp kết quả"), unit: agency.name,
          days: "\(period.from) – \(period.to)",
          rule: "",
          rows: try listed.map { try ListScored.Row($0, visit) },
          backURL: "\(Sitemap.unitIndex.url(agency.id))?\(period.query)",
          nextURL: next.map { "\(url)&after=0.\($0.id.value)" }))
    }
  ]
}
