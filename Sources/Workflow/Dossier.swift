/// A citizen's case (hồ sơ thủ tục hành chính) as far as the flow is concerned: its state, its clocks and
/// whose desk it lies on. Names, answers and files are stored beside it.
public struct Dossier: Sendable, Hashable {
  /// Stored number; nothing a citizen sees.
  public let id: DossierID
  /// Counts every change; forms carry it, so that two desks never overwrite each other (decision 18).
  public internal(set) var version: Int
  /// Where it stands.
  public internal(set) var state: DossierState
  /// How it was filed.
  public let channel: Channel
  /// The agency whose counter receives and returns.
  public let agency: AgencyID
  /// The unit that processes; the agency itself until forwarded elsewhere.
  public internal(set) var unit: AgencyID
  /// What the procedure's revision says about time and result.
  public let terms: Terms
  /// The papers of its list.
  public internal(set) var papers: [PaperStatus]
  /// How many result files are attached.
  public internal(set) var resultFiles: Int
  /// Whether returning without a file was allowed, with a reason.
  public internal(set) var resultExcepted: Bool
  /// When it was filed online.
  public internal(set) var submittedAt: Moment?
  /// When the reception clock of an online filing runs out (rules §1.3).
  public internal(set) var receptionDue: Moment?
  /// When the counter received it.
  public internal(set) var receivedAt: Moment?
  /// The appointment (ngày hẹn trả), from the committed time where there is one (F002-06); an apology moves it.
  public internal(set) var appointment: Moment?
  /// The appointment as moved by supplement, pause or extension, not by apology: what reports judge by (decision 9).
  public internal(set) var judgedDue: Moment?
  /// The limit by law, kept beside the appointment.
  public internal(set) var legalDue: Moment?
  /// When the office finished (decision 9).
  public internal(set) var finishedAt: Moment?
  /// When the citizen collected.
  public internal(set) var returnedAt: Moment?
  /// The specialist it was last forwarded to.
  public internal(set) var processor: PersonID?
  /// The leader it was last submitted to.
  public internal(set) var signer: PersonID?
  /// Everybody who worked on the result: none of them signs it off (decision 3).
  public internal(set) var makers: Set<PersonID>
  /// The turns it took off the straight way.
  public internal(set) var turns: Turns
  /// Where it was received and is picked up, where the agency has several points.
  public internal(set) var points: Points

  /// What the flow needs of the procedure's revision in force at filing.
  public struct Terms: Sendable, Hashable {
    /// Time by law for this channel; nil where unknown.
    public let legal: TimeLimit?
    /// Time the unit committed itself to; nil where it did not.
    public let committed: TimeLimit?
    /// The result exists on paper only, so that it is finished when it lies at the counter (decision 9).
    public let resultOnPaperOnly: Bool

    /// What it says about turns off the straight way.
    public let policy: Policy

    /// What the revision says for the dossier's channel.
    public init(
      legal: TimeLimit?, committed: TimeLimit?, resultOnPaperOnly: Bool, policy: Policy = Policy()
    ) {
      self.legal = legal
      self.committed = committed
      self.resultOnPaperOnly = resultOnPaperOnly
      self.policy = policy
    }

    /// The time from which the appointment is computed.
    public var promised: TimeLimit? { committed ?? legal }
  }

  /// What the procedure's revision says about turns off the straight way.
  public struct Policy: Sendable, Hashable, Codable {
    /// What a request for supplements does to the clock (decision 10).
    public let supplementClock: SupplementClock
    /// How long the citizen may take to complete the dossier before a stop is proposed (decision 10).
    public let waitingCap: TimeLimit
    /// Extensions that move the appointment, each once (decision 11).
    public let extensions: [Extension]
    /// Whether a desk officer may be delegated to decide (art 17.5).
    public let isDelegable: Bool

    /// The time to complete a dossier where the procedure sets none; the law sets none either.
    public static let standardCap = TimeLimit.workingDays(30)

    /// By default what NĐ 61 says.
    public init(
      supplementClock: SupplementClock = .restart, waitingCap: TimeLimit = standardCap,
      extensions: [Extension] = [], isDelegable: Bool = false
    ) {
      self.supplementClock = supplementClock
      self.waitingCap = waitingCap
      self.extensions = extensions
      self.isDelegable = isDelegable
    }
  }

  /// One paper of the list (thành phần hồ sơ) and how it stands.
  public struct PaperStatus: Sendable, Hashable {
    /// Its id in the procedure's revision.
    public let id: String
    /// Its name, for messages.
    public let name: String
    /// Submitted or shown (decision 7).
    public let isShownOnly: Bool
    /// Whether the list demands it.
    public let isRequired: Bool
    /// Number of files attached.
    public internal(set) var files: Int
    /// How many of them are reused, by what they were.
    public internal(set) var reused: [Reuse.Kind: Int]
    /// Whether the officer ticked that it was shown.
    public internal(set) var isShown: Bool
    /// Why it has neither.
    public internal(set) var exception: PaperException?

    /// A paper as stored.
    public init(
      id: String, name: String, isShownOnly: Bool, isRequired: Bool, files: Int = 0,
      reused: [Reuse.Kind: Int] = [:], isShown: Bool = false, exception: PaperException? = nil
    ) {
      self.id = id
      self.name = name
      self.isShownOnly = isShownOnly
      self.isRequired = isRequired
      self.files = files
      self.reused = reused
      self.isShown = isShown
      self.exception = exception
    }

    /// How far it has become electronic; a file made for this dossier outranks a reused one.
    public var digitisation: Digitisation {
      guard files > 0 else { return .notDigitised }
      guard reused.values.reduce(0, +) == files else { return .digitised }
      return reused[.result, default: 0] > 0 ? .reusedResult : .reusedComponent
    }

    mutating func take(_ kind: Reuse.Kind) {
      files += 1
      reused[kind, default: 0] += 1
    }

    mutating func drop(_ kind: Reuse.Kind?) {
      files = max(0, files - 1)
      guard let kind, let count = reused[kind] else { return }
      reused[kind] = count > 1 ? count - 1 : nil
    }

    /// Whether what must be submitted is there as a file, or excepted with a reason (F003-05).
    public var isDigitised: Bool { !isRequired || isShownOnly || files > 0 || exception != nil }

    /// Whether nothing is missing (F001-03, decision 7).
    public var isSettled: Bool {
      !isRequired || exception != nil || files > 0 || (isShownOnly && isShown)
    }
  }

  /// A dossier nobody has filed yet.
  public init(
    draft id: DossierID, channel: Channel, agency: AgencyID, terms: Terms, papers: [PaperStatus],
    points: Points = Points()
  ) {
    self.init(
      id: id, version: 0, state: .draft, channel: channel, agency: agency, unit: agency, terms: terms,
      papers: papers, resultFiles: 0, resultExcepted: false, submittedAt: nil, receptionDue: nil,
      receivedAt: nil, appointment: nil, legalDue: nil, finishedAt: nil, returnedAt: nil, processor: nil,
      signer: nil, points: points)
  }

  /// A dossier as stored.
  public init(
    id: DossierID, version: Int, state: DossierState, channel: Channel, agency: AgencyID, unit: AgencyID,
    terms: Terms, papers: [PaperStatus], resultFiles: Int, resultExcepted: Bool, submittedAt: Moment?,
    receptionDue: Moment?, receivedAt: Moment?, appointment: Moment?, legalDue: Moment?,
    finishedAt: Moment?, returnedAt: Moment?, processor: PersonID?, signer: PersonID?,
    makers: Set<PersonID> = [], judgedDue: Moment? = nil, turns: Turns = Turns(), points: Points = Points()
  ) {
    self.id = id
    self.version = version
    self.state = state
    self.channel = channel
    self.agency = agency
    self.unit = unit
    self.terms = terms
    self.papers = papers
    self.resultFiles = resultFiles
    self.resultExcepted = resultExcepted
    self.submittedAt = submittedAt
    self.receptionDue = receptionDue
    self.receivedAt = receivedAt
    self.appointment = appointment
    self.legalDue = legalDue
    self.finishedAt = finishedAt
    self.returnedAt = returnedAt
    self.processor = processor
    self.signer = signer
    self.makers = makers
    self.judgedDue = judgedDue ?? appointment
    self.turns = turns
    self.points = points
  }

  /// Received and without a result: the processing clock runs, also after the sign-off of a result that exists on
  /// paper only, until it lies at the counter (decision 9).
  public var isBeingSolved: Bool { receivedAt != nil && finishedAt == nil }

  /// From which moment an unfinished dossier is late (decision 9): times in days compare dates, times in hours
  /// compare instants by the minute. An appointment set by hand compares dates. Waiting for a supplement it is late
  /// at no time, and still in the lists that are ordered by this.
  public var lateFrom: Moment? {
    guard let judgedDue else { return nil }
    if state == .supplementing { return .farFuture }
    if case .workingHours? = terms.promised {
      return Moment(seconds: (judgedDue.seconds / 60 + 1) * 60)
    }
    return Moment(day: judgedDue.day + 1, minuteOfDay: 0)
  }

  /// TrangThaiHoSo of the national portal (rules §5.1): a total function of what is known here.
  public var nationalStatus: Int? { state.nationalStatus(paymentDue: turns.isPaymentDue) }

  /// Whose desk it lies on: the named person's, or the counter's.
  public var desk: Desk {
    switch state {
    case .draft, .supplementingFiling, .supplementing: .applicant
    case .submitted, .received, .signed, .atCounter, .supplementProposed, .supplementAnswered:
      .counter(agency)
    case .processing: .specialist(processor)
    case .awaitingSignOff, .stopProposed: .leader(signer)
    case .returned, .refused, .withdrawn, .stopped: .nobody
    }
  }
}

/// Where a dossier lies.
public enum Desk: Sendable, Hashable {
  /// With the person who fills it in.
  case applicant
  /// At the one-stop counter of an agency.
  case counter(AgencyID)
  /// With a specialist.
  case specialist(PersonID?)
  /// With a leader.
  case leader(PersonID?)
  /// Over.
  case nobody
}
