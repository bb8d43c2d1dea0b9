extension Dossier {
  mutating func refuse(at moment: Moment) -> [Effect] {
    let number = handIn(at: moment)
    end(at: moment)
    return number + [.issueSlip(.refusal), .notifyApplicant(.refused)]
  }

  mutating func stop(_ decided: StopProposal, at moment: Moment) -> [Effect] {
    turns.stop = decided
    end(at: moment)
    return [.issueSlip(.stop), .notifyApplicant(.stopped)]
  }

  mutating func withdraw(at moment: Moment) -> [Effect] {
    end(at: moment)
    return [.notifyApplicant(.withdrawn)]
  }

  /// Nothing runs on inside once the citizen has the last word: no clock, no stage, no letter.
  private mutating func end(at moment: Moment) {
    receptionDue = nil
    if receivedAt != nil { finishedAt = moment }
    for index in turns.stages.indices where turns.stages[index].isOpen {
      turns.stages[index].closedAt = moment
    }
    if turns.apology?.signedAt == nil { turns.apology = nil }
    if turns.isPaymentDue { turns.payment = nil }
    turns.handover = nil
  }

  mutating func demandPayment(_ amount: Int, for what: String, at moment: Moment) -> [Effect] {
    turns.payment = Payment(amount: amount, what: what, demandedAt: moment, receipt: "")
    return [.notifyApplicant(.paymentDemanded)]
  }

  mutating func recordPayment(_ receipt: String, at moment: Moment) -> [Effect] {
    turns.payment?.paidAt = moment
    turns.payment?.receipt = receipt
    return [.notifyApplicant(.paid)]
  }

  mutating func decideAtDesk(_ delegation: String, by actor: Actor, at moment: Moment) -> [Effect] {
    turns.delegation = delegation
    (processor, signer) = (actor.person, actor.person)
    finishedAt = moment
    points.result = actor.point
    return [.notifyApplicant(.ready)]
  }
}
