import HTTPServer
import Storage
import Templating
import Workflow

/// A file that can be opened or taken off.
struct FileModel: TemplateModel {
  var id: String
  var name: String
  var size: String
  /// The national code of a result; empty where none is known.
  var code: String
  var url: String
  /// The code of the earlier dossier whose file it is; empty for a file of this one.
  var origin: String
  var isImage: Bool
  var isInline: Bool
  var removeURL: String

  static var fields: [Field<FileModel>] {
    [
      .text("id", \.id), .text("name", \.name), .text("size", \.size), .text("code", \.code),
      .url("url", \.url), .text("origin", \.origin), .flag("isImage", \.isImage),
      .flag("isInline", \.isInline),
      .url("removeURL", \.removeURL),
      .flag("isRemovable") { !$0.removeURL.isEmpty },
    ]
  }

  init(_ file: DossierFiles.File, removeURL: String = "") {
    let kind = FileKind(rawValue: file.kind)
    id = String(file.id)
    name = file.filename
    size = Self.size(file.size)
    code = file.code
    url = Sitemap.file.url(file.id)
    origin = file.origin
    isImage = kind?.mediaType.hasPrefix("image/") ?? false
    isInline = kind?.isInline ?? false
    self.removeURL = removeURL
  }

  /// "820 KB", "1,4 MB".
  static func size(_ bytes: Int) -> String {
    guard bytes >= 1 << 20 else { return "\(max(1, bytes >> 10)) KB" }
    let tenths = (bytes * 10) >> 20
    return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10),\(tenths % 10) MB"
  }
}

/// A paper of a dossier with its files, and what can be done to it.
struct PaperModel: TemplateModel {
  var id: String
  var number: Int
  var name: String
  var isShownOnly: Bool
  var isRequired: Bool
  var isShown: Bool
  var isSettled: Bool
  var copies: String
  /// How far it has become electronic; empty for what is only shown or was not asked for.
  var standing: String
  var exception: String?
  var files: [FileModel]
  var attachURL: String
  var markShownURL: String
  var exceptURL: String
  /// The fields of an exception, with what was typed into them.
  var exceptInputs: [InputModel]
  /// Whether an exception was just typed that must be mended.
  var isExcepting: Bool
  var reuseURL: String
  /// What the person at the counter may use again for it.
  var reusable: [Choice]
  /// Whether the person was just said to agree.
  var isConsented: Bool
  /// What was wrong with the file just sent for it.
  var problem: String?

  static var fields: [Field<PaperModel>] {
    [
      .text("id", \.id), .number("number", \.number), .text("name", \.name),
      .flag("isShownOnly", \.isShownOnly), .flag("isRequired", \.isRequired), .flag("isShown", \.isShown),
      .flag("isSettled", \.isSettled), .text("copies", \.copies), .text("standing", \.standing),
      .optional("exception", \.exception),
      .list("files", \.files), .url("attachURL", \.attachURL), .url("markShownURL", \.markShownURL),
      .url("exceptURL", \.exceptURL), .flag("canAttach") { !$0.attachURL.isEmpty },
      .optional("problem", \.problem), .flag("canMarkShown") { !$0.markShownURL.isEmpty },
      .flag("canExcept") { !$0.exceptURL.isEmpty }, .list("exceptInputs", \.exceptInputs),
      .flag("isExcepting", \.isExcepting), .url("reuseURL", \.reuseURL), .list("reusable", \.reusable),
      .flag("isConsented", \.isConsented),
    ]
  }

  /// - Parameters:
  ///   - verbs: what the person may do to the dossier now.
  ///   - problems: what was wrong with a form of a paper that was just sent.
  static func list(
    _ record: Dossiers.Record, verbs: [Verb], problems: [Problem] = [], _ visit: Visit
  ) throws -> [PaperModel] {
    let files = Dictionary(
      grouping: try DossierFiles.files(of: record.dossier.id, in: visit.db), by: { $0.paper ?? "" })
    let papers = try visit.reference().procedure(revision: record.revision)?.procedure.papers ?? []
    let mayReuse = verbs.contains(.reusePaper)
    let reusable =
      mayReuse
      ? try ReusableFiles.atCounter(of: record.present, at: record.dossier.agency, visit) : .none
    return try record.dossier.papers.enumerated().map { index, status in
      try PaperModel(
        status, number: index + 1, paper: papers.first { $0.id == status.id },
        files: files[status.id] ?? [], record.dossier.id, verbs, reusable, problems, visit)
    }
  }

  private init(
    _ status: Dossier.PaperStatus, number: Int, paper: Paper?, files: [DossierFiles.File], _ id: DossierID,
    _ verbs: [Verb], _ reusable: ReusableFiles, _ problems: [Problem], _ visit: Visit
  ) throws {
    self.id = status.id
    self.number = number
    name = status.name
    isShownOnly = status.isShownOnly
    isRequired = status.isRequired
    isShown = status.isShown
    isSettled = status.isSettled
    copies = paper?.copies ?? ""
    let isAwaited = status.isRequired && !status.isShownOnly
    let counts = isAwaited || status.files > 0 || status.exception != nil
    standing = counts ? visit.text(status.digitisation.vietnamese) : ""
    exception = status.exception.map { "\(visit.text($0.code.vietnamese)): \($0.reason)" }
    let mayRemove = verbs.contains(.removePaper)
    self.files = files.map {
      FileModel($0, removeURL: mayRemove ? Sitemap.removePaper.url(id, $0.id) : "")
    }
    attachURL = verbs.contains(.attachPaper) ? Sitemap.attachPaper.url(id, status.id) : ""
    markShownURL =
      verbs.contains(.markShown) && status.isShownOnly && !status.isShown
      ? Sitemap.markShown.url(id, status.id) : ""
    reuseURL = Sitemap.reusePaper.url(id, status.id)
    self.reusable =
      status.isShownOnly || status.files > 0
      ? [] : try reusable.choices(for: status.name, chosen: Int64(visit.field("source")), visit)
    isConsented = visit.request.parameter("paper") == status.id && visit.field("consent") == "yes"
    exceptURL =
      verbs.contains(.exceptPaper) && !status.isSettled ? Sitemap.exceptPaper.url(id, status.id) : ""
    exceptInputs = exceptURL.isEmpty ? [] : Self.exceptInputs(status.id, problems, visit)
    isExcepting = exceptInputs.contains { !$0.problem.isEmpty }
    problem = problems.first { $0.field == "paper.\(status.id)" }?.message
  }

  private static func exceptInputs(
    _ paper: String, _ problems: [Problem], _ visit: Visit
  ) -> [InputModel] {
    let isTyped = visit.request.parameter("paper") == paper
    let code = isTyped ? visit.field("code") : ""
    return [
      InputModel(
        id: "code.\(paper)", name: "code", label: visit.text("Loại ngoại lệ"), isRequired: true,
        choices: PaperException.Code.allCases.map {
          Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == code)
        }),
      InputModel(
        id: "why.\(paper)", name: "reason", label: visit.text("Lý do"),
        value: isTyped ? visit.lines("reason") : "", isRequired: true),
    ].map { $0.marked(problems) }
  }
}
