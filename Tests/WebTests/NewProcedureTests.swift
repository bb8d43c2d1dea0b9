import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// A procedure of a code that is not in the catalogue yet: typed, shown, published, received at a counter.
@Suite struct NewProcedureTests {
  private let portal: Portal
  private let admin: Browser
  private let url = Sitemap.newProcedure.url

  init() throws {
    portal = try Portal()
    admin = try Browser(portal, as: portal.people.administrator)
  }

  /// The page's own fields, filled in.
  private func form(_ changed: [String: String] = [:]) -> [(String, String)] {
    let typed = [
      "code": "1.012345", "name": "Cấp giấy phép bến khách ngang sông", "newField": "Đường thủy nội địa",
      "level": "3", "decisionNumber": "77/QĐ-UBND", "decisionDay": "01/09/2026",
      "papers.0.name": "Đơn đề nghị",
      "papers.0.required": "yes", "papers.0.kind": "submit", "papers.0.originals": "1",
      "times.0.legal": "5", "times.0.legalUnit": "wd", "results.0.name": "Giấy phép",
      "fees.0.name": "Lệ phí cấp phép", "fees.0.kind": "duty", "fees.0.amount": "50.000",
      "legalBasis": "Luật Giao thông đường thủy nội địa",
    ]
    let fields = admin.get(url).fields.merging(typed) { $1 }.merging(changed) { $1 }
    return fields.map { ($0.key, $0.value) }
  }

  private func reference() throws -> Reference {
    try portal.database.read { try Reference.read($0, version: 0) }
  }

  @Test func isShownThenPublishedOnce() throws {
    #expect(admin.get(Sitemap.adminProcedures.url).text.contains("href=\"\(url)\""))
    let preview = admin.post(url, form())
    #expect(preview.status == .ok)
    for words in [
      "1.012345", "Đường thủy nội địa", "5 ngày làm việc", "50.000 đồng", "77/QĐ-UBND", "Đơn đề nghị",
    ] {
      #expect(preview.text.contains(words), "\(words)")
    }
    #expect(try reference().revisions(of: "1.012345").isEmpty)
    let fields = preview.fields.map { ($0.key, $0.value) }
    let page = Sitemap.adminProcedure.url("1.012345")
    for _ in 0..<2 {
      #expect(admin.post(Sitemap.publishProcedure.url, fields).location == page + "?done=published")
    }
    let stored = try #require(try reference().revisions(of: "1.012345").last)
    #expect(stored.revision == 1 && stored.procedure.level == .partial)
    #expect(stored.procedure.times.first?.legal == .workingDays(5))
    #expect(try reference().fields[stored.procedure.field] == "Đường thủy nội địa")
    #expect(admin.get(page).text.contains("lĩnh vực mới: Đường thủy nội địa"))
  }

  @Test func goesBackToTyping() throws {
    let preview = admin.post(url, form())
    let again = admin.post(url, preview.fields.map { ($0.key, $0.value) } + [("edit", "yes")])
    #expect(again.status == .ok && again.text.contains("value=\"1.012345\""))
    #expect(again.text.contains("value=\"Đường thủy nội địa\""))
  }

  @Test func isReceivedWhereItIsPublished() throws {
    _ = admin.post(Sitemap.publishProcedure.url, form())
    let publications = Sitemap.publications.url(portal.people.commune)
    #expect(admin.get(publications).text.contains("1.012345"))
    let publish = [("code", "1.012345"), ("from", "08/09/2026")]
    #expect(admin.post(publications, publish).location == publications + "?done=published")
    let officer = try Browser(portal, as: portal.people.officer)
    #expect(officer.get(Sitemap.receiveAtCounter.url("1.012345")).status == .ok)
    #expect(Browser(portal).get(Sitemap.procedure.url("1.012345")).text.contains("bến khách ngang sông"))
  }

  @Test func oneThatHoldsLaterStandsInTheList() throws {
    _ = admin.post(Sitemap.publishProcedure.url, form(["effectiveFrom": "01/01/2027"]))
    #expect(admin.get(Sitemap.adminProcedures.url + "?q=1.012345").text.contains("từ 01/01/2027"))
    #expect(Browser(portal).get(Sitemap.procedure.url("1.012345")).status == .notFound)
  }

  @Test(arguments: [
    ("code", ""), ("code", "1.01234"), ("code", "1,012345"), ("code", "1.001193.000.00.00.H56"),
    ("code", "1.001193"), ("code", "<script>"), ("name", ""), ("newField", ""), ("newField", "x"),
    ("newField", "ho tich"), ("newField", "--"), ("field", "ho-tich"), ("effectiveFrom", ""),
    ("papers.0.name", ""), ("times.0.legalUnit", ""), ("level", "9"),
  ])
  func whatCannotBeIsNamedAndKept(_ field: String, _ value: String) throws {
    let answer = admin.post(url, form([field: value]))
    let place = ["times.0.legalUnit": "times.0.legal", "field": "newField"][field] ?? field
    let named = field == "newField" && value.isEmpty ? "field" : place
    #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(named)\""))
    #expect(
      answer.text.contains("Luật Giao thông đường thủy nội địa") && !answer.text.contains("\"<script>\""))
    #expect(admin.post(Sitemap.publishProcedure.url, form([field: value])).status == .unprocessableContent)
    #expect(try reference().revisions(of: "1.012345").isEmpty)
  }

  @Test func aCodeThatWasTakenMeanwhileIsSaid() throws {
    #expect(admin.post(Sitemap.publishProcedure.url, form()).status == .seeOther)
    let late = admin.post(
      Sitemap.publishProcedure.url, form(["name": "Tên khác", "newField": "", "field": "ho-tich"]))
    #expect(late.status == .unprocessableContent && late.text.contains("href=\"#code\""))
    #expect(late.text.contains("Cấp giấy phép bến khách ngang sông") && late.text.contains("Tên khác"))
  }

  @Test func onlyTheTopAdministratorDoes() throws {
    let below = try Browser(portal, as: portal.neighbour().administrator)
    #expect(below.get(url).status == .forbidden)
    #expect(below.post(url, form()).status == .forbidden)
    #expect(below.post(Sitemap.publishProcedure.url, form()).status == .forbidden)
    #expect(!below.get(Sitemap.adminProcedures.url).text.contains("href=\"\(url)\""))
  }
}
