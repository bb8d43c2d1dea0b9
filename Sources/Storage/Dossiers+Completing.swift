public import Workflow

extension Dossiers {
  /// What is handed in to complete a dossier.
  public struct Completion: Sendable {
    /// What was written to each item of the slip, in its order.
    public var words: [String]
    /// What was typed into the form; only parts that the slip names are taken over.
    public var answers: FormAnswers?
    /// Files, by paper.
    public var files: [String: [DossierFiles.Kept]]
    /// Files of earlier dossiers that stand for papers, by paper, and for which of them there is consent.
    public var reused: [String: (source: Int64, isConsented: Bool)] = [:]
    /// Whose dossier it is by these answers; as before where nil.
    public var parties: (owner: Party, submitter: Party?)?

    /// Words to each item; what else there is, is set afterwards.
    public init(words: [String]) {
      self.words = words
      files = [:]
    }
  }

  /// Answers the open slip: what the form said before is kept beside what it says now, files are added, and the clocks
  /// go on; all in the caller's transaction.
  ///
  /// - Throws: as `apply`; `Refusal.formIncomplete` where the form would hold problems it did not hold before.
  @discardableResult
  public static func complete(
    _ id: DossierID, with completion: Completion, version: Int, by actor: Dossier.Actor, at moment: Moment,
    reference: Reference, in db: WriteAccess
  ) throws -> Record {
    guard let record = try record(id, in: db) else { throw NotFound() }
    guard version == record.dossier.version else { throw Stale(version: record.dossier.version) }
    guard let slip = record.dossier.turns.openSupplement, slip.isAwaited else {
      throw Refusal.notInState(.answerSupplement, record.dossier.state)
    }
    if let typed = completion.answers {
      try mend(record, slip, with: typed, completion, at: moment, reference: reference, in: db)
    }
    guard var mended = try Self.record(id, in: db) else { throw NotFound() }
    for paper in slip.papers {
      for file in completion.files[paper] ?? [] {
        try DossierFiles.add(
          file, to: &mended, paper: paper, by: actor, at: moment, reference: reference, in: db)
      }
      if let (source, isConsented) = completion.reused[paper] {
        try DossierFiles.reuse(
          source, for: paper, in: &mended, isConsented: isConsented, by: actor, at: moment,
          reference: reference, db)
      }
    }
    try apply(
      .answerSupplement(completion.words), to: &mended, by: actor, at: moment, reference: reference, in: db)
    return mended
  }

  /// Saves the answers that may change and did.
  private static func mend(
    _ record: Record, _ slip: Supplement, with typed: FormAnswers, _ completion: Completion,
    at moment: Moment, reference: Reference, in db: WriteAccess
  ) throws {
    guard let form = record.formRevision.flatMap({ reference.form(revision: $0) })?.form else { return }
    let (mended, problems) = form.mended(
      record.answers, with: typed, in: MendedParts(slip.parts, of: form), on: moment.day)
    guard problems.isEmpty else { throw Refusal.formIncomplete(problems: problems.count) }
    let answers = form.cleaned(mended, on: moment.day)
    guard answers != record.answers else { return }
    try db.execute(
      """
      INSERT INTO earlier_answers (dossier_id, version, answers, replaced_at) VALUES ($1, $2, $3, $4)
      """, record.dossier.id.value, record.dossier.version, try encoded(record.answers), moment.seconds)
    let filed = FiledUnder(
      channel: record.dossier.channel, revision: record.revision, form: record.formRevision)
    try set(answers, of: record.dossier.id, filed, at: moment, reference: reference, in: db)
    guard let parties = completion.parties else { return }
    try setParties(owner: parties.owner, submitter: parties.submitter, of: record.dossier.id, in: db)
    var renamed = record
    (renamed.owner, renamed.submitter) = (parties.owner, parties.submitter)
    try Search.replace(record, with: renamed, in: db)
  }

  /// What the form said at a moment; nil where nothing was changed since.
  public static func answers(
    of id: DossierID, asOf moment: Moment, in db: ReadAccess
  ) throws -> FormAnswers? {
    try db.first(
      """
      SELECT answers FROM earlier_answers WHERE dossier_id = $1 AND replaced_at >= $2
      ORDER BY version LIMIT 1
      """, id.value, moment.seconds
    ) { try decoded(FormAnswers.self, $0.text(0)) }
  }
}
