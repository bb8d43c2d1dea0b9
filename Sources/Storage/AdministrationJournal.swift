public import Workflow

/// What administrators and counters did to accounts, agencies and the catalogue; never changed or deleted.
public enum AdministrationJournal {
  /// An event.
  public struct Line: Sendable {
    /// When.
    public let at: Moment
    /// Who; nil for the command line.
    public let person: String?
    /// What was done, in one word of ours.
    public let what: String
    /// The particulars.
    public let detail: String
  }

  /// The newest events about one thing.
  public static func lines(about subject: String, in db: ReadAccess) throws -> [Line] {
    try db.query(
      """
      SELECT j.recorded_at, p.name, j.what, j.detail FROM administration_journal j
      LEFT JOIN people p ON p.id = j.person_id
      WHERE j.subject = $1 ORDER BY j.id DESC LIMIT 50
      """, subject
    ) {
      Line(
        at: Moment(seconds: $0.int64(0)), person: $0.optionalText(1), what: $0.text(2), detail: $0.text(3))
    }
  }
}
