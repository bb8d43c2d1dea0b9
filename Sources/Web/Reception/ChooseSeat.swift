import HTTPServer
import Storage
import Templating
import Workflow

/// At which of the agency's points the officer sits today: what is received, taken back and returned there.
enum ChooseSeat: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .post(Sitemap.seat.pattern, .role(.oneStopOfficer), body: .form(maximum: 8 << 10)) { visit in
      let chosen = visit.field("point")
      guard let agency = try visit.person().agency(of: .oneStopOfficer) else { throw NotAllowed() }
      guard let point = try seats(at: agency, visit).first(where: { $0.id.description == chosen }) else {
        let problem = Problem(field: "point", message: visit.text("Chọn điểm ông/bà đang ngồi."))
        return try Counter.show(at: agency, problems: [problem], visit)
      }
      return try visit.once {
        try ServicePoints.sit(visit.person().id, at: point, on: visit.now, in: visit.writing)
        return Confirmation.saved.address(Sitemap.counter.url)
      }
    }
  ]

  /// Where one can sit: also at a point that was closed, for results may lie there still.
  private static func seats(at agency: AgencyID, _ visit: Visit) throws -> [ServicePoint] {
    try visit.reference().points(of: agency).filter { $0.days.from <= visit.now.day }
  }

  /// The points to choose from; none where the agency has one counter.
  static func choices(at agency: AgencyID, _ visit: Visit) throws -> [Choice] {
    let (points, seat) = (try seats(at: agency, visit), try visit.seat(at: agency))
    guard points.count > 1 else { return [] }
    let first = seat == nil ? [Choice("", visit.text("Chọn điểm"))] : []
    return first
      + points.map {
        Choice($0.id.description, visit.name(of: $0), isChosen: $0.id == seat)
      }
  }
}
