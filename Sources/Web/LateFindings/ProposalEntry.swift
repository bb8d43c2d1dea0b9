import HTTPServer
import Storage
import Templating
import Workflow

/// What somebody typed to propose a correction: when the result really was there, why the software was late to know, and up to
/// three papers that show it.
struct ProposalEntry {
  /// How many papers one proposal brings at most.
  private static let most = 3

  private var day = ""
  private var time = ""
  private var cause = Correction.Cause.software
  private var words = ""
  private var papers: [Paper] = (1...most).map { Paper(number: $0) }

  /// A paper as typed.
  private struct Paper {
    let number: Int
    var kind = ""
    var day = ""
    var time = ""
    var words = ""
    var kept: DossierFiles.Kept?

    func id(_ name: String) -> String { "\(name)-\(number)" }

    var isEmpty: Bool { kind.isEmpty && day.isEmpty && time.isEmpty && words.isEmpty && kept == nil }
  }

  /// What the portal found, as a beginning.
  init(suggesting examination: LateExamination, _ visit: Visit) {
    let finding = examination.history.finding
    cause = finding.isSynchronisation ? .synchronisation : .software
    guard let finish = finding.finish else { return }
    (day, time) = (finish.day.vietnamese, Self.time(finish))
  }

  private static func time(_ moment: Moment) -> String {
    let (hour, minute) = (moment.minuteOfDay / 60, moment.minuteOfDay % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  /// As it was sent; its files are in the store, and those that came with an earlier try are taken from their seals.
  init(_ visit: Visit, problems: inout Problems) throws {
    (day, time, words) = (visit.field("day"), visit.field("time"), visit.lines("words"))
    cause = Correction.Cause(rawValue: visit.field("cause")) ?? .software
    for index in papers.indices {
      var paper = papers[index]
      (paper.kind, paper.day) = (visit.field(paper.id("kind")), visit.field(paper.id("day")))
      (paper.time, paper.words) = (visit.field(paper.id("time")), visit.field(paper.id("words")))
      let name = paper.id("file")
      paper.kept = visit.request.form[paper.id("kept")].flatMap { KeptModel.open($0, paper: name, visit) }
      if visit.request.files.contains(where: { $0.field == name && !$0.isNothing }) {
        do { paper.kept = try visit.keptFiles(name).first ?? paper.kept } catch let fault as UnusableFile {
          problems.check(false, name, fault.message)
        }
      }
      papers[index] = paper
    }
  }

  /// The proposal, if all of it is sound.
  func proposal(_ subject: LateCase, _ problems: inout Problems) -> Corrections.New? {
    let (examination, facts) = (subject.examination, subject.examination.facts)
    let finish = Self.moment(day, time)
    Self.check(day, time, "day", "time", &problems)
    if let finish {
      problems.check(
        Correction.isPossible(finish, in: examination.history), "day",
        "Thời điểm có kết quả phải sau lúc tiếp nhận, trong hạn và trước lúc kết thúc trên phần mềm.")
    }
    problems.check((3...2_000).contains(words.codePoints), "words", "Giải trình: từ 3 đến 2.000 ký tự.")
    let brought = papers.filter { !$0.isEmpty }.compactMap { Self.brought($0, &problems) }
    let told = examination.found.filter { $0.grade != .step && $0.moment >= facts.received }
    problems.check(
      !(told + brought.map { Evidence($0.kind, $0.moment) }).isEmpty, "kind-1",
      "Cần ít nhất một bằng chứng cho thấy kết quả đã có trước hạn.")
    guard problems.found.isEmpty, let finish, let finished = facts.finished else { return nil }
    return Corrections.New(
      dossier: facts.dossier, agency: subject.record.dossier.agency, cause: cause, realFinish: finish,
      recordedFinish: finished, due: facts.due, words: words, found: told, brought: brought)
  }

  private static func moment(_ day: String, _ time: String) -> Moment? {
    Day(vietnamese: day).flatMap { day in TypedValue.time(time).map { Moment(day: day, minuteOfDay: $0) } }
  }

  private static func check(
    _ day: String, _ time: String, _ dayID: String, _ timeID: String, _ problems: inout Problems
  ) {
    problems.check(Day(vietnamese: day) != nil, dayID, "Ghi ngày theo mẫu 21/11/2026.")
    problems.check(TypedValue.time(time) != nil, timeID, "Ghi giờ theo mẫu 14:30.")
  }

  private static func brought(_ paper: Paper, _ problems: inout Problems) -> Corrections.Brought? {
    let kind = Evidence.Kind(rawValue: paper.kind).flatMap { Evidence.Kind.brought.contains($0) ? $0 : nil }
    let moment = moment(paper.day, paper.time)
    problems.check(kind != nil, paper.id("kind"), "Chọn loại bằng chứng.")
    check(paper.day, paper.time, paper.id("day"), paper.id("time"), &problems)
    problems.check(
      (3...500).contains(paper.words.codePoints), paper.id("words"),
      "Ghi điều bằng chứng cho thấy, từ 3 đến 500 ký tự.")
    problems.check(paper.kept != nil, paper.id("file"), "Đính kèm bản chụp của bằng chứng.")
    guard let kind, let moment, let file = paper.kept else { return nil }
    return Corrections.Brought(kind: kind, moment: moment, words: paper.words, file: file)
  }

  // MARK: Page

  func model(_ subject: LateCase, _ problems: [Problem], _ visit: Visit) -> ProposalModel {
    ProposalModel(
      url: Sitemap.proposeCorrection.url(subject.record.dossier.id),
      inputs: [
        InputModel.day("day", "Ngày có kết quả thực tế", day, visit),
        InputModel(
          id: "time", label: visit.text("Giờ"), value: time, hint: visit.text("Ví dụ 14:30"),
          isRequired: true,
          width: "w-10"),
        .choice("cause", "Nguyên nhân", visit, chosen: cause) { $0.vietnamese },
        InputModel(
          id: "words", label: visit.text("Giải trình"), value: words,
          hint: visit.text("Kết quả có khi nào, vì sao phần mềm được cập nhật chậm."), isRequired: true,
          rows: 3),
      ].map { $0.marked(problems) }, papers: papers.map { paper($0, problems, visit) },
      hidden: Hidden(version: subject.record.dossier.version))
  }

  private func paper(_ paper: Paper, _ problems: [Problem], _ visit: Visit) -> ProposalModel.Paper {
    let kinds = Evidence.Kind.brought.map {
      Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == paper.kind)
    }
    let file = paper.id("file")
    return ProposalModel.Paper(
      number: paper.number,
      inputs: [
        InputModel(
          id: paper.id("kind"), label: visit.text("Loại bằng chứng"),
          choices: [Choice("", visit.text("Chọn"))] + kinds),
        InputModel(
          id: paper.id("day"), label: visit.text("Ngày ghi trên bằng chứng"), value: paper.day, width: "w-10"),
        InputModel(id: paper.id("time"), label: visit.text("Giờ"), value: paper.time, width: "w-10"),
        InputModel(
          id: paper.id("words"), label: visit.text("Bằng chứng cho thấy điều gì"), value: paper.words),
      ].map { $0.marked(problems) }, fileID: file, fileProblem: problems.first { $0.field == file }?.message,
      keptName: paper.id("kept"), kept: paper.kept.map { [KeptModel($0, paper: file, visit)] } ?? [])
  }
}

/// The form to propose a correction.
struct ProposalModel: TemplateModel {
  var url: String
  var inputs: [InputModel]
  var papers: [Paper]
  var hidden: Hidden

  static var fields: [Field<ProposalModel>] {
    [
      .url("url", \.url), .list("inputs", \.inputs), .list("papers", \.papers),
      .record("hidden") { $0.hidden },
    ]
  }

  struct Paper: TemplateModel {
    var number: Int
    var inputs: [InputModel]
    var fileID: String
    var fileProblem: String?
    var keptName: String
    var kept: [KeptModel]

    static var fields: [Field<Paper>] {
      [
        .number("number", \.number), .list("inputs", \.inputs), .text("fileID", \.fileID),
        .optional("fileProblem", \.fileProblem), .text("keptName", \.keptName), .list("kept", \.kept),
      ]
    }
  }
}
