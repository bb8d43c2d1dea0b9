import Storage
import Workflow

/// A unit in the ranking of online services (letter 002), with all that its page, sheet and directives say of it.
struct OnlineUnit {
  let agency: Agency
  let three: OnlineRanking.Standing
  let four: OnlineRanking.Standing
  let signs: OnlineRanking.Signs
  /// The procedures of each level at this unit.
  let codes: [ServiceLevel: Set<String>]

  var rank: OnlineRanking.Class { OnlineRanking.Class(three: three, four: four) }

  func standing(_ level: ServiceLevel) -> OnlineRanking.Standing { level == .full ? four : three }

  /// The levels that have targets.
  static let levels: [ServiceLevel] = [.partial, .full]

  /// The units of a report that are ranked: communes and townships.
  static func all(_ entry: ReportEntry, _ visit: Visit) throws -> [OnlineUnit] {
    let period = entry.period.period
    // Units below one office share its list.
    var lists: [AgencyID?: [ServiceLevel: Set<String>]] = [:]
    return try entry.agencies.filter { $0.kind == .commune }.map { agency in
      let list = try lists[agency.parent] ?? Self.list(for: agency, period, visit)
      lists[agency.parent] = list
      return try OnlineUnit(agency, list, period, visit)
    }.sorted { ($0.order, $0.agency.shortName) < ($1.order, $1.agency.shortName) }
  }

  private var order: Int { OnlineRanking.Class.shown.firstIndex(of: rank) ?? 0 }

  /// The services on the list that holds for a unit at the end of a period. Only offices above units have lists.
  private static func list(
    for agency: Agency, _ period: Dossiers.Period, _ visit: Visit
  ) throws -> [ServiceLevel: Set<String>] {
    let line = try visit.reference().ancestors(of: agency.id).filter { $0 != agency.id }
    return try OnlineTargets.services(on: period.to, for: line, in: visit.db)
  }

  init(_ agency: Agency, _ period: Dossiers.Period, _ visit: Visit) throws {
    try self.init(agency, Self.list(for: agency, period, visit), period, visit)
  }

  private init(
    _ agency: Agency, _ listed: [ServiceLevel: Set<String>], _ period: Dossiers.Period, _ visit: Visit
  ) throws {
    let (reference, db) = (try visit.reference(), visit.db)
    let received = Set(
      reference.publications(at: agency.id, endingOnOrAfter: period.to).filter { $0.days.contains(period.to) }
        .map(\.code))
    let year = ReportingPeriod(.year, containing: period.to, reference.calendar).to.year
    let targets = try OnlineTargets.targets(of: agency.id, year: year, on: period.to, in: db)
    let figures = try ServiceDays.figures(of: agency.id, in: period, db)
    let codes = listed.mapValues { $0.intersection(received) }
    func standing(_ level: ServiceLevel) -> OnlineRanking.Standing {
      let services = codes[level] ?? []
      let active = services.filter { figures.services[$0] != nil }
      return OnlineRanking.Standing(
        services: services.count, active: active.count,
        counts: active.compactMap { figures.services[$0] }.reduce(OnlineRanking.Counts(), +),
        target: targets[level])
    }
    self.agency = agency
    self.codes = codes
    three = standing(.partial)
    four = standing(.full)
    let counts = three.counts + four.counts
    signs = OnlineRanking.Signs(
      hasNone: counts.online == 0, unprocessed: counts.online - counts.handled, late: figures.late,
      returnedLate: figures.returnedLate, isUnused: figures.isUnused)
  }
}

extension OnlineRanking.Class {
  /// As the letter lists them.
  static let shown: [OnlineRanking.Class] = [.bothMet, .onlyThreeMet, .underway, .zero, .noOnline]

  var vietnamese: String {
    switch self {
    case .bothMet: "Đạt chỉ tiêu cả mức độ 3 và mức độ 4"
    case .onlyThreeMet: "Chỉ đạt chỉ tiêu mức độ 3"
    case .underway: "Có thực hiện, chưa đạt chỉ tiêu"
    case .zero: "Có hồ sơ trực tuyến, không giải quyết (0 %)"
    case .noOnline: "Không thực hiện dịch vụ công trực tuyến"
    }
  }
}
