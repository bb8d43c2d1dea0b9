import HTTPServer
import Storage
import Templating
import Workflow

/// Many dossiers of one procedure as the officer typed them: what they have in common once, the owner of each.
struct Batch: Sendable {
  /// One dossier.
  struct Row: Sendable {
    let number: Int
    var name = ""
    var identityKind = IdentityKind.cccd.rawValue
    var identity = ""
    var phone = ""
    var address = ""
    var copies = "1"
    /// Whether the officer saw every paper that is only shown.
    var isShown = false
    var kept: [String: [DossierFiles.Kept]] = [:]

    /// A blank one.
    init(number: Int) { self.number = number }

    /// As it was typed; without its files.
    init(number: Int, _ visit: Visit) {
      let field = { (name: String) in visit.field("row.\(number).\(name)") }
      self.number = number
      name = field("name")
      identityKind = field("identityKind")
      identity = field("identity")
      phone = field("phone")
      address = field("address")
      copies = field("copies")
      isShown = field("shown") == "yes"
    }

    /// Whether nobody typed anything into it.
    var isBlank: Bool {
      [name, identity, phone, address].allSatisfy(\.isEmpty) && kept.values.allSatisfy(\.isEmpty)
    }
  }

  /// The most rows of a form.
  static let most = 50

  let desk: ReceiveAtCounter.Desk
  /// Submitter, channel, return, fee, case, appointment.
  let common: CounterEntry
  private(set) var rows: [Row]
  /// What was wrong with files, by row.
  private(set) var fileProblems: [Problem] = []

  /// An empty form.
  init(_ desk: ReceiveAtCounter.Desk, rows: Int) {
    self.desk = desk
    common = CounterEntry()
    self.rows = (0..<rows).map { Row(number: $0) }
  }

  /// As it was sent; files are in the store already.
  init(_ visit: Visit, desk: ReceiveAtCounter.Desk) throws {
    self.desk = desk
    common = CounterEntry(visit)
    let numbers = visit.request.form.fields.compactMap { field -> Int? in
      let parts = field.name.split(separator: ".")
      guard parts.count == 3, parts[0] == "row" else { return nil }
      return Int(parts[1]).flatMap { (0...9_999).contains($0) ? $0 : nil }
    }
    rows = []
    for number in Set(numbers).sorted().prefix(Self.most) {
      var row = Row(number: number, visit)
      var problems: [Problem] = []
      row.kept = try KeptFiles(
        visit, papers: papers.map { ($0.id, $0.name) }, row: "\(number).", problems: &problems
      ).byPaper
      rows.append(row)
      fileProblems += problems.map {
        Problem(field: $0.field, message: "\(number + 1). \($0.message)")
      }
    }
  }

  /// The papers that are scanned row by row: required ones of the list, of the case that was named.
  var papers: [Paper] { needed.filter { $0.kind == .submit } }

  /// Whether something must be shown.
  var asksToShow: Bool { needed.contains { $0.kind == .show } }

  private var needed: [Paper] {
    desk.stored.procedure.neededPapers(nil, case: common.caseName.isEmpty ? nil : common.caseName)
  }

  /// The rows with something in them.
  var typed: [Row] { rows.filter { !$0.isBlank } }

  /// With so many blank rows more.
  func withRows(_ count: Int) -> Batch {
    var batch = self
    let first = (rows.last?.number ?? -1) + 1
    let added = (first..<first + count).map { Row(number: $0) }
    batch.rows = Array((rows + added).prefix(Self.most))
    return batch
  }

  /// With these rows alone.
  func keeping(_ rows: [Row]) -> Batch {
    var batch = self
    batch.rows = rows
    return batch
  }

  /// What must be mended of what all rows share.
  func commonProblems(_ visit: Visit) -> [Problem] {
    var problems: [Problem] = []
    if common.submitterName.isEmpty {
      problems.append(
        Problem(field: "submitterName", message: visit.text("Người nộp: ghi họ tên bằng chữ cái.")))
    }
    return problems + common.commonProblems(desk.stored.procedure, visit)
  }

  /// What must be mended of a row.
  func problems(of row: Row, _ visit: Visit) -> [Problem] {
    guard !row.isBlank else { return [] }
    let scanned = Set(row.kept.filter { !$0.value.isEmpty }.keys)
    let problems = entry(of: row).rowProblems(desk.stored.procedure, scanned: scanned, visit).map {
      Problem(field: Self.field($0.field, row), message: "\(row.number + 1). \($0.message)")
    }
    return problems + fileProblems.filter { $0.field.hasPrefix("file.\(row.number).") }
  }

  /// Where a problem of a dossier alone stands on the page.
  private static func field(_ name: String, _ row: Row) -> String {
    if name.hasPrefix("paper.") { return "file.\(row.number).\(name.dropFirst("paper.".count))" }
    return "row.\(row.number).\(name == "ownerName" ? "name" : name)"
  }

  /// The dossier of a row.
  func receipt(of row: Row) -> CounterReceipt {
    CounterReceipt(desk: desk, entry: entry(of: row), kept: row.kept, answer: .receive)
  }

  private func entry(of row: Row) -> CounterEntry {
    var entry = common
    entry.ownerName = row.name
    entry.identityKind = row.identityKind
    entry.identity = row.identity
    entry.phone = row.phone
    entry.email = ""
    entry.address = row.address
    entry.copies = row.copies
    for paper in desk.stored.procedure.papers where paper.kind != .note {
      var typed = PaperEntry(paper)
      typed.isShown = paper.kind == .show && row.isShown
      entry.papers[paper.id] = typed
    }
    return entry
  }
}

/// A row of the batch as the page shows it.
struct BatchRowModel: TemplateModel {
  var number: Int
  var row: Batch.Row
  var identityKinds: [Choice]
  var scans: [Scan]
  var asksToShow: Bool
  var message: String

  /// The scans of one paper of a row.
  struct Scan: TemplateModel {
    var id: String
    var name: String
    var kept: [KeptModel]

    static var fields: [Field<Scan>] {
      [.text("id", \.id), .text("name", \.name), .list("kept", \.kept)]
    }
  }

  static var fields: [Field<BatchRowModel>] {
    [
      .number("index", \.row.number), .number("number", \.number), .text("name", \.row.name),
      .text("identity", \.row.identity), .text("phone", \.row.phone), .text("address", \.row.address),
      .text("copies", \.row.copies), .flag("isShown", \.row.isShown), .list("identityKinds", \.identityKinds),
      .list("scans", \.scans), .flag("asksToShow", \.asksToShow), .text("problem", \.message),
    ]
  }

  init(_ row: Batch.Row, _ batch: Batch, problems: [Problem], _ visit: Visit) {
    number = row.number + 1
    self.row = row
    identityKinds = IdentityKind.allCases.map {
      Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == row.identityKind)
    }
    scans = batch.papers.map { paper in
      let id = "\(row.number).\(paper.id)"
      return Scan(
        id: id, name: paper.name, kept: (row.kept[paper.id] ?? []).map { KeptModel($0, paper: id, visit) })
    }
    asksToShow = batch.asksToShow
    message = problems.filter {
      $0.field.hasPrefix("row.\(row.number).") || $0.field.hasPrefix("file.\(row.number).")
    }.map(\.message).joined(separator: " ")
  }
}
