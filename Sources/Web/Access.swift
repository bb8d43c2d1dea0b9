import Storage
import Workflow

/// Who may call a route. There is no default: a route that says nothing does not compile, and what no case
/// allows is refused.
enum Access: Sendable {
  /// Anybody, signed in or not.
  case anyone
  /// Whoever is signed in; a first password must be changed before anything else.
  case signedIn
  /// Whoever is signed in, even with a password that must be changed.
  case signedInWithAnyPassword
  /// Citizens' accounts.
  case citizen
  /// Staff in any role.
  case staff
  /// Staff who hold one of these roles somewhere; the object is asked again by the handler.
  case roles(Set<Role>)

  static func role(_ roles: Role...) -> Access { .roles(Set(roles)) }

  /// Whether nobody may call it without signing in.
  var needsSignIn: Bool {
    if case .anyone = self { return false }
    return true
  }

  func allows(_ person: Visitor) -> Bool {
    switch self {
    case .anyone, .signedIn, .signedInWithAnyPassword: true
    case .citizen: person.kind == .citizen
    case .staff: person.kind == .staff
    case .roles(let roles): person.kind == .staff && person.person.grants.contains { roles.contains($0.role) }
    }
  }
}
