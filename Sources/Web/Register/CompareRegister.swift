import Foundation
import HTTPServer
import Storage
import Templating
import Workflow

/// Phiếu against the paper register (F001-05): the codes or numbers of a register kept on paper, pasted or sent as a
/// text file; which of them the system lacks, and which stand in the system alone.
enum CompareRegister: Screen {
  struct Model: TemplateModel {
    var agency: String
    var year: String
    var registerURL: String
    var actionURL: String
    var maximumFile: String
    var numbers: InputModel
    var first: InputModel
    var last: InputModel
    var fileProblem: String?
    var answer: Answer?
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .text("year", \.year), .url("registerURL", \.registerURL),
        .url("actionURL", \.actionURL), .text("maximumFile", \.maximumFile),
        .record("numbers") { $0.numbers },
        .record("first") { $0.first }, .record("last") { $0.last }, .optional("fileProblem", \.fileProblem),
        .record("answer") { $0.answer }, .list("problems", \.problems),
      ]
    }
  }

  /// What the comparison found.
  struct Answer: TemplateModel {
    var read: Int
    var found: Int
    var missing: [Entry]
    var extra: [Entry]
    var extraCount: Int
    var repeated: String
    var unreadable: [Entry]
    var isCut: Bool

    static var fields: [Field<Answer>] {
      [
        .number("read", \.read), .number("found", \.found), .list("missing", \.missing),
        .number("missingCount", \.missing.count), .list("extra", \.extra),
        .number("extraCount", \.extraCount), .flag("isExtraCut") { $0.extraCount > $0.extra.count },
        .number("most") { _ in mostShown }, .text("repeated", \.repeated),
        .list("unreadable", \.unreadable), .flag("isCut", \.isCut),
        .number("mostLines") { _ in PaperRegister.mostLines },
      ]
    }
  }

  /// A code or number, with where it stands instead.
  struct Entry: TemplateModel {
    var text: String
    var note = ""
    var url = ""

    static var fields: [Field<Entry>] {
      [.text("text", \.text), .text("note", \.note), .url("url", \.url), .flag("hasURL") { !$0.url.isEmpty }]
    }
  }

  /// The most lines of each list.
  private static let mostShown = 500
  /// A text file of fifty thousand codes.
  private static let body = BodyRule.multipart(maximumTotal: 4 << 20, maximumFile: maximumFile)
  private static let maximumFile = 2 << 20

  private static let page = Page<Model>("register/compare-register")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.registerCompare.pattern, .roles(RegisterBook.roles)) { visit in
      try show(RegisterBook(Sitemap.registerCompare, visit), visit, problems: [])
    },
    .post(Sitemap.registerCompare.pattern, .roles(RegisterBook.roles), lane: .costly, body: body) { visit in
      let book = try RegisterBook(Sitemap.registerCompare, visit)
      var problems: [Problem] = []
      let text = typed(visit, &problems)
      let range = range(visit, &problems)
      guard problems.isEmpty, let range else { return try show(book, visit, problems: problems) }
      let answer = try compare(PaperRegister(text), with: book, within: range, visit)
      return try show(book, visit, problems: [], answer: answer)
    },
  ]

  /// What was pasted and what the file has.
  private static func typed(_ visit: Visit, _ problems: inout [Problem]) -> String {
    var text = visit.lines("numbers")
    for file in visit.request.files where file.field == "file" && !file.isNothing {
      switch content(of: file) {
      case .success(let read): text += "\n" + read
      case .failure(let fault):
        problems.append(
          Problem(field: "file", message: visit.text(fault.vietnamese, ["name": file.shownName])))
      }
    }
    if problems.isEmpty, text.allSatisfy(\.isWhitespace) {
      problems.append(
        Problem(field: "numbers", message: visit.text("Dán mã hồ sơ hoặc số thứ tự, hoặc chọn tệp.")))
    }
    return text
  }

  /// Why a file cannot be compared.
  private enum FileFault: Error {
    case isEmpty
    case isNoText
    case namesNoDossier

    var vietnamese: String {
      switch self {
      case .isEmpty: "Tệp “{name}” không có nội dung."
      case .isNoText:
        "Không đọc được tệp “{name}”. Chỉ nhận tệp văn bản: .txt hoặc .csv, mã UTF-8."
      case .namesNoDossier: "Tệp “{name}” không có mã hồ sơ hay số thứ tự nào."
      }
    }
  }

  private static func content(of file: Upload) -> Result<String, FileFault> {
    guard file.size > 0 else { return .failure(.isEmpty) }
    guard let bytes = try? Data(contentsOf: URL(filePath: file.path)),
      let text = String(bytes: bytes, encoding: .utf8), !text.contains("\0")
    else { return .failure(.isNoText) }
    let read = PaperRegister(text)
    return read.codes.isEmpty && read.numbers.isEmpty ? .failure(.namesNoDossier) : .success(text)
  }

  private static func range(_ visit: Visit, _ problems: inout [Problem]) -> ClosedRange<Int>? {
    let ends = [("first", 1), ("last", 9_999_999)].map { field, standing in
      let text = visit.field(field)
      let number = text.isEmpty ? standing : Int(text).flatMap { (1...9_999_999).contains($0) ? $0 : nil }
      if number == nil {
        problems.append(Problem(field: field, message: visit.text("Ghi số thứ tự, ví dụ 120.")))
      }
      return number
    }
    guard let first = ends[0], let last = ends[1] else { return nil }
    guard first <= last else {
      problems.append(Problem(field: "last", message: visit.text("Số cuối phải không nhỏ hơn số đầu.")))
      return nil
    }
    return first...last
  }

  private static func compare(
    _ paper: PaperRegister, with book: RegisterBook, within range: ClosedRange<Int>, _ visit: Visit
  ) throws -> Answer {
    var (codes, numbers) = (Set(paper.codes.map(\.description)), Set(paper.numbers))
    var extra: [Entry] = []
    var extraCount = 0
    try Register.eachCode(of: book.agency.id, year: book.year, within: range, in: visit.db) { number, code in
      let isNamed = [codes.remove(code) != nil, numbers.remove(number) != nil].contains(true)
      guard !isNamed else { return }
      extraCount += 1
      guard extra.count < mostShown else { return }
      let url = try Dossiers.find(code: code, in: visit.db).map { Sitemap.dossier.url($0) } ?? ""
      extra.append(Entry(text: code, note: visit.text("số {n}", ["n": String(number)]), url: url))
    }
    let missing =
      try paper.codes.filter { codes.contains($0.description) }.map { try entry($0, book, visit) }
      + paper.numbers.filter(numbers.contains).map { number in
        Entry(text: visit.text("Số thứ tự {n}", ["n": String(number)]))
      }
    let read = paper.codes.count + paper.numbers.count
    return Answer(
      read: read, found: read - missing.count, missing: missing, extra: extra, extraCount: extraCount,
      repeated: paper.repeated.prefix(mostShown).joined(separator: ", "),
      unreadable: paper.unreadable.prefix(mostShown).map { Entry(text: String($0.prefix(200))) },
      isCut: paper.isCut)
  }

  /// A code that the book, or the part of it that was asked for, does not have.
  private static func entry(_ code: DossierCode, _ book: RegisterBook, _ visit: Visit) throws -> Entry {
    guard let place = try Register.place(of: code, at: book.agency.id, in: visit.db) else {
      return Entry(text: code.description)
    }
    return Entry(
      text: code.description,
      note: visit.text(
        "đứng ở sổ năm {year}, số {n}", ["year": String(place.year), "n": String(place.number)]))
  }

  private static func show(
    _ book: RegisterBook, _ visit: Visit, problems: [Problem], answer: Answer? = nil
  ) throws -> Response {
    let number = { (id: String, label: String) in
      InputModel(id: id, label: visit.text(label), value: visit.field(id), width: "w-10").marked(problems)
    }
    let (agency, year) = (book.agency.id, book.year)
    let model = Model(
      agency: book.agency.name, year: String(year), registerURL: Sitemap.register.url(agency, year),
      actionURL: Sitemap.registerCompare.url(agency, year), maximumFile: FileModel.size(maximumFile),
      numbers: InputModel(
        id: "numbers", label: visit.text("Mã hồ sơ hoặc số thứ tự trong sổ giấy"),
        value: visit.lines("numbers"),
        hint: visit.text("Mỗi dòng một hồ sơ; dán cả bảng cũng được: mã hồ sơ được tìm trong từng dòng."),
        rows: 10
      ).marked(problems), first: number("first", "Từ số"), last: number("last", "Đến số"),
      fileProblem: problems.first { $0.field == "file" }?.message, answer: answer, problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
