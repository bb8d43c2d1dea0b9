import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// What an answer that is an error leaves behind: nothing but the note of the attempt.
@Suite struct UndoingTests {
  private static let routes: [SiteRoute] = [
    .post("/try/not-found", .staff) { visit in
      try scribble(visit)
      throw PageNotFound()
    },
    .post("/try/refused/:dossier", .staff) { visit in
      let record = try visit.readable(known(DossierID(visit.request.parameter("dossier") ?? "")))
      let actor = try visit.actor(for: .forward, on: record)
      return try visit.guarded(.forward, on: record, by: actor) {
        try visit.once {
          try scribble(visit)
          throw Refusal.notForRole(.forward, actor.role)
        }
      }
    },
    .post("/try/caught", .staff) { visit in
      do {
        return try visit.once {
          try scribble(visit)
          throw PageNotFound()
        }
      } catch is PageNotFound { return visit.done(.saved, at: Sitemap.work.url) }
    },
    .post("/try/reference", .staff) { visit in
      try Reference.touch(visit.writing)
      visit.context.forgetReference()
      _ = try visit.reference()
      throw PageNotFound()
    },
    .post("/try/well", .staff) { visit in
      try scribble(visit)
      return visit.done(.saved, at: Sitemap.work.url)
    },
  ]

  private static func scribble(_ visit: Visit) throws {
    _ = try visit.writing.execute(
      "UPDATE people SET title = 'scribbled' WHERE id = $1", visit.person().id.value)
  }

  private let portal: Portal
  private let browser: Browser

  init() throws {
    portal = try Portal(Self.routes)
    browser = try Browser(portal, as: portal.people.specialist)
  }

  private func count(_ sql: String) throws -> Int {
    try portal.database.read { try $0.first(sql) { $0.int(0) } ?? 0 }
  }

  private var scribbles: Int {
    get throws { try count("SELECT count(*) FROM people WHERE title = 'scribbled'") }
  }

  @Test func aPageMadeFromAnErrorLeavesNothing() throws {
    #expect(browser.post("/try/not-found").status == .notFound)
    #expect(try scribbles == 0)
    #expect(browser.post("/try/well").status == .seeOther)
    #expect(try scribbles == 1)
  }

  @Test func aRefusedActionLeavesOnlyTheAttempt() throws {
    let id = try portal.dossier(.processing)
    let before = try count("SELECT count(*) FROM refused_attempts")
    #expect(browser.post("/try/refused/\(id)").status == .conflict)
    #expect(try scribbles == 0)
    #expect(try count("SELECT count(*) FROM refused_attempts") == before + 1)
    #expect(try count("SELECT count(*) FROM answered_forms") == 0)
  }

  @Test func anErrorThatAScreenCatchesLeavesNothing() throws {
    #expect(browser.post("/try/caught").status == .seeOther)
    #expect(try scribbles == 0)
  }

  /// The number that a failed job gave to reference data must not stand for its data in any cache.
  @Test func undoneReferenceDataIsSeenByNobody() throws {
    let version = try count("SELECT number FROM reference_version")
    #expect(browser.post("/try/reference").status == .notFound)
    #expect(try count("SELECT number FROM reference_version") == version)
    let cache = ReferenceCache()
    let uncommitted = try portal.database.write { db in
      try Reference.touch(db)
      let number = try cache.current(db, isShared: false).version
      _ = try db.execute("UPDATE reference_version SET number = $1", version)
      return number
    }
    #expect(uncommitted == version + 1)
    let seen = try portal.database.read { try cache.current($0) }
    #expect(seen.version == version)
  }
}
