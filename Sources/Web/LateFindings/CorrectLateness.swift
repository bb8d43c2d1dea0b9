import HTTPServer
import Storage
import Templating
import Workflow

/// What is done to proposals: made, supported, approved, refused, withdrawn, each by another pair of eyes (F004-02).
enum CorrectLateness: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .post(
      Sitemap.proposeCorrection.pattern, .role(.oneStopOfficer, .specialist, .leader, .chairman),
      lane: .costly,
      body: Visit.uploads,
      propose),
    .post(
      Sitemap.decideCorrection.pattern, .roles(LateFindingAccess.roles.subtracting([.inspector])),
      lane: .costly, decide),
    // A page that says what to mend stands at the address of its form; asked for again it is the dossier's.
    .get(Sitemap.proposeCorrection.pattern, .roles(LateFindingAccess.roles)) { visit in
      .redirect(Sitemap.lateEvidence.url(try visit.read(Sitemap.proposeCorrection)))
    },
    .get(Sitemap.decideCorrection.pattern, .roles(LateFindingAccess.roles)) { visit in
      .redirect(Sitemap.lateEvidence.url(try stored(visit).dossier))
    },
    .get(Sitemap.correctionFile.pattern, .roles(LateFindingAccess.roles)) { visit in
      guard let (dossier, file) = try Corrections.file(visit.read(Sitemap.correctionFile), in: visit.db),
        let hash = ContentHash(hex: file.sha256)
      else { throw PageNotFound() }
      _ = try visit.readable(dossier)
      return try OpenFile.response(file.kind, named: file.filename, hash, visit)
    },
  ]

  private static func stored(_ visit: Visit) throws -> Corrections.Stored {
    guard let correction = try Corrections.correction(visit.read(Sitemap.decideCorrection), in: visit.db)
    else {
      throw PageNotFound()
    }
    _ = try visit.readable(correction.dossier)
    return correction
  }

  // MARK: Proposing

  @Sendable private static func propose(_ visit: Visit) throws -> Response {
    if let answer = try visit.answeredBefore() { return answer }
    let subject = try LateCase(visit.read(Sitemap.proposeCorrection), visit)
    if let hindrance = subject.hindrance(.propose, nil, visit) {
      return try refused(hindrance, subject, visit)
    }
    var problems = Problems(visit)
    let entry = try ProposalEntry(visit, problems: &problems)
    guard let new = entry.proposal(subject, &problems) else {
      return try ShowLateEvidence.show(subject, visit, proposing: entry, problems: problems.found)
    }
    let version = subject.record.dossier.version
    return visit.handOn(to: .write) { visit in
      let url = Sitemap.lateEvidence.url(new.dossier)
      return try visit.once(refusing: { try isUnchanged(new.dossier, version, visit) ? nil : outdated(url) })
      {
        _ = try Corrections.propose(new, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.correctionProposed.address(url)
      }
    }
  }

  /// Whether the dossier stands as it was looked at, with nothing proposed about it that still stands.
  private static func isUnchanged(_ id: DossierID, _ version: Int, _ visit: Visit) throws -> Bool {
    let record = try visit.readable(id)
    let last = try Corrections.about(id, in: visit.db).last
    return record.dossier.version == version && Correction.next(.propose, from: last?.state) != nil
  }

  private static func outdated(_ url: String) throws -> Response? { throw Outdated(url: url) }

  // MARK: Deciding

  @Sendable private static func decide(_ visit: Visit) throws -> Response {
    if let answer = try visit.answeredBefore() { return answer }
    let correction = try stored(visit)
    let url = Sitemap.lateEvidence.url(correction.dossier)
    guard let act = Correction.Act(rawValue: visit.field("act")), act != .propose else {
      throw PageNotFound()
    }
    let subject = try LateCase(correction.dossier, visit)
    if let hindrance = subject.hindrance(act, correction, visit) {
      return try refused(hindrance, subject, visit)
    }
    guard try visit.formVersion() == correction.version else { throw Outdated(url: url) }
    var problems = Problems(visit)
    let words = visit.lines("decision")
    problems.check(words.codePoints <= 2_000, "decision", "Ý kiến: nhiều nhất 2.000 ký tự.")
    if act == .refuse { problems.check(words.codePoints >= 3, "decision", "Ghi rõ lý do không chấp nhận.") }
    let ticked = correction.evidence.filter {
      $0.evidence.kind.isOutside && visit.field("confirmed-\($0.id)") == "yes"
    }
    let confirmed = act == .approve ? Set(ticked.map(\.id)) : []
    if act == .approve { check(correction, confirmed, subject, &problems) }
    guard problems.found.isEmpty else {
      return try ShowLateEvidence.show(subject, visit, problems: problems.found)
    }
    return visit.handOn(to: .write) { visit in
      try visit.once(refusing: { try stillFits(act, correction, visit) ? nil : outdated(url) }) {
        guard let state = Correction.next(act, from: correction.state) else { throw Outdated(url: url) }
        try Corrections.advance(
          correction, by: act, to: state, words, confirmed: confirmed, by: visit.person().id, at: visit.now,
          in: visit.writing)
        return Confirmation.correction(act).address(url)
      }
    }
  }

  private static func stillFits(_ act: Correction.Act, _ correction: Corrections.Stored, _ visit: Visit)
    throws -> Bool
  {
    try Corrections.correction(correction.id, in: visit.db)?.version == correction.version
  }

  /// What must hold before a correction counts: the dossier is as it was proposed about, and something strong carries it.
  private static func check(
    _ correction: Corrections.Stored, _ confirmed: Set<Int64>, _ subject: LateCase, _ problems: inout Problems
  ) {
    let examination = subject.examination
    problems.check(
      examination.facts.finished == correction.recordedFinish && examination.facts.due == correction.due,
      "decision",
      "Hồ sơ đã thay đổi sau khi đề nghị; không chấp nhận và yêu cầu đề nghị lại.")
    let brought = correction.evidence.filter { $0.file != nil }.map {
      Evidence($0.evidence.kind, $0.evidence.moment, isConfirmed: confirmed.contains($0.id))
    }
    problems.check(
      Correction.isProven(correction.realFinish, by: examination.found + brought, in: examination.history),
      "decision",
      "Chưa có bằng chứng chắc chắn: cần dấu thời gian tin cậy, hoặc giấy tờ bên ngoài đã đối chiếu bản gốc (đánh dấu ở trên), không muộn hơn thời điểm đề nghị."
    )
  }

  /// Somebody tries what is not his to do.
  private static func refused(_ hindrance: Correction.Hindrance, _ subject: LateCase, _ visit: Visit) throws
    -> Response
  {
    if hindrance == .state { throw Outdated(url: Sitemap.lateEvidence.url(subject.record.dossier.id)) }
    let problem = Problem(field: "corrections", message: visit.text(hindrance.vietnamese))
    return try ShowLateEvidence.show(subject, visit, problems: [problem])
  }
}
