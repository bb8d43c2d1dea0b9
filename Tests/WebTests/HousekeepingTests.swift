import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// What the portal does by itself, by a clock that the test moves.
@Suite struct HousekeepingTests {
  private let portal: Portal
  private let citizen: Browser

  init() throws {
    portal = try Portal()
    citizen = try Browser(portal, as: portal.people.citizen)
  }

  private static let day: Int64 = 24 * 60

  private func count(_ table: String) throws -> Int {
    try portal.database.read { try $0.first("SELECT count(*) FROM \(table)") { $0.int(0) } } ?? -1
  }

  private func signedIn() throws -> Browser { try Browser(portal, as: portal.people.citizen) }

  /// Every folder has its turn within 256 minutes.
  private func keepHouse(minutes: Int = 256) throws {
    for _ in 0..<minutes {
      portal.clock.advance(minutes: 1)
      try portal.keepHouse()
    }
  }

  private func file(_ content: String) -> Browser.Chosen {
    Browser.Chosen(name: "a.pdf", bytes: Sample.pdf + Array(content.utf8))
  }

  private func path(of file: Browser.Chosen) -> String {
    portal.site.attachments.path(of: ContentHash(of: file.bytes))
  }

  private func isThere(_ file: Browser.Chosen) -> Bool {
    FileManager.default.fileExists(atPath: path(of: file))
  }

  @Test func draftsGoAfterThirtyDays() throws {
    let (old, kept) = (try Filing(citizen), try Filing(citizen))
    _ = old.fill()
    _ = old.attach([file("cũ")])
    portal.clock.advance(minutes: 29 * Self.day)
    try portal.keepHouse()
    let again = try Filing(signedIn(), id: kept.id)
    _ = again.fill()
    #expect(try old.record.applicant != nil)
    portal.clock.advance(minutes: 2 * Self.day)
    try portal.keepHouse()
    #expect(try old.record.applicant == nil && old.record.answers.values.isEmpty)
    #expect(try again.record.answers.text("child.fullName") == "Lò Văn An")
    try keepHouse()
    #expect(!isThere(file("cũ")))
  }

  @Test func whatWasSubmittedIsNotADraft() throws {
    let filing = try Filing(citizen)
    _ = filing.fill()
    _ = filing.attach([file("nộp")])
    _ = try filing.submit()
    portal.clock.advance(minutes: 400 * Self.day)
    try keepHouse()
    #expect(try filing.record.applicant == portal.people.citizen && isThere(file("nộp")))
  }

  @Test func sessionsAndKeysGo() throws {
    let filing = try Filing(citizen)
    _ = filing.attach()
    try portal.database.write {
      try Sessions.noteFailure(login: "mai", peer: "x", at: portal.clock.now, in: $0)
    }
    #expect(try count("sessions") == 1 && count("answered_forms") == 2 && count("sign_in_failures") == 1)
    portal.clock.advance(minutes: 11 * 60)
    try portal.keepHouse()
    #expect(try count("sessions") == 1 && count("sign_in_failures") == 1)
    portal.clock.advance(minutes: 2 * Self.day)
    try portal.keepHouse()
    #expect(try count("sessions") == 0 && count("answered_forms") == 2 && count("sign_in_failures") == 0)
    portal.clock.advance(minutes: 6 * Self.day)
    try portal.keepHouse()
    #expect(try count("answered_forms") == 0)
  }

  @Test func filesTakenOffADraftGoUnlessOthersNameThem() throws {
    let filing = try Filing(citizen)
    let other = try Filing(citizen)
    _ = filing.attach([file("một"), file("hai")])
    _ = other.attach([file("hai")])
    let rows = try portal.database.read { try DossierFiles.files(of: filing.id, in: $0) }
    for row in rows { _ = citizen.post("/drafts/\(filing.id)/files/\(row.id)/remove") }
    try keepHouse()
    #expect(isThere(file("một")), "a day's patience")
    portal.clock.advance(minutes: 2 * Self.day)
    try keepHouse()
    #expect(!isThere(file("một")) && isThere(file("hai")))
    #expect(try signedIn().get(Sitemap.file.url(rows[0].id)).status == .notFound)
    let (finding, orphans) = try portal.database.read {
      try Integrity.attachments(in: $0, files: portal.site.attachments, contents: true)
    }
    #expect(finding.isGood && orphans.isEmpty, "\(finding.faults)")
  }

  /// The same content is uploaded just when its old bytes are due: on disk, its row not written yet.
  @Test func aFileWhoseUploadIsUnderWayStays() throws {
    let filing = try Filing(citizen)
    _ = filing.attach([file("lại")])
    let row = try #require(try portal.database.read { try DossierFiles.files(of: filing.id, in: $0) }.first)
    _ = citizen.post("/drafts/\(filing.id)/files/\(row.id)/remove")
    portal.clock.advance(minutes: 2 * Self.day)
    let again = try Filing(signedIn(), id: filing.id)
    portal.meanwhile = { [self] in try? keepHouse() }
    #expect(again.attach([file("lại")]).status == .seeOther)
    #expect(isThere(file("lại")))
    let kept = try portal.database.read { try DossierFiles.files(of: filing.id, in: $0) }
    #expect(kept.count == 1)
  }

  /// What staff see of a dossier stays, also a result that was taken off.
  @Test func filesOfDossiersStay() throws {
    let id = try portal.dossier(.awaitingSignOff)
    let files = try portal.database.read { try DossierFiles.files(of: id, in: $0) }
    try portal.database.write { db -> Void in
      for file in files { try db.execute("UPDATE attachments SET removed_at = 1 WHERE id = $1", file.id) }
    }
    portal.clock.advance(minutes: 400 * Self.day)
    try keepHouse()
    let named = try portal.database.read {
      try $0.query("SELECT DISTINCT sha256 FROM attachments WHERE is_dropped = 0") { $0.text(0) }
    }
    #expect(!files.isEmpty && Set(files.map(\.sha256)).isSubset(of: named))
  }
}
