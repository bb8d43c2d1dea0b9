import Documents
import Foundation
import Storage
import Workflow

/// A sheet with a list of services or with targets, read row by row: all of it is good, or every fault is told with its row.
struct TargetSheet {
  /// What the sheet holds; nil where anything is wrong.
  private(set) var sheet: OnlineTargets.Sheet?
  /// What must be mended, each with its row.
  private(set) var faults: [String] = []

  private enum Kind { case services, targets }

  /// The columns of a heading, by what they hold.
  private struct Heading {
    var kind: Kind
    var row: Int
    var columns: [String: Int]
  }

  private static let codeTitles = ["ma thu tuc", "ma tthc", "ma dich vu"]
  private static let agencyTitles = ["ma don vi", "ma dinh danh", "ma co quan"]
  private static let levelTitles = ["muc do", "muc"]
  private static let yearTitles = ["nam"]
  private static let shareTitles = ["chi tieu", "chi tieu (%)"]
  private static let fromTitles = ["tu ngay", "ap dung tu ngay"]
  private static let toTitles = ["den ngay"]

  private let visit: Visit
  private let decision: OnlineTargets.Decision
  /// Faults beyond these are only counted.
  private static let mostFaults = 30
  private var hidden = 0

  init(_ rows: [SheetReader.Row], _ decision: OnlineTargets.Decision, _ visit: Visit) throws {
    (self.visit, self.decision) = (visit, decision)
    guard let heading = Self.heading(rows) else {
      note(
        "Không thấy dòng tiêu đề. Danh mục cần cột “Mã thủ tục” và “Mức độ”; chỉ tiêu cần cột “Mã đơn vị”, “Năm”, “Mức độ”, “Chỉ tiêu”."
      )
      return
    }
    let body = rows.filter { $0.number > heading.row }
    if body.isEmpty { note("Dưới dòng tiêu đề không có dòng nào.") }
    switch heading.kind {
    case .services: sheet = .services(try services(body, heading))
    case .targets: sheet = .targets(try targets(body, heading))
    }
    if hidden > 0 { faults.append(visit.text("… và {n} lỗi nữa.", ["n": String(hidden)])) }
    if !faults.isEmpty { sheet = nil }
  }

  private static func heading(_ rows: [SheetReader.Row]) -> Heading? {
    for row in rows.prefix(10) {
      let titles = row.cells.map { VietnameseText.folded(VietnameseText.normalised($0.words)) }
      func column(_ names: [String]) -> Int? { titles.firstIndex { names.contains($0) } }
      guard let level = column(levelTitles) else { continue }
      if let code = column(codeTitles) {
        let columns = ["code": code, "level": level, "from": column(fromTitles), "to": column(toTitles)]
        return Heading(kind: .services, row: row.number, columns: columns.compactMapValues(\.self))
      }
      if let agency = column(agencyTitles), let year = column(yearTitles), let share = column(shareTitles) {
        return Heading(
          kind: .targets, row: row.number,
          columns: ["agency": agency, "year": year, "level": level, "share": share])
      }
    }
    return nil
  }

  private mutating func note(_ words: String, _ values: [String: String] = [:]) {
    if faults.count < Self.mostFaults { faults.append(visit.text(words, values)) } else { hidden += 1 }
  }

  // MARK: Rows

  private mutating func services(_ rows: [SheetReader.Row], _ heading: Heading) throws -> [OnlineTargets
    .Service]
  {
    let known = Set(try visit.reference().newestProcedures.map(\.procedure.code))
    var seen: Set<String> = []
    var services: [OnlineTargets.Service] = []
    for row in rows {
      let number = String(row.number)
      let code = words(row, "code", heading)
      guard known.contains(code) else {
        note("Dòng {n}: không có thủ tục “{code}” trong danh mục thủ tục.", ["n": number, "code": code])
        continue
      }
      guard seen.insert(code).inserted else {
        note("Dòng {n}: thủ tục {code} đã có ở dòng trên.", ["n": number, "code": code])
        continue
      }
      guard let level = level(row, heading) else { continue }
      guard let from = day(row, "from", heading, decision.from), let to = lastDay(row, heading) else {
        continue
      }
      guard to.map({ $0 >= from }) ?? true else {
        note("Dòng {n}: đến ngày phải không trước từ ngày.", ["n": number])
        continue
      }
      services.append(OnlineTargets.Service(code: code, level: level, days: ClosedDays(from: from, to: to)))
    }
    return services
  }

  private mutating func targets(_ rows: [SheetReader.Row], _ heading: Heading) throws -> [OnlineTargets
    .Target]
  {
    let agencies = try Dictionary(
      Watch.agencies(.overview, visit).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<[Int]> = []
    var targets: [OnlineTargets.Target] = []
    for row in rows {
      let number = String(row.number)
      let code = words(row, "agency", heading).uppercased()
      guard let agency = agencies[code] else {
        note("Dòng {n}: không có đơn vị “{code}” trong phạm vi của ông/bà.", ["n": number, "code": code])
        continue
      }
      guard let year = Int(words(row, "year", heading)), (2018...2100).contains(year) else {
        note("Dòng {n}: ghi năm bằng bốn chữ số, ví dụ 2026.", ["n": number])
        continue
      }
      guard let level = level(row, heading) else { continue }
      guard let share = share(row, heading) else {
        note("Dòng {n}: ghi chỉ tiêu từ 0 đến 100 %, nhiều nhất một chữ số lẻ, ví dụ 62,5.", ["n": number])
        continue
      }
      guard seen.insert([Int(agency.id.value), year, level.rawValue]).inserted else {
        note("Dòng {n}: đơn vị, năm và mức độ này đã có ở dòng trên.", ["n": number])
        continue
      }
      targets.append(OnlineTargets.Target(agency: agency.id, year: year, level: level, share: share))
    }
    return targets
  }

  // MARK: Cells

  private func cell(_ row: SheetReader.Row, _ name: String, _ heading: Heading) -> SheetReader.Cell {
    heading.columns[name].map { row[$0] } ?? .text("")
  }

  private func words(_ row: SheetReader.Row, _ name: String, _ heading: Heading) -> String {
    VietnameseText.normalised(cell(row, name, heading).words)
  }

  /// "3", "4", "Mức độ 3", "Toàn trình", "Một phần".
  private mutating func level(_ row: SheetReader.Row, _ heading: Heading) -> ServiceLevel? {
    let text = VietnameseText.folded(words(row, "level", heading))
    for level in OnlineUnit.levels
    where [String(level.rawValue), VietnameseText.folded(level.numbered), VietnameseText.folded(level.named)]
      .contains(text)
    { return level }
    note("Dòng {n}: mức độ là 3 hoặc 4.", ["n": String(row.number)])
    return nil
  }

  /// A cell of a spreadsheet in percent holds a fraction: 0.7 is 70 %, and 1 is 100 %.
  private func share(_ row: SheetReader.Row, _ heading: Heading) -> OnlineRanking.Share? {
    switch cell(row, "share", heading) {
    case .text(let text): return OnlineRanking.Share(percent: text)
    case .number(let number):
      let tenths = number <= 1 ? number * 1_000 : number * 10
      guard tenths >= 0, tenths <= 1_000, abs(tenths - tenths.rounded()) < 1e-6 else { return nil }
      return OnlineRanking.Share(tenths: Int(tenths.rounded()))
    }
  }

  /// A day; the usual one where the cell is empty; nil, with its fault noted, where it is none.
  private mutating func day(_ row: SheetReader.Row, _ name: String, _ heading: Heading, _ usual: Day) -> Day?
  {
    let cell = cell(row, name, heading)
    if cell.isEmpty { return usual }
    if let day = Self.day(cell) { return day }
    note("Dòng {n}: ghi ngày theo mẫu 21/11/2026.", ["n": String(row.number)])
    return nil
  }

  private mutating func lastDay(_ row: SheetReader.Row, _ heading: Heading) -> Day?? {
    let cell = cell(row, "to", heading)
    if cell.isEmpty { return .some(nil) }
    if let day = Self.day(cell) { return .some(day) }
    note("Dòng {n}: ghi ngày theo mẫu 21/11/2026.", ["n": String(row.number)])
    return nil
  }

  private static func day(_ cell: SheetReader.Cell) -> Day? {
    switch cell {
    case .text(let text): Day(vietnamese: text) ?? Day(iso: text)
    // Days since 30/12/1899, as spreadsheets count.
    case .number(let number):
      (1...80_000).contains(number) ? Day(year: 1899, month: 12, day: 30) + Int(number) : nil
    }
  }
}
