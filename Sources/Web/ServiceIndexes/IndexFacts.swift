import Storage
import Workflow

/// What the index of QĐ 766 counts of an agency in a period.
enum IndexFacts {
  static func facts(
    of agency: Agency, in period: Dossiers.Period, now: Moment, _ reference: Reference, _ db: ReadAccess
  ) throws -> ServiceIndex.Facts {
    let procedures = try DeskCoverage(
      of: agency.id, on: min(period.to, now.day), reference, db
    ).procedures
    let services = try ServiceDays.figures(of: agency.id, in: period, db).services
    let arisen = services.values.reduce(OnlineRanking.Counts(), +)
    let dossiers = try FieldReport.counts(of: agency.id, in: period, now: now, db).values
      .reduce(FieldReport.Counts(), +)
    let petitions = try PetitionReport.figures(of: agency.id, in: period, today: now.day, db)
    let marks = try DossierScores.marks(of: agency.id, in: period, db)
    let papers = try Dossiers.digitisation(at: agency.id, in: period, db)
    let ratings = try Ratings.figures(of: agency.id, in: period, db)
    let offered = procedures.filter { DeskCoverage.Number.offered.holds(of: $0) }
    return ServiceIndex.Facts([
      .published: procedures.count,
      .complete: procedures.count { !DeskCoverage.Number.incomplete.holds(of: $0) },
      .offered: offered.count,
      .used: offered.count { (services[$0.procedure.code]?.online ?? 0) > 0 },
      .received: dossiers[.received],
      .inTime: dossiers[.early] + dossiers[.onTime] + dossiers[.openInTime],
      .arisen: arisen.arisen, .online: arisen.online,
      .demanded: petitions.demanded, .answeredOnTime: petitions[.onTime],
      .answered: petitions[.onTime] + petitions[.late],
      .answersRated: petitions[.content] + petitions[.neutral] + petitions[.discontent],
      .answersContent: petitions[.content],
      .finished: marks.finished, .results: marks.withResult,
      .ratings: ratings[.rated], .satisfied: ratings[.satisfied],
      .papers: papers.total, .digitised: papers.digitised,
      .reused: papers[.reusedComponent] + papers[.reusedResult],
    ])
  }

  /// How many months the trend shows.
  static let monthsShown = 12

  /// The months that are over, the last one first.
  static func months(before day: Day, _ calendar: WorkingCalendar) -> [ReportingPeriod] {
    var months = [ReportingPeriod(.month, containing: day, calendar).previous(calendar)]
    while months.count < monthsShown { months.append(months[months.count - 1].previous(calendar)) }
    return months
  }

  /// The next month of an agency that is over and was not counted; one whose dossiers are not all scored waits.
  static func owed(_ reference: Reference, at now: Moment, _ db: ReadAccess) throws -> IndexMonths.Month? {
    let months = months(before: now.day, reference.calendar)
    guard let first = months.last else { return nil }
    for agency in reference.inForce(on: now.day).receivingUnits {
      // What a unit did on trial is in no report (F000-01).
      guard let official = agency.officialFrom else { continue }
      let kept = try IndexMonths.months(of: agency.id, endingOnOrAfter: first.to, in: db)
      for month in months where kept[month.to] == nil && month.to >= official {
        guard let period = Dossiers.Period(from: month.from, to: month.to),
          try DossierScores.marks(of: agency.id, in: period, db).unscored == 0
        else { continue }
        return IndexMonths.Month(
          agency: agency.id, to: month.to,
          facts: try facts(of: agency, in: period, now: now, reference, db))
      }
    }
    return nil
  }
}
