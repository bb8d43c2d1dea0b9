import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Decision 18: a form that is older than what it changes is refused by a page that shows what changed, keeps what
/// was typed and can be sent again.
@Suite struct ConflictTests {
  private let portal: Portal
  private let admin: Browser
  private let other: Browser
  private let neighbour: Neighbour

  init() throws {
    portal = try Portal()
    admin = try Browser(portal, as: portal.people.administrator)
    neighbour = try portal.neighbour()
    other = try Browser(portal, as: neighbour.administrator)
    try portal.grant(.administrator, at: portal.people.district, to: neighbour.administrator)
  }

  /// Two people open a page; the first saves one change, the second another, then sends the answer again.
  private func collide(
    _ url: String, first: [String: String], second: [String: String], shows: [String]
  ) throws {
    let (mine, theirs) = (admin.get(url).fields(postedTo: url), other.get(url).fields(postedTo: url))
    let saved = other.post(url, theirs.merging(first) { $1 }.map { ($0.key, $0.value) })
    #expect(saved.status == .seeOther, "\(saved.text.suffix(3_000))")
    let typed = mine.merging(second) { $1 }.map { ($0.key, $0.value) }
    let late = admin.post(url, typed)
    #expect(late.status == .conflict)
    for words in shows { #expect(late.text.contains(words), "\(words)") }
    for value in second.values { #expect(late.text.contains("value=\"\(value)\""), "\(value)") }
    let kept = late.fields(postedTo: url).map { ($0.key, $0.value) }
    let again = admin.post(url, kept)
    #expect(again.status == .seeOther)
    #expect(admin.post(url, kept).location == again.location)
  }

  @Test func publications() throws {
    let url = Sitemap.publication.url(portal.people.commune, "1.001193")
    try collide(
      url, first: ["responsible": "Lê Thị Hoa"], second: ["number": "99/QĐ-UBND"],
      shows: ["<del>Phạm Thị Hương</del>", "<ins>Lê Thị Hoa</ins>", "Người láng giềng"])
    let publication = try portal.database.read { try Reference.read($0, version: 0) }
      .inForce(on: portal.clock.now.day).publication(of: "1.001193", at: portal.people.commune)
    #expect(publication?.decisionNumber == "99/QĐ-UBND" && publication?.version == 3)
  }

  @Test func shifts() throws {
    try collide(
      Sitemap.hours.url(portal.people.commune),
      first: ["from": "01/10/2026", "morning.0": "06:30-11:00"],
      second: ["from": "01/11/2026", "saturday": "07:30-11:00"],
      shows: ["01/10/2026", "06:30-11:00", "Không có"])
  }

  @Test func agencies() throws {
    try collide(
      Sitemap.agency.url(portal.people.commune), first: ["phone": "0237 111 222"],
      second: ["responsible": "Vi Văn Hai"], shows: ["<del>0237 000 0000</del>", "<ins>0237 111 222</ins>"])
  }

  @Test func people() throws {
    try collide(
      Sitemap.person.url(portal.people.specialist), first: ["title": "Trưởng phòng"],
      second: ["phone": "0912345699"], shows: ["<del>Công chức tư pháp</del>", "<ins>Trưởng phòng</ins>"])
  }

  @Test func procedures() throws {
    let publish = Sitemap.publishRevision.url("1.001193")
    let page = admin.get(Sitemap.adminProcedure.url("1.001193")).fields
    let first = page.merging(["responsible": "Lê Thị Hoa", "once": Secrets.token()]) { $1 }
    #expect(other.post(publish, without(first, "token")).status == .seeOther)
    let late = admin.post(publish, page.merging(["decisionNumber": "x"]) { $1 }.map { ($0.key, $0.value) })
    #expect(late.status == .conflict && late.text.contains("<ins>Lê Thị Hoa</ins>"))
    #expect(late.text.contains("value=\"x\"") && late.text.contains("href=\"#decisionDay\""))
  }

  @Test func whatIsPublishedAtACounterAlreadyIsShown() throws {
    let url = Sitemap.publications.url(neighbour.commune)
    let theirs = [("code", "1.001193"), ("number", "12/QĐ"), ("from", "01/10/2026")]
    #expect(other.post(url, theirs).status == .seeOther)
    let mine = [
      ("code", "1.001193"), ("code", "1.004873"), ("number", "13/QĐ"), ("from", "01/10/2026"),
    ]
    let late = admin.post(url, mine)
    #expect(late.status == .conflict && late.text.contains("<ins>12/QĐ</ins>"))
    #expect(late.text.contains("value=\"13/QĐ\"") && late.text.contains("value=\"1.004873\" checked"))
    let publications = try portal.database.read { try Reference.read($0, version: 0) }
      .publications(at: neighbour.commune, endingOnOrAfter: portal.clock.now.day)
    #expect(publications.map(\.decisionNumber) == ["12/QĐ"])
    #expect(admin.get(Sitemap.publication.url(neighbour.commune, "1.001193")).status == .ok)
  }

  /// A form without a version is not one of ours.
  @Test func aVersionIsNeeded() throws {
    let urls = [
      Sitemap.publication.url(portal.people.commune, "1.001193"), Sitemap.hours.url(portal.people.commune),
    ]
    for url in urls {
      let fields = without(admin.get(url).fields(postedTo: url), "version")
      #expect(admin.post(url, fields).status == .forbidden, "\(url)")
    }
  }

  private func without(_ fields: [String: String], _ name: String) -> [(String, String)] {
    fields.filter { $0.key != name }.map { ($0.key, $0.value) }
  }
}
