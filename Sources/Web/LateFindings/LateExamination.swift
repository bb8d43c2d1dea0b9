import Documents
import Foundation
import HTTPServer
import Storage
import Workflow

/// A look at a dossier that is late in the software: all that says when its result was there (F004-01).
struct LateExamination {
  let facts: LateFindings.Facts
  /// What the portal found, in the order of the files.
  let found: [Evidence]
  let history: LateHistory

  /// - Parameter brought: what people brought, where that is to count too.
  init(_ facts: LateFindings.Facts, brought: [Evidence] = [], site: Site, now: Moment) {
    self.facts = facts
    found = facts.files.flatMap { Self.evidence(in: $0, site) } + facts.steps
    history = LateHistory(
      received: facts.received, due: facts.due, limit: facts.limit, finished: facts.finished ?? now,
      files: Set(facts.files.map(\.id)), evidence: found + brought, work: facts.work)
  }

  /// Whether it is late in the software.
  var isLate: Bool { !history.isInTime(history.finished) }

  /// What a result file tells, and since when it was here.
  private static func evidence(in file: LateFindings.ResultFile, _ site: Site) -> [Evidence] {
    let marks = file.kind == .pdf ? marks(in: file, site) : []
    let isSigned = marks.contains { $0.kind == .signature && $0.holds }
    let told = marks.map { mark in
      Evidence(kind(of: mark), Moment(seconds: mark.seconds), file: file.id)
    }
    return told + [Evidence(isSigned ? .signedUpload : .upload, file.since, file: file.id)]
  }

  /// A file that cannot be read tells nothing; that it is damaged is found elsewhere.
  private static func marks(in file: LateFindings.ResultFile, _ site: Site) -> [SignedPDF.Mark] {
    let url = URL(fileURLWithPath: site.attachments.path(of: file.hash))
    guard let content = try? Data(contentsOf: url) else { return [] }
    return SignedPDF.marks(in: Array(content), trusting: site.trust)
  }

  private static func kind(of mark: SignedPDF.Mark) -> Evidence.Kind {
    switch mark.kind {
    case .timestamp: mark.holds ? .timestamp : .signatureTime
    case .signature: .signatureTime
    case .fileDate: .fileDate
    }
  }

  /// How many are looked at in one job.
  private static let batch = 20

  /// In the pool: the next few late dossiers that were not looked at as they now stand.
  static func due(_ context: LaneContext, _ site: Site) throws -> [LateFindings.Look] {
    let now = site.settings.now()
    return try LateFindings.unexamined(under: site.trust.mark, limit: batch, in: context.db).compactMap {
      id in
      guard let facts = try LateFindings.facts(of: id, in: context.db) else { return nil }
      let examination = LateExamination(facts, site: site, now: now)
      return LateFindings.Look(
        dossier: id, version: facts.version, finding: examination.history.finding, evidence: examination.found
      )
    }
  }
}
