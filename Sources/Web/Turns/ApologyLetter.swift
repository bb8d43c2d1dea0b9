import Storage
import Templating
import Workflow

/// The letter of apology with the new date (Mẫu 04) as its signer sees it before he signs.
struct ApologyLetter: TemplateModel {
  var superior: String
  var unit: String
  var agency: String
  var to: String
  var received: String
  var code: String
  var procedure: String
  var replaced: String
  var reason: String
  var newDate: String
  var phone: String
  var title: String
  var signer: String

  static var fields: [Field<ApologyLetter>] {
    [
      .text("superior", \.superior), .text("unit", \.unit), .text("agency", \.agency), .text("to", \.to),
      .text("received", \.received), .text("code", \.code), .text("procedure", \.procedure),
      .text("replaced", \.replaced), .text("reason", \.reason), .text("newDate", \.newDate),
      .text("phone", \.phone), .text("title", \.title), .text("signer", \.signer),
    ]
  }

  /// Nil where no letter was drafted.
  init?(_ record: Dossiers.Record, _ visit: Visit) throws {
    guard let apology = record.dossier.turns.apology else { return nil }
    let reference = try visit.reference()
    let agency = reference.agency(record.dossier.agency)
    let person = try visit.person()
    superior = (agency?.parent.flatMap { reference.agency($0) }?.name ?? "").uppercased()
    unit = (agency?.name ?? "").uppercased()
    self.agency = agency?.name ?? ""
    to = record.submitter?.name ?? record.owner.name
    received = record.dossier.receivedAt?.day.vietnamese ?? ""
    code = record.code ?? ""
    procedure = try visit.procedureName(record)
    replaced = apology.replaced.vietnamese
    reason = "\(apology.code.vietnamese). \(apology.why)"
    newDate = apology.newDate.vietnamese
    phone = agency?.contact.phone ?? ""
    title = person.title.uppercased()
    signer = person.name
  }
}
