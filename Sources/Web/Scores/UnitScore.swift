import Storage
import Workflow

/// The nine marks of an agency in a period, with what each rests on (TT 01/2018 arts 13–15).
struct UnitScore {
  let agency: Agency
  let marks: DossierScores.Marks
  /// Procedures done wholly at the counter, received there, and of the agency's level.
  let desk: (whole: Int, received: Int, all: Int)
  /// Procedures posted at the office, and published.
  let publication: (posted: Int, published: Int)
  let petitions: PetitionReport.Figures
  /// Procedures offered at levels 3 and 4, dossiers that came in online, all that came in, and online ones that are late.
  let online: (offered: Int, online: Int, arisen: Int, late: Int)

  init(_ agency: Agency, _ period: Dossiers.Period, _ visit: Visit) throws {
    let (reference, db) = (try visit.reference(), visit.db)
    let day = min(period.to, visit.now.day)
    let inForce = reference.inForce(on: day)
    self.agency = agency
    marks = try DossierScores.marks(of: agency.id, in: period, db)
    let counts = try DeskCoverage(of: agency.id, on: day, reference, db).counts
    desk = (
      counts[.whole, default: 0], counts[.all, default: 0],
      inForce.procedures.count { $0.procedure.performedBy == agency.kind.performingLevel }
    )
    publication = (counts[.posted, default: 0], counts[.all, default: 0])
    petitions = try PetitionReport.figures(of: agency.id, in: period, today: visit.now.day, db)
    let figures = try ServiceDays.figures(of: agency.id, in: period, db).services.values
      .reduce(OnlineRanking.Counts(), +)
    online = (
      counts[.offered, default: 0], figures.online, figures.arisen,
      try DossierScores.lateOnlineCount(of: agency.id, in: period, now: visit.now, db)
    )
  }

  /// A mark in tenths; nil where there is nothing to mark.
  func tenths(_ indicator: ServiceScore.Indicator) -> Int? {
    let mark: Int? =
      switch indicator {
      case .legalTime, .unitTimes, .contacts, .places, .attitude: nil
      case .desk:
        ServiceScore.desk(whole: desk.whole, received: desk.received, all: desk.all, at: agency.kind)
      case .publication:
        ServiceScore.publication(posted: publication.posted, published: publication.published)
      case .petitions:
        ServiceScore.petitions(
          demanded: petitions.demanded, onTime: petitions[.onTime], prolonged: petitions[.prolonged])
      case .online:
        ServiceScore.online(
          offered: online.offered, published: publication.published, online: online.online,
          arisen: online.arisen, late: online.late)
      }
    return indicator.isOfDossiers ? marks.tenths(indicator) : mark.map { $0 * 10 }
  }

  var total: ServiceScore.Total { ServiceScore.Total(ServiceScore.Indicator.allCases.map(tenths)) }
}

extension Agency.Kind {
  /// Whose procedures a counter of this level receives; nil where the catalogue has none of it.
  fileprivate var performingLevel: PerformingLevel? {
    switch self {
    case .province: nil
    case .district, .department: .district
    case .commune: .commune
    }
  }
}
