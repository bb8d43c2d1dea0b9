import Workflow

/// What citizens of the demo district said about a third of their dossiers, most of them content; some by the machine at the counter,
/// a few on paper.
struct DemoRatings {
  let db: WriteAccess
  let until: Moment

  private static let remarks = [
    "Cán bộ hướng dẫn tận tình.", "Nên có ghế chờ.", "", "", "Mong trả kết quả sớm hơn.",
  ]

  /// Those of one unit, by the time its results were handed over.
  func make(of unit: DemoUnit, _ random: inout SeededRandom) throws {
    let returned = try db.query(
      """
      SELECT id, returned_at, channel, judged_due < finished_at FROM dossiers
      WHERE agency_id = $1 AND state = 'returned' AND is_trial = 0 AND returned_at IS NOT NULL ORDER BY returned_at, id
      """, unit.agency.value
    ) { (id: DossierID($0.int64(0)), at: $0.int64(1), isOnline: $0.text(2) == "online", isLate: $0.bool(3)) }
    for one in returned where random.chance(0.35) {
      // Before he leaves the counter, or at home.
      let at = Moment(seconds: one.at + Int64(random.int(one.isOnline ? 5...2_000 : 2...20)) * 60)
      guard at < until else { continue }
      let level: Rating.Level =
        random.chance(one.isLate ? 0.3 : 0.88) ? .satisfied : random.chance(0.7) ? .neutral : .dissatisfied
      let isKeyed = !one.isOnline && random.chance(0.1)
      try Ratings.rate(
        Ratings.New(
          dossier: one.id, agency: unit.agency, level: level, criteria: criteria(level, one.isLate, &random),
          remark: random.pick(Self.remarks),
          channel: one.isOnline ? .account : isKeyed ? .counter : .kiosk,
          keyedBy: isKeyed ? unit.officers[0] : nil), at: at, in: db)
    }
  }

  private func criteria(
    _ level: Rating.Level, _ isLate: Bool, _ random: inout SeededRandom
  ) -> Set<Rating.Criterion> {
    guard level != .satisfied else { return [] }
    var criteria: Set<Rating.Criterion> =
      isLate ? [.time] : [random.pick([.contacts, .explanations, .attitude])]
    if level == .dissatisfied, random.chance(0.1) { criteria.insert(.harassment) }
    return criteria
  }
}
