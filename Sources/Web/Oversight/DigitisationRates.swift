import HTTPServer
import Storage
import Templating
import Workflow

/// Số hóa giấy tờ (NĐ 107/2021; F003-05): of the papers that came with the dossiers received in a period, how many are
/// files, and how many of these are reused; each number opens the list of the papers it counts.
enum DigitisationRates: Screen {
  struct Model: TemplateModel {
    var actionURL: String
    var period: PeriodEntry
    var rows: [Row]
    var total: Row?

    static var fields: [Field<Model>] {
      [
        .url("actionURL", \.actionURL), .record("period") { $0.period }, .list("rows", \.rows),
        .record("total") { $0.total },
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var counts: Dossiers.DigitisationCounts
    /// Of the list of all papers; each number adds which it counts. Empty for a sum.
    var url: String

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .number("total", \.counts.total), .number("digitised", \.counts.digitised),
        .number("made") { $0.counts[.digitised] }, .number("components") { $0.counts[.reusedComponent] },
        .number("results") { $0.counts[.reusedResult] }, .number("missing") { $0.counts[.notDigitised] },
        .text("share") { Share.words($0.counts.digitised, of: $0.counts.total) }, .url("url", \.url),
      ]
    }
  }

  static let page = Page<Model>("oversight/digitisation")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.digitisation.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = PeriodEntry(visit)
      let rows = try Watch.agencies(.overdueLists, visit).map { agency in
        Row(
          name: agency.name, counts: try Dossiers.digitisation(at: agency.id, in: entry.period, visit.db),
          url: "\(Sitemap.digitisedPapers.url(agency.id))?\(entry.query)")
      }
      let sum = rows.map(\.counts).reduce(Dossiers.DigitisationCounts([:]), +)
      let total = rows.count > 1 ? Row(name: visit.text("Tổng cộng"), counts: sum, url: "") : nil
      let model = Model(actionURL: Sitemap.digitisation.url, period: entry, rows: rows, total: total)
      return try visit.page(page, model, status: entry.problem == nil ? .ok : .unprocessableContent)
    }
  ]
}

/// The papers behind one of those numbers.
enum DigitisedPapers: Screen {
  struct Model: TemplateModel {
    var agency: String
    var title: String
    var days: String
    var count: Int
    var rows: [Row]
    var backURL: String
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .text("title", \.title), .text("days", \.days), .number("count", \.count),
        .list("rows", \.rows), .url("backURL", \.backURL), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var url: String
    var number: String
    var owner: String
    var paper: String
    var standing: String
    var exception: String
    var received: String

    static var fields: [Field<Row>] {
      [
        .url("url", \.url), .text("number", \.number), .text("owner", \.owner), .text("paper", \.paper),
        .text("standing", \.standing), .text("exception", \.exception), .text("received", \.received),
      ]
    }
  }

  static let page = Page<Model>("oversight/digitised-papers")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.digitisedPapers.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let agency = try Watch.agency(.overdueLists, visit.read(Sitemap.digitisedPapers), visit)
      let entry = PeriodEntry(visit)
      let shown = visit.query("shown")
      guard let kind = Kind(shown), entry.problem == nil else { throw PageNotFound() }
      let papers = try Dossiers.papers(
        kind.filter, at: agency.id, in: entry.period, after: visit.pageKey, visit.db)
      let counts = try Dossiers.digitisation(at: agency.id, in: entry.period, visit.db)
      let page = papers.prefix(Dossiers.pageSize)
      let next = papers.count > page.count ? page.last : nil
      let url =
        Sitemap.digitisedPapers.url(agency.id) + "?\(entry.query)&\(Percent.query([("shown", shown)]))"
      let model = Model(
        agency: agency.name, title: visit.text(kind.title), days: entry.words(visit),
        count: kind.count(counts), rows: page.map { row($0, visit) },
        backURL: "\(Sitemap.digitisation.url)?\(entry.query)",
        nextURL: next.map { "\(url)&after=\($0.key.text)" })
      return try visit.page(Self.page, model)
    }
  ]

  /// Which number the list is behind.
  private struct Kind {
    let filter: Dossiers.DigitisationFilter

    init?(_ name: String) {
      switch name {
      case "": filter = .all
      case "files": filter = .files
      default:
        guard let standing = Int(name).flatMap({ Digitisation(rawValue: $0) }) else { return nil }
        filter = .only(standing)
      }
    }

    var title: String {
      switch filter {
      case .all: "Giấy tờ phải nộp"
      case .files: "Giấy tờ đã số hóa hoặc dùng lại"
      case .only(let standing): standing.vietnamese
      }
    }

    func count(_ counts: Dossiers.DigitisationCounts) -> Int {
      switch filter {
      case .all: counts.total
      case .files: counts.digitised
      case .only(let standing): counts[standing]
      }
    }
  }

  private static func row(_ paper: Dossiers.ListedPaper, _ visit: Visit) -> Row {
    Row(
      url: Sitemap.dossier.url(paper.dossier), number: paper.code, owner: paper.ownerName, paper: paper.name,
      standing: visit.text(paper.standing.vietnamese),
      exception: paper.exception.map { "\(visit.text($0.code.vietnamese)): \($0.reason)" } ?? "",
      received: paper.receivedAt.vietnamese)
  }
}

/// A part of a whole, in words.
enum Share {
  /// "92,5 %"; what has no whole has no share.
  static func words(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = (part * 1000 + whole / 2) / whole
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10),\(tenths % 10) %"
  }
}
