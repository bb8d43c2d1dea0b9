import Workflow

/// One demo dossier on its way: performs its script through the real actions.
final class DemoLife {
  private let plan: DemoPlan
  let world: DemoWorld
  private let unit: DemoUnit
  private let stored: Reference.StoredProcedure
  private let citizen: DemoCitizen?
  private let owner: DemoPerson
  private(set) var officer: Dossier.Actor
  let specialist: Dossier.Actor
  let leader: Dossier.Actor
  private let processingUnit: AgencyID
  /// Who answers for another agency, where one takes part.
  let partner: Dossier.Actor?
  private let steps: [(at: Moment, step: DemoStep)]
  var random: SeededRandom
  private var next = 0
  var record: Dossiers.Record?

  init(_ plan: DemoPlan, in world: DemoWorld) {
    var random = SeededRandom(plan.seed)
    self.plan = plan
    self.world = world
    unit = world.units[plan.unit]
    stored = world.procedures[plan.procedure]
    let citizen = plan.channel == .online ? world.citizen(of: plan, &random) : nil
    self.citizen = citizen
    let commune = (unit.commune ?? random.pick(DemoUnits.communes)).fullName
    owner = citizen?.person ?? DemoPerson(of: commune, on: world.until.day, &random)
    officer = unit.officer(random.pick(unit.officers.indices))
    let specialist = unit.specialist(for: stored.procedure.field)
    self.specialist = Dossier.Actor(person: specialist.person, role: .specialist)
    processingUnit = specialist.unit
    leader = Dossier.Actor(person: random.pick(unit.leaders), role: .leader)
    partner = plan.turn == .consulted ? world.partner(besides: specialist.unit, &random) : nil
    steps =
      DemoScript(
        plan, paperOnly: stored.procedure.isPaperOnly, clock: world.clock, until: world.until, &random
      ).steps
    self.random = random
  }

  /// When the next step is due; nil when nothing is left.
  var nextMoment: Moment? { next < steps.count ? steps[next].at : nil }

  /// Performs the next step.
  func performNext(in db: WriteAccess) throws {
    let (moment, step) = steps[next]
    next += 1
    try perform(step, at: moment, db)
  }

  private func perform(_ step: DemoStep, at moment: Moment, _ db: WriteAccess) throws {
    switch step {
    case .begin: try begin(at: moment, db)
    case .fillIn: try fillIn(at: moment, db)
    case .submit: try submit(at: moment, db)
    case .tryToReceive: try tryToReceive(at: moment, db)
    case .takePapers: try takePapers(at: moment, db)
    case .receive: try act(.receive(appointmentByHand: appointment), officer, at: moment, db)
    case .settlePapers: try settlePapers(at: moment, db)
    case .forward: try act(.forward(to: specialist.person, unit: processingUnit), officer, at: moment, db)
    case .takeOver: try act(.takeOver, specialist, at: moment, db)
    case .handBack: try act(.handBack(reason: pick(DemoWords.handBack)), specialist, at: moment, db)
    case .note: try act(.note(text: pick(DemoWords.notes)), specialist, at: moment, db)
    case .attachResult: try attachResult("", at: moment, db)
    case .replaceResult: try replaceResult(at: moment, db)
    case .submitForSignOff: try act(.submitForSignOff(to: leader.person), specialist, at: moment, db)
    case .sendBack: try act(.sendBack(reason: pick(DemoWords.sendBack)), leader, at: moment, db)
    case .signOff: try signOff(at: moment, db)
    case .takeBack: try act(.takeBack, officer, at: moment, db)
    case .scanResult: try scanResult(at: moment, db)
    case .sendResult: try sendResult(at: moment, db)
    case .takeResult: try takeResult(at: moment, db)
    case .returnResult: try returnResult(at: moment, db)
    case .turn(let step): try take(step, at: moment, db)
    }
  }

  // MARK: Filing

  private func begin(at moment: Moment, _ db: WriteAccess) throws {
    let procedure = stored.procedure
    var new = Dossiers.New(
      channel: plan.channel, agency: unit.agency, procedure: stored,
      form: procedure.form.flatMap { world.reference.form($0) }, owner: owner.party(withMail: citizen != nil),
      applicant: citizen?.account, keyedBy: citizen?.account ?? officer.person)
    new.caseName = plan.caseName
    new.fee = procedure.fees.lazy.compactMap(\.amount).first ?? 0
    new.copies = random.chance(0.1) ? 2 : 1
    new.summary = "\(procedure.name) – \(owner.name)"
    if plan.channel == .post { new.returnMethod = .post }
    if citizen != nil, random.chance(0.4) { new.returnMethod = .online }
    if citizen == nil, random.chance(0.12) {
      new.submitter = DemoPerson(of: owner.commune, on: moment.day, &random).party()
    }
    if unit.points.count > 1, random.chance(0.35) { new.pickUp = random.pick(unit.points).id }
    let id = try Dossiers.begin(new, at: moment, reference: world.reference, in: db)
    record = try Dossiers.record(id, in: db)
  }

  private func fillIn(at moment: Moment, _ db: WriteAccess) throws {
    let record = try current()
    guard let form = stored.procedure.form.flatMap({ world.reference.form($0) }) else { return }
    let answers = world.forms.filled(form.form, by: owner, on: moment.day, &random)
    try Dossiers.saveDraft(
      answers, of: record.dossier.id, at: moment, reference: world.reference, in: db)
    self.record = try Dossiers.record(record.dossier.id, in: db)
    for paper in try current().dossier.papers
    where paper.isRequired ? !paper.isShownOnly : random.chance(0.1) {
      if try !reuse(paper, at: moment, db) { try attach(paper, by: filer, at: moment, db) }
    }
  }

  /// Whoever is bound uses a paper of an earlier dossier again, as often as not.
  private func reuse(_ paper: Dossier.PaperStatus, at moment: Moment, _ db: WriteAccess) throws -> Bool {
    guard let citizen, citizen.isBound, let identity = IdentityNumber(.cccd, citizen.person.identity),
      let earlier = try Reusables.list(of: identity, in: nil, db).first(where: { $0.paper == paper.name }),
      random.chance(0.6)
    else { return false }
    var record = try current()
    try DossierFiles.reuse(
      earlier.source.file, for: paper.id, in: &record, isConsented: true, by: filer, at: moment,
      reference: world.reference, db)
    self.record = record
    return true
  }

  private func submit(at moment: Moment, _ db: WriteAccess) throws {
    let record = try current()
    let form = record.formRevision.flatMap { world.reference.form(revision: $0) }
    let problems = form?.form.check(record.answers, today: moment.day).count ?? 0
    try act(.submit(formProblems: problems), filer, at: moment, db)
  }

  private func tryToReceive(at moment: Moment, _ db: WriteAccess) throws {
    do {
      try act(.receive(appointmentByHand: nil), specialist, at: moment, db)
    } catch let refusal as Refusal {
      try Journal.noteRefusal(
        of: .receive, why: "\(refusal)", dossier: try current().dossier.id, agency: unit.agency,
        by: specialist.person, at: moment, in: db)
    }
  }

  // MARK: Papers

  private func takePapers(at moment: Moment, _ db: WriteAccess) throws {
    for paper in try current().dossier.papers where paper.isRequired || random.chance(0.1) {
      if paper.isShownOnly {
        try act(.markShown(paper: paper.id), officer, at: moment, about: paper.name, db)
      } else if random.chance(0.03) {
        let exception = PaperException(code: .notScannable, reason: pick(DemoWords.exceptions))
        try act(.exceptPaper(paper: paper.id, exception), officer, at: moment, about: paper.name, db)
      } else {
        try attach(paper, by: officer, at: moment, db)
      }
    }
  }

  private func settlePapers(at moment: Moment, _ db: WriteAccess) throws {
    for paper in try current().dossier.papers where !paper.isSettled {
      let exception = PaperException(code: .shownOnReturn, reason: DemoWords.shownOnReturn)
      try act(.exceptPaper(paper: paper.id, exception), officer, at: moment, about: paper.name, db)
    }
  }

  private func attach(
    _ paper: Dossier.PaperStatus, by actor: Dossier.Actor, at moment: Moment, _ db: WriteAccess
  ) throws {
    let kind: FileKind = random.chance(0.6) ? .pdf : random.chance(0.7) ? .jpeg : .png
    let file = try world.files.file(paper.name, kind, at: moment)
    try add(file, paper: paper.id, by: actor, at: moment, db)
  }

  // MARK: Results

  private func attachResult(_ mark: String, at moment: Moment, _ db: WriteAccess) throws {
    let name = stored.procedure.results.first?.name ?? "Kết quả: \(stored.procedure.name)"
    try add(try world.files.file(name + mark, .pdf, at: moment), paper: nil, by: specialist, at: moment, db)
  }

  private func replaceResult(at moment: Moment, _ db: WriteAccess) throws {
    let id = try current().dossier.id
    for file in try DossierFiles.files(of: id, in: db) where file.paper == nil {
      try DossierFiles.remove(
        file.id, of: id, by: specialist, at: moment, reference: world.reference, in: db)
    }
    record = try Dossiers.record(id, in: db)
    try attachResult(" (đã sửa)", at: moment, db)
  }

  private func signOff(at moment: Moment, _ db: WriteAccess) throws {
    let number = world.nextResultNumber(of: plan.unit, in: moment.day.year)
    try act(.signOff(number: "\(number)/KQ-UBND", authority: .deputising), leader, at: moment, db)
  }

  private func scanResult(at moment: Moment, _ db: WriteAccess) throws {
    guard random.chance(0.9) else {
      return try act(.exceptResult(reason: DemoWords.resultNotScanned), leader, at: moment, db)
    }
    let name = stored.procedure.results.first?.name ?? stored.procedure.name
    try add(
      try world.files.file("Bản quét: \(name)", .pdf, at: moment), paper: nil, by: officer, at: moment, db)
  }

  private func sendResult(at moment: Moment, _ db: WriteAccess) throws {
    guard try current().dossier.points.isElsewhere else { return }
    try act(.sendResult, officer, at: moment, db)
  }

  /// From then on the officer there has it.
  private func takeResult(at moment: Moment, _ db: WriteAccess) throws {
    let points = try current().dossier.points
    guard points.transport != nil, let place = unit.points.firstIndex(where: { $0.id == points.pickUp })
    else {
      return
    }
    officer = unit.officer(place)
    try act(.takeResult, officer, at: moment, db)
  }

  private func returnResult(at moment: Moment, _ db: WriteAccess) throws {
    let taker = collector()
    let detail = "\(taker.name), \(taker.identity), \(taker.relation.rawValue)"
    try act(.returnResult(to: taker), officer, at: moment, about: detail, db)
  }

  func collector() -> Collector {
    if plan.channel == .post {
      return Collector(
        name: "Bưu điện huyện", identity: "2800000000", relation: .post,
        consignment: "EB\(random.int(100_000_000...999_999_999))VN")
    }
    guard random.chance(0.15) else {
      return Collector(name: owner.name, identity: owner.identity, relation: .owner)
    }
    let other = DemoPerson(of: owner.commune, on: world.until.day, &random)
    return Collector(
      name: other.name, identity: other.identity, relation: random.chance(0.7) ? .relative : .authorised)
  }

  // MARK: Acting

  /// By hand where the procedure's time is not known (decision 6).
  private var appointment: Moment? {
    record?.dossier.terms.legal == nil && record?.dossier.terms.committed == nil
      ? world.clock.moment(Int(plan.timeline.due)) : nil
  }

  /// Whoever acts for the citizen: himself on his account, the counter with the paper in hand.
  var filer: Dossier.Actor {
    citizen.map { Dossier.Actor(person: $0.account, role: .applicant) } ?? officer
  }

  func current() throws -> Dossiers.Record { try known(record) }

  func pick(_ words: [String]) -> String { random.pick(words) }

  func act(
    _ action: Action, _ actor: Dossier.Actor, at moment: Moment, about detail: String = "", _ db: WriteAccess
  ) throws {
    var record = try current()
    try Dossiers.apply(
      action, to: &record, by: actor, at: moment, detail: detail, reference: world.reference, in: db)
    self.record = record
  }

  private func add(
    _ file: DossierFiles.Kept, paper: String?, by actor: Dossier.Actor, at moment: Moment, _ db: WriteAccess
  ) throws {
    var record = try current()
    try DossierFiles.add(
      file, to: &record, paper: paper, by: actor, at: moment, reference: world.reference, in: db)
    self.record = record
  }
}
