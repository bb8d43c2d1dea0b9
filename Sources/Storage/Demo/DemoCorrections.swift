import Workflow

/// Corrections of late dossiers in the demo district: two approved, one before the office above, one before the unit's head,
/// one refused; by people who had nothing to do with the dossier.
struct DemoCorrections {
  let db: WriteAccess
  let units: [DemoUnit]
  let calendar: WorkingCalendar
  let until: Moment

  /// How far each goes, and what its evidence is.
  private static let plans: [(acts: [Correction.Act], kind: Evidence.Kind)] = [
    ([.propose, .support, .approve], .post), ([.propose, .support, .approve], .otherSystem),
    ([.propose, .support], .collector), ([.propose], .post), ([.propose, .refuse], .registerEntry),
  ]

  /// As many as the late dossiers allow, in as many communes as may be.
  func make(_ files: inout DemoFiles) throws {
    var rest = Self.plans[...]
    var waiting = try units.filter { $0.commune != nil }.map { unit in
      (agency: unit.agency, heads: try heads(of: unit.agency), facts: try recent(at: unit.agency)[...])
    }
    let overseer = try known(
      db.first("SELECT person_id FROM grants WHERE role = 'overseer' LIMIT 1") { PersonID($0.int64(0)) })
    while waiting.contains(where: { !$0.facts.isEmpty }) {
      for index in waiting.indices {
        guard let plan = rest.first else { return }
        guard let facts = waiting[index].facts.popFirst() else { continue }
        let heads = waiting[index].heads
        guard let proposer = heads.first(where: { !facts.staff.contains($0) }),
          let supporter = heads.first(where: { $0 != proposer }),
          try make(
            plan.acts, plan.kind, facts, at: waiting[index].agency, (proposer, supporter, overseer), &files)
        else { continue }
        rest = rest.dropFirst()
      }
    }
  }

  /// - Returns: whether there was time enough since it was finished.
  private func make(
    _ acts: [Correction.Act], _ kind: Evidence.Kind, _ facts: LateFindings.Facts, at agency: AgencyID,
    _ people: (proposer: PersonID, supporter: PersonID, overseer: PersonID), _ files: inout DemoFiles
  ) throws -> Bool {
    guard let finished = facts.finished, let finish = finish(facts) else { return false }
    let first = Moment(day: calendar.nextWorking(after: finished.day), minuteOfDay: 9 * 60 + 12)
    guard first.day + 7 < until.day else { return false }
    let paper = try files.file(Self.words(kind).title, .jpeg, at: first)
    let id = try Corrections.propose(
      Corrections.New(
        dossier: facts.dossier, agency: agency, cause: kind == .otherSystem ? .synchronisation : .software,
        realFinish: finish, recordedFinish: finished, due: facts.due, words: Self.words(kind).why, found: [],
        brought: [.init(kind: kind, moment: finish, words: Self.words(kind).shows, file: paper)]),
      by: people.proposer, at: first, in: db)
    try advance(id, acts.dropFirst(), people.supporter, people.overseer, after: first.day)
    return true
  }

  private func advance(
    _ id: Int64, _ acts: ArraySlice<Correction.Act>, _ supporter: PersonID, _ overseer: PersonID,
    after day: Day
  ) throws {
    var day = day
    for act in acts {
      day = calendar.nextWorking(after: day)
      let correction = try known(Corrections.correction(id, in: db))
      guard let state = Correction.next(act, from: correction.state) else { return }
      try Corrections.advance(
        correction, by: act, to: state,
        act == .refuse ? "Sổ của chính đơn vị chưa đủ; cần bằng chứng bên ngoài." : "",
        confirmed: act == .approve ? Set(correction.evidence.map(\.id)) : [],
        by: act == .approve ? overseer : supporter, at: Moment(day: day, minuteOfDay: 14 * 60 + 5), in: db)
    }
  }

  /// Late dossiers, the last finished first, of which something was finished and not only stopped.
  private func recent(at agency: AgencyID) throws -> [LateFindings.Facts] {
    try db.query(
      """
      SELECT l.dossier_id FROM late_findings l JOIN dossiers d ON d.id = l.dossier_id
      WHERE l.agency_id = $1 AND d.state IN ('at-counter', 'returned') ORDER BY l.finished_at DESC LIMIT 40
      """, agency.value
    ) { DossierID($0.int64(0)) }.compactMap { try LateFindings.facts(of: $0, in: db) }
  }

  /// The afternoon of the working day before it was due; nil where it was not received by then.
  private func finish(_ facts: LateFindings.Facts) -> Moment? {
    let finish = Moment(day: calendar.nextWorking(onOrAfter: facts.due.day - 1), minuteOfDay: 16 * 60)
    return finish > facts.received && finish <= facts.due ? finish : nil
  }

  private func heads(of agency: AgencyID) throws -> [PersonID] {
    try db.query(
      "SELECT person_id FROM grants WHERE agency_id = $1 AND role IN ('chairman', 'leader') ORDER BY role, person_id",
      agency.value
    ) { PersonID($0.int64(0)) }
  }

  private static func words(_ kind: Evidence.Kind) -> (title: String, shows: String, why: String) {
    switch kind {
    case .otherSystem:
      (
        "Bản in màn hình Cổng dịch vụ công quốc gia", "Cổng dịch vụ công quốc gia ghi hồ sơ đã hoàn thành",
        "Kết quả đã có trên Cổng dịch vụ công quốc gia; phần mềm một cửa nhận đồng bộ chậm."
      )
    case .collector:
      (
        "Phiếu ký nhận kết quả", "Công dân ký nhận kết quả",
        "Kết quả đã trao cho công dân đúng hạn; cán bộ nhập phần mềm sau."
      )
    case .registerEntry:
      (
        "Trang sổ theo dõi hồ sơ", "Sổ theo dõi ghi ngày có kết quả",
        "Kết quả ghi trong sổ trước hạn; nhập phần mềm sau."
      )
    default:
      (
        "Phiếu gửi bưu chính", "Bưu điện nhận kết quả để phát cho công dân",
        "Kết quả đã gửi bưu chính đúng hạn; mạng ở xã hỏng nên nhập phần mềm chậm."
      )
    }
  }
}
