import Workflow

/// The steps off the straight way.
extension DemoLife {
  func take(_ step: DemoTurnStep, at moment: Moment, _ db: WriteAccess) throws {
    switch step {
    case .proposeSupplement: try act(.proposeSupplement([try fault()]), specialist, at: moment, db)
    case .requestSupplement: try requestSupplement(at: moment, db)
    case .answerSupplement: try answerSupplement(at: moment, db)
    case .acceptSupplement: try act(.acceptSupplement, officer, at: moment, db)
    case .refuse: try act(.refuse(.notCompetent, why: pick(DemoWords.refusals)), officer, at: moment, db)
    case .withdraw: try act(.withdraw(reason: pick(DemoWords.withdrawals)), filer, at: moment, db)
    case .proposeStop:
      let why = pick(DemoWords.stops)
      try act(.proposeStop(.otherProceeding, why: why, to: leader.person), specialist, at: moment, db)
    case .stop:
      let proposal = try known(try current().dossier.turns.stop)
      try act(.stop(proposal.code, why: proposal.why), leader, at: moment, db)
    case .returnPapers: try act(.returnPapers(to: collector()), officer, at: moment, db)
    case .submitRefusal:
      let outcome = Outcome.refused(.notEligible, why: pick(DemoWords.refusals))
      try act(.submitForSignOff(to: leader.person, outcome: outcome), specialist, at: moment, db)
    case .demandPayment:
      let fee = random.pick([8_000, 15_000, 25_000, 100_000])
      try act(.demandPayment(amount: fee, why: "Lệ phí theo quy định"), officer, at: moment, db)
    case .recordPayment:
      try act(.recordPayment(receipt: "BL\(random.int(10_000...99_999))"), officer, at: moment, db)
    case .verify: try verify(at: moment, db)
    case .draftApology(let role): try draftApology(by: role == .leader ? leader : specialist, at: moment, db)
    case .apologise: try act(.apologise, leader, at: moment, db)
    case .tellApology: try tellApology(at: moment, db)
    case .openStage: try openStage(at: moment, db)
    case .takeStage: try act(.takeStage(try stage()), try known(partner), at: moment, db)
    case .answerStage:
      let answer = Action.answerStage(try stage(), answer: pick(DemoWords.opinions), resultCode: "")
      try act(answer, try known(partner), at: moment, db)
    }
  }

  // MARK: Supplements

  /// A file that cannot be read, or else something else that is missing.
  private func fault() throws -> SupplementItem {
    let (why, toDo) = random.pick(DemoWords.proposedFaults)
    guard let paper = try current().dossier.papers.first(where: { $0.files > 0 }) else {
      return SupplementItem(
        subject: .other, name: "Số điện thoại liên hệ", code: .missing,
        why: "Tờ khai chưa ghi số điện thoại.",
        toDo: "Ghi số điện thoại để cơ quan liên hệ khi cần.")
    }
    return SupplementItem(
      subject: .paper(paper.id), name: paper.name, code: .unreadable, why: why, toDo: toDo)
  }

  private func requestSupplement(at moment: Moment, _ db: WriteAccess) throws {
    let proposed = try current().dossier.turns.proposed
    try act(.requestSupplement(proposed.isEmpty ? [try fault()] : proposed), officer, at: moment, db)
  }

  private func answerSupplement(at moment: Moment, _ db: WriteAccess) throws {
    let dossier = try current().dossier
    let slip = try known(dossier.turns.openSupplement)
    var completion = Dossiers.Completion(words: slip.items.map { _ in pick(DemoWords.completed) })
    for item in slip.items {
      guard case .paper(let id) = item.subject else { continue }
      completion.files[id] = [try world.files.file("\(item.name) (bổ sung)", .jpeg, at: moment)]
    }
    record = try Dossiers.complete(
      dossier.id, with: completion, version: dossier.version, by: filer, at: moment,
      reference: world.reference, in: db)
  }

  // MARK: Lateness

  private func verify(at moment: Moment, _ db: WriteAccess) throws {
    let record = Verification(
      at: moment, place: "Nơi cư trú của chủ hồ sơ",
      participants: "Cán bộ chuyên môn, trưởng thôn, chủ hồ sơ", content: pick(DemoWords.verifications))
    try act(.verify(record), specialist, at: moment, db)
  }

  /// A new date some days on, by which the result will be there.
  private func draftApology(by actor: Dossier.Actor, at moment: Moment, _ db: WriteAccess) throws {
    let promised = try known(try current().dossier.appointment)
    let calendar = world.reference.calendar
    let day = calendar.day(random.int(2...5), workingDaysAfter: max(promised.day, moment.day))
    let letter = Action.draftApology(
      random.pick(DelayReason.allCases), why: pick(DemoWords.delays),
      newDate: WorkingHours.standard.closing(on: day))
    try act(letter, actor, at: moment, db)
  }

  private func tellApology(at moment: Moment, _ db: WriteAccess) throws {
    let channel = random.pick([NoticeChannel.phone, .handed, .post])
    let reference = channel == .post ? "EB\(random.int(100_000_000...999_999_999))VN" : ""
    try act(.recordNotice(.apologised, channel, reference: reference), officer, at: moment, db)
  }

  // MARK: Other agencies

  private func openStage(at moment: Moment, _ db: WriteAccess) throws {
    let order = StageOrder(
      kind: .consultation, agency: try known(try known(partner).agency), task: pick(DemoWords.tasks),
      limit: .workingDays(2))
    try act(.openStage(order), specialist, at: moment, db)
  }

  private func stage() throws -> Int { try known(try current().dossier.turns.stages.last).id }
}
