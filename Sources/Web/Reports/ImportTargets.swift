import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// The list of online services and the targets of units, imported from a sheet with the decision that set them; errors by
/// row, and nothing half imported (F000-09, F002-08).
enum ImportTargets: Screen {
  struct Model: TemplateModel {
    var canImport: Bool
    var hidden: Hidden
    var inputs: [InputModel]
    var maximumFile: String
    var fileProblem: String?
    var problems: [Problem]
    var faults: [String]
    var imports: [ImportRow]
    var targets: [TargetRow]
    var year: String

    static var fields: [Field<Model>] {
      [
        .flag("canImport", \.canImport), .record("hidden") { $0.hidden }, .list("inputs", \.inputs),
        .text("maximumFile", \.maximumFile), .optional("fileProblem", \.fileProblem),
        .list("problems", \.problems),
        .texts("faults", \.faults), .list("imports", \.imports), .list("targets", \.targets),
        .text("year", \.year),
      ]
    }
  }

  struct ImportRow: TemplateModel {
    var what: String
    var made: OnlineTargets.Import

    static var fields: [Field<ImportRow>] {
      [
        .text("what", \.what), .text("decision", \.made.decision.number),
        .text("day") { $0.made.decision.day.vietnamese }, .text("from") { $0.made.decision.from.vietnamese },
        .number("rows", \.made.rows), .text("filename", \.made.filename), .text("person", \.made.person),
        .text("at") { $0.made.at.vietnamese },
      ]
    }
  }

  struct TargetRow: TemplateModel {
    var unit: String
    var code: String
    var three: String
    var four: String

    static var fields: [Field<TargetRow>] {
      [.text("unit", \.unit), .text("code", \.code), .text("three", \.three), .text("four", \.four)]
    }
  }

  private static let maximumFile = 2 << 20
  private static let body = BodyRule.multipart(maximumTotal: 4 << 20, maximumFile: maximumFile)

  static let page = Page<Model>("reports/online-targets")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.onlineTargets.pattern, .roles(Watch.roles)) { try show($0) },
    .post(Sitemap.onlineTargets.pattern, .role(.overseer), lane: .costly, body: body) { visit in
      var problems = Problems(visit)
      let number = visit.field("decisionNumber")
      problems.check(
        (1...60).contains(number.codePoints), "decisionNumber", "Số quyết định: ghi như 1223/QĐ-UBND.")
      let (day, from) = (Day(vietnamese: visit.field("decisionDay")), Day(vietnamese: visit.field("from")))
      problems.check(day != nil, "decisionDay", "Ngày quyết định: ghi theo mẫu 21/11/2026.")
      problems.check(from != nil, "from", "Áp dụng từ ngày: ghi theo mẫu 21/11/2026.")
      let file = visit.request.files.first { $0.field == "file" && !$0.isNothing }
      problems.check(file != nil, "file", "Chọn tệp .xlsx hoặc .csv.")
      guard problems.found.isEmpty, let day, let from, let file else {
        return try show(visit, problems.found)
      }
      let decision = OnlineTargets.Decision(number: number, day: day, from: from)
      let rows: [SheetReader.Row]
      do throws(SheetReader.Fault) { rows = try SheetReader.rows(of: file.path) } catch {
        problems.check(false, "file", error.vietnamese, ["name": file.shownName, "n": error.line])
        return try show(visit, problems.found)
      }
      let read = try TargetSheet(rows, decision, visit)
      guard let sheet = read.sheet else {
        problems.check(false, "file", "Tệp “{name}” có lỗi; chưa nhập dòng nào.", ["name": file.shownName])
        return try show(visit, problems.found, faults: read.faults)
      }
      let name = file.shownName
      return visit.handOn(to: .write) { try store(sheet, decision, name, $0) }
    },
  ]

  private static func store(
    _ sheet: OnlineTargets.Sheet, _ decision: OnlineTargets.Decision, _ filename: String, _ visit: Visit
  ) throws -> Response {
    let person = try visit.person()
    guard let office = person.agency(of: .overseer) else { throw NotAllowed() }
    return try visit.once {
      try OnlineTargets.write(
        sheet, decision, of: office, filename: filename, by: person.id, at: visit.now, in: visit.writing)
      return Confirmation.targetsImported.address(Sitemap.onlineTargets.url)
    }
  }

  private static func show(
    _ visit: Visit, _ problems: [Problem] = [], faults: [String] = []
  ) throws -> Response {
    let reference = try visit.reference()
    let year = try visit.reportingPeriod(.year).to.year
    let units = try Watch.agencies(.overdueLists, visit).filter { $0.kind == .commune }
    let line = Set(units.flatMap { reference.ancestors(of: $0.id) })
    let input = { (id: String, label: String, hint: String, width: String) in
      InputModel(
        id: id, label: visit.text(label), value: visit.field(id), hint: visit.text(hint), isRequired: true,
        width: width
      ).marked(problems)
    }
    let model = Model(
      canImport: try visit.person().holds(.overseer), hidden: Hidden(),
      inputs: [
        input("decisionNumber", "Số quyết định", "Ví dụ 1223/QĐ-UBND.", "w-20"),
        input("decisionDay", "Ngày quyết định", "Theo mẫu 07/04/2020.", "w-10"),
        input("from", "Áp dụng từ ngày", "Thay danh mục, chỉ tiêu trước đó kể từ ngày này.", "w-10"),
      ], maximumFile: FileModel.size(maximumFile),
      fileProblem: problems.first { $0.field == "file" }?.message,
      problems: problems, faults: faults,
      imports: try OnlineTargets.imports(of: Array(line), in: visit.db).map {
        ImportRow(what: visit.text($0.isServices ? "Danh mục dịch vụ" : "Chỉ tiêu"), made: $0)
      },
      targets: try units.map { unit in
        let targets = try OnlineTargets.targets(of: unit.id, year: year, on: visit.now.day, in: visit.db)
        return TargetRow(
          unit: unit.shortName, code: unit.code, three: targets[.partial]?.vietnamese ?? "–",
          four: targets[.full]?.vietnamese ?? "–")
      }, year: String(year))
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

extension SheetReader.Fault {
  fileprivate var vietnamese: String {
    switch self {
    case .notASheet: "Tệp “{name}” không phải bảng tính .xlsx hay tệp văn bản .csv."
    case .tooLarge: "Tệp “{name}” quá lớn: nhiều nhất 5.000 dòng, 40 cột."
    case .broken: "Không đọc được tệp “{name}”: bảng tính bị hỏng. Mở bằng phần mềm bảng tính rồi lưu lại."
    case .hasEntities:
      "Tệp “{name}” có phần khai báo lạ nên không được nhận. Mở bằng phần mềm bảng tính rồi lưu lại."
    case .notUTF8: "Tệp “{name}” không theo mã UTF-8. Lưu lại ở dạng CSV UTF-8 hoặc .xlsx."
    case .openQuote: "Tệp “{name}”, dòng {n}: dấu ngoặc kép mở mà không đóng."
    }
  }

  fileprivate var line: String { if case .openQuote(let line) = self { String(line) } else { "" } }
}
