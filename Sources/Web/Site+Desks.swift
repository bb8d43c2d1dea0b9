extension Site {
  /// The screens of specialists, leaders, those who watch, and administrators.
  static let desks: [any Screen.Type] = [
    Inbox.self, SubmitForSignOff.self, SignOff.self, SignOffSeveral.self, ToSign.self, Exceptions.self,
    OversightList.self, Overview.self, RolesHeld.self, SearchDossiers.self, Work.self, CreatePerson.self, ListPeople.self,
    ManagePerson.self, PasswordOnce.self, ShowPerson.self, EditAgency.self, ListAgencies.self,
    EditHours.self, AdminProcedures.self, EditProcedure.self, EditForm.self, EditCalendar.self, EditPublication.self, Publications.self,
  ]
}
