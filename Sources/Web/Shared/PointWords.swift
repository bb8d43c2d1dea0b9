import Storage
import Workflow

/// The points of an agency in words and choices.
extension Visit {
  /// The name of a point; empty for none.
  func name(of point: PointID?) throws -> String {
    try point.flatMap { try reference().point($0)?.name } ?? ""
  }

  /// "Điểm Cát Tân, thôn 2, xã Cát Tân; mở sáng thứ Ba": what a citizen needs to get there.
  func directions(to point: PointID?) throws -> String {
    guard let point = try point.flatMap({ try reference().point($0) }) else { return "" }
    let place = [point.name, point.address].filter { !$0.isEmpty }.joined(separator: ", ")
    return point.opening.isEmpty ? place : "\(place); \(point.opening)"
  }

  /// Where a result of an agency can be picked up today; nothing to choose where it has one counter.
  func pickUps(at agency: AgencyID, chosen: String) throws -> [Choice] {
    let open = try reference().openPoints(of: agency, on: now.day)
    return open.count > 1 ? try choices(open, chosen: chosen) : []
  }

  /// The same for a dossier under way: one whose point was closed has somewhere to go also where one point is left.
  func pickUps(of dossier: Dossier) throws -> [Choice] {
    let (open, pickUp) = (try reference().openPoints(of: dossier.agency, on: now.day), dossier.points.pickUp)
    let isClosed = pickUp != nil && !open.contains { $0.id == pickUp }
    return open.count > 1 || isClosed ? try choices(open, chosen: pickUp?.description ?? "") : []
  }

  private func choices(_ points: [ServicePoint], chosen: String) throws -> [Choice] {
    try points.map {
      Choice($0.id.description, try directions(to: $0.id), isChosen: $0.id.description == chosen)
    }
  }

  /// The name of a point, and that it is closed where it is.
  func name(of point: ServicePoint) -> String {
    point.days.contains(now.day) ? point.name : text("{point} (đã đóng)", ["point": point.name])
  }

  /// At which point of an agency this person sits; nil where he did not say, or nobody is asked.
  func seat(at agency: AgencyID) throws -> PointID? {
    guard try !reference().points(of: agency).isEmpty else { return nil }
    return try ServicePoints.seat(of: person().id, at: agency, in: db)
  }
}
