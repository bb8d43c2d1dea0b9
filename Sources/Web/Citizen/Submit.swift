import HTTPServer
import Storage
import Templating
import Workflow

/// Nộp hồ sơ (NĐ 61 art 16): what was checked is what is sent, once; then the number and what happens next.
enum Submit: Screen {
  struct Model: TemplateModel {
    var number: String
    var procedure: String
    var unit: String
    var phone: String
    var phoneURL: String
    var receptionDue: String
    var shown: [String]
    var dossierURL: String

    static var fields: [Field<Model>] {
      [
        .text("number", \.number), .text("procedure", \.procedure), .text("unit", \.unit),
        .text("phone", \.phone), .url("phoneURL", \.phoneURL), .text("receptionDue", \.receptionDue),
        .texts("shown", \.shown), .url("dossierURL", \.dossierURL),
      ]
    }
  }

  /// The draft is not what its page showed.
  private struct Changed: Error {}

  static let page = Page<Model>("citizen/submitted")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .post(Sitemap.submit.pattern, .citizen, body: .form(maximum: 64 << 10)) { visit in
      let id = try visit.read(Sitemap.submit)
      _ = try visit.own(id)
      do {
        return try visit.once {
          try submit(id, visit)
          return Sitemap.submitted.url(id)
        }
      } catch is Changed {
        return try visit.withDraft(id) {
          try CheckDraft.show($0, visit, isChanged: true, status: .conflict)
        }
      } catch is Refusal {
        return try visit.withDraft(id) { try CheckDraft.show($0, visit, status: .unprocessableContent) }
      }
    },
    .get(Sitemap.submitted.pattern, .citizen) { visit in
      let record = try visit.own(visit.read(Sitemap.submitted))
      guard record.submissionNumber != nil else { return .redirect(Sitemap.draft.url(record.dossier.id)) }
      return try visit.page(page, model(record, visit))
    },
  ]

  private static func submit(_ id: DossierID, _ visit: Visit) throws {
    let draft = try visit.draft(visit.own(id))
    guard draft.record.dossier.state == .draft, try visit.formVersion() == draft.record.dossier.version else {
      throw Changed()
    }
    let problems = draft.applied.problems.count
    if problems == 0 {
      try Dossiers.saveDraft(
        draft.form.cleaned(draft.answers, on: visit.now.day), of: id, at: visit.now,
        reference: try visit.reference(), in: visit.writing)
      let parties = FormParties(draft)
      try Dossiers.setParties(owner: parties.owner, submitter: parties.submitter, of: id, in: visit.writing)
    }
    try Dossiers.apply(
      .submit(formProblems: problems), to: id, version: nil, by: visit.applicant(), at: visit.now,
      reference: try visit.reference(), in: visit.writing)
    if let device = BrowserToken.read(visit.request.cookie(BrowserToken.device)),
      try Sessions.isOfStaff(device: device, in: visit.db)
    {
      try Dossiers.markAssisted(id, in: visit.writing)
    }
  }

  private static func model(_ record: Dossiers.Record, _ visit: Visit) throws -> Model {
    let agency = try visit.reference().agency(record.dossier.agency)
    return Model(
      number: record.submissionNumber ?? "", procedure: try visit.procedureName(record),
      unit: agency?.name ?? "", phone: agency?.contact.phone ?? "",
      phoneURL: "tel:" + (agency?.contact.phone ?? "").filter(\.isNumber),
      receptionDue: record.dossier.receptionDue?.vietnamese ?? "",
      shown: record.dossier.papers.filter { $0.isShownOnly && $0.isRequired }.map(\.name),
      dossierURL: Sitemap.myDossier.url(record.dossier.id))
  }
}
