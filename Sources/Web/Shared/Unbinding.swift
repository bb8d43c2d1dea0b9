import HTTPServer
import Storage
import Workflow

/// Undoing a wrong binding (decision 1): by a one-stop officer of the agency that bound it or of one above, or by that
/// agency's chairman; never without a reason.
extension Visit {
  /// A citizen's account, or 404.
  func citizenAccount(_ id: PersonID) throws -> People.Account {
    guard let account = try People.account(id, in: db), account.kind == .citizen else { throw PageNotFound() }
    return account
  }

  /// The agency at whose counter this officer sits.
  func counter() throws -> AgencyID {
    guard let agency = try person().agency(of: .oneStopOfficer) else { throw NotAllowed() }
    return agency
  }

  /// Whether this officer may undo a binding.
  func mayUnbind(_ binding: People.Binding) throws -> Bool {
    let reach = try reference().ancestors(of: binding.agency)
    return try person().grants.contains { $0.role == .oneStopOfficer && reach.contains($0.agency) }
  }

  /// Undoes the binding of an account as a form asks for it.
  ///
  /// - Parameters:
  ///   - agency: whose counter or chairman does it.
  ///   - isAllowed: whether the binding that stands is his to undo.
  ///   - refusing: the page again, with what must be mended.
  func unbind(
    _ account: People.Account, at agency: AgencyID, by isAllowed: (People.Binding) throws -> Bool,
    refusing: (String) throws -> Response, then url: String
  ) throws -> Response {
    let reason = lines("reason")
    return try once(refusing: {
      guard let binding = try People.binding(of: account.id, in: db), try isAllowed(binding) else {
        throw PageNotFound()
      }
      try checkVersion(account.version, at: url)
      return (1...500).contains(reason.codePoints)
        ? nil : try refusing(text("Lý do gỡ: ghi vì sao lần gắn này là nhầm, nhiều nhất 500 ký tự."))
    }) {
      try People.unbind(
        account.id, reason: reason, by: person().id, at: agency, on: now, in: writing)
      return Confirmation.unbound.address(url)
    }
  }
}

extension InputModel {
  /// Why a binding is undone.
  static func unbinding(_ id: String, _ typed: String, hint: String = "", _ visit: Visit) -> InputModel {
    InputModel(
      id: id, name: "reason", label: visit.text("Lý do gỡ"), value: typed,
      hint: hint.isEmpty ? "" : visit.text(hint), isRequired: true, rows: 2)
  }
}
