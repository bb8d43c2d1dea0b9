import Workflow

@testable import Storage

/// Who lives in the district of the tests: one of each role, and two citizens who know nothing of each other.
struct Cast: Sendable {
  /// UBND huyện Như Xuân.
  var district: AgencyID
  /// UBND xã Cát Vân, whose counter receives every procedure of communes.
  var commune: AgencyID
  /// Hà Thị Nga, one-stop officer.
  var officer: PersonID
  /// Phạm Thị Hương, specialist.
  var specialist: PersonID
  /// Lê Văn Bình, leader.
  var leader: PersonID
  /// Vi Văn Quý, chairman.
  var chairman: PersonID
  /// District office.
  var overseer: PersonID
  /// Administrator.
  var administrator: PersonID
  /// Lò Thị Mai, who applies.
  var citizen: PersonID
  /// Lương Văn Tình, whose business none of it is.
  var stranger: PersonID

  static func write(at moment: Moment, in db: WriteAccess) throws -> Cast {
    let day = Day(year: 2020, month: 1, day: 1)
    let district = try agency("huyện Như Xuân", .district, code: "H56.38", below: nil, at: moment, db)
    let commune = try agency("xã Cát Vân", .commune, code: "H56.38.02", below: district, at: moment, db)
    let reference = try Reference.read(db, version: 1)
    for stored in reference.inForce(on: moment.day).procedures where stored.procedure.performedBy == .commune
    {
      try Agencies.publish(
        Reference.Publication(
          agency: commune, code: stored.procedure.code, decisionNumber: "3159/QĐ-UBND",
          decisionDay: "2020-08-05", responsible: "Phạm Thị Hương", days: ClosedDays(from: day)), in: db)
    }
    let staff = { (login: String, name: String, title: String, role: Role, agency: AgencyID) in
      var new = People.New(kind: .staff, login: login, password: "x", name: name)
      new.title = title
      let id = try People.create(new, at: moment, in: db)
      try People.grant(Grant(role: role, agency: agency), to: id, by: nil, at: moment, in: db)
      return id
    }
    return Cast(
      district: district, commune: commune,
      officer: try staff("nga", "Hà Thị Nga", "Công chức một cửa", .oneStopOfficer, commune),
      specialist: try staff("huong", "Phạm Thị Hương", "Công chức tư pháp", .specialist, commune),
      leader: try staff("binh", "Lê Văn Bình", "Phó Chủ tịch", .leader, commune),
      chairman: try staff("quy", "Vi Văn Quý", "Chủ tịch", .chairman, commune),
      overseer: try staff("son", "Lê Văn Sơn", "Chánh Văn phòng", .overseer, district),
      administrator: try staff("admin", "Trần Văn Quản", "Quản trị", .administrator, district),
      citizen: try citizen("mai", "Lò Thị Mai", phone: "0912345678", at: moment, db),
      stranger: try citizen("tinh", "Lương Văn Tình", phone: "0987654321", at: moment, db))
  }

  static func agency(
    _ name: String, _ kind: Agency.Kind, code: String, below parent: AgencyID?, at moment: Moment,
    _ db: WriteAccess
  ) throws -> AgencyID {
    let day = Day(year: 2020, month: 1, day: 1)
    let contact = Contact(
      address: "Trụ sở UBND \(name)", phone: "0237 000 0000", email: "motcua@example.vn",
      responsible: "Lê Văn Bình")
    return try Agencies.create(
      Agencies.Facts(
        parent: parent, kind: kind, name: "UBND \(name)", shortName: name, code: code, effectiveFrom: day,
        officialFrom: day, regime: .decree61, contact: contact), by: nil, at: moment, in: db)
  }

  private static func citizen(
    _ login: String, _ name: String, phone: String, at moment: Moment, _ db: WriteAccess
  ) throws -> PersonID {
    var new = People.New(kind: .citizen, login: login, password: "x", name: name)
    new.phone = phone
    new.identityKind = IdentityKind.cccd.rawValue
    new.identityNumber = "038190000123"
    new.address = "Thôn Vân Tiến, xã Cát Vân"
    return try People.create(new, at: moment, in: db)
  }
}
