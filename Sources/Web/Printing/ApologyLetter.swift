import Storage
import Templating
import Workflow

/// What a letter of apology with a new date says (Mẫu 04; rules §3.4; art 19.9): the same words on the page where it is
/// signed and on the form.
struct ApologyLetter: TemplateModel {
  var head: AgencyHead
  var agency: String
  var to: String
  var address: String
  var received: String
  var code: String
  var procedure: String
  var replaced: String
  var reason: String
  var why: String
  var newDate: String
  var title: String
  var signer: String

  static var fields: [Field<ApologyLetter>] {
    [
      .record("head") { $0.head }, .text("agency", \.agency), .text("to", \.to), .text("address", \.address),
      .text("received", \.received), .text("code", \.code), .text("procedure", \.procedure),
      .text("replaced", \.replaced), .text("reason", \.reason), .text("why", \.why),
      .text("newDate", \.newDate), .text("title", \.title), .text("signer", \.signer),
    ]
  }

  /// Nil where no letter was drafted.
  ///
  /// - Parameters:
  ///   - day: its date.
  ///   - signer: who signs or signed it, for the agency that processes.
  init?(_ record: Dossiers.Record, on day: Day, by signer: Person?, _ visit: Visit) throws {
    let dossier = record.dossier
    guard let apology = dossier.turns.apology, let receivedAt = dossier.receivedAt,
      let counter = try visit.reference().agency(dossier.agency),
      let unit = try visit.reference().agency(dossier.unit)
    else { return nil }
    let form = PrintedForm.apology.title(under: counter.regime(on: receivedAt.day))
    head = try AgencyHead(form, of: unit, on: day, visit)
    agency = unit.name
    to = record.submitter?.name ?? record.owner.name
    address = record.owner.address
    received = PrintedText.moment(receivedAt)
    code = record.code ?? ""
    procedure = try visit.procedureName(record)
    replaced = PrintedText.moment(apology.replaced)
    (reason, why) = (apology.code.vietnamese, apology.why)
    newDate = PrintedText.moment(apology.newDate)
    title = (signer?.title ?? "").uppercased()
    self.signer = signer?.name ?? ""
  }
}
