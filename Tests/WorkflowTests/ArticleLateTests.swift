import Testing
import Workflow

/// Arts 19.3 and 19.9: what moves an appointment, and what does not.
@Suite("Articles 19.3, 19.9: verification, extension, apology") struct ArticleLateTests {
  typealias C = FlowCase

  private static let policy = Dossier.Policy(extensions: [
    .verification(workingDays: 3), Extension(id: "xa", name: "Xã vùng xa", time: .workingDays(5)),
  ])

  private static func processing(
    legal: TimeLimit? = .workingDays(5), channel: Channel = .online
  ) throws -> Dossier {
    var dossier = C.dossier(in: .submitted, legal: legal, channel: channel, policy: policy)
    _ = try dossier.doing(.receive(appointmentByHand: nil), by: C.officer)
    _ = try dossier.doing(C.action(.forward), by: C.officer)
    return dossier
  }

  private static func draft(_ day: String) -> Action {
    .draftApology(.partner, why: "Xã bạn chưa trả lời", newDate: moment("\(day)T17:00"))
  }

  @Test("art 19.3: a verification is recorded with time, place, participants and content")
  func verification() throws {
    var dossier = try Self.processing()
    let complete = C.verification
    for (place, people, content) in [("", "A", "B"), ("A", " ", "B"), ("A", "B", "")] {
      let record = Verification(at: complete.at, place: place, participants: people, content: content)
      #expect(dossier.refusal(of: .verify(record), by: C.specialist) == .recordIncomplete)
    }
    let before = Verification(at: moment("2026-09-07T08:00"), place: "A", participants: "B", content: "C")
    #expect(dossier.refusal(of: .verify(before), by: C.specialist) == .momentOutOfOrder)
    _ = try dossier.doing(.verify(complete), by: C.specialist)
    #expect(dossier.turns.verifications == [complete])
    #expect(dossier.appointment == moment("2026-09-15T17:00"))
  }

  @Test("decision 11: each extension of the procedure moves the appointment once, with a notice")
  func extensions() throws {
    var dossier = try Self.processing()
    let verify = Action.extend("verification", why: "Xác minh tại thôn")
    #expect(try dossier.doing(verify, by: C.specialist) == [.notifyApplicant(.extended)])
    #expect(dossier.appointment == moment("2026-09-18T17:00"))
    #expect(dossier.judgedDue == dossier.appointment)
    #expect(dossier.refusal(of: verify, by: C.specialist) == .noExtension)
    #expect(dossier.refusal(of: .extend("khác", why: "?"), by: C.specialist) == .noExtension)
    _ = try dossier.doing(.extend("xa", why: "Cách 60 km"), by: C.specialist)
    #expect(dossier.appointment == moment("2026-09-25T17:00"))
    #expect(
      dossier.deadlines(of: .workingDays(5), C.clockwork).map(\.due.iso) == [
        "2026-09-15T17:00", "2026-09-18T17:00", "2026-09-25T17:00",
      ])
  }

  @Test("decision 11: no extension once the time is over")
  func extensionInTime() throws {
    let dossier = try Self.processing(legal: .workingDays(1))
    let refusal = dossier.refusal(
      of: .extend("xa", why: "Muộn"), by: C.specialist, at: moment("2026-09-10T08:00"))
    #expect(refusal == .overdue)
  }

  @Test("art 19.9: the appointment moves by a signed letter only")
  func signedLetter() throws {
    var dossier = try Self.processing()
    #expect(dossier.refusal(of: .apologise, by: C.leader) == .apologyMissing)
    _ = try dossier.doing(Self.draft("2026-09-18"), by: C.specialist)
    #expect(dossier.appointment == moment("2026-09-15T17:00"))
    _ = try dossier.doing(Self.draft("2026-09-17"), by: C.leader)
    let effects = try dossier.doing(.apologise, by: C.leader)
    #expect(effects == [.issueSlip(.apology), .notifyApplicant(.apologised)])
    #expect(dossier.appointment == moment("2026-09-17T17:00"))
    for role in [Role.specialist, .oneStopOfficer, .chairman] {
      #expect(dossier.refusal(of: .apologise, by: C.actor(role)) == .notForRole(.apologise, role))
    }
  }

  @Test("art 19.9: once at most")
  func once() throws {
    var dossier = try Self.processing()
    _ = try dossier.doing(Self.draft("2026-09-18"), by: C.specialist)
    _ = try dossier.doing(.apologise, by: C.leader)
    #expect(dossier.refusal(of: Self.draft("2026-09-25"), by: C.specialist) == .apologyUsed)
    #expect(dossier.refusal(of: .apologise, by: C.leader) == .apologyMissing)
  }

  @Test("art 19.9: the new date is later than the appointment and than today")
  func newDate() throws {
    let dossier = try Self.processing(legal: .workingDays(1))
    let late = moment("2026-09-14T08:00")
    for day in ["2026-09-09", "2026-09-11"] {
      #expect(dossier.refusal(of: Self.draft(day), by: C.specialist, at: late) == .newDateTooEarly)
    }
    #expect(dossier.refusal(of: Self.draft("2026-09-14"), by: C.specialist, at: late) == nil)
  }

  @Test("decision 9: an apologised dossier stays late by the first date, its light follows the new one")
  func staysLate() throws {
    var dossier = try Self.processing(legal: .workingDays(1))
    _ = try dossier.doing(Self.draft("2026-09-18"), by: C.specialist)
    _ = try dossier.doing(.apologise, by: C.leader)
    #expect(dossier.lateFrom == moment("2026-09-10T00:00"))
    #expect(dossier.isOverdue(at: moment("2026-09-10T00:00")))
    #expect(dossier.appointment == moment("2026-09-18T17:00"))
  }

  @Test(
    "art 19.9, decision 13: sent is the earliest recorded way; later than the day before expiry is marked")
  func sent() throws {
    var dossier = try Self.processing(channel: .counter)
    let told = Action.recordNotice(.apologised, .phone, reference: "0912 345 678")
    #expect(dossier.refusal(of: told, by: C.officer) == .apologyMissing)
    _ = try dossier.doing(Self.draft("2026-09-18"), by: C.specialist)
    _ = try dossier.doing(.apologise, by: C.leader)
    #expect(dossier.turns.apology?.wasSentLate == nil)
    _ = try dossier.doing(told, by: C.officer, at: moment("2026-09-15T09:00"))
    #expect(dossier.turns.apology?.wasSentLate == true)
    _ = try dossier.doing(
      .recordNotice(.apologised, .post, reference: "EB1VN"), by: C.officer, at: moment("2026-09-14T16:00"))
    #expect(dossier.turns.apology?.wasSentLate == false)
  }

  @Test("a supplement after an apology counts anew; the letter's date holds where it is later")
  func apologyThenSupplement() throws {
    var dossier = try Self.processing()
    _ = try dossier.doing(Self.draft("2026-10-30"), by: C.specialist)
    _ = try dossier.doing(.apologise, by: C.leader)
    _ = try dossier.doing(.proposeSupplement(C.items), by: C.specialist)
    _ = try dossier.doing(.requestSupplement(C.items), by: C.officer)
    _ = try dossier.doing(.answerSupplement([""]), by: C.citizen, at: moment("2026-09-21T09:00"))
    #expect(dossier.judgedDue == moment("2026-09-28T17:00"))
    #expect(dossier.appointment == moment("2026-10-30T17:00"))
  }
}
