import Testing
import Workflow

@testable import SQLite
@testable import Storage

/// What reports read: counts, and the lists behind them.
extension PlanTests {
  @Test("the ranking of online services and the lists behind it", arguments: ServiceDays.Number.allCases)
  func ranking(_ number: ServiceDays.Number) throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    let figures = try plans(of: "service_days") {
      _ = try ServiceDays.figures(of: office.agency, in: period, $0)
    }
    for key in ["day", "month", "quarter"] {
      let plan = "PRIMARY KEY (agency_id=? AND \(key)>? AND \(key)<?)"
      #expect(figures.values.joined().contains { $0.contains(plan) }, "\(figures)")
    }
    let lines = try plans {
      _ = try ServiceDays.lines(number, of: office.agency, codes: ["1"], in: period, after: 0, $0)
    }.values.flatMap { $0 }
    #expect(!lines.contains { $0.hasPrefix("SCAN d") }, "\(lines)")
    #expect(lines.contains { $0.contains("(agency_id=?") }, "\(lines)")
  }

  @Test("II.06a and the lists behind it")
  func fieldReport() throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    for lines in [
      try plans { _ = try FieldReport.counts(of: office.agency, in: period, now: office.now, $0) },
      try plans {
        _ = try FieldReport.lines(
          .late, of: office.agency, field: "", in: period, now: office.now, after: 0, $0)
      },
    ].map({ $0.values.flatMap { $0 } }) {
      #expect(
        lines.contains { $0.contains("COVERING INDEX dossiers_finished (agency_id=? AND finished_at>?") },
        "\(lines)")
      #expect(lines.contains { $0.contains("INDEX dossiers_being_solved (agency_id=?") }, "\(lines)")
      #expect(!lines.contains { $0.hasPrefix("SCAN dossiers") }, "\(lines)")
    }
  }

  /// What of a reading's plans reads a table from end to end; what a statement itself gathers apart.
  private func scans(_ reading: (ReadAccess) throws -> Void) throws -> [String] {
    try ["dossier", "late_findings", "corrections", "report"].flatMap { table in
      try plans(of: table, reading).values.flatMap { $0 }.filter { line in
        line.hasPrefix("SCAN") && !line.contains("(subquery") && !line.contains("CONSTANT ROW")
          && !line.contains("INDEX reports")
      }
    }
  }

  @Test("the numbers of a unit's progress, and their lists", arguments: UnitProgress.Number.allCases)
  func progress(_ number: UnitProgress.Number) throws {
    let scanned = try scans {
      _ = try UnitProgress.counts(of: office.agency, on: office.now.day, in: $0)
      _ = try UnitProgress.lines(number, of: office.agency, on: office.now.day, after: 0, in: $0)
    }
    #expect(scanned == [])
  }

  @Test("late dossiers with what is known of them, and corrections")
  func lateFindings() throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    for choice: LateFindings.Choice in [.all, .verdict(.possible), .correction(.approved)] {
      let scanned = try scans { _ = try LateFindings.lines(choice, of: office.agency, in: period, $0) }
      #expect(scanned == [], "\(choice)")
    }
    let scanned = try scans {
      _ = try LateFindings.counts(of: office.agency, in: period, $0)
      _ = try LateFindings.openWithResult(at: office.agency, now: office.now, in: $0)
      _ = try LateFindings.unexamined(under: "x", limit: 1, in: $0)
      _ = try Corrections.count(.proposed, at: office.agency, in: $0)
      _ = try Corrections.about(DossierID(1), in: $0)
    }
    #expect(scanned == [])
  }

  @Test("reports that left, their figures and lists")
  func reports() throws {
    let scanned = try scans {
      _ = try FrozenReports.list(.week, of: office.agency, most: 1, in: $0)
      _ = try FrozenReports.report(of: office.agency, .week, ends: office.now, in: $0)
      _ = try FrozenReports.counts(of: 1, in: $0)
      _ = try FrozenReports.lines(.received, of: 1, field: "", after: 0, $0)
      _ = try FrozenReports.lastEnds(in: $0)
      _ = try ReportSummaries.runs(of: office.agency, .quarter, ends: office.now, in: $0)
      _ = try ReportSummaries.parts(of: 1, in: $0)
      _ = try ReportSummaries.missing(from: 1, in: $0)
      _ = try ReportSummaries.steps(of: 1, in: $0)
    }
    #expect(scanned == [])
  }

  @Test(
    "petitions: the register, a period's figures and their lists", arguments: PetitionReport.Number.allCases)
  func petitions(_ number: PetitionReport.Number) throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    let lines = try plans(of: "petition") {
      _ = try Petitions.open(at: office.agency, in: $0)
      _ = try Petitions.sent(by: office.officer.person, in: $0)
      _ = try Petitions.keyed(by: office.officer.person, in: $0)
      _ = try Petitions.openCount(at: office.agency, in: $0)
      _ = try PetitionReport.figures(of: office.agency, in: period, today: office.now.day, $0)
      _ = try PetitionReport.petitions(
        number, of: office.agency, in: period, today: office.now.day, after: 0, limit: 9, $0)
    }.values.flatMap { $0 }
    #expect(lines.contains { $0.contains("petitions_closed (agency_id=? AND closed_at>?)") }, "\(lines)")
    #expect(lines.contains { $0.contains("petitions_open (agency_id=?)") }, "\(lines)")
    let scans = lines.filter { $0.hasPrefix("SCAN") && !$0.contains("petitions_by_dossier") }
    #expect(scans.allSatisfy { $0.contains("subquery") || $0.contains("(p)") || $0 == "SCAN p" }, "\(lines)")
  }

  @Test("marks of units and officers, and their dossiers, are read by unit and day")
  func scores() throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    let lines = try plans(of: "dossier_scores") {
      _ = try DossierScores.marks(of: office.agency, in: period, $0)
      _ = try DossierScores.officers(of: office.agency, in: period, $0)
      _ = try DossierScores.dossiers(
        .legalTime, mark: 1, of: office.agency, by: office.officer.person, in: period, after: 0, limit: 9, $0)
    }.values.flatMap { $0 }
    let plan = "COVERING INDEX dossier_scores_by_agency (agency_id=? AND finished_at>? AND finished_at<?)"
    #expect(lines.count { $0.contains(plan) } >= 5, "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("SCAN dossier") || $0.hasPrefix("SCAN petitions") }, "\(lines)")
    let late = try scans {
      _ = try DossierScores.lateOnlineCount(of: office.agency, in: period, now: office.now, $0)
      _ = try DossierScores.lateOnline(
        of: office.agency, in: period, now: office.now, after: 0, limit: 9, $0)
    }
    #expect(late.allSatisfy { $0 == "SCAN late" })
  }

  @Test("months of the index are read by agency")
  func indexMonths() throws {
    let lines = try plans(of: "index_months") {
      _ = try IndexMonths.months(of: office.agency, endingOnOrAfter: office.now.day, in: $0)
    }.values.flatMap { $0 }
    #expect(lines.contains { $0.contains("PRIMARY KEY (agency_id=? AND to_day>?)") }, "\(lines)")
  }

  @Test("ratings and their lists are read by unit and day", arguments: Ratings.Number.allCases)
  func ratings(_ number: Ratings.Number) throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    let lines = try plans(of: "ratings") {
      _ = try Ratings.figures(of: office.agency, in: period, $0)
      _ = try Ratings.lines(number, of: office.agency, in: period, after: 0, limit: 9, $0)
    }.values.flatMap { $0 }
    #expect(
      lines.count { $0.contains("ratings_by_agency (agency_id=? AND first_at>? AND first_at<?)") } == 2,
      "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("SCAN") && !$0.contains("LIST") }, "\(lines)")
  }

  @Test("what inspectors opened is read by agency, the newest first")
  func inspectionLooks() throws {
    let lines = try plans(of: "inspection_looks") {
      _ = try Inspections.looks(at: office.agency, in: [office.agency], before: 0, $0)
    }.values.flatMap { $0 }
    #expect(lines.count { $0.contains("inspection_looks_by_agency (agency_id=?)") } == 2, "\(lines)")
    let scans = lines.filter {
      $0.hasPrefix("SCAN") && !$0.contains("subquery") && !$0.contains("CO-ROUTINE")
    }
    #expect(scans == [], "\(lines)")
  }

  @Test("biểu 07a and the lists behind it", arguments: FormerFieldReport.Number.allCases)
  func formerReport(_ number: FormerFieldReport.Number) throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    let lines = try plans(of: "slips s") {
      _ = try FormerFieldReport.counts(of: office.agency, in: period, now: office.now, $0)
      _ = try FormerFieldReport.lines(
        number, of: office.agency, field: "", in: period, now: office.now, after: 0, $0)
    }.values.flatMap { $0 }
    let plan = "COVERING INDEX slips_by_agency (agency_id=? AND kind=? AND issued_at>? AND issued_at<?)"
    #expect(lines.count { $0.contains(plan) } == (number.slip == nil ? 1 : 2), "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("SCAN") }, "\(lines)")
  }
}
