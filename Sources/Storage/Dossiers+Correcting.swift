public import Workflow

extension Dossiers {
  /// What the counter types besides papers, and may have mistyped.
  public struct Facts: Sendable, Hashable {
    /// Chủ hồ sơ.
    public var owner: Party
    /// Người nộp, where another.
    public var submitter: Party?
    /// How the result is to be returned.
    public var returnMethod: ReturnMethod
    /// Sets handed in.
    public var copies: Int
    /// Fee in đồng.
    public var fee: Int
    /// Trích yếu.
    public var summary: String

    /// Every fact.
    public init(
      owner: Party, submitter: Party?, returnMethod: ReturnMethod, copies: Int, fee: Int, summary: String
    ) {
      self.owner = owner
      self.submitter = submitter
      self.returnMethod = returnMethod
      self.copies = copies
      self.fee = fee
      self.summary = summary
    }

    /// As a dossier has them.
    public init(_ record: Record) {
      self.init(
        owner: record.owner, submitter: record.submitter, returnMethod: record.returnMethod,
        copies: record.copies, fee: record.fee, summary: record.summary)
    }

    /// Every fact by its name, in the order of the page.
    var named: [(name: String, value: String)] {
      [
        ("chủ hồ sơ", owner.name), ("loại giấy tờ", owner.identityKind), ("số giấy tờ", owner.identity),
        ("điện thoại", owner.phone), ("thư điện tử", owner.email), ("địa chỉ", owner.address),
        ("người nộp", submitter?.name ?? ""), ("giấy tờ người nộp", submitter?.identity ?? ""),
        ("điện thoại người nộp", submitter?.phone ?? ""), ("cách nhận kết quả", returnMethod.rawValue),
        ("số bộ", String(copies)), ("lệ phí", String(fee)), ("trích yếu", summary),
      ]
    }

    /// What differs, old and new, for the journal.
    func changes(from old: Facts) -> String {
      zip(old.named, named).filter { $0.value != $1.value }
        .map { "\($0.name): \($0.value.isEmpty ? "–" : $0.value) → \($1.value.isEmpty ? "–" : $1.value)" }
        .joined(separator: "; ")
    }
  }

  /// Corrects what was mistyped on the day of receipt; old and new stand in the journal, the receipt is issued anew. What
  /// is sent after all is picked up nowhere; what is fetched after all, where it was received.
  ///
  /// - Throws: as `apply`.
  public static func correct(
    _ facts: Facts, why: String, of id: DossierID, version: Int, by actor: Dossier.Actor, at moment: Moment,
    reference: Reference, in db: WriteAccess
  ) throws {
    guard let old = try record(id, in: db) else { throw NotFound() }
    try apply(
      .correct(why: why), to: id, version: version, by: actor, at: moment,
      detail: facts.changes(from: Facts(old)), reference: reference, in: db)
    try setParties(owner: facts.owner, submitter: facts.submitter, of: id, in: db)
    try db.execute(
      """
      UPDATE dossiers SET return_method = $1, copies = $2, fee = $3, summary = $4,
        pickup_point = CASE WHEN $1 = 'counter' THEN COALESCE(pickup_point, received_point) END
      WHERE id = $5
      """,
      facts.returnMethod.rawValue, facts.copies, facts.fee, facts.summary, id.value)
    var renamed = old
    (renamed.owner, renamed.submitter) = (facts.owner, facts.submitter)
    try Search.replace(old, with: renamed, in: db)
  }
}
