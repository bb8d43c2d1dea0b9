import Workflow

/// The dossiers of one page as `$1` to `$51`: always so many, the last one repeated, so that pages of every length
/// share a prepared statement.
struct PageOfDossiers {
  /// A page, and the row that tells that there is another.
  static let width = Dossiers.pageSize + 1
  static let sql = (1...width).map { "$\($0)" }.joined(separator: ", ")

  let arguments: [any SQLParameter]

  /// Nil for no dossiers at all.
  init?(_ ids: [DossierID]) {
    guard let last = ids.last else { return nil }
    precondition(ids.count <= Self.width, "more dossiers than a page has")
    arguments = (ids + Array(repeating: last, count: Self.width - ids.count)).map(\.value)
  }
}
