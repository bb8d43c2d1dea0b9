import Testing
import Workflow

@Suite("Proofs of a dossier's dates")
struct DeadlineProofTests {
  private static let actor = Dossier.Actor(person: PersonID(1), role: .oneStopOfficer)
  private let standard = Dossier.Clockwork(calendar: Reference.calendar, hours: .standard)
  private let item = SupplementItem(
    subject: .other, name: "Tờ khai", code: .wrong, why: "thiếu ngày sinh", toDo: "ghi ngày sinh")

  private func received(
    _ legal: TimeLimit?, committed: TimeLimit? = nil, byHand: String? = nil, submitted: String? = nil,
    policy: Dossier.Policy = Dossier.Policy()
  ) throws -> Dossier {
    var dossier = Dossier(
      draft: DossierID(1), channel: submitted == nil ? .counter : .online, agency: AgencyID(1),
      terms: Dossier.Terms(legal: legal, committed: committed, resultOnPaperOnly: false, policy: policy),
      papers: [])
    if let submitted {
      let applicant = Dossier.Actor(person: PersonID(2), role: .applicant)
      _ = try dossier.apply(
        .submit(formProblems: 0), by: applicant, at: moment(submitted), clockwork: standard)
    }
    try act(.receive(appointmentByHand: byHand.map(moment)), on: &dossier, "2024-04-26T14:00")
    return dossier
  }

  private func act(_ action: Action, on dossier: inout Dossier, _ at: String) throws {
    _ = try dossier.apply(action, by: Self.actor, at: moment(at), clockwork: standard)
  }

  private func supplemented(_ policy: SupplementClock) throws -> DeadlineProof {
    var dossier = try received(.workingDays(3), policy: Dossier.Policy(supplementClock: policy))
    try act(.requestSupplement([item]), on: &dossier, "2024-05-02T09:00")
    try act(.answerSupplement([""]), on: &dossier, "2024-05-06T10:00")
    try act(.acceptSupplement, on: &dossier, "2024-05-06T11:00")
    return try #require(dossier.proofs(standard).last)
  }

  @Test("each clock of an online filing has its own")
  func clocks() throws {
    let found = try received(.workingDays(3), committed: .workingDays(1), submitted: "2024-04-25T14:00")
      .proofs(standard)
    #expect(found.map(\.clock) == [.reception, .committed, .legal])
    #expect(found.map(\.agrees) == [true, true, true])
    #expect(found.map { $0.parts.map(\.lines.count) } == [[2], [7], [9]])
    #expect(found[0].parts[0].deadline.received == moment("2024-04-25T14:00"))
    #expect(found[2].parts[0].shifts.map(\.description) == ["07:00-11:30", "13:30-17:00"])
  }

  @Test("an appointment by hand has no proof")
  func byHand() throws {
    #expect(try received(nil, byHand: "2024-05-10T17:00").proofs(standard).isEmpty)
  }

  @Test("shifts changed since the receipt show as a difference")
  func changed() throws {
    let shift = try #require(Shift("08:00-16:00"))
    let hours = try WorkingHours(seasons: [.init(from: try #require(MonthDay("01-01")), shifts: [shift])])
    let found = try received(.workingDays(3)).proofs(
      Dossier.Clockwork(calendar: Reference.calendar, hours: hours))
    #expect(found.map(\.agrees) == [false])
    #expect(found[0].counted == moment("2024-05-04T16:00") && found[0].stored == moment("2024-05-04T17:00"))
  }

  @Test("after a supplement the clock begins anew")
  func restart() throws {
    let proof = try supplemented(.restart)
    #expect(proof.agrees && proof.parts[0].deadline.received == moment("2024-05-06T10:00"))
    #expect(proof.stored == moment("2024-05-09T17:00"))
  }

  @Test("or has stood still")
  func pause() throws {
    let proof = try supplemented(.pause)
    #expect(proof.agrees && proof.parts[0].deadline.received == moment("2024-04-26T14:00"))
    #expect(
      proof.parts[0].lines.filter { $0.step == .paused }.map(\.day.iso) == [
        "2024-05-02", "2024-05-03", "2024-05-04",
      ])
    #expect(proof.stored == moment("2024-05-08T17:00"))
  }
}
