public import Workflow

/// Dossiers in the store. `apply` is the only way one changes: screens, commands and timers all call it.
public enum Dossiers {
  /// Somebody else changed it meanwhile (decision 18): the page shows what changed and keeps what was typed.
  public struct Stale: Error, Sendable {
    /// The version it has now.
    public let version: Int
  }

  /// No such dossier, or none of this person's business: the two are never told apart.
  public struct NotFound: Error, Sendable {
    /// Nothing to tell.
    public init() {}
  }

  /// A dossier with what stands beside the flow.
  public struct Record: Sendable {
    /// What the flow decides on.
    public var dossier: Dossier
    /// Revision of the procedure it was filed under.
    public let revision: Int64
    /// Revision of its form; nil where the procedure has none.
    public let formRevision: Int64?
    /// Procedure code.
    public let procedureCode: String
    /// Procedure field.
    public let field: String
    /// Number of the online filing.
    public let submissionNumber: String?
    /// Mã hồ sơ, from receipt on.
    public let code: String?
    /// Chủ hồ sơ.
    public let owner: Party
    /// Người nộp, where another.
    public let submitter: Party?
    /// How the result is to be returned.
    public let returnMethod: ReturnMethod
    /// Sets handed in.
    public let copies: Int
    /// Fee taken or due, in đồng.
    public let fee: Int
    /// Trích yếu.
    public let summary: String
    /// What was typed into the form.
    public let answers: FormAnswers
    /// The account that filed it; nil at the counter.
    public let applicant: PersonID?
    /// Who keyed it (decision 4).
    public let keyedBy: PersonID
    /// Who received it.
    public let receivedBy: PersonID?
    /// Since when it lies on its desk.
    public let deskSince: Moment
    /// Last change.
    public let changedAt: Moment
    /// Calendar version its appointment was computed by.
    public let calendarVersion: String?
    /// Số văn bản of the result.
    public let resultNumber: String
    /// In whose name it was signed.
    public let resultAuthority: Authority?
    /// Who collected.
    public let collector: Collector?
    /// Entered before the unit's official day (F000-01).
    public let isTrial: Bool

    /// Where rights are asked.
    public var place: Rights.Place {
      Rights.Place(
        agency: dossier.agency, unit: dossier.unit, field: field, applicant: applicant,
        isPrivateDraft: dossier.state == .draft && dossier.channel == .online)
    }
  }

  /// A person as named in a dossier: owner or submitter.
  public struct Party: Sendable, Hashable {
    /// Full name.
    public var name: String
    /// Kind of identity paper, as `IdentityNumber.Kind`'s raw value; empty where none is known.
    public var identityKind: String
    /// Its number.
    public var identity: String
    /// Telephone.
    public var phone: String
    /// E-mail.
    public var email: String
    /// Address.
    public var address: String

    /// Empty text stands for what is not known.
    public init(
      name: String, identityKind: String = "", identity: String = "", phone: String = "",
      email: String = "", address: String = ""
    ) {
      self.name = name
      self.identityKind = identityKind
      self.identity = identity
      self.phone = phone
      self.email = email
      self.address = address
    }
  }

  /// How the citizen wants the result (art 20).
  public enum ReturnMethod: String, Sendable, CaseIterable {
    /// At the counter.
    case counter
    /// By post.
    case post
    /// To the account.
    case online
  }

  /// A dossier that is about to begin.
  public struct New: Sendable {
    /// How it comes in.
    public var channel: Channel
    /// Whose counter.
    public var agency: AgencyID
    /// Procedure in force.
    public var procedure: Reference.StoredProcedure
    /// Its form.
    public var form: Reference.StoredForm?
    /// Case heading of the procedure, where times or papers depend on it.
    public var caseName: String?
    /// Owner.
    public var owner: Party
    /// Submitter, where another.
    public var submitter: Party?
    /// Answers so far.
    public var answers = FormAnswers()
    /// The citizen's account, nil at the counter.
    public var applicant: PersonID?
    /// Who keys it.
    public var keyedBy: PersonID
    /// How the result is to be returned.
    public var returnMethod = ReturnMethod.counter
    /// Sets handed in.
    public var copies = 1
    /// Fee in đồng.
    public var fee = 0
    /// Trích yếu.
    public var summary = ""

    /// The parts that no dossier lacks.
    public init(
      channel: Channel, agency: AgencyID, procedure: Reference.StoredProcedure,
      form: Reference.StoredForm?, owner: Party, applicant: PersonID?, keyedBy: PersonID
    ) {
      self.channel = channel
      self.agency = agency
      self.procedure = procedure
      self.form = form
      self.owner = owner
      self.applicant = applicant
      self.keyedBy = keyedBy
    }
  }

  /// Stores a draft with its list of papers.
  public static func begin(_ new: New, at moment: Moment, reference: Reference, in db: WriteAccess) throws
    -> DossierID
  {
    let procedure = new.procedure.procedure
    let time = procedure.time(for: new.channel, case: new.caseName)
    let trial = reference.agency(new.agency)?.isTrial(on: moment.day) ?? true
    let id = try db.first(
      """
      INSERT INTO dossiers (version, state, channel, agency_id, unit_id, revision_id, form_revision_id,
        procedure_code, field, legal_limit, committed_limit, paper_only_result, answers, applicant_id,
        keyed_by, created_at, changed_at, desk_since, return_method, copies, fee, summary, is_trial)
      VALUES (0, 'draft', $1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $13, $14, $15,
        $16, $17, $18)
      RETURNING id
      """,
      new.channel.rawValue, new.agency.value, new.procedure.id, new.form?.id, procedure.code,
      procedure.field, time?.legal?.description, time?.committed?.description,
      procedure.results.contains { $0.onPaperOnly }, try encoded(new.answers), new.applicant?.value,
      new.keyedBy.value, moment.seconds, new.returnMethod.rawValue, new.copies, new.fee, new.summary, trial
    ) { DossierID($0.int64(0)) }
    let dossier = try known(id)
    try setParties(owner: new.owner, submitter: new.submitter, of: dossier, in: db)
    for (position, paper) in procedure.papers.filter({ $0.kind != .note }).enumerated() {
      try db.execute(
        """
        INSERT INTO dossier_papers (dossier_id, paper_id, position, name, is_shown_only, is_required)
        VALUES ($1, $2, $3, $4, $5, $6)
        """, dossier.value, paper.id, position, paper.name, paper.kind == .show, paper.required)
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
      """,
      owner.name, VietnameseText.folded(owner.name), owner.identityKind, owner.identity, owner.phone,
      owner.email, owner.address, submitter?.name ?? "", submitter?.identity ?? "", submitter?.phone ?? "",
      id.value)
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

  /// Saves what was typed into a draft, valid or not.
  ///
  /// - Throws: `NotFound` for what is no draft.
  public static func saveDraft(
    _ answers: FormAnswers, of id: DossierID, at moment: Moment, in db: WriteAccess
  ) throws {
    let changed = try db.execute(
      """
      UPDATE dossiers SET answers = $1, changed_at = $2, version = version + 1
      WHERE id = $3 AND state = 'draft'
      """, try encoded(answers), moment.seconds, id.value)
    guard changed == 1 else { throw NotFound() }
  }

  /// Performs an action: loads, asks the domain, saves, appends to the journal, carries out the effects; all
  /// in the caller's transaction.
  ///
  /// - Parameters:
  ///   - version: the version the form was drawn from; nil where the caller just read it in this transaction.
  ///   - detail: what belongs to the action besides its reason, for the journal.
  /// - Throws: `Refusal`, `Stale`, `NotFound`.
  @discardableResult
  public static func apply(
    _ action: Action, to id: DossierID, version: Int?, by actor: Dossier.Actor, at moment: Moment,
    detail: String = "", reference: Reference, in db: WriteAccess
  ) throws -> Record {
    guard var record = try record(id, in: db) else { throw NotFound() }
    let before = record.dossier
    if let version, version != before.version { throw Stale(version: before.version) }
    let clockwork = reference.clockwork(of: before.agency, on: moment.day)
    let effects = try record.dossier.apply(action, by: actor, at: moment, clockwork: clockwork)
    try save(record.dossier, before: before, action, by: actor, at: moment, reference, in: db)
    try Journal.append(
      Journal.Entry(
        dossier: id, version: record.dossier.version, verb: action.verb, from: before.state,
        to: record.dossier.state, role: actor.role, person: actor.person, agency: before.agency,
        toPerson: action.addressee, happenedAt: moment, reason: action.reason ?? "", detail: detail),
      in: db)
    try perform(effects, on: record, at: moment, reference: reference, in: db)
    return try known(Self.record(id, in: db))
  }

  private static func save(
    _ dossier: Dossier, before: Dossier, _ action: Action, by actor: Dossier.Actor, at moment: Moment,
    _ reference: Reference, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      UPDATE dossiers SET version = $1, state = $2, unit_id = $3, submitted_at = $4, reception_due = $5,
        received_at = $6, appointment = $7, late_from = $8, legal_due = $9, finished_at = $10,
        returned_at = $11, processor_id = $12, signer_id = $13, result_excepted = $14, changed_at = $15,
        desk_since = CASE WHEN $16 THEN $15 ELSE desk_since END,
        calendar_version = COALESCE(calendar_version, $17)
      WHERE id = $18
      """,
      dossier.version, dossier.state.rawValue, dossier.unit.value, dossier.submittedAt?.seconds,
      dossier.receptionDue?.seconds, dossier.receivedAt?.seconds, dossier.appointment?.seconds,
      dossier.lateFrom?.seconds, dossier.legalDue?.seconds, dossier.finishedAt?.seconds,
      dossier.returnedAt?.seconds, dossier.processor?.value, dossier.signer?.value, dossier.resultExcepted,
      moment.seconds, action.verb.moves,
      dossier.appointment == nil ? nil : reference.calendar.version, dossier.id.value)
    try savePapers(dossier, before: before, in: db)
    switch action {
    case .receive:
      try db.execute(
        "UPDATE dossiers SET received_by = $1 WHERE id = $2", actor.person.value, dossier.id.value)
    case .signOff(let number, let authority):
      try db.execute(
        "UPDATE dossiers SET result_number = $1, result_authority = $2 WHERE id = $3", number,
        authority.rawValue, dossier.id.value)
    case .returnResult(let collector):
      try db.execute(
        """
        UPDATE dossiers SET collector_name = $1, collector_identity = $2, collector_relation = $3
        WHERE id = $4
        """, collector.name, collector.identity, collector.relation.rawValue, dossier.id.value)
    default: break
    }
  }

  private static func savePapers(_ dossier: Dossier, before: Dossier, in db: WriteAccess) throws {
    for paper in Set(dossier.papers).subtracting(before.papers) {
      try db.execute(
        """
        UPDATE dossier_papers SET is_shown = $1, exception_code = $2, exception_reason = $3
        WHERE dossier_id = $4 AND paper_id = $5
        """, paper.isShown, paper.exception?.code.rawValue, paper.exception?.reason, dossier.id.value,
        paper.id)
    }
  }

  private static func perform(
    _ effects: [Effect], on record: Record, at moment: Moment, reference: Reference, in db: WriteAccess
  ) throws {
    for effect in effects {
      switch effect {
      case .issueSubmissionNumber(let day):
        let serial = try Serials.next(series: Serials.submission, day: day, in: db)
        try db.execute(
          "UPDATE dossiers SET submission_number = $1 WHERE id = $2",
          "TT-\(day.compact)-\(Serials.padded(serial, to: 5))", record.dossier.id.value)
      case .issueCode(let day):
        try issueCode(day: day, for: record, reference, in: db)
      case .notifyApplicant(let notice):
        try Notices.send(notice, about: record, at: moment, in: db)
      }
    }
  }

  private static func issueCode(
    day: Day, for record: Record, _ reference: Reference, in db: WriteAccess
  ) throws {
    let agency = try known(reference.agency(record.dossier.agency))
    let serial = try Serials.next(series: agency.code, day: day, in: db)
    let code = try known(DossierCode(agency: agency.code, day: day, serial: serial))
    try db.execute(
      "UPDATE dossiers SET code = $1 WHERE id = $2", code.description, record.dossier.id.value)
    try Search.add(record, in: db)
  }
}

extension Day {
  /// "yymmdd", as codes write it.
  var compact: String {
    [year % 100, month, day].map { Serials.padded($0, to: 2) }.joined()
  }
}

extension Action {
  /// The person it hands the dossier to.
  var addressee: PersonID? {
    switch self {
    case .forward(let person, _), .submitForSignOff(let person): person
    default: nil
    }
  }
}

/// Daily serials, taken inside the transaction that uses them: a refused filing leaves no gap.
enum Serials {
  /// The series of online filings; the others are named by the code of an agency.
  static let submission = "submission"

  static func next(series: String, day: Day, in db: WriteAccess) throws -> Int {
    try known(
      db.first(
        """
        INSERT INTO serials (series, day, last) VALUES ($1, $2, 1)
        ON CONFLICT (series, day) DO UPDATE SET last = last + 1 RETURNING last
        """, series, day.iso
      ) { $0.int(0) })
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
