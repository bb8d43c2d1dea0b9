import HTTPServer
import Storage
import Workflow

/// An administrator's grant reaches its agency and all below; the object is asked, and what lies outside is not
/// there for him.
extension Visit {
  /// Whether this person's roles use a read right at an agency.
  func reaches(_ agency: AgencyID, for right: ReadRight) throws -> Bool {
    let line = try reference().ancestors(of: agency)
    return try person().grants.contains { grant in
      switch Rights.reach(of: grant.role, to: right) {
      case .agency?: grant.agency == agency
      case .below?: line.contains(grant.agency)
      case nil: false
      }
    }
  }

  /// Whether this person administers an agency.
  func administers(_ agency: AgencyID) throws -> Bool {
    let line = try reference().ancestors(of: agency)
    return try person().grants.contains { $0.role == .administrator && line.contains($0.agency) }
  }

  /// The agencies that this person's roles reach, in order of the tree.
  func reached(for right: ReadRight) throws -> [Agency] {
    try reference().agencies.filter { try reaches($0.id, for: right) }
  }

  /// An agency that this person administers, or 404.
  func administered(_ id: AgencyID) throws -> Agency {
    guard let agency = try reference().agency(id), try administers(id) else { throw PageNotFound() }
    return agency
  }

  /// Whether this person administers the whole installation: catalogue and calendar are one for all agencies.
  func administersAll() throws -> Bool {
    try reference().root.map { try administers($0.id) } ?? false
  }

  /// - Throws: `PageNotFound` for whoever does not administer the whole installation.
  func requireAll() throws {
    guard try administersAll() else { throw PageNotFound() }
  }
}

/// A member of staff as an administrator, or a chairman, sees him.
struct SeenPerson: Sendable {
  let account: People.Account
  /// Every role ever held, the newest first.
  let grants: [People.HeldGrant]
  /// Whether all he holds lies within the administrator's reach. Who holds a role elsewhere, above all, is not
  /// locked or given a password from here: that would lend his rights.
  let isManaged: Bool

  var current: [People.HeldGrant] { grants.filter(\.isCurrent) }
}

extension Visit {
  /// A member of staff whose roles, or last roles, lie where this person sees accounts; or 404.
  func seen(_ id: PersonID) throws -> SeenPerson {
    guard let account = try People.account(id, in: db), account.kind == .staff else { throw PageNotFound() }
    let grants = try Array(People.heldGrants(of: id, in: db).reversed())
    let current = grants.filter(\.isCurrent)
    let deciding = current.isEmpty ? grants : current
    guard try deciding.contains(where: { try reaches($0.grant.agency, for: .people) }) else {
      throw PageNotFound()
    }
    let isManaged = try person().id != id && deciding.allSatisfy { try administers($0.grant.agency) }
    return SeenPerson(account: account, grants: grants, isManaged: isManaged)
  }

  /// A member of staff whose account this administrator may change; nobody changes his own here.
  func managed(_ id: PersonID) throws -> SeenPerson {
    let seen = try seen(id)
    guard seen.isManaged else { throw NotAllowed() }
    return seen
  }
}
