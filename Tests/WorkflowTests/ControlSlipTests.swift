import Testing

@testable import Workflow

/// Mẫu 05: the way from hand to hand, and the time each hand had and took.
@Suite struct ControlSlipTests {
  private static let officer = PersonID(1)
  private static let specialist = PersonID(2)
  private static let leader = PersonID(3)
  private static let other = PersonID(6)
  private static let steps = [
    ProcedureStep(role: .oneStop, name: "Tiếp nhận", allotted: .workingHours(2)),
    ProcedureStep(role: .specialist, name: "Xử lý", allotted: .workingDays(2)),
    ProcedureStep(role: .leader, name: "Ký duyệt", allotted: .workingHours(4)),
    ProcedureStep(role: .oneStop, name: "Trả kết quả", allotted: .workingHours(1)),
  ]

  private static func at(_ text: String) -> Moment { moment("2026-09-\(text)") }

  private static func event(
    _ verb: Verb, _ to: DossierState, _ role: Role, _ person: PersonID, _ at: String, to next: PersonID? = nil
  ) -> ControlSlip.Event {
    ControlSlip.Event(verb, to: to, role: role, person: person, toPerson: next, at: Self.at(at))
  }

  /// Tuesday to Thursday, on paper.
  private static let straight = [
    event(.receive, .received, .oneStopOfficer, officer, "08T08:30"),
    event(.forward, .processing, .oneStopOfficer, officer, "08T10:30", to: specialist),
    event(.takeOver, .processing, .specialist, specialist, "08T14:00"),
    event(.attachResult, .processing, .specialist, specialist, "09T09:00"),
    event(.submitForSignOff, .awaitingSignOff, .specialist, specialist, "10T09:00", to: leader),
    event(.signOff, .signed, .leader, leader, "10T15:00"),
    event(.takeBack, .atCounter, .oneStopOfficer, officer, "10T16:30"),
    event(.returnResult, .returned, .oneStopOfficer, officer, "14T08:00"),
  ]

  private func slip(
    _ events: [ControlSlip.Event], _ state: DossierState = .received, channel: Channel = .counter,
    paperOnly: Bool = false, _ change: (inout Dossier) -> Void = { _ in }
  ) -> ControlSlip {
    var dossier = FlowCase.dossier(in: state, paperOnly: paperOnly, channel: channel)
    dossier.receivedAt = Self.at("08T08:30")
    (dossier.finishedAt, dossier.returnedAt) = (nil, nil)
    change(&dossier)
    return ControlSlip(dossier, events)
  }

  @Test func theStraightWay() {
    let hops = slip(Self.straight).hops
    #expect(
      hops.map(\.receiver) == [
        .counter(Self.officer), .specialist(Self.specialist), .leader(Self.leader), .counter(Self.officer),
        .applicant,
      ])
    #expect(
      hops.map(\.giver) == [
        .applicant, .counter(Self.officer), .specialist(Self.specialist), .leader(Self.leader),
        .counter(Self.officer),
      ])
    #expect(
      hops.map(\.givenAt) == ["08T08:30", "08T10:30", "10T09:00", "10T15:00", "14T08:00"].map(Self.at))
    #expect(
      hops.map(\.receivedAt) == ["08T08:30", "08T14:00", "10T09:00", "10T16:30", "14T08:00"].map(Self.at))
    #expect(hops.map(\.leftAt) == ["08T10:30", "10T09:00", "10T15:00", "14T08:00"].map(Self.at) + [nil])
  }

  @Test func whatEachHandTook() {
    let uses = slip(Self.straight).hops.map { $0.use(of: Self.steps, FlowCase.clockwork) }
    #expect(uses.map { $0?.minutes } == [120, 180 + 480 + 120, 240, 90, nil])
    #expect(uses.map { $0?.timeliness } == [.onTime, .onTime, .onTime, .late, nil])
    #expect(uses.map { $0?.allotted } == Self.steps.map(\.allotted) + [nil])
  }

  @Test(arguments: [
    ("09T11:00", Timeliness.early), ("10T07:00", .onTime), ("10T17:00", .onTime), ("11T07:00", .late),
  ])
  func daysCompareDates(left: String, timeliness: Timeliness) {
    var events = Array(Self.straight.prefix(3))
    events.append(Self.event(.submitForSignOff, .awaitingSignOff, .specialist, Self.specialist, left))
    let use = slip(events).hops[1].use(of: Self.steps, FlowCase.clockwork)
    #expect(use?.timeliness == timeliness)
  }

  @Test func onItsWayNobodyHasSigned() {
    let hops = slip(Array(Self.straight.prefix(2)), .processing).hops
    #expect(hops.count == 2 && hops[1].receivedAt == nil && hops[1].leftAt == nil)
    #expect(hops[1].use(of: Self.steps, FlowCase.clockwork) == nil)
    let online = slip(Array(Self.straight.prefix(2)), .processing, channel: .online).hops
    #expect(online[1].receivedAt == online[1].givenAt)
    let given =
      Self.straight.prefix(2) + [
        Self.event(.reassign, .processing, .leader, Self.leader, "08T11:00", to: Self.other)
      ]
    let reassigned = slip(Array(given), .processing).hops
    #expect(reassigned[2].receiver == .specialist(Self.other) && reassigned[2].receivedAt == nil)
  }

  /// Art 19.4: through the one-stop to the citizen and back; his time is not the office's.
  @Test func aSupplementAfterReview() {
    let events =
      Self.straight.prefix(3) + [
        Self.event(.proposeSupplement, .supplementProposed, .specialist, Self.specialist, "08T15:00"),
        Self.event(.requestSupplement, .supplementing, .oneStopOfficer, Self.officer, "08T16:00"),
        Self.event(.answerSupplement, .supplementAnswered, .applicant, PersonID(5), "10T08:00"),
        Self.event(.acceptSupplement, .processing, .oneStopOfficer, Self.officer, "10T09:00"),
      ]
    let hops = slip(Array(events), .processing).hops
    #expect(
      hops.map(\.receiver) == [
        .counter(Self.officer), .specialist(Self.specialist), .counter(Self.officer), .applicant,
        .counter(Self.officer), .specialist(Self.specialist),
      ])
    #expect(hops[3].use(of: Self.steps, FlowCase.clockwork) == nil)
  }

  @Test func whatTheLeaderSendsBackIsTheSpecialistsAgain() {
    let events =
      Self.straight.prefix(5) + [
        Self.event(.sendBack, .processing, .leader, Self.leader, "10T10:00")
      ]
    let hops = slip(Array(events), .processing).hops
    #expect(hops.last?.receiver == .specialist(Self.specialist) && hops.last?.giver == .leader(Self.leader))
  }

  @Test func anEndHasNoNextHand() {
    let events =
      Self.straight.prefix(3) + [
        Self.event(.withdraw, .withdrawn, .applicant, PersonID(5), "09T09:00")
      ]
    let hops = slip(Array(events), .withdrawn).hops
    #expect(hops.count == 2 && hops[1].leftAt == Self.at("09T09:00"))
  }

  @Test func partnersStandWhereTheyWereAsked() {
    let opened = Self.event(.openStage, .processing, .specialist, Self.specialist, "08T15:00")
    let events = Self.straight.prefix(3) + [opened] + Self.straight.dropFirst(3)
    var stage = Stage(
      id: 1, kind: .parallel, agency: FlowCase.partner, task: "x", openedAt: Self.at("08T15:00"),
      due: Self.at("09T17:00"), answer: "Có", resultCode: "")
    (stage.takenAt, stage.closedAt, stage.holder) = (Self.at("09T07:30"), Self.at("10T07:00"), Self.other)
    let hops = slip(Array(events)) { $0.turns.stages = [stage] }.hops
    #expect(hops[2].receiver == .partner(FlowCase.partner, Self.other) && hops.count == 6)
    let use = hops[2].use(of: Self.steps, FlowCase.clockwork)
    #expect(use?.timeliness == .late && use?.allotted == nil && use?.minutes == 450)
    stage.answer = ""
    let closed = slip(Array(events)) { $0.turns.stages = [stage] }.hops
    #expect(closed[2].use(of: Self.steps, FlowCase.clockwork) == nil)
  }

  /// Decision 12: a moment recorded later with a reason stands in the slip too.
  @Test(arguments: [false, true])
  func backdatedMomentsCount(paperOnly: Bool) {
    let finished = Self.at("10T16:00")
    let hops = slip(Self.straight, .returned, paperOnly: paperOnly) { dossier in
      dossier.receivedAt = Self.at("08T07:30")
      (dossier.finishedAt, dossier.returnedAt) = (finished, Self.at("11T08:00"))
    }.hops
    #expect(hops[0].givenAt == Self.at("08T07:30") && hops[4].givenAt == Self.at("11T08:00"))
    #expect(hops[3].leftAt == Self.at("11T08:00"))
    // A result on paper is finished when the counter has it, any other when it is signed (decision 9).
    #expect((hops[3].receivedAt == finished) == paperOnly)
    #expect((hops[3].givenAt == finished) == !paperOnly && (hops[2].leftAt == finished) == !paperOnly)
  }

  @Test func beforeReceiptThereIsNoWay() {
    let asked = Self.event(
      .requestSupplement, .supplementingFiling, .oneStopOfficer, Self.officer, "08T08:00")
    #expect(slip([asked], .supplementingFiling).hops.isEmpty)
  }
}
