import HTTPServer
import Storage
import Workflow

/// A signed-in person called what his roles never allow.
struct NotAllowed: StatusError {
  var status: Status { .forbidden }
}

/// No such page, or none of this person's business: the two are never told apart.
struct PageNotFound: StatusError {
  var status: Status { .notFound }
}

extension Visit {
  /// A dossier that this person may read, or 404.
  func readable(_ id: DossierID) throws -> Dossiers.Record {
    guard let record = try Dossiers.record(id, in: db), let visitor,
      Rights.mayRead(
        .dossier, of: record.place, by: visitor.person,
        ancestors: try reference().ancestors(of: record.dossier.agency))
    else { throw PageNotFound() }
    return record
  }

  /// A dossier of which this person is the applicant, or 404.
  func own(_ id: DossierID) throws -> Dossiers.Record {
    let person = try person()
    guard let record = try Dossiers.record(id, in: db), Rights.isApplicant(person, of: record.place) else {
      throw PageNotFound()
    }
    return record
  }

  /// The capacity in which this person does a verb on a dossier: the first role that the table allows, else any
  /// that covers the dossier, so that the refusal names the right reason.
  func actor(for verb: Verb, on record: Dossiers.Record) throws -> Dossier.Actor {
    let person = try person()
    let roles = Rights.roles(of: person, on: record.place)
    guard let any = roles.first else { throw PageNotFound() }
    let fitting = roles.first { role in
      if case .allowed = Flow.answer(record.dossier.state, verb, role) { true } else { false }
    }
    return try actor(person, fitting ?? any, on: record)
  }

  /// A person in one of his roles; a partner acts for the agency that takes part, an officer at the point where he sits.
  private func actor(_ person: Person, _ role: Role, on record: Dossiers.Record) throws -> Dossier.Actor {
    Dossier.Actor(
      person: person.id, role: role,
      agency: role == .partner ? Rights.partnerAgency(of: person, on: record.place) : nil,
      point: role == .oneStopOfficer ? try seat(at: record.dossier.agency) : nil)
  }

  /// The verbs this person can do on a dossier now, in the order of the table.
  func offered(on record: Dossiers.Record) throws -> [Verb] {
    let person = try person()
    let actors = try Rights.roles(of: person, on: record.place).map { try actor(person, $0, on: record) }
    return try Verb.allCases.filter { verb in
      guard actors.contains(where: { record.dossier.offers(verb, to: $0, at: now) }) else { return false }
      if verb == .choosePickUp {
        return try reference().openPoints(of: record.dossier.agency, on: now.day).count > 1
      }
      guard verb == .decideAtDesk else { return true }
      return try !Delegations.valid(of: person.id, for: record, on: now.day, in: db).isEmpty
    }
  }

  /// Why this person could not do something to a dossier now, in words; nil where he could.
  func obstacle(to action: Action, on record: Dossiers.Record) throws -> String? {
    let clockwork = try reference().clockwork(of: record.dossier.agency, on: now.day)
    let actor = try actor(for: action.verb, on: record)
    return record.dossier.refusal(of: action, by: actor, at: now, clockwork: clockwork)
      .map { RefusalText.text($0, self) }
  }

  /// The version a form was drawn from.
  func formVersion() throws -> Int {
    guard let version = Int(request.form["version"] ?? "") else { throw RequestForgery.Suspected() }
    return version
  }

  /// Performs an action of a form on a dossier: once, by whoever may, with the version the form was drawn from.
  /// A refused attempt is kept (F001-06) and answered with the reason.
  func perform(_ action: Action, on id: DossierID, detail: String = "", then answer: () throws -> String)
    throws -> Response
  {
    let record = try readable(id)
    let actor = try actor(for: action.verb, on: record)
    return try guarded(action.verb, on: record, by: actor) {
      try once {
        try Dossiers.apply(
          action, to: id, version: try formVersion(), by: actor, at: now, detail: detail,
          reference: try reference(), in: writing)
        return try answer()
      }
    }
  }

  /// Does a verb's work on the writer; a refused attempt is kept (F001-06), without what was written before the
  /// refusal, and answered with the reason.
  func guarded(
    _ verb: Verb, on record: Dossiers.Record, by actor: Dossier.Actor, _ work: () throws -> Response
  ) throws -> Response {
    do { return try context.undoing(work) } catch let refusal as Refusal {
      try Journal.noteRefusal(
        of: verb, why: "\(refusal)", dossier: record.dossier.id, agency: record.dossier.agency,
        by: actor.person, at: now, in: writing)
      return try ErrorPages.refused(refusal, record, self)
    }
  }
}
