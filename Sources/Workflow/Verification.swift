/// The record of a verification (biên bản xác minh; art 19.3): where, with whom, what was found.
public struct Verification: Sendable, Hashable, Codable {
  /// When it took place.
  public let at: Moment
  /// Where.
  public let place: String
  /// Who took part.
  public let participants: String
  /// What was found.
  public let content: String

  /// A record.
  public init(at: Moment, place: String, participants: String, content: String) {
    self.at = at
    self.place = place
    self.participants = participants
    self.content = content
  }

  /// Whether art 19.3 is satisfied: time, place, participants and content are written down.
  var isComplete: Bool { [place, participants, content].allSatisfy(\.saysSomething) }
}

/// An extension that the procedure allows: for verification (art 19.3), or for a bundle's other agencies by reason
/// (rules §10.4). It moves the appointment once, with a notice; it is not the apology letter (decision 11).
public struct Extension: Sendable, Hashable, Codable {
  /// Which one, unique in the procedure.
  public let id: String
  /// What it is for.
  public let name: String
  /// By how much.
  public let time: TimeLimit

  /// An extension of a procedure.
  public init(id: String, name: String, time: TimeLimit) {
    self.id = id
    self.name = name
    self.time = time
  }

  /// The one for verification.
  public static func verification(workingDays: Int) -> Extension {
    Extension(id: "verification", name: "Xác minh", time: .workingDays(workingDays))
  }
}
