import Testing
import Workflow

@testable import Storage

@Suite("Completing a dossier in the store") struct CompletingTests {
  private let office: Office

  init() throws { office = try Office() }

  private static let answers = FormAnswers([
    "requester.fullName": ["Lê Thị Hoa"], "requester.relation": ["parent"], "child.fullName": ["Lê Văn An"],
  ])

  private static let items = [
    SupplementItem(
      subject: .field("child.fullName"), name: "Họ tên", code: .wrong, why: "Sai dấu", toDo: "Sửa"),
    SupplementItem(
      subject: .paper("chung-sinh"), name: "Giấy chứng sinh", code: .unreadable, why: "Mờ", toDo: "Chụp lại"),
  ]

  /// A filing online whose citizen has a slip in hand.
  private func awaited(_ items: [SupplementItem] = Self.items) throws -> DossierID {
    let id = try office.begin(channel: .online) { $0.answers = Self.answers }
    try office.add("chung-sinh", to: id, paper: "chung-sinh", by: office.citizen)
    try office.apply(.submit(formProblems: 0), to: id, by: office.citizen)
    try office.apply(.requestSupplement(items), to: id, by: office.officer)
    office.now = at("2026-09-08T10:00")
    return id
  }

  private func kept(_ name: String) -> DossierFiles.Kept {
    DossierFiles.Kept(
      sha256: ContentHash(of: Array(name.utf8)).hex, size: name.utf8.count, kind: .pdf, filename: name)
  }

  @discardableResult
  private func complete(
    _ id: DossierID, _ completion: Dossiers.Completion, version: Int? = nil
  ) throws -> Dossiers.Record {
    let version = try version ?? office.record(id).dossier.version
    return try office.database.write {
      try Dossiers.complete(
        id, with: completion, version: version, by: office.citizen, at: office.now,
        reference: office.reference, in: $0)
    }
  }

  private func completion(_ name: String = "Lê Văn Ân") -> Dossiers.Completion {
    var completion = Dossiers.Completion(words: ["Đã sửa", ""])
    var answers = Self.answers
    answers["child.fullName"] = name
    answers["requester.fullName"] = "Kẻ Khác"
    completion.answers = answers
    completion.files = ["chung-sinh": [kept("moi.pdf")], "to-khai": [kept("la.pdf")]]
    completion.parties = (Office.owner(name), nil)
    return completion
  }

  @Test(
    "answers, files, names and the answer to the slip are written in one, and what it returns is what it stored"
  )
  func all() throws {
    let id = try awaited()
    let record = try complete(id, completion())
    #expect(try office.record(id) == record)
    #expect(record.dossier.state == .submitted && record.answers.text("child.fullName") == "Lê Văn Ân")
    #expect(record.owner.name == "Lê Văn Ân")
    #expect(record.dossier.turns.supplements[0].items.map(\.answer) == ["Đã sửa", ""])
    let files = try office.database.read { try DossierFiles.files(of: id, in: $0) }
    #expect(files.map(\.filename) == ["chung-sinh.pdf", "moi.pdf"], "only papers of the slip take files")
    #expect(try office.database.read { try Integrity.journal(in: $0).isGood })
  }

  @Test("nothing but the parts that the slip names is taken over")
  func onlyNamed() throws {
    let id = try awaited()
    #expect(try complete(id, completion()).answers.text("requester.fullName") == "Lê Thị Hoa")
    let second = try awaited([Self.items[1]])
    let untouched = Dossiers.Completion(words: [""])
    #expect(try complete(second, untouched).answers.text("child.fullName") == "Lê Văn An")
  }

  @Test("what the form said when the slip was issued is kept through every reopening")
  func earlier() throws {
    let id = try awaited()
    let issued = try #require(try office.record(id).dossier.turns.openSupplement?.requestedAt)
    let before = { try self.office.database.read { try Dossiers.answers(of: id, asOf: issued, in: $0) } }
    #expect(try before() == nil)
    try complete(id, completion())
    try office.apply(.reopenSupplement(["Vẫn sai", nil]), to: id, by: office.officer)
    office.now = at("2026-09-08T11:00")
    try complete(id, completion("Lê Văn Ấn"))
    #expect(try before()?.text("child.fullName") == "Lê Văn An")
    #expect(try office.record(id).answers.text("child.fullName") == "Lê Văn Ấn")
  }

  @Test("the dossier is found by its new name, and no longer by the old one")
  func found() throws {
    let id = try awaited()
    let find = { (name: String) in
      try self.office.database.read { try Search.dossiers(matching: name, at: [self.office.agency], in: $0) }
    }
    var completion = completion()
    completion.parties = (Office.owner("Hoàng Kim Phượng"), nil)
    #expect(try find("Lê Thị Hoa") == [id])
    try complete(id, completion)
    #expect(try find("Hoàng Kim Phượng") == [id])
    #expect(try find("Lê Thị Hoa") == [])
  }

  @Test("a form that would be wrong, a stale version and a slip nobody has in hand change nothing")
  func refused() throws {
    let id = try awaited()
    let record = try office.record(id)
    var faulty = completion("123")
    #expect(throws: Refusal.formIncomplete(problems: 1)) { try complete(id, faulty) }
    #expect(throws: Dossiers.Stale.self) { try complete(id, completion(), version: 1) }
    faulty = completion()
    faulty.words = [""]
    #expect(throws: Refusal.itemsUnanswered) { try complete(id, faulty) }
    #expect(try office.record(id) == record)
    try complete(id, completion())
    #expect(throws: Refusal.notInState(.answerSupplement, .submitted)) { try complete(id, completion()) }
  }

  // MARK: Lists

  private func watched(
    _ list: Dossiers.WatchList, before moment: Moment? = nil, after key: Dossiers.PageKey = .start
  ) throws -> [Dossiers.Watched] {
    try office.database.read {
      try Dossiers.watched(list, at: office.agency, before: moment, after: key, in: $0)
    }
  }

  @Test("each list holds what it is about, at this counter alone, and its count agrees")
  func lists() throws {
    let waiting = try awaited()
    let unpaid = try office.received()
    try office.apply(.demandPayment(amount: 8_000, why: "Lệ phí"), to: unpaid, by: office.officer)
    let ready = try office.received()
    try office.advance(ready, to: .atCounter)
    let gone = try office.received()
    try office.apply(.withdraw(reason: ""), to: gone, by: office.officer)
    let elsewhere = try office.received(at: office.neighbour)
    try office.apply(.demandPayment(amount: 1, why: "x"), to: elsewhere, by: office.officer)
    let wrong = try office.received()
    try office.advance(wrong, to: .returned)
    try office.apply(.reportError(why: "Sai tên"), to: wrong, by: office.officer)
    let expected: [Dossiers.WatchList: DossierID] = [
      .awaited: waiting, .unpaid: unpaid, .uncollected: ready, .papersHeld: gone, .amended: wrong,
    ]
    for (list, id) in expected { #expect(try watched(list).map(\.listed.id) == [id], "\(list)") }
    let counts = try office.database.read { try Dossiers.watchCounts(at: office.agency, in: $0) }
    #expect(counts == [.awaited: 1, .unpaid: 1, .uncollected: 1, .papersHeld: 1, .amended: 1])
    #expect(try watched(.unpaid)[0].turns.payment?.what == "Lệ phí")
    let collector = Collector(name: "a", identity: "1", relation: .owner)
    try office.apply(.recordPayment(receipt: "1"), to: unpaid, by: office.officer)
    try office.apply(.returnResult(to: collector), to: ready, by: office.officer)
    try office.apply(.returnPapers(to: collector), to: gone, by: office.officer)
    try complete(waiting, completion())
    for list in Dossiers.WatchList.allCases where list != .amended {
      #expect(try watched(list).isEmpty, "\(list)")
    }
  }

  @Test("those whose time is over are told from those who still have some, as the overview counts them")
  func capReached() throws {
    let id = try awaited()
    let ends = Moment(seconds: try watched(.awaited)[0].key)
    #expect(ends == at("2026-10-20T17:00"))
    for (moment, isOver) in [(ends, false), (Moment(seconds: ends.seconds + 1), true)] {
      #expect(try watched(.awaited, before: moment).map(\.listed.id) == (isOver ? [id] : []))
      let counts = try office.database.read {
        try Dossiers.overview(of: office.agency, now: moment, in: $0)
      }
      #expect((counts.awaited, counts.capReached) == (1, isOver ? 1 : 0))
    }
  }

  @Test("pages continue where the one before ended")
  func pages() throws {
    var ids: [DossierID] = []
    for _ in 0..<(Dossiers.pageSize + 3) {
      let id = try office.received()
      try office.apply(.demandPayment(amount: 1, why: "x"), to: id, by: office.officer)
      ids.append(id)
    }
    let first = try watched(.unpaid)
    let last = first[Dossiers.pageSize - 1]
    let second = try watched(
      .unpaid, after: Dossiers.PageKey(key: last.key, id: last.listed.id.value))
    #expect((first.prefix(Dossiers.pageSize) + second).map(\.listed.id) == ids)
  }
}
