import Storage
import Templating
import Workflow

/// Mẫu 04, the apology with the new date (rules §3.4; art 19.9), of the agency that processes.
struct ApologyForm: SlipForm {
  var sheet: SlipSheet
  var letter: ApologyLetter

  static let page = Page<ApologyForm>("printing/print-apology")

  static var fields: [Field<ApologyForm>] { sheetFields + [.record("letter") { $0.letter }] }

  init(_ issued: IssuedSlip, _ visit: Visit) throws {
    let record = issued.record
    guard
      let letter = try ApologyLetter(record, on: issued.slip.issuedAt.day, by: issued.issuer, visit)
    else { throw PageNotFound() }
    sheet = try SlipSheet(issued, by: record.dossier.unit, visit)
    self.letter = letter
  }
}
