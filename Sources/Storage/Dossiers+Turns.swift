import Workflow

extension Dossiers {
  /// Writes the turns a dossier took, and the columns and rows that lists are drawn from.
  static func saveTurns(
    _ dossier: Dossier, before: Dossier, _ clockwork: Dossier.Clockwork, in db: WriteAccess
  ) throws {
    let turns = dossier.turns
    let waitingEnds = dossier.state.awaitsApplicant ? dossier.waitingEnds(clockwork) : nil
    let isApologyDrafted =
      turns.apology.map { $0.signedAt == nil && dossier.state.isBeingSolved } ?? false
    let holdsPapers =
      [.refused, .withdrawn, .stopped].contains(dossier.state) && turns.papersReturnedAt == nil
      && dossier.channel != .online
    try db.execute(
      """
      UPDATE dossiers SET turns = $1, handover_due = $2, waiting_ends = $3, is_payment_due = $4,
        is_apology_drafted = $5, holds_papers = $6
      WHERE id = $7
      """, try turns.stored, turns.handover?.due.seconds, waitingEnds?.seconds, turns.isPaymentDue,
      isApologyDrafted, holdsPapers, dossier.id.value)
    for stage in turns.stages where !before.turns.stages.contains(stage) {
      try save(stage, of: dossier.id, in: db)
    }
  }

  private static func save(_ stage: Stage, of id: DossierID, in db: WriteAccess) throws {
    try db.execute(
      """
      INSERT INTO stages (dossier_id, number, agency_id, kind, opened_at, due, holder_id, closed_at, reported_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (dossier_id, number) DO UPDATE SET holder_id = $7, closed_at = $8, reported_at = $9
      """, id.value, stage.id, stage.agency.value, stage.kind.rawValue, stage.openedAt.seconds,
      stage.due.seconds, stage.holder?.value, stage.closedAt?.seconds, stage.reportedAt?.seconds)
  }
}

extension Turns {
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
