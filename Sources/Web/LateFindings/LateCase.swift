import HTTPServer
import Storage
import Workflow

/// A dossier with what says when its result was there, its proposals, and the parts in which the visitor comes to it.
struct LateCase {
  let record: Dossiers.Record
  let examination: LateExamination
  let corrections: [Corrections.Stored]
  private let parts: Set<Correction.Part>

  /// 404 where the visitor may not read the dossier, or nothing can be late in it.
  init(_ id: DossierID, _ visit: Visit) throws {
    record = try visit.readable(id)
    guard let facts = try LateFindings.facts(of: id, in: visit.db) else { throw PageNotFound() }
    examination = LateExamination(facts, site: visit.site, now: visit.now)
    corrections = try Corrections.about(id, in: visit.db)
    parts = try LateFindingAccess.parts(visit, record)
  }

  /// Why the visitor may not do something to a proposal, or make one; nil where he may.
  func hindrance(_ act: Correction.Act, _ correction: Corrections.Stored?, _ visit: Visit) -> Correction
    .Hindrance?
  {
    guard let person = visit.visitor?.person.id else { return .part }
    if act == .propose, examination.facts.finished == nil || !examination.isLate { return .state }
    let standing = correction ?? corrections.last
    return Correction.hindrance(
      act, from: standing?.state, by: person, as: parts,
      Correction.People(
        staff: examination.facts.staff, proposer: standing?.person(of: .propose),
        supporter: standing?.person(of: .support)))
  }
}
