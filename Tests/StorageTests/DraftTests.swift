import Testing
import Workflow

@testable import Storage

@Suite("Drafts, their papers and times") struct DraftTests {
  private let office: Office

  init() throws { office = try Office() }

  private func required(_ id: DossierID) throws -> Set<String> {
    Set(try office.record(id).dossier.papers.filter(\.isRequired).map(\.id))
  }

  private func save(_ answers: [String: [String]], of id: DossierID) throws {
    try office.database.write {
      try Dossiers.saveDraft(
        FormAnswers(answers), of: id, at: office.now, reference: office.reference, in: $0)
    }
  }

  @Test("at the counter, without answers, papers with a condition are not demanded, the form on paper is")
  func atTheCounter() throws {
    let id = try office.begin()
    #expect(try required(id) == ["to-khai", "chung-sinh", "giay-to-tuy-than"])
    #expect(try office.record(id).dossier.papers.count == 4, "all are listed, for the officer to choose")
  }

  @Test("online, required papers follow the answers to and fro; the form stands for itself")
  func online() throws {
    let id = try office.begin(channel: .online)
    #expect(try required(id) == ["chung-sinh", "giay-to-tuy-than"])
    try save(["requester.relation": ["authorised"]], of: id)
    #expect(try required(id) == ["chung-sinh", "giay-to-tuy-than", "uy-quyen"])
    try save(["requester.relation": ["parent"]], of: id)
    #expect(try required(id) == ["chung-sinh", "giay-to-tuy-than"])
  }

  @Test("a paper that became required is demanded at filing")
  func demanded() throws {
    let id = try office.begin(channel: .online)
    try office.add("chung-sinh", to: id, paper: "chung-sinh", by: office.citizen)
    try save(["requester.relation": ["authorised"]], of: id)
    let submit = { try office.apply(.submit(formProblems: 0), to: id, by: office.citizen) }
    #expect(failure(submit) as? Refusal == .papersMissing(["Văn bản ủy quyền"]))
    try office.add("uy-quyen", to: id, paper: "uy-quyen", by: office.citizen)
    #expect(try submit().dossier.state == .submitted)
  }

  @Test("answers that draft begins with count at once")
  func begunWithAnswers() throws {
    let id = try office.begin(channel: .online) {
      $0.answers = FormAnswers(["requester.relation": ["authorised"]])
    }
    #expect(try required(id).contains("uy-quyen"))
  }

  @Test("the time follows the case, named at the counter or told by the answers")
  func timeByCase() throws {
    let code = "1.004859"
    let named = try office.procedure(code).procedure.caseNames
    for (name, limit) in zip(named, [TimeLimit.sameDay, .workingDays(3)]) {
      let id = try office.begin(code) { $0.caseName = name }
      #expect(try office.record(id).dossier.terms.legal == limit)
    }
    let id = try office.begin(code, channel: .online)
    #expect(try office.record(id).dossier.terms.legal == nil)
    for (request, limit) in [("supplement", TimeLimit.sameDay), ("correction", .workingDays(3))] {
      try save(["request": [request]], of: id)
      #expect(try office.record(id).dossier.terms.legal == limit)
    }
  }

  @Test("a result with a file stays one though another of the procedure exists on paper only (F001-02)")
  func mixedResults() throws {
    var procedure = try office.procedure(Office.birth).procedure
    procedure.results = [ResultPaper(name: "Điện tử"), ResultPaper(name: "Bản giấy", onPaperOnly: true)]
    #expect(!procedure.isPaperOnly)
    procedure.results = [ResultPaper(name: "Bản giấy", onPaperOnly: true)]
    #expect(procedure.isPaperOnly)
    procedure.results = []
    #expect(!procedure.isPaperOnly)
  }

  @Test("whatever was typed comes back, valid or not, and counts a version")
  func answersComeBack() throws {
    let id = try office.begin(channel: .online)
    let typed = ["child.fullName": ["<script>\u{0}\"'", "🙂"], "": [""], "x.1.y": ["  "]]
    try save(typed, of: id)
    let record = try office.record(id)
    #expect(record.answers.values == typed)
    #expect(record.dossier.version == 1)
  }

  @Test("after a draft was saved the first action's journal entry has the next version")
  func versionsGoOn() throws {
    let id = try office.begin(channel: .online)
    try save(["child.fullName": ["An"]], of: id)
    try office.add("chung-sinh", to: id, paper: "chung-sinh", by: office.citizen)
    let lines = try office.database.read { try Journal.lines(of: id, in: $0) }
    #expect(lines.map(\.entry.version) == [2])
    let finding = try office.database.read { try Integrity.journal(in: $0) }
    #expect(finding.isGood, "\(finding.faults)")
  }

  @Test("drafts are counted, discarded when old or unwanted, and take their files with them (decision 22)")
  func discarding() throws {
    let person = office.citizen.person
    let old = try office.begin(channel: .online)
    try office.add("chung-sinh", to: old, paper: "chung-sinh", by: office.citizen)
    office.now = at("2026-10-08T08:30")
    let new = try office.begin(channel: .online)
    try office.add("chung-sinh", to: new, paper: "chung-sinh", by: office.citizen)
    let held = { try office.database.read { try DossierFiles.draftBytes(of: person, in: $0) } }
    #expect(try held() == 24, "files, and two answers of two bytes")
    office.now = at("2026-10-08T08:31")
    let count = { try office.database.read { try Drafts.count(of: person, in: $0) } }
    #expect(try count() == 2)
    let discarded = try office.database.write { try Drafts.discardOld(at: office.now, in: $0) }
    #expect(discarded == 1)
    #expect((try count(), try held()) == (1, 12))
    #expect(try office.record(old).owner.name == "")
    #expect(try office.record(old).applicant == nil)
    let error = failure {
      try office.database.write {
        try Drafts.discard(new, of: office.officer.person, at: office.now, in: $0)
      }
    }
    #expect(error is Dossiers.NotFound, "nobody discards another's draft")
  }
}
