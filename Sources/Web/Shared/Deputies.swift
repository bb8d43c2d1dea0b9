import Storage
import Workflow

/// Who can take a dossier's desk over or sign it (arts 12.8, 19.2).
enum Deputies {
  /// A person with his office.
  typealias Holder = (id: PersonID, name: String, title: String)

  /// Leaders of the unit, then of the agency; nobody who worked on it signs it off (decision 3).
  static func signers(of record: Dossiers.Record, _ visit: Visit) throws -> [Holder] {
    let dossier = record.dossier
    let units = dossier.unit == dossier.agency ? [dossier.agency] : [dossier.unit, dossier.agency]
    var found: [Holder] = []
    for unit in units {
      for holder in try People.holders(of: .leader, at: unit, field: record.field, in: visit.db)
      where !dossier.isMaker(holder.id) && !found.contains(where: { $0.id == holder.id }) {
        found.append(holder)
      }
    }
    return found
  }

  /// Who can have the dossier instead of the person who has it: others of the same role, unit and field.
  static func deputies(for record: Dossiers.Record, _ visit: Visit) throws -> [Holder] {
    let dossier = record.dossier
    let isProcessing = dossier.state == .processing
    let holder = isProcessing ? dossier.processor : dossier.signer
    let fitting =
      isProcessing
      ? try People.holders(of: .specialist, at: dossier.unit, field: record.field, in: visit.db)
      : try signers(of: record, visit)
    return fitting.filter { $0.id != holder }
  }

  /// "Lê Văn Bình, Phó Chủ tịch".
  static func choice(_ holder: Holder, isChosen: Bool = false) -> Choice {
    Choice(
      holder.id.description, holder.title.isEmpty ? holder.name : "\(holder.name), \(holder.title)",
      isChosen: isChosen)
  }
}
