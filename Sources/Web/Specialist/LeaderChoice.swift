import Storage
import Workflow

extension Visit {
  /// Leaders of the unit, then of the agency; nobody is offered who processed it himself (decision 3). One
  /// leader alone is chosen already; after sending back, the one it came from.
  func leaders(for record: Dossiers.Record) throws -> [Choice] {
    let found = try Deputies.signers(of: record, self)
    let chosen = found.count == 1 ? found.first?.id : record.dossier.signer
    return found.map { Deputies.choice($0, isChosen: $0.id == chosen) }
  }
}
