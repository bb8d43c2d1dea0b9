import Testing
import Workflow

@Suite("Rights: role × what, and role on object") struct RightsTests {
  /// The read table a second time: · nothing, a the agency of the grant, b that and all below.
  static let table = """
    right          applicant oneStopOfficer specialist leader chairman overseer inspector partner administrator
    dossier        ·         a              a          a      a        b        b         ·       ·
    workLists      ·         a              a          a      a        ·        ·         ·       ·
    overdueLists   ·         ·              ·          a      a        b        b         ·       ·
    overview       ·         ·              ·          ·      ·        b        b         ·       ·
    search         ·         a              a          a      a        b        b         ·       ·
    people         ·         ·              ·          ·      a        ·        ·         ·       b
    catalogue      ·         ·              ·          ·      ·        ·        ·         ·       b
    exceptions     ·         ·              ·          a      a        b        b         ·       ·
    register       ·         a              ·          ·      a        b        b         ·       ·
    petitions      ·         ·              ·          ·      a        b        b         ·       ·
    """

  @Test("every role × right is as the table says")
  func everyRight() throws {
    let lines = Self.table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let roles = try lines[0].dropFirst().map { try #require(Role(rawValue: $0)) }
    #expect(roles == Role.allCases)
    #expect(lines.dropFirst().map { $0[0] } == ReadRight.allCases.map(\.rawValue))
    for line in lines.dropFirst() {
      let right = try #require(ReadRight(rawValue: line[0]))
      for (role, cell) in zip(roles, line.dropFirst()) {
        let reach = Rights.reach(of: role, to: right)
        #expect(reach == (cell == "a" ? .agency : cell == "b" ? .below : nil), "\(role) \(right)")
      }
    }
  }

  @Test("decision 4: administrators read no dossier, wherever their grant lies")
  func administrators() {
    for right in ReadRight.allCases where right != .people && right != .catalogue {
      #expect(Rights.reach(of: .administrator, to: right) == nil)
    }
  }

  private static let district = AgencyID(1)
  private static let commune = AgencyID(2)
  private static let department = AgencyID(3)
  private static let neighbour = AgencyID(4)
  private static let line = [commune, district]
  private static let citizen = PersonID(50)

  private static func person(_ role: Role, at agency: AgencyID, fields: Set<String> = []) -> Person {
    Person(
      id: PersonID(60), name: "", title: "", grants: [Grant(role: role, agency: agency, fields: fields)])
  }

  private static func place(unit: AgencyID = commune, isDraft: Bool = false) -> Rights.Place {
    Rights.Place(
      agency: commune, unit: unit, field: "ho-tich", applicant: citizen, isPrivateDraft: isDraft)
  }

  @Test("working roles act at the receiving agency and at the processing unit, nowhere else")
  func workingRoles() {
    for role in [Role.oneStopOfficer, .specialist, .leader, .chairman] {
      for (agency, isCovered) in [
        (Self.commune, true), (Self.department, true), (Self.district, false), (Self.neighbour, false),
      ] {
        let person = Self.person(role, at: agency)
        let place = Self.place(unit: Self.department)
        #expect(Rights.roles(of: person, on: place) == (isCovered ? [role] : []), "\(role) \(agency)")
        #expect(
          Rights.mayRead(.dossier, of: place, by: person, ancestors: Self.line) == isCovered,
          "\(role) \(agency)")
      }
    }
  }

  @Test("overseer and inspector read below their agency, not beside it, and never act")
  func watchers() {
    for role in [Role.overseer, .inspector] {
      for (agency, isCovered) in [
        (Self.district, true), (Self.commune, true), (Self.neighbour, false), (Self.department, false),
      ] {
        let person = Self.person(role, at: agency)
        #expect(Rights.roles(of: person, on: Self.place()) == [])
        #expect(
          Rights.mayRead(.dossier, of: Self.place(), by: person, ancestors: Self.line) == isCovered)
      }
    }
  }

  @Test("a grant for some fields covers no other (F000-05)")
  func fields() {
    let own = Self.person(.specialist, at: Self.commune, fields: ["ho-tich", "chung-thuc"])
    let other = Self.person(.specialist, at: Self.commune, fields: ["dat-dai"])
    #expect(Rights.roles(of: own, on: Self.place()) == [.specialist])
    #expect(Rights.roles(of: other, on: Self.place()) == [])
    #expect(!Rights.mayRead(.dossier, of: Self.place(), by: other, ancestors: Self.line))
  }

  @Test("a private draft is the applicant's alone")
  func privateDrafts() {
    for role in Role.grantable {
      for agency in [Self.commune, Self.district] {
        let person = Self.person(role, at: agency)
        #expect(Rights.roles(of: person, on: Self.place(isDraft: true)) == [])
        for right in ReadRight.allCases {
          #expect(!Rights.mayRead(right, of: Self.place(isDraft: true), by: person, ancestors: Self.line))
        }
      }
    }
    let applicant = Person(id: Self.citizen, name: "", title: "", grants: [])
    #expect(Rights.roles(of: applicant, on: Self.place(isDraft: true)) == [.applicant])
    #expect(
      Rights.mayRead(.dossier, of: Self.place(isDraft: true), by: applicant, ancestors: Self.line))
  }

  @Test("an applicant reads his dossier and nothing else of it; another citizen reads nothing")
  func applicants() {
    let applicant = Person(id: Self.citizen, name: "", title: "", grants: [])
    let stranger = Person(id: PersonID(51), name: "", title: "", grants: [])
    for right in ReadRight.allCases {
      #expect(
        Rights.mayRead(right, of: Self.place(), by: applicant, ancestors: Self.line) == (right == .dossier))
      #expect(!Rights.mayRead(right, of: Self.place(), by: stranger, ancestors: Self.line))
    }
    #expect(Rights.roles(of: stranger, on: Self.place()) == [])
  }

  @Test("several grants add up, each role once, the applicant's first")
  func severalGrants() {
    let person = Person(
      id: Self.citizen, name: "", title: "",
      grants: [
        Grant(role: .specialist, agency: Self.commune), Grant(role: .specialist, agency: Self.department),
        Grant(role: .leader, agency: Self.commune), Grant(role: .inspector, agency: Self.commune),
      ])
    let place = Self.place(unit: Self.department)
    #expect(Rights.roles(of: person, on: place) == [.applicant, .specialist, .leader])
  }

  @Test("decision 1: a bound identity makes counter dossiers one's own; a declared or missing one does not")
  func boundIdentity() throws {
    let number = try #require(IdentityNumber(.cccd, "038190001234"))
    let place = { (owner: IdentityNumber?, applicant: PersonID?) in
      Rights.Place(
        agency: Self.commune, unit: Self.commune, field: "ho-tich", applicant: applicant, owner: owner,
        isPrivateDraft: false)
    }
    let bound = Person(id: PersonID(70), name: "", title: "", grants: [], boundIdentity: number)
    let declared = Person(id: PersonID(71), name: "", title: "", grants: [])
    #expect(Rights.roles(of: bound, on: place(number, nil)) == [.applicant])
    #expect(Rights.roles(of: declared, on: place(number, nil)) == [])
    #expect(Rights.roles(of: bound, on: place(IdentityNumber(.cccd, "038190001235"), nil)) == [])
    #expect(Rights.roles(of: bound, on: place(number, Self.citizen)) == [], "another account filed it")
    let nobody = Person(
      id: PersonID(72), name: "", title: "", grants: [], boundIdentity: IdentityNumber(.none, ""))
    #expect(Rights.roles(of: nobody, on: place(IdentityNumber(.none, ""), nil)) == [])
  }
}
