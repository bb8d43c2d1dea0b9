import Foundation
import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// The specialist's desk: what is due first, trình ký.
@Suite struct SpecialistTests {
  private let portal: Portal
  private let specialist: Browser

  init() throws {
    portal = try Portal()
    specialist = try Browser(portal, as: portal.people.specialist)
  }

  @Test func inboxShowsTheNextDueFirstWithItsLight() throws {
    let first = try portal.dossier(.processing, owner: "Vi Văn Một")
    portal.clock.advance(minutes: 24 * 60)
    let specialist = try Browser(portal, as: portal.people.specialist)
    _ = try portal.dossier(.processing, owner: "Vi Văn Hai")
    let page = specialist.get(Sitemap.inbox.url)
    #expect(page.status == .ok)
    let names = page.text.components(separatedBy: "<small>Vi Văn ").dropFirst().map { $0.prefix(2) }
    #expect(names.first == "Mộ" && names.count == 2)
    #expect(page.text.contains("light-green"))
    portal.clock.now = Moment(day: try portal.record(first).dossier.appointment!.day + 1, minuteOfDay: 600)
    let later = try Browser(portal, as: portal.people.specialist)
    #expect(later.get(Sitemap.inbox.url).text.contains("light-red"))
  }

  @Test func anEmptyDeskSaysWhatWouldBeHere() {
    #expect(specialist.get(Sitemap.inbox.url).text.contains("Không có hồ sơ nào chờ xử lý"))
  }

  @Test func listsContinueByKey() throws {
    for number in 0..<51 { _ = try portal.dossier(.processing, owner: "Vi Văn \(number)") }
    let page = specialist.get(Sitemap.inbox.url).text
    let next = page.components(separatedBy: "href=\"/inbox?after=").dropFirst().first?
      .components(separatedBy: "\"").first
    let second = specialist.get("/inbox?after=\(next ?? "")").text
    #expect(page.components(separatedBy: "<tr data-href").count == 51)
    #expect(second.components(separatedBy: "<tr data-href").count == 2)
    #expect(page.utf8.count < 50_000)
  }

  @Test func nothingIsSubmittedWithoutAResult() throws {
    let id = try portal.dossier(.processing)
    let page = specialist.get(Sitemap.submitForSignOff.url(id))
    #expect(page.status == .ok && page.text.contains("chưa có tệp kết quả"))
    let answer = submit(id, to: portal.people.leader)
    #expect(answer.status == .conflict)
    #expect(try portal.record(id).dossier.state == .processing)
  }

  @Test func submitsToAChosenLeader() throws {
    let id = try portal.dossier(.processing)
    try portal.attachResult(to: id)
    let page = specialist.get(Sitemap.submitForSignOff.url(id))
    #expect(page.text.contains("Lê Văn Bình, Phó Chủ tịch") && page.text.contains("du-thao.pdf"))
    #expect(submit(id, to: portal.people.leader).location?.hasPrefix("/inbox") == true)
    #expect(try portal.record(id).dossier.signer == portal.people.leader)
  }

  @Test func aLeaderMustBeOneOfThoseOffered() throws {
    let neighbour = try portal.neighbour()
    let id = try portal.dossier(.processing)
    try portal.attachResult(to: id)
    for person in [neighbour.leader, portal.people.specialist, portal.people.citizen] {
      #expect(submit(id, to: person).status == .unprocessableContent)
    }
    #expect(specialist.post(Sitemap.submitForSignOff.url(id)).status == .unprocessableContent)
  }

  @Test func theProcessorIsNotOfferedAsSigner() throws {
    try portal.grant(.leader, at: portal.people.commune, to: portal.people.specialist)
    let id = try portal.dossier(.processing)
    try portal.attachResult(to: id)
    let page = specialist.get(Sitemap.submitForSignOff.url(id)).text
    #expect(!page.contains("Phạm Thị Hương, Công chức tư pháp</label>"))
    #expect(submit(id, to: portal.people.specialist).status == .unprocessableContent)
  }

  @Test func anotherAgencysDossierIsNotFound() throws {
    let neighbour = try Browser(portal, as: portal.neighbour().specialist)
    let id = try portal.dossier(.processing)
    #expect(neighbour.get(Sitemap.submitForSignOff.url(id)).status == .notFound)
    #expect(neighbour.post(Sitemap.submitForSignOff.url(id), [("to", "1")]).status == .notFound)
  }

  @Test func aSecondTapSubmitsOnce() throws {
    let id = try portal.dossier(.processing)
    try portal.attachResult(to: id)
    let version = String(try portal.record(id).dossier.version)
    let form = [
      ("outcome", "granted"), ("to", portal.people.leader.description), ("version", version),
      ("once", Secrets.token()),
    ]
    let url = Sitemap.submitForSignOff.url(id)
    let (first, second) = (specialist.post(url, form), specialist.post(url, form))
    #expect(first.status == .seeOther && first.location == second.location)
    #expect(try portal.record(id).dossier.version == Int(version)! + 1)
  }

  private func submit(_ id: DossierID, to leader: PersonID) -> Response {
    let version = specialist.get(Sitemap.submitForSignOff.url(id)).value(of: "version") ?? "0"
    return specialist.post(
      Sitemap.submitForSignOff.url(id),
      [("outcome", "granted"), ("to", leader.description), ("version", version)])
  }
}
