public import Workflow

extension Dossiers {
  /// Stores a draft with its list of papers; which of them are required, and the time, follow from the case.
  public static func begin(_ new: New, at moment: Moment, reference: Reference, in db: WriteAccess) throws
    -> DossierID
  {
    let procedure = new.procedure.procedure
    let filledIn = filledIn(new.form, new.answers, channel: new.channel, on: moment.day)
    let time = procedure.time(for: new.channel, case: new.caseName, filledIn)
    let isPickedUp = new.returnMethod == .counter
    let pickUp = isPickedUp ? reference.pickUp(new.pickUp, at: new.agency, on: moment.day) : nil
    let trial = reference.agency(new.agency)?.isTrial(on: moment.day) ?? true
    let id = try db.first(
      """
      INSERT INTO dossiers (version, state, channel, agency_id, unit_id, revision_id, form_revision_id,
        procedure_code, field, legal_limit, committed_limit, paper_only_result, answers, applicant_id,
        keyed_by, created_at, changed_at, desk_since, moved_at, return_method, copies, fee, summary, is_trial, policy, venue,
        owner_name, owner_name_folded, owner_identity_kind, owner_identity, owner_phone, owner_email,
        owner_address, submitter_name, submitter_identity, submitter_phone, pickup_point)
      VALUES (0, 'draft', $1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $13, $13, $14, $15,
        $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)
      RETURNING id
      """,
      arguments: [
        new.channel.rawValue, new.agency.value, new.procedure.id, new.form?.id, procedure.code,
        procedure.field, time?.legal?.description, time?.committed?.description, procedure.isPaperOnly,
        try encoded(new.answers), new.applicant?.value, new.keyedBy.value, moment.seconds,
        new.returnMethod.rawValue, new.copies, new.fee, new.summary, trial, try procedure.policy.stored,
        new.venue,
      ] + columns(owner: new.owner, submitter: new.submitter) + [pickUp?.value]
    ) { DossierID($0.int64(0)) }
    let dossier = try known(id)
    let needed = Set(procedure.neededPapers(filledIn, case: new.caseName).map(\.id))
    for (position, paper) in procedure.papers.filter({ $0.kind != .note }).enumerated() {
      try db.execute(
        """
        INSERT INTO dossier_papers (dossier_id, paper_id, position, name, is_shown_only, is_required)
        VALUES ($1, $2, $3, $4, $5, $6)
        """, dossier.value, paper.id, position, paper.name, paper.kind == .show, needed.contains(paper.id))
    }
    return dossier
  }

  /// Sets the persons of a dossier that is not yet received.
  public static func setParties(
    owner: Party, submitter: Party?, of id: DossierID, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      UPDATE dossiers SET owner_name = $1, owner_name_folded = $2, owner_identity_kind = $3,
        owner_identity = $4, owner_phone = $5, owner_email = $6, owner_address = $7, submitter_name = $8,
        submitter_identity = $9, submitter_phone = $10
      WHERE id = $11
      """, arguments: columns(owner: owner, submitter: submitter) + [id.value])
  }

  private static func columns(owner: Party, submitter: Party?) -> [any SQLParameter] {
    [
      owner.name, VietnameseText.folded(owner.name), owner.identityKind, owner.identity, owner.phone,
      owner.email, owner.address, submitter?.name ?? "", submitter?.identity ?? "", submitter?.phone ?? "",
    ]
  }

  /// Notes how many copies of a paper were handed in.
  public static func setCopies(
    of paper: String, originals: Int, certified: Int, photocopies: Int, in id: DossierID, _ db: WriteAccess
  ) throws {
    try db.execute(
      """
      UPDATE dossier_papers SET originals = $1, certified_copies = $2, photocopies = $3
      WHERE dossier_id = $4 AND paper_id = $5
      """, originals, certified, photocopies, id.value, paper)
  }

  /// The mark of the page that saved a draft's answers last; empty before the first did.
  public static func answersMark(of id: DossierID, in db: ReadAccess) throws -> String {
    try db.first("SELECT answers_mark FROM dossiers WHERE id = $1", id.value) { $0.text(0) } ?? ""
  }

  /// Saves what was typed into a draft, valid or not; required papers and time follow from it.
  ///
  /// - Parameter mark: of the page on which it was typed; nil keeps that of the last one.
  /// - Throws: `NotFound` for what is no draft.
  public static func saveDraft(
    _ answers: FormAnswers, of id: DossierID, by mark: String? = nil, at moment: Moment,
    reference: Reference, in db: WriteAccess
  ) throws {
    let filed = try db.first(
      "SELECT channel, revision_id, form_revision_id FROM dossiers WHERE id = $1 AND state = 'draft'",
      id.value
    ) { row in
      FiledUnder(
        channel: try known(Channel(rawValue: row.text(0))), revision: row.int64(1),
        form: row.optionalInt64(2))
    }
    guard let filed else { throw NotFound() }
    try set(answers, of: id, filed, at: moment, reference: reference, in: db)
    try db.execute(
      """
      UPDATE dossiers SET version = version + 1, answers_mark = COALESCE($1, answers_mark) WHERE id = $2
      """, mark, id.value)
  }

  /// What decides which papers are required and how much time there is, besides the answers.
  struct FiledUnder {
    let channel: Channel
    let revision: Int64
    let form: Int64?
  }

  /// Writes the answers, and the required papers and the time that follow from them.
  static func set(
    _ answers: FormAnswers, of id: DossierID, _ filed: FiledUnder, at moment: Moment, reference: Reference,
    in db: WriteAccess
  ) throws {
    let procedure = try known(reference.procedure(revision: filed.revision)).procedure
    let filledIn = filledIn(
      filed.form.flatMap { reference.form(revision: $0) }, answers, channel: filed.channel, on: moment.day)
    let time = procedure.time(for: filed.channel, case: nil, filledIn)
    try db.execute(
      """
      UPDATE dossiers SET answers = $1, legal_limit = $2, committed_limit = $3, changed_at = $4
      WHERE id = $5
      """, try encoded(answers), time?.legal?.description, time?.committed?.description, moment.seconds,
      id.value)
    let needed = Set(procedure.neededPapers(filledIn).map(\.id))
    for paper in procedure.papers where paper.kind != .note {
      try db.execute(
        """
        UPDATE dossier_papers SET is_required = $1
        WHERE dossier_id = $2 AND paper_id = $3 AND is_required <> $1
        """, needed.contains(paper.id), id.value, paper.id)
    }
  }

  /// The electronic form as filled in; nil where the dossier has none, as at the counter.
  private static func filledIn(
    _ form: Reference.StoredForm?, _ answers: FormAnswers, channel: Channel, on day: Day
  ) -> AppliedForm? {
    guard channel == .online || !answers.values.isEmpty else { return nil }
    return form?.form.applied(to: answers, on: day)
  }
}

extension ProcedureRevision {
  /// The time for the case that was named, or that the answers tell.
  fileprivate func time(
    for channel: Channel, case caseName: String?, _ filledIn: AppliedForm?
  ) -> ProcessingTime? {
    guard caseName == nil, let filledIn else { return time(for: channel, case: caseName) }
    return time(for: channel, answers: filledIn.answers, on: filledIn.today)
  }

  /// Whether every result exists on paper only (decision 9): one that does not has a file (F001-02).
  var isPaperOnly: Bool { !results.isEmpty && results.allSatisfy(\.onPaperOnly) }
}

extension Dossiers {
  /// Notes that a filing came from a device on which staff sign in: it is not counted as the citizen's own.
  public static func markAssisted(_ id: DossierID, in db: WriteAccess) throws {
    try db.execute("UPDATE dossiers SET is_assisted = 1 WHERE id = $1", id.value)
  }
}
