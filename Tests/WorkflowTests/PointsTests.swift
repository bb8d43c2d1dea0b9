import Testing
import Workflow

/// Arts 18, 20 where an agency has several points: a result is picked up where the citizen chose, travels with two
/// signatures, and is handed out nowhere but where it lies.
@Suite("Several points of one agency") struct PointsTests {
  typealias C = FlowCase

  private let nowhere = Dossier.Actor(person: PersonID(1), role: .oneStopOfficer)

  /// A signed dossier that is picked up at a point.
  private func signed(pickUp: PointID? = C.near) -> Dossier {
    dossier(in: .signed, Points(received: C.near, pickUp: pickUp))
  }

  private func dossier(in state: DossierState, _ points: Points) -> Dossier {
    let plain = C.dossier(in: state)
    return Dossier(
      id: plain.id, version: plain.version, state: state, channel: .counter, agency: plain.agency,
      unit: plain.unit, terms: plain.terms, papers: plain.papers, resultFiles: plain.resultFiles,
      resultExcepted: false, submittedAt: plain.submittedAt, receptionDue: nil, receivedAt: plain.receivedAt,
      appointment: plain.appointment, legalDue: nil, finishedAt: plain.finishedAt, returnedAt: nil,
      processor: plain.processor, signer: plain.signer, points: points)
  }

  private var handOver: Action { C.action(.returnResult) }

  @Test(
    "who does not say where he sits neither receives nor takes a result back; with one counter nobody is asked"
  )
  func pointKnown() throws {
    let draft = Dossier(
      draft: DossierID(1), channel: .counter, agency: C.agency,
      terms: Dossier.Terms(legal: .workingDays(3), committed: nil, resultOnPaperOnly: false), papers: [],
      points: Points(pickUp: C.near))
    #expect(draft.refusal(of: C.action(.receive), by: nowhere) == .pointMissing)
    #expect(signed().refusal(of: .takeBack, by: nowhere) == .pointMissing)
    #expect(C.dossier(in: .signed).refusal(of: .takeBack, by: nowhere) == nil)
    var received = draft
    _ = try received.doing(C.action(.receive), by: C.farOfficer)
    #expect(received.points == Points(received: C.far, pickUp: C.near))
  }

  @Test("taken back where it is picked up it is ready; elsewhere it is told only when it has come")
  func notices() throws {
    var here = signed()
    #expect(try here.doing(.takeBack, by: C.officer) == [.notifyApplicant(.readyEarly)])
    var elsewhere = signed(pickUp: C.far)
    #expect(try elsewhere.doing(.takeBack, by: C.officer) == [])
    #expect(elsewhere.points.isElsewhere && elsewhere.finishedAt != nil)
    #expect(try elsewhere.doing(.sendResult, by: C.officer) == [])
    #expect(elsewhere.points.transport?.giver == C.officer.person)
    #expect(elsewhere.points.transport?.due == moment("2026-09-08T17:00"))
    #expect(try elsewhere.doing(.takeResult, by: C.farOfficer) == [.notifyApplicant(.readyEarly)])
    #expect(elsewhere.points == Points(received: C.near, pickUp: C.far, result: C.far))
  }

  @Test("returned where it lies, whichever point was chosen; to the account from anywhere; never on its way")
  func resultHere() throws {
    var dossier = signed(pickUp: C.far)
    _ = try dossier.doing(.takeBack, by: C.officer)
    #expect(dossier.refusal(of: handOver, by: C.farOfficer) == .resultElsewhere(C.near))
    #expect(dossier.refusal(of: handOver, by: nowhere) == .resultElsewhere(C.near))
    #expect(dossier.refusal(of: handOver, by: C.officer) == nil)
    let post = Collector(name: "Bưu tá", identity: "", relation: .post, consignment: "CP1")
    #expect(dossier.refusal(of: .returnResult(to: post), by: C.farOfficer) == .resultElsewhere(C.near))
    let account = Collector(name: "Lê Thị Hoa", identity: "", relation: .account)
    #expect(dossier.refusal(of: .returnResult(to: account), by: C.farOfficer) == nil)
    _ = try dossier.doing(.sendResult, by: C.officer)
    for officer in [C.officer, C.farOfficer] {
      #expect(dossier.refusal(of: handOver, by: officer) == .resultOnItsWay)
    }
    _ = try dossier.doing(.takeResult, by: C.farOfficer)
    #expect(dossier.refusal(of: handOver, by: C.officer) == .resultElsewhere(C.far))
    #expect(dossier.refusal(of: handOver, by: C.farOfficer) == nil)
  }

  @Test("it leaves where it lies, once, and is signed for where it is awaited")
  func signatures() throws {
    var dossier = signed(pickUp: C.far)
    _ = try dossier.doing(.takeBack, by: C.officer)
    #expect(dossier.refusal(of: .takeResult, by: C.farOfficer) == .nothingToTakeOver)
    #expect(dossier.refusal(of: .sendResult, by: C.farOfficer) == .resultElsewhere(C.near))
    _ = try dossier.doing(.sendResult, by: C.officer)
    #expect(dossier.refusal(of: .sendResult, by: C.officer) == .nothingToSend)
    #expect(dossier.refusal(of: .takeResult, by: C.officer) == .notYourPoint)
    _ = try dossier.doing(.takeResult, by: C.farOfficer)
    #expect(dossier.refusal(of: .sendResult, by: C.farOfficer) == .nothingToSend)
  }

  @Test("another pick-up point: not the same, not under way; the receipt is issued anew once there is one")
  func choosePickUp() throws {
    var filed = dossier(in: .submitted, Points(pickUp: C.near))
    #expect(filed.refusal(of: .choosePickUp(C.near), by: C.citizen) == .samePoint)
    #expect(try filed.doing(.choosePickUp(C.far), by: C.citizen) == [])
    #expect(filed.points.pickUp == C.far && filed.turns.receiptVersion == 1)
    var dossier = signed(pickUp: C.far)
    _ = try dossier.doing(.takeBack, by: C.officer)
    let anew: [Effect] = [.issueSlip(.receipt), .notifyApplicant(.pickUpMoved)]
    // He comes to where it lies.
    #expect(
      try dossier.doing(.choosePickUp(C.near), by: C.officer) == anew + [.notifyApplicant(.readyEarly)])
    #expect(dossier.turns.receiptVersion == 2 && !dossier.points.isElsewhere)
    #expect(try dossier.doing(.choosePickUp(C.far), by: C.citizen) == anew)
    _ = try dossier.doing(.sendResult, by: C.officer)
    #expect(dossier.refusal(of: .choosePickUp(C.near), by: C.citizen) == .resultOnItsWay)
  }

  @Test("art 17.5: what is decided at the desk lies there")
  func atDesk() throws {
    var dossier = Dossier(
      draft: DossierID(1), channel: .counter, agency: C.agency,
      terms: Dossier.Terms(
        legal: .sameDay, committed: nil, resultOnPaperOnly: true,
        policy: Dossier.Policy(isDelegable: true)), papers: [], points: Points(pickUp: C.far))
    _ = try dossier.doing(C.action(.receive), by: C.officer)
    #expect(dossier.refusal(of: C.action(.decideAtDesk), by: nowhere) == .pointMissing)
    _ = try dossier.doing(.attachResult, by: C.officer)
    _ = try dossier.doing(C.action(.decideAtDesk), by: C.officer)
    #expect(dossier.refusal(of: handOver, by: C.officer) == nil)
    #expect(dossier.refusal(of: handOver, by: C.farOfficer) == .resultElsewhere(C.near))
  }

  /// All that points make possible, walked to the end: from wherever a result lies or travels, the citizen gets it.
  @Test("from every place a result can come to, it can be handed out")
  func noResultIsLost() {
    let actions: [(Action, Dossier.Actor)] = [C.officer, C.farOfficer, nowhere].flatMap { officer in
      [Action.takeBack, .sendResult, .takeResult, handOver, .choosePickUp(C.near), .choosePickUp(C.far)]
        .map { ($0, officer) }
    }
    var next: [Place: Set<Place>] = [:]
    var open = [signed(), signed(pickUp: C.far), signed(pickUp: nil)]
    while let dossier = open.popLast() {
      guard next[Place(dossier)] == nil else { continue }
      next[Place(dossier)] = []
      for (action, officer) in actions {
        var after = dossier
        guard (try? after.doing(action, by: officer)) != nil else { continue }
        next[Place(dossier), default: []].insert(Place(after))
        #expect(after.points.transport == nil || (after.state == .atCounter && after.points.isElsewhere))
        open.append(after)
      }
    }
    #expect(next.count > 12)
    for place in next.keys { #expect(Self.ends(from: place, next), "\(place)") }
  }

  private struct Place: Hashable {
    let state: DossierState
    let pickUp: PointID?
    let result: PointID?
    let isOnItsWay: Bool

    init(_ dossier: Dossier) {
      state = dossier.state
      (pickUp, result) = (dossier.points.pickUp, dossier.points.result)
      isOnItsWay = dossier.points.transport != nil
    }
  }

  private static func ends(from place: Place, _ next: [Place: Set<Place>]) -> Bool {
    var (seen, open) = (Set([place]), [place])
    while let place = open.popLast() {
      if place.state == .returned { return true }
      for after in next[place] ?? [] where seen.insert(after).inserted { open.append(after) }
    }
    return false
  }
}
