import HTTPServer
import Storage
import Templating
import Workflow

/// A citizen's own unfinished filing, with the procedure and the form it was begun under.
struct Draft {
  let record: Dossiers.Record
  let procedure: ProcedureRevision
  let form: FormDescription
  /// What was typed so far: as it is saved, or as a page holds it that could not be saved.
  let answers: FormAnswers
  /// The form as it applies to these.
  let applied: AppliedForm

  var id: DossierID { record.dossier.id }

  /// The papers this filing asks for; remarks of the list left out.
  var papers: [Paper] { procedure.askedPapers(applied).filter { $0.kind != .note } }

  /// How a paper of the filing stands.
  func status(of paper: Paper) -> Dossier.PaperStatus? { record.dossier.papers.first { $0.id == paper.id } }

  /// Required papers to be handed in that have no file yet.
  var missingPapers: [Paper] {
    papers.filter { paper in
      status(of: paper).map { $0.isRequired && !$0.isShownOnly && $0.files == 0 } ?? false
    }
  }
}

extension Visit {
  /// The draft of that number: 404 for what is not this person's own, on to the dossier's page where it was
  /// submitted meanwhile.
  func withDraft(_ id: DossierID, _ body: (Draft) throws -> Response) throws -> Response {
    let record = try own(id)
    guard record.dossier.state == .draft else { return .redirect(Sitemap.myDossier.url(id)) }
    return try body(draft(record))
  }

  /// A record as a draft, with the answers that are saved or others; without form there is nothing to fill in online.
  func draft(_ record: Dossiers.Record, answers: FormAnswers? = nil) throws -> Draft {
    let reference = try reference()
    guard let procedure = reference.procedure(revision: record.revision)?.procedure,
      let form = record.formRevision.flatMap({ reference.form(revision: $0) })?.form
    else { throw PageNotFound() }
    let answers = answers ?? record.answers
    return Draft(
      record: record, procedure: procedure, form: form, answers: answers,
      applied: form.applied(to: answers, on: now.day))
  }

  /// The applicant of a filing.
  func applicant() throws -> Dossier.Actor { Dossier.Actor(person: try person().id, role: .applicant) }
}

/// The head of the three pages of a filing: what is filed where, and which of the pages this is.
struct DraftHead: TemplateModel {
  var procedure: String
  var unit: String
  var steps: [Step]

  struct Step: TemplateModel {
    var label: String
    var url: String
    var isCurrent: Bool

    static var fields: [Field<Step>] {
      [.text("label", \.label), .url("url", \.url), .flag("isCurrent", \.isCurrent)]
    }
  }

  enum Page: CaseIterable {
    case form, papers, check
  }

  static var fields: [Field<DraftHead>] {
    [.text("procedure", \.procedure), .text("unit", \.unit), .list("steps", \.steps)]
  }

  init(_ draft: Draft, at page: Page, _ visit: Visit) throws {
    procedure = draft.procedure.name
    unit = try visit.reference().agency(draft.record.dossier.agency)?.name ?? ""
    steps = Page.allCases.map { step in
      switch step {
      case .form:
        Step(label: visit.text("Tờ khai"), url: Sitemap.draft.url(draft.id), isCurrent: step == page)
      case .papers:
        Step(label: visit.text("Giấy tờ"), url: Sitemap.draftPapers.url(draft.id), isCurrent: step == page)
      case .check:
        Step(
          label: visit.text("Kiểm tra và nộp"), url: Sitemap.draftCheck.url(draft.id), isCurrent: step == page
        )
      }
    }
  }
}
