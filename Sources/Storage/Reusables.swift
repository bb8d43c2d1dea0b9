public import Workflow

/// Papers and results of a person's earlier dossiers that may be used again, by reference (NĐ 107/2021; decision 1).
public enum Reusables {
  /// A file that may be used again.
  public struct Item: Sendable {
    /// What decides about it.
    public let source: Reuse.Source
    /// Content, size and name.
    public let file: DossierFiles.Kept
    /// Which paper it is; empty for a result.
    public let paper: String
    /// The procedure that a result is of.
    public let procedureCode: String
    /// The revision of that procedure.
    public let revision: Int64
    /// The code of its dossier.
    public let dossierCode: String
    /// When it came into the portal.
    public let addedAt: Moment
  }

  /// Whose dossiers an officer may look into for it: those of his agency, of his fields.
  public struct Scope: Sendable {
    /// The agency.
    public let agency: AgencyID
    /// Procedure fields; empty means all.
    public let fields: Set<String>

    /// What the role of one-stop officer at an agency opens to a person.
    public init(of officer: Person, at agency: AgencyID) {
      self.agency = agency
      fields = officer.fields(of: .oneStopOfficer, at: agency)
    }
  }

  /// How many are offered at most: the newest.
  static let most = 200

  /// What a person may use again, newest first; of the dossiers in a scope, or for the person's own account of all.
  public static func list(
    of person: IdentityNumber, in scope: Scope?, file: Int64? = nil, _ db: ReadAccess
  ) throws -> [Item] {
    try db.query(
      """
      SELECT a.id, a.paper_id, a.sha256, a.size, a.kind, a.filename, a.added_at, COALESCE(p.name, ''), d.code,
        d.procedure_code, d.revision_id, d.state, d.turns,
        d.applicant_id IS NULL OR EXISTS (
          SELECT 1 FROM people b WHERE b.id = d.applicant_id AND b.bound_at IS NOT NULL
            AND b.identity_kind = $2 AND b.identity_number = $1)
      FROM dossiers d JOIN attachments a ON a.dossier_id = d.id
        LEFT JOIN dossier_papers p ON p.dossier_id = d.id AND p.paper_id = a.paper_id
      WHERE d.owner_identity = $1 AND d.owner_identity <> '' AND d.owner_identity_kind = $2
        AND d.received_at IS NOT NULL AND ($3 IS NULL OR d.agency_id = $3)
        AND ($4 = '' OR $4 LIKE '%,' || d.field || ',%') AND ($5 IS NULL OR a.id = $5)
        AND a.removed_at IS NULL AND a.source_id IS NULL
      ORDER BY a.id DESC LIMIT $6
      """, person.number, person.kind.rawValue, scope?.agency.value, Dossiers.listing(scope?.fields ?? []),
      file, most
    ) { try item($0, person) }
    .filter { $0.source.isReusable(by: person) }
  }

  private static func item(_ row: Row, _ person: IdentityNumber) throws -> Item {
    Item(
      source: Reuse.Source(
        file: row.int64(0), kind: row.isNull(1) ? .result : .component, owner: person, isProven: row.bool(13),
        state: try known(DossierState(rawValue: row.text(11))), wasReceived: true,
        outcome: try Turns.stored(row.text(12)).outcome),
      file: DossierFiles.Kept(
        sha256: row.text(2), size: row.int(3), kind: try known(FileKind(rawValue: row.text(4))),
        filename: row.text(5)), paper: row.text(7), procedureCode: row.text(9), revision: row.int64(10),
      dossierCode: row.text(8), addedAt: Moment(seconds: row.int64(6)))
  }
}

extension Dossiers {
  /// The person whose earlier papers a counter dossier may use again: whoever stands at the counter with an identity
  /// paper, which is the submitter where there is one. Of a submitter only the number is known, so that nothing but a
  /// CCCD tells who it is.
  public static func present(owner: Party, submitter: Party?) -> IdentityNumber? {
    if let submitter { return IdentityNumber(.cccd, submitter.identity) }
    return IdentityKind(rawValue: owner.identityKind).flatMap { kind in
      kind == .none ? nil : IdentityNumber(kind, owner.identity)
    }
  }
}

extension Dossiers.Record {
  /// Who stands at the counter with this dossier; nil for one that came from an account or by post, where nobody was
  /// seen.
  public var present: IdentityNumber? {
    dossier.channel == .counter ? Dossiers.present(owner: owner, submitter: submitter) : nil
  }
}

extension DossierFiles {
  /// Lets a file of an earlier dossier stand for a paper: an action like any other. Whose files those may be is asked of
  /// the store, not of the caller: of an account those of the identity bound to it, of an officer those of the person
  /// at the counter in dossiers that he may read.
  ///
  /// - Throws: as `Dossiers.apply`.
  public static func reuse(
    _ source: Int64, for paper: String, in id: DossierID, isConsented: Bool, by actor: Dossier.Actor,
    at moment: Moment, reference: Reference, _ db: WriteAccess
  ) throws {
    guard var record = try Dossiers.record(id, in: db) else { throw Dossiers.NotFound() }
    let (person, item) = try reusable(source, for: record, by: actor, in: db)
    guard let item else { throw Refusal.notReusable }
    try Dossiers.apply(
      .reusePaper(paper: paper, Reuse(item.source, for: person, isConsented: isConsented)), to: &record,
      by: actor, at: moment, detail: "\(item.dossierCode) \(item.file.filename), \(person?.masked ?? "")",
      reference: reference, in: db
    )
    try db.execute(
      """
      INSERT INTO attachments (dossier_id, paper_id, sha256, size, kind, filename, added_by, added_at, source_id,
        reuse)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """, id.value, paper, item.file.sha256, item.file.size, item.file.kind.rawValue, item.file.filename,
      actor.person.value, moment.seconds, source, item.source.kind.rawValue)
  }

  private static func reusable(
    _ source: Int64, for record: Dossiers.Record, by actor: Dossier.Actor, in db: ReadAccess
  ) throws -> (IdentityNumber?, Reusables.Item?) {
    guard let acting = try People.person(actor.person, in: db) else { return (nil, nil) }
    let isApplicant = actor.role == .applicant
    let scope = isApplicant ? nil : Reusables.Scope(of: acting, at: record.dossier.agency)
    guard let person = isApplicant ? acting.boundIdentity : record.present else { return (nil, nil) }
    return (person, try Reusables.list(of: person, in: scope, file: source, db).first)
  }
}
