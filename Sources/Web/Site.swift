public import Documents
import Foundation
public import HTTPServer
public import Storage
import Templating
public import Workflow

/// How far letters by e-mail go from an installation.
public enum MailReach: Sendable {
  /// There is no mail server: what is told stands in the portal only.
  case nowhere
  /// To a mail server on this machine: letters of demo accounts too.
  case thisMachine
  /// Into the world: demo accounts, whose addresses nobody owns here, get none.
  case world
}

/// The portal as a set of routes: screens by role, compiled templates, settings. Knows no sockets.
public final class Site: Sendable {
  /// What an installation sets.
  public struct Settings: Sendable {
    /// Where the portal is reached from outside: the only source of absolute links and Secure cookies
    /// (decision 20); nil on a developer's machine.
    public var publicURL: String?
    /// Whether the server listens on loopback only: demo accounts sign in nowhere else (decision 20).
    public var isLoopback: Bool
    /// Seals forgery tokens; 32 random bytes of the data folder.
    public var key: [UInt8]
    /// What the keys in QR codes of papers follow from; 32 random bytes of the data folder, kept as long as the papers.
    public var paperKey: [UInt8]
    /// Uploads are refused when the disk has less room than this, in bytes (decision 22).
    public var diskFloor: Int64 = 512 << 20
    /// The largest file of a paper, in bytes; shown on the pages.
    public var maximumFile = 20 << 20
    /// How far letters by e-mail go.
    public var mail = MailReach.nowhere
    /// The clock; tests and the demo set their own.
    public var now: @Sendable () -> Moment

    /// The settings without which nothing runs.
    public init(
      publicURL: String?, isLoopback: Bool, key: [UInt8], paperKey: [UInt8],
      now: @escaping @Sendable () -> Moment
    ) {
      self.publicURL = publicURL
      self.isLoopback = isLoopback
      self.key = key
      self.paperKey = paperKey
      self.now = now
    }

    var isSecure: Bool { publicURL?.hasPrefix("https://") ?? false }
  }

  /// Settings of this installation.
  public let settings: Settings
  let library: Library<Frame>
  let catalogue: Catalogue
  let attachments: Attachments
  let folder: DataFolder
  let printing: Printing
  /// Whose time-stamps and signatures in result files count as proof, as they lay there at the start.
  let trust: TrustAnchors
  private let staticFiles: StaticFiles
  /// Look-ups without an account: 20 at once from an address, then one in 6 seconds (decision 19).
  let lookUps = Throttle(most: 20, secondsPerToken: 6)
  /// Digits tried for one dossier, from wherever: 10 at once, then one in 10 minutes, since there are only 10,000 of them.
  let ratingProofs = Throttle(most: 10, secondsPerToken: 600)
  /// Ratings without an account: 20 at once from an address, as from a machine at a counter, then one in 10 seconds.
  let ratings = Throttle(most: 20, secondsPerToken: 10)
  /// Sign-ups: 20 at once from an address, as from a counter that helps people, then one in 3 minutes (decision 22).
  let signUps = Throttle(most: 20, secondsPerToken: 180)

  /// What is filed most changes slowly.
  let mostFiled = Remembered<[String]>(seconds: 300)
  /// Scores and ratings that everybody may see are of a period that is over.
  let quarterScores = Remembered<[ShowScores.Row]>(seconds: 600)
  let yearScores = Remembered<[ShowScores.Row]>(seconds: 600)
  let quarterRatings = Remembered<PublicRatings.Published>(seconds: 600)
  let yearRatings = Remembered<PublicRatings.Published>(seconds: 600)

  /// The words of the portal: all templates compiled, with their catalogue. Made once; tests share them.
  struct Words: Sendable {
    let catalogue: Catalogue
    let library: Library<Frame>

    /// - Throws: `TemplateFaults`, with every fault of any template.
    init(home: String) throws {
      catalogue = try Catalogue.load(home + "/Templates")
      library = try Library(
        folder: home + "/Templates", languages: LanguageChoice.offered, catalogue: catalogue,
        pages: Site.pages)
    }
  }

  /// Compiles all templates; every fault of any of them is in the error.
  ///
  /// - Parameters:
  ///   - home: the folder with `Templates` and `Public` (decision 24).
  ///   - pdf: what makes PDF files of printed papers.
  /// - Throws: `TemplateFaults`.
  public convenience init(
    home: String, folder: DataFolder, settings: Settings, pdf: some PDFConverter
  ) throws {
    try self.init(Words(home: home), home: home, folder: folder, settings: settings, pdf: pdf)
  }

  init(
    _ words: Words, home: String, folder: DataFolder, settings: Settings, pdf: some PDFConverter
  ) throws {
    self.settings = settings
    self.folder = folder
    attachments = Attachments(folder)
    trust = TrustAnchors(folder: folder.trustPath)
    (catalogue, library) = (words.catalogue, words.library)
    staticFiles = try StaticFiles(folder: home + "/Public")
    printing = Printing(
      converter: pdf, css: Array(try Data(contentsOf: URL(filePath: home + "/Public/portal.css"))))
  }

  /// Every route of the portal.
  public func router() throws -> Router {
    let files = staticFiles
    let assets = Route(.get, "/public/*path", lane: .read) { request, _ in
      var response = try files.respond(to: request, path: request.parameter("path") ?? "")
      SecurityHeaders.set(on: &response, secure: self.settings.isSecure)
      return response
    }
    return try Router(Self.screens.map(route) + [assets])
  }

  /// The page for what failed before or outside a screen: unknown path, full queue, broken message.
  public func failurePage(_ failure: Failure) -> Response { ErrorPages.page(for: failure, site: self) }

  func visit(_ request: Request, _ context: LaneContext) throws -> Visit {
    let now = settings.now()
    let session = BrowserToken.read(request.cookie(BrowserToken.session))
    let visitor = try session.flatMap { try self.visitor(session: $0, now: now, context.db) }
    return Visit(
      request: request, site: self, context: context, now: now, visitor: visitor,
      language: LanguageChoice.language(of: request),
      browser: browser(of: request, session: visitor == nil ? nil : session))
  }

  private func visitor(session: String, now: Moment, _ db: ReadAccess) throws -> Visitor? {
    guard let id = try Sessions.person(token: session, at: now, in: db),
      let person = try People.person(id, in: db), let account = try People.account(id, in: db)
    else { return nil }
    return Visitor(
      person: person.holding(on: now.day), kind: account.kind, login: account.login,
      mustChangePassword: account.mustChangePassword)
  }

  private func browser(of request: Request, session: String?) -> BrowserToken {
    if let session { return BrowserToken(text: session, isNew: false) }
    if let visit = BrowserToken.read(request.cookie(BrowserToken.visit)) {
      return BrowserToken(text: visit, isNew: false)
    }
    return BrowserToken(text: Secrets.token(), isNew: true)
  }
}
