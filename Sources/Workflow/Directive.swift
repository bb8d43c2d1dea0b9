/// A dated demand of an office above to named units (văn bản chỉ đạo, đôn đốc), each of which replies by its day (F002-03).
public enum Directive {
  /// What the office above thought of a reply.
  public enum Verdict: String, Sendable, CaseIterable {
    /// The reply settles the matter.
    case accepted
    /// It does not: the unit replies again by another day.
    case sentBack = "sent-back"
  }

  /// How a unit's task stands.
  public enum Standing: String, Sendable, CaseIterable {
    /// The unit owes a reply, and has time.
    case awaited
    /// The unit owes a reply, and its day is over.
    case overdue
    /// Replied, not looked at.
    case replied
    /// Settled.
    case accepted
  }

  /// What decides it.
  ///
  /// - Parameters:
  ///   - verdict: the last one; nil where none was given since the last reply, or ever.
  ///   - hasReply: whether the unit replied since it was sent back last.
  public static func standing(hasReply: Bool, verdict: Verdict?, due: Day, today: Day) -> Standing {
    switch (hasReply, verdict) {
    case (_, .accepted): .accepted
    case (true, nil): .replied
    case (_, .sentBack), (false, nil): today > due ? .overdue : .awaited
    }
  }

  /// What may be done to a task.
  public enum Act: String, Sendable, CaseIterable {
    /// The unit replies.
    case reply
    /// The office above accepts the reply.
    case accept
    /// The office above sends it back.
    case sendBack = "send-back"
  }

  /// Whether an act fits a standing: who replies owes a reply or corrects one nobody looked at; who judges has one.
  public static func allows(_ act: Act, _ standing: Standing) -> Bool {
    switch (act, standing) {
    case (.reply, .awaited), (.reply, .overdue), (.reply, .replied): true
    case (.accept, .replied), (.sendBack, .replied): true
    case (.reply, .accepted), (.accept, _), (.sendBack, _): false
    }
  }
}
