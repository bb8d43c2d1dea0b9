import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// The register of a year as a spreadsheet, line by line in constant memory, its dates as dates. It has what the form
/// has, names and telephones unmasked, and beside it who collected and the area.
enum ExportRegister: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .get(Sitemap.registerExport.pattern, .roles(RegisterBook.roles), lane: .costly) { visit in
      let book = try RegisterBook(Sitemap.registerExport, visit)
      return try visit.spreadsheet("so-theo-doi-\(book.agency.code)-\(book.year).xlsx") {
        try write(book, to: $0, visit)
      }
    }
  ]

  private static let columns = [
    Spreadsheet.Column("STT", width: 6), .init("Mã hồ sơ", width: 24), .init("Nội dung", width: 40),
    .init("Số lượng hồ sơ (bộ)", width: 9), .init("Chủ hồ sơ", width: 24), .init("Địa chỉ", width: 34),
    .init("Số điện thoại", width: 14), .init("Nhận hồ sơ", width: 17), .init("Hẹn trả kết quả", width: 17),
    .init("Nhận kết quả từ cơ quan giải quyết", width: 17), .init("Trả kết quả", width: 17),
    .init("Bên giao", width: 22), .init("Người nhận", width: 22), .init("Phương thức nhận", width: 20),
    .init("Ghi chú", width: 24), .init("Địa bàn", width: 16),
  ]

  private static func write(_ book: RegisterBook, to path: String, _ visit: Visit) throws {
    let form = PrintedForm.register
    let regime = book.regime(visit.now)
    let number = form.number(under: regime).map { "Mẫu số \($0). " } ?? ""
    let sheet = try Spreadsheet(
      path: path, temporaryFolder: visit.site.folder.incomingPath, name: String(book.year),
      heading: [book.agency.name, "\(number)\(form.title(under: regime)), năm \(book.year)"], columns: columns
    )
    let reference = try visit.reference()
    try Register.each(of: book.agency.id, year: book.year, in: visit.db) { line in
      try sheet.append(cells(line, reference, visit.formWords) + [.text(book.agency.shortName)])
    }
    try sheet.close()
  }

  private static func cells(_ line: Register.Line, _ reference: Reference, _ words: RegisterWords)
    -> [Spreadsheet.Cell]
  {
    [
      .number(line.number), .text(line.code), .text(line.procedure(reference)), .number(line.copies),
      .text(line.owner.name), .text(line.owner.address), .text(line.owner.phone), .instant(line.receivedAt),
      .instant(line.appointment), .instant(line.resultAt), .instant(line.returnedAt), .text(line.returnedBy),
      .text(line.collector), .text(line.returnMethod.vietnamese), .text(line.remarks(words)),
    ]
  }
}
