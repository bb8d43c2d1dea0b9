import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Conditions of papers and times in the revision editor: read as text, changed, refused where they cannot hold.
@Suite struct ConditionEditingTests {
  private let portal: Portal
  private let admin: Browser
  private let code = "1.004859"

  init() throws {
    portal = try Portal()
    admin = try Browser(portal, as: portal.people.administrator)
  }

  private var url: String { Sitemap.adminProcedure.url(code) }

  private func send(_ changed: [String: String], to address: String? = nil) -> Response {
    let form = admin.get(url).fields.merging(changed) { $1 }
    return admin.post(address ?? url, form.map { ($0.key, $0.value) })
  }

  private func row(of table: String, _ column: String, _ value: String) throws -> String {
    let found = admin.get(url).fields.first {
      $0.key.hasPrefix("\(table).") && $0.key.hasSuffix(".\(column)") && $0.value == value
    }
    return String(try #require(found).key.dropLast(column.count + 1))
  }

  @Test func whatTheCatalogueSaysIsRead() throws {
    let fields = admin.get(url).fields
    let paper = try row(of: "papers", "id", "dong-y")
    #expect(fields["\(paper).condition"] == "person.birthDate từ đủ 9 tuổi")
    let time = try row(of: "times", "case", "Bổ sung thông tin hộ tịch")
    #expect(fields["\(time).condition"] == "request = supplement")
    let help = Sitemap.formFields.url("thay-doi-cai-chinh")
    #expect(admin.get(url).text.contains("href=\"\(help)\""))
    #expect(admin.get(help).text.contains("<code>request</code>"))
    #expect(try Browser(portal, as: portal.neighbour().administrator).get(help).status == .forbidden)
  }

  @Test func aChangedConditionIsShownThenPublished() throws {
    let paper = try row(of: "papers", "id", "dong-y")
    let time = try row(of: "times", "case", "Bổ sung thông tin hộ tịch")
    let changed = [
      "\(paper).condition": "person.birthDate từ đủ 12 tuổi", "\(paper).group": "Bổ sung thông tin hộ tịch",
      "\(time).condition": "request ≠ change, correction, ethnicity",
    ]
    let preview = send(changed)
    #expect(preview.status == .ok && preview.text.contains("từ đủ 12 tuổi"))
    #expect(preview.text.contains("Bổ sung thông tin hộ tịch; khi"))
    #expect(preview.text.contains("không là change, correction, ethnicity"))
    let publish = Sitemap.publishRevision.url(code)
    #expect(admin.post(publish, preview.fields.map { ($0.key, $0.value) }).status == .seeOther)
    let revision = try #require(
      try portal.database.read { try Reference.read($0, version: 0) }.revisions(of: code).last?.procedure)
    let published = revision.papers.first { $0.id == "dong-y" }
    #expect(published?.condition == Condition("person.birthDate", .ageAtLeast(12)))
    #expect(published?.group == "Bổ sung thông tin hộ tịch")
    #expect(
      revision.times.first { $0.caseName == "Bổ sung thông tin hộ tịch" }?.condition
        == Condition("request", .noneOf(["change", "correction", "ethnicity"])))
  }

  @Test func aConditionIsTakenAway() throws {
    let paper = try row(of: "papers", "id", "dong-y")
    let preview = send(["\(paper).condition": ""])
    #expect(preview.status == .ok && preview.text.contains("<del>"))
  }

  @Test(arguments: [
    ("khi nào cũng được", "không hiểu “nào cũng được”"), ("= change", "phải bắt đầu bằng tên một mục"),
    ("request =", "thiếu câu trả lời"), ("request = \"change", "chưa đóng"),
    ("khong.co = x", "không có mục “khong.co”"), ("request = x", "không có câu trả lời “x”"),
    ("request từ đủ 9 tuổi", "không phải ngày sinh"), ("<script>alert(1)</script>", "phải bắt đầu"),
    ("request = " + String(repeating: "x", count: 600), "dài quá 500"),
  ])
  func whatCannotHoldIsNamedWithItsPlace(_ typed: String, _ words: String) throws {
    let paper = try row(of: "papers", "id", "dong-y")
    let answer = send(["\(paper).condition": typed])
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("href=\"#\(paper).condition\"") && answer.text.contains(words))
    #expect(answer.text.contains("Giấy tờ, dòng") && !answer.text.contains("<script>alert"))
  }

  @Test func aConditionNeedsItsFormAndItsCase() throws {
    let paper = try row(of: "papers", "id", "dong-y")
    let time = try row(of: "times", "case", "Bổ sung thông tin hộ tịch")
    let formless = send(["form": ""])
    #expect(formless.status == .unprocessableContent)
    #expect(formless.text.contains("chọn biểu mẫu điện tử trước"))
    #expect(formless.text.contains("href=\"#\(paper).condition\""))
    let nameless = send(["\(time).case": ""])
    #expect(nameless.status == .unprocessableContent && nameless.text.contains("href=\"#\(time).case\""))
  }
}
