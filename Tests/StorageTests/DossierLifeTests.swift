import Testing
import Workflow

@testable import Storage

@Suite("Dossiers in the store") struct DossierLifeTests {
  private let office: Office

  init() throws { office = try Office() }

  @Test("a whole life: each step stores what it returns, and the journal tells all of it")
  func wholeLife() throws {
    let id = try office.begin()
    func step(_ record: Dossiers.Record) throws { #expect(try office.record(id) == record) }
    try step(office.add("to-khai", to: id, paper: "to-khai", by: office.officer))
    try step(
      office.apply(
        .exceptPaper(
          paper: "chung-sinh", PaperException(code: .heldByAgency, reason: "Đã lưu tại xã")), to: id,
        by: office.officer))
    try step(office.apply(.receive(appointmentByHand: nil), to: id, by: office.officer))
    try step(office.apply(.markShown(paper: "giay-to-tuy-than"), to: id, by: office.officer))
    office.now = at("2026-09-08T09:00")
    try step(office.apply(office.forwarding, to: id, by: office.officer))
    try step(office.apply(.handBack(reason: "Thiếu chữ ký"), to: id, by: office.specialist))
    try step(office.apply(office.forwarding, to: id, by: office.officer))
    try step(office.apply(.takeOver, to: id, by: office.specialist))
    try step(office.apply(.note(text: "Đã gọi điện"), to: id, by: office.specialist))
    try step(office.add("ket-qua", to: id, paper: nil, by: office.specialist))
    office.now = at("2026-09-08T10:00")
    try step(office.apply(.submitForSignOff(to: office.leader.person), to: id, by: office.specialist))
    try step(office.apply(.sendBack(reason: "Sai ngày"), to: id, by: office.leader))
    try step(office.apply(.submitForSignOff(to: office.leader.person), to: id, by: office.specialist))
    try step(office.apply(.signOff(number: "12/KS", authority: .onBehalf), to: id, by: office.leader))
    try step(office.apply(.takeBack, to: id, by: office.officer))
    office.now = at("2026-09-08T16:00")
    let collector = Collector(name: "Lê Văn An", identity: "038090000001", relation: .relative)
    try step(office.apply(.returnResult(to: collector), to: id, by: office.officer))

    let record = try office.record(id)
    #expect(record.code == "H56.20.07-260908-0001")
    #expect(record.dossier.state == .returned)
    #expect(record.receivedBy == office.officer.person)
    #expect((record.resultNumber, record.resultAuthority) == ("12/KS", .onBehalf))
    #expect(record.collector == collector)
    #expect(record.calendarVersion == office.reference.calendar.version)
    #expect(record.dossier.finishedAt == at("2026-09-08T10:00"))
    #expect(record.dossier.returnedAt == at("2026-09-08T16:00"))
    #expect(record.dossier.appointment == at("2026-09-08T17:00"))
    #expect(!record.isTrial)
    try expectJournal(of: id)
  }

  private func expectJournal(of id: DossierID) throws {
    let lines = try office.database.read { try Journal.lines(of: id, in: $0) }
    let told = lines.map { "\($0.entry.verb.rawValue) \($0.entry.from.rawValue)>\($0.entry.to.rawValue)" }
    #expect(
      told == [
        "attach-paper draft>draft", "except-paper draft>draft", "receive draft>received",
        "mark-shown received>received", "forward received>processing", "hand-back processing>received",
        "forward received>processing", "take-over processing>processing", "note processing>processing",
        "attach-result processing>processing", "submit-for-sign-off processing>awaiting-sign-off",
        "send-back awaiting-sign-off>processing", "submit-for-sign-off processing>awaiting-sign-off",
        "sign-off awaiting-sign-off>signed", "take-back signed>at-counter", "return at-counter>returned",
      ])
    #expect(lines.map(\.entry.version) == Array(1...16))
    #expect(lines[1].entry.reason == "Đã lưu tại xã")
    #expect(lines[0].entry.detail == "to-khai.pdf")
    #expect(lines[4].entry.toPerson == office.specialist.person)
    #expect(lines[4].toPersonName == "Người chuyenmon")
    #expect(lines[13].entry.role == .leader)
    #expect(lines[13].entry.happenedAt == at("2026-09-08T10:00"))
    #expect(lines.allSatisfy { $0.entry.agency == office.agency })
    let findings = try office.database.read {
      (try Integrity.journal(in: $0), try Integrity.codes(in: $0))
    }
    #expect(findings.0.isGood, "\(findings.0.faults)")
    #expect(findings.1.isGood, "\(findings.1.faults)")
  }

  @Test(
    "the database refuses to change or delete the journal",
    arguments: ["journal", "administration_journal"])
  func journalIsKept(_ table: String) throws {
    _ = try office.received()
    for sql in ["UPDATE \(table) SET recorded_at = 0", "DELETE FROM \(table)"] {
      #expect(databaseFailure { try office.database.write { try $0.execute(sql) } } == .refusedByTrigger)
    }
    #expect(try office.database.read { try $0.first("SELECT count(*) FROM \(table)") { $0.int(0) } } ?? 0 > 0)
  }

  @Test("a form drawn from an older version is refused with the version there is now (decision 18)")
  func stale() throws {
    let id = try office.received()
    let version = try office.record(id).dossier.version
    try office.apply(office.forwarding, to: id, by: office.officer, version: version)
    let error = failure { try office.apply(office.forwarding, to: id, by: office.officer, version: version) }
    #expect((error as? Dossiers.Stale)?.version == version + 1)
    #expect(try office.record(id).dossier.version == version + 1)
  }

  @Test("a record at hand that is no longer what the store holds writes nothing")
  func staleRecord() throws {
    let id = try office.received()
    var old = try office.record(id)
    let kept = old
    try office.apply(.note(text: "x"), to: id, by: office.specialist)
    let error = failure {
      try office.database.write {
        try Dossiers.apply(
          .note(text: "y"), to: &old, by: office.specialist, at: office.now,
          reference: office.reference, in: $0)
      }
    }
    #expect((error as? Dossiers.Stale)?.version == kept.dossier.version + 1)
    #expect(old == kept)
    #expect(try office.database.read { try Journal.lines(of: id, in: $0) }.last?.entry.reason == "x")
  }

  @Test("no dossier: NotFound, for actions, files and drafts alike")
  func notFound() throws {
    let none = DossierID(999)
    #expect(failure { try office.apply(.takeBack, to: none, by: office.officer) } is Dossiers.NotFound)
    #expect(failure { try office.add("x", to: none, paper: nil, by: office.officer) } is Dossiers.NotFound)
    let received = try office.received()
    for id in [none, received] {
      let error = failure {
        try office.database.write {
          try Dossiers.saveDraft(
            FormAnswers(), of: id, at: office.now, reference: office.reference, in: $0)
        }
      }
      #expect(error is Dossiers.NotFound)
    }
  }

  @Test("a refused action leaves no trace in dossier, journal and notices")
  func refusedLeavesNothing() throws {
    let id = try office.received()
    let before = try office.record(id)
    #expect(failure { try office.apply(.takeBack, to: id, by: office.officer) } is Refusal)
    #expect(failure { try office.apply(.handBack(reason: "x"), to: id, by: office.specialist) } is Refusal)
    #expect(try office.record(id) == before)
    #expect(try office.database.read { try Journal.lines(of: id, in: $0) }.count == before.dossier.version)
  }

  @Test("F001-06: a specialist's attempt to receive is refused and listed")
  func refusedAttempts() throws {
    let id = try office.begin()
    let refusal = failure {
      try office.apply(.receive(appointmentByHand: nil), to: id, by: office.specialist)
    }
    #expect(refusal as? Refusal == .notForRole(.receive, .specialist))
    let attempts = try office.database.write { db in
      try Journal.noteRefusal(
        of: .receive, why: "notForRole", dossier: id, agency: office.agency, by: office.specialist.person,
        at: office.now, in: db)
      return try Journal.attempts(at: office.agency, in: db)
    }
    #expect(attempts.map(\.verb) == [.receive])
    #expect(attempts.map(\.personName) == ["Người chuyenmon"])
    let elsewhere = try office.database.read { try Journal.attempts(at: office.neighbour, in: $0) }
    #expect(elsewhere.isEmpty)
  }

  @Test("exceptions are listed with their paper, whether the journal names it or its id (decision 7)")
  func exceptions() throws {
    for detail in ["to-khai", "Tờ khai đăng ký khai sinh"] {
      let id = try office.begin()
      let exception = PaperException(code: .notScannable, reason: "Rách")
      try office.apply(
        .exceptPaper(paper: "to-khai", exception), to: id, by: office.officer, detail: detail)
    }
    let listed = try office.database.read { try Journal.exceptions(at: office.agency, in: $0) }
    #expect(listed.map(\.paperName) == Array(repeating: "Tờ khai đăng ký khai sinh", count: 2))
    #expect(listed.map(\.code) == [.notScannable, .notScannable])
  }

  @Test("before the official day entries are trial entries (F000-01)")
  func trial() throws {
    office.now = at("2020-05-14T09:00")
    #expect(try office.record(office.begin()).isTrial)
    office.now = at("2020-05-15T09:00")
    #expect(try !office.record(office.begin()).isTrial)
  }
}
