extension Dossier {
  mutating func correct() -> [Effect] {
    turns.receiptVersion += 1
    return [.issueSlip(.receipt), .notifyApplicant(.corrected)]
  }

  /// Whether an earlier moment fits: not after the one recorded, not before what must come first.
  func isInOrder(_ action: Action, before now: Moment) -> Bool {
    guard case .backdate(let milestone, let earlier, _) = action else { return false }
    guard let recorded = moment(of: milestone), earlier < recorded, earlier < now else { return false }
    return switch milestone {
    case .receipt: submittedAt.map { earlier >= $0 } ?? true
    case .finish: receivedAt.map { earlier >= $0 } ?? false
    case .handOver: finishedAt.map { earlier >= $0 } ?? false
    }
  }

  /// Whether it would make a late finish one in time: that takes three people and evidence (F004-02), not one and a reason.
  func hidesLateness(_ action: Action) -> Bool {
    guard case .backdate(.finish, let earlier, _) = action, let finishedAt, let judgedDue else {
      return false
    }
    let limit = terms.promised ?? .workingDays(1)
    return limit.isKept(by: earlier, due: judgedDue) && !limit.isKept(by: finishedAt, due: judgedDue)
  }

  /// When a milestone took place, as recorded; nil where it did not, or can no longer be moved.
  public func moment(of milestone: Milestone) -> Moment? {
    switch milestone {
    case .receipt: turns.supplements.contains { $0.waits[0].from >= receivedAt ?? .latest } ? nil : receivedAt
    case .finish: finishedAt
    case .handOver: returnedAt
    }
  }

  mutating func backdate(_ milestone: Milestone, to earlier: Moment, _ clockwork: Clockwork) {
    switch milestone {
    case .receipt:
      receivedAt = earlier
      setDueDates(clockwork)
    case .finish: finishedAt = earlier
    case .handOver: returnedAt = earlier
    }
  }
}
