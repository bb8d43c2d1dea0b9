import Storage
import Workflow

/// Shifts as typed: seasons by the day on which they begin, each with a morning and an afternoon.
struct HoursEntry: Sendable {
  var from: String
  var saturday: String
  var seasons: [TypedRow]

  init(_ visit: Visit) {
    from = visit.field("from")
    saturday = visit.field("saturday")
    seasons = visit.rows("seasons")
  }

  init(_ hours: WorkingHours, from day: Day) {
    from = day.vietnamese
    saturday = hours.saturdayReception.map { Self.text($0) } ?? ""
    seasons = hours.seasons.map { season in
      TypedRow(values: [
        "from": season.from.vietnamese, "first": season.shifts.first.map { Self.text($0) } ?? "",
        "second": season.shifts.dropFirst().first.map { Self.text($0) } ?? "",
        "third": season.shifts.dropFirst(2).first.map { Self.text($0) } ?? "",
      ])
    }
  }

  /// The shifts, or why there are none.
  func hours(_ visit: Visit) throws(WorkingHoursFault) -> WorkingHours {
    try WorkingHours(
      seasons: seasons.compactMap { row in
        Self.monthDay(row["from"]).map { WorkingHours.Season(from: $0, shifts: Self.shifts(of: row)) }
      }, saturdayReception: Self.shift(saturday))
  }

  func inputs(_ visit: Visit) -> [Input] {
    [
      Input(day: "from", visit.text("Áp dụng từ ngày"), from, isRequired: true),
      Input(
        "saturday", visit.text("Tiếp nhận sáng thứ Bảy"), saturday,
        hint: visit.text("Nếu có, ví dụ 07:30-11:00; giờ này chỉ tiếp nhận, không tính thời hạn."),
        width: "w-20"),
    ]
  }

  func table(_ problems: [Problem], _ visit: Visit) -> EditTable {
    EditTable(
      "seasons", caption: visit.text("Mùa và ca làm việc"),
      hint: visit.text("Ngày bắt đầu mùa viết dd/mm; ca viết 07:00-11:30. Một mùa từ 01/01 là cả năm."),
      addLabel: visit.text("Thêm mùa"), typed: seasons, problems: problems, visit
    ) { row in
      [
        Cell("from", visit.text("Từ ngày (hằng năm)"), row, width: "w-10"),
        Cell("first", visit.text("Ca sáng"), row, width: "w-20"),
        Cell("second", visit.text("Ca chiều"), row, width: "w-20"),
        Cell("third", visit.text("Ca khác"), row, width: "w-20"),
      ]
    }
  }

  func problems(_ visit: Visit) -> [Problem] {
    var problems: [Problem] = []
    if (visit.day(from).map { $0 < visit.now.day }) ?? true {
      problems.append(
        Problem(
          field: "from",
          message: visit.text("Áp dụng từ ngày: viết theo mẫu 21/11/2026, không trước hôm nay.")))
    }
    if !saturday.isEmpty, Self.shift(saturday) == nil {
      problems.append(
        Problem(
          field: "saturday", message: visit.text("Tiếp nhận sáng thứ Bảy: viết theo mẫu 07:30-11:00.")))
    }
    problems += seasons.enumerated().flatMap { rowProblems($1, "seasons.\($0)", visit) }
    guard problems.isEmpty else { return problems }
    do { _ = try hours(visit) } catch {
      problems = [
        Problem(field: "seasons", message: visit.text("Mùa và ca làm việc") + ": \(error.description).")
      ]
    }
    return problems
  }

  private func rowProblems(_ row: TypedRow, _ key: String, _ visit: Visit) -> [Problem] {
    let date =
      Self.monthDay(row["from"]) == nil
      ? [Problem(field: "\(key).from", message: visit.text("Từ ngày: viết theo mẫu 16/04."))] : []
    return date
      + ["first", "second", "third"].filter { !row[$0].isEmpty && Self.shift(row[$0]) == nil }.map {
        Problem(field: "\(key).\($0)", message: visit.text("Ca làm việc: viết theo mẫu 07:00-11:30."))
      }
  }

  private static func shifts(of row: TypedRow) -> [Shift] {
    ["first", "second", "third"].compactMap { shift(row[$0]) }
  }

  /// "07:00-11:30", also with a dash and blanks, or hours without the leading zero.
  private static func shift(_ text: String) -> Shift? {
    let ends = text.filter { $0 != " " }.replacing("–", with: "-").split(separator: "-")
    return Shift(ends.map { $0.count == 4 ? "0\($0)" : String($0) }.joined(separator: "-"))
  }

  private static func monthDay(_ text: String) -> MonthDay? {
    let parts = text.split(separator: "/").map { $0.count == 1 ? "0\($0)" : String($0) }
    return parts.count == 2 ? MonthDay("\(parts[1])-\(parts[0])") : nil
  }

  private static func text(_ shift: Shift) -> String { shift.description }
}
