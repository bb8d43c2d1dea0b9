import HTTPServer
import Storage
import Templating
import Workflow

/// The counter checks what a citizen handed in to a slip: old and new side by side, item by item; all accepted, or some
/// refused with a reason, which reopens the same slip (decision 10).
enum CheckSupplement: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var items: [CheckedItem]
    var wait: WaitModel
    var answered: String
    var replyDue: String
    var clock: String
    var appointment: String
    var missing: [String]
    var isReceiptNext: Bool
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .list("items", \.items), .record("wait") { $0.wait }, .text("answered", \.answered),
        .text("replyDue", \.replyDue), .text("clock", \.clock), .text("appointment", \.appointment),
        .texts("missing", \.missing), .flag("isReceiptNext", \.isReceiptNext), .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("turns/check-supplement")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.checkSupplement.pattern, .staff) { visit in
      try answered(visit) { try show($0, $1, visit, problems: []) }
    },
    .post(Sitemap.checkSupplement.pattern, .staff) { visit in
      try answered(visit) { record, slip in
        let faults = faults(slip, visit)
        let isAccepted = visit.field("do") == "accept"
        let problems = problems(faults, isAccepted: isAccepted, visit)
        guard problems.isEmpty else { return try show(record, slip, visit, problems: problems) }
        return try isAccepted ? accept(record, visit) : reopen(record, faults, visit)
      }
    },
  ]

  /// A dossier whose open slip is answered; where none is, on to its page.
  private static func answered(
    _ visit: Visit, _ body: (Dossiers.Record, Supplement) throws -> Response
  ) throws -> Response {
    let record = try visit.readable(visit.read(Sitemap.checkSupplement))
    guard let slip = record.dossier.turns.openSupplement, slip.answeredAt != nil else {
      return .redirect(Sitemap.dossier.url(record.dossier.id))
    }
    return try body(record, slip)
  }

  /// Before receipt, to accept is to receive.
  private static func accept(_ record: Dossiers.Record, _ visit: Visit) throws -> Response {
    let id = record.dossier.id
    guard record.dossier.state != .submitted else { return .redirect(Sitemap.receive.url(id)) }
    return try visit.perform(.acceptSupplement, on: id) {
      Confirmation.supplementAccepted.address(Sitemap.dossier.url(id))
    }
  }

  private static func reopen(
    _ record: Dossiers.Record, _ faults: [String?], _ visit: Visit
  ) throws -> Response {
    try visit.perform(.reopenSupplement(faults), on: record.dossier.id) {
      Confirmation.supplementReopened.address(Sitemap.dossier.url(record.dossier.id))
    }
  }

  /// The reason for each item that is ticked as not good enough.
  private static func faults(_ slip: Supplement, _ visit: Visit) -> [String?] {
    slip.items.indices.map { index in
      visit.field("bad.\(index + 1)") == "yes" ? visit.lines("fault.\(index + 1)") : nil
    }
  }

  private static func problems(_ faults: [String?], isAccepted: Bool, _ visit: Visit) -> [Problem] {
    if isAccepted {
      return faults.indices.filter { faults[$0] != nil }.map { index in
        Problem(
          field: "bad.\(index + 1)",
          message: visit.text(
            "Mục {n} đang được đánh dấu chưa đạt: bỏ dấu, hoặc yêu cầu sửa lại.", ["n": String(index + 1)]))
      }
    }
    if faults.allSatisfy({ $0 == nil }) {
      return [
        Problem(field: "bad.1", message: visit.text("Đánh dấu ít nhất một mục chưa đạt và ghi lý do."))
      ]
    }
    return faults.enumerated().filter { $0.element.map { $0.isEmpty || $0.codePoints > 1000 } ?? false }.map {
      Problem(
        field: "fault.\($0.offset + 1)",
        message: visit.text(
          "Mục {n}: ghi vì sao chưa đạt, nhiều nhất 1.000 ký tự.", ["n": String($0.offset + 1)]))
    }
  }

  private static func show(
    _ record: Dossiers.Record, _ slip: Supplement, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let dossier = record.dossier
    let isReceiptNext = dossier.state == .submitted
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.checkSupplement.url(dossier.id),
      items: try CheckedItem.list(record, slip, problems, visit), wait: try WaitModel(record, slip, visit),
      answered: slip.answeredAt?.vietnamese ?? "", replyDue: dossier.receptionDue?.vietnamese ?? "",
      clock: isReceiptNext ? "" : visit.text(dossier.terms.policy.supplementClock.sentence),
      appointment: isReceiptNext ? "" : dossier.appointment?.vietnamese ?? "",
      missing: dossier.papers.filter { !$0.isDigitised }.map(\.name), isReceiptNext: isReceiptNext,
      problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

/// An item of a slip as the counter checks it.
struct CheckedItem: TemplateModel {
  var number: Int
  var name: String
  var code: String
  var why: String
  var toDo: String
  var words: String
  var isPaper: Bool
  var oldFiles: [FileModel]
  var newFiles: [FileModel]
  var changes: [Change]
  var isBad: Bool
  var fault: String
  var problem: String?

  static var fields: [Field<CheckedItem>] {
    [
      .number("number", \.number), .text("name", \.name), .text("code", \.code), .text("why", \.why),
      .text("toDo", \.toDo), .text("words", \.words), .flag("isPaper", \.isPaper),
      .list("oldFiles", \.oldFiles), .list("newFiles", \.newFiles),
      .list("changes", \.changes), .flag("isBad", \.isBad), .text("fault", \.fault),
      .optional("problem", \.problem),
    ]
  }

  /// A question of the form, as it was answered and as it is now.
  struct Change: TemplateModel {
    var label: String
    var old: String
    var new: String

    static var fields: [Field<Change>] {
      [
        .text("label", \.label), .text("old", \.old), .text("new", \.new),
        .flag("isChanged") { $0.old != $0.new },
      ]
    }
  }

  static func list(
    _ record: Dossiers.Record, _ slip: Supplement, _ problems: [Problem], _ visit: Visit
  ) throws -> [CheckedItem] {
    let comparison = try Comparison(record, slip, visit)
    return slip.items.enumerated().map { index, item in
      CheckedItem(item, number: index + 1, comparison, problems, visit)
    }
  }

  private init(
    _ item: SupplementItem, number: Int, _ comparison: Comparison, _ problems: [Problem], _ visit: Visit
  ) {
    self.number = number
    name = item.name
    code = visit.text(item.code.vietnamese)
    (why, toDo, words) = (item.why, item.toDo, item.answer ?? "")
    (isPaper, oldFiles, newFiles, changes) = (false, [], [], [])
    switch item.subject {
    case .paper(let id):
      isPaper = true
      (oldFiles, newFiles) = comparison.files(of: id)
    case .field(let path): changes = comparison.changes(of: path)
    case .other: break
    }
    isBad = visit.field("bad.\(number)") == "yes"
    fault = visit.lines("fault.\(number)")
    problem = problems.first { ["bad.\(number)", "fault.\(number)"].contains($0.field) }?.message
  }
}
