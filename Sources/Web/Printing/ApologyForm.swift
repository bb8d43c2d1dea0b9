import Storage
import Templating
import Workflow

/// Mẫu 04, the apology with the new date (rules §3.4; art 19.9), of the agency that processes.
struct ApologyForm: SlipForm {
  var sheet: SlipSheet
  var received: String
  var replaced: String
  var code: String
  var why: String
  var newDate: String

  static let page = Page<ApologyForm>("printing/print-apology")

  static var fields: [Field<ApologyForm>] {
    sheetFields + [
      .text("received", \.received), .text("replaced", \.replaced), .text("code", \.code),
      .text("why", \.why), .text("newDate", \.newDate),
    ]
  }

  init(_ issued: IssuedSlip, _ visit: Visit) throws {
    let dossier = issued.record.dossier
    guard let apology = dossier.turns.apology, let receivedAt = dossier.receivedAt else {
      throw PageNotFound()
    }
    sheet = try SlipSheet(issued, by: dossier.unit, visit)
    received = PrintedText.moment(receivedAt)
    replaced = PrintedText.moment(apology.replaced)
    (code, why) = (apology.code.vietnamese, apology.why)
    newDate = PrintedText.moment(apology.newDate)
  }
}
