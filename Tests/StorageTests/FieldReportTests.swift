import Foundation
import Testing
import Workflow

@testable import Storage

/// II.06a on the demo district's histories, against a recount that reads every dossier by itself: received = carried +
/// new = finished + open for every period, unit and field, and every number is its list.
@Suite("II.06a") struct FieldReportTests {
  private struct Known {
    let id: Int64
    let agency: AgencyID
    let field: String
    let isOnline: Bool
    let received: Moment
    let finished: Moment?
    let due: Moment?
    let limit: TimeLimit?
    let awaitsApplicant: Bool
    /// Where it counts although late, as was proved and approved.
    let corrected: FieldReport.Column?
  }

  private static let now = at("2026-11-21T09:00")

  private func district(seed: UInt64 = 7, dossiers: Int = 300) throws -> Database {
    let root = FileManager.default.temporaryDirectory.path + "/motcua-report-\(UUID().uuidString)"
    let folder = try DataFolder(creating: root)
    defer { try? FileManager.default.removeItem(atPath: root) }
    let database = try Database(path: folder.databasePath)
    try Migrations(folder: Office.migrations).apply(to: database)
    _ = try database.write {
      try ReferenceImport(folder: Office.migrations + "/reference", at: at("2018-06-21T08:00")).run(in: $0)
    }
    try DemoDistrict(dossiers: dossiers, seed: seed, until: Self.now, folder: folder)
      .build(in: database) { _, _ in }
    return database
  }

  private func everything(_ db: ReadAccess) throws -> [Known] {
    let ids = try db.query("SELECT id, is_trial FROM dossiers") { ($0.int64(0), $0.bool(1)) }
    return try ids.filter { !$0.1 }.compactMap { id, _ in
      let record = try known(Dossiers.record(DossierID(id), in: db))
      let dossier = record.dossier
      guard let received = dossier.receivedAt else { return nil }
      let correction = try Corrections.about(DossierID(id), in: db).first { $0.state == .approved }
      return Known(
        id: id, agency: dossier.agency, field: record.field, isOnline: dossier.channel == .online,
        received: received, finished: dossier.finishedAt, due: dossier.judgedDue,
        limit: dossier.terms.promised, awaitsApplicant: dossier.state.awaitsApplicant,
        corrected: correction.map { $0.cause == .software ? .lateInSoftware : .lateBySynchronisation })
    }
  }

  /// The column a dossier counts in, besides the one of how it came in; nil where the period did not see it.
  private func columns(_ known: Known, _ period: Dossiers.Period) -> Set<FieldReport.Column> {
    let start = Moment(day: period.from, minuteOfDay: 0)
    let end = Moment(day: period.to + 1, minuteOfDay: 0)
    guard known.received < end, known.finished.map({ $0 >= start }) ?? true else { return [] }
    let arrival: FieldReport.Column =
      known.received < start ? .carried : known.isOnline ? .online : .direct
    func judged(_ moment: Moment) -> Timeliness? {
      known.due.map { Timeliness(moment, due: $0, limit: known.limit ?? .workingDays(1)) }
    }
    if let finished = known.finished, finished < end {
      let ending: FieldReport.Column =
        switch judged(finished) {
        case .early?: .early
        case .late?: known.corrected ?? .lateInReality
        default: .onTime
        }
      return [arrival, ending]
    }
    let instant = min(Moment(seconds: end.seconds - 1), Self.now)
    let isLate = !known.awaitsApplicant && judged(instant) == .late
    return [arrival, isLate ? .openLate : .openInTime]
  }

  @Test("every number of every period, unit and field, recounted; each is the length of its list")
  func recounted() throws {
    let database = try district()
    var seen = Set<FieldReport.Column>()
    try database.read { db in
      let all = try everything(db)
      let calendar = try Reference.read(db, version: 0).calendar
      let agencies = Set(all.map(\.agency)).sorted { $0.value < $1.value }
      for kind in ReportingPeriod.Kind.allCases {
        var reporting = ReportingPeriod(kind, containing: Self.now.day, calendar)
        for _ in 0..<(kind == .week ? 12 : 4) {
          let period = try #require(Dossiers.Period(from: reporting.from, to: reporting.to))
          for agency in agencies {
            let counts = try FieldReport.counts(of: agency, in: period, now: Self.now, db)
            let mine = all.filter { $0.agency == agency }.map { ($0, columns($0, period)) }
            for (field, found) in counts {
              #expect(found.isSound, "\(kind) \(agency) \(field)")
              for column in FieldReport.Column.allCases {
                let number = try #require(FieldReport.Number(rawValue: column.rawValue))
                let expected = mine.filter { $0.0.field == field && $0.1.contains(column) }
                #expect(
                  found[number] == expected.count, "\(kind) \(period.from) \(agency) \(field) \(column)")
                if !expected.isEmpty { seen.insert(column) }
              }
            }
            let total = counts.values.reduce(FieldReport.Counts(), +)
            #expect(total[.received] == mine.filter { !$0.1.isEmpty }.count)
            for number in FieldReport.Number.allCases where kind == .quarter {
              let lines = try FieldReport.lines(
                number, of: agency, field: "", in: period, now: Self.now, after: .min, db)
              #expect(lines.count == min(total[number], Dossiers.pageSize + 1), "\(number)")
            }
          }
          reporting = reporting.previous(calendar)
        }
      }
    }
    #expect(seen == Set(FieldReport.Column.allCases))
  }

  // MARK: From the journal

  /// When a dossier came in and when it was over, told by its journal alone; nil for one that never came in.
  private func told(_ lines: [Journal.Line], isRefusal: Bool) -> (received: Moment, finished: Moment?)? {
    var (received, finished): (Moment?, Moment?) = (nil, nil)
    var results = 0
    for entry in lines.map(\.entry) {
      switch entry.verb {
      case .receive: received = entry.happenedAt
      case .attachResult: results += 1
      case .removeResult: results -= 1
      case .signOff where results > 0 || isRefusal: finished = entry.happenedAt
      case .takeBack: finished = finished ?? entry.happenedAt
      case .decideAtDesk: finished = entry.happenedAt
      case .stop, .withdraw: finished = received == nil ? nil : entry.happenedAt
      case .backdate where entry.detail == Milestone.receipt.rawValue: received = entry.happenedAt
      case .backdate where entry.detail == Milestone.finish.rawValue: finished = entry.happenedAt
      default: break
      }
    }
    return received.map { ($0, finished) }
  }

  @Test(
    "of random histories: received = carried + new = finished + open in every period, unit and field, and the same from the journal alone",
    arguments: (0..<3).map { _ in UInt64.random(in: 0...UInt64(Int64.max)) })
  func fromTheJournal(seed: UInt64) throws {
    try district(seed: seed, dossiers: 150).read { db in
      let calendar = try Reference.read(db, version: 0).calendar
      let ids = try db.query("SELECT id FROM dossiers WHERE is_trial = 0") { DossierID($0.int64(0)) }
      let histories = try ids.compactMap { id in
        let record = try known(Dossiers.record(id, in: db))
        let lines = try Journal.lines(of: id, in: db)
        return told(lines, isRefusal: record.dossier.turns.outcome.isRefusal).map {
          (agency: record.dossier.agency, field: record.field, received: $0.received, finished: $0.finished)
        }
      }
      #expect(histories.count > 100)
      for kind in ReportingPeriod.Kind.allCases {
        var reporting = ReportingPeriod(kind, containing: Self.now.day, calendar)
        for _ in 0..<(kind == .week ? 10 : 3) {
          let period = try #require(Dossiers.Period(from: reporting.from, to: reporting.to))
          let (start, end) = (
            Moment(day: period.from, minuteOfDay: 0), Moment(day: period.to + 1, minuteOfDay: 0)
          )
          for agency in Set(histories.map(\.agency)) {
            let counts = try FieldReport.counts(of: agency, in: period, now: Self.now, db)
            let seen = histories.filter {
              $0.agency == agency && $0.received < end && ($0.finished.map { $0 >= start } ?? true)
            }
            #expect(Set(counts.filter { $1[.received] > 0 }.keys) == Set(seen.map(\.field)), "seed \(seed)")
            for (field, numbers) in counts {
              let mine = seen.filter { $0.field == field }
              let carried = mine.count { $0.received < start }
              let finished = mine.count { $0.finished.map { $0 < end } ?? false }
              let place = "seed \(seed), \(kind) from \(period.from.iso), agency \(agency), \(field)"
              #expect(numbers[.received] == mine.count, "\(place)")
              #expect(numbers[.carried] == carried, "\(place)")
              #expect(numbers[.online] + numbers[.direct] == mine.count - carried, "\(place)")
              #expect(numbers[.finished] == finished && numbers[.open] == mine.count - finished, "\(place)")
            }
          }
          reporting = reporting.previous(calendar)
        }
      }
    }
  }
}
