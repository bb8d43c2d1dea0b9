extension Dossier {
  func isExtensionUnused(_ action: Action) -> Bool {
    guard case .extend(let id, _) = action else { return false }
    return terms.policy.extensions.contains { $0.id == id } && !turns.extended.contains(id)
  }

  mutating func extend(
    _ id: String, at moment: Moment, _ clockwork: Clockwork
  ) throws(Refusal) -> [Effect] {
    guard let granted = terms.policy.extensions.first(where: { $0.id == id }), let due = judgedDue else {
      throw .noExtension
    }
    turns.extended.append(id)
    if terms.promised == nil {
      set(
        judgedDue: Deadline.compute(
          limit: granted.time, received: due, calendar: clockwork.calendar, hours: clockwork.hours
        ).due)
    }
    setDueDates(clockwork)
    return [.notifyApplicant(.extended)]
  }

  /// Replaces a letter that nobody has signed yet.
  mutating func draftApology(
    _ code: DelayReason, _ why: String, _ newDate: Moment, at moment: Moment
  ) throws(Refusal) -> [Effect] {
    guard let appointment, newDate > appointment, newDate > moment else { throw .newDateTooEarly }
    turns.apology = Apology(code: code, why: why, replaced: appointment, newDate: newDate)
    return []
  }

  mutating func apologise(at moment: Moment) -> [Effect] {
    turns.apology?.signedAt = moment
    set(judgedDue: judgedDue)
    return [.issueSlip(.apology), .notifyApplicant(.apologised)]
  }

  /// A letter counts as sent by the earliest way that is recorded (decision 13).
  mutating func recordNotice(_ notice: Notice, at moment: Moment) throws(Refusal) {
    guard notice == .apologised else { return }
    guard let apology = turns.apology, apology.signedAt != nil else { throw .apologyMissing }
    turns.apology?.sentAt = min(apology.sentAt ?? moment, moment)
  }
}
