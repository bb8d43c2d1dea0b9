import CXLSXWriter

/// An .xlsx file written row by row in constant memory: one sheet, its heading and column titles on every printed page,
/// A4 across. Cells have types: numbers add up and dates sort; text is never a formula.
///
/// Confined to whoever makes it.
public final class Spreadsheet {
  /// What stands in a cell.
  public enum Cell: Sendable, Hashable {
    /// Nothing.
    case empty
    /// Text as it is.
    case text(String)
    /// A whole number.
    case number(Int)
    /// A number of one decimal: 16 tenths are shown as 1.6.
    case decimal(tenths: Int)
    /// A number of two decimals: 525 hundredths are shown as 5.25.
    case points(hundredths: Int)
    /// Tenths of a percent: 625 is shown as 62.5 %.
    case percent(tenths: Int)
    /// A moment of a day, by the minute.
    case moment(year: Int, month: Int, day: Int, hour: Int, minute: Int)
  }

  /// A column: its title, and its width in characters.
  public struct Column: Sendable {
    let title: String
    let width: Double

    /// A column.
    public init(_ title: String, width: Double) { (self.title, self.width) = (title, width) }
  }

  /// The library's refusal, by its number: a disk that is full, a folder that is not there.
  public struct Fault: Error, Sendable, Equatable {
    /// As `lxw_error` numbers it.
    public let code: UInt32
  }

  private let book: UnsafeMutablePointer<lxw_workbook>
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let text: UnsafeMutablePointer<lxw_format>?
  private let moment: UnsafeMutablePointer<lxw_format>?
  private let hundredth: UnsafeMutablePointer<lxw_format>?
  private let decimal: UnsafeMutablePointer<lxw_format>?
  private let percent: UnsafeMutablePointer<lxw_format>?
  private var row: lxw_row_t = 0
  private var isClosed = false

  /// The most rows of a sheet that the file format allows, heading included.
  public static let mostRows = 1_048_576

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - temporaryFolder: where rows wait on disk until the file is closed.
  ///   - heading: lines above the table.
  public init(
    path: String, temporaryFolder: String, name: String, heading: [String], columns: [Column]
  ) throws(Fault) {
    let made = temporaryFolder.withCString { folder in
      var options = lxw_workbook_options(
        constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
      return workbook_new_opt(path, &options).flatMap { book in
        workbook_add_worksheet(book, name).map { (book, $0) }
      }
    }
    guard let (book, sheet) = made else { throw Fault(code: LXW_ERROR_CREATING_TMPFILE.rawValue) }
    (self.book, self.sheet) = (book, sheet)
    text = Self.format(book)
    moment = Self.format(book, number: "hh:mm dd/mm/yyyy")
    hundredth = Self.format(book, number: "0.00")
    decimal = Self.format(book, number: "0.0")
    percent = Self.format(book, number: "0.0%")
    do throws(Fault) { try begin(heading, columns) } catch {
      workbook_close(book)
      isClosed = true
      throw error
    }
  }

  deinit { if !isClosed { workbook_close(book) } }

  /// Adds a row.
  public func append(_ cells: [Cell]) throws(Fault) {
    for (index, cell) in cells.enumerated() { try write(cell, in: lxw_col_t(index), text) }
    row += 1
  }

  /// Writes the file; nothing can be added after.
  public func close() throws(Fault) {
    isClosed = true
    try Self.check(workbook_close(book))
  }

  private func begin(_ heading: [String], _ columns: [Column]) throws(Fault) {
    let title = Self.format(book, isBold: true, isBordered: false)
    let head = Self.format(book, isBold: true, isCentred: true)
    for (index, column) in columns.enumerated() {
      let index = lxw_col_t(index)
      try Self.check(worksheet_set_column(sheet, index, index, column.width, nil))
    }
    for line in heading {
      try Self.check(worksheet_write_string(sheet, row, 0, line, title))
      row += 1
    }
    for (index, column) in columns.enumerated() {
      try Self.check(worksheet_write_string(sheet, row, lxw_col_t(index), column.title, head))
    }
    try Self.check(worksheet_repeat_rows(sheet, row, row))
    row += 1
    worksheet_freeze_panes(sheet, row, 0)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)  // A4
    worksheet_fit_to_pages(sheet, 1, 0)
  }

  private func write(
    _ cell: Cell, in column: lxw_col_t, _ format: UnsafeMutablePointer<lxw_format>?
  ) throws(Fault) {
    switch cell {
    case .empty: try Self.check(worksheet_write_blank(sheet, row, column, format))
    case .text(let value):
      try Self.check(worksheet_write_string(sheet, row, column, Self.storable(value), format))
    case .number(let value):
      try Self.check(worksheet_write_number(sheet, row, column, Double(value), format))
    case .decimal(let tenths):
      try Self.check(worksheet_write_number(sheet, row, column, Double(tenths) / 10, decimal))
    case .points(let hundredths):
      try Self.check(worksheet_write_number(sheet, row, column, Double(hundredths) / 100, hundredth))
    case .percent(let tenths):
      try Self.check(worksheet_write_number(sheet, row, column, Double(tenths) / 1_000, percent))
    case .moment(let year, let month, let date, let hour, let minute):
      var value = lxw_datetime(
        year: Int32(year), month: Int32(month), day: Int32(date), hour: Int32(hour), min: Int32(minute),
        sec: 0)
      try Self.check(worksheet_write_datetime(sheet, row, column, &value, moment))
    }
  }

  /// A cell holds 32,767 characters.
  private static func storable(_ text: String) -> String {
    text.unicodeScalars.count <= 32_767 ? text : String(text.prefix(8_000))
  }

  private static func format(
    _ book: UnsafeMutablePointer<lxw_workbook>, number: String? = nil, isBold: Bool = false,
    isBordered: Bool = true, isCentred: Bool = false
  ) -> UnsafeMutablePointer<lxw_format>? {
    guard let format = workbook_add_format(book) else { return nil }
    if let number { format_set_num_format(format, number) }
    if isBold { format_set_bold(format) }
    if isCentred { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
    if isBordered {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_text_wrap(format)
    }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    return format
  }

  private static func check(_ error: lxw_error) throws(Fault) {
    guard error == LXW_NO_ERROR else { throw Fault(code: error.rawValue) }
  }
}
