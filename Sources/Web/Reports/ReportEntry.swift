import HTTPServer
import Storage
import Templating
import Workflow

/// Of which agency and which days a report is asked, with the usual periods to choose from.
struct ReportEntry {
  /// One agency, or all that the visitor watches.
  let agency: Agency?
  let watched: [Agency]
  let period: PeriodEntry

  /// - Parameter watched: of which agencies the visitor may ask; those he watches unless said otherwise.
  init(_ visit: Visit, usual: Dossiers.Period? = nil, watched: [Agency]? = nil) throws {
    self.watched = try watched ?? Watch.agencies(.overdueLists, visit)
    let asked = visit.query("agency")
    agency = asked.isEmpty ? nil : self.watched.first { $0.id.description == asked }
    guard asked.isEmpty || agency != nil else { throw PageNotFound() }
    period = PeriodEntry(visit, usual: usual)
  }

  /// The agencies it counts.
  var agencies: [Agency] { agency.map { [$0] } ?? watched }

  /// Whom it is about, in words.
  func unit(_ visit: Visit) -> String {
    if let only = agencies.first, agencies.count == 1 { return only.name }
    return visit.text("{n} đơn vị", ["n": String(agencies.count)])
  }

  /// As it stands in addresses.
  var query: String {
    let days = [("from", period.period.from.vietnamese), ("to", period.period.to.vietnamese)]
    return Percent.query((agency.map { [("agency", $0.id.description)] } ?? []) + days)
  }

  func choices(_ visit: Visit) -> [Choice] {
    guard watched.count > 1 else { return [] }
    return [Choice("", visit.text("Mọi đơn vị"))]
      + watched.map { Choice($0.id.description, $0.name, isChosen: $0.id == agency?.id) }
  }

  /// The period of each kind in which today lies, and the one before it.
  func presets(at url: String, _ visit: Visit) throws -> [PageLink] {
    try Self.presets(
      at: url, keeping: agency.map { [("agency", $0.id.description)] } ?? [], period.period, visit)
  }

  /// The same for a page with an address of its own.
  static func presets(
    at url: String, keeping kept: [(String, String)], _ chosen: Dossiers.Period, _ visit: Visit
  ) throws -> [PageLink] {
    try ReportingPeriod.Kind.allCases.flatMap { kind in
      let before = try visit.reportingPeriodBefore(kind)
      return [(before, kind.wordsBefore), (try visit.reportingPeriod(kind), kind.words)].map { one, words in
        let days = [("from", one.from.vietnamese), ("to", one.to.vietnamese)]
        return PageLink(
          label: visit.text(words), url: "\(url)?\(Percent.query(kept + days))",
          isCurrent: one.from == chosen.from && one.to == chosen.to)
      }
    }
  }
}

/// A link to another view of a report: a usual period, another table, what follows from it.
struct PageLink: TemplateModel {
  var label: String
  var url: String
  var isCurrent = false

  static var fields: [Field<PageLink>] {
    [.text("label", \.label), .url("url", \.url), .flag("isCurrent", \.isCurrent)]
  }
}

extension ReportingPeriod.Kind {
  fileprivate var words: String {
    switch self {
    case .week: "Tuần này"
    case .month: "Tháng này"
    case .quarter: "Quý này"
    case .halfYear: "Nửa năm này"
    case .year: "Năm nay"
    }
  }

  fileprivate var wordsBefore: String {
    switch self {
    case .week: "Tuần trước"
    case .month: "Tháng trước"
    case .quarter: "Quý trước"
    case .halfYear: "Nửa năm trước"
    case .year: "Năm trước"
    }
  }
}

extension Visit {
  /// The reporting period of a kind in which today lies.
  func reportingPeriod(_ kind: ReportingPeriod.Kind) throws -> ReportingPeriod {
    try ReportingPeriod(kind, containing: now.day, reference().calendar)
  }

  /// The last reporting period of a kind that is over.
  func reportingPeriodBefore(_ kind: ReportingPeriod.Kind) throws -> ReportingPeriod {
    let calendar = try reference().calendar
    return ReportingPeriod(kind, containing: now.day, calendar).previous(calendar)
  }
}
