public import Workflow

extension ControlSlip.Event {
  /// An entry of the journal, as far as the control slip follows it.
  public init(_ entry: Journal.Entry) {
    self.init(
      entry.verb, to: entry.to, role: entry.role, person: entry.person, toPerson: entry.toPerson,
      at: entry.happenedAt)
  }
}

/// Times of steps, of the dossiers that an agency finished in a period; trial entries left out (decision 5).
public enum StepTimes {
  /// A step with its dossier.
  public struct Line: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// Mã hồ sơ.
    public let code: String
    /// Procedure code.
    public let procedureCode: String
    /// Its revision.
    public let revision: Int64
    /// What was had and taken.
    public let time: StepTime
  }

  /// The longest period that is counted at once: a quarter.
  public static let mostDays = 92

  /// Every step, dossier by dossier, by the time they were finished.
  public static func lines(
    at agency: AgencyID, in period: Dossiers.Period, _ reference: Reference, _ db: ReadAccess
  ) throws -> [Line] {
    let ids = try db.query(
      """
      SELECT id FROM dossiers
      WHERE agency_id = $1 AND finished_at >= $2 AND finished_at < $3 AND code IS NOT NULL AND is_trial = 0
      ORDER BY finished_at, id
      """, agency.value, period.begins, period.ends
    ) { DossierID($0.int64(0)) }
    return try ids.flatMap { id -> [Line] in
      let way = try Way(of: id, reference, db)
      return way.slip.stepTimes(of: way.steps, way.clockwork).map {
        Line(
          dossier: id, code: way.record.code ?? "", procedureCode: way.record.procedureCode,
          revision: way.record.revision, time: $0)
      }
    }
  }

  /// A dossier's way from hand to hand, with what is needed to time it.
  struct Way {
    let record: Dossiers.Record
    let slip: ControlSlip
    /// The steps of its procedure, with the time each is given.
    let steps: [ProcedureStep]
    let clockwork: Dossier.Clockwork

    init(of id: DossierID, _ reference: Reference, _ db: ReadAccess) throws {
      record = try known(Dossiers.record(id, in: db))
      let dossier = record.dossier
      let procedure = reference.procedure(revision: record.revision)?.procedure
      steps = procedure?.steps(for: procedure?.time(for: dossier.channel)) ?? []
      clockwork = reference.clockwork(of: dossier.agency, on: (dossier.receivedAt ?? record.changedAt).day)
      slip = ControlSlip(dossier, try Journal.lines(of: id, in: db).map { ControlSlip.Event($0.entry) })
    }
  }
}
