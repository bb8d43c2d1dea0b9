import Foundation
import Synchronization
import Testing
import Workflow

@testable import Storage

@Suite("Codes from daily serials") struct SerialTests {
  private let office: Office

  init() throws { office = try Office() }

  private func code(_ id: DossierID) throws -> String? { try office.record(id).code }

  @Test("counted per agency and day of receipt, each from one")
  func perAgencyAndDay() throws {
    var codes: [String?] = []
    for _ in 0..<2 { codes.append(try code(office.received())) }
    codes.append(try code(office.received(at: office.neighbour)))
    office.now = at("2026-09-09T07:00")
    codes.append(try code(office.received()))
    #expect(
      codes == [
        "H56.20.07-260908-0001", "H56.20.07-260908-0002", "H56.20.08-260908-0001",
        "H56.20.07-260909-0001",
      ])
  }

  @Test("an online filing has a submission number first, and its code of the day of receipt")
  func submissionNumber() throws {
    let id = try office.begin(channel: .online)
    try office.add("chung-sinh", to: id, paper: "chung-sinh", by: office.citizen)
    let submitted = try office.apply(.submit(formProblems: 0), to: id, by: office.citizen)
    #expect(submitted.submissionNumber == "TT-260908-00001")
    #expect(submitted.code == nil)
    office.now = at("2026-09-09T07:30")
    #expect(
      try office.apply(.receive(appointmentByHand: nil), to: id, by: office.officer).code
        == "H56.20.07-260909-0001")
  }

  @Test("a filing that is refused after the serial was taken leaves no gap: its savepoint is rolled back")
  func noGap() throws {
    struct Later: Error {}
    let (one, two, three) = (try office.begin(), try office.begin(), try office.begin())
    for id in [one, two, three] { try office.settlePapers(of: id) }
    let writer = try office.database.makeWriter()
    try writer.beginBatch()
    for id in [one, two, three] {
      do {
        try writer.job {
          try Dossiers.apply(
            .receive(appointmentByHand: nil), to: id, version: nil, by: office.officer, at: office.now,
            reference: office.reference, in: writer.access)
          if id == two { throw Later() }
        }
      } catch is Later {}
    }
    try writer.endBatch()
    #expect(try code(one) == "H56.20.07-260908-0001")
    #expect(try code(two) == nil)
    #expect(try code(three) == "H56.20.07-260908-0002")
    let found = try office.database.read { try Search.dossiers(matching: "Hoa", at: [office.agency], in: $0) }
    #expect(found == [three, one])
  }

  @Test("threads that receive at once get every serial once")
  func concurrentWriters() throws {
    let ids = try (0..<60).map { _ in
      let id = try office.begin()
      try office.settlePapers(of: id)
      return id
    }
    let (database, reference, officer, now) = (
      office.database, office.reference, office.officer, office.now
    )
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for id in ids[(thread * 15)..<(thread * 15 + 15)] {
        do {
          try database.write {
            try Dossiers.apply(
              .receive(appointmentByHand: nil), to: id, version: nil, by: officer, at: now,
              reference: reference, in: $0)
          }
        } catch { failures.withLock { $0.append("\(error)") } }
      }
    }
    #expect(failures.withLock { $0 } == [])
    let serials = try ids.map { try #require(try code($0).flatMap { DossierCode($0) }).serial }
    #expect(serials.sorted() == Array(1...60))
  }

  @Test("a code is wider than four digits only when it must be")
  func width() throws {
    try office.database.write {
      try $0.execute(
        "INSERT INTO serials (series, day, last) VALUES ('H56.20.07', '2026-09-08', 9999)")
    }
    #expect(try code(office.received()) == "H56.20.07-260908-10000")
  }
}
