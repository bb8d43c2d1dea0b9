import Documents
import Storage
import Workflow

/// The figures of II.06a by field, as a page, a spreadsheet and a text file show them alike.
struct FieldFigures {
  /// The fields with anything in them, by name.
  let fields: [(field: String, name: String, counts: FieldReport.Counts)]
  let total: FieldReport.Counts

  /// - Parameter counts: of each field, from one agency or several.
  init(_ counts: [[String: FieldReport.Counts]], _ reference: Reference) {
    let sums = counts.reduce(into: [String: FieldReport.Counts]()) { sum, one in
      sum.merge(one, uniquingKeysWith: +)
    }
    fields = sums.map { (field: $0.key, name: reference.fields[$0.key] ?? $0.key, counts: $0.value) }
      .filter { $0.counts[.received] > 0 }.sorted { $0.name < $1.name }
    total = fields.map(\.counts).reduce(FieldReport.Counts(), +)
  }

  /// The rows of the page.
  ///
  /// - Parameter url: where the lists of a field are, or of all where it is empty.
  func rows(_ visit: Visit, url: (String) -> String) -> (
    rows: [ShowFieldReport.Row], total: ShowFieldReport.Row?
  ) {
    let rows = fields.enumerated().map {
      ShowFieldReport.Row($0 + 1, $1.name, $1.counts, url: url($1.field), visit)
    }
    let total = ShowFieldReport.Row(0, visit.text("Tổng cộng"), total, url: url(""), visit)
    return (rows, rows.isEmpty ? nil : total)
  }

  /// Drawn: what was finished and what is open, by time.
  func chart(_ visit: Visit) -> BarChart {
    let bars: [(FieldReport.Number, BarChart.Colour)] = [
      (.early, .green), (.onTime, .green), (.lateInReality, .red), (.lateInSoftware, .yellow),
      (.lateBySynchronisation, .yellow), (.openInTime, .none), (.openLate, .red),
    ]
    return BarChart(
      visit.text("Đã giải quyết và đang giải quyết, theo hạn"),
      bars.map { (label: visit.text($0.shortWords), count: total[$0], colour: $1) })
  }

  static let headings = ["TT", "Lĩnh vực"] + FieldReport.Number.allCases.map(\.vietnamese)

  /// The rows of a file, the sum last.
  var cells: [[Spreadsheet.Cell]] {
    let numbers = { (counts: FieldReport.Counts) in
      FieldReport.Number.allCases.map { Spreadsheet.Cell.number(counts[$0]) }
    }
    return fields.enumerated().map { [.number($0 + 1), .text($1.name)] + numbers($1.counts) }
      + [[.empty, .text("Tổng cộng")] + numbers(total)]
  }

  /// Writes a spreadsheet.
  func write(to path: String, heading: [String], _ visit: Visit) throws {
    let widths = [5, 36] + FieldReport.Number.allCases.map { _ in 13 }
    let sheet = try Spreadsheet(
      path: path, temporaryFolder: visit.site.folder.incomingPath, name: "II.06a", heading: heading,
      columns: zip(Self.headings, widths).map { Spreadsheet.Column($0, width: Double($1)) })
    for row in cells { try sheet.append(row) }
    try sheet.close()
  }
}

extension FieldReport.Number {
  /// As a bar of a drawing says it, outside its column.
  fileprivate var shortWords: String {
    switch self {
    case .early: "Giải quyết trước hạn"
    case .onTime: "Giải quyết đúng hạn"
    case .openInTime: "Đang giải quyết, trong hạn"
    default: vietnamese
    }
  }
}
