extension Dossier {
  /// Online there is no paper: it is handed over at once (art 18).
  mutating func forward(
    to person: PersonID, _ unit: AgencyID, by actor: Actor, at moment: Moment, _ clockwork: Clockwork
  ) {
    processor = person
    self.unit = unit
    guard channel != .online else { return }
    turns.handover = Handover(
      giver: actor.person, givenAt: moment, due: Handover.due(from: moment, clockwork))
  }

  mutating func handBack() {
    processor = nil
    unit = agency
    turns.handover = nil
  }

  /// What was put before the counter or a leader is off the table when it is sent back.
  mutating func sendBack(from state: DossierState) {
    switch state {
    case .supplementProposed: turns.proposed = []
    case .stopProposed: turns.stop = nil
    default: turns.outcome = .granted
    }
  }

  mutating func reassign(to person: PersonID) {
    guard state == .processing else {
      signer = person
      return
    }
    processor = person
  }
}
