import Foundation
import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// Signing: one, several after looking at each, never what one processed oneself.
@Suite struct LeaderTests {
  private let portal: Portal
  private let leader: Browser

  init() throws {
    portal = try Portal()
    leader = try Browser(portal, as: portal.people.leader)
  }

  @Test func theListShowsEachResult() throws {
    let id = try portal.dossier(.awaitingSignOff)
    let page = leader.get(Sitemap.toSign.url).text
    #expect(page.contains("du-thao.pdf") && page.contains(Sitemap.signOff.url(id)))
    #expect(page.contains("Chưa xem") && !page.contains("data-pick"))
  }

  @Test func signsWithNumberAndAuthority() throws {
    let id = try portal.dossier(.awaitingSignOff)
    let page = leader.get(Sitemap.signOff.url(id))
    #expect(page.text.contains("<object class=\"preview\"") && page.text.contains("value=\"KT\" checked"))
    let answer = leader.post(
      Sitemap.signOff.url(id),
      [("number", "125/GXN-UBND"), ("authority", "KT"), ("version", page.value(of: "version") ?? "")])
    #expect(answer.location == "/to-sign?done=signed-off")
    let record = try portal.record(id)
    #expect(record.dossier.state == .signed && record.resultNumber == "125/GXN-UBND")
    #expect(record.resultAuthority == .deputising && record.dossier.finishedAt == portal.clock.now)
  }

  @Test(arguments: ["", "XX", "TM<script>"])
  func authorityMustBeChosen(_ authority: String) throws {
    let id = try portal.dossier(.awaitingSignOff)
    let answer = leader.post(
      Sitemap.signOff.url(id), [("number", "<b>7</b>"), ("authority", authority), ("version", "4")])
    #expect(answer.status == .unprocessableContent)
    #expect(
      answer.text.contains("value=\"&lt;b&gt;7&lt;/b&gt;\"") && answer.text.contains("href=\"#authority\""))
  }

  @Test func aLongNumberIsRefusedAndKept() throws {
    let id = try portal.dossier(.awaitingSignOff)
    let number = String(repeating: "9", count: 51)
    let answer = leader.post(Sitemap.signOff.url(id), [("number", number), ("authority", "TM")])
    #expect(answer.status == .unprocessableContent && answer.text.contains(number))
  }

  @Test func nobodySignsWhatHeProcessed() throws {
    try portal.grant(.leader, at: portal.people.commune, to: portal.people.specialist)
    let id = try portal.dossier(.processing)
    try portal.attachResult(to: id)
    try portal.act(
      .submitForSignOff(to: portal.people.specialist), on: id,
      by: Dossier.Actor(person: portal.people.specialist, role: .specialist))
    let self_ = try Browser(portal, as: portal.people.specialist)
    #expect(self_.get(Sitemap.signOff.url(id)).text.contains("không được tự ký duyệt"))
    let version = String(try portal.record(id).dossier.version)
    let answer = self_.post(Sitemap.signOff.url(id), [("authority", "TM"), ("version", version)])
    #expect(answer.status == .conflict && answer.text.contains("không được tự ký duyệt"))
    #expect(try portal.record(id).dossier.state == .awaitingSignOff)
    let attempts = try portal.database.read { try Journal.attempts(at: portal.people.commune, in: $0) }
    #expect(attempts.map(\.verb) == [.signOff])
  }

  @Test func aStaleVersionKeepsWhatWasTyped() throws {
    let id = try portal.dossier(.awaitingSignOff)
    let version = leader.get(Sitemap.signOff.url(id)).value(of: "version") ?? ""
    try portal.act(
      .note(text: "đổi"), on: id, by: Dossier.Actor(person: portal.people.chairman, role: .chairman))
    let answer = leader.post(
      Sitemap.signOff.url(id), [("number", "77/KQ"), ("authority", "TM"), ("version", version)])
    #expect(answer.status == .conflict && answer.text.contains("77/KQ"))
  }

  @Test func severalAreSignedAfterEachWasOpened() throws {
    let ids = try (0..<3).map { try portal.dossier(.awaitingSignOff, owner: "Vi Văn \($0)") }
    for id in ids.dropLast() { _ = leader.get(Sitemap.signOff.url(id)) }
    let list = leader.get(Sitemap.toSign.url).text
    #expect(list.components(separatedBy: "data-pick").count == 3)
    let chosen = ids.map { "dossier=\($0)" }.joined(separator: "&")
    let confirm = leader.get(Sitemap.signOffSeveral.url + "?" + chosen)
    #expect(confirm.text.contains("Ký các hồ sơ này?"))
    let tickets = try ids.map { ("dossier", "\($0).\(try portal.record($0).dossier.version)") }
    let answer = leader.post(
      Sitemap.signOffSeveral.url, tickets + [("authority", "TM"), ("number.\(ids[0])", "12/GXN")])
    #expect(answer.location == "/to-sign?failed=\(ids[2]).not-looked&done=signed-off")
    #expect(try ids.map { try portal.record($0).dossier.state } == [.signed, .signed, .awaitingSignOff])
    #expect(try portal.record(ids[0]).resultNumber == "12/GXN")
    #expect(leader.get(answer.location ?? "").text.contains("chưa mở xem kết quả hiện tại"))
  }

  @Test func aChangeAfterLookingMustBeSeenFirst() throws {
    let id = try portal.dossier(.awaitingSignOff)
    _ = leader.get(Sitemap.signOff.url(id))
    let ticket = "\(id).\(try portal.record(id).dossier.version)"
    try portal.act(
      .note(text: "đổi"), on: id, by: Dossier.Actor(person: portal.people.chairman, role: .chairman))
    let answer = leader.post(Sitemap.signOffSeveral.url, [("dossier", ticket), ("authority", "TM")])
    #expect(answer.location == "/to-sign?failed=\(id).changed")
  }

  @Test func severalTwiceSignsOnce() throws {
    let id = try portal.dossier(.awaitingSignOff)
    _ = leader.get(Sitemap.signOff.url(id))
    let form = [
      ("dossier", "\(id).\(try portal.record(id).dossier.version)"), ("authority", "TM"),
      ("once", Secrets.token()),
    ]
    let first = leader.post(Sitemap.signOffSeveral.url, form)
    let second = leader.post(Sitemap.signOffSeveral.url, form)
    #expect(first.location == "/to-sign?done=signed-off" && second.location == first.location)
  }

  @Test func anotherAgencysDossierIsNotFound() throws {
    let neighbour = try Browser(portal, as: portal.neighbour().leader)
    let id = try portal.dossier(.awaitingSignOff)
    #expect(neighbour.get(Sitemap.signOff.url(id)).status == .notFound)
    #expect(neighbour.post(Sitemap.signOff.url(id), [("authority", "TM")]).status == .notFound)
    #expect(neighbour.get(Sitemap.signOffSeveral.url + "?dossier=\(id)").status == .notFound)
    let several = [("dossier", "\(id).4"), ("authority", "TM")]
    #expect(neighbour.post(Sitemap.signOffSeveral.url, several).status == .notFound)
    #expect(neighbour.get(Sitemap.toSign.url + "?failed=\(id).changed").status == .notFound)
  }

  @Test(arguments: ["1", "x.y", "99999.1", "1.99999999999999999999", "-1.1"])
  func nonsenseTicketsSignNothing(_ ticket: String) throws {
    let answer = leader.post(Sitemap.signOffSeveral.url, [("dossier", ticket), ("authority", "TM")])
    #expect(answer.status == .notFound || answer.location == "/to-sign")
  }
}
