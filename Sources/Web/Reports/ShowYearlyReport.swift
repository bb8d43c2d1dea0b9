import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// How units fared in a year, beside the year before (letter 003: inspected and reported yearly; F003-10): each figure opens
/// the report it is taken from.
struct YearlyFigures {
  /// What is told of a unit.
  struct Unit {
    let agency: Agency
    let counts: FieldReport.Counts
    let online: (online: Int, arisen: Int)
    let papers: Dossiers.DigitisationCounts
    let ratings: Ratings.Figures
    let petitions: PetitionReport.Figures
    let score: ServiceScore.Total

    init(_ agency: Agency, _ period: Dossiers.Period, _ visit: Visit) throws {
      self.agency = agency
      let score = try UnitScore(agency, period, visit)
      counts = try FieldReport.counts(of: agency.id, in: period, now: visit.now, visit.db).values
        .reduce(FieldReport.Counts(), +)
      (online, petitions) = ((score.online.online, score.online.arisen), score.petitions)
      papers = try Dossiers.digitisation(at: agency.id, in: period, visit.db)
      ratings = try Ratings.figures(of: agency.id, in: period, visit.db)
      self.score = score.total
    }
  }

  /// What a report tells of a unit, or of several together.
  enum Figure: CaseIterable {
    case received, finished, inTime, lateInReality, open, openLate, online, digitised, satisfied, petitions

    var vietnamese: String {
      switch self {
      case .received: "Hồ sơ tiếp nhận"
      case .finished: "Đã giải quyết"
      case .inTime: "Trước và đúng hạn"
      case .lateInReality: "Quá hạn thực tế"
      case .open: "Đang giải quyết"
      case .openLate: "Đang giải quyết, quá hạn"
      case .online: "Nộp trực tuyến"
      case .digitised: "Giấy tờ số hóa"
      case .satisfied: "Người dân hài lòng"
      case .petitions: "Phản ánh trả lời đúng hạn"
      }
    }

    func words(_ units: [Unit]) -> String {
      let counts = units.map(\.counts).reduce(FieldReport.Counts(), +)
      func share(_ part: (Unit) -> Int, of whole: (Unit) -> Int) -> String {
        Share.words(units.map(part).reduce(0, +), of: units.map(whole).reduce(0, +))
      }
      return switch self {
      case .received: String(counts[.received])
      case .finished: String(counts[.finished])
      case .inTime: Share.words(counts[.early] + counts[.onTime], of: counts[.finished])
      case .lateInReality: String(counts[.lateInReality])
      case .open: String(counts[.open])
      case .openLate: String(counts[.openLate])
      case .online: share(\.online.online, of: \.online.arisen)
      case .digitised: share(\.papers.digitised, of: \.papers.total)
      case .satisfied: share({ $0.ratings[.satisfied] }, of: { $0.ratings[.rated] })
      case .petitions: share({ $0.petitions[.onTime] }, of: \.petitions.demanded)
      }
    }

    /// The report it is taken from; empty for who may not read that one, such as a leader, whom petitions may be about.
    func url(of agency: Agency?, _ period: PeriodEntry, _ visit: Visit) throws -> String {
      if self == .petitions {
        let readable = try Watch.agencies(.petitions, visit).map(\.id)
        guard agency.map({ readable.contains($0.id) }) ?? !readable.isEmpty else { return "" }
      }
      let asked = (agency.map { Percent.query([("agency", $0.id.description)]) + "&" } ?? "") + period.query
      return switch self {
      case .received, .finished, .inTime, .lateInReality, .open, .openLate:
        "\(Sitemap.fieldReport.url)?\(asked)"
      case .online: "\(Sitemap.onlineRanking.url)?\(asked)"
      case .digitised: "\(Sitemap.digitisation.url)?\(period.query)"
      case .satisfied: "\(Sitemap.ratings.url)?\(asked)"
      case .petitions: "\(Sitemap.petitions.url)?\(asked)"
      }
    }
  }

  let units: [Unit]
  let before: [Unit]
  let previous: Dossiers.Period

  /// - Parameter entry: whose and of which days; the days before it, as many, are its year before.
  init(_ entry: ReportEntry, _ visit: Visit) throws {
    let period = entry.period.period
    let calendar = try visit.reference().calendar
    let year = ReportingPeriod(.year, containing: period.to, calendar).previous(calendar)
    guard let previous = Dossiers.Period(from: year.from, to: year.to) else { throw PageNotFound() }
    self.previous = previous
    units = try entry.agencies.map { try Unit($0, period, visit) }
    before = try entry.agencies.map { try Unit($0, previous, visit) }
  }

  /// The last year that is over, where nothing is asked.
  static func entry(_ visit: Visit) throws -> ReportEntry {
    let year = try visit.reportingPeriodBefore(.year)
    return try ReportEntry(visit, usual: Dossiers.Period(from: year.from, to: year.to))
  }
}

/// That report as a page.
enum ShowYearlyReport: Screen {
  struct Model: TemplateModel {
    var unit: String
    var printURL: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var before: String
    var sums: [Sum]
    var headings: [String]
    var rows: [Row]

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL") { _ in Sitemap.yearlyReport.url },
        .url("printURL", \.printURL),
        .list("agencies", \.agencies), .record("period") { $0.period }, .list("presets", \.presets),
        .text("before", \.before), .list("sums", \.sums), .texts("headings", \.headings),
        .list("rows", \.rows),
      ]
    }
  }

  struct Sum: TemplateModel {
    var name: String
    var url: String
    var now: String
    var before: String

    static var fields: [Field<Sum>] {
      [
        .text("name", \.name), .url("url", \.url), .flag("isLinked") { !$0.url.isEmpty }, .text("now", \.now),
        .text("before", \.before),
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var cells: [Cell]

    static var fields: [Field<Row>] { [.text("name", \.name), .list("cells", \.cells)] }
  }

  struct Cell: TemplateModel {
    var label: String
    var words: String
    var url: String

    static var fields: [Field<Cell>] {
      [
        .text("label", \.label), .text("words", \.words), .url("url", \.url),
        .flag("isLinked") { !$0.url.isEmpty },
      ]
    }
  }

  static let page = Page<Model>("reports/yearly")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.yearlyReport.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try YearlyFigures.entry(visit)
      let figures = try YearlyFigures(entry, visit)
      let all = YearlyFigures.Figure.allCases
      let scored = visit.text("Điểm theo chín tiêu chí")
      let model = Model(
        unit: entry.unit(visit), printURL: "\(Sitemap.printYearlyReport.url)?\(entry.query)",
        agencies: entry.choices(visit), period: entry.period,
        presets: try entry.presets(at: Sitemap.yearlyReport.url, visit),
        before: "\(figures.previous.from.vietnamese) – \(figures.previous.to.vietnamese)",
        sums: try all.map {
          Sum(
            name: visit.text($0.vietnamese), url: try $0.url(of: entry.agency, entry.period, visit),
            now: $0.words(figures.units), before: $0.words(figures.before))
        }, headings: all.map { visit.text($0.vietnamese) } + [scored],
        rows: try figures.units.map { unit in
          let score = Cell(
            label: scored, words: unit.score.words,
            url: "\(Sitemap.unitScore.url(unit.agency.id))?\(entry.period.query)")
          return Row(
            name: unit.agency.shortName,
            cells: try all.map {
              Cell(
                label: visit.text($0.vietnamese), words: $0.words([unit]),
                url: try $0.url(of: unit.agency, entry.period, visit))
            } + [score])
        })
      return try visit.page(
        page, model, status: entry.period.problem == nil ? .ok : .unprocessableContent)
    }
  ]
}

/// The same as the report to the district's chairman and the province: A4, with what the office writes by hand.
enum PrintYearlyReport: Screen {
  struct Model: TemplateModel {
    var pdfURL: String
    var backURL: String
    var head: AgencyHead
    var days: String
    var before: String
    var opening: String
    var sums: [ShowYearlyReport.Sum]
    var headings: [String]
    var rows: [ShowYearlyReport.Row]
    var late: [String]

    static var fields: [Field<Model>] {
      [
        .url("pdfURL", \.pdfURL), .url("backURL", \.backURL), .flag("hasPDF") { !$0.pdfURL.isEmpty },
        .text("unverified") { _ in "" }, .record("head") { $0.head }, .text("days", \.days),
        .text("before", \.before), .text("opening", \.opening), .list("sums", \.sums),
        .texts("headings", \.headings), .list("rows", \.rows), .texts("late", \.late),
      ]
    }
  }

  private static let page = Page<Model>("reports/print-yearly")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = SiteRoute.sheet(
    Sitemap.printYearlyReport.pattern, Sitemap.printYearlyReportFile.pattern, .roles(Watch.roles)
  ) { visit in
    let entry = try YearlyFigures.entry(visit)
    guard entry.period.problem == nil, let first = entry.agencies.first else { throw PageNotFound() }
    let (figures, period) = (try YearlyFigures(entry, visit), entry.period.period)
    let days = { (period: Dossiers.Period) in "\(period.from.vietnamese) – \(period.to.vietnamese)" }
    let all = YearlyFigures.Figure.allCases
    let cell = { (words: String) in ShowYearlyReport.Cell(label: "", words: words, url: "") }
    let late = figures.units.filter { $0.counts[.lateInReality] + $0.counts[.openLate] > 0 }
      .sorted { $0.counts[.lateInReality] > $1.counts[.lateInReality] }
    let model = Model(
      pdfURL: visit.site.printing.converter.isInstalled
        ? "\(Sitemap.printYearlyReportFile.url)?\(entry.query)" : "",
      backURL: "\(Sitemap.yearlyReport.url)?\(entry.query)",
      head: try AgencyHead(
        "Báo cáo kết quả thực hiện cơ chế một cửa, một cửa liên thông năm \(period.to.year)", of: first,
        on: visit.now.day, visit),
      days: days(period), before: days(figures.previous), opening: opening(figures.units),
      sums: all.map {
        ShowYearlyReport.Sum(
          name: $0.vietnamese, url: "", now: $0.words(figures.units), before: $0.words(figures.before))
      }, headings: all.map(\.vietnamese) + ["Điểm"],
      rows: figures.units.map { unit in
        ShowYearlyReport.Row(
          name: unit.agency.shortName,
          cells: (all.map { $0.words([unit]) } + [unit.score.words]).map(cell))
      },
      late: late.map {
        "\($0.agency.shortName): quá hạn thực tế \($0.counts[.lateInReality]), đang giải quyết quá hạn \($0.counts[.openLate])"
      })
    return LooseSheet(
      at: "\(Sitemap.printYearlyReport.url)?\(entry.query)", "bao-cao-nam-\(period.to.year).pdf", page, model)
  }

  private static func opening(_ units: [YearlyFigures.Unit]) -> String {
    let counts = units.map(\.counts).reduce(FieldReport.Counts(), +)
    return
      "\(units.count) đơn vị tiếp nhận \(counts[.received]) hồ sơ (trực tuyến \(counts[.online]), trực tiếp, bưu chính \(counts[.direct]), từ kỳ trước \(counts[.carried])); đã giải quyết \(counts[.finished]) (trước hạn \(counts[.early]), đúng hạn \(counts[.onTime]), quá hạn \(counts[.late]), trong đó quá hạn thực tế \(counts[.lateInReality])); đang giải quyết \(counts[.open]) (quá hạn \(counts[.openLate]))."
  }
}
