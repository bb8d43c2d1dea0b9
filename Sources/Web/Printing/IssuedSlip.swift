import HTTPServer
import Storage
import Templating
import Workflow

/// A slip that an action issued, with what its paper is drawn from.
struct IssuedSlip {
  let slip: Slips.Slip
  let record: Dossiers.Record
  let agency: Agency
  /// The law on the day of receipt; before receipt, on the day of the slip.
  let regime: Regime
  let issuer: Person?
  let isForStaff: Bool

  /// - Parameter number: as it stands in the address; it must be a slip of this dossier.
  init(_ number: Int64, of record: Dossiers.Record, _ visit: Visit) throws {
    guard let slip = try Slips.slip(number, in: visit.db), slip.dossier == record.dossier.id,
      let agency = try visit.reference().agency(record.dossier.agency)
    else { throw PageNotFound() }
    (self.slip, self.record, self.agency) = (slip, record, agency)
    let received = record.dossier.receivedAt ?? slip.issuedAt
    regime = agency.regime(on: min(received, slip.issuedAt).day)
    issuer = try People.person(slip.person, in: visit.db)
    isForStaff = visit.visitor?.kind == .staff
  }

  /// Where it stands among the dossier's slips of its kind, from 0: what it tells of is found by that.
  func index(_ visit: Visit) throws -> Int {
    try Slips.slips(of: slip.dossier, in: visit.db).filter { $0.kind == slip.kind }
      .firstIndex { $0.id == slip.id } ?? 0
  }

  /// Drawn on its form.
  func paper<Model: SlipForm>(_ page: Page<Model>, _ model: Model) -> PrintedPaper {
    PrintedPaper(
      at: (isForStaff ? Sitemap.slip : Sitemap.mySlip).page.url(slip.dossier, slip.id), slip.kind.form,
      under: regime, of: record, version: slip.version, number: slip.number, madeAt: slip.issuedAt, page,
      model)
  }
}

/// What every slip says: its head, its number, whose dossier it is about, whom to ask, who issued it.
struct SlipSheet: TemplateModel {
  var bar: SheetBar
  var head: SheetHead
  var number: String
  var owner: Dossiers.Party
  var submitter: Dossiers.Party
  var procedure: String
  var agency: String
  var contact: Contact
  var website: String
  var officer: String
  var title: String
  var isOnline: Bool

  static var fields: [Field<SlipSheet>] {
    [
      .text("number", \.number), .text("owner", \.owner.name), .text("address", \.owner.address),
      .text("phone", \.owner.phone), .text("email", \.owner.email),
      .text("identity", \.submitter.printedIdentity), .text("submitter", \.submitter.name),
      .text("procedure", \.procedure), .text("agency", \.agency), .text("contactPhone", \.contact.phone),
      .text("contactAddress", \.contact.address), .text("contactEmail", \.contact.email),
      .text("website", \.website), .text("officer", \.officer), .text("title", \.title),
      .flag("isOnline", \.isOnline),
    ]
  }

  /// - Parameter issuer: whose paper it is; nil where it is the receiving agency's.
  init(_ issued: IssuedSlip, by issuer: AgencyID? = nil, _ visit: Visit) throws {
    let (slip, record) = (issued.slip, issued.record)
    let (form, addresses) = (slip.kind.form, issued.isForStaff ? Sitemap.slip : Sitemap.mySlip)
    bar = SheetBar(
      pdf: addresses.file.url(slip.dossier, slip.id),
      back: (issued.isForStaff ? Sitemap.dossier : Sitemap.myDossier).url(slip.dossier), form: form,
      regime: issued.isForStaff ? issued.regime : nil, visit)
    head = try SheetHead(
      form, under: issued.regime, of: record, on: slip.issuedAt.day, by: issuer, visit)
    number = "\(slip.number)/\(slip.issuedAt.day.year)"
    (owner, submitter) = (record.owner, record.submitter ?? record.owner)
    procedure = try visit.procedureName(record)
    agency = try issuer.flatMap { try visit.reference().agency($0)?.name } ?? issued.agency.name
    contact = issued.agency.contact
    website = visit.site.settings.publicURL ?? ""
    officer = issued.issuer?.name ?? ""
    title = (issued.issuer?.title ?? "").uppercased()
    isOnline = record.dossier.channel == .online
  }
}

/// A form that a slip is printed on.
protocol SlipForm: TemplateModel {
  var sheet: SlipSheet { get }
}

extension SlipForm {
  /// What the shared parts of the templates ask for.
  static var sheetFields: [Field<Self>] {
    [
      .record("bar") { $0.sheet.bar }, .record("head") { $0.sheet.head }, .text("lien") { _ in "" },
      .record("slip") { $0.sheet },
    ]
  }
}
