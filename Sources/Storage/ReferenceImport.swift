import Foundation
public import Workflow

/// Reads what the law sets from `Migrations/reference` into a database: calendar, procedure fields, forms,
/// procedures. What is there already and the same is left alone; what changed becomes a new revision. What an
/// administrator has published stands: the files never take its place.
public struct ReferenceImport {
  /// What an import brought in.
  public struct Report: Sendable, Equatable {
    /// New revisions of procedures.
    public var procedures = 0
    /// New revisions of forms.
    public var forms = 0
    /// Whether the calendar is a new version.
    public var calendar = false

    /// Whether nothing was new.
    public var isEmpty: Bool { self == Report() }
  }

  private let folder: String
  private let moment: Moment

  /// - Parameters:
  ///   - folder: `Migrations/reference`.
  ///   - moment: when it is published.
  public init(folder: String, at moment: Moment) {
    self.folder = folder
    self.moment = moment
  }

  /// Imports everything, or nothing when a file cannot be read.
  public func run(in db: WriteAccess) throws -> Report {
    var report = Report()
    report.calendar = try importCalendar(db)
    try importFields(db)
    report.forms = try files("forms").filter { try importForm($0, db) }.count
    report.procedures = try files("procedures").filter { try importProcedure($0, db) }.count
    if !report.isEmpty { try Reference.touch(db) }
    return report
  }

  /// The calendar of the folder, which needs no database.
  public func calendar() throws -> WorkingCalendar {
    try read(WorkingCalendar.self, folder + "/calendar.json")
  }

  private func importCalendar(_ db: WriteAccess) throws -> Bool {
    let calendar = try calendar()
    guard
      try !isByHand(
        "SELECT published_by FROM calendars ORDER BY published_at DESC, length(version) DESC, version DESC LIMIT 1",
        db)
    else { return false }
    return try db.execute(
      """
      INSERT INTO calendars (version, body, published_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
      """, calendar.version, try encoded(calendar), moment.seconds) > 0
  }

  private func importFields(_ db: WriteAccess) throws {
    for field in try read([ProcedureField].self, folder + "/fields.json") {
      try db.execute(
        """
        INSERT INTO procedure_fields (id, name) VALUES ($1, $2)
        ON CONFLICT (id) DO UPDATE SET name = $2
        """, field.id, field.name)
    }
  }

  private func importForm(_ path: String, _ db: WriteAccess) throws -> Bool {
    let form = try read(FormDescription.self, path)
    let newest = "SELECT published_by FROM form_revisions WHERE form = $1 ORDER BY revision DESC LIMIT 1"
    return try !isByHand(newest, db, form.id) && Reference.publish(form, by: nil, at: moment, in: db)
  }

  private func importProcedure(_ path: String, _ db: WriteAccess) throws -> Bool {
    let procedure = try read(ProcedureRevision.self, path)
    let newest = "SELECT published_by FROM procedure_revisions WHERE code = $1 ORDER BY revision DESC LIMIT 1"
    return try !isByHand(newest, db, procedure.code)
      && Reference.publish(procedure, by: nil, at: moment, in: db)
  }

  /// Whether the newest revision, which the query finds, was published by a person.
  private func isByHand(_ newest: String, _ db: WriteAccess, _ key: String...) throws -> Bool {
    try db.first(newest, arguments: key) { !$0.isNull(0) } ?? false
  }

  private func files(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)
      .filter { $0.hasSuffix(".json") }.sorted().map { folder + "/" + name + "/" + $0 }
  }

  private func read<T: Decodable>(_ type: T.Type, _ path: String) throws -> T {
    do {
      return try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path)))
    } catch { throw UnreadableReference(path: path, why: "\(error)") }
  }
}

/// A reference file that is not what it should be.
public struct UnreadableReference: Error, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// Why.
  public let why: String

  /// For the operator.
  public var description: String { "\(path): \(why)" }
}

extension Reference {
  /// Publishes a revision of a procedure, unless the newest one says the same.
  ///
  /// - Returns: whether it was new.
  @discardableResult
  public static func publish(
    _ procedure: ProcedureRevision, by person: PersonID?, at moment: Moment, in db: WriteAccess
  ) throws -> Bool {
    let body = try encoded(procedure)
    let last = try db.first(
      "SELECT revision, body FROM procedure_revisions WHERE code = $1 ORDER BY revision DESC LIMIT 1",
      procedure.code
    ) { ($0.int(0), $0.text(1)) }
    guard last?.1 != body else { return false }
    try db.execute(
      """
      INSERT INTO procedure_revisions (code, revision, name, field, performed_by, effective_from,
        effective_to, body, published_at, published_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """, procedure.code, (last?.0 ?? 0) + 1, procedure.name, procedure.field,
      procedure.performedBy.rawValue, procedure.effectiveFrom.iso, procedure.effectiveTo?.iso, body,
      moment.seconds, person?.value)
    return true
  }

  /// A field (lĩnh vực) beside those of the reference files.
  public static func add(_ field: ProcedureField, in db: WriteAccess) throws {
    try db.execute("INSERT INTO procedure_fields (id, name) VALUES ($1, $2)", field.id, field.name)
  }

  /// Publishes a revision of a form, unless the newest one says the same.
  ///
  /// - Returns: whether it was new.
  @discardableResult
  public static func publish(
    _ form: FormDescription, by person: PersonID?, at moment: Moment, in db: WriteAccess
  ) throws -> Bool {
    let body = try encoded(form)
    let last = try db.first(
      "SELECT revision, body FROM form_revisions WHERE form = $1 ORDER BY revision DESC LIMIT 1", form.id
    ) { ($0.int(0), $0.text(1)) }
    guard last?.1 != body else { return false }
    try db.execute(
      """
      INSERT INTO form_revisions (form, revision, body, published_at, published_by)
      VALUES ($1, $2, $3, $4, $5)
      """, form.id, (last?.0 ?? 0) + 1, body, moment.seconds, person?.value)
    return true
  }
}
