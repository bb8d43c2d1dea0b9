import Storage
import Workflow

/// What a revision is typed for: a procedure of the catalogue, or one that is not in it yet.
struct RevisionSubject: Sendable {
  /// The newest revision; nil for a procedure that is not in the catalogue yet.
  let stored: Reference.StoredProcedure?
  /// What the page begins with.
  let base: ProcedureRevision

  /// For whoever administers the whole installation; a code that is not in the catalogue is a 404.
  init(_ code: String, _ visit: Visit) throws {
    try visit.checkAdministersAll()
    guard let newest = try visit.reference().revisions(of: code).last else { throw PageNotFound() }
    (stored, base) = (newest, newest.procedure)
  }

  /// A procedure of a code that is still to be typed.
  init(new visit: Visit) throws {
    try visit.checkAdministersAll()
    stored = nil
    base = ProcedureRevision(
      code: "", name: "", field: "", performedBy: .commune, effectiveFrom: visit.now.day)
  }

  var isNew: Bool { stored == nil }

  /// 1, 2, 3 …; 0 before the first is published.
  var revision: Int { stored?.revision ?? 0 }

  var editURL: String {
    stored.map { Sitemap.adminProcedure.url($0.procedure.code) } ?? Sitemap.newProcedure.url
  }

  var publishURL: String {
    stored.map { Sitemap.publishRevision.url($0.procedure.code) } ?? Sitemap.publishProcedure.url
  }
}
