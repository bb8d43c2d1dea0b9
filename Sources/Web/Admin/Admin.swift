/// The administrator's screens, in the order of the menu.
enum Admin {
  static let screens: [any Screen.Type] = [
    ListPeople.self, NewPerson.self, ShowPerson.self, LockPerson.self, ResetPassword.self, GrantRole.self,
    ListAgencies.self, NewAgency.self, ShowAgency.self, Publications.self, AddPublications.self,
    SetHours.self,
  ]
}
