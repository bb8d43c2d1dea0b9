import Workflow

/// Every page of the site, once: routes are declared by these patterns and links printed by them.
enum Sitemap {
  // Visitor
  static let home = Address("/")
  static let procedures = Address("/procedures")
  static let procedure = Address1<String>("/procedures/:code")
  static let procedureForm = Address1<String>("/procedures/:code/form")
  static let lookUp = Address("/look-up")
  static let openDeadline = Address1<PaperKey>("/deadline/:key")
  static let health = Address("/health")

  // Account
  static let signIn = Address("/login")
  static let signOut = Address("/logout")
  static let signUp = Address("/sign-up")
  static let password = Address("/password")
  static let account = Address("/account")
  static let signOutEverywhere = Address("/account/sign-out-everywhere")

  // Citizen
  static let apply = Address1<String>("/procedures/:code/apply")
  static let myDossiers = Address("/my-dossiers")
  static let myDossier = Address1<DossierID>("/my-dossiers/:dossier")
  static let myReceipt = PaperAddresses("/my-dossiers/:dossier/receipt")
  static let myDeadline = PaperAddresses("/my-dossiers/:dossier/deadline")
  static let myAnswer = Address1<DossierID>("/my-dossiers/:dossier/answer-supplement")
  static let myWithdrawal = Address1<DossierID>("/my-dossiers/:dossier/withdraw")
  static let draft = Address1<DossierID>("/drafts/:dossier")
  static let draftSave = Address1<DossierID>("/drafts/:dossier/save")
  static let draftPapers = Address1<DossierID>("/drafts/:dossier/papers")
  static let draftAttach = Address2<DossierID, String>("/drafts/:dossier/papers/:paper")
  static let draftRemove = Address2<DossierID, Int64>("/drafts/:dossier/files/:file/remove")
  static let draftCheck = Address1<DossierID>("/drafts/:dossier/check")
  static let submit = Address1<DossierID>("/drafts/:dossier/submit")
  static let discard = Address1<DossierID>("/drafts/:dossier/discard")
  static let submitted = Address1<DossierID>("/my-dossiers/:dossier/submitted")

  // Staff, any role
  static let work = Address("/work")
  static let search = Address("/search")
  static let partnerWork = Address("/partner-work")
  static let dossier = Address1<DossierID>("/dossiers/:dossier")
  static let file = Address1<Int64>("/files/:file")
  static let note = Address1<DossierID>("/dossiers/:dossier/note")
  static let deadline = PaperAddresses("/dossiers/:dossier/deadline")
  /// The page of a turn off the straight way: its verb is its last word.
  static func turn(_ verb: Verb) -> Address1<DossierID> { Address1("/dossiers/:dossier/\(verb.rawValue)") }

  /// Where the counter checks what a citizen handed in to a slip.
  static let checkSupplement = Address1<DossierID>("/dossiers/:dossier/check-supplement")

  // One-stop officer
  static let counter = Address("/counter")
  static let watched = Address1<String>("/counter/watched/:list")
  static let chooseProcedure = Address("/counter/receive")
  static let receiveAtCounter = Address1<String>("/counter/receive/:code")
  static let receiveBatch = Address1<String>("/counter/receive/:code/batch")
  static let citizenAccounts = Address("/counter/accounts")
  static let bindAccount = Address1<PersonID>("/counter/accounts/:person/bind")
  static let unbindAccount = Address1<PersonID>("/counter/accounts/:person/unbind")
  static let newCitizenPassword = Address1<PersonID>("/counter/accounts/:person/new-password")
  static let receive = Address1<DossierID>("/dossiers/:dossier/receive")
  static let receipt = PaperAddresses("/dossiers/:dossier/receipt")
  static let forward = Address1<DossierID>("/dossiers/:dossier/forward")
  static let takeBack = Address1<DossierID>("/dossiers/:dossier/take-back")
  static let returnResult = Address1<DossierID>("/dossiers/:dossier/return")
  static let attachPaper = Address2<DossierID, String>("/dossiers/:dossier/papers/:paper/attach-paper")
  static let removePaper = Address2<DossierID, Int64>("/dossiers/:dossier/files/:file/remove-paper")
  static let markShown = Address2<DossierID, String>("/dossiers/:dossier/papers/:paper/mark-shown")
  static let exceptPaper = Address2<DossierID, String>("/dossiers/:dossier/papers/:paper/except-paper")

  // Specialist
  static let inbox = Address("/inbox")
  static let attachResult = Address1<DossierID>("/dossiers/:dossier/attach-result")
  static let removeResult = Address2<DossierID, Int64>("/dossiers/:dossier/files/:file/remove-result")
  static let submitForSignOff = Address1<DossierID>("/dossiers/:dossier/submit-for-sign-off")

  // Leader
  static let toSign = Address("/to-sign")
  static let apologies = Address("/to-sign/apologies")
  static let expiring = Address("/to-sign/expiring")
  static let signOff = Address1<DossierID>("/dossiers/:dossier/sign-off")
  static let signOffSeveral = Address("/to-sign/sign-off")

  // Chairman, district office, inspector
  static let overview = Address("/overview")
  static let overdue = Address1<AgencyID>("/overview/:agency/overdue")
  static let dueToday = Address1<AgencyID>("/overview/:agency/due-today")
  static let waiting = Address1<AgencyID>("/overview/:agency/waiting")
  static let waitingLate = Address1<AgencyID>("/overview/:agency/waiting-late")
  static let beingSolved = Address1<AgencyID>("/overview/:agency/being-solved")
  static let ready = Address1<AgencyID>("/overview/:agency/ready")
  static let orphans = Address1<AgencyID>("/overview/:agency/orphans")
  static let desks = Address1<AgencyID>("/overview/:agency/desks")
  static let absence = Address1<PersonID>("/desks/:person")
  static let delegations = Address1<AgencyID>("/overview/:agency/delegations")
  static let endDelegation = Address2<AgencyID, Int64>("/overview/:agency/delegations/:delegation/end")
  static let awaited = Address1<AgencyID>("/overview/:agency/awaited")
  static let capReached = Address1<AgencyID>("/overview/:agency/cap-reached")
  static let exceptions = Address1<AgencyID>("/overview/:agency/exceptions")
  static let rolesHeld = Address1<AgencyID>("/overview/:agency/roles")
  static let counterActs = Address1<AgencyID>("/overview/:agency/accounts")
  static let undoBinding = Address2<AgencyID, PersonID>("/overview/:agency/accounts/:person/unbind")

  // Administrator
  static let people = Address("/admin/people")
  static let newPerson = Address("/admin/people/new")
  static let person = Address1<PersonID>("/admin/people/:person")
  static let lockPerson = Address1<PersonID>("/admin/people/:person/lock")
  static let unlockPerson = Address1<PersonID>("/admin/people/:person/unlock")
  static let resetPassword = Address1<PersonID>("/admin/people/:person/reset-password")
  static let grantRole = Address1<PersonID>("/admin/people/:person/grant")
  static let revokeRole = Address2<PersonID, Int64>("/admin/people/:person/grants/:grant/revoke")
  static let agencies = Address("/admin/agencies")
  static let newAgency = Address("/admin/agencies/new")
  static let agency = Address1<AgencyID>("/admin/agencies/:agency")
  static let publications = Address1<AgencyID>("/admin/agencies/:agency/procedures")
  static let publication = Address2<AgencyID, String>("/admin/agencies/:agency/procedures/:code")
  static let adminProcedures = Address("/admin/procedures")
  static let newProcedure = Address("/admin/procedures/new")
  static let publishProcedure = Address("/admin/procedures/new/publish")
  static let adminProcedure = Address1<String>("/admin/procedures/:code")
  static let publishRevision = Address1<String>("/admin/procedures/:code/publish")
  static let adminForm = Address1<String>("/admin/forms/:form")
  static let formFields = Address1<String>("/admin/forms/:form/fields")
  static let publishForm = Address1<String>("/admin/forms/:form/publish")
  static let calendar = Address("/admin/calendar")
  static let publishCalendar = Address("/admin/calendar/publish")
  static let hours = Address1<AgencyID>("/admin/agencies/:agency/hours")
}
