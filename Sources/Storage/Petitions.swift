public import Workflow

/// The register of petitions: what citizens complain of or suggest, and what was answered.
public enum Petitions {
  /// A petition as it comes in.
  public struct New: Sendable {
    /// To whom it is addressed.
    public var agency: AgencyID
    /// What it is about.
    public var kind: Petition.Kind
    /// By which way it came.
    public var channel: Petition.Channel
    /// The account it comes from; nil where an officer keys it in.
    public var petitioner: PersonID?
    /// Who petitions.
    public var name: String
    /// How to reach him.
    public var contact: String
    /// The dossier it is about, if it is about one.
    public var dossier: DossierID?
    /// One line.
    public var subject: String
    /// All of it.
    public var body: String
    /// By which day it is to be answered.
    public var due: Day
    /// What it rests on.
    public var files: [DossierFiles.Kept]

    /// All of it.
    public init(
      agency: AgencyID, kind: Petition.Kind, channel: Petition.Channel, petitioner: PersonID?, name: String,
      contact: String, dossier: DossierID?, subject: String, body: String, due: Day,
      files: [DossierFiles.Kept] = []
    ) {
      (self.agency, self.kind, self.channel, self.petitioner) = (agency, kind, channel, petitioner)
      (self.name, self.contact, self.dossier) = (name, contact, dossier)
      (self.subject, self.body, self.due, self.files) = (subject, body, due, files)
    }
  }

  /// A stored petition.
  public struct Stored: Sendable {
    /// Stored number.
    public let id: Int64
    /// Its number in the register, such as "PAKN-H56.20.02-2026-0012".
    public let number: String
    /// To whom it is addressed now.
    public let agency: AgencyID
    /// What it is about.
    public let kind: Petition.Kind
    /// By which way it came.
    public let channel: Petition.Channel
    /// The account it came from.
    public let petitioner: PersonID?
    /// Who petitions.
    public let name: String
    /// How to reach him.
    public let contact: String
    /// Who keyed it in.
    public let keyedBy: PersonID
    /// The dossier it is about.
    public let dossier: DossierID?
    /// That dossier's code.
    public let dossierCode: String
    /// One line.
    public let subject: String
    /// All of it.
    public let body: String
    /// Received at.
    public let receivedAt: Moment
    /// By which day it is to be answered.
    public let due: Day
    /// When that day was moved.
    public let extendedAt: Moment?
    /// How far it is.
    public let state: Petition.State
    /// When it was answered, declined or withdrawn.
    public let closedAt: Moment?
    /// The answer, or why there is none.
    public let answer: String
    /// What the head found.
    public let finding: Petition.Finding?
    /// How content the citizen is with the answer.
    public let contentment: Petition.Contentment?
    /// For the forms that change it.
    public let version: Int

    /// What permits an act besides the state.
    public var past: Petition.Past {
      Petition.Past(isExtended: extendedAt != nil, isRated: contentment != nil)
    }

    /// Whether its day is over without an answer, or was when the answer came.
    public func isLate(on today: Day) -> Bool {
      switch state {
      case .open: Petition.isLate(answeredOn: today, due: due)
      case .answered: closedAt.map { Petition.isLate(answeredOn: $0.day, due: due) } ?? false
      case .declined, .withdrawn: false
      }
    }
  }

  /// An act on a petition.
  public struct Step: Sendable {
    /// What.
    public let act: Petition.Act
    /// Who.
    public let personName: String
    /// When.
    public let at: Moment
    /// In which words.
    public let words: String
  }

  /// A file of a petition or of its answer.
  public struct File: Sendable {
    /// Stored number.
    public let id: Int64
    /// The petition.
    public let petition: Int64
    /// With which act it came.
    public let act: Petition.Act
    /// The file.
    public let kept: DossierFiles.Kept
  }

  /// What every number of the register begins with.
  static let numberPrefix = "PAKN"

  /// The series of an agency's numbers.
  static func series(_ agencyCode: String) -> String { "petition \(agencyCode)" }

  /// Enters a petition into the register.
  ///
  /// - Parameter code: identifier code of the agency, which names the series.
  public static func submit(
    _ new: New, agencyCode code: String, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws -> Int64 {
    let year = String(moment.day.year)
    let serial = try Serials.next(series: series(code), period: year, in: db)
    let id = try known(
      db.first(
        """
        INSERT INTO petitions (number, agency_id, kind, channel, petitioner_id, name, contact, keyed_by,
          dossier_id, subject, body, received_at, due)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id
        """, "\(numberPrefix)-\(code)-\(year)-\(Serials.padded(serial, to: 4))", new.agency.value,
        new.kind.rawValue,
        new.channel.rawValue, new.petitioner?.value, new.name, new.contact, person.value, new.dossier?.value,
        new.subject, new.body, moment.seconds, new.due.iso
      ) { $0.int64(0) })
    try keep(new.files, of: id, with: .submit, by: person, at: moment, in: db)
    try step(.submit, on: id, "", by: person, at: moment, in: db)
    return id
  }

  /// The head answers.
  public static func answer(
    _ words: String, _ finding: Petition.Finding, files: [DossierFiles.Kept], to petition: Stored,
    by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    try change(
      petition, "state = 'answered', closed_at = $2, closed_on = $3, answer = $4, finding = $5",
      moment.seconds, moment.day.iso, words, finding.rawValue, in: db)
    try keep(files, of: petition.id, with: .answer, by: person, at: moment, in: db)
    try step(.answer, on: petition.id, words, by: person, at: moment, in: db)
  }

  /// The head moves its day.
  public static func extend(
    _ petition: Stored, to day: Day, why words: String, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try change(petition, "due = $2, extended_at = $3", day.iso, moment.seconds, in: db)
    try step(
      .extend, on: petition.id, "\(petition.due.vietnamese) → \(day.vietnamese). \(words)", by: person,
      at: moment, in: db)
  }

  /// The head gives it to the agency whose matter it is.
  public static func passOn(
    _ petition: Stored, to agency: Agency, why words: String, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try change(petition, "agency_id = $2", agency.id.value, in: db)
    try step(.passOn, on: petition.id, "\(agency.name). \(words)", by: person, at: moment, in: db)
  }

  /// The head declines it, or the citizen withdraws it.
  public static func close(
    _ petition: Stored, _ act: Petition.Act, words: String, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    let state: Petition.State = act == .decline ? .declined : .withdrawn
    try change(
      petition, "state = $2, closed_at = $3, closed_on = $4, answer = $5", state.rawValue, moment.seconds,
      moment.day.iso, words, in: db)
    try step(act, on: petition.id, words, by: person, at: moment, in: db)
  }

  /// The citizen says how content he is with the answer.
  public static func rate(
    _ petition: Stored, _ contentment: Petition.Contentment, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try change(petition, "contentment = $2", contentment.rawValue, in: db)
    try step(.rate, on: petition.id, contentment.rawValue, by: person, at: moment, in: db)
  }

  private static func change(
    _ petition: Stored, _ what: String, _ values: any SQLParameter..., in db: WriteAccess
  ) throws {
    try db.execute(
      "UPDATE petitions SET version = version + 1, \(what) WHERE id = $1",
      arguments: [petition.id as any SQLParameter] + values)
  }

  private static func step(
    _ act: Petition.Act, on id: Int64, _ words: String, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO petition_steps (petition_id, number, act, person_id, at, words)
      SELECT $1, COALESCE(max(number), 0) + 1, $2, $3, $4, $5 FROM petition_steps WHERE petition_id = $1
      """, id, act.rawValue, person.value, moment.seconds, words)
  }

  private static func keep(
    _ files: [DossierFiles.Kept], of id: Int64, with act: Petition.Act, by person: PersonID,
    at moment: Moment,
    in db: WriteAccess
  ) throws {
    for file in files {
      try db.execute(
        """
        INSERT INTO petition_files (petition_id, sha256, size, kind, filename, act, added_by, added_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """, id, file.sha256, file.size, file.kind.rawValue, file.filename, act.rawValue, person.value,
        moment.seconds)
    }
  }
}
