import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Revisions of procedures, forms and the calendar: typed, shown as a difference, then published.
@Suite struct RevisionTests {
  private let portal: Portal
  private let admin: Browser
  private let code = "1.001193"

  init() throws {
    portal = try Portal()
    admin = try Browser(portal, as: portal.people.administrator)
  }

  private var url: String { Sitemap.adminProcedure.url(code) }

  private func reference() throws -> Reference {
    try portal.database.read { try Reference.read($0, version: 0) }
  }

  @Test func theListNamesWhatIsMissing() {
    let page = admin.get(Sitemap.adminProcedures.url + "?q=khai+sinh")
    #expect(page.status == .ok && page.text.contains("Chưa đối chiếu"))
    #expect(page.text.contains("Mức phí, lệ phí: Đăng ký khai sinh quá hạn"))
    #expect(admin.get(Sitemap.adminProcedures.url).body.count < 50_000)
  }

  @Test func everyProcedureReadsBackAsItIs() throws {
    for stored in try reference().inForce(on: portal.clock.now.day).procedures {
      let page = admin.get(Sitemap.adminProcedure.url(stored.procedure.code))
      var form = page.fields
      form["effectiveFrom"] = stored.procedure.effectiveFrom.vietnamese
      let answer = admin.post(
        Sitemap.adminProcedure.url(stored.procedure.code), form.map { ($0.key, $0.value) })
      let faults = stored.procedure.faults(
        fields: try reference().fields.map { ProcedureField(id: $0.key, name: $0.value) },
        forms: try reference().forms.map(\.form))
      #expect(answer.status == .unprocessableContent, "\(stored.procedure.code)")
      let changes = answer.text.matches(of: #/<th scope="row">.*?</tr>/#).map { String($0.0) }
      #expect(
        answer.text.contains("Chưa có gì thay đổi") || !faults.isEmpty, "\(stored.procedure.code): \(changes)"
      )
      #expect(page.body.count < 50_000, "\(stored.procedure.code)")
    }
  }

  @Test func theDifferenceIsShownBeforeAnythingIsSaved() throws {
    var form = admin.get(url).fields
    form["times.0.legal"] = "3"
    form["times.0.legalUnit"] = "wd"
    form["decisionNumber"] = "99/QĐ-UBND"
    form["decisionDay"] = "05/09/2026"
    form["papers.0.name"] = "Tờ khai <b>mới</b>"
    let preview = admin.post(url, form.map { ($0.key, $0.value) })
    #expect(preview.status == .ok && preview.text.contains("<ins>3 ngày làm việc</ins>"))
    #expect(preview.text.contains("99/QĐ-UBND ngày 05/09/2026"))
    #expect(preview.text.contains("Tờ khai &lt;b&gt;mới&lt;/b&gt;"))
    #expect(try reference().revisions(of: code).count == 1)
    let publish = Sitemap.publishRevision.url(code)
    let second = preview.fields.map { ($0.key, $0.value) }
    #expect(admin.post(publish, second).location == url + "?done=published")
    #expect(admin.post(publish, second).location == url + "?done=published")
    let revisions = try reference().revisions(of: code)
    #expect(revisions.count == 2 && revisions[1].procedure.times.first?.legal == .workingDays(3))
    #expect(revisions[1].procedure.papers.first { $0.id == "uy-quyen" }?.condition != nil)
    #expect(revisions[1].procedure.effectiveFrom == portal.clock.now.day)
  }

  @Test func rowsAreAddedAndRemovedByPlainButtons() {
    var form = admin.get(url).fields
    form["add"] = "papers"
    let added = admin.post(url, form.map { ($0.key, $0.value) })
    #expect(added.status == .ok && added.text.contains("papers.4.name"))
    form["add"] = nil
    form["remove"] = "papers.1"
    let removed = admin.post(url, form.map { ($0.key, $0.value) })
    #expect(!removed.text.contains("papers.1.name") && removed.text.contains("papers.3.name"))
  }

  @Test(arguments: [
    ("name", ""), ("name", String(repeating: "x", count: 600)), ("field", "none"), ("level", "9"),
    ("effectiveFrom", "01/01/2010"), ("effectiveFrom", "hôm nay"), ("effectiveTo", "x"),
    ("decisionNumber", "1/QĐ"), ("papers.0.name", ""), ("papers.0.originals", "-1"),
    ("papers.1.photocopies", "<script>"), ("times.0.legal", "12"), ("fees.0.amount", "nhiều"),
    ("fees.0.name", ""), ("results.0.code", "KQ"), ("verificationDays", "900"), ("steps.0.time", "x"),
    ("notes", String(repeating: "n", count: 9_000)),
  ])
  func whatCannotBeIsNamedAndKept(_ field: String, _ value: String) throws {
    var form = admin.get(url).fields
    form[field] = value
    let answer = admin.post(url, form.map { ($0.key, $0.value) })
    #expect(answer.status == .unprocessableContent && answer.text.contains("class=\"errors\""))
    #expect(!answer.text.contains("\"<script>\"") && answer.text.contains("Giấy chứng sinh"))
    #expect(try reference().revisions(of: code).count == 1)
  }

  @Test func whatWasPublishedMeanwhileIsAConflict() throws {
    var form = admin.get(url).fields
    form["responsible"] = "Lê Văn A"
    let publish = Sitemap.publishRevision.url(code)
    #expect(admin.post(publish, form.map { ($0.key, $0.value) }).status == .seeOther)
    form["responsible"] = "Lê Văn B"
    form["once"] = Secrets.token()
    let late = admin.post(publish, form.map { ($0.key, $0.value) })
    #expect(late.status == .conflict && late.text.contains("Lê Văn B"))
    #expect(late.text.contains("<ins>Lê Văn A</ins>") && late.text.contains("Trần Văn Quản, "))
    let again = late.fields.map { ($0.key, $0.value) }
    #expect(admin.post(publish, again).status == .seeOther)
    #expect(try reference().revisions(of: code).last?.procedure.responsible == "Lê Văn B")
  }

  @Test func onlyTheTopAdministratorPublishes() throws {
    let below = try Browser(portal, as: portal.neighbour().administrator)
    #expect(below.get(Sitemap.adminProcedures.url).status == .ok)
    for url in [url, Sitemap.adminForm.url("khai-sinh")] { #expect(below.get(url).status == .forbidden) }
    let posts = [
      url, Sitemap.publishRevision.url(code), Sitemap.adminForm.url("khai-sinh"),
      Sitemap.publishForm.url("khai-sinh"), Sitemap.calendar.url, Sitemap.publishCalendar.url,
      Sitemap.reportingRule.url, Sitemap.publishReportingRule.url,
    ]
    for url in posts { #expect(below.post(url).status == .forbidden, "\(url)") }
    #expect(below.get(Sitemap.calendar.url).status == .ok)
    #expect(admin.get(Sitemap.adminProcedure.url("9.999999")).status == .notFound)
  }

  @Test func theTopOfAnotherTreeIsNotTheWhole() throws {
    let root = try portal.database.write { db in
      let day = Day(year: 2020, month: 1, day: 1)
      return try Agencies.create(
        Agencies.Facts(
          parent: nil, kind: .commune, name: "UBND xã Mẫu", shortName: "Mẫu", code: "H56.99",
          effectiveFrom: day, officialFrom: day, regime: .decree118, contact: Contact()), by: nil,
        at: portal.clock.now, in: db)
    }
    #expect(admin.get(url).status == .forbidden)
    try portal.grant(.administrator, at: root, to: portal.people.administrator)
    #expect(admin.get(url).status == .ok)
  }

  @Test func aFormIsEditedAsText() throws {
    let url = Sitemap.adminForm.url("khai-sinh")
    let stored = try #require(try reference().form("khai-sinh"))
    let text = try FormText.print(stored.form)
    let changed = text.replacingOccurrences(of: stored.form.title, with: "Tờ khai mới")
    let preview = admin.post(url, [("text", changed), ("version", "1")])
    #expect(preview.status == .ok && preview.text.contains("Tờ khai mới"))
    let publish = Sitemap.publishForm.url("khai-sinh")
    #expect(admin.post(publish, [("text", changed), ("version", "1")]).location == url + "?done=published")
    #expect(try reference().form("khai-sinh")?.form.title == "Tờ khai mới")
    #expect(admin.get(url).body.count < 50_000)
    let late = admin.post(publish, [("text", text), ("version", "1")])
    #expect(late.status == .conflict && late.text.contains("<ins>Tờ khai mới</ins>"))
    #expect(late.fields["version"] == "2")
  }

  @Test(arguments: [
    "", "{", "[]", "<script>", "{\"id\":\"khai-sinh\"}", "{\"id\":\"x\",\"title\":\"\",\"sections\":[]}",
  ])
  func anUnreadableFormIsNamedAndKept(_ text: String) {
    let answer = admin.post(Sitemap.adminForm.url("khai-sinh"), [("text", text), ("version", "1")])
    #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#text\""))
  }

  @Test func theCalendarChangesByVersion() throws {
    var form = admin.get(Sitemap.calendar.url + "?year=2026").fields
    let count = form.keys.count { $0.hasPrefix("holidays.") && $0.hasSuffix(".day") }
    form["holidays.\(count).day"] = "10/09/2026"
    form["holidays.\(count).name"] = "Nghỉ do bão"
    form["reason"] = "Công điện 12"
    let preview = admin.post(Sitemap.calendar.url, form.map { ($0.key, $0.value) })
    #expect(preview.status == .ok && preview.text.contains("Nghỉ do bão"))
    let day = Day(year: 2026, month: 9, day: 10)
    #expect(try reference().calendar.isWorking(day))
    let answer = admin.post(Sitemap.publishCalendar.url, preview.fields.map { ($0.key, $0.value) })
    #expect(answer.location?.contains("done=published") == true)
    let calendar = try reference().calendar
    #expect(!calendar.isWorking(day) && calendar.version == "2026-2")
    form["once"] = Secrets.token()
    form["holidays.\(count).name"] = "Nghỉ do lũ"
    let late = admin.post(Sitemap.publishCalendar.url, form.map { ($0.key, $0.value) })
    #expect(late.status == .conflict && late.text.contains("<ins>Nghỉ do bão</ins>"))
    #expect(late.fields["base"] == "2026-2" && late.text.contains("value=\"Nghỉ do lũ\""))
  }

  @Test func reportingPeriodsChangeByVersion() throws {
    let url = Sitemap.reportingRule.url
    let page = admin.get(url)
    #expect(page.status == .ok && page.text.contains("tháng đến ngày 14; tuần gửi thứ Sáu, 17:00"))
    var form = page.fields
    #expect(form["from"] == "10/2026" && form["lastDay"] == "14" && form["time"] == "17:00")
    form["reason"] = "Công văn 45"
    let same = admin.post(url, form.map { ($0.key, $0.value) })
    #expect(same.status == .unprocessableContent && same.text.contains("Chưa có gì thay đổi"))
    form["from"] = "01/2027"
    form["lastDay"] = "31"
    form["weekday"] = "4"
    form["time"] = "16:00"
    let preview = admin.post(url, form.map { ($0.key, $0.value) })
    #expect(preview.status == .ok && preview.text.contains("<ins>15/12/2026 – 31/01/2027</ins>"))
    #expect(try reference().calendar.reporting.isEmpty)
    let answer = admin.post(Sitemap.publishReportingRule.url, preview.fields.map { ($0.key, $0.value) })
    #expect(answer.location?.contains("done=published") == true)
    let rule = try #require(try reference().calendar.reporting.first)
    #expect(rule.lastDay == 31 && rule.weekday == .thursday && rule.minute == 16 * 60)
    #expect(admin.get(url).text.contains("từ 01/2027"))

    // What another published meanwhile is shown, and what was typed stays.
    form["once"] = Secrets.token()
    form["lastDay"] = "20"
    let late = admin.post(Sitemap.publishReportingRule.url, form.map { ($0.key, $0.value) })
    #expect(late.status == .conflict && late.text.contains("tháng đến ngày cuối tháng"))
    #expect(late.fields["lastDay"] == "20" && late.fields["base"] == "2026-2")

    // An earlier rule takes the place of all that were to come.
    form = admin.get(url).fields
    form["reason"] = "Bỏ công văn 45"
    form["from"] = "12/2026"
    let back = admin.post(Sitemap.publishReportingRule.url, form.map { ($0.key, $0.value) })
    #expect(back.location?.contains("done=published") == true)
    #expect(try reference().calendar.reporting.map(\.lastDay) == [14])
  }

  @Test(arguments: [
    ("reason", ""), ("from", "09/2026"), ("from", "2027"), ("from", "01/01/2027"), ("from", "13/2026"),
    ("lastDay", "0"), ("lastDay", "32"), ("lastDay", "99999999999999999999"), ("weekday", "8"),
    ("time", "25:00"), ("time", ""),
  ])
  func anImpossibleReportingRuleIsNamed(_ field: String, _ value: String) {
    var form = admin.get(Sitemap.reportingRule.url).fields
    form["reason"] = "Công văn 45"
    form["lastDay"] = "20"
    form[field] = value
    let answer = admin.post(Sitemap.reportingRule.url, form.map { ($0.key, $0.value) })
    #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
  }

  @Test(arguments: [
    ("reason", ""), ("holidays.0.day", "32/01/2026"), ("holidays.0.day", "01/01/2027"),
    ("holidays.0.name", ""), ("holidays.1.day", "01/01/2026"),
    ("reason", String(repeating: "x", count: 2_000)),
  ])
  func anImpossibleCalendarIsNamed(_ field: String, _ value: String) {
    var form = admin.get(Sitemap.calendar.url + "?year=2026").fields
    form["reason"] = "Công điện 12"
    form[field] = value
    let answer = admin.post(Sitemap.calendar.url, form.map { ($0.key, $0.value) })
    #expect(answer.status == .unprocessableContent && answer.text.contains("class=\"errors\""))
  }
}
