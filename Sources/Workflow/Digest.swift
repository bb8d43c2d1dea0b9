/// What a person is told in the morning (bản tin việc): what is late, falls due or waits on his desk, at his counter or in
/// his agency (F000-08). Made once a working day; nothing is told where nothing is due.
public struct Digest: Codable, Hashable, Sendable {
  /// Whose work a part is about.
  public enum Place: String, Codable, Sendable, CaseIterable {
    /// On the person's own desk, to be processed.
    case desk
    /// Before the person, to be signed.
    case toSign = "to-sign"
    /// At the one-stop counter.
    case counter
    /// In the whole agency.
    case agency
  }

  /// What the dossiers of a part have in common.
  public enum Matter: String, Codable, Sendable, CaseIterable {
    /// Late by now.
    case overdue
    /// Late when today is over.
    case dueToday = "due-today"
    /// Late when the next working day is over.
    case dueNext = "due-next"
    /// Filed online, not answered within the reception clock.
    case waitingLate = "waiting-late"
    /// Filed online on the days off before today, not received yet.
    case filedOnDaysOff = "filed-on-days-off"
    /// Not moved for the agency's own time.
    case stuck
    /// A file of it is lost or unreadable.
    case damaged
    /// Its letter of apology waits for a signature.
    case unsignedApology = "unsigned-apology"
    /// Its result lies at the counter.
    case uncollected
  }

  /// One dossier, without a name: the digest leaves the portal by e-mail.
  public struct Row: Codable, Hashable, Sendable {
    /// Stored number.
    public let dossier: DossierID
    /// Mã hồ sơ, or the submission number before receipt.
    public let number: String
    /// Name of the procedure.
    public let procedure: String
    /// The appointment, or the end of the reception clock.
    public let due: Moment?
    /// Whose desk it lies on; nil at the counter.
    public let holder: String?
    /// The agency whose counter received it.
    public let agency: AgencyID

    /// All that is told of a dossier.
    public init(
      dossier: DossierID, number: String, procedure: String, due: Moment?, holder: String?, agency: AgencyID
    ) {
      (self.dossier, self.number, self.procedure) = (dossier, number, procedure)
      (self.due, self.holder, self.agency) = (due, holder, agency)
    }
  }

  /// Dossiers that have one thing in common.
  public struct Part: Codable, Hashable, Sendable {
    /// Whose work it is about.
    public let place: Place
    /// What they have in common.
    public let matter: Matter
    /// How many there are.
    public let count: Int
    /// The most urgent of them.
    public let rows: [Row]
    /// The agency it is about; nil on the person's own desk.
    public let agency: AgencyID?

    /// A part of a digest.
    public init(place: Place, matter: Matter, count: Int, rows: [Row], agency: AgencyID?) {
      (self.place, self.matter, self.count) = (place, matter, count)
      (self.rows, self.agency) = (rows, agency)
    }
  }

  /// What the head of an agency has to answer by a day, dossiers apart: a petition, a directive from above.
  public struct Duty: Codable, Hashable, Sendable {
    /// What is to be answered.
    public enum Kind: String, Codable, Sendable, CaseIterable {
      /// A citizen's petition.
      case petition
      /// What the office above demands.
      case directive
    }

    /// What is to be answered.
    public let kind: Kind
    /// Stored number.
    public let id: Int64
    /// The number it carries.
    public let number: String
    /// What it is about, without a citizen's words or name.
    public let title: String
    /// By which day.
    public let due: Day

    /// All that is told of it.
    public init(_ kind: Kind, id: Int64, number: String, title: String, due: Day) {
      (self.kind, self.id, self.number, self.title, self.due) = (kind, id, number, title, due)
    }
  }

  /// The days off that ended with this morning; nil after a working day.
  public let daysOff: ClosedDays?
  /// The parts that hold anything.
  public let parts: [Part]
  /// What is to be answered by the next working day, the most urgent first.
  public let duties: [Duty]

  /// The parts that hold nothing are left out.
  public init(daysOff: ClosedDays?, parts: [Part], duties: [Duty] = []) {
    self.daysOff = daysOff
    self.parts = parts.filter { $0.count > 0 }
    self.duties = duties
  }

  /// Reads a digest as it was kept; those of before petitions and directives stood in it have none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    daysOff = try container.decodeIfPresent(ClosedDays.self, forKey: .daysOff)
    parts = try container.decode([Part].self, forKey: .parts)
    duties = try container.decodeIfPresent([Duty].self, forKey: .duties) ?? []
  }

  /// Whether there is anything to tell.
  public var isEmpty: Bool { parts.isEmpty && duties.isEmpty }

  /// How many entries its parts hold together.
  public var count: Int { parts.reduce(duties.count) { $0 + $1.count } }

  /// Rows of a part, so that a digest can be read at one look.
  public static let rowsPerPart = 10

  /// Whether people of an agency are to be told by now: on a working day, from the agency's minute on.
  public static func isDue(now: Moment, from minute: Int, _ calendar: WorkingCalendar) -> Bool {
    calendar.isWorking(now.day) && now.minuteOfDay >= minute
  }

  /// The days off between a working day and the one before; nil where they follow each other.
  public static func daysOff(before day: Day, _ calendar: WorkingCalendar) -> ClosedDays? {
    let last = calendar.previousWorking(before: day)
    return last + 1 < day ? ClosedDays(from: last + 1, to: day - 1) : nil
  }
}
