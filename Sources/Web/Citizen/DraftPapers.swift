import HTTPServer
import Storage
import Templating
import Workflow

/// The papers of a filing: files for those handed in, a word on those to be shown (decision 7).
enum DraftPapers: Screen {
  struct Model: TemplateModel {
    var head: DraftHead
    var papers: [PaperItem]
    var shown: [String]
    var isBound: Bool
    var checkURL: String
    var formURL: String
    var maximumFile: String
    var maximumBytes: Int
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .list("papers", \.papers), .texts("shown", \.shown),
        .flag("isBound", \.isBound), .url("checkURL", \.checkURL), .url("formURL", \.formURL),
        .text("maximumFile", \.maximumFile), .number("maximumBytes", \.maximumBytes),
        .list("problems", \.problems),
      ]
    }
  }

  /// A paper to hand in, with its files.
  struct PaperItem: TemplateModel {
    var id: String
    var name: String
    var copies: String
    var note: String?
    var isRequired: Bool
    var files: [FileModel]
    var uploadURL: String
    var reuseURL: String
    /// What the account may use again for it.
    var reusable: [Choice]
    var once: String
    var problem: String?

    static var fields: [Field<PaperItem>] {
      [
        .text("id", \.id), .text("name", \.name), .text("copies", \.copies), .optional("note", \.note),
        .flag("isRequired", \.isRequired), .list("files", \.files), .url("uploadURL", \.uploadURL),
        .url("reuseURL", \.reuseURL), .list("reusable", \.reusable), .text("once", \.once),
        .optional("problem", \.problem),
      ]
    }
  }

  static let page = Page<Model>("citizen/draft-papers")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.draftPapers.pattern, .citizen) { visit in
      try visit.withDraft(visit.read(Sitemap.draftPapers)) { try show($0, visit) }
    },
    .post(Sitemap.draftAttach.pattern, .citizen, lane: .costly, body: Visit.uploads, attach),
    .post(Sitemap.draftReuse.pattern, .citizen, body: .form(maximum: 64 << 10), reuse),
    .post(Sitemap.draftRemove.pattern, .citizen, body: .form(maximum: 64 << 10)) { visit in
      let (id, file) = try visit.read(Sitemap.draftRemove)
      return try visit.withDraft(id) { _ in
        try visit.once {
          try DossierFiles.remove(
            file, of: id, by: visit.applicant(), at: visit.now, reference: try visit.reference(),
            in: visit.writing)
          return Sitemap.draftPapers.url(id)
        }
      }
    },
  ]

  /// Whose draft, which paper and how much room are asked before the files are kept; the rows follow on the writer.
  @Sendable private static func attach(_ visit: Visit) throws -> Response {
    let (id, paper) = try visit.read(Sitemap.draftAttach)
    return try visit.withDraft(id) { draft in
      guard draft.papers.contains(where: { $0.id == paper && $0.kind == .submit }) else {
        throw PageNotFound()
      }
      do {
        try checkRoom(visit)
        return write(try visit.keptFiles("file"), to: id, paper, visit)
      } catch let unusable as UnusableFile {
        let problem = Problem(field: "paper-\(paper)", message: unusable.message)
        return try show(draft, visit, problems: [problem])
      }
    }
  }

  /// An earlier paper of one's own stands for this one; pressing the button is the consent.
  @Sendable private static func reuse(_ visit: Visit) throws -> Response {
    let (id, paper) = try visit.read(Sitemap.draftReuse)
    return try visit.withDraft(id) { draft in
      guard draft.papers.contains(where: { $0.id == paper && $0.kind == .submit }) else {
        throw PageNotFound()
      }
      let place = "source-\(paper)"
      guard let source = Int64(visit.field("source")) else {
        let message = visit.text("Chọn giấy tờ để dùng lại.")
        return try show(draft, visit, problems: [Problem(field: place, message: message)])
      }
      do {
        return try visit.context.undoing {
          try visit.once {
            try DossierFiles.reuse(
              source, for: paper, in: id, isConsented: true, by: visit.applicant(), at: visit.now,
              reference: try visit.reference(), visit.writing)
            return Sitemap.draftPapers.url(id) + "#paper-" + Percent.encoded(paper)
          }
        }
      } catch let refusal as Refusal {
        let problem = Problem(field: place, message: RefusalText.text(refusal, visit))
        return try show(draft, visit, problems: [problem])
      }
    }
  }

  /// Decision 22: an account's drafts hold so much and no more.
  private static func checkRoom(_ visit: Visit) throws {
    let held = try DossierFiles.draftBytes(of: visit.person().id, in: visit.db)
    let sent = visit.request.files.map(\.size).reduce(0, +)
    guard held + sent <= Drafts.mostBytes else {
      throw UnusableFile(
        message: visit.text(
          "Các bản nháp của ông/bà đã dùng gần hết {size} được phép. Xin gỡ bớt tệp hoặc nộp hồ sơ đã xong.",
          ["size": FileModel.size(Drafts.mostBytes)]))
    }
  }

  private static func write(
    _ files: [DossierFiles.Kept], to id: DossierID, _ paper: String, _ visit: Visit
  ) -> Response {
    visit.handOn(to: .write) { visit in
      try visit.once {
        for file in files {
          try DossierFiles.add(
            file, to: id, paper: paper, by: visit.applicant(), at: visit.now,
            reference: try visit.reference(),
            in: visit.writing)
        }
        return Sitemap.draftPapers.url(id) + "#paper-" + Percent.encoded(paper)
      }
    }
  }

  private static func show(_ draft: Draft, _ visit: Visit, problems: [Problem] = []) throws -> Response {
    let files = Dictionary(
      grouping: try DossierFiles.files(of: draft.id, in: visit.db), by: { $0.paper ?? "" })
    let reusable = try ReusableFiles.ofAccount(visit)
    let model = Model(
      head: try DraftHead(draft, at: .papers, visit),
      papers: try draft.papers.filter { $0.kind == .submit }.map { paper in
        try item(paper, draft, files[paper.id] ?? [], reusable, problems, visit)
      },
      shown: draft.papers.filter { $0.kind == .show }.map(\.name),
      isBound: try visit.person().boundIdentity != nil, checkURL: Sitemap.draftCheck.url(draft.id),
      formURL: Sitemap.draft.url(draft.id), maximumFile: FileModel.size(visit.site.settings.maximumFile),
      maximumBytes: visit.site.settings.maximumFile, problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func item(
    _ paper: Paper, _ draft: Draft, _ files: [DossierFiles.File], _ reusable: ReusableFiles,
    _ problems: [Problem], _ visit: Visit
  ) throws -> PaperItem {
    PaperItem(
      id: paper.id, name: paper.name, copies: paper.copies, note: paper.templateNote,
      isRequired: draft.status(of: paper)?.isRequired ?? false,
      files: files.map { FileModel($0, removeURL: Sitemap.draftRemove.url(draft.id, $0.id)) },
      uploadURL: Sitemap.draftAttach.url(draft.id, paper.id),
      reuseURL: Sitemap.draftReuse.url(draft.id, paper.id),
      reusable: files.isEmpty ? try reusable.choices(for: paper.name, visit) : [], once: Secrets.token(),
      problem: problems.first { ["paper-\(paper.id)", "source-\(paper.id)"].contains($0.field) }?.message)
  }
}
