import Testing
import Workflow

@testable import Storage

@Suite("Search for officers") struct SearchTests {
  private let office: Office

  init() throws { office = try Office() }

  private func found(_ text: String, at agencies: [AgencyID]? = nil) throws -> [DossierID] {
    try office.database.read {
      try Search.dossiers(matching: text, at: agencies ?? [office.agency], in: $0)
    }
  }

  @Test(
    "names without regard to case, diacritics and đ; the last word may be unfinished",
    arguments: [
      "Đỗ Thị Đào", "do thi dao", "DO THI", "đỗ đào", "dao do", "Đào", "thi da", "Do\u{0302}\u{0303} Thi",
    ])
  func names(_ text: String) throws {
    let id = try office.received(owner: Office.owner("Đỗ Thị Đào"))
    _ = try office.received(owner: Office.owner("Trần Văn Bình"))
    #expect(try found(text) == [id])
  }

  @Test(
    "every word must fit, and only the last may be unfinished",
    arguments: ["Đỗ Văn", "th dao", "đàox", "x"])
  func noNames(_ text: String) throws {
    _ = try office.received(owner: Office.owner("Đỗ Thị Đào"))
    #expect(try found(text) == [])
  }

  @Test("the submitter is found too")
  func submitter() throws {
    let id = try office.begin { $0.submitter = Dossiers.Party(name: "Vi Văn Nghĩa") }
    try office.settlePapers(of: id)
    try office.apply(.receive(appointmentByHand: nil), to: id, by: office.officer)
    #expect(try found("nghia") == [id])
  }

  @Test(
    "the submitter's own number and telephone find the dossier",
    arguments: ["038190009876", "038 190 009 876", "0987654321", "+84 987 654 321"])
  func submittersNumbers(_ text: String) throws {
    let id = try office.begin {
      $0.submitter = Dossiers.Party(name: "Vi Văn Nghĩa", identity: "038190009876", phone: "0987654321")
    }
    try office.settlePapers(of: id)
    try office.apply(.receive(appointmentByHand: nil), to: id, by: office.officer)
    _ = try office.received()
    #expect(try found(text) == [id])
    #expect(try found(text, at: [office.neighbour]) == [])
  }

  @Test("who is owner of one and submitter of another is found in both, newest first")
  func bothParties() throws {
    let one = try office.received()
    let two = try office.begin {
      $0.owner = Office.owner("Khác", identity: "038190007777", phone: "0900000001")
      $0.submitter = Dossiers.Party(name: "Lò Thị Hoa", identity: "038190001234", phone: "0912345678")
    }
    try office.settlePapers(of: two)
    try office.apply(.receive(appointmentByHand: nil), to: two, by: office.officer)
    #expect(try found("038190001234") == [two, one])
    #expect(try found("0912345678") == [two, one])
  }

  @Test("no word is the beginning of an agency", arguments: ["a", "ag", "agency"])
  func agencyIsNoWord(_ text: String) throws {
    _ = try office.received(owner: Office.owner("Trần Văn Bình"))
    #expect(try found(text) == [])
  }

  @Test("a page of what was found, with what rights are asked of")
  func page() throws {
    let one = try office.begin { $0.submitter = Dossiers.Party(name: "Vi Văn Nghĩa") }
    let two = try office.received()
    let found = try office.database.read { try Search.found([one, two], in: $0) }
    #expect(found.map(\.listed.id) == [two, one])
    #expect(found.map(\.submitterName) == ["", "Vi Văn Nghĩa"])
    for found in found {
      let record = try office.database.read { try Dossiers.record(found.listed.id, in: $0) }
      #expect(found.place == record?.place)
    }
    #expect(try office.database.read { try Search.found([], in: $0) }.isEmpty)
  }

  @Test("an online filing is found by name once it is filed, and once only after receipt")
  func onlineFiling() throws {
    let id = try office.begin(channel: .online)
    try office.add("chung-sinh", to: id, paper: "chung-sinh", by: office.citizen)
    #expect(try found("hoa") == [])
    let filed = try office.apply(.submit(formProblems: 0), to: id, by: office.citizen)
    #expect(try found("hoa") == [id])
    try office.apply(.receive(appointmentByHand: nil), to: id, by: office.officer)
    #expect(try found("hoa") == [id])
    #expect(try found(try #require(filed.submissionNumber).lowercased()) == [id])
  }

  @Test(
    "identity numbers and telephones in any usual writing",
    arguments: [
      "038190001234", "038 190 001 234", "038.190.001.234", "0912345678", "0912 345 678", "+84912345678",
      "84 912 345 678",
    ])
  func numbers(_ text: String) throws {
    let id = try office.received()
    _ = try office.received(owner: Office.owner("Khác", identity: "038190009999", phone: "0900000001"))
    #expect(try found(text) == [id])
  }

  @Test(
    "passports and tax codes",
    arguments: [
      ("passport", "C1234567", "c 1234567"), ("taxCode", "0123456789-001", "0123456789001"),
    ])
  func otherIdentities(_ kind: String, _ stored: String, _ typed: String) throws {
    let id = try office.received(
      owner: Dossiers.Party(name: "Công ty", identityKind: kind, identity: stored))
    #expect(try found(typed) == [id])
    #expect(try found(stored) == [id])
  }

  @Test("a number that is part of another is none", arguments: ["03819000123", "912345678", "12345678"])
  func partsOfNumbers(_ text: String) throws {
    _ = try office.received()
    #expect(try found(text) == [])
  }

  @Test("within the given agencies only, newest first across them")
  func agencies() throws {
    let one = try office.received()
    let two = try office.received(at: office.neighbour)
    let three = try office.received()
    for text in ["Hoa", "038190001234", "0912345678"] {
      #expect(try found(text) == [three, one])
      #expect(try found(text, at: [office.neighbour]) == [two])
      #expect(try found(text, at: [office.agency, office.neighbour]) == [three, two, one])
      #expect(try found(text, at: []) == [])
    }
  }

  @Test("by code in any case, with blanks")
  func code() throws {
    let id = try office.received()
    #expect(try found(" h56.20.07-260908-0001 ") == [id])
    #expect(try found("H56.20.07-260908-0002") == [])
  }

  @Test(
    "nothing that is typed is an operator or an error",
    arguments: [
      "\"", "*", "a OR b", "NEAR(a b)", "-x", "(", "words:hoa", "{hoa}", "hoa\u{0}", "🙂", "' --", "^hoa",
    ])
  func hostile(_ text: String) throws {
    _ = try office.received(owner: Office.owner("Trần Văn Bình"))
    #expect(try found(text) == [])
  }
}
