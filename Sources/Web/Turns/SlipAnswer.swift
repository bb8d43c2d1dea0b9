import HTTPServer
import Storage
import Workflow

/// What is being handed in to a slip, valid or not: a tick and words for each item, the form's open questions, files.
struct SlipAnswer {
  let record: Dossiers.Record
  let slip: Supplement
  /// The form that was filled in; nil where everything is on paper.
  let form: FormDescription?
  /// The numbers of the items that are ticked, from 0.
  private(set) var ticked: Set<Int>
  private(set) var words: [String]
  /// The form as it is being changed.
  private(set) var answers: FormAnswers
  private(set) var kept: [String: [DossierFiles.Kept]] = [:]
  /// What may be used again, and what of it is chosen, by paper, with the consent.
  private(set) var reusable = ReusableFiles.none
  private(set) var reused: [String: (source: Int64, isConsented: Bool)] = [:]
  private(set) var problems: [Problem] = []
  private(set) var fieldProblems: [FieldProblem] = []
  /// The table to which a row is being added.
  private(set) var adding = ""
  /// Whether a button of the form's tables was pressed, and nothing is handed in yet.
  private(set) var isUnfinished = false

  private static let mostWords = 1000

  /// As the page begins: what was accepted of an earlier answer stays ticked.
  init(_ record: Dossiers.Record, _ slip: Supplement, _ visit: Visit) throws {
    (self.record, self.slip) = (record, slip)
    form = try record.formRevision.flatMap { try visit.reference().form(revision: $0) }?.form
    answers = record.answers
    ticked = Set(slip.items.indices.filter { slip.items[$0].answer != nil })
    words = slip.items.map { $0.answer ?? "" }
  }

  /// The same with what its side may use again.
  init(_ record: Dossiers.Record, _ slip: Supplement, by side: AnswerSide, _ visit: Visit) throws {
    try self.init(record, slip, visit)
    reusable = try side.reusable(record, visit)
  }

  /// As it was posted.
  static func posted(
    _ record: Dossiers.Record, _ slip: Supplement, by side: AnswerSide, _ visit: Visit
  ) throws -> SlipAnswer {
    var answer = try SlipAnswer(record, slip, by: side, visit)
    answer.ticked = Set(slip.items.indices.filter { visit.field("done.\($0 + 1)") == "yes" })
    answer.words = slip.items.indices.map { visit.lines("words.\($0 + 1)") }
    answer.readForm(visit)
    answer.kept = try KeptFiles(visit, papers: answer.papers, problems: &answer.problems).byPaper
    answer.readReused(by: side, visit)
    if !answer.isUnfinished { try answer.check(by: side, visit) }
    return answer
  }

  /// The papers of the slip for which files are taken.
  var papers: [(id: String, name: String)] {
    record.dossier.papers.filter { slip.papers.contains($0.id) && !$0.isShownOnly }.map { ($0.id, $0.name) }
  }

  /// The answers that may change.
  var open: MendedParts? { form.map { MendedParts(slip.parts, of: $0) } }

  private mutating func readForm(_ visit: Visit) {
    guard let form, let open, !slip.parts.isEmpty else { return }
    var posted = PostedAnswers(visit.request.form, over: record.answers, form: form)
    let button = visit.field("do")
    if button.hasPrefix("remove:") { posted.remove(row: String(button.dropFirst("remove:".count))) }
    if button.hasPrefix("add:") { adding = String(button.dropFirst("add:".count)) }
    isUnfinished = button.hasPrefix("remove:") || button.hasPrefix("add:")
    let mended = form.mended(record.answers, with: posted.answers, in: open, on: visit.now.day)
    answers = mended.answers
    if !isUnfinished { fieldProblems = mended.problems }
  }

  /// The citizen's own choice is his consent; at the counter it is ticked.
  private mutating func readReused(by side: AnswerSide, _ visit: Visit) {
    for paper in papers {
      guard let source = Int64(visit.field("reuse.\(paper.id)")) else { continue }
      let isConsented = side == .applicant || visit.field("consent.\(paper.id)") == "yes"
      reused[paper.id] = (source, isConsented)
    }
  }

  /// What keeps a chosen file from being used again.
  private func reuseProblem(_ paper: String, _ visit: Visit) -> String? {
    guard let (source, isConsented) = reused[paper] else { return nil }
    guard reusable.contains(source) else { return RefusalText.text(.notReusable, visit) }
    return isConsented ? nil : RefusalText.text(.consentMissing, visit)
  }

  private mutating func check(by side: AnswerSide, _ visit: Visit) throws {
    problems += fieldProblems.map { Problem(field: $0.path, message: $0.words(visit)) }
    for (index, item) in slip.items.enumerated() {
      let number = String(index + 1)
      if !ticked.contains(index) {
        problems.append(
          Problem(
            field: "done.\(number)",
            message: visit.text(
              "Mục {n}: đánh dấu “Tôi đã sửa mục này” sau khi sửa xong.", ["n": number])))
      }
      if words[index].codePoints > Self.mostWords {
        problems.append(
          Problem(
            field: "words.\(number)",
            message: visit.text("Mục {n}: lời nhắn nhiều nhất 1.000 ký tự.", ["n": number])))
      }
      if case .paper(let paper) = item.subject, let message = reuseProblem(paper, visit) {
        problems.append(Problem(field: "file.\(paper)", message: message))
      }
      if side == .applicant, case .paper(let paper) = item.subject, try lacksFile(item, paper, visit) {
        problems.append(
          Problem(
            field: "file.\(paper)",
            message: visit.text("Mục {n}: chọn ảnh hoặc tệp mới của giấy tờ này.", ["n": number])))
      }
    }
  }

  /// Whether nothing new was given for a paper since the slip was issued; for a refused item, since it was reopened.
  private func lacksFile(_ item: SupplementItem, _ paper: String, _ visit: Visit) throws -> Bool {
    guard papers.contains(where: { $0.id == paper }), kept[paper]?.isEmpty ?? true,
      reused[paper] == nil
    else { return false }
    let since = item.fault == nil ? slip.requestedAt : slip.waits.last?.from
    return try !DossierFiles.files(of: record.dossier.id, in: visit.db).contains { file in
      file.paper == paper && since.map { file.addedAt > $0 } ?? true
    }
  }

  /// What is written, once nothing is wrong.
  func completion(on day: Day) -> Dossiers.Completion {
    var completion = Dossiers.Completion(words: words)
    completion.files = kept
    completion.reused = reused
    guard let form, !slip.parts.isEmpty else { return completion }
    let parties = FormParties(form, answers, otherwise: record.owner, on: day)
    completion.answers = answers
    completion.parties = (parties.owner, parties.submitter)
    return completion
  }
}
