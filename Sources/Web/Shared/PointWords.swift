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
    guard open.count > 1 else { return [] }
    return try open.map {
      Choice($0.id.description, try directions(to: $0.id), isChosen: $0.id.description == chosen)
    }
  }

  /// At which point of an agency this person sits; nil where he did not say, or nobody is asked.
  func seat(at agency: AgencyID) throws -> PointID? {
    guard try !reference().points(of: agency).isEmpty else { return nil }
    return try ServicePoints.seat(of: person().id, at: agency, in: db)
  }
}
