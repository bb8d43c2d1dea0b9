import Workflow

/// A counter of the demo district with the people around it.
struct DemoUnit {
  /// The agency whose counter it is.
  let agency: AgencyID
  /// The commune; nil at the district's own counter.
  let commune: DemoUnits.Commune?
  /// From when it works officially.
  let firstDay: Day
  /// Cán bộ một cửa.
  var officers: [PersonID] = []
  /// Where it receives, an officer at each; none where it has one counter.
  var points: [ServicePoint] = []
  /// Specialists with the unit they sit in and their fields; who has none takes what nobody else does.
  var specialists: [Specialist] = []
  /// Who signs off.
  var leaders: [PersonID] = []

  /// A specialist where he sits, with his fields.
  struct Specialist {
    let person: PersonID
    let name: String
    let unit: AgencyID
    let fields: Set<String>
  }

  /// Its part of the district's dossiers.
  var weight: Double { commune?.weight ?? DemoUnits.districtWeight }
  /// How often it finishes late.
  var late: Double { commune?.late ?? DemoUnits.districtLate }
  /// How it took to online filing; the district's procedures are filed at the counter.
  var practice: DemoUnits.Practice { commune?.practice ?? .none }

  /// An officer of the counter, where he sits.
  func officer(_ place: Int) -> Dossier.Actor {
    Dossier.Actor(
      person: officers[place], role: .oneStopOfficer,
      point: points.indices.contains(place) ? points[place].id : nil)
  }

  /// The specialist for a field.
  func specialist(for field: String) -> Specialist {
    specialists.first { $0.fields.contains(field) } ?? specialists[specialists.count - 1]
  }
}

/// Makes the agencies and accounts of the demo district.
///
/// Identifier codes (H56.20.xx, H56.99), telephones, mail addresses and every person are fictional; the names of
/// the district, its communes and departments are those of letter 002.
struct DemoStaff {
  let db: WriteAccess
  let moment: Moment
  /// The shared password as stored, hashed once.
  let password: String
  /// All procedure fields.
  let fields: Set<String>
  private(set) var units: [DemoUnit] = []
  private(set) var district = AgencyID(0)
  private var departments: [AgencyID] = []
  private var random: SeededRandom
  private var posts: [Post] = []

  /// From when the demo's past begins until a year after it was made.
  private static let inspectionDays = 731 + 365

  init(db: WriteAccess, moment: Moment, password: String, fields: Set<String>, random: SeededRandom) {
    (self.db, self.moment, self.password, self.fields) = (db, moment, password, fields)
    self.random = random
  }

  /// A post: who holds it, signs in how, may do what.
  private struct Post {
    let login: String
    let title: String
    let role: Role
    /// Where the role is held.
    let agency: AgencyID
    /// At whose counter.
    let unit: Int?
    var fields: Set<String> = []
  }

  // MARK: Agencies

  mutating func makeAgencies() throws {
    district = try agency(
      nil, .district, "UBND huyện Như Xuân", "Huyện Như Xuân", "H56.20", "Thị trấn Yên Cát, huyện Như Xuân")
    for (index, commune) in DemoUnits.communes.enumerated() {
      let id = try agency(
        district, .commune, "UBND \(commune.fullName)", commune.name, code(index + 1),
        "\(commune.fullName.prefix(1).uppercased())\(commune.fullName.dropFirst()), huyện Như Xuân")
      units.append(DemoUnit(agency: id, commune: commune, firstDay: DemoDistrict.officialDay))
      if commune.slug == DemoUnits.merged.slug { units[index].points = try points(of: id, commune) }
    }
    units.append(DemoUnit(agency: district, commune: nil, firstDay: DemoDistrict.officialDay))
    for (index, department) in DemoUnits.departments.enumerated() {
      departments.append(
        try agency(
          district, .department, department.name, department.shortName, code(31 + index),
          "Thị trấn Yên Cát, huyện Như Xuân"))
    }
    let current = try agency(
      nil, .commune, "UBND xã Mẫu (đơn vị trình diễn theo NĐ 118/2025)", "Xã Mẫu", "H56.99",
      "Đơn vị không có thật", regime: .decree118)
    units.append(
      DemoUnit(
        agency: current, commune: DemoUnits.currentRegime, firstDay: DemoDistrict.currentRegimeDay))
  }

  private func points(of agency: AgencyID, _ commune: DemoUnits.Commune) throws -> [ServicePoint] {
    let days = ClosedDays(from: DemoDistrict.officialDay)
    return try DemoUnits.merged.points.map { name in
      let facts = ServicePoints.Facts(
        name: name, address: "\(commune.fullName), huyện Như Xuân", opening: "", days: days)
      let id = try ServicePoints.create(facts, at: agency, by: nil, at: moment, in: db)
      return ServicePoint(
        id: id, agency: agency, name: name, address: facts.address, opening: "", days: days, version: 1)
    }
  }

  private func code(_ number: Int) -> String { "H56.20.\(Serials.padded(number, to: 2))" }

  private mutating func agency(
    _ parent: AgencyID?, _ kind: Agency.Kind, _ name: String, _ shortName: String, _ code: String,
    _ address: String, regime: Regime = .decree61
  ) throws -> AgencyID {
    let mail = VietnameseText.folded(shortName).filter { $0.isLetter }
    let contact = Contact(
      address: "\(address), tỉnh Thanh Hóa", phone: "0237 3000 \(Serials.padded(random.int(0...999), to: 3))",
      email: "motcua.\(mail)@example.vn",
      responsible: DemoPerson.name(isFemale: random.chance(0.4), &random))
    let official = regime == .decree61 ? DemoDistrict.officialDay : DemoDistrict.currentRegimeDay
    return try Agencies.create(
      Agencies.Facts(
        parent: parent, kind: kind, name: name, shortName: shortName, code: code,
        effectiveFrom: regime == .decree61 ? DemoDistrict.firstDay : official, officialFrom: official,
        regime: regime, contact: contact, formerCode: Self.formerCode(code)),
      by: nil, at: moment, in: db)
  }

  /// "000.04.20.H56" for "H56.20.04": from right to left, as QCVN 102:2016 had it.
  private static func formerCode(_ code: String) -> String {
    let parts = code.split(separator: ".").map(String.init) + ["00", "00"]
    return "000.\(parts[2]).\(parts[1]).\(parts[0])"
  }

  // MARK: Accounts

  /// Makes every account of the staff, one of each role first, as the sign-in page lists them; `citizen` makes that
  /// of the first citizen when it is its turn.
  mutating func makePeople(citizen: () throws -> Void) throws {
    list()
    var holders: [(person: PersonID, name: String)] = []
    for (index, post) in posts.enumerated() {
      if index == Self.citizenAfter { try citizen() }
      holders.append(try create(post))
    }
    let administrator = zip(posts, holders).first { $0.0.role == .administrator }?.1.person
    for (post, holder) in zip(posts, holders) {
      try give(post, to: holder, by: holder.person == administrator ? nil : administrator)
    }
  }

  private static let citizenAfter = 7

  private mutating func list() {
    listCommune(0)
    posts += [
      Post(
        login: "vanphong.huyen", title: "Chuyên viên Văn phòng HĐND và UBND", role: .overseer,
        agency: district, unit: nil),
      Post(
        login: "thanhtra", title: "Trưởng đoàn kiểm tra", role: .inspector, agency: district, unit: nil),
      Post(
        login: "quantri", title: "Quản trị hệ thống", role: .administrator, agency: district, unit: nil),
    ]
    listDistrict()
    listCommune(units.count - 1)
    listRest()
    for index in 1..<DemoUnits.communes.count { listCommune(index) }
  }

  private mutating func listCommune(_ index: Int) {
    guard let commune = units[index].commune else { return }
    let (agency, slug) = (units[index].agency, commune.slug)
    posts += [
      Post(
        login: "motcua.\(slug)", title: "Công chức bộ phận một cửa", role: .oneStopOfficer,
        agency: agency, unit: index),
      Post(
        login: "chuyenmon.\(slug)", title: "Công chức Tư pháp – Hộ tịch", role: .specialist,
        agency: agency, unit: index, fields: DemoUnits.justice.intersection(fields)),
      Post(
        login: "lanhdao.\(slug)", title: "Phó Chủ tịch UBND \(commune.fullName)", role: .leader,
        agency: agency, unit: index),
      Post(
        login: "chutich.\(slug)", title: "Chủ tịch UBND \(commune.fullName)", role: .chairman,
        agency: agency, unit: nil),
      Post(
        login: "chuyenmon2.\(slug)", title: "Công chức Địa chính – Văn hóa – Xã hội", role: .specialist,
        agency: agency, unit: index, fields: fields.subtracting(DemoUnits.justice)),
    ]
    if !units[index].points.isEmpty {
      posts.append(
        Post(
          login: "motcua2.\(slug)", title: "Công chức bộ phận một cửa", role: .oneStopOfficer, agency: agency,
          unit: index))
    }
    // The sign-in page lists each role once; the second specialist of the first commune comes later.
    if index == 0 { posts.removeLast() }
  }

  private mutating func listDistrict() {
    let index = DemoUnits.communes.count
    posts.append(
      Post(
        login: "motcua.huyen", title: "Chuyên viên bộ phận một cửa", role: .oneStopOfficer,
        agency: district, unit: index))
    posts.append(specialist(0))
    posts.append(
      Post(
        login: "lanhdao.huyen", title: "Phó Chủ tịch UBND huyện", role: .leader, agency: district,
        unit: index))
  }

  private mutating func listRest() {
    let index = DemoUnits.communes.count
    posts += [
      Post(
        login: "chutich.huyen", title: "Chủ tịch UBND huyện", role: .chairman, agency: district, unit: nil),
      Post(
        login: "motcua2.huyen", title: "Chuyên viên bộ phận một cửa", role: .oneStopOfficer,
        agency: district, unit: index),
      Post(
        login: "chuyenmon2.\(DemoUnits.communes[0].slug)", title: "Công chức Địa chính – Văn hóa – Xã hội",
        role: .specialist, agency: units[0].agency, unit: 0,
        fields: fields.subtracting(DemoUnits.justice)),
    ]
    posts += departments.indices.dropFirst().map { specialist($0) }
  }

  /// The specialist of a department.
  private func specialist(_ index: Int) -> Post {
    let department = DemoUnits.departments[index]
    return Post(
      login: "\(department.slug).huyen", title: "Chuyên viên \(department.name)", role: .specialist,
      agency: departments[index], unit: DemoUnits.communes.count,
      fields: department.fields.intersection(fields))
  }

  private mutating func create(_ post: Post) throws -> (person: PersonID, name: String) {
    let name = DemoPerson.name(isFemale: random.chance(0.45), &random)
    var new = People.New(kind: .staff, login: post.login, password: password, name: name)
    new.isDemo = true
    new.title = post.title
    new.phone = "0900\(Serials.padded(random.int(0...999_999), to: 6))"
    new.email = "\(post.login)@example.vn"
    let person = try People.create(new, at: moment, in: db)
    try certify(person, post)
    return (person, name)
  }

  /// Most of those who receive or sign have a certificate; one in nine has none, another's is over, another's ends soon.
  private func certify(_ person: PersonID, _ post: Post) throws {
    guard [.oneStopOfficer, .leader, .chairman].contains(post.role) else { return }
    let today = moment.day + 731
    let until: Day? =
      switch person.value % 9 {
      case 0: nil
      case 1: today - 20
      case 2: today + 12
      default: today + 400
      }
    guard let until else { return }
    try db.execute(
      "UPDATE people SET signature_serial = $1, signature_until = $2 WHERE id = $3",
      "540118\(Serials.padded(Int(person.value) * 7919 % 1_000_000, to: 6))", until.iso, person.value)
  }

  private mutating func give(
    _ post: Post, to holder: (person: PersonID, name: String), by granter: PersonID?
  ) throws {
    // The unit beside the district has no administrator of its own.
    let beside = post.role == .administrator ? [units[units.count - 1].agency] : []
    for agency in [post.agency] + beside {
      let isInspector = post.role == .inspector
      try People.grant(
        Grant(
          role: post.role, agency: agency, fields: post.fields,
          until: isInspector ? moment.day + Self.inspectionDays : nil),
        decision: isInspector ? "15/QĐ-TTr" : "", to: holder.person, by: granter, at: moment, in: db)
    }
    guard let unit = post.unit else { return }
    switch post.role {
    case .oneStopOfficer:
      let points = units[unit].points
      if let point = points.dropFirst(units[unit].officers.count).first {
        try ServicePoints.sit(holder.person, at: point, on: moment, in: db)
      }
      units[unit].officers.append(holder.person)
    case .specialist:
      units[unit].specialists.append(
        DemoUnit.Specialist(
          person: holder.person, name: holder.name, unit: post.agency, fields: post.fields))
    case .leader: units[unit].leaders.append(holder.person)
    default: break
    }
  }
}
