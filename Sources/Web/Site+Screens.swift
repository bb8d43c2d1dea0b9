import Templating

extension Site {
  private static let families: [any Screen.Type] = [
    ChangePassword.self, SignIn.self, Health.self, ChooseProcedure.self, CitizenAccounts.self,
    Counter.self, Forward.self, Papers.self, PrintReceipt.self, Receive.self, ReceiveAtCounter.self,
    ReturnResult.self, TakeBack.self, DecideWithReason.self, OpenFile.self, ShowDossier.self,
    WriteNote.self, Home.self, ListProcedures.self, ShowProcedure.self,
  ] + Admin.screens

  static let screens: [SiteRoute] = families.flatMap { $0.routes }
  static let pages: [any PageDeclaration] = ErrorPages.pages + families.flatMap { $0.pages }
}
