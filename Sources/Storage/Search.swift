public import Workflow

/// Finding dossiers by code, name, identity number or telephone, within an officer's agencies.
public enum Search {
  /// The most rows one search reads; rights and the page keep fewer, more asks for more words.
  static let limit = 500

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
    return "agency\(record.dossier.agency) \(names)"
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
      let numbers = Set(IdentityKind.allCases.compactMap { IdentityNumber($0, text)?.number })
      let phone = PhoneNumber(text)?.digits
      let found = try agencies.flatMap { try dossiers(of: numbers, phone, at: $0, in: db) }
      guard found.isEmpty else {
        return Set(found).sorted { $0.value > $1.value }.prefix(limit).map(\.self)
      }
    }
    return try names(VietnameseText.folded(text), at: agencies, in: db)
  }

  private static func dossiers(
    of identities: Set<String>, _ phone: String?, at agency: AgencyID, in db: ReadAccess
  ) throws -> [DossierID] {
    let byIdentity = try identities.sorted().flatMap { number in
      try db.query(
        """
        SELECT id FROM dossiers WHERE owner_identity <> '' AND owner_identity = $1 AND agency_id = $2
        ORDER BY id DESC LIMIT $3
        """, number, agency.value, limit
      ) { DossierID($0.int64(0)) }
    }
    guard let phone else { return byIdentity }
    return try byIdentity
      + db.query(
        """
        SELECT id FROM dossiers WHERE owner_phone <> '' AND owner_phone = $1 AND agency_id = $2
        ORDER BY id DESC LIMIT $3
        """, phone, agency.value, limit
      ) { DossierID($0.int64(0)) }
  }

  private static func names(
    _ folded: String, at agencies: [AgencyID], in db: ReadAccess
  ) throws -> [DossierID] {
    let words = folded.split { !$0.isLetter && !$0.isNumber }
    guard !words.isEmpty else { return [] }
    let places = agencies.map { "agency\($0)" }.joined(separator: " OR ")
    let pattern = "(\(places)) AND " + words.map { "\"\($0)\"" }.joined(separator: " AND ") + "*"
    return try db.query(
      "SELECT rowid FROM dossier_names WHERE dossier_names MATCH $1 ORDER BY rowid DESC LIMIT $2", pattern,
      limit
    ) { DossierID($0.int64(0)) }
  }
}
