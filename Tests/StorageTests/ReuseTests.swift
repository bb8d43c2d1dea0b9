import Testing
import Workflow

@testable import Storage

/// Reuse of papers in the store: the same content under the same hash, asked of the object and not of the caller.
@Suite("Reuse of papers, and how many are files") struct ReuseTests {
  private let office: Office

  init() throws { office = try Office() }

  private func identity(_ number: String = "038190001234") throws -> IdentityNumber {
    try #require(IdentityNumber(.cccd, number))
  }

  private func items(_ person: IdentityNumber, at agency: AgencyID?) throws -> [Reusables.Item] {
    try office.database.read { db in
      let officer = try #require(try People.person(office.officer.person, in: db))
      return try Reusables.list(of: person, in: agency.map { .init(of: officer, at: $0) }, db)
    }
  }

  private func reuse(
    _ source: Int64, for paper: String = "chung-sinh", in id: DossierID, consented: Bool = true,
    by actor: Dossier.Actor? = nil
  ) throws {
    try office.database.write {
      try DossierFiles.reuse(
        source, for: paper, in: id, isConsented: consented, by: actor ?? office.officer, at: office.now,
        reference: office.reference, $0)
    }
  }

  private func bind(_ number: String = "038190001234") throws {
    try office.database.write { db in
      try People.bind(
        office.citizen.person, to: identity(number), name: try #require(PersonName("Lê Thị Hoa")),
        by: office.officer.person, at: office.agency, on: office.now, in: db)
    }
  }

  @Test(
    "a reused file is a row of its own that names the content and the row it stands for; nothing is copied")
  func byReference() throws {
    let earlier = try office.received()
    let item = try #require(
      try items(identity(), at: office.agency).first { $0.file.filename == "chung-sinh.pdf" })
    let later = try office.begin()
    try reuse(item.source.file, in: later)
    let rows = try office.database.read { db in
      try db.query(
        "SELECT sha256, source_id, reuse, size FROM attachments WHERE paper_id = 'chung-sinh' ORDER BY id"
      ) {
        ($0.text(0), $0.optionalInt64(1), $0.optionalText(2), $0.int(3))
      }
    }
    #expect(rows.count == 2 && rows[0].0 == rows[1].0 && rows[0].3 == rows[1].3)
    #expect(rows[1].1 == item.source.file && rows[1].2 == "component")
    let file = try #require(try office.database.read { try DossierFiles.files(of: later, in: $0) }.first)
    #expect(try file.origin == office.record(earlier).code && file.reuse == .component)
    let paper = try office.record(later).dossier.papers.first { $0.id == "chung-sinh" }
    #expect(paper?.digitisation == .reusedComponent && paper?.files == 1)
    let line = try #require(try office.database.read { try Journal.lines(of: later, in: $0) }.last)
    #expect(line.entry.verb == .reusePaper && line.entry.detail.contains("038********234"))
    let (finding, _) = try office.database.read {
      try Integrity.attachments(in: $0, files: Attachments(office.folder), contents: false)
    }
    #expect(!finding.faults.contains { $0.contains("journal") }, "\(finding.faults)")
    try office.database.write {
      try DossierFiles.remove(
        file.id, of: later, by: Dossier.Actor(person: office.officer.person, role: .applicant),
        at: office.now, reference: office.reference, in: $0)
    }
    #expect(try office.record(later).dossier.papers.allSatisfy { $0.digitisation == .notDigitised })
    #expect(try office.record(earlier).dossier.papers.contains { $0.digitisation == .digitised })
  }

  @Test("a result can be used again once it lies at the counter")
  func results() throws {
    let earlier = try office.received()
    try office.advance(earlier, to: .signed)
    #expect(try !items(identity(), at: office.agency).contains { $0.source.kind == .result })
    try office.apply(.takeBack, to: earlier, by: office.officer)
    let result = try #require(
      try items(identity(), at: office.agency).first { $0.source.kind == .result })
    let later = try office.begin()
    try reuse(result.source.file, in: later)
    let paper = try office.record(later).dossier.papers.first { $0.id == "chung-sinh" }
    #expect(paper?.digitisation == .reusedResult)
    // What is reused is not offered a second time beside its source.
    #expect(try items(identity(), at: office.agency).filter { $0.source.kind == .result }.count == 1)
  }

  @Test("never another person's, another agency's, of a field the officer has not, of a claimed identity")
  func rights() throws {
    let own = try office.received()
    let stranger = try office.received(owner: Office.owner("Vi Văn Khác", identity: "038190009999"))
    let far = try office.received(at: office.neighbour)
    let strangers = try items(identity("038190009999"), at: office.agency)
    let later = try office.begin()
    for item in strangers {
      #expect(failure { try reuse(item.source.file, in: later) } as? Refusal == .notReusable)
    }
    #expect(!strangers.isEmpty)
    let here = try items(identity(), at: office.agency).map(\.dossierCode)
    #expect(try Set(here) == [office.record(own).code])
    let farFile = try #require(
      try office.database.read { try DossierFiles.files(of: far, in: $0) }.first)
    #expect(failure { try reuse(farFile.id, in: later) } as? Refusal == .notReusable)
    let ownFile = try #require(
      try office.database.read { try DossierFiles.files(of: own, in: $0) }.first)
    #expect(failure { try reuse(ownFile.id, in: later, consented: false) } as? Refusal == .consentMissing)
    #expect(failure { try reuse(ownFile.id, in: later, by: office.specialist) } is Refusal)
    // Whoever files from an account only claims to be somebody.
    let online = try office.begin(channel: .online)
    #expect(
      failure { try reuse(ownFile.id, in: online, by: office.officer) } as? Refusal == .notReusable)
    // Of the person who stands there, not of the owner who does not.
    let another = try office.begin {
      $0.submitter = Dossiers.Party(name: "Vi Văn Khác", identity: "038190009999")
    }
    #expect(failure { try reuse(ownFile.id, in: another) } as? Refusal == .notReusable)
    try reuse(try #require(strangers.first).source.file, in: another)
    #expect(try office.record(stranger).dossier.state == .received)
  }

  @Test("decision 1: an account uses nothing again before a counter has bound it, then only what is its own")
  func accounts() throws {
    let own = try office.received()
    let file = try #require(try office.database.read { try DossierFiles.files(of: own, in: $0) }.first)
    let online = try office.begin(channel: .online)
    #expect(failure { try reuse(file.id, in: online, by: office.citizen) } as? Refusal == .notReusable)
    try bind("038190009999")
    #expect(failure { try reuse(file.id, in: online, by: office.citizen) } as? Refusal == .notReusable)
    try office.database.write {
      try People.unbind(
        office.citizen.person, reason: "Nhầm", by: office.officer.person, at: office.agency,
        on: office.now, in: $0)
    }
    try bind()
    try reuse(file.id, in: online, by: office.citizen)
    #expect(try office.database.read { try DossierFiles.draftBytes(of: office.citizen.person, in: $0) } < 10)
  }

  @Test("each count is that of its list, and the standings are those the domain tells")
  func counts() throws {
    let earlier = try office.received()
    let source = try #require(
      try office.database.read { try DossierFiles.files(of: earlier, in: $0) }.first)
    let later = try office.begin()
    try reuse(source.id, for: "to-khai", in: later)
    try office.apply(
      .exceptPaper(paper: "chung-sinh", PaperException(code: .notScannable, reason: "Khổ lớn")), to: later,
      by: office.officer)
    try office.apply(.receive(appointmentByHand: nil), to: later, by: office.officer)
    let period = Dossiers.Period(monthOf: office.now.day)
    try office.database.read { db in
      let counts = try Dossiers.digitisation(at: office.agency, in: period, db)
      #expect(counts.total == 4 && counts.digitised == 3)
      #expect(counts[.digitised] == 2 && counts[.reusedComponent] == 1 && counts[.notDigitised] == 1)
      for standing in Digitisation.allCases {
        let listed = try Dossiers.papers(.only(standing), at: office.agency, in: period, db)
        #expect(listed.count == counts[standing])
        for paper in listed {
          let status = try #require(try Dossiers.record(paper.dossier, in: db)).dossier.papers
            .first { $0.name == paper.name }
          #expect(status?.digitisation == standing)
        }
      }
      #expect(try Dossiers.papers(.files, at: office.agency, in: period, db).count == 3)
      let missing = try Dossiers.papers(.only(.notDigitised), at: office.agency, in: period, db)
      #expect(missing.first?.exception?.reason == "Khổ lớn")
      let before = try #require(
        Dossiers.Period(from: office.now.day - 40, to: office.now.day - 10))
      #expect(try Dossiers.digitisation(at: office.agency, in: before, db).total == 0)
      #expect(try Dossiers.digitisation(at: office.neighbour, in: period, db).total == 0)
      // One by one, each once.
      var (seen, key) = ([Int64](), Dossiers.PageKey.start)
      while let next = try Dossiers.papers(.all, at: office.agency, in: period, after: key, db).first {
        seen.append(next.key.id)
        key = next.key
      }
      #expect(Set(seen).count == 4 && seen.count == 4)
    }
  }
}
