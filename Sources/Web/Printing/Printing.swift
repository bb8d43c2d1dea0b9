import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// What makes PDF files of printed papers: the engine and the one style sheet.
struct Printing: Sendable {
  let converter: any PDFConverter
  let css: [UInt8]
}

/// A paper of a dossier, ready to be shown or printed.
struct PrintedPaper {
  /// Where its page is.
  let url: String
  /// Which paper, as its file is kept.
  let key: PrintedPapers.Key
  /// Such as "nd61-receipt-H56.38.02-261118-0004.pdf".
  let filename: String
  /// When what it tells of happened, as the PDF's properties say.
  let madeAt: Moment
  /// The page, and the same as the bytes that become its file.
  let show: (Visit) throws -> Response
  let draw: (Visit) throws -> [UInt8]

  /// - Parameters:
  ///   - url: where its page is.
  ///   - regime: the law on the day of receipt, which names the form.
  ///   - version: the version of the dossier that the paper tells of.
  ///   - copy: whose copy, where copies differ.
  ///   - number: tells files of the same form and dossier apart, where there can be several.
  init<Model: TemplateModel>(
    at url: String, _ form: PrintedForm, under regime: Regime, of record: Dossiers.Record, version: Int,
    copy: String = "", number: Int? = nil, madeAt: Moment, _ page: Page<Model>, _ model: Model
  ) {
    let id = record.dossier.id
    let identifier = form.identifier(under: regime)
    self.url = url
    self.madeAt = madeAt
    key = PrintedPapers.Key(dossier: id, form: identifier, copy: copy, version: version)
    let parts = [identifier, record.code ?? record.submissionNumber ?? id.description]
    filename = (parts + [number.map(String.init)].compactMap(\.self)).joined(separator: "-") + ".pdf"
    show = { try $0.page(page, model) }
    draw = { visit in
      try visit.site.library.render(page, model, frame: Frame(visit), language: .vietnamese)
    }
  }
}

/// Where the papers of a dossier are seen and where their files are.
struct PaperAddresses: Sendable {
  let page: Address1<DossierID>
  let file: Address1<DossierID>

  init(_ pattern: String) {
    page = Address1(pattern)
    file = Address1(pattern + ".pdf")
  }

  /// The page.
  func url(_ dossier: DossierID) -> String { page.url(dossier) }
}

/// The same for slips, of which a dossier can have several of a kind.
struct SlipAddresses: Sendable {
  let page: Address2<DossierID, Int64>
  let file: Address2<DossierID, Int64>

  init(_ pattern: String) {
    page = Address2(pattern)
    file = Address2(pattern + "/pdf")
  }
}

extension SiteRoute {
  /// A paper as a page that the browser prints, and as a PDF that is kept with its dossier.
  ///
  /// - Parameter make: asks for rights on the dossier and draws the paper.
  static func paper(
    at addresses: PaperAddresses, _ access: Access,
    _ make: @escaping @Sendable (Visit, DossierID) throws -> PrintedPaper
  ) -> [SiteRoute] {
    paper(addresses.page.pattern, addresses.file.pattern, access) { visit in
      try make(visit, visit.read(addresses.page))
    }
  }

  /// The same for a slip of a dossier.
  static func paper(
    at addresses: SlipAddresses, _ access: Access,
    _ make: @escaping @Sendable (Visit, DossierID, Int64) throws -> PrintedPaper
  ) -> [SiteRoute] {
    paper(addresses.page.pattern, addresses.file.pattern, access) { visit in
      let (dossier, slip) = try visit.read(addresses.page)
      return try make(visit, dossier, slip)
    }
  }

  private static func paper(
    _ page: String, _ file: String, _ access: Access,
    _ make: @escaping @Sendable (Visit) throws -> PrintedPaper
  ) -> [SiteRoute] {
    [
      .get(page, access) { visit in try make(visit).show(visit) },
      .get(file, access, lane: .costly) { visit in try visit.file(of: make(visit)) },
    ]
  }
}

/// A sheet of an agency, of many dossiers: drawn as it stands today, its PDF made for who asks and not kept.
struct LooseSheet {
  /// Where its page is.
  let url: String
  /// Of its PDF.
  let filename: String
  let show: (Visit) throws -> Response
  let draw: (Visit) throws -> [UInt8]

  init<Model: TemplateModel>(at url: String, _ filename: String, _ page: Page<Model>, _ model: Model) {
    (self.url, self.filename) = (url, filename)
    show = { try $0.page(page, model) }
    draw = { visit in
      try visit.site.library.render(page, model, frame: Frame(visit), language: .vietnamese)
    }
  }
}

extension SiteRoute {
  /// A loose sheet as a page that the browser prints, and as a PDF.
  static func sheet(
    _ page: String, _ file: String, _ access: Access,
    _ make: @escaping @Sendable (Visit) throws -> LooseSheet
  ) -> [SiteRoute] {
    [
      .get(page, access) { visit in try make(visit).show(visit) },
      .get(file, access, lane: .costly) { visit in
        let (sheet, printing) = (try make(visit), visit.site.printing)
        guard printing.converter.isInstalled else { return .redirect(sheet.url) }
        let made = try printing.converter.pdf(
          of: sheet.draw(visit), css: printing.css, madeAt: visit.now.seconds)
        var response = Response(type: "application/pdf", body: made)
        response.set("Content-Disposition", "inline; filename=\"\(sheet.filename)\"")
        response.set("Cache-Control", "private, no-store")
        return response
      },
    ]
  }
}

extension Visit {
  /// The kept PDF of a paper, made if it is not there yet; the page to print where nothing makes PDF files.
  fileprivate func file(of paper: PrintedPaper) throws -> Response {
    let (key, filename) = (paper.key, paper.filename)
    if let hash = try PrintedPapers.kept(key, in: db) { return pdf(hash, filename) }
    guard site.printing.converter.isInstalled else { return .redirect(paper.url) }
    let html = try paper.draw(self)
    let made = try site.folder.keep(
      site.printing.converter.pdf(of: html, css: site.printing.css, madeAt: paper.madeAt.seconds), at: now)
    return handOn(to: .write) { visit in
      visit.pdf(try PrintedPapers.keep(made, as: key, at: visit.now, in: visit.writing), filename)
    }
  }

  private func pdf(_ hash: ContentHash, _ filename: String) -> Response {
    var response = Response.file(
      path: site.attachments.path(of: hash), type: "application/pdf",
      disposition: "inline; filename=\"\(filename)\"")
    response.set("Cache-Control", "private, no-store")
    return response
  }
}
