public import Workflow

extension Dossiers {
  /// Remembers that a leader opened the result of a dossier at a version of it.
  public static func noteLook(
    at id: DossierID, version: Int, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO result_looks (person_id, dossier_id, version, looked_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (person_id, dossier_id) DO UPDATE SET version = $3, looked_at = $4
      """, person.value, id.value, version, moment.seconds)
  }

  /// Whether a person opened the result of a dossier as it stands now: a change since then must be seen first.
  public static func hasLooked(at id: DossierID, _ person: PersonID, in db: ReadAccess) throws -> Bool {
    try db.first(
      """
      SELECT 1 FROM dossiers d JOIN result_looks l ON l.dossier_id = d.id AND l.version = d.version
      WHERE d.id = $1 AND l.person_id = $2
      """, id.value, person.value
    ) { _ in true } ?? false
  }
}
