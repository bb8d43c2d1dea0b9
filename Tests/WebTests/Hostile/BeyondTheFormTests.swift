import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// What no page asks for and no field holds: names of fields, too many rows, too much to keep, other papers' files.
@Suite struct BeyondTheFormTests {
  @Test func inTheNamesOfFields() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    let before = try filing.record.answers
    let names = [
      "__proto__", "members.1.fullName", "child", "child.fullName.", "requester.1.x", "owner_name",
    ]
    let response = filing.save(names.map { ($0, "x") })
    #expect(response.status == .ok)
    #expect(try filing.record.answers == before)
  }

  /// Decision 22: autosaving cannot make a draft grow beyond its ceiling, nor its tables beyond their rows.
  @Test func aDraftDoesNotGrow() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    let blanks = String(repeating: " ", count: 100_000) + "x"
    #expect(filing.save([("child.fullName", blanks)]).status == .ok)
    #expect(try filing.record.answers.bytes < 10_000)
    #expect(filing.save((0..<200).map { ("child.gender", "x\($0)") }).status == .ok)
    #expect(try filing.record.answers.all("child.gender").count == 20)
    let everywhere = Filing.answers.map { ($0.0, String(repeating: "a", count: 20_000)) }
    for _ in 0..<3 { _ = filing.save(everywhere) }
    #expect(try filing.record.answers.bytes <= Drafts.mostAnswerBytes)
    #expect(portal.fault == nil)
  }

  /// What the flow refuses is told in words, also to a citizen.
  @Test func aRefusalOfTheFlowIsAPage() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    _ = filing.fill()
    _ = filing.attach()
    let file = try #require(
      try portal.database.read { try DossierFiles.files(of: filing.id, in: $0) }.first)
    #expect(try filing.submit().status == .seeOther)
    let answer = filing.browser.post("/drafts/\(filing.id)/files/\(file.id)/remove")
    #expect(answer.status != .internalServerError && portal.fault == nil)
    let kept = try portal.database.read { try DossierFiles.files(of: filing.id, in: $0) }
    #expect(kept.contains { $0.id == file.id })
  }

  /// A body beyond every ceiling is refused by the server itself; what was saved before stays.
  @Test func tenMegabytes() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    _ = filing.fill()
    let response = filing.fill(["child.fullName": String(repeating: "a", count: 10 << 20)])
    #expect(response.status == .contentTooLarge)
    #expect(try filing.record.answers.text("child.fullName") == "Lò Văn An")
  }

  /// What nobody types is cut to what is still told as too long.
  @Test func whatIsSavedStaysSmall() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    let long = String(repeating: "a", count: 300_000)
    _ = filing.save([("child.fullName", long)])
    let kept = try #require(try filing.record.answers["child.fullName"])
    #expect((PersonName.maximumLength * 16 + 1...PersonName.maximumLength * 16 + 4).contains(kept.utf8.count))
    #expect(filing.browser.get("/drafts/\(filing.id)?problems=yes").text.contains("href=\"#child.fullName\""))
    let many = (0..<500).map { _ in ("child.fullName", "Lò") }
    _ = filing.save(many)
    #expect(try filing.record.answers.values["child.fullName"]?.count == 20)
  }

  /// Numbers go on where rows were taken out; what counts is how many stand.
  @Test func rowsBeyondTheLimitAreNotKept() {
    var table = FormField("members", "Thành viên", .table)
    (table.columns, table.maximumRows) = ([FormField("name", "Tên", .text)], 3)
    let form = FormDescription(
      id: "thu", title: "Thử", sections: [FormSection(title: "Một", fields: [table])])
    let old = FormAnswers(["members.2.name": ["An"], "members.8.name": ["Bình"]])
    let rows = ["9", "10", "11", "999", "003"]
    let posted = Form(rows.map { (name: "members.\($0).name", value: "Chi") })
    let answers = PostedAnswers(posted, over: old, form: form).answers
    #expect(answers.rows(of: "members") == [2, 8, 9])
    #expect(answers.values.count == 3)
  }

  // MARK: Files

  @Test func namesOfFilesAreOnlyNames() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    for name in ["../../../etc/passwd.pdf", "<img src=x>.pdf", String(repeating: "ă", count: 300) + ".pdf"] {
      _ = filing.attach([Browser.Chosen(name: name, bytes: Sample.pdf)])
      #expect(portal.fault == nil)
    }
    let page = filing.browser.get("/drafts/\(filing.id)/papers").text
    #expect(page.contains("passwd.pdf"))
    #expect(!page.contains("../.."))
    #expect(!page.contains("<img src=x>"))
  }

  @Test func onlyPapersThatAreHandedInTakeFiles() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    let file = [Browser.Chosen(name: "a.pdf", bytes: Sample.pdf)]
    for paper in ["giay-to-tuy-than", "to-khai", "uy-quyen", "khong-co"] {
      let response = filing.browser.upload("/drafts/\(filing.id)/papers/\(paper)", file)
      #expect(response.status == .notFound, "\(paper)")
    }
  }

  @Test func aRepeatedUploadIsOneFile() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    let (file, once) = ([Browser.Chosen(name: "a.pdf", bytes: Sample.pdf)], Secrets.token())
    for _ in 0..<2 {
      _ = filing.browser.upload("/drafts/\(filing.id)/papers/chung-sinh", file, [("once", once)])
    }
    #expect(try filing.record.dossier.papers.first { $0.id == "chung-sinh" }?.files == 1)
  }
}
