import HTTPServer
import Storage
import Workflow

/// Whose work a person may watch: asked of the read table, never of the role's name. A grant limited to some
/// fields does not show counts of all.
enum Watch {
  /// Roles that watch at all.
  static let roles = Set(Role.allCases.filter { Rights.reach(of: $0, to: .overdueLists) != nil })

  /// The agencies with a counter that a person watches, in the order of the tree.
  static func agencies(_ right: ReadRight, _ visit: Visit) throws -> [Agency] {
    let reference = try visit.reference()
    return try reference.agencies.filter { agency in
      try agency.kind != .department && reaches(right, agency.id, visit)
    }
  }

  /// An agency that this person watches, or 404.
  static func agency(_ right: ReadRight, _ id: AgencyID, _ visit: Visit) throws -> Agency {
    guard let agency = try visit.reference().agency(id), try reaches(right, id, visit) else {
      throw PageNotFound()
    }
    return agency
  }

  private static func reaches(_ right: ReadRight, _ agency: AgencyID, _ visit: Visit) throws -> Bool {
    let ancestors = try visit.reference().ancestors(of: agency)
    return try visit.person().grants.contains { grant in
      guard grant.fields.isEmpty else { return false }
      return switch Rights.reach(of: grant.role, to: right) {
      case .agency?: grant.agency == agency
      case .below?: ancestors.contains(grant.agency)
      case nil: false
      }
    }
  }
}
