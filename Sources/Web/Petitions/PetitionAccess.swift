import HTTPServer
import Storage
import Workflow

/// Who has to do with a petition: who sent it, who answers for the agency, who watches that. The officers it may be about
/// do not see it.
struct PetitionAccess {
  /// Roles that watch petitions at all.
  static let watching = Set(Role.allCases.filter { Rights.reach(of: $0, to: .petitions) != nil })
  /// … and officers, who read what they keyed in.
  static let reading = watching.union([.oneStopOfficer])
  /// Roles that answer for an agency.
  static let heads: Set<Role> = [.chairman, .overseer]

  private let visit: Visit
  private let person: Person

  init(_ visit: Visit) throws { (self.visit, person) = (visit, try visit.person()) }

  /// The agencies for which the person answers.
  var headed: [AgencyID] {
    person.grants.filter { Self.heads.contains($0.role) && $0.fields.isEmpty }.map(\.agency)
  }

  /// In which capacity the person comes to a petition; nil: none of his business.
  func part(of petition: Petitions.Stored) throws -> Petition.Part? {
    if petition.petitioner == person.id { return .petitioner }
    if headed.contains(petition.agency) { return .head }
    if petition.petitioner == nil, petition.keyedBy == person.id { return .reader }
    return try Watch.agencies(.petitions, visit).contains { $0.id == petition.agency } ? .reader : nil
  }

  /// A petition that the person may read, or 404.
  func open(_ id: Int64) throws -> (petition: Petitions.Stored, part: Petition.Part) {
    guard let petition = try Petitions.petition(id, in: visit.db), let part = try part(of: petition) else {
      throw PageNotFound()
    }
    return (petition, part)
  }

  /// How many wait for the person's answer.
  func waiting() throws -> Int {
    try headed.reduce(0) { try $0 + Petitions.openCount(at: $1, in: visit.db) }
  }

  /// Who answers for an agency.
  static func answering(for agency: AgencyID, _ visit: Visit) throws -> Set<PersonID> {
    Set(try heads.flatMap { try People.holders(of: $0, at: agency, in: visit.db).map(\.id) })
  }

  /// The agencies that a petition can be addressed to today: those with a counter and somebody who answers.
  static func addressees(_ visit: Visit) throws -> [Agency] {
    try visit.reference().agencies.filter {
      try $0.kind != .department && $0.effective.contains(visit.now.day)
        && !answering(for: $0.id, visit).isEmpty
    }
  }
}
