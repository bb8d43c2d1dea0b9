public import Workflow

/// Finding dossiers by code, name, identity number or telephone of owner or submitter, within an officer's agencies.
public enum Search {
  /// The most rows one search reads; rights and the page keep fewer, more asks for more words.
  static let limit = 500

  /// Stands before an agency's number among the names. Nobody types this letter, so that no word that somebody begins
  /// is the beginning of an agency.
  private static let agencyMark = "\u{0250}"

  static func add(_ record: Dossiers.Record, in db: WriteAccess) throws {
    try db.execute(
      "INSERT INTO dossier_names (rowid, words) VALUES ($1, $2)", record.dossier.id.value, words(of: record))
  }

  /// Finds a dossier by its new names instead of the old ones; the index has to be told what it holds.
  static func replace(
    _ old: Dossiers.Record, with new: Dossiers.Record, in db: WriteAccess
  ) throws {
    try db.execute(
      "INSERT INTO dossier_names (dossier_names, rowid, words) VALUES ('delete', $1, $2)",
      old.dossier.id.value, words(of: old))
    try add(new, in: db)
  }

  private static func words(of record: Dossiers.Record) -> String {
    let names = VietnameseText.folded(record.owner.name + " " + (record.submitter?.name ?? ""))
    return "\(agencyMark)\(record.dossier.agency) \(names)"
  }

  /// Numbers of the dossiers that fit, newest first; rights are asked of each by the caller.
  ///
  /// A text with a digit is a code, an identity number of any kind or a telephone, in any usual writing; what is
  /// none of these is a name whose last word may be unfinished.
  public static func dossiers(
    matching text: String, at agencies: [AgencyID], in db: ReadAccess
  ) throws -> [DossierID] {
    let text = VietnameseText.normalised(text)
    guard !text.isEmpty, !agencies.isEmpty else { return [] }
    if let id = try Dossiers.find(code: text, in: db) { return [id] }
    if text.contains(where: \.isNumber) {
      let identities = try dossiers(.identity, IdentityNumber.readings(text), at: agencies, in: db)
      let phones = try dossiers(.phone, [PhoneNumber(text)?.digits].compactMap(\.self), at: agencies, in: db)
      let found = Set(identities + phones)
      guard found.isEmpty else {
        return found.sorted { $0.value > $1.value }.prefix(limit).map(\.self)
      }
    }
    return try names(VietnameseText.folded(text), at: agencies, in: db)
  }

  /// A column that owner and submitter have each.
  private enum Column: String { case identity, phone }

  private static func dossiers(
    _ column: Column, _ values: [String], at agencies: [AgencyID], in db: ReadAccess
  ) throws -> [DossierID] {
    guard !values.isEmpty else { return [] }
    let these = (1...values.count).map { "$\($0)" }.joined(separator: ", ")
    let there = agencies.indices.map { "$\(values.count + 1 + $0)" }.joined(separator: ", ")
    let parts = ["owner_\(column)", "submitter_\(column)"].map {
      "SELECT id FROM dossiers WHERE \($0) <> '' AND \($0) IN (\(these)) AND agency_id IN (\(there))"
    }
    return try db.query(
      "\(parts.joined(separator: " UNION ")) ORDER BY id DESC LIMIT \(limit)",
      arguments: values + agencies.map(\.value)
    ) { DossierID($0.int64(0)) }
  }

  private static func names(
    _ folded: String, at agencies: [AgencyID], in db: ReadAccess
  ) throws -> [DossierID] {
    let words = folded.split { !$0.isLetter && !$0.isNumber }
    guard !words.isEmpty else { return [] }
    let places = agencies.map { "\(agencyMark)\($0)" }.joined(separator: " OR ")
    let pattern = "(\(places)) AND " + words.map { "\"\($0)\"" }.joined(separator: " AND ") + "*"
    return try db.query(
      "SELECT rowid FROM dossier_names WHERE dossier_names MATCH $1 ORDER BY rowid DESC LIMIT $2", pattern,
      limit
    ) { DossierID($0.int64(0)) }
  }
}

extension Search {
  /// A dossier as a search shows it.
  public struct Found: Sendable {
    /// Its row.
    public let listed: Dossiers.Listed
    /// Where rights are asked.
    public let place: Rights.Place
    /// The submitter's name, where another; empty where the owner filed.
    public let submitterName: String
  }

  /// The most that `found` reads at once.
  public static let pageSize = PageOfDossiers.width

  /// The rows of as many dossiers as a page has, newest first.
  public static func found(_ ids: [DossierID], in db: ReadAccess) throws -> [Found] {
    guard let page = PageOfDossiers(ids) else { return [] }
    return try db.query(
      """
      SELECT \(Dossiers.rowColumns), d.unit_id, d.field, d.applicant_id, d.owner_identity_kind, d.owner_identity,
        d.submitter_name, d.turns
      FROM dossiers d WHERE d.id IN (\(PageOfDossiers.sql)) ORDER BY d.id DESC
      """, arguments: page.arguments, decode: found)
  }

  private static func found(_ row: Row) throws -> Found {
    let (listed, first) = (try Dossiers.listed(row), Dossiers.rowColumnCount)
    let place = Rights.Place(
      agency: listed.agency, unit: AgencyID(row.int64(first)), field: row.text(first + 1),
      applicant: row.optionalInt64(first + 2).map { PersonID($0) },
      owner: IdentityKind(rawValue: row.text(first + 3)).flatMap { IdentityNumber($0, row.text(first + 4)) },
      partners: try Turns.stored(row.text(first + 6)).partners,
      isPrivateDraft: listed.state == .draft && listed.channel == .online)
    return Found(listed: listed, place: place, submitterName: row.text(first + 5))
  }
}
