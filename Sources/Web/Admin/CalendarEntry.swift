import HTTPServer
import Storage
import Templating
import Workflow

/// One year of the calendar as it is being typed: days off, swapped days, and why it changes.
struct CalendarEntry: Sendable {
  let year: Int
  var isEstimate: Bool
  var holidays: TypedTable
  var swaps: TypedTable
  var reason: String

  init(_ year: Int, of calendar: WorkingCalendar, _ visit: Visit) {
    let table = calendar.years.first { $0.year == year }
    self.year = year
    isEstimate = table?.estimate ?? true
    holidays = TypedTable(
      "holidays", Self.holidayColumns(visit),
      (table?.holidays ?? []).map { ["day": $0.day.vietnamese, "name": $0.name] })
    swaps = TypedTable(
      "swaps", Self.swapColumns(visit),
      (table?.swaps ?? []).map { swap in
        [
          "off": swap.off.vietnamese, "worked": swap.worked.vietnamese, "decision": swap.decision ?? "",
          "unverified": swap.unverified ? "yes" : "",
        ]
      })
    reason = ""
  }

  init(_ visit: Visit, year: Int) {
    self.year = year
    isEstimate = visit.field("estimate") == "yes"
    holidays = TypedTable("holidays", Self.holidayColumns(visit), visit)
    swaps = TypedTable("swaps", Self.swapColumns(visit), visit)
    reason = visit.lines("reason")
  }

  private static func holidayColumns(_ visit: Visit) -> [TypedTable.Column] {
    [
      TypedTable.Column(id: "day", label: visit.text("Ngày nghỉ"), kind: .line(width: "w-10")),
      TypedTable.Column(id: "name", label: visit.text("Lý do nghỉ")),
    ]
  }

  private static func swapColumns(_ visit: Visit) -> [TypedTable.Column] {
    [
      TypedTable.Column(id: "off", label: visit.text("Ngày được nghỉ"), kind: .line(width: "w-10")),
      TypedTable.Column(id: "worked", label: visit.text("Ngày làm bù"), kind: .line(width: "w-10")),
      TypedTable.Column(id: "decision", label: visit.text("Số quyết định, thông báo")),
      TypedTable.Column(
        id: "unverified", label: visit.text("Chưa đối chiếu (không áp dụng)"), kind: .check),
    ]
  }

  /// The year that was typed; rows that are no dates are left out, and named by `problems`.
  var table: CalendarYear {
    CalendarYear(
      year: year, estimate: isEstimate,
      holidays: holidays.rows.compactMap { row in
        Day(vietnamese: row["day"]).map { CalendarYear.Holiday(day: $0, name: row["name"]) }
      }.sorted { $0.day < $1.day },
      swaps: swaps.rows.compactMap { row in
        guard let off = Day(vietnamese: row["off"]), let worked = Day(vietnamese: row["worked"]) else {
          return nil
        }
        return CalendarYear.Swap(
          off: off, worked: worked, decision: row["decision"].nonEmpty,
          unverified: row.isTicked("unverified"))
      }.sorted { $0.off < $1.off })
  }

  /// The calendar with this year, under a name of its own.
  func calendar(
    after current: WorkingCalendar, version: String
  ) throws(CalendarFault) -> WorkingCalendar {
    try WorkingCalendar(
      version: version, source: current.source,
      years: current.years.filter { $0.year != year } + [table], reporting: current.reporting)
  }

  func problems(_ current: WorkingCalendar, _ visit: Visit) -> [Problem] {
    var problems = Problems(visit)
    for row in holidays.rows {
      problems.check(
        Day(vietnamese: row["day"]) != nil, holidays.id(of: "day", in: row),
        "Ngày nghỉ: ghi theo mẫu 02/09/{year}.", ["year": String(year)])
      problems.check(
        (1...200).contains(row["name"].codePoints), holidays.id(of: "name", in: row),
        "Lý do nghỉ: ghi tên ngày lễ, nhiều nhất 200 ký tự.")
    }
    for row in swaps.rows {
      for column in ["off", "worked"] {
        problems.check(
          Day(vietnamese: row[column]) != nil, swaps.id(of: column, in: row),
          "Hoán đổi: ghi hai ngày theo mẫu 02/09/{year}.", ["year": String(year)])
      }
      problems.check(
        row["decision"].codePoints <= 200, swaps.id(of: "decision", in: row),
        "Số quyết định: nhiều nhất 200 ký tự.")
    }
    problems.check(
      (1...1_000).contains(reason.codePoints), "reason", "Lý do thay đổi: ghi căn cứ, nhiều nhất 1.000 ký tự."
    )
    guard problems.found.isEmpty else { return problems.found }
    do throws(CalendarFault) { _ = try calendar(after: current, version: "?") } catch {
      problems.check(false, "holidays", "Lịch chưa đúng: {fault}.", ["fault": error.description])
    }
    return problems.found
  }
}

extension CalendarYear {
  /// What a year says, line by line, for showing what changes.
  var lines: [(label: String, text: String)] {
    holidays.map { (label: $0.day.vietnamese, text: $0.name) }
      + swaps.map { swap in
        let state = swap.unverified ? "chưa đối chiếu, không áp dụng" : "áp dụng"
        let parts = ["nghỉ, làm bù ngày \(swap.worked.vietnamese)", swap.decision ?? "", state]
        return (label: swap.off.vietnamese, text: parts.filter { !$0.isEmpty }.joined(separator: "; "))
      }
  }
}
