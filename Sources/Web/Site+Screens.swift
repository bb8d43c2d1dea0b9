import Templating

extension Site {
  private static let families: [any Screen.Type] = [
    ChangePassword.self, ShowAccount.self, SignIn.self, SignUp.self, AdminProcedures.self,
    CreatePerson.self, CreateProcedure.self, EditAgency.self, EditCalendar.self, EditForm.self,
    EditReportingRule.self,
    EditHours.self,
    EditProcedure.self, FormFields.self, EditPublication.self, ListAgencies.self, ListPeople.self,
    ManagePerson.self,
    PasswordOnce.self, Publications.self, ShowPerson.self, Apply.self, CheckDraft.self,
    DiscardDraft.self, DraftPapers.self, EditDraft.self, MyDossier.self, MyDossiers.self, Submit.self,
    Health.self, SignOff.self, SignOffSeveral.self, ToSign.self, LateDossiers.self, Exceptions.self,
    OversightList.self, Overview.self, Morning.self, ShowProgress.self, ShowCertificates.self,
    ListProgress.self, NudgesToMe.self,
    ShowDigest.self, MailLetters.self,
    ShowStepTimes.self, ListStepTimes.self,
    ShowFieldReport.self, ShowOnlineRanking.self, ListOnlineRanking.self, ImportTargets.self,
    ListDirectives.self, IssueDirective.self, ShowDirective.self,
    ListFieldReport.self, ShowFormerReport.self, ListLateFindings.self, ShowDeskCoverage.self,
    ListDeskCoverage.self,
    ShowScores.self, ShowUnitScore.self, ListScored.self, PublicScores.self, ShowServiceIndex.self,
    RateDossier.self, RateAtKiosk.self, ShowRatings.self, ListRatings.self, PublicRatings.self,
    ShowUnitIndex.self, ListUnusedServices.self, ListWithoutResult.self, ListMadeReports.self,
    ShowMadeReport.self, ListMadeReport.self, PrintMadeReport.self, ShowLateEvidence.self,
    CorrectLateness.self,
    MyPetitions.self, NewPetition.self, MyPetition.self, KeyPetition.self, ListPetitions.self,
    ListPetitionNumber.self, ShowPetition.self, PetitionFile.self,
    ShowInspections.self, PrintInspection.self, RolesHeld.self, CounterActs.self, AgencyDesks.self,
    Absence.self,
    DelegationRegister.self, Recount.self, UnfinishedResults.self, ScanCodes.self, PapersInTransit.self,
    ChooseProcedure.self, CitizenAccounts.self, Counter.self, CorrectDossier.self,
    Forward.self, Papers.self, PrintReceipt.self, Receive.self, ReceiveAtCounter.self, ReceiveBatch.self,
    ReturnResult.self, TakeBack.self, Inbox.self, SubmitForSignOff.self, TakeTurn.self,
    RequestSupplement.self, AnswerSupplement.self, CheckSupplement.self, Withdraw.self,
    WatchedLists.self, AwaitedLists.self, DigitisationRates.self, DigitisedPapers.self,
    AgencyPoints.self, EditPoint.self, ChooseSeat.self, CarriedResults.self, PrintCarriedResults.self,
    ChoosePickUp.self,
    PartnerWork.self, AmendedResults.self,
    OpenFile.self, SearchDossiers.self, ShowDossier.self, Work.self, WriteNote.self, Home.self,
    ListProcedures.self, LookUp.self, PrintDeadline.self, PrintForm.self, PrintSlip.self,
    PrintControlSlip.self, PrintHandovers.self, ShowRegister.self,
    PrintRegister.self, ExportRegister.self, CompareRegister.self, ShowDeadline.self,
    ShowProcedure.self,
  ]

  static let screens: [SiteRoute] = families.flatMap { $0.routes }
  static let pages: [any PageDeclaration] = ErrorPages.pages + families.flatMap { $0.pages }
}
