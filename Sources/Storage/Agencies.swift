public import Workflow

/// Agencies as an administrator sets them.
public enum Agencies {
  /// What an administrator types.
  public struct Facts: Sendable, Hashable {
    /// The agency above.
    public var parent: AgencyID?
    /// Level.
    public var kind: Agency.Kind
    /// Full name.
    public var name: String
    /// Name in lists.
    public var shortName: String
    /// Identifier code.
    public var code: String
    /// First day.
    public var effectiveFrom: Day
    /// First day of official running; nil while on trial (F000-01).
    public var officialFrom: Day?
    /// Law it works under, from its first day.
    public var regime: Regime
    /// How to reach it.
    public var contact: Contact
    /// The identifier code before QĐ 20/2020; empty where there was none.
    public var formerCode: String
    /// After how many working hours without movement a dossier counts as stuck.
    public var stuckHours: Int
    /// From which minute of the day its people are told what lies before them.
    public var digestMinute: Int
    /// Within how many working days its head answers a petition.
    public var petitionDays: Int

    /// Every fact.
    public init(
      parent: AgencyID?, kind: Agency.Kind, name: String, shortName: String, code: String,
      effectiveFrom: Day, officialFrom: Day?, regime: Regime, contact: Contact,
      formerCode: String = "", stuckHours: Int = Agency.usualStuckHours,
      digestMinute: Int = Agency.usualDigestMinute, petitionDays: Int = Petition.usualDays
    ) {
      self.parent = parent
      self.kind = kind
      self.name = name
      self.shortName = shortName
      self.code = code
      self.effectiveFrom = effectiveFrom
      self.officialFrom = officialFrom
      self.regime = regime
      self.contact = contact
      self.formerCode = formerCode
      self.stuckHours = stuckHours
      self.digestMinute = digestMinute
      self.petitionDays = petitionDays
    }
  }

  /// The identifier code is another agency's.
  public struct CodeTaken: Error, Sendable {}

  /// Makes an agency.
  ///
  /// - Throws: `CodeTaken`.
  public static func create(
    _ facts: Facts, by person: PersonID?, at moment: Moment, in db: WriteAccess
  ) throws -> AgencyID {
    let id = try db.first(
      """
      INSERT INTO agencies (parent_id, kind, name, short_name, code, effective_from, official_from, address,
        phone, email, responsible, stuck_hours, code_old, digest_minute, petition_days)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      ON CONFLICT (code) DO NOTHING RETURNING id
      """, facts.parent?.value, facts.kind.rawValue, facts.name, facts.shortName, facts.code,
      facts.effectiveFrom.iso, facts.officialFrom?.iso, facts.contact.address, facts.contact.phone,
      facts.contact.email, facts.contact.responsible, facts.stuckHours,
      facts.formerCode.isEmpty ? nil : facts.formerCode, facts.digestMinute, facts.petitionDays
    ) { AgencyID($0.int64(0)) }
    guard let id else { throw CodeTaken() }
    try setRegime(facts.regime, from: facts.effectiveFrom, of: id, in: db)
    try note("create-agency", id, facts, by: person, at: moment, in: db)
    return id
  }

  /// Changes what may change of an agency: its names, official day and contact; its place in the tree and its
  /// code stay, since dossiers carry them.
  public static func update(
    _ id: AgencyID, _ facts: Facts, by person: PersonID?, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      UPDATE agencies SET name = $1, short_name = $2, official_from = $3, address = $4, phone = $5,
        email = $6, responsible = $7, stuck_hours = $8, code_old = $9, digest_minute = $10,
        petition_days = $11, version = version + 1
      WHERE id = $12
      """, facts.name, facts.shortName, facts.officialFrom?.iso, facts.contact.address, facts.contact.phone,
      facts.contact.email, facts.contact.responsible, facts.stuckHours,
      facts.formerCode.isEmpty ? nil : facts.formerCode, facts.digestMinute, facts.petitionDays, id.value)
    try note("update-agency", id, facts, by: person, at: moment, in: db)
  }

  /// From a day on another law rules an agency (decision 5).
  public static func setRegime(
    _ regime: Regime, from day: Day, of id: AgencyID, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO agency_regimes (agency_id, from_day, regime) VALUES ($1, $2, $3)
      ON CONFLICT (agency_id, from_day) DO UPDATE SET regime = $3
      """, id.value, day.iso, regime.rawValue)
    try Reference.touch(db)
  }

  /// From a day on other shifts hold at an agency and below it.
  public static func setHours(
    _ hours: WorkingHours, from day: Day, of id: AgencyID, by person: PersonID?, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO agency_hours (agency_id, from_day, body) VALUES ($1, $2, $3)
      ON CONFLICT (agency_id, from_day) DO UPDATE SET body = $3, version = version + 1
      """, id.value, day.iso, try encoded(hours))
    try People.note(
      "set-hours", subject: "agency \(id)", detail: "from \(day.iso)", by: person, at: moment, in: db)
    try Reference.touch(db)
  }

  /// A unit's counter receives a procedure from a day on (F003-01).
  public static func publish(_ publication: Reference.Publication, in db: WriteAccess) throws {
    try db.execute(
      """
      INSERT INTO publications (agency_id, code, decision_number, decision_day, responsible, from_day, to_day,
        posted_from)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (agency_id, code, from_day) DO UPDATE SET decision_number = $3, decision_day = $4,
        responsible = $5, to_day = $7, posted_from = $8, version = version + 1
      """, publication.agency.value, publication.code, publication.decisionNumber, publication.decisionDay,
      publication.responsible, publication.days.from.iso, publication.days.to?.iso,
      publication.postedFrom?.iso)
    try Reference.touch(db)
  }

  private static func note(
    _ what: String, _ id: AgencyID, _ facts: Facts, by person: PersonID?, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try People.note(
      what, subject: "agency \(id)", detail: "\(facts.name), \(facts.code)", by: person, at: moment, in: db)
    try Reference.touch(db)
  }
}
