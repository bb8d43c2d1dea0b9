import Storage
import Templating
import Workflow

/// Phiếu chuyển hồ sơ liên thông (art 19.6): what goes with a dossier to another agency.
struct TransferSlipForm: SlipForm {
  var sheet: SlipSheet
  var to: String
  var kind: String
  var task: String
  var due: String
  var received: String
  var appointment: String
  var papers: [PrintReceipt.ReceiptPaper]

  static let page = Page<TransferSlipForm>("printing/print-transfer-slip")

  static var fields: [Field<TransferSlipForm>] {
    sheetFields + [
      .text("to", \.to), .text("kind", \.kind), .text("task", \.task), .text("due", \.due),
      .text("received", \.received), .text("appointment", \.appointment), .list("papers", \.papers),
    ]
  }

  init(_ issued: IssuedSlip, _ visit: Visit) throws {
    let dossier = issued.record.dossier
    let index = try issued.index(visit)
    // Whoever is only consulted gets no slip.
    let stages = dossier.turns.stages.filter { $0.kind != .consultation }
    guard stages.indices.contains(index) else { throw PageNotFound() }
    let stage = stages[index]
    sheet = try SlipSheet(issued, visit)
    to = try visit.reference().agency(stage.agency)?.name ?? ""
    kind = stage.kind.vietnamese
    task = stage.task
    due = PrintedText.moment(stage.due)
    received = dossier.receivedAt.map(PrintedText.moment) ?? ""
    appointment = dossier.appointment.map(PrintedText.moment) ?? ""
    papers = try PrintReceipt.ReceiptPaper.list(issued.record, visit)
  }
}
