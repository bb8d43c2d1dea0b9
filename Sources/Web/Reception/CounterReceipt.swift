import HTTPServer
import Storage
import Workflow

/// How a counter answers somebody who hands in a dossier on paper.
enum CounterAnswer: Sendable {
  /// With the receipt.
  case receive
  /// With the slip of what must be completed first (art 17).
  case requestSupplement([SupplementItem])
  /// With the slip of why not (art 17).
  case refuse(RefusalReason, why: String)

  /// What the page after it says.
  var confirmation: Confirmation {
    switch self {
    case .receive: .received
    case .requestSupplement: .supplementRequested
    case .refuse: .refused
    }
  }
}

/// Writes a dossier handed in at the counter: begun, papers counted, scanned, shown or excepted, then received or
/// answered with a slip; all in one savepoint, once.
struct CounterReceipt: Sendable {
  let desk: ReceiveAtCounter.Desk
  let entry: CounterEntry
  let kept: [String: [DossierFiles.Kept]]
  let answer: CounterAnswer

  func write(_ visit: Visit) throws -> Response {
    let actor = try actor(visit)
    guard actor.role == .oneStopOfficer else { return try refuse(actor, visit) }
    return try visit.once {
      answer.confirmation.address(Sitemap.dossier.url(try store(by: actor, visit)))
    }
  }

  /// Begins the dossier and gives it its answer, in the caller's savepoint.
  func store(by actor: Dossier.Actor, _ visit: Visit) throws -> DossierID {
    let id = try begin(visit)
    try addPapers(to: id, by: actor, visit)
    try Dossiers.apply(
      action, to: id, version: nil, by: actor, at: visit.now, reference: try visit.reference(),
      in: visit.writing)
    return id
  }

  private var action: Action {
    switch answer {
    case .receive: .receive(appointmentByHand: entry.appointment)
    case .requestSupplement(let items): .requestSupplement(items)
    case .refuse(let code, let why): .refuse(code, why: why)
    }
  }

  /// Begins and receives the dossier, in the caller's savepoint.
  func receive(by actor: Dossier.Actor, _ visit: Visit) throws -> DossierID {
    let id = try begin(visit)
    try addPapers(to: id, by: actor, visit)
    try Dossiers.apply(
      .receive(appointmentByHand: entry.appointment), to: id, version: nil, by: actor, at: visit.now,
      reference: try visit.reference(), in: visit.writing)
    return id
  }

  /// The officer, or whatever else the person is at this counter: then the attempt is refused and listed.
  func actor(_ visit: Visit) throws -> Dossier.Actor {
    let person = try visit.person()
    let place = Rights.Place(
      agency: desk.agency, unit: desk.agency, field: desk.stored.procedure.field, applicant: nil,
      isPrivateDraft: false)
    let roles = Rights.roles(of: person, on: place)
    guard let role = roles.contains(.oneStopOfficer) ? .oneStopOfficer : roles.first else {
      throw NotAllowed()
    }
    return Dossier.Actor(person: person.id, role: role, point: try visit.seat(at: desk.agency))
  }

  /// F001-06: a specialist's attempt to receive is refused and listed.
  func refuse(_ actor: Dossier.Actor, _ visit: Visit) throws -> Response {
    let refusal = Refusal.notForRole(action.verb, actor.role)
    try Journal.noteRefusal(
      of: action.verb, why: "\(refusal)", dossier: nil, agency: desk.agency, by: actor.person, at: visit.now,
      in: visit.writing)
    return try ErrorPages.refused(refusal, backURL: Sitemap.work.url, visit)
  }

  private func begin(_ visit: Visit) throws -> DossierID {
    let reference = try visit.reference()
    var new = Dossiers.New(
      channel: Channel(rawValue: entry.channel) ?? .counter, agency: desk.agency, procedure: desk.stored,
      form: desk.stored.procedure.form.flatMap { reference.form($0) }, owner: entry.owner, applicant: nil,
      keyedBy: try visit.person().id)
    new.caseName = entry.caseName.isEmpty ? nil : entry.caseName
    new.submitter = entry.submitter
    new.returnMethod = Dossiers.ReturnMethod(rawValue: entry.returnMethod) ?? .counter
    new.copies = Int(entry.copies) ?? 1
    new.fee = entry.feeAmount ?? 0
    new.summary = entry.summary
    new.venue = entry.venue
    new.pickUp = try PointID(entry.pickUp) ?? visit.seat(at: desk.agency)
    return try Dossiers.begin(new, at: visit.now, reference: reference, in: visit.writing)
  }

  private func addPapers(to id: DossierID, by actor: Dossier.Actor, _ visit: Visit) throws {
    let reference = try visit.reference()
    for paper in desk.stored.procedure.papers where paper.kind != .note {
      for file in kept[paper.id] ?? [] {
        try DossierFiles.add(
          file, to: id, paper: paper.id, by: actor, at: visit.now, reference: reference, in: visit.writing)
      }
      guard let typed = entry.papers[paper.id] else { continue }
      if let source = typed.reused {
        try DossierFiles.reuse(
          source, for: paper.id, in: id, isConsented: entry.isConsented, by: actor, at: visit.now,
          reference: reference, visit.writing)
      }
      try Dossiers.setCopies(
        of: paper.id, originals: PaperEntry.count(typed.originals) ?? 0,
        certified: PaperEntry.count(typed.certified) ?? 0,
        photocopies: PaperEntry.count(typed.photocopies) ?? 0, in: id, visit.writing)
      if typed.isShown {
        try Dossiers.apply(
          .markShown(paper: paper.id), to: id, version: nil, by: actor, at: visit.now, detail: paper.name,
          reference: reference, in: visit.writing)
      }
      if let exception = typed.exception {
        try Dossiers.apply(
          .exceptPaper(paper: paper.id, exception), to: id, version: nil, by: actor, at: visit.now,
          detail: paper.name, reference: reference, in: visit.writing)
      }
    }
  }
}
