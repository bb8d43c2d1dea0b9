import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// A citizen applies, from the procedure's page to the submission number, and follows the dossier.
@Suite struct CitizenTests {
  let portal: Portal
  let citizen: Browser

  init() throws {
    portal = try Portal()
    citizen = try Browser(portal, as: portal.people.citizen)
  }

  @Test func aFilingGoesFromFormToNumber() throws {
    let filing = try Filing(citizen)
    #expect(filing.fill().location == "/drafts/\(filing.id)/papers")
    #expect(filing.attach().location == "/drafts/\(filing.id)/papers#paper-chung-sinh")
    let check = citizen.get("/drafts/\(filing.id)/check")
    #expect(check.text.contains("Lò Văn An"))
    #expect(!check.text.contains("Còn thiếu trước khi nộp"))
    #expect(try filing.submit().location == "/my-dossiers/\(filing.id)/submitted")
    let record = try filing.record
    #expect(record.dossier.state == .submitted)
    #expect(record.submissionNumber == "TT-260908-00001")
    #expect(record.owner.name == "Lò Văn An")
    #expect(record.submitter?.name == "Lò Thị Mai")
    #expect(citizen.get("/my-dossiers/\(filing.id)/submitted").text.contains("TT-260908-00001"))
    #expect(citizen.get("/drafts/\(filing.id)").location == "/my-dossiers/\(filing.id)")
  }

  /// Decision 18: a repeat gets the first answer and files nothing twice.
  @Test func submittedTwiceIsSubmittedOnce() throws {
    let filing = try Filing(citizen)
    _ = filing.fill()
    _ = filing.attach()
    let once = Secrets.token()
    let version = try filing.record.dossier.version
    let first = try filing.submit(once: once, version: version)
    let second = try filing.submit(once: once, version: version)
    #expect(first.location == second.location)
    let third = try filing.submit()
    #expect(third.location == "/my-dossiers/\(filing.id)")
    let submissions = try portal.database.read {
      try Journal.lines(of: filing.id, in: $0).filter { $0.entry.verb == .submit }.count
    }
    #expect(submissions == 1)
  }

  @Test func whatChangedAfterTheCheckIsLookedAtAgain() throws {
    let filing = try Filing(citizen)
    _ = filing.fill()
    _ = filing.attach()
    let seen = try filing.record.dossier.version
    _ = filing.fill(["child.fullName": "Lò Văn Bình"])
    let response = citizen.post("/drafts/\(filing.id)/submit", [("version", String(seen))])
    #expect(response.status == .conflict)
    #expect(response.text.contains("Lò Văn Bình"))
    #expect(try filing.record.dossier.state == .draft)
  }

  @Test func anIncompleteFilingIsNotSent() throws {
    let filing = try Filing(citizen)
    _ = filing.fill(["child.fullName": ""])
    let response = try filing.submit()
    #expect(response.status == .unprocessableContent)
    #expect(response.text.contains("Người được khai sinh – Họ, chữ đệm, tên"))
    #expect(try filing.record.dossier.state == .draft)
    _ = filing.fill()
    let withoutPaper = try filing.submit()
    #expect(withoutPaper.status == .unprocessableContent)
    #expect(withoutPaper.text.contains("chưa có tệp"))
  }

  // MARK: Drafts

  @Test func whatIsTypedIsKeptValidOrNot() throws {
    let filing = try Filing(citizen)
    let page = filing.fill(["requester.birthDate": "31/2/90"])
    #expect(page.status == .unprocessableContent)
    #expect(page.text.contains("value=\"31/2/90\""))
    #expect(page.text.contains("href=\"#requester.birthDate\""))
    #expect(citizen.get("/drafts/\(filing.id)").text.contains("value=\"31/2/90\""))
    let saved = filing.save([("child.fullName", "Lò")])
    #expect(saved.text == #"{"at":"08:30"}"#)
    #expect(citizen.get("/drafts/\(filing.id)").text.contains("value=\"Lò\""))
  }

  /// A question that an answer has only just brought up is asked, not blamed.
  @Test func newQuestionsAreNoMistakes() throws {
    let filing = try Filing(citizen)
    let response = filing.fill(["parentsMarried": "yes"])
    #expect(response.location == "/drafts/\(filing.id)?more=yes#marriage.number")
    #expect(citizen.get("/drafts/\(filing.id)").text.contains("name=\"marriage.number\""))
  }

  @Test func anEmptiedBoxIsEmptied() throws {
    let filing = try Filing(citizen)
    _ = filing.fill()
    let page = filing.fill(["truth": ""])
    #expect(page.status == .unprocessableContent)
    #expect(try filing.record.answers.text("truth") == nil)
  }

  @Test func requesterIsFilledInFromTheAccount() throws {
    let filing = try Filing(citizen)
    let page = citizen.get("/drafts/\(filing.id)").text
    #expect(page.contains("value=\"Lò Thị Mai\""))
    #expect(page.contains("value=\"038190000123\""))
  }

  /// Decision 22.
  @Test func tenDraftsAreTheMost() throws {
    for _ in 0..<Drafts.most { _ = try Filing(citizen) }
    let refused = citizen.post("/procedures/1.001193/apply", [("returnMethod", "counter")])
    #expect(refused.status == .unprocessableContent)
    #expect(refused.text.contains("10 bản nháp"))
  }

  /// Decision 18: the tenth draft, begun by a double tap, is no eleventh.
  @Test func theTenthDraftBegunTwiceIsBegunOnce() throws {
    for _ in 1..<Drafts.most { _ = try Filing(citizen) }
    let fields = [("returnMethod", "counter"), ("once", Secrets.token())]
    let first = citizen.post("/procedures/1.001193/apply", fields)
    #expect(first.location?.hasPrefix("/drafts/") == true)
    #expect(citizen.post("/procedures/1.001193/apply", fields).location == first.location)
  }

  @Test func papersOfWhatWasSubmittedStay() throws {
    let filing = try Filing(citizen)
    _ = filing.fill()
    _ = filing.attach()
    let file = try #require(
      try portal.database.read { try DossierFiles.files(of: filing.id, in: $0) }.first)
    _ = try filing.submit()
    let response = citizen.post("/drafts/\(filing.id)/files/\(file.id)/remove")
    #expect(response.location == "/my-dossiers/\(filing.id)")
    #expect(portal.fault == nil)
    #expect(try filing.record.dossier.papers.first { $0.id == "chung-sinh" }?.files == 1)
  }

  @Test func oldDraftsMakeRoom() throws {
    let old = try Filing(citizen)
    _ = old.fill()
    portal.clock.advance(minutes: 31 * 24 * 60)
    try portal.keepHouse()
    let again = try Browser(portal, as: portal.people.citizen)
    _ = try Filing(again)
    #expect(again.get("/drafts/\(old.id)").status == .notFound)
    #expect(try old.record.answers.values.isEmpty)
  }

  @Test func discardedIsGone() throws {
    let filing = try Filing(citizen)
    _ = filing.fill()
    _ = filing.attach()
    #expect(citizen.get("/drafts/\(filing.id)/discard").status == .ok)
    #expect(citizen.post("/drafts/\(filing.id)/discard").location == "/my-dossiers?done=discarded")
    #expect(citizen.get("/drafts/\(filing.id)").status == .notFound)
    #expect(try filing.record.owner.name.isEmpty)
  }

  // MARK: Others' business

  @Test func anothersDraftIsNotFound() throws {
    let filing = try Filing(citizen)
    let stranger = try Browser(portal, as: portal.people.stranger)
    for path in ["", "/papers", "/check", "/discard"] {
      #expect(stranger.get("/drafts/\(filing.id)\(path)").status == .notFound, "\(path)")
    }
    for path in ["", "/save", "/submit", "/discard", "/files/1/remove"] {
      let response = stranger.post("/drafts/\(filing.id)\(path)", [("version", "0")])
      #expect(response.status == .notFound, "\(path)")
    }
    let files = [Browser.Chosen(name: "a.pdf", bytes: Sample.pdf)]
    #expect(stranger.upload("/drafts/\(filing.id)/papers/chung-sinh", files).status == .notFound)
    #expect(stranger.get("/my-dossiers/\(filing.id)").status == .notFound)
    #expect(try filing.record.dossier.state == .draft)
    let officer = try Browser(portal, as: portal.people.officer)
    #expect(officer.get("/dossiers/\(filing.id)").status == .notFound)
  }

  // MARK: Afterwards

  @Test func oneFollowsTheDossier() throws {
    let filing = try Filing(citizen)
    _ = filing.fill()
    _ = filing.attach()
    _ = try filing.submit()
    #expect(citizen.get("/my-dossiers").text.contains("Tin mới"))
    let page = citizen.get("/my-dossiers/\(filing.id)").text
    #expect(page.contains("Bộ phận một cửa đang kiểm tra hồ sơ"))
    #expect(page.contains("chung-sinh.pdf"))
    #expect(!citizen.get("/my-dossiers").text.contains("Tin mới"))
  }
}
