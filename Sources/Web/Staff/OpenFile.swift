import HTTPServer
import Storage
import Templating
import Workflow

/// A file of a dossier, for those who may see the dossier; PDF and images in the page, everything else as a
/// download, nothing ever runs in the portal's origin.
enum OpenFile: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .get(Sitemap.file.pattern, .signedIn) { visit in
      guard let file = try DossierFiles.file(visit.read(Sitemap.file), in: visit.db) else {
        throw PageNotFound()
      }
      guard !file.isDropped else { throw PageNotFound() }
      let record = try visit.readable(file.dossier)
      try checkApplicant(file, record, visit)
      guard let hash = ContentHash(hex: file.sha256) else { throw PageNotFound() }
      return try response(FileKind(rawValue: file.kind), named: file.filename, hash, visit)
    }
  ]

  /// The applicant sees his own papers but what was taken off, and the result once it lies at the counter or was returned.
  private static func checkApplicant(
    _ file: DossierFiles.File, _ record: Dossiers.Record, _ visit: Visit
  ) throws {
    guard visit.visitor?.kind == .citizen else { return }
    guard !file.isRemoved else { throw PageNotFound() }
    guard file.paper == nil else { return }
    guard record.dossier.state == .atCounter || record.dossier.state == .returned else {
      throw PageNotFound()
    }
  }

  /// The name as given, with the ending of what the file is: "a.html" that is a picture is called "a.html.jpg".
  private static func downloadName(_ name: String, _ kind: FileKind?) -> String {
    guard let kind else { return name }
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let isTrue = ending == kind.fileExtension || (ending == "jpeg" && kind == .jpeg)
    return isTrue ? name : "\(name).\(kind.fileExtension)"
  }

  /// A kept file, or the part of it that is asked for: shown where it is safe to, else downloaded, and never run in the
  /// portal's origin.
  static func response(
    _ kind: FileKind?, named filename: String, _ hash: ContentHash, _ visit: Visit
  ) throws -> Response {
    let isInline = kind?.isInline ?? false
    let name = Percent.encoded(downloadName(filename, kind))
    var response = Response.file(
      path: visit.site.attachments.path(of: hash),
      type: kind?.mediaType ?? "application/octet-stream",
      disposition: "\(isInline ? "inline" : "attachment"); filename*=UTF-8''\(name)")
    response.set("Content-Security-Policy", SecurityHeaders.filePolicy)
    response.set("Cache-Control", "private, no-store")
    response.set("ETag", "\"\(hash.hex)\"")
    return try response.answering(visit.request)
  }
}
