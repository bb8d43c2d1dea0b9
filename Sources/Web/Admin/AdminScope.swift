import HTTPServer
import Storage
import Workflow

/// An administrator's reach: the agency of his grant and all below it; outside of it nothing exists for him.
extension Visit {
  /// The agencies this person administers, in the order of the tree.
  func administered() throws -> [Agency] {
    try reference().agencies.filter { try administers($0.id) }
  }

  /// An agency this person administers, or 404.
  func administered(_ id: AgencyID) throws -> Agency {
    guard let agency = try reference().agency(id), try administers(id) else { throw PageNotFound() }
    return agency
  }

  func administers(_ id: AgencyID) throws -> Bool {
    let ancestors = try reference().ancestors(of: id)
    return try person().grants.contains { $0.role == .administrator && ancestors.contains($0.agency) }
  }

  /// Whether this person administers the whole installation, every tree of agencies there is: what holds for all
  /// (procedures, forms, calendar) is his alone to publish.
  func administersAll() throws -> Bool { try reference().agencies.allSatisfy { try administers($0.id) } }

  /// Stops whoever administers only a part.
  func checkAdministersAll() throws {
    guard try administersAll() else { throw NotAllowed() }
  }

  /// An account of staff that holds or held a role within reach, or 404.
  func administeredAccount(_ id: PersonID) throws -> People.Account {
    guard let account = try People.account(id, in: db), account.kind == .staff,
      try People.heldGrants(of: id, in: db).contains(where: { try administers($0.grant.agency) })
    else { throw PageNotFound() }
    return account
  }

  /// Whether this person may change an account: not his own, and not one that also holds a role beyond reach, or
  /// a new password would be a way up.
  func mayChange(_ account: People.Account) throws -> Bool {
    guard try account.id != person().id else { return false }
    return try People.grants(of: account.id, in: db).allSatisfy { try administers($0.agency) }
  }

  /// The account of a form about a person, which this visitor may change, as the form was drawn from it.
  func changeableAccount(_ id: PersonID) throws -> People.Account {
    let account = try administeredAccount(id)
    guard try mayChange(account) else { throw NotAllowed() }
    return account
  }

  /// Stops a form that was drawn from another version than the store holds.
  func checkVersion(_ version: Int, at url: String) throws {
    guard try formVersion() == version else { throw Outdated(url: url) }
  }
}

/// Somebody else changed meanwhile what a form of an administrator changes (decision 18).
struct Outdated: Error {
  /// Where it stands as it is now.
  let url: String
}
