public import Workflow

extension Dossiers {
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
    if let version, version != record.dossier.version { throw Stale(version: record.dossier.version) }
    try apply(action, to: &record, by: actor, at: moment, detail: detail, reference: reference, in: db)
    return record
  }

  /// The same for a record at hand, which then holds what the store holds; it need not be read twice.
  ///
  /// - Throws: `Refusal`, and `Stale` if the store holds another version. The record is unchanged then.
  static func apply(
    _ action: Action, to record: inout Record, by actor: Dossier.Actor, at moment: Moment,
    detail: String = "", reference: Reference, in db: WriteAccess
  ) throws {
    try Delegations.check(action, on: record, by: actor, at: moment, in: db)
    try ServicePoints.check(action, on: record, at: moment, reference)
    let before = record.dossier
    var next = record
    let clockwork = reference.clockwork(of: before.agency, on: moment.day)
    let effects = try next.dossier.apply(action, by: actor, at: moment, clockwork: clockwork)
    next.note(action, by: actor, at: moment, calendarVersion: reference.calendar.version)
    try save(next, before: before, clockwork, in: db)
    try Journal.append(
      Journal.Entry(
        dossier: before.id, version: next.dossier.version, verb: action.verb, from: before.state,
        to: next.dossier.state, role: actor.role, person: actor.person, agency: before.agency,
        toPerson: action.addressee, happenedAt: action.happenedAt ?? moment, reason: action.reason ?? "",
        detail: action.detail ?? detail),
      recordedAt: moment, in: db)
    try perform(effects, on: &next, by: actor, at: moment, reference: reference, in: db)
    record = next
  }

  /// Writes what an action changed, if nobody else changed the dossier meanwhile.
  ///
  /// What moves neither state, desk nor clocks leaves the columns of the work lists alone, so that their indexes
  /// are not written.
  private static func save(
    _ record: Record, before: Dossier, _ clockwork: Dossier.Clockwork, in db: WriteAccess
  ) throws {
    let changed =
      record.dossier.differsInPapersOnly(from: before)
      ? try db.execute(
        "UPDATE dossiers SET version = $1, changed_at = $2 WHERE id = $3 AND version = $4",
        record.dossier.version, record.changedAt.seconds, before.id.value, before.version)
      : try saveAll(record, before: before, in: db)
    guard changed == 1 else {
      let version = try db.first("SELECT version FROM dossiers WHERE id = $1", before.id.value) { $0.int(0) }
      guard let version else { throw NotFound() }
      throw Stale(version: version)
    }
    try savePapers(record.dossier, before: before, in: db)
    if record.dossier.points != before.points { try savePoints(record.dossier, in: db) }
    if record.dossier.turns != before.turns || record.dossier.state != before.state {
      try saveTurns(record.dossier, before: before, clockwork, in: db)
    }
  }

  private static func saveAll(_ record: Record, before: Dossier, in db: WriteAccess) throws -> Int {
    let dossier = record.dossier
    return try db.execute(
      """
      UPDATE dossiers SET version = $1, state = $2, unit_id = $3, submitted_at = $4, reception_due = $5,
        received_at = $6, appointment = $7, late_from = $8, legal_due = $9, finished_at = $10,
        returned_at = $11, processor_id = $12, signer_id = $13, result_excepted = $14, changed_at = $15,
        desk_since = $16, calendar_version = $17, received_by = $18, result_number = $19,
        result_authority = $20, collector_name = $21, collector_identity = $22, collector_relation = $23,
        consignment = $24, judged_due = $25
      WHERE id = $26 AND version = $27
      """,
      dossier.version, dossier.state.rawValue, dossier.unit.value, dossier.submittedAt?.seconds,
      dossier.receptionDue?.seconds, dossier.receivedAt?.seconds, dossier.appointment?.seconds,
      dossier.lateFrom?.seconds, dossier.legalDue?.seconds, dossier.finishedAt?.seconds,
      dossier.returnedAt?.seconds, dossier.processor?.value, dossier.signer?.value, dossier.resultExcepted,
      record.changedAt.seconds, record.deskSince.seconds, record.calendarVersion, record.receivedBy?.value,
      record.resultNumber, record.resultAuthority?.rawValue ?? "", record.collector?.name ?? "",
      record.collector?.identity ?? "", record.collector?.relation.rawValue ?? "",
      record.collector?.consignment ?? "", dossier.judgedDue?.seconds, dossier.id.value, before.version)
  }

  private static func savePapers(_ dossier: Dossier, before: Dossier, in db: WriteAccess) throws {
    for (paper, old) in zip(dossier.papers, before.papers)
    where paper.isShown != old.isShown || paper.exception != old.exception {
      try db.execute(
        """
        UPDATE dossier_papers SET is_shown = $1, exception_code = $2, exception_reason = $3
        WHERE dossier_id = $4 AND paper_id = $5
        """, paper.isShown, paper.exception?.code.rawValue, paper.exception?.reason, dossier.id.value,
        paper.id)
    }
  }

  private static func perform(
    _ effects: [Effect], on record: inout Record, by actor: Dossier.Actor, at moment: Moment,
    reference: Reference, in db: WriteAccess
  ) throws {
    for effect in effects {
      switch effect {
      case .issueSubmissionNumber(let day):
        let serial = try Serials.next(series: Serials.submission, day: day, in: db)
        let number = "TT-\(day.compact)-\(Serials.padded(serial, to: 5))"
        try db.execute(
          "UPDATE dossiers SET submission_number = $1 WHERE id = $2", number, record.dossier.id.value)
        record.submissionNumber = number
        try Search.add(record, in: db)
      case .issueCode(let day):
        let agency = try known(reference.agency(record.dossier.agency))
        let serial = try Serials.next(series: agency.code, day: day, in: db)
        let code = try known(DossierCode(agency: agency.code, day: day, serial: serial)).description
        try db.execute("UPDATE dossiers SET code = $1 WHERE id = $2", code, record.dossier.id.value)
        record.code = code
        try Register.enter(record.dossier.id, of: record.dossier.agency, on: day, in: db)
        // What was filed online is found by name since then.
        if record.submissionNumber == nil { try Search.add(record, in: db) }
      case .issueSlip(let kind):
        try Slips.issue(kind, for: record, by: actor.person, at: moment, in: db)
      case .notifyApplicant(let notice):
        try Notices.send(notice, about: record, at: moment, in: db)
      }
    }
  }
}

extension Dossiers.Record {
  /// Notes what an action leaves beside the flow.
  fileprivate mutating func note(
    _ action: Action, by actor: Dossier.Actor, at moment: Moment, calendarVersion version: String
  ) {
    changedAt = moment
    if action.verb.changesDesk { deskSince = moment }
    if dossier.appointment != nil, calendarVersion == nil || action.verb.countsDueDates {
      calendarVersion = version
    }
    switch action {
    case .receive: receivedBy = actor.person
    case .signOff(let number, let authority): (resultNumber, resultAuthority) = (number, authority)
    case .decideAtDesk(_, let number): (resultNumber, resultAuthority) = (number, .byOrder)
    case .returnResult(let collector): self.collector = collector
    default: break
    }
  }
}

extension Action {
  /// The person it hands the dossier to.
  fileprivate var addressee: PersonID? {
    switch self {
    case .forward(let person, _), .submitForSignOff(let person, _), .proposeStop(_, _, let person),
      .reassign(let person, _):
      person
    default: nil
    }
  }

  /// When it happened, where that is earlier than when it is recorded (decision 12).
  fileprivate var happenedAt: Moment? {
    if case .backdate(_, let earlier, _) = self { earlier } else { nil }
  }

  /// What belongs to it by itself, for the journal; the caller adds what only he knows.
  fileprivate var detail: String? {
    switch self {
    case .backdate(let milestone, _, _): milestone.rawValue
    case .recordNotice(let notice, let channel, let reference):
      [notice.rawValue, channel.rawValue, reference].joined(separator: " ")
    case .openStage(let order): order.task
    case .extend(let id, _): id
    case .choosePickUp(let point): String(point.value)
    case .verify(let record):
      [record.place, record.participants, record.content].joined(separator: "; ")
    case .proposeSupplement(let items), .requestSupplement(let items):
      items.map { "\($0.name): \($0.why)" }.joined(separator: "; ")
    case .answerSupplement(let words): words.filter { !$0.isEmpty }.joined(separator: "; ")
    case .reopenSupplement(let faults): faults.compactMap(\.self).joined(separator: "; ")
    case .submitForSignOff(_, .refused(let code, _)), .refuse(let code, _): code.rawValue
    case .proposeStop(let code, _, _), .stop(let code, _): code.rawValue
    case .returnResult(let collector), .returnPapers(let collector), .returnAmended(let collector):
      [collector.name, collector.identity, collector.consignment, collector.relation.rawValue]
        .filter { !$0.isEmpty }.joined(separator: ", ")
    case .demandPayment(let amount, _): String(amount)
    case .recordPayment(let receipt): receipt
    case .decideAtDesk(let delegation, _): delegation
    default: nil
    }
  }
}

extension Verb {
  /// Whether due dates are counted by it, with the calendar of the day.
  fileprivate var countsDueDates: Bool {
    [.answerSupplement, .extend, .backdate, .recount].contains(self)
  }
}
