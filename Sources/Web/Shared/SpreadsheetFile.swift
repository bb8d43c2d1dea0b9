import HTTPServer
import Storage

extension Visit {
  /// A spreadsheet made for who asks, sent and not kept.
  ///
  /// - Parameter write: writes it to a path.
  func spreadsheet(_ filename: String, _ write: (String) throws -> Void) throws -> Response {
    let path = site.folder.newPath
    try write(path)
    var response = try Response.madeFile(
      path: path, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      disposition: "attachment; filename=\"\(filename)\"")
    response.set("Cache-Control", "private, no-store")
    return response
  }
}
