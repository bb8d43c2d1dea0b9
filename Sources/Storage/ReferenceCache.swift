import Foundation
import Synchronization
import Workflow

/// Hands out the current `Reference`, read again only when its number has changed; shared by all threads.
public final class ReferenceCache: Sendable {
  private let held = Mutex<Reference?>(nil)

  /// Empty; the first `current` reads.
  public init() {}

  /// The reference data as the connection sees it now: one point read where nothing changed.
  ///
  /// - Parameter isShared: whether other threads may have what is read. Not from the writer: its transaction may
  ///   still fail, and then the same number would stand for other data.
  public func current(_ db: ReadAccess, isShared: Bool = true) throws -> Reference {
    let version = try db.first("SELECT number FROM reference_version") { $0.int(0) } ?? 0
    if let reference = held.withLock({ $0 }), reference.version == version { return reference }
    let fresh = try Reference.read(db, version: version)
    if isShared { held.withLock { $0 = fresh } }
    return fresh
  }
}

extension Reference {
  /// Notes that reference data changed: every thread reads it anew before its next work.
  public static func touch(_ db: WriteAccess) throws {
    try db.execute("UPDATE reference_version SET number = number + 1")
  }

  static func read(_ db: ReadAccess, version: Int) throws -> Reference {
    Reference(
      version: version, agencies: try agencies(db), calendar: try calendar(db), hours: try hours(db),
      fields: Dictionary(
        uniqueKeysWithValues: try db.query("SELECT id, name FROM procedure_fields") {
          ($0.text(0), $0.text(1))
        }),
      procedures: try procedures(db), forms: try forms(db), publications: try publications(db),
      points: try points(db), isDemo: try People.hasDemoAccounts(in: db))
  }

  private static func agencies(_ db: ReadAccess) throws -> [Agency] {
    let regimes = Dictionary(
      grouping: try db.query("SELECT agency_id, from_day, regime FROM agency_regimes ORDER BY from_day") {
        (AgencyID($0.int64(0)), try day($0.text(1)), try known(Regime(rawValue: $0.text(2))))
      }, by: \.0)
    let rows = try db.query(
      """
      SELECT id, parent_id, kind, name, short_name, code, effective_from, effective_to, official_from,
        address, phone, email, responsible, stuck_hours, code_old, digest_minute, petition_days
      FROM agencies ORDER BY id
      """
    ) { row in
      Agency(
        id: AgencyID(row.int64(0)), parent: row.optionalInt64(1).map { AgencyID($0) },
        kind: try known(Agency.Kind(rawValue: row.text(2))), name: row.text(3), shortName: row.text(4),
        code: row.text(5),
        effective: ClosedDays(from: try day(row.text(6)), to: try row.optionalText(7).map(day)),
        regimes: (regimes[AgencyID(row.int64(0))] ?? []).map { RegimePeriod(from: $0.1, regime: $0.2) },
        officialFrom: try row.optionalText(8).map(day),
        contact: Contact(
          address: row.text(9), phone: row.text(10), email: row.text(11), responsible: row.text(12)),
        formerCode: row.optionalText(14) ?? "", stuckHours: row.int(13),
        digestMinute: row.int(15), petitionDays: row.int(16))
    }
    return inTreeOrder(rows)
  }

  private static func inTreeOrder(_ agencies: [Agency]) -> [Agency] {
    let below = Dictionary(grouping: agencies, by: \.parent)
    func line(from parent: AgencyID?) -> [Agency] {
      (below[parent] ?? []).flatMap { [$0] + line(from: $0.id) }
    }
    return line(from: nil)
  }

  private static func points(_ db: ReadAccess) throws -> [ServicePoint] {
    try db.query(
      "SELECT id, agency_id, name, address, opening, from_day, to_day, version FROM points ORDER BY id"
    ) {
      ServicePoint(
        id: PointID($0.int64(0)), agency: AgencyID($0.int64(1)), name: $0.text(2), address: $0.text(3),
        opening: $0.text(4),
        days: ClosedDays(from: try day($0.text(5)), to: try $0.optionalText(6).map(day)), version: $0.int(7))
    }
  }

  private static func calendar(_ db: ReadAccess) throws -> WorkingCalendar {
    try db.first(
      "SELECT body FROM calendars ORDER BY published_at DESC, length(version) DESC, version DESC LIMIT 1"
    ) {
      try decoded(WorkingCalendar.self, $0.text(0))
    } ?? WorkingCalendar(version: "0", source: "", years: [])
  }

  private static func hours(_ db: ReadAccess) throws -> [AgencyID: [(from: Day, hours: WorkingHours)]] {
    Dictionary(
      grouping: try db.query("SELECT agency_id, from_day, body FROM agency_hours ORDER BY from_day") {
        (
          agency: AgencyID($0.int64(0)), from: try day($0.text(1)),
          hours: try decoded(WorkingHours.self, $0.text(2))
        )
      }, by: \.agency
    ).mapValues { $0.map { (from: $0.from, hours: $0.hours) } }
  }

  private static func procedures(_ db: ReadAccess) throws -> [StoredProcedure] {
    try db.query("SELECT id, revision, body FROM procedure_revisions ORDER BY code, revision") {
      StoredProcedure(
        id: $0.int64(0), revision: $0.int(1), procedure: try decoded(ProcedureRevision.self, $0.text(2)))
    }
  }

  private static func forms(_ db: ReadAccess) throws -> [StoredForm] {
    try db.query("SELECT id, revision, body FROM form_revisions ORDER BY form, revision") {
      StoredForm(id: $0.int64(0), revision: $0.int(1), form: try decoded(FormDescription.self, $0.text(2)))
    }
  }

  private static func publications(_ db: ReadAccess) throws -> [Publication] {
    try db.query(
      """
      SELECT agency_id, code, decision_number, decision_day, responsible, from_day, to_day, version, posted_from
      FROM publications ORDER BY agency_id, code, from_day
      """
    ) {
      Publication(
        agency: AgencyID($0.int64(0)), code: $0.text(1), decisionNumber: $0.text(2),
        decisionDay: $0.text(3), responsible: $0.text(4),
        days: ClosedDays(from: try day($0.text(5)), to: try $0.optionalText(6).map(day)),
        postedFrom: try $0.optionalText(8).map(day), version: $0.int(7))
    }
  }
}

/// A stored text that is not what its column holds by contract: the database was changed from outside.
public struct UnreadableColumn: Error, Sendable {
  /// What was found, shortened.
  public let found: String
}

func day(_ text: String) throws -> Day {
  guard let day = Day(iso: text) else { throw UnreadableColumn(found: String(text.prefix(20))) }
  return day
}

func known<T>(_ value: T?) throws -> T {
  guard let value else { throw UnreadableColumn(found: "unknown \(T.self)") }
  return value
}

func decoded<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
  try JSONDecoder().decode(type, from: Data(text.utf8))
}

func encoded(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
