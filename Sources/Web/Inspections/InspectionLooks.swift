import HTTPServer
import Storage
import Workflow

extension Visit {
  /// Keeps what an inspector opened, after he has it: of a page of his role, its address without what was asked of it. Nobody
  /// waits for that (F001-09).
  func noteInspection(_ response: inout Response, _ access: Access) {
    guard let person = visitor?.person, person.holds(.inspector), isOfInspectors(access),
      response.status == .ok
    else { return }
    let (path, now, id) = (request.path, now, person.id)
    let (agency, dossier, file) = (
      request.parameter("agency").flatMap { AgencyID($0) },
      request.parameter("dossier").flatMap { DossierID($0) },
      request.parameter("file").flatMap { Int64($0) }
    )
    response.afterwards { context in
      let db = LaneContext.of(context).writing
      let dossier = try dossier ?? file.flatMap { try Inspections.dossier(ofFile: $0, in: db) }
      let owner = try agency ?? dossier.flatMap { try Inspections.agency(of: $0, in: db) }
      try Inspections.note(path, of: owner, dossier: dossier, by: id, at: now, in: db)
    }
  }

  /// Pages of everybody and one's own account tell nothing of others.
  private func isOfInspectors(_ access: Access) -> Bool {
    switch access {
    case .roles(let roles): roles.contains(.inspector)
    case .staff: true
    case .anyone, .signedIn, .signedInWithAnyPassword, .citizen: false
    }
  }
}
