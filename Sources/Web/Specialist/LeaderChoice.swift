import Storage
import Workflow

extension Visit {
  /// Leaders of the unit, then of the agency; nobody is offered who processed it himself (decision 3). One
  /// leader alone is chosen already; after sending back, the one it came from.
  func leaders(for record: Dossiers.Record) throws -> [Choice] {
    let dossier = record.dossier
    let units = dossier.unit == dossier.agency ? [dossier.agency] : [dossier.unit, dossier.agency]
    var found: [(id: PersonID, name: String, title: String)] = []
    for unit in units {
      for holder in try People.holders(of: .leader, at: unit, field: record.field, in: db)
      where !dossier.isMaker(holder.id) && !found.contains(where: { $0.id == holder.id }) {
        found.append(holder)
      }
    }
    let chosen = found.count == 1 ? found.first?.id : dossier.signer
    return found.map { holder in
      Choice(
        holder.id.description, holder.title.isEmpty ? holder.name : "\(holder.name), \(holder.title)",
        isChosen: holder.id == chosen)
    }
  }
}
