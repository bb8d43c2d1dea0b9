public import Workflow

/// What the index of QĐ 766 counted in months that are over: for its trend.
public enum IndexMonths {
  /// One month of one agency.
  public struct Month: Sendable {
    /// The agency.
    public let agency: AgencyID
    /// Its last day.
    public let to: Day
    /// What was counted.
    public let facts: ServiceIndex.Facts

    /// A month as it was counted.
    public init(agency: AgencyID, to: Day, facts: ServiceIndex.Facts) {
      (self.agency, self.to, self.facts) = (agency, to, facts)
    }
  }

  /// Keeps a month; what was counted before stays.
  public static func keep(_ month: Month, in db: WriteAccess) throws {
    for count in ServiceIndex.Count.allCases {
      try db.execute(
        """
        INSERT INTO index_months (agency_id, to_day, what, value) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
        """, month.agency.value, month.to.iso, count.rawValue, month.facts[count])
    }
  }

  /// The months kept of an agency that end on a day or later, by their last day.
  public static func months(
    of agency: AgencyID, endingOnOrAfter day: Day, in db: ReadAccess
  ) throws -> [Day: ServiceIndex.Facts] {
    var counts: [Day: [ServiceIndex.Count: Int]] = [:]
    try db.each(
      "SELECT to_day, what, value FROM index_months WHERE agency_id = $1 AND to_day >= $2", agency.value,
      day.iso
    ) { row in
      let to = try known(Day(iso: row.text(0)))
      if let count = ServiceIndex.Count(rawValue: row.text(1)) {
        counts[to, default: [:]][count] = row.int(2)
      }
      return true
    }
    return counts.mapValues { ServiceIndex.Facts($0) }
  }
}
