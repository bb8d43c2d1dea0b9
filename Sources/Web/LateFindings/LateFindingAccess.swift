import HTTPServer
import Storage
import Workflow

/// Whose late dossiers a person sees, and in which part he comes to them.
enum LateFindingAccess {
  /// Roles that see any.
  static let roles: Set<Role> = Watch.roles.union([.oneStopOfficer, .specialist])

  /// The agencies: those watched, and those at which he receives or processes everything.
  static func agencies(_ visit: Visit) throws -> [Agency] {
    let own = try visit.person().grants
      .filter { ($0.role == .oneStopOfficer || $0.role == .specialist) && $0.fields.isEmpty }.map(\.agency)
    let watched = Set(try Watch.agencies(.overdueLists, visit).map(\.id))
    return try visit.reference().agencies.filter {
      $0.kind != .department && (watched.contains($0.id) || own.contains($0.id))
    }
  }

  /// In which parts the person comes to a dossier; the level above is never the unit itself.
  static func parts(_ visit: Visit, _ record: Dossiers.Record) throws -> Set<Correction.Part> {
    let (person, place) = (try visit.person(), record.place)
    let above = try visit.reference().ancestors(of: place.agency).dropFirst()
    var parts: Set<Correction.Part> = []
    for role in Rights.roles(of: person, on: place) {
      if role == .oneStopOfficer || role == .specialist { parts.insert(.officer) }
      if role == .leader || role == .chairman { parts.insert(.head) }
    }
    if person.grants.contains(where: {
      $0.role == .overseer && $0.fields.isEmpty && above.contains($0.agency)
    }) {
      parts.insert(.overseer)
    }
    return parts
  }

  /// How many proposals wait for the person.
  static func waiting(_ visit: Visit) throws -> Int {
    let (grants, reference) = (try visit.person().grants, try visit.reference())
    var count = 0
    for agency in try Watch.agencies(.overdueLists, visit) {
      let above = reference.ancestors(of: agency.id).dropFirst()
      for grant in grants where grant.fields.isEmpty {
        let isHead = (grant.role == .leader || grant.role == .chairman) && grant.agency == agency.id
        if isHead { count += try Corrections.count(.proposed, at: agency.id, in: visit.db) }
        if grant.role == .overseer, above.contains(grant.agency) {
          count += try Corrections.count(.supported, at: agency.id, in: visit.db)
        }
      }
    }
    return count
  }
}
