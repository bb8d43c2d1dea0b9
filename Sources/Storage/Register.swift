public import Workflow

/// Sổ theo dõi hồ sơ: a book for each agency and year, its numbers without gap (TT 01/2018 art 10; rules §3.6).
public enum Register {
  /// A dossier's place in it.
  public struct Place: Sendable, Hashable {
    /// The year's book.
    public let year: Int
    /// Số thứ tự.
    public let number: Int
  }

  /// Enters a dossier that is being received, in the same transaction.
  static func enter(_ dossier: DossierID, of agency: AgencyID, on day: Day, in db: WriteAccess) throws {
    try db.execute(
      """
      INSERT INTO register_numbers (agency_id, year, number, dossier_id)
      SELECT $1, $2, COALESCE(max(number), 0) + 1, $3 FROM register_numbers WHERE agency_id = $1 AND year = $2
      """, agency.value, day.year, dossier.value)
  }

  /// Where a dossier stands; nil before its receipt.
  public static func place(of dossier: DossierID, in db: ReadAccess) throws -> Place? {
    try db.first("SELECT year, number FROM register_numbers WHERE dossier_id = $1", dossier.value) {
      Place(year: $0.int(0), number: $0.int(1))
    }
  }
}
