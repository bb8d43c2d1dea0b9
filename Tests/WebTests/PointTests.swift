import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Issue 3, several counters: points set up by the administrator, chosen by officer and citizen; results travel between
/// them with two signatures and are returned nowhere but where they lie.
@Suite struct PointTests {
  private static let birth = "1.001193"
  private let portal: Portal
  private let officer: Browser
  private let admin: Browser

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
    admin = try Browser(portal, as: portal.people.administrator)
  }

  private var pointsURL: String { Sitemap.points.url(portal.people.commune) }

  private func add(_ name: String, _ more: [(String, String)] = []) -> Response {
    let usual = [
      ("name", name), ("address", "Thôn \(name)"), ("opening", ""), ("from", "01/01/2026"), ("to", ""),
    ]
    return admin.post(pointsURL, usual.filter { field in !more.contains { $0.0 == field.0 } } + more)
  }

  /// Two points, as the administrator sets them up.
  private func twoPoints() throws -> (town: ServicePoint, village: ServicePoint) {
    #expect(add("Điểm Thị trấn").status == .seeOther)
    #expect(add("Điểm Làng", [("opening", "mở sáng thứ Ba")]).status == .seeOther)
    let points = try portal.database.read { try Reference.read($0, version: 0) }
      .points(of: portal.people.commune)
    return (try #require(points.first), try #require(points.last))
  }

  private func sit(_ point: ServicePoint, _ browser: Browser? = nil) {
    let answer = (browser ?? officer).post(Sitemap.seat.url, [("point", point.id.description)])
    #expect(answer.location == Sitemap.counter.url + "?done=saved")
  }

  private func receive(_ more: [(String, String)] = []) -> Response {
    let files = ["to-khai", "chung-sinh"].map {
      Browser.Chosen(field: "file.\($0)", name: "\($0).png", bytes: Sample.png)
    }
    let fields = [
      ("ownerName", "Lò Thị Mai"), ("identityKind", "cccd"), ("identity", "038190001234"), ("phone", ""),
      ("email", ""), ("address", "Khu phố 2"), ("channel", "counter"), ("returnMethod", "counter"),
      ("copies", "1"), ("fee", "0"), ("summary", ""), ("originals.to-khai", "1"),
    ]
    return officer.upload(Sitemap.receiveAtCounter.url(Self.birth), files, fields + more)
  }

  private func id(_ response: Response) throws -> DossierID {
    let path = try #require(response.location?.split(separator: "?").first)
    return try #require(DossierID(String(path.split(separator: "/").last ?? "")))
  }

  /// A signed dossier that is picked up at a point, its officer in the town.
  private func signed(pickUp: ServicePoint, in town: ServicePoint) throws -> DossierID {
    sit(town)
    let id = try id(receive([("pickUp", pickUp.id.description)]))
    let specialist = Dossier.Actor(person: portal.people.specialist, role: .specialist)
    let counter = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer, point: town.id)
    for paper in try portal.record(id).dossier.papers where paper.isShownOnly && paper.isRequired {
      try portal.act(.markShown(paper: paper.id), on: id, by: counter)
    }
    try portal.act(.forward(to: portal.people.specialist, unit: portal.people.commune), on: id, by: counter)
    try portal.act(.takeOver, on: id, by: specialist)
    try portal.attachResult(to: id)
    try portal.act(.submitForSignOff(to: portal.people.leader), on: id, by: specialist)
    try portal.act(
      .signOff(number: "1/TL", authority: .onBehalf), on: id,
      by: Dossier.Actor(person: portal.people.leader, role: .leader))
    return id
  }

  private func press(_ verb: Verb, _ id: DossierID, _ browser: Browser, _ more: [(String, String)] = [])
    throws -> Response
  {
    let url =
      switch verb {
      case .takeBack: Sitemap.takeBack.url(id)
      case .returnResult: Sitemap.returnResult.url(id)
      default: Sitemap.turn(verb).url(id)
      }
    return browser.post(url, more + [try portal.version(id)])
  }

  private let collector = [("relation", "owner"), ("name", "Lò Thị Mai"), ("identity", "038190001234")]

  // MARK: Setting up

  @Test func theAdministratorSetsUpChangesAndClosesPoints() throws {
    #expect(admin.get(Sitemap.agency.url(portal.people.commune)).text.contains("href=\"\(pointsURL)\""))
    #expect(admin.get(pointsURL).text.contains("tại một nơi"))
    let (town, village) = try twoPoints()
    let list = admin.get(pointsURL).text
    #expect(list.contains("Điểm Làng") && list.contains("mở sáng thứ Ba") && !list.contains("Không mở"))
    for (field, value) in [
      ("name", ""), ("name", "Điểm Làng"), ("address", ""), ("from", "31/02/2026"), ("to", "x"),
      ("to", "01/01/2020"), ("opening", String(repeating: "x", count: 201)),
    ] {
      let answer = add("Điểm mới", [(field, value)])
      #expect(
        answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""), "\(field)")
    }
    let url = Sitemap.point.url(portal.people.commune, village.id)
    let form = admin.get(url)
    var fields = form.fields
    fields["to"] = "01/09/2026"
    fields["name"] = "Điểm <b>Làng</b>"
    #expect(admin.post(url, fields.map { ($0.key, $0.value) }).location == pointsURL + "?done=saved")
    let closed = admin.get(pointsURL).text
    #expect(closed.contains("Không mở") && closed.contains("Điểm &lt;b&gt;Làng&lt;/b&gt;"))
    // A page drawn before that.
    fields["name"] = "Điểm khác"
    fields["once"] = Secrets.token()
    let stale = admin.post(url, fields.map { ($0.key, $0.value) })
    #expect(stale.status == .conflict && stale.text.contains("Điểm khác"))
    #expect(admin.get(Sitemap.agency.url(portal.people.commune)).text.contains("Lập điểm tiếp nhận"))
    // Nobody else's business.
    let neighbour = try portal.neighbour()
    let far = try Browser(portal, as: neighbour.administrator)
    for url in [pointsURL, url] { #expect(far.get(url).status == .notFound) }
    #expect(
      admin.get(Sitemap.point.url(neighbour.commune, town.id)).status == .notFound)
    #expect(officer.get(pointsURL).status == .forbidden)
  }

  @Test func withOneCounterNobodyIsAsked() throws {
    #expect(!officer.get(Sitemap.counter.url).text.contains("đang ngồi"))
    #expect(!officer.get(Sitemap.receiveAtCounter.url(Self.birth)).text.contains("Điểm nhận kết quả"))
    let id = try id(receive())
    #expect(try portal.record(id).dossier.points == Points())
    #expect(!officer.get(Sitemap.dossier.url(id)).text.contains("Đổi điểm nhận kết quả"))
    #expect(!officer.get(Sitemap.receipt.url(id)).text.contains("Điểm"))
    _ = add("Điểm duy nhất")
    #expect(!officer.get(Sitemap.counter.url).text.contains("đang ngồi"))
    #expect(try portal.record(self.id(receive())).dossier.points == Points())
  }

  // MARK: At the counter

  @Test func theOfficerSitsReceivesAndPrintsWhere() throws {
    let (town, village) = try twoPoints()
    #expect(officer.get(Sitemap.counter.url).text.contains("chọn điểm đang ngồi trước khi"))
    let standing = receive([("pickUp", village.id.description)])
    #expect(standing.status == .unprocessableContent && standing.text.contains("chưa chọn điểm đang ngồi"))
    for wrong in ["", "999", "x"] {
      #expect(officer.post(Sitemap.seat.url, [("point", wrong)]).status == .unprocessableContent)
    }
    sit(town)
    #expect(
      officer.get(Sitemap.counter.url).text.contains("<option value=\"\(town.id)\" selected>Điểm Thị trấn"))
    let page = officer.get(Sitemap.receiveAtCounter.url(Self.birth)).text
    #expect(page.contains("<option value=\"\(town.id)\" selected>Điểm Thị trấn, Thôn Điểm Thị trấn"))
    #expect(receive([("pickUp", "999")]).status == .unprocessableContent)
    let id = try id(receive([("pickUp", village.id.description)]))
    #expect(try portal.record(id).dossier.points == Points(received: town.id, pickUp: village.id))
    let receipt = officer.get(Sitemap.receipt.url(id)).text
    #expect(receipt.contains("Tại bộ phận một cửa – Điểm Làng, Thôn Điểm Làng; mở sáng thứ Ba"))
    #expect(receipt.contains("– Điểm Thị trấn</p>"))
    let facts = officer.get(Sitemap.dossier.url(id)).text
    #expect(facts.contains("Tiếp nhận tại điểm") && facts.contains("Nhận kết quả tại điểm"))
    // Where nothing is chosen, where the officer sits.
    #expect(try portal.record(self.id(receive())).dossier.points.pickUp == town.id)
  }

  @Test func aResultTravelsWithTwoSignaturesAndIsReturnedWhereItLies() throws {
    let (town, village) = try twoPoints()
    let colleague = try Browser(portal, as: portal.hired(.oneStopOfficer, at: portal.people.commune))
    sit(village, colleague)
    let id = try signed(pickUp: village, in: town)
    #expect(try press(.takeBack, id, officer).status == .seeOther)
    #expect(try portal.record(id).dossier.points.result == town.id)
    // Not here, with the reason; the attempt is kept.
    let page = colleague.get(Sitemap.returnResult.url(id)).text
    #expect(page.contains("Kết quả đang ở Điểm Thị trấn, không ở điểm ông/bà đang ngồi."))
    let refused = try press(.returnResult, id, colleague, collector)
    #expect(refused.status != .seeOther && refused.text.contains("Kết quả đang ở Điểm Thị trấn"))
    #expect(
      try Browser(portal, as: portal.people.chairman).get(Sitemap.exceptions.url(portal.people.commune)).text
        .contains("Kết quả ở điểm khác"))
    // On both lists; the button is where the result lies.
    #expect(
      officer.get(Sitemap.counter.url).text.contains("Kết quả chuyển giữa các điểm <span class=\"count\">1"))
    let uncollected = Sitemap.watched.url(Dossiers.WatchList.uncollected.rawValue)
    #expect(!officer.get(uncollected).text.contains(Sitemap.dossier.url(id)))
    let send = Sitemap.turn(.sendResult).url(id)
    #expect(officer.get(Sitemap.carriedResults.url).text.contains("href=\"\(send)\""))
    let theirs = colleague.get(Sitemap.carriedResults.url).text
    #expect(theirs.contains("chưa giao") && !theirs.contains("href=\"\(send)\""))
    #expect(try press(.takeResult, id, colleague).status != .seeOther)
    #expect(officer.get(send).text.contains("Điểm Làng"))
    #expect(
      try press(.sendResult, id, officer).location == Sitemap.carriedResults.url + "?done=result-sent")
    let take = Sitemap.turn(.takeResult).url(id)
    let under = colleague.get(Sitemap.carriedResults.url).text
    #expect(under.contains("href=\"\(take)\"") && under.contains("Hà Thị Nga"))
    #expect(under.contains("17 giờ 00, 08/09/2026"))
    #expect(!officer.get(Sitemap.carriedResults.url).text.contains("href=\"\(take)\""))
    for browser in [officer, colleague] {
      #expect(try press(.returnResult, id, browser, collector).status != .seeOther)
    }
    #expect(try press(.takeResult, id, officer).text.contains("chuyển đến điểm khác"))
    #expect(try press(.takeResult, id, colleague).status == .seeOther)
    #expect(colleague.get(Sitemap.carriedResults.url).text.contains("Mọi kết quả đều ở điểm"))
    #expect(officer.get(uncollected).text.contains(Sitemap.dossier.url(id)))
    #expect(try press(.returnResult, id, officer, collector).text.contains("Kết quả đang ở Điểm Làng"))
    #expect(try press(.returnResult, id, colleague, collector).status == .seeOther)
    #expect(try portal.record(id).dossier.state == .returned)
    let lines = try portal.journal(id).filter { [.sendResult, .takeResult].contains($0.entry.verb) }
    #expect(lines.map(\.personName) == ["Hà Thị Nga", "Người mới"])
  }

  @Test func theListIsPrintedAndArrivalsAreSignedForByCode() throws {
    let (town, village) = try twoPoints()
    #expect(officer.get(Sitemap.printCarriedResults.url).status == .notFound)
    let colleague = try Browser(portal, as: portal.hired(.oneStopOfficer, at: portal.people.commune))
    sit(village, colleague)
    let id = try signed(pickUp: village, in: town)
    #expect(officer.get(Sitemap.printCarriedResults.url).text.contains("Không có kết quả nào rời điểm này"))
    _ = try press(.takeBack, id, officer)
    let code = try portal.record(id).code ?? ""
    // Not sent yet, it cannot have come.
    let early = colleague.post(Sitemap.takeResultByCode.url, [("code", code)])
    #expect(early.status == .unprocessableContent)
    #expect(colleague.get(Sitemap.takeResultByCode.url).text.contains("Không có kết quả nào đang chuyển đến"))
    _ = try press(.sendResult, id, officer)
    let sheet = officer.get(Sitemap.printCarriedResults.url).text
    for words in [code, "Điểm nhận: <b>Điểm Làng", "NGƯỜI GIAO", "NGƯỜI NHẬN", "Tổng số kết quả: 1"] {
      #expect(sheet.contains(words), "\(words)")
    }
    let file = officer.get(Sitemap.carriedResultsFile.url)
    #expect(file.status == .ok && file.type == "application/pdf")
    #expect(file.text.contains(code) && file.text.contains("BẢNG KÊ GIAO NHẬN KẾT QUẢ"))
    #expect(colleague.get(Sitemap.printCarriedResults.url).text.contains("Không có kết quả nào rời điểm này"))
    #expect(colleague.get(Sitemap.takeResultByCode.url).text.contains(code))
    #expect(
      officer.post(Sitemap.takeResultByCode.url, [("code", code)]).text.contains("chuyển đến điểm khác"))
    let signed = colleague.post(Sitemap.takeResultByCode.url, [("code", "\(code.lowercased())|1.001193|x|y")])
    #expect(signed.location == Sitemap.takeResultByCode.url + "?last=\(id)")
    #expect(try portal.record(id).dossier.points.result == village.id)
  }

  @Test func theOfficerChangesThePickUpPointAndTheReceiptIsIssuedAnew() throws {
    let (town, village) = try twoPoints()
    let id = try signed(pickUp: village, in: town)
    _ = try press(.takeBack, id, officer)
    #expect(officer.get(Sitemap.dossier.url(id)).text.contains("Đổi điểm nhận kết quả"))
    #expect(try press(.choosePickUp, id, officer, [("point", "999")]).status == .unprocessableContent)
    #expect(
      try press(.choosePickUp, id, officer, [("point", town.id.description)]).location?
        .hasSuffix("done=pick-up-chosen") == true)
    #expect(officer.get(Sitemap.carriedResults.url).text.contains("Mọi kết quả đều ở điểm"))
    let slips = try portal.database.read { try Slips.slips(of: id, in: $0) }.map(\.kind)
    #expect(slips == [.receipt, .receipt])
    #expect(officer.get(Sitemap.receipt.url(id)).text.contains("– Điểm Thị trấn, Thôn Điểm Thị trấn"))
    #expect(officer.get(Sitemap.dossier.url(id)).text.contains("Đổi điểm nhận kết quả"))
    #expect(try press(.returnResult, id, officer, collector).status == .seeOther)
  }

  @Test func whatLiesAtAClosedPointIsNotLost() throws {
    let (town, village) = try twoPoints()
    let id = try signed(pickUp: village, in: village)
    _ = try press(.takeBack, id, officer)
    let other = try signed(pickUp: village, in: town)
    sit(village)
    let url = Sitemap.point.url(portal.people.commune, village.id)
    var fields = admin.get(url).fields
    fields["to"] = "07/09/2026"
    #expect(admin.post(url, fields.map { ($0.key, $0.value) }).status == .seeOther)
    #expect(officer.get(Sitemap.counter.url).text.contains("Điểm Làng (đã đóng)"))
    #expect(try press(.returnResult, id, officer, collector).status == .seeOther)
    // What was to be picked up there is picked up elsewhere, though one point is left.
    sit(town)
    _ = try press(.takeBack, other, officer)
    let change = Sitemap.turn(.choosePickUp).url(other)
    let list = officer.get(Sitemap.carriedResults.url).text
    #expect(list.contains("href=\"\(change)\"") && list.contains("Điểm Làng (đã đóng)"))
    #expect(try press(.choosePickUp, other, officer, [("point", town.id.description)]).status == .seeOther)
    #expect(officer.get(Sitemap.carriedResults.url).text.contains("Mọi kết quả đều ở điểm"))
    // With one point open nobody is asked where to pick up any more.
    sit(town)
    #expect(try portal.record(self.id(receive())).dossier.points.pickUp == nil)
  }

  @Test func whatIsSentAfterAllIsPickedUpNowhere() throws {
    let (town, village) = try twoPoints()
    sit(town)
    let id = try id(receive([("pickUp", village.id.description)]))
    for (method, pickUp) in [("post", nil), ("counter", town.id)] as [(String, PointID?)] {
      var fields = officer.get(Sitemap.turn(.correct).url(id)).fields
      (fields["returnMethod"], fields["why"]) = (method, "Ghi nhầm")
      let answer = officer.post(Sitemap.turn(.correct).url(id), fields.map { ($0.key, $0.value) })
      #expect(answer.status == .seeOther)
      #expect(try portal.record(id).dossier.points == Points(received: town.id, pickUp: pickUp))
    }
  }

  // MARK: The citizen

  @Test func theCitizenChoosesOnlineAndChangesIt() throws {
    let (town, village) = try twoPoints()
    let citizen = try Browser(portal, as: portal.people.citizen)
    let url = Sitemap.apply.url(Self.birth)
    #expect(citizen.get(url).text.contains("Điểm Làng, Thôn Điểm Làng; mở sáng thứ Ba"))
    for wrong in ["", "999"] {
      let answer = citizen.post(url, [("returnMethod", "counter"), ("pickUp", wrong)])
      #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#pickUp\""))
    }
    // What is sent is picked up nowhere.
    #expect(citizen.post(url, [("returnMethod", "online"), ("pickUp", "")]).status == .seeOther)
    let begun = citizen.post(url, [("returnMethod", "counter"), ("pickUp", village.id.description)])
    let draft = try #require(
      begun.location.flatMap { DossierID(String($0.split(separator: "/").last ?? "")) })
    let filing = Filing(citizen, id: draft)
    _ = filing.fill()
    _ = filing.attach()
    #expect(citizen.get(Sitemap.draftCheck.url(draft)).text.contains("<dd>Điểm Làng"))
    #expect(try filing.submit().status == .seeOther)
    let page = citizen.get(Sitemap.myDossier.url(draft)).text
    #expect(page.contains("Nhận kết quả tại điểm") && page.contains("Đổi điểm nhận"))
    let change = Sitemap.myPickUp.url(draft)
    let to = ("point", town.id.description)
    let stranger = try Browser(portal, as: portal.people.stranger)
    #expect(try stranger.post(change, [to, portal.version(draft)]).status == .notFound)
    #expect(try citizen.post(change, [("point", ""), portal.version(draft)]).status == .unprocessableContent)
    #expect(try citizen.post(change, [("point", "999"), portal.version(draft)]).status != .seeOther)
    #expect(try citizen.post(change, [to, portal.version(draft)]).status == .seeOther)
    #expect(try portal.record(draft).dossier.points.pickUp == town.id)
    // The officer who receives it says where he sits.
    let receive = Sitemap.receive.url(draft)
    let refused = try officer.post(receive, [portal.version(draft)])
    #expect(refused.status != .seeOther && refused.text.contains("chưa chọn điểm đang ngồi"))
    sit(village)
    #expect(try officer.post(receive, [portal.version(draft)]).status == .seeOther)
    #expect(try portal.record(draft).dossier.points == Points(received: village.id, pickUp: town.id))
    #expect(citizen.get(Sitemap.myReceipt.url(draft)).text.contains("– Điểm Thị trấn, Thôn Điểm Thị trấn"))
  }

  @Test func theCitizenIsToldWhenItHasCome() throws {
    // Filed before the agency had several points.
    let id = try portal.dossier(.signed, channel: .online)
    let (town, village) = try twoPoints()
    sit(town)
    let citizen = try Browser(portal, as: portal.people.citizen)
    #expect(
      try press(.choosePickUp, id, officer, [("point", village.id.description)]).status == .seeOther)
    #expect(try press(.takeBack, id, officer).status == .seeOther)
    let waiting = citizen.get(Sitemap.myDossier.url(id)).text
    #expect(
      waiting.contains("đang được chuyển đến điểm ông/bà chọn") && !waiting.contains("mời ông/bà đến nhận"))
    _ = try press(.sendResult, id, officer)
    sit(village)
    _ = try press(.takeResult, id, officer)
    let ready = citizen.get(Sitemap.myDossier.url(id)).text
    #expect(ready.contains("mời ông/bà đến nhận") && ready.contains("Ký nhận kết quả chuyển đến"))
  }
}
