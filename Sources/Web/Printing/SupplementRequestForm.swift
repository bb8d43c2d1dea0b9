import Storage
import Templating
import Workflow

/// Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (rules §3.2): what the slip asked for when it was issued, or issued
/// again for what was not accepted.
struct SupplementRequestForm: SlipForm {
  var sheet: SlipSheet
  var filed: String
  var items: [Item]
  var ends: String
  var isAgain: Bool

  static let page = Page<SupplementRequestForm>("printing/print-supplement-request")

  static var fields: [Field<SupplementRequestForm>] {
    sheetFields + [
      .text("filed", \.filed), .list("items", \.items), .text("ends", \.ends), .flag("isAgain", \.isAgain),
    ]
  }

  /// A paper or an answer to complete, why and how; the copies as the procedure's list wants them.
  struct Item: TemplateModel {
    var number: Int
    var item: SupplementItem
    var paper: Paper?

    static var fields: [Field<Item>] {
      [
        .number("number", \.number), .text("name", \.item.name),
        .text("originals") { count($0.paper?.originals) },
        .text("certified") { count($0.paper?.certifiedCopies) },
        .text("photocopies") { count($0.paper?.photocopies) },
        .text("code", \.item.code.vietnamese), .text("why") { $0.item.fault ?? $0.item.why },
        .text("toDo", \.item.toDo),
      ]
    }

    private static func count(_ number: Int?) -> String {
      number.flatMap { $0 > 0 ? String($0) : nil } ?? ""
    }
  }

  init(_ issued: IssuedSlip, _ visit: Visit) throws {
    let (record, reference) = (issued.record, try visit.reference())
    let dossier = record.dossier
    let index = try issued.index(visit)
    let requests = dossier.turns.supplements.flatMap { request in request.waits.map { (request, $0) } }
    guard requests.indices.contains(index) else { throw PageNotFound() }
    let (request, wait) = requests[index]
    let papers = reference.procedure(revision: record.revision)?.procedure.papers ?? []
    sheet = try SlipSheet(issued, visit)
    filed = (dossier.submittedAt ?? dossier.receivedAt).map(PrintedText.moment) ?? ""
    items = request.asked(at: wait).enumerated().map { index, item in
      Item(number: index + 1, item: item, paper: papers.first { item.subject == .paper($0.id) })
    }
    let clockwork = reference.clockwork(of: dossier.agency, on: issued.slip.issuedAt.day)
    ends = dossier.waitingEnds(of: request, clockwork)?.day.vietnamese ?? ""
    isAgain = wait.faults != nil
  }
}
