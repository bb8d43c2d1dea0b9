import HTTPServer
import Storage
import Templating
import Workflow

/// What says when a dossier's result really was there, what that comes to, and the proposals to correct its lateness with
/// their forms (F004-01, F004-02).
enum ShowLateEvidence: Screen {
  struct Model: TemplateModel {
    var code: String
    var procedure: String
    var unit: String
    var dossierURL: String
    var listURL: String
    var facts: [Fact]
    var isLate: Bool
    var verdict: String
    var sentence: String
    var finish: String
    var later: [String]
    var evidence: [EvidenceRow]
    var corrections: [CorrectionModel]
    var proposal: ProposalModel?
    var why: String
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("code", \.code), .text("procedure", \.procedure), .text("unit", \.unit),
        .url("dossierURL", \.dossierURL), .url("listURL", \.listURL), .list("facts", \.facts),
        .flag("isLate", \.isLate), .text("verdict", \.verdict), .text("sentence", \.sentence),
        .text("finish", \.finish),
        .texts("later", \.later), .list("evidence", \.evidence), .list("corrections", \.corrections),
        .record("proposal") { $0.proposal }, .text("why", \.why), .list("problems", \.problems),
      ]
    }
  }

  struct EvidenceRow: TemplateModel {
    var what: String
    var moment: String
    var grade: String
    var isStrong: Bool
    var standing: String
    var words: String
    var file: String
    var url: String

    static var fields: [Field<EvidenceRow>] {
      [
        .text("what", \.what), .text("moment", \.moment), .text("grade", \.grade),
        .flag("isStrong", \.isStrong),
        .text("standing", \.standing), .text("words", \.words), .text("file", \.file), .url("url", \.url),
        .flag("hasFile") { !$0.url.isEmpty },
      ]
    }
  }

  struct CorrectionModel: TemplateModel {
    var id: String
    var state: String
    var isApproved: Bool
    var facts: [Fact]
    var steps: [ActLine]
    var evidence: [EvidenceRow]
    var decision: DecisionModel?

    static var fields: [Field<CorrectionModel>] {
      [
        .text("id", \.id), .text("state", \.state), .flag("isApproved", \.isApproved),
        .list("facts", \.facts),
        .list("steps", \.steps), .list("evidence", \.evidence), .record("decision") { $0.decision },
      ]
    }
  }

  /// What may be decided about a proposal, and the evidence to be held against its originals.
  struct DecisionModel: TemplateModel {
    var url: String
    var toConfirm: [Tick]
    var words: InputModel
    var acts: [Choice]
    var hidden: Hidden

    static var fields: [Field<DecisionModel>] {
      [
        .url("url", \.url), .list("toConfirm", \.toConfirm), .record("words") { $0.words },
        .list("acts", \.acts),
        .record("hidden") { $0.hidden },
      ]
    }
  }

  struct Tick: TemplateModel {
    var id: String
    var label: String
    var isTicked: Bool

    static var fields: [Field<Tick>] {
      [.text("id", \.id), .text("label", \.label), .flag("isTicked", \.isTicked)]
    }
  }

  static let page = Page<Model>("late/show")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.lateEvidence.pattern, .roles(LateFindingAccess.roles), lane: .costly) { visit in
      try show(LateCase(visit.read(Sitemap.lateEvidence), visit), visit)
    }
  ]

  /// The page, or the page again with what is to be mended in one of its forms.
  static func show(
    _ subject: LateCase, _ visit: Visit, proposing: ProposalEntry? = nil, problems: [Problem] = []
  ) throws -> Response {
    let (record, examination) = (subject.record, subject.examination)
    let (history, finding) = (examination.history, examination.history.finding)
    let later = finding.finish.map { finish in history.work.filter { $0 > finish } } ?? []
    let mayPropose = subject.hindrance(.propose, nil, visit)
    let model = Model(
      code: record.code ?? "", procedure: try visit.procedureName(record),
      unit: try visit.reference().agency(record.dossier.agency)?.name ?? "",
      dossierURL: Sitemap.dossier.url(record.dossier.id), listURL: Sitemap.lateFindings.url,
      facts: try facts(subject, visit), isLate: examination.isLate,
      verdict: visit.text(finding.verdict.vietnamese),
      sentence: visit.text(finding.verdict.sentence), finish: finding.finish?.vietnamese ?? "",
      later: later.map(\.vietnamese),
      evidence: examination.found.sorted { $0.moment < $1.moment }.map { row($0, subject, visit) },
      corrections: subject.corrections.reversed().map { correction($0, subject, problems, visit) },
      proposal: mayPropose == nil
        ? (proposing ?? ProposalEntry(suggesting: examination, visit)).model(subject, problems, visit) : nil,
      why: mayPropose == .ownDossier ? visit.text(Correction.Hindrance.ownDossier.vietnamese) : "",
      problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func facts(_ subject: LateCase, _ visit: Visit) throws -> [Fact] {
    let (history, facts) = (subject.examination.history, subject.examination.facts)
    let lateness = Lateness.judge(
      due: history.due, limit: history.limit, at: history.finished, calendar: try visit.reference().calendar)
    return [
      Fact(label: visit.text("Tiếp nhận lúc"), value: facts.received.vietnamese),
      Fact(label: visit.text("Hạn trả kết quả"), value: facts.due.vietnamese),
      Fact(
        label: visit.text("Kết thúc trên phần mềm"),
        value: facts.finished?.vietnamese ?? visit.text("chưa kết thúc")),
      Fact(label: visit.text("Trên phần mềm"), value: lateness.words(visit)),
    ]
  }

  // MARK: Evidence

  private static func row(_ evidence: Evidence, _ subject: LateCase, _ visit: Visit) -> EvidenceRow {
    let file = evidence.file.flatMap { id in subject.examination.facts.files.first { $0.id == id } }
    return EvidenceRow(
      what: visit.text(evidence.kind.vietnamese), moment: evidence.moment.vietnamese,
      grade: visit.text(evidence.grade.vietnamese), isStrong: evidence.grade == .strong,
      standing: visit.text(standing(evidence, subject.examination.history)), words: "",
      file: file?.filename ?? "",
      url: file.map { Sitemap.file.url($0.id) } ?? "")
  }

  /// How a moment lies to the dossier's time.
  private static func standing(_ evidence: Evidence, _ history: LateHistory) -> String {
    if evidence.moment < history.received { return "trước khi tiếp nhận, không tính" }
    if evidence.moment >= history.finished { return "sau khi kết thúc, không tính" }
    return history.isInTime(evidence.moment) ? "trong hạn" : "sau hạn"
  }

  private static func row(_ item: Corrections.Item, _ subject: LateCase, _ visit: Visit) -> EvidenceRow {
    var row = row(item.evidence, subject, visit)
    row.words = item.words
    if let file = item.file {
      row.file = "\(file.filename) (\(FileModel.size(file.size)))"
      row.url = Sitemap.correctionFile.url(item.id)
    }
    return row
  }

  // MARK: Corrections

  private static func correction(
    _ correction: Corrections.Stored, _ subject: LateCase, _ problems: [Problem], _ visit: Visit
  ) -> CorrectionModel {
    CorrectionModel(
      id: String(correction.id), state: visit.text(correction.state.vietnamese),
      isApproved: correction.state == .approved,
      facts: [
        Fact(label: visit.text("Nguyên nhân"), value: visit.text(correction.cause.vietnamese)),
        Fact(label: visit.text("Có kết quả thực tế lúc"), value: correction.realFinish.vietnamese),
        Fact(label: visit.text("Phần mềm ghi kết thúc lúc"), value: correction.recordedFinish.vietnamese),
        Fact(label: visit.text("Hạn trả kết quả"), value: correction.due.vietnamese),
      ],
      steps: correction.steps.map { step in
        ActLine(
          act: visit.text(step.act.vietnamese), who: step.personName, at: step.at.vietnamese,
          words: step.words)
      }, evidence: correction.evidence.map { row($0, subject, visit) },
      decision: decision(correction, subject, problems, visit))
  }

  private static func decision(
    _ correction: Corrections.Stored, _ subject: LateCase, _ problems: [Problem], _ visit: Visit
  ) -> DecisionModel? {
    let acts = [Correction.Act.support, .approve, .refuse, .withdraw].filter {
      subject.hindrance($0, correction, visit) == nil
    }
    guard !acts.isEmpty else { return nil }
    let isTyped = visit.request.method == .post
    let outside = acts.contains(.approve) ? correction.evidence.filter { $0.evidence.kind.isOutside } : []
    return DecisionModel(
      url: Sitemap.decideCorrection.url(correction.id),
      toConfirm: outside.map { item in
        let words = [visit.text(item.evidence.kind.vietnamese), item.evidence.moment.vietnamese, item.words]
        return Tick(
          id: "confirmed-\(item.id)", label: words.joined(separator: ", "),
          isTicked: isTyped && visit.field("confirmed-\(item.id)") == "yes")
      },
      words: InputModel(
        id: "decision", label: visit.text("Ý kiến"), value: isTyped ? visit.lines("decision") : "",
        hint: visit.text("Bắt buộc khi không chấp nhận."), rows: 3
      ).marked(problems), acts: acts.map { Choice($0.rawValue, visit.text($0.vietnamese)) },
      hidden: Hidden(version: correction.version))
  }
}
