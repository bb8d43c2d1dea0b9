public import Workflow

extension Dossiers {
  /// The turns a dossier took, for a row of a list; none where there is no such dossier.
  public static func turns(of id: DossierID, in db: ReadAccess) throws -> Turns {
    try db.first("SELECT turns FROM dossiers WHERE id = $1", id.value) { try Turns.stored($0.text(0)) }
      ?? Turns()
  }

  /// Writes the turns a dossier took, and the columns and rows that lists are drawn from.
  static func saveTurns(
    _ dossier: Dossier, before: Dossier, _ clockwork: Dossier.Clockwork, in db: WriteAccess
  ) throws {
    let turns = dossier.turns
    let waitingEnds = dossier.state.awaitsApplicant ? dossier.waitingEnds(clockwork) : nil
    let standing = turns.apology?.standing
    let apology = standing == .drafted && !dossier.state.isBeingSolved ? nil : standing
    let holdsPapers =
      [.refused, .withdrawn, .stopped].contains(dossier.state) && turns.papersReturnedAt == nil
      && dossier.channel != .online
    try db.execute(
      """
      UPDATE dossiers SET turns = $1, handover_due = $2, waiting_ends = $3, is_payment_due = $4,
        apology = $5, holds_papers = $6, amendment = $7
      WHERE id = $8
      """, try turns.stored, turns.handover?.due.seconds, waitingEnds?.seconds, turns.isPaymentDue,
      apology?.rawValue ?? "", holdsPapers, dossier.openAmendment?.column ?? "", dossier.id.value)
    for stage in turns.stages where !before.turns.stages.contains(stage) {
      try save(stage, of: dossier, in: db)
    }
  }

  private static func save(_ stage: Stage, of dossier: Dossier, in db: WriteAccess) throws {
    try db.execute(
      """
      INSERT INTO stages (dossier_id, number, agency_id, lead_id, kind, task, opened_at, due, holder_id, closed_at,
        reported_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (dossier_id, number) DO UPDATE SET holder_id = $9, closed_at = $10, reported_at = $11
      """, dossier.id.value, stage.id, stage.agency.value, dossier.agency.value, stage.kind.rawValue,
      stage.task, stage.openedAt.seconds, stage.due.seconds, stage.holder?.value, stage.closedAt?.seconds,
      stage.reportedAt?.seconds)
  }
}

extension Amendment {
  /// How far it has come, as the column says it.
  fileprivate var column: String { awaitsSignature ? "reported" : "signed" }
}

extension Turns {
  /// The agencies that have a part of the dossier now.
  var partners: Set<AgencyID> { Set(stages.filter(\.isOpen).map(\.agency)) }

  /// As the column holds them: nothing where no turn was taken, as in most dossiers.
  var stored: String { get throws { self == Turns() ? "" : try encoded(self) } }

  static func stored(_ text: String) throws -> Turns {
    text.isEmpty ? Turns() : try decoded(Turns.self, text)
  }
}

extension Dossier.Policy {
  /// As the column holds it: nothing where the procedure says nothing of its own.
  var stored: String { get throws { self == Dossier.Policy() ? "" : try encoded(self) } }

  static func stored(_ text: String) throws -> Dossier.Policy {
    text.isEmpty ? Dossier.Policy() : try decoded(Dossier.Policy.self, text)
  }
}
