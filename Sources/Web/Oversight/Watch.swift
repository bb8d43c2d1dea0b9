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
    let (grants, reference) = (try grants(right, visit), try visit.reference())
    guard !grants.isEmpty else { return [] }
    return reference.agencies.filter { $0.kind != .department && reaches(right, $0.id, grants, reference) }
  }

  /// An agency that this person watches, or 404.
  static func agency(_ right: ReadRight, _ id: AgencyID, _ visit: Visit) throws -> Agency {
    let reference = try visit.reference()
    guard let agency = reference.agency(id), reaches(right, id, try grants(right, visit), reference) else {
      throw PageNotFound()
    }
    return agency
  }

  /// Whether a person oversees an agency from a level above it, and not only from within.
  static func isAbove(_ agency: AgencyID, _ visit: Visit) throws -> Bool {
    let above = try visit.reference().ancestors(of: agency).dropFirst()
    return try visit.person().grants.contains {
      $0.role == .overseer && $0.fields.isEmpty && above.contains($0.agency)
    }
  }

  private static func grants(_ right: ReadRight, _ visit: Visit) throws -> [Grant] {
    try visit.person().grants.filter { $0.fields.isEmpty && Rights.reach(of: $0.role, to: right) != nil }
  }

  private static func reaches(
    _ right: ReadRight, _ agency: AgencyID, _ grants: [Grant], _ reference: Reference
  ) -> Bool {
    grants.contains { grant in
      switch Rights.reach(of: grant.role, to: right) {
      case .agency?: grant.agency == agency
      case .below?: reference.ancestors(of: agency).contains(grant.agency)
      case nil: false
      }
    }
  }
}
