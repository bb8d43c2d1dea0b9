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

  /// Of the dossiers on a page, those whose result a person opened as they stand now.
  public static func looked(
    at ids: [DossierID], _ person: PersonID, in db: ReadAccess
  ) throws -> Set<DossierID> {
    guard let page = PageOfDossiers(ids) else { return [] }
    return Set(
      try db.query(
        """
        SELECT d.id FROM result_looks l JOIN dossiers d ON d.id = l.dossier_id AND d.version = l.version
        WHERE l.dossier_id IN (\(PageOfDossiers.sql)) AND l.person_id = $\(PageOfDossiers.width + 1)
        """, arguments: page.arguments + [person.value]
      ) { DossierID($0.int64(0)) })
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
