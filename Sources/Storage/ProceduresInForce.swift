public import Workflow

/// The catalogue of one day: what its lists and searches ask again and again, found once for a state of the reference
/// data (`Reference.inForce(on:)`).
public final class ProceduresInForce: Sendable {
  private struct Place: Hashable {
    let code: String
    let agency: AgencyID
  }

  /// The day.
  public let day: Day
  /// The procedures in force, by field and name; of two with the same name that with the smaller code first.
  public let procedures: [Reference.StoredProcedure]
  /// How many of them each field has.
  public let countByField: [String: Int]
  /// The units whose counter receives anything, in the order of the tree.
  public let receivingUnits: [Agency]
  private let publications: [Place: Reference.Publication]
  private let unitsByCode: [String: [Agency]]

  init(_ day: Day, _ procedures: [Reference.StoredProcedure], of reference: Reference) {
    self.day = day
    self.procedures = procedures.sorted { one, other in
      (one.procedure.field, one.procedure.name, one.procedure.code)
        < (other.procedure.field, other.procedure.name, other.procedure.code)
    }
    countByField = Dictionary(grouping: procedures, by: \.procedure.field).mapValues(\.count)
    let published = reference.publications.filter { $0.days.contains(day) }
    publications = Dictionary(published.map { (Place(code: $0.code, agency: $0.agency), $0) }) { $1 }
    unitsByCode = Dictionary(grouping: published, by: \.code)
      .mapValues { $0.compactMap { reference.agency($0.agency) } }
    let units = Set(published.map(\.agency))
    receivingUnits = reference.agencies.filter { units.contains($0.id) }
  }

  /// The publication of a procedure at a unit; nil where its counter does not receive it.
  public func publication(of code: String, at agency: AgencyID) -> Reference.Publication? {
    publications[Place(code: code, agency: agency)]
  }

  /// The units whose counter receives a procedure.
  public func units(receiving code: String) -> [Agency] { unitsByCode[code] ?? [] }
}
