import Testing
import Workflow

@Suite("Proofs of a dossier's dates")
struct DeadlineProofTests {
  private func dossier(
    legal: TimeLimit?, committed: TimeLimit?, legalDue: String?, appointment: String?,
    submitted: String? = nil
  ) -> Dossier {
    Dossier(
      id: DossierID(1), version: 1, state: .received, channel: .online, agency: AgencyID(1),
      unit: AgencyID(1),
      terms: Dossier.Terms(legal: legal, committed: committed, resultOnPaperOnly: false), papers: [],
      resultFiles: 0, resultExcepted: false, submittedAt: submitted.map(moment),
      receptionDue: submitted.map { _ in moment("2024-04-26T14:00") }, receivedAt: moment("2024-04-26T14:00"),
      appointment: appointment.map(moment), legalDue: legalDue.map(moment), finishedAt: nil, returnedAt: nil,
      processor: nil, signer: nil)
  }

  private func proofs(_ dossier: Dossier, hours: WorkingHours = .standard) -> [DeadlineProof] {
    dossier.proofs(calendar: Reference.calendar) { _ in hours }
  }

  @Test("each clock of an online filing has its own")
  func clocks() {
    let found = proofs(
      dossier(
        legal: .workingDays(3), committed: .workingDays(1), legalDue: "2024-05-04T17:00",
        appointment: "2024-05-02T17:00", submitted: "2024-04-25T14:00"))
    #expect(found.map(\.clock) == [.reception, .committed, .legal])
    #expect(found.map(\.agrees) == [true, true, true])
    #expect(found.map(\.lines.count) == [2, 7, 9])
    #expect(found[0].deadline.received == moment("2024-04-25T14:00"))
    #expect(found[2].shifts.map(\.description) == ["07:00-11:30", "13:30-17:00"])
  }

  @Test("an appointment by hand has no proof")
  func byHand() {
    #expect(
      proofs(dossier(legal: nil, committed: nil, legalDue: nil, appointment: "2024-05-02T17:00")).isEmpty)
  }

  @Test("shifts changed since the receipt show as a difference")
  func changed() throws {
    let shift = try #require(Shift("08:00-16:00"))
    let hours = try WorkingHours(seasons: [.init(from: try #require(MonthDay("01-01")), shifts: [shift])])
    let found = proofs(
      dossier(legal: .workingDays(3), committed: nil, legalDue: "2024-05-04T17:00", appointment: nil),
      hours: hours)
    #expect(found.map(\.agrees) == [false])
    #expect(
      found[0].deadline.due == moment("2024-05-04T16:00") && found[0].stored == moment("2024-05-04T17:00"))
  }
}
