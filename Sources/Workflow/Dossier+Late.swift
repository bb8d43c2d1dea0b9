extension Dossier {
  /// From so many working days before expiry on, a letter of apology is drafted: it must leave a day before.
  public static let apologyDays = 2

  /// The last day whose appointments are near enough at a moment to be apologised for.
  public static func apologyHorizon(at moment: Moment, _ calendar: WorkingCalendar) -> Day {
    calendar.day(apologyDays, workingDaysAfter: moment.day)
  }

  /// Whether it cannot be expected to be in time and no letter was signed.
  public func needsApology(at moment: Moment, _ calendar: WorkingCalendar) -> Bool {
    guard isBeingSolved, !state.awaitsApplicant, turns.apology?.signedAt == nil, let appointment else {
      return false
    }
    return appointment.day <= Self.apologyHorizon(at: moment, calendar)
  }

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

  /// Who filed online has the letter on the account at once (decision 13).
  mutating func apologise(at moment: Moment) -> [Effect] {
    turns.apology?.signedAt = moment
    if channel == .online { turns.apology?.sentAt = moment }
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
