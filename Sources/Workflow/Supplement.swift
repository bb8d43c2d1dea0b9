/// A request to complete a dossier (phiếu yêu cầu bổ sung, hoàn thiện hồ sơ; Mẫu 02), itemised: the citizen answers
/// item by item and the counter accepts or refuses each.
public struct Supplement: Sendable, Hashable, Codable {
  /// Which of the two requests a dossier may see (decision 10).
  public enum Phase: String, Sendable, Codable, CaseIterable {
    /// While the counter still guides, before it forwards (art 11.2.c, art 17).
    case beforeForwarding = "before-forwarding"
    /// After review, through the one-stop (art 19.4).
    case afterReview = "after-review"
  }

  /// A time in which the citizen has the slip: from its issue, or its reopening, to the answer.
  public struct Wait: Sendable, Hashable, Codable {
    /// When the slip was issued or reopened.
    public let from: Moment
    /// When the citizen answered; nil while he has not.
    public internal(set) var to: Moment?
    /// Why items were not accepted, in the slip's order, where this wait began with its reopening; nil at its issue.
    public let faults: [String?]?

    init(from: Moment, to: Moment? = nil, faults: [String?]? = nil) {
      (self.from, self.to, self.faults) = (from, to, faults)
    }
  }

  /// Which request it is.
  public let phase: Phase
  /// What must be completed.
  public internal(set) var items: [SupplementItem]
  /// The times of waiting, one more for each reopening.
  public internal(set) var waits: [Wait]
  /// Whether a leader had to allow it after three working days (decision 10): a breach, listed.
  public let wasAllowedLate: Bool
  /// When the counter accepted every item.
  public internal(set) var acceptedAt: Moment?

  /// When the slip was issued.
  public var requestedAt: Moment? { waits.first?.from }
  /// When the citizen last answered; nil while an answer is awaited.
  public var answeredAt: Moment? { waits.last?.to }
  /// Whether the citizen has it in hand.
  public var isAwaited: Bool { acceptedAt == nil && answeredAt == nil }

  /// The papers that it names.
  public var papers: [String] {
    items.compactMap { item in
      if case .paper(let id) = item.subject { id } else { nil }
    }
  }

  /// The parts of the form that it names.
  public var parts: Set<String> {
    Set(
      items.compactMap { item in
        if case .field(let path) = item.subject { path } else { nil }
      })
  }

  /// What the slip asked for when a wait began: every item at its issue; at a reopening those not accepted, each with
  /// why as its fault.
  public func asked(at wait: Wait) -> [SupplementItem] {
    guard let faults = wait.faults else { return items }
    return zip(items, faults).compactMap { item, fault in
      guard let fault else { return nil }
      var item = item
      item.fault = fault
      return item
    }
  }

  /// The working days that the citizen had it in hand, up to a moment.
  public func workingDaysWaited(until now: Moment, _ calendar: WorkingCalendar) -> Int {
    waits.reduce(0) { $0 + calendar.workingDays(from: $1.from.day, to: ($1.to ?? now).day) }
  }
}

/// One thing to complete: which paper or field, why, and what to do.
public struct SupplementItem: Sendable, Hashable, Codable {
  /// What it is about.
  public enum Subject: Sendable, Hashable, Codable {
    /// A paper of the list, by its id.
    case paper(String)
    /// An answer of the form, by its name.
    case field(String)
    /// Something else, named by the item alone.
    case other
  }

  /// What it is about.
  public let subject: Subject
  /// Its name, as the slip prints it.
  public let name: String
  /// The kind of fault (F001-04).
  public let code: SupplementReason
  /// Why, in words (F001-04).
  public let why: String
  /// What the citizen is to do.
  public let toDo: String
  /// What the citizen wrote with "I have corrected this"; nil while it is not ticked.
  public internal(set) var answer: String?
  /// Why the counter refused the answer; nil where it did not.
  public internal(set) var fault: String?

  /// An item nobody has answered.
  public init(subject: Subject, name: String, code: SupplementReason, why: String, toDo: String) {
    self.subject = subject
    self.name = name
    self.code = code
    self.why = why
    self.toDo = toDo
  }

  /// An item for a paper that is not there, as a slip begins to say it; the counter words it.
  public static func missing(_ paper: Dossier.PaperStatus) -> SupplementItem {
    missing(paper: paper.id, named: paper.name)
  }

  /// The same before there is a dossier.
  public static func missing(paper: String, named name: String) -> SupplementItem {
    SupplementItem(
      subject: .paper(paper), name: name, code: .missing, why: "Hồ sơ chưa có giấy tờ này.",
      toDo: "Nộp bổ sung giấy tờ này.")
  }

  /// Whether the slip may carry it: a name, a reason, a way to mend.
  var isComplete: Bool { [name, why, toDo].allSatisfy(\.saysSomething) }
}

/// Why something must be completed (F001-04).
public enum SupplementReason: String, Sendable, Codable, CaseIterable {
  /// The paper is not there.
  case missing
  /// Filled in wrongly or incompletely.
  case wrong
  /// Cannot be read.
  case unreadable
  /// No longer valid.
  case expired
  /// Contradicts another paper or the form.
  case contradictory
}

extension String {
  /// Whether there is anything but white space.
  var saysSomething: Bool { contains { !$0.isWhitespace } }
}
