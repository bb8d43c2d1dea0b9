import Documents
import HTTPServer
import Storage
import Workflow

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

extension Spreadsheet.Cell {
  /// A moment, or nothing.
  static func instant(_ moment: Moment?) -> Spreadsheet.Cell {
    guard let moment else { return .empty }
    let day = moment.day
    return .moment(
      year: day.year, month: day.month, day: day.day, hour: moment.minuteOfDay / 60,
      minute: moment.minuteOfDay % 60)
  }
}
