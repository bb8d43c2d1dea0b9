/// A word from above about a dossier (nhắc việc, yêu cầu giải trình), to whom it lay with at that moment.
public struct Nudge: Sendable, Hashable, Codable, Identifiable {
  /// What is wanted.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// That it goes on (nhắc việc).
    case reminder
    /// An explanation in writing, by a day (yêu cầu giải trình).
    case explanation
  }

  /// Its number in the dossier, from 1.
  public let id: Int
  /// What is wanted.
  public let kind: Kind
  /// On whose desk it lay; nil at the counter.
  public let to: PersonID?
  /// Who asks.
  public let by: PersonID
  /// In which words.
  public let words: String
  /// When.
  public let askedAt: Moment
  /// By which day an explanation is to be given; nil for a reminder.
  public let answerBy: Day?
  /// The explanation.
  public internal(set) var answer = ""
  /// Who gave it.
  public internal(set) var answeredBy: PersonID?
  /// When.
  public internal(set) var answeredAt: Moment?

  /// Whether an explanation is still to be given.
  public var isOwed: Bool { kind == .explanation && answeredAt == nil }

  /// Whether the day by which an explanation was to be given is over.
  public func isLate(on day: Day) -> Bool { isOwed && answerBy.map { $0 < day } ?? false }
}
