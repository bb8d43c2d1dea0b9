import Templating

extension Site {
  private static let families: [any Screen.Type] = [
    ChangePassword.self, SignIn.self, Health.self, SignOff.self, SignOffSeveral.self, ToSign.self,
    Exceptions.self, OversightList.self, Overview.self, RolesHeld.self, ChooseProcedure.self,
    CitizenAccounts.self, Counter.self, Forward.self, Papers.self, PrintReceipt.self, Receive.self,
    ReceiveAtCounter.self, ReturnResult.self, TakeBack.self, Inbox.self, SubmitForSignOff.self,
    DecideWithReason.self, OpenFile.self, SearchDossiers.self, ShowDossier.self, Work.self,
    WriteNote.self, Home.self, ListProcedures.self, ShowProcedure.self,
    Apply.self, EditDraft.self, DraftPapers.self, CheckDraft.self, Submit.self, DiscardDraft.self,
    MyDossiers.self, MyDossier.self,
  ]

  static let screens: [SiteRoute] = families.flatMap { $0.routes }
  static let pages: [any PageDeclaration] = ErrorPages.pages + families.flatMap { $0.pages }
}
