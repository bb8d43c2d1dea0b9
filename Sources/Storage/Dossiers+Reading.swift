public import Workflow

extension Dossiers {
  private static let columns = """
    id, version, state, channel, agency_id, unit_id, legal_limit, committed_limit, paper_only_result,
    result_excepted, submitted_at, reception_due, received_at, appointment, legal_due, finished_at,
    returned_at, processor_id, signer_id, revision_id, form_revision_id, procedure_code, field,
    submission_number, code, owner_name, owner_identity_kind, owner_identity, owner_phone, owner_email,
    owner_address, submitter_name, submitter_identity, submitter_phone, return_method, copies, fee, summary,
    answers, applicant_id, keyed_by, received_by, desk_since, changed_at, calendar_version, result_number,
    result_authority, collector_name, collector_identity, collector_relation, is_trial, judged_due, policy, turns,
    consignment, venue, received_point, pickup_point, result_point, transport_giver, transport_given,
    transport_due
    """

  /// A dossier by its number.
  public static func record(_ id: DossierID, in db: ReadAccess) throws -> Record? {
    let papers = try papers(of: id, in: db)
    let results = try db.first(
      "SELECT count(*) FROM attachments WHERE dossier_id = $1 AND paper_id IS NULL AND removed_at IS NULL",
      id.value
    ) { $0.int(0) }
    let makers = try makers(of: id, in: db)
    return try db.first("SELECT \(columns) FROM dossiers WHERE id = $1", id.value) {
      try record($0, papers: papers, results: results ?? 0, makers: makers)
    }
  }

  private static let makingVerbs = Verb.making.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")

  /// Who worked on the result, as the journal tells.
  private static func makers(of id: DossierID, in db: ReadAccess) throws -> Set<PersonID> {
    Set(
      try db.query(
        """
        SELECT person_id FROM journal
        WHERE dossier_id = $1 AND role <> 'leader'
          AND verb IN (\(makingVerbs))
        """, id.value
      ) { PersonID($0.int64(0)) })
  }

  /// A dossier's number by its code or submission number, typed in any case.
  public static func find(code: String, in db: ReadAccess) throws -> DossierID? {
    let code = code.uppercased().filter { !$0.isWhitespace }
    return try db.first(
      "SELECT id FROM dossiers WHERE code = $1 UNION ALL SELECT id FROM dossiers WHERE submission_number = $1",
      code
    ) { DossierID($0.int64(0)) }
  }

  /// A paper that was handed in, with its copies, as the receipt lists it.
  public struct HandedIn: Sendable {
    /// Its name.
    public let name: String
    /// Bản chính.
    public let originals: Int
    /// Bản chứng thực.
    public let certified: Int
    /// Bản chụp.
    public let photocopies: Int
  }

  /// The papers a dossier came with: on paper, as a file, or shown.
  public static func handedIn(_ id: DossierID, in db: ReadAccess) throws -> [HandedIn] {
    try db.query(
      """
      SELECT p.name, p.originals, p.certified_copies, p.photocopies FROM dossier_papers p
      WHERE p.dossier_id = $1
        AND (p.originals + p.certified_copies + p.photocopies > 0 OR p.is_shown = 1 OR EXISTS (
          SELECT 1 FROM attachments a
          WHERE a.dossier_id = p.dossier_id AND a.paper_id = p.paper_id AND a.removed_at IS NULL))
      ORDER BY p.position
      """, id.value
    ) {
      HandedIn(name: $0.text(0), originals: $0.int(1), certified: $0.int(2), photocopies: $0.int(3))
    }
  }

  private static func papers(of id: DossierID, in db: ReadAccess) throws -> [Dossier.PaperStatus] {
    try db.query(
      """
      SELECT p.paper_id, p.name, p.is_shown_only, p.is_required, p.is_shown, p.exception_code,
        p.exception_reason, count(a.id), count(a.id) FILTER (WHERE a.reuse = 'component'),
        count(a.id) FILTER (WHERE a.reuse = 'result')
      FROM dossier_papers p LEFT JOIN attachments a
        ON a.dossier_id = p.dossier_id AND a.paper_id = p.paper_id AND a.removed_at IS NULL
      WHERE p.dossier_id = $1 GROUP BY p.dossier_id, p.paper_id ORDER BY p.position
      """, id.value
    ) { row in
      Dossier.PaperStatus(
        id: row.text(0), name: row.text(1), isShownOnly: row.bool(2), isRequired: row.bool(3),
        files: row.int(7),
        reused: [Reuse.Kind.component: row.int(8), .result: row.int(9)].filter { $0.value > 0 },
        isShown: row.bool(4),
        exception: try row.optionalText(5).map {
          PaperException(code: try known(PaperException.Code(rawValue: $0)), reason: row.text(6))
        })
    }
  }

  private static func record(
    _ row: Row, papers: [Dossier.PaperStatus], results: Int, makers: Set<PersonID>
  ) throws -> Record {
    Record(
      dossier: try dossier(row, papers: papers, results: results, makers: makers), revision: row.int64(19),
      formRevision: row.optionalInt64(20), procedureCode: row.text(21), field: row.text(22),
      submissionNumber: row.optionalText(23), code: row.optionalText(24),
      owner: Party(
        name: row.text(25), identityKind: row.text(26), identity: row.text(27), phone: row.text(28),
        email: row.text(29), address: row.text(30)),
      submitter: row.text(31).isEmpty
        ? nil : Party(name: row.text(31), identity: row.text(32), phone: row.text(33)),
      returnMethod: try known(ReturnMethod(rawValue: row.text(34))), copies: row.int(35), fee: row.int(36),
      summary: row.text(37), answers: try decoded(FormAnswers.self, row.text(38)),
      applicant: row.optionalInt64(39).map { PersonID($0) }, keyedBy: PersonID(row.int64(40)),
      receivedBy: row.optionalInt64(41).map { PersonID($0) }, deskSince: Moment(seconds: row.int64(42)),
      changedAt: Moment(seconds: row.int64(43)), calendarVersion: row.optionalText(44),
      resultNumber: row.text(45), resultAuthority: Authority(rawValue: row.text(46)),
      collector: Collector.Relation(rawValue: row.text(49)).map {
        Collector(name: row.text(47), identity: row.text(48), relation: $0, consignment: row.text(54))
      }, isTrial: row.bool(50), venue: row.text(55))
  }

  private static func dossier(
    _ row: Row, papers: [Dossier.PaperStatus], results: Int, makers: Set<PersonID>
  ) throws -> Dossier {
    func moment(_ index: Int) -> Moment? { row.optionalInt64(index).map { Moment(seconds: $0) } }
    func limit(_ index: Int) throws -> TimeLimit? {
      try row.optionalText(index).map { try known(TimeLimit($0)) }
    }
    return Dossier(
      id: DossierID(row.int64(0)), version: row.int(1), state: try known(DossierState(rawValue: row.text(2))),
      channel: try known(Channel(rawValue: row.text(3))), agency: AgencyID(row.int64(4)),
      unit: AgencyID(row.int64(5)),
      terms: Dossier.Terms(
        legal: try limit(6), committed: try limit(7), resultOnPaperOnly: row.bool(8),
        policy: try Dossier.Policy.stored(row.text(52))),
      papers: papers, resultFiles: results, resultExcepted: row.bool(9), submittedAt: moment(10),
      receptionDue: moment(11), receivedAt: moment(12), appointment: moment(13), legalDue: moment(14),
      finishedAt: moment(15), returnedAt: moment(16),
      processor: row.optionalInt64(17).map { PersonID($0) },
      signer: row.optionalInt64(18).map { PersonID($0) }, makers: makers, judgedDue: moment(51),
      turns: try Turns.stored(row.text(53)),
      points: Points(
        received: row.optionalInt64(56).map { PointID($0) },
        pickUp: row.optionalInt64(57).map { PointID($0) },
        result: row.optionalInt64(58).map { PointID($0) }, transport: transport(row, from: 59)))
  }
}
