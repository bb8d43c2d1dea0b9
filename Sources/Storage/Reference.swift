import Synchronization
public import Workflow

/// What the law and the units have set, held in memory: agencies, calendar, shifts, procedures, forms. Immutable;
/// a change of any of it makes the next batch of work take a new one (`ReferenceCache`).
public final class Reference: Sendable {
  /// A procedure's revision with its number in the store. Shared, since lists hand it about and it is large.
  public final class StoredProcedure: Sendable {
    /// Stored number, which dossiers keep.
    public let id: Int64
    /// 1, 2, 3 … for one code.
    public let revision: Int
    /// What it says.
    public let procedure: ProcedureRevision
    /// Its name as a search sees it.
    public let searchName: FoldedText

    /// A stored revision.
    public init(id: Int64, revision: Int, procedure: ProcedureRevision) {
      (self.id, self.revision, self.procedure) = (id, revision, procedure)
      searchName = FoldedText(procedure.name)
    }
  }

  /// A form's revision with its number in the store.
  public struct StoredForm: Sendable {
    /// Stored number, which dossiers keep.
    public let id: Int64
    /// 1, 2, 3 … for one form.
    public let revision: Int
    /// What it asks.
    public let form: FormDescription
  }

  /// A procedure that a unit's counter receives (F003-01).
  public struct Publication: Sendable, Hashable {
    /// The unit.
    public let agency: AgencyID
    /// The procedure's code.
    public let code: String
    /// Number of the decision that published it; empty where unknown.
    public let decisionNumber: String
    /// Its day, `yyyy-mm-dd`; empty where unknown.
    public let decisionDay: String
    /// Who answers for it (F002-05); empty where nobody is named.
    public let responsible: String
    /// In force.
    public let days: ClosedDays
    /// Since when it is posted at the office; nil where it is not known to be (TT 01/2018 art 13, indicator 6).
    public let postedFrom: Day?
    /// Version for the form that changes it; 0 for one that is not stored yet.
    public let version: Int

    /// A publication at a unit.
    public init(
      agency: AgencyID, code: String, decisionNumber: String, decisionDay: String, responsible: String,
      days: ClosedDays, postedFrom: Day? = nil, version: Int = 0
    ) {
      self.agency = agency
      self.code = code
      self.decisionNumber = decisionNumber
      self.decisionDay = decisionDay
      self.responsible = responsible
      self.days = days
      self.postedFrom = postedFrom
      self.version = version
    }
  }

  /// Number of the state of reference data this was read at.
  public let version: Int
  /// All agencies, in order of the tree: parents before children.
  public let agencies: [Agency]
  /// Days off and swap days.
  public let calendar: WorkingCalendar
  /// Procedure fields (lĩnh vực) by id.
  public let fields: [String: String]
  /// The same by name.
  public let fieldsByName: [(id: String, name: String)]
  /// Whether this is a demo installation, whose accounts the sign-in page lists.
  public let isDemo: Bool
  /// Every publication, past ones included.
  public let publications: [Publication]

  /// The points of agencies that receive and return at several, closed ones included.
  let points: [ServicePoint]

  private let agenciesByID: [AgencyID: Agency]
  private let childrenByID: [AgencyID: [Agency]]
  private let hoursByAgency: [AgencyID: [(from: Day, hours: WorkingHours)]]
  private let revisionsByCode: [String: [StoredProcedure]]
  private let revisionsByID: [Int64: StoredProcedure]
  private let formsByName: [String: [StoredForm]]
  private let formsByID: [Int64: StoredForm]
  /// Of the day that was asked for last.
  private let lastInForce = Mutex<ProceduresInForce?>(nil)

  init(
    version: Int, agencies: [Agency], calendar: WorkingCalendar,
    hours: [AgencyID: [(from: Day, hours: WorkingHours)]], fields: [String: String],
    procedures: [StoredProcedure], forms: [StoredForm], publications: [Publication], points: [ServicePoint],
    isDemo: Bool
  ) {
    self.version = version
    self.agencies = agencies
    self.calendar = calendar
    self.fields = fields
    self.isDemo = isDemo
    fieldsByName = fields.map { (id: $0.key, name: $0.value, folded: FoldedText($0.value)) }
      .sorted { $0.folded < $1.folded }.map { (id: $0.id, name: $0.name) }
    self.publications = publications
    self.points = points
    agenciesByID = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0) })
    childrenByID = Dictionary(grouping: agencies.filter { $0.parent != nil }, by: { $0.parent! })
    hoursByAgency = hours
    revisionsByCode = Dictionary(grouping: procedures, by: \.procedure.code)
      .mapValues { $0.sorted { $0.revision < $1.revision } }
    revisionsByID = Dictionary(uniqueKeysWithValues: procedures.map { ($0.id, $0) })
    formsByName = Dictionary(grouping: forms, by: \.form.id)
      .mapValues { $0.sorted { $0.revision < $1.revision } }
    formsByID = Dictionary(uniqueKeysWithValues: forms.map { ($0.id, $0) })
  }

  /// An agency, nil where the number is none.
  public func agency(_ id: AgencyID) -> Agency? { agenciesByID[id] }

  /// The agencies directly below.
  public func children(of id: AgencyID) -> [Agency] { childrenByID[id] ?? [] }

  /// The agency itself and all above it, upward.
  public func ancestors(of id: AgencyID) -> [AgencyID] {
    var line: [AgencyID] = []
    var next: AgencyID? = id
    while let current = next, !line.contains(current) {
      line.append(current)
      next = agenciesByID[current]?.parent
    }
    return line
  }

  /// The agency itself and all below it.
  public func descendants(of id: AgencyID) -> [Agency] {
    agenciesByID[id].map { [$0] + children(of: id).flatMap { descendants(of: $0.id) } } ?? []
  }

  /// The top of an agency's tree that is still a district or province: where contacts and the name of the
  /// installation come from.
  public var root: Agency? { agencies.first { $0.parent == nil } }

  /// The shifts of an agency on a day: its own, else those of the agency above, else the usual ones.
  public func hours(of id: AgencyID, on day: Day) -> WorkingHours {
    for ancestor in ancestors(of: id) {
      if let own = hoursByAgency[ancestor]?.last(where: { $0.from <= day }) { return own.hours }
    }
    return .standard
  }

  /// Calendar and shifts by which an agency's clocks run.
  public func clockwork(of id: AgencyID, on day: Day) -> Dossier.Clockwork {
    Dossier.Clockwork(calendar: calendar, hours: hours(of: id, on: day))
  }

  /// The revision of a procedure in force on a day.
  public func procedure(_ code: String, on day: Day) -> StoredProcedure? {
    revisionsByCode[code]?.last { $0.procedure.effectiveFrom <= day && isOpen($0.procedure, on: day) }
  }

  /// A revision by its stored number.
  public func procedure(revision id: Int64) -> StoredProcedure? { revisionsByID[id] }

  /// All revisions of a code, oldest first.
  public func revisions(of code: String) -> [StoredProcedure] { revisionsByCode[code] ?? [] }

  /// The catalogue of a day.
  public func inForce(on day: Day) -> ProceduresInForce {
    if let last = lastInForce.withLock({ $0 }), last.day == day { return last }
    let found = ProceduresInForce(
      day, revisionsByCode.keys.compactMap { procedure($0, on: day) }, of: self)
    lastInForce.withLock { $0 = found }
    return found
  }

  /// Every procedure's newest revision, in force or not, by code.
  public var newestProcedures: [StoredProcedure] {
    revisionsByCode.values.compactMap(\.last).sorted { $0.procedure.code < $1.procedure.code }
  }

  /// The newest revision of a form.
  public func form(_ id: String) -> StoredForm? { formsByName[id]?.last }

  /// All revisions of a form, oldest first.
  public func revisions(ofForm id: String) -> [StoredForm] { formsByName[id] ?? [] }

  /// A form's revision by its stored number.
  public func form(revision id: Int64) -> StoredForm? { formsByID[id] }

  /// Every form's newest revision.
  public var forms: [StoredForm] { formsByName.values.compactMap(\.last).sorted { $0.form.id < $1.form.id } }

  /// The publications at a unit that hold on a day or begin later, by code.
  public func publications(at agency: AgencyID, endingOnOrAfter day: Day) -> [Publication] {
    publications.filter { $0.agency == agency && $0.days.to.map { day <= $0 } ?? true }
  }

  private func isOpen(_ procedure: ProcedureRevision, on day: Day) -> Bool {
    procedure.effectiveTo.map { day <= $0 } ?? true
  }
}
