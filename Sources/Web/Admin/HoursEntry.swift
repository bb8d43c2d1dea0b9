import HTTPServer
import Storage
import Templating
import Workflow

/// Shifts as an administrator typed them: seasons with a morning and an afternoon, and a Saturday's reception.
struct HoursEntry: Sendable {
  var from = ""
  var seasons: [Season] = []
  var saturday = ""

  /// A season: the day of the year it begins, "16/04"; shifts "07:00-11:30".
  struct Season: Sendable {
    var from = ""
    var morning = ""
    var afternoon = ""

    var isBlank: Bool { from.isEmpty && morning.isEmpty && afternoon.isEmpty }
  }

  /// How many seasons the page offers.
  static let rows = 4

  init(_ hours: WorkingHours, from day: Day) {
    from = day.vietnamese
    seasons = hours.seasons.map { season in
      Season(
        from: season.from.vietnamese, morning: season.shifts.first?.description ?? "",
        afternoon: season.shifts.count > 1 ? season.shifts[1].description : "")
    }
    saturday = hours.saturdayReception?.description ?? ""
  }

  init(_ visit: Visit) {
    from = visit.field("from")
    seasons = (0..<Self.rows).map { row in
      Season(
        from: visit.field("season.\(row)"), morning: visit.field("morning.\(row)"),
        afternoon: visit.field("afternoon.\(row)"))
    }
    saturday = visit.field("saturday")
  }

  /// The shifts, or what must be mended.
  func hours(_ visit: Visit) -> (hours: WorkingHours?, problems: [Problem]) {
    var problems = Problems(visit)
    let day = Day(vietnamese: from)
    problems.check(
      day.map { $0 >= visit.now.day } ?? false, "from",
      "Áp dụng từ ngày: theo mẫu 21/11/2026, từ hôm nay trở đi.")
    let read = seasons.enumerated().filter { !$1.isBlank }.compactMap { row, season in
      Self.season(season, row, &problems)
    }
    let shift = Self.shift(saturday)
    problems.check(
      saturday.isEmpty || shift != nil, "saturday", "Sáng thứ Bảy: ghi theo mẫu 07:30-11:00.")
    guard problems.found.isEmpty else { return (nil, problems.found) }
    do throws(WorkingHoursFault) {
      return (try WorkingHours(seasons: read, saturdayReception: shift), [])
    } catch {
      problems.check(false, "season.0", "Giờ làm việc: {fault}.", ["fault": error.description])
      return (nil, problems.found)
    }
  }

  private static func season(
    _ season: Season, _ row: Int, _ problems: inout Problems
  ) -> WorkingHours.Season? {
    let begins = monthDay(season.from)
    let typed = [(name: "morning", text: season.morning), (name: "afternoon", text: season.afternoon)]
      .filter { !$0.text.isEmpty }
    let shifts = typed.map { shift($0.text) }
    let wrong = typed.isEmpty ? "morning" : zip(typed, shifts).first { $1 == nil }?.0.name
    problems.check(begins != nil, "season.\(row)", "Mùa bắt đầu: ghi ngày và tháng, ví dụ 16/04.")
    problems.check(
      wrong == nil, "\(wrong ?? "").\(row)",
      "Ca làm việc: ghi theo mẫu 07:00-11:30.")
    return begins.map { WorkingHours.Season(from: $0, shifts: shifts.compactMap(\.self)) }
  }

  /// "16/4" or "16/04".
  private static func monthDay(_ text: String) -> MonthDay? {
    let parts = text.split(separator: "/").map { $0.count == 1 ? "0\($0)" : String($0) }
    return parts.count == 2 ? MonthDay("\(parts[1])-\(parts[0])") : nil
  }

  /// "7:00-11:30", "07:00 – 11:30".
  private static func shift(_ text: String) -> Shift? {
    let plain = text.replacing("–", with: "-").filter { !$0.isWhitespace }
    let parts = plain.split(separator: "-").map { $0.count == 4 ? "0\($0)" : String($0) }
    return Shift(parts.joined(separator: "-"))
  }
}
