import Testing
import Workflow

@testable import Storage

@Suite("Sessions, slowing and one-time keys") struct SessionTests {
  private let office: Office
  private var person: PersonID { office.officer.person }

  init() throws { office = try Office() }

  private func write<T>(_ body: (WriteAccess) throws -> T) throws -> T { try office.database.write(body) }

  private func holder(_ token: String, after seconds: Int64 = 0) throws -> PersonID? {
    let moment = Moment(seconds: office.now.seconds + seconds)
    return try office.database.read { try Sessions.person(token: token, at: moment, in: $0) }
  }

  private func begin(_ person: PersonID? = nil) throws -> String {
    try write { try Sessions.begin(for: person ?? self.person, device: "máy bàn", at: office.now, in: $0) }
  }

  @Test("a token opens the session until its end, to the second; only its hash is stored")
  func lifetime() throws {
    let token = try begin()
    #expect(try holder(token) == person)
    #expect(try holder(token, after: Sessions.lifetime - 1) == person)
    #expect(try holder(token, after: Sessions.lifetime) == nil)
    #expect(try holder("x") == nil)
    let stored = try office.database.read { try $0.first("SELECT token_hash FROM sessions") { $0.text(0) } }
    #expect(stored == Secrets.hash(token) && stored != token)
  }

  @Test("sign-out ends one session, a lock and a new password all of them")
  func ending() throws {
    let (one, two) = (try begin(), try begin())
    try write { try Sessions.end(token: one, in: $0) }
    #expect(try holder(one) == nil)
    #expect(try holder(two) == person)
    try write {
      try People.setPassword("…", mustChange: true, of: person, by: nil, at: office.now, in: $0)
    }
    #expect(try holder(two) == nil)
    let three = try begin()
    _ = try write { try $0.execute("UPDATE people SET locked_at = 1 WHERE id = $1", person.value) }
    #expect(try holder(three) == nil)
  }

  @Test("old sessions are cleared away")
  func clearing() throws {
    _ = try begin()
    office.now = Moment(seconds: office.now.seconds + Sessions.lifetime + 1)
    _ = try begin()
    try write { try Sessions.forgetOld(at: office.now, in: $0) }
    #expect(try office.database.read { try $0.first("SELECT count(*) FROM sessions") { $0.int(0) } } == 1)
  }

  // MARK: Slowing (decision 22)

  private func fail(_ count: Int, login: String = "motcua", peer: String = "10.0.0.1") throws {
    for _ in 0..<count {
      try write { try Sessions.noteFailure(login: login, peer: peer, at: office.now, in: $0) }
    }
  }

  private func wait(login: String = "motcua", peer: String = "10.0.0.1", device: String? = nil) throws
    -> Int64
  {
    try office.database.read {
      try Sessions.wait(login: login, peer: peer, device: device, at: office.now, in: $0)
    }
  }

  @Test("some failures are free, then the wait doubles up to a quarter of an hour")
  func slowing() throws {
    try fail(Sessions.freeFailures - 1)
    #expect(try wait() == 0)
    var waits: [Int64] = []
    for _ in 0..<9 {
      try fail(1)
      waits.append(try wait())
    }
    #expect(waits == [15, 30, 60, 120, 240, 480, 900, 900, 900])
    office.now = Moment(seconds: office.now.seconds + 899)
    #expect(try wait() == 1)
    office.now = Moment(seconds: office.now.seconds + 1)
    #expect(try wait() == 0)
  }

  @Test("slowing is of one account from one address: nobody locks out a colleague or a commune")
  func oneAccountOneAddress() throws {
    try fail(20)
    #expect(try wait() > 0)
    #expect(try wait(login: "MotCua") > 0, "the login name in any case")
    #expect(try wait(peer: "10.0.0.2") == 0)
    #expect(try wait(login: "chuyenmon") == 0)
  }

  @Test("a device that signed in before is exempt, for its own account only; success forgets the failures")
  func knownDevice() throws {
    try write {
      try Sessions.noteSuccess(
        of: person, login: "motcua", peer: "10.0.0.1", device: "quen", at: office.now, in: $0)
    }
    try fail(20)
    #expect(try wait(device: "quen") == 0)
    #expect(try wait(device: "la") > 0)
    try fail(20, login: "chuyenmon")
    #expect(try wait(login: "chuyenmon", device: "quen") > 0)
    try write {
      try Sessions.noteSuccess(
        of: person, login: "motcua", peer: "10.0.0.1", device: "quen", at: office.now, in: $0)
    }
    #expect(try wait() == 0)
  }

  @Test("failures are forgotten after a day")
  func forgetting() throws {
    try fail(20)
    office.now = Moment(seconds: office.now.seconds + 86_401)
    try write { try Sessions.forgetOld(at: office.now, in: $0) }
    try fail(1)
    #expect(try wait() == 0)
  }

  // MARK: One-time keys (decision 18)

  @Test("a form answered once returns its first answer, to the same person, for a week")
  func answeredForms() throws {
    let answer = { (person: PersonID) in
      try office.database.read { try AnsweredForms.answer(to: "k", of: person, in: $0) }
    }
    #expect(try answer(person) == nil)
    try write { try AnsweredForms.keep("/ho-so/1", to: "k", of: person, at: office.now, in: $0) }
    #expect(try answer(person) == "/ho-so/1")
    #expect(try answer(office.leader.person) == nil)
    #expect(
      databaseFailure {
        try write { try AnsweredForms.keep("/ho-so/2", to: "k", of: person, at: office.now, in: $0) }
      } == .unique)
    #expect(try answer(person) == "/ho-so/1")
    office.now = Moment(seconds: office.now.seconds + 7 * 86_400 + 1)
    try write { try AnsweredForms.forgetOld(at: office.now, in: $0) }
    #expect(try answer(person) == nil)
  }

  @Test("an answer stands only if what it answers stands")
  func answerWithItsWork() throws {
    struct Failed: Error {}
    let error = failure {
      try write {
        try AnsweredForms.keep("/ho-so/1", to: "k", of: person, at: office.now, in: $0)
        throw Failed()
      }
    }
    #expect(error is Failed)
    #expect(try office.database.read { try AnsweredForms.answer(to: "k", of: person, in: $0) } == nil)
  }

  // MARK: People

  @Test("login names are one whatever their case")
  func logins() throws {
    let error = failure {
      try write {
        try People.create(
          People.New(kind: .staff, login: "MOTCUA", password: "", name: "X"), at: office.now, in: $0)
      }
    }
    #expect(error is People.LoginTaken)
    #expect(try office.database.read { try People.account(login: "MotCua", in: $0) }?.id == person)
  }

  @Test("holders of a role: at the agency, for the field, not locked")
  func holders() throws {
    let names = { (field: String?) in
      try office.database.read {
        try People.holders(of: .specialist, at: office.agency, field: field, in: $0).map(\.id)
      }
    }
    let second = try write { db in
      let id = try People.create(
        People.New(kind: .staff, login: "datdai", password: "", name: "An"), at: office.now, in: db)
      try People.grant(
        Grant(role: .specialist, agency: office.agency, fields: ["dat-dai"]), to: id, by: nil,
        at: office.now, in: db)
      return id
    }
    #expect(try names(nil) == [second, office.specialist.person])
    #expect(try names("ho-tich") == [office.specialist.person])
    #expect(try names("dat-dai") == [second, office.specialist.person])
    _ = try write { try $0.execute("UPDATE people SET locked_at = 1 WHERE id = $1", second.value) }
    #expect(try names(nil) == [office.specialist.person])
  }
}
