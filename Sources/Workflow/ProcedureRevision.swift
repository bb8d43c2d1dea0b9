/// A procedure (thủ tục hành chính) as one decision published it, in force from one day to another.
///
/// A dossier keeps the revision it was received under, so what is published never changes: an administrator
/// copies it, changes the copy and publishes that as the next one.
public struct ProcedureRevision: Codable, Hashable, Sendable {
  /// The national code, such as "1.001193".
  public var code: String
  /// Its name.
  public var name: String
  /// The id of its field (lĩnh vực).
  public var field: String
  /// How much of it is done online, and whether somebody has confirmed that.
  public var level = ServiceLevel.information, levelVerified = false
  /// Which level of government performs it.
  public var performedBy: PerformingLevel
  /// The decision that published it.
  public var decision: Decision?
  /// The days from which and to which, both included, it is in force.
  public var effectiveFrom: Day, effectiveTo: Day?
  /// The ways of filing.
  public var channels: [Channel] = Channel.allCases
  /// The papers of the dossier.
  public var papers: [Paper] = []
  /// The times, by channel and case.
  public var times: [ProcessingTime] = []
  /// The fees; free of charge is a fee of 0, an empty list is not known.
  public var fees: [Fee] = []
  /// The papers that result.
  public var results: [ResultPaper] = []
  /// The law it rests on.
  public var legalBasis: [String] = []
  /// Requirements and conditions.
  public var conditions: String?
  /// The id of its electronic form.
  public var form: String?
  /// The four steps, where they were published; see `steps`.
  public var publishedSteps: [ProcedureStep]?
  /// The person responsible in the unit (F002-05).
  public var responsible: String?
  /// What a request for supplements does to the clock.
  public var supplementClock = SupplementClock.restart
  /// By how many working days a verification may move the appointment (NĐ 61 art 19.3).
  public var verificationDays: Int?
  /// How long the citizen may take to complete the dossier (decision 10); nil where the standard holds.
  public var waitingCap: TimeLimit?
  /// Other extensions by reason, as bundled procedures have them (rules §10.4); nil where there are none.
  public var extensions: [Extension]?
  /// Whether a desk officer may be delegated to decide (NĐ 61 art 17.5); nil where nothing is said.
  public var isDelegable: Bool?
  /// What is not known or not verified, and where the data come from.
  public var notes: [String] = []

  /// A revision of which nothing but this is known; the rest is set afterwards.
  public init(code: String, name: String, field: String, performedBy: PerformingLevel, effectiveFrom: Day) {
    self.code = code
    self.name = name
    self.field = field
    self.performedBy = performedBy
    self.effectiveFrom = effectiveFrom
  }

  private enum CodingKeys: String, CodingKey {
    case code, name, field, level, levelVerified, performedBy, decision, effectiveFrom, effectiveTo, channels
    case papers, times, fees, results, legalBasis, conditions, form, responsible, supplementClock
    case verificationDays, waitingCap, extensions, isDelegable, notes
    case publishedSteps = "steps"
  }
}

/// The decision that published a procedure.
public struct Decision: Codable, Hashable, Sendable {
  /// Its number, such as "3159/QĐ-UBND".
  public let number: String
  /// Its date.
  public let date: Day

  /// A decision.
  public init(number: String, date: Day) {
    self.number = number
    self.date = date
  }
}

/// A paper that results from a procedure.
public struct ResultPaper: Codable, Hashable, Sendable {
  /// The national result code, such as "KQ.G15.000031".
  public let code: String?
  /// Its name.
  public let name: String
  /// Whether it exists on paper only, so that the hand-over at the counter finishes the dossier (decision 9).
  public let onPaperOnly: Bool

  /// A result.
  public init(code: String? = nil, name: String, onPaperOnly: Bool = false) {
    self.code = code
    self.name = name
    self.onPaperOnly = onPaperOnly
  }
}

extension ProcedureRevision {
  /// What it says about turns off the straight way, as a dossier keeps it.
  public var policy: Dossier.Policy {
    let verification = verificationDays.map { [Extension.verification(workingDays: $0)] } ?? []
    return Dossier.Policy(
      supplementClock: supplementClock, waitingCap: waitingCap ?? Dossier.Policy.standardCap,
      extensions: verification + (extensions ?? []), isDelegable: isDelegable ?? false)
  }

  /// The time for a filing: that of its channel and case before those for all.
  ///
  /// Nothing if no time fits, and if only times of particular cases are left and none was named.
  public func time(for channel: Channel, case caseName: String? = nil) -> ProcessingTime? {
    let fitting = times.filter {
      ($0.channel == nil || $0.channel == channel) && ($0.caseName == nil || $0.caseName == caseName)
    }
    return fitting.max { rank($0) < rank($1) }
  }

  /// The time for a filing whose answers tell the case.
  public func time(for channel: Channel, answers: FormAnswers, on today: Day) -> ProcessingTime? {
    let named = times.first { $0.condition?.holds(for: answers, on: today) ?? false }
    return time(for: channel, case: named?.caseName)
  }

  /// The names of the cases with a time of their own.
  public var caseNames: [String] {
    times.compactMap(\.caseName).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  private func rank(_ time: ProcessingTime) -> Int {
    (time.caseName == nil ? 0 : 2) + (time.channel == nil ? 0 : 1)
  }

  /// The four steps: as published, else by the generic rule for the time at the counter.
  public var steps: [ProcedureStep] {
    steps(for: time(for: .counter) ?? times.first)
  }

  /// The four steps of a filing with the given time.
  public func steps(for time: ProcessingTime?) -> [ProcedureStep] {
    publishedSteps ?? ProcedureStep.generic(for: time?.promised)
  }

  /// Whether the shares of the steps come from the generic rule.
  public var stepsAreGeneric: Bool { publishedSteps == nil }

  /// Whether the revision is in force on a day.
  public func isInForce(on day: Day) -> Bool {
    effectiveFrom <= day && effectiveTo.map { day <= $0 } ?? true
  }
}
