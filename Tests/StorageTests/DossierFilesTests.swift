import Testing
import Workflow

@testable import Storage

@Suite("Files of dossiers") struct DossierFilesTests {
  private let office: Office

  init() throws { office = try Office() }

  private func files(_ id: DossierID) throws -> [DossierFiles.File] {
    try office.database.read { try DossierFiles.files(of: id, in: $0) }
  }

  private func remove(_ file: Int64, of id: DossierID, by actor: Dossier.Actor) throws {
    try office.database.write {
      try DossierFiles.remove(
        file, of: id, by: actor, at: office.now, reference: office.reference, in: $0)
    }
  }

  @Test("a file taken off is no longer listed nor counted; journal and row keep it")
  func removal() throws {
    let id = try office.received()
    try office.add("to-khai-2", to: id, paper: "to-khai", by: office.officer)
    let all = try files(id)
    #expect(all.map(\.filename) == ["to-khai.pdf", "chung-sinh.pdf", "to-khai-2.pdf"])
    for file in all where file.paper == "to-khai" { try remove(file.id, of: id, by: office.officer) }
    #expect(try files(id).map(\.filename) == ["chung-sinh.pdf"])
    #expect(try office.record(id).dossier.papers.first { $0.id == "to-khai" }?.files == 0)
    let refusal = failure { try office.apply(office.forwarding, to: id, by: office.officer) }
    #expect(refusal as? Refusal == .papersMissing(["Tờ khai đăng ký khai sinh"]))
    let kept = try office.database.read { try DossierFiles.file(all[0].id, in: $0) }
    #expect(kept?.isRemoved == true)
    let lines = try office.database.read { try Journal.lines(of: id, in: $0) }
    #expect(lines.suffix(2).map(\.entry.verb) == [.removePaper, .removePaper])
    #expect(lines.last?.entry.detail == "to-khai-2.pdf")
  }

  @Test("a result taken off does not count for the return (F001-02)")
  func resultRemoval() throws {
    let id = try office.received()
    try office.advance(id, to: .processing)
    try office.add("ket-qua", to: id, paper: nil, by: office.specialist)
    let result = try #require(try files(id).last)
    #expect(result.paper == nil)
    try remove(result.id, of: id, by: office.specialist)
    #expect(try office.record(id).dossier.resultFiles == 0)
    let refusal = failure {
      try office.apply(.submitForSignOff(to: office.leader.person), to: id, by: office.specialist)
    }
    #expect(refusal as? Refusal == .resultMissing)
  }

  @Test("neither another dossier's file, nor one already taken off, nor one that is none can be taken off")
  func notFound() throws {
    let (id, other) = (try office.received(), try office.received())
    let file = try #require(try files(id).first).id
    #expect(failure { try remove(file, of: other, by: office.officer) } is Dossiers.NotFound)
    #expect(failure { try remove(9_999, of: id, by: office.officer) } is Dossiers.NotFound)
    try remove(file, of: id, by: office.officer)
    #expect(failure { try remove(file, of: id, by: office.officer) } is Dossiers.NotFound)
  }

  @Test("a refused attachment leaves no row")
  func refused() throws {
    let id = try office.received()
    let count = try files(id).count
    #expect(
      failure { try office.add("x", to: id, paper: "to-khai", by: office.specialist) } as? Refusal
        == .notForRole(.attachPaper, .specialist))
    #expect(
      failure { try office.add("x", to: id, paper: "khong-co", by: office.officer) } as? Refusal
        == .noSuchPaper)
    #expect(try files(id).count == count)
  }
}
