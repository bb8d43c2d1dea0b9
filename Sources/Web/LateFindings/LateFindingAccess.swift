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
    var parts: Set<Correction.Part> = []
    for role in Rights.roles(of: person, on: place) {
      if role == .oneStopOfficer || role == .specialist { parts.insert(.officer) }
      if role == .leader || role == .chairman { parts.insert(.head) }
    }
    if try Watch.isAbove(place.agency, visit) { parts.insert(.overseer) }
    return parts
  }

  /// How many proposals wait for the person.
  static func waiting(_ visit: Visit) throws -> Int {
    let grants = try visit.person().grants.filter { $0.fields.isEmpty }
    var count = 0
    for agency in try Watch.agencies(.overdueLists, visit) {
      if grants.contains(where: { ($0.role == .leader || $0.role == .chairman) && $0.agency == agency.id }) {
        count += try Corrections.count(.proposed, at: agency.id, in: visit.db)
      }
      if try Watch.isAbove(agency.id, visit) {
        count += try Corrections.count(.supported, at: agency.id, in: visit.db)
      }
    }
    return count
  }
}
