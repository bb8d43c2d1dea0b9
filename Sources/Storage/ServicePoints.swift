public import Workflow

/// The points of agencies as an administrator sets them, and at which of them officers sit.
public enum ServicePoints {
  /// What an administrator types.
  public struct Facts: Sendable, Hashable {
    /// Name, one of its kind at the agency.
    public var name: String
    /// Where it is.
    public var address: String
    /// When it is open, in words.
    public var opening: String
    /// First and last day.
    public var days: ClosedDays

    /// Every fact.
    public init(name: String, address: String, opening: String, days: ClosedDays) {
      self.name = name
      self.address = address
      self.opening = opening
      self.days = days
    }
  }

  /// The name is another point's of the same agency.
  public struct NameTaken: Error, Sendable {}

  /// Sets up a point.
  ///
  /// - Throws: `NameTaken`.
  @discardableResult
  public static func create(
    _ facts: Facts, at agency: AgencyID, by person: PersonID?, at moment: Moment, in db: WriteAccess
  ) throws -> PointID {
    let id = try db.first(
      """
      INSERT INTO points (agency_id, name, address, opening, from_day, to_day) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (agency_id, name) DO NOTHING RETURNING id
      """, agency.value, facts.name, facts.address, facts.opening, facts.days.from.iso, facts.days.to?.iso
    ) { PointID($0.int64(0)) }
    guard let id else { throw NameTaken() }
    try note("create-point", facts, agency, by: person, at: moment, in: db)
    return id
  }

  /// Changes a point; dossiers that name it follow.
  ///
  /// - Throws: `NameTaken`.
  public static func update(
    _ point: ServicePoint, _ facts: Facts, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    let changed = try db.execute(
      """
      UPDATE points SET name = $1, address = $2, opening = $3, from_day = $4, to_day = $5, version = version + 1
      WHERE id = $6 AND NOT EXISTS (
        SELECT 1 FROM points o WHERE o.agency_id = points.agency_id AND o.name = $1 AND o.id <> points.id)
      """, facts.name, facts.address, facts.opening, facts.days.from.iso, facts.days.to?.iso, point.id.value)
    guard changed == 1 else { throw NameTaken() }
    try note("update-point", facts, point.agency, by: person, at: moment, in: db)
  }

  private static func note(
    _ what: String, _ facts: Facts, _ agency: AgencyID, by person: PersonID?, at moment: Moment,
    in db: WriteAccess
  ) throws {
    let end = facts.days.to.map { " – \($0.vietnamese)" } ?? ""
    try People.note(
      what, subject: "agency \(agency)", detail: "\(facts.name), \(facts.days.from.vietnamese)\(end)",
      by: person, at: moment, in: db)
    try Reference.touch(db)
  }

  /// Where an officer of an agency's counter sits; nil before he said so.
  public static func seat(of person: PersonID, at agency: AgencyID, in db: ReadAccess) throws -> PointID? {
    try db.first(
      "SELECT point_id FROM seats WHERE person_id = $1 AND agency_id = $2", person.value, agency.value
    ) { PointID($0.int64(0)) }
  }

  /// An officer sits down at a point.
  public static func sit(
    _ person: PersonID, at point: ServicePoint, on moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO seats (person_id, agency_id, point_id, taken_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (person_id, agency_id) DO UPDATE SET point_id = $3, taken_at = $4
      """, person.value, point.agency.value, point.id.value, moment.seconds)
  }

  /// A dossier is picked up at one of its agency's points that is open: asked of the store, not of the caller.
  static func check(
    _ action: Action, on record: Dossiers.Record, at moment: Moment, _ reference: Reference
  ) throws(Refusal) {
    guard case .choosePickUp(let id) = action else { return }
    let open = reference.openPoints(of: record.dossier.agency, on: moment.day)
    guard open.contains(where: { $0.id == id }) else { throw .noSuchPoint }
  }
}

extension Reference {
  /// A point by its number.
  public func point(_ id: PointID) -> ServicePoint? { points.first { $0.id == id } }

  /// Every point of an agency, closed ones included, as they were set up.
  public func points(of agency: AgencyID) -> [ServicePoint] { points.filter { $0.agency == agency } }

  /// The points of an agency that exist on a day. Where there are fewer than two nobody is asked for one.
  public func openPoints(of agency: AgencyID, on day: Day) -> [ServicePoint] {
    points.filter { $0.agency == agency && $0.days.contains(day) }
  }

  /// Where the result of a dossier that begins is picked up: the point chosen, else the first one; nowhere in
  /// particular where the agency has one counter.
  func pickUp(_ chosen: PointID?, at agency: AgencyID, on day: Day) -> PointID? {
    let open = openPoints(of: agency, on: day)
    guard open.count > 1 else { return nil }
    return open.contains { $0.id == chosen } ? chosen : open[0].id
  }
}
