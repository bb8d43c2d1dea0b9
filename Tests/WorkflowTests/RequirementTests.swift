import Testing
import Workflow

/// What the letters demand of the flow, each by its number.
@Suite("Requirements of the flow") struct RequirementTests {
  @Test("F000-03: a specialist neither creates, receives nor hands over a dossier")
  func f000_03() {
    for state in DossierState.allCases {
      let dossier = FlowCase.dossier(in: state)
      for verb in [Verb.submit, .receive, .takeBack, .returnResult] {
        let refusal = dossier.refusal(of: FlowCase.action(verb), by: FlowCase.specialist)
        #expect(refusal == .notForRole(verb, .specialist))
      }
    }
  }

  @Test("F000-05: nobody acts without a role that covers the dossier: other unit, other field, no grant")
  func f000_05() {
    let place = Rights.Place(
      agency: FlowCase.agency, unit: FlowCase.agency, field: "ho-tich", applicant: nil, isPrivateDraft: false)
    let grants: [[Grant]] = [
      [], [Grant(role: .oneStopOfficer, agency: AgencyID(99))],
      [Grant(role: .oneStopOfficer, agency: FlowCase.agency, fields: ["dat-dai"])],
      [Grant(role: .administrator, agency: FlowCase.agency)],
    ]
    for held in grants {
      let person = Person(id: PersonID(80), name: "", title: "", grants: held)
      #expect(Rights.roles(of: person, on: place) == [])
    }
  }

  @Test("F000-06: một cửa → chuyên môn → lãnh đạo → một cửa, and no shortcut from any of them")
  func f000_06() throws {
    var dossier = FlowCase.dossier(in: .submitted, policy: Dossier.Policy())
    let way: [(Verb, Dossier.Actor, DossierState)] = [
      (.receive, FlowCase.officer, .received), (.forward, FlowCase.officer, .processing),
      (.attachResult, FlowCase.specialist, .processing),
      (.submitForSignOff, FlowCase.specialist, .awaitingSignOff), (.signOff, FlowCase.leader, .signed),
      (.takeBack, FlowCase.officer, .atCounter), (.returnResult, FlowCase.officer, .returned),
    ]
    for (verb, actor, state) in way {
      for early in [Verb.signOff, .takeBack, .returnResult] where early != verb {
        for role in Role.allCases {
          #expect(dossier.refusal(of: FlowCase.action(early), by: FlowCase.actor(role)) != nil)
        }
      }
      _ = try dossier.doing(FlowCase.action(verb), by: actor)
      #expect(dossier.state == state)
    }
  }

  @Test("F001-02: a result without a file is not returned; the exception has a role and a reason")
  func f001_02() throws {
    var dossier = FlowCase.dossier(in: .atCounter, results: 0)
    let hand = FlowCase.action(.returnResult)
    #expect(dossier.refusal(of: hand, by: FlowCase.officer) == .resultMissing)
    let exception = Action.exceptResult(reason: "Máy quét hỏng")
    #expect(
      dossier.refusal(of: exception, by: FlowCase.officer) == .notForRole(.exceptResult, .oneStopOfficer))
    #expect(dossier.refusal(of: .exceptResult(reason: " "), by: FlowCase.leader) == .reasonMissing)
    _ = try dossier.doing(exception, by: FlowCase.leader)
    _ = try dossier.doing(hand, by: FlowCase.officer)
    #expect(dossier.state == .returned)
  }

  @Test("F001-03: a summary alone is not forwarded; file, tick or exception settle each paper by itself")
  func f001_03() throws {
    var dossier = FlowCase.dossier(
      in: .received, papers: [FlowCase.paper("a"), FlowCase.paper("b"), FlowCase.paper("c", shown: true)])
    let forward = FlowCase.action(.forward)
    let missing = { dossier.refusal(of: forward, by: FlowCase.officer) }
    #expect(missing() == .papersMissing(["Giấy a", "Giấy b", "Giấy c"]))
    _ = try dossier.doing(.attachPaper(paper: "a"), by: FlowCase.officer)
    #expect(missing() == .papersMissing(["Giấy b", "Giấy c"]))
    _ = try dossier.doing(.exceptPaper(paper: "b", FlowCase.exception), by: FlowCase.officer)
    #expect(missing() == .papersMissing(["Giấy c"]))
    _ = try dossier.doing(.markShown(paper: "c"), by: FlowCase.officer)
    #expect(missing() == nil)
    _ = try dossier.doing(.removePaper(paper: "a"), by: FlowCase.officer)
    #expect(missing() == .papersMissing(["Giấy a"]))
  }

  @Test("F001-06: a department receives nothing, in whatever state and by whichever channel")
  func f001_06() {
    for state in DossierState.allCases {
      #expect(Flow.answer(state, .receive, .specialist) == .roleNever)
    }
  }

  @Test("decision 3: who processed it does not sign it off, though he leads")
  func nobodySignsHisOwn() throws {
    let both = PersonID(2)
    var dossier = FlowCase.dossier(in: .processing)
    _ = try dossier.doing(.submitForSignOff(to: both), by: FlowCase.specialist)
    let asLeader = Dossier.Actor(person: both, role: .leader)
    #expect(dossier.refusal(of: FlowCase.action(.signOff), by: asLeader) == .processedBySelf)
    #expect(dossier.refusal(of: FlowCase.action(.sendBack), by: asLeader) == nil)
  }
}
