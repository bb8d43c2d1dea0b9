import Storage
import Workflow

/// Puts together what a person is told in the morning, from the roles he holds.
struct DigestMaker {
  let db: ReadAccess
  let reference: Reference
  let now: Moment

  /// What a person is told now.
  func digest(of person: Person) throws -> Digest {
    var parts = try ownDesks(person)
    for agency in agencies(person, .oneStopOfficer) {
      parts += try counter(agency, person.fields(of: .oneStopOfficer, at: agency.id))
    }
    for agency in agencies(person, .leader) { parts += try apologies(agency, person) }
    var duties: [Digest.Duty] = []
    for agency in agencies(person, .chairman) {
      parts += try whole(agency)
      duties += try self.duties(of: agency.id)
    }
    return Digest(daysOff: daysOff, parts: parts, duties: duties)
  }

  /// What the head of an agency has to answer by the end of the next working day: the day before is when to remind.
  func duties(of agency: AgencyID) throws -> [Digest.Duty] {
    let next = reference.calendar.nextWorking(after: now.day)
    let petitions = try Petitions.open(at: agency, in: db).filter { $0.due <= next }.map {
      Digest.Duty(.petition, id: $0.id, number: $0.number, title: $0.kind.vietnamese, due: $0.due)
    }
    let tasks = try Directives.open(of: agency, in: db).filter { task in
      let standing = task.standing(on: now.day)
      return (standing == .awaited || standing == .overdue) && task.due <= next
    }
    let directives = try tasks.compactMap { task in
      try Directives.directive(task.directive, in: db).map {
        Digest.Duty(.directive, id: $0.id, number: $0.number, title: $0.title, due: task.due)
      }
    }
    return Array((petitions + directives).sorted { $0.due < $1.due }.prefix(Digest.rowsPerPart))
  }

  private var daysOff: ClosedDays? { Digest.daysOff(before: now.day, reference.calendar) }

  private func agencies(_ person: Person, _ role: Role) -> [Agency] {
    person.grants.filter { $0.role == role }.compactMap { reference.agency($0.agency) }
  }

  // MARK: Parts

  private func ownDesks(_ person: Person) throws -> [Digest.Part] {
    var parts: [Digest.Part] = []
    if person.holds(.specialist) { parts += try due(.processor(person.id), .desk, nil) }
    if person.holds(.leader) { parts += try due(.signer(person.id), .toSign, nil) }
    return parts
  }

  private func counter(_ agency: Agency, _ fields: Set<String>) throws -> [Digest.Part] {
    var parts = try due(.counter(agency.id, fields: fields), .counter, agency.id)
    // Who receives some fields only is not told of the reception clocks of others.
    if fields.isEmpty { parts.append(try waitingLate(agency, .counter)) }
    if let daysOff {
      let span = Moment(day: daysOff.from, minuteOfDay: 0)..<Moment(day: now.day, minuteOfDay: 0)
      let filed = try Dossiers.filed(
        at: agency.id, fields: fields, within: span, most: Digest.rowsPerPart, in: db)
      parts.append(part(.counter, .filedOnDaysOff, filed.count, filed.rows, agency.id))
    }
    return parts
  }

  private func apologies(_ agency: Agency, _ person: Person) throws -> [Digest.Part] {
    let charge = Dossiers.Charge(agency: agency.id, fields: person.fields(of: .leader, at: agency.id))
    let count = try Dossiers.lateCounts(charge, until: now.day, in: db).toApologise
    let rows = count > 0 ? try Dossiers.toApologise(charge, in: db) : []
    return [part(.toSign, .unsignedApology, count, rows, agency.id)]
  }

  private func whole(_ agency: Agency) throws -> [Digest.Part] {
    let stuckSince = reference.stuckSince(at: agency, now)
    let (stuck, damaged, uncollected) = (
      try Dossiers.stuckCount(at: agency.id, since: stuckSince, in: db),
      try Dossiers.damagedCount(at: agency.id, in: db),
      try Dossiers.watchCount(.uncollected, at: agency.id, in: db)
    )
    return try due(.agency(agency.id), .agency, agency.id) + [
      waitingLate(agency, .agency),
      part(.agency, .stuck, stuck, Dossiers.stuck(at: agency.id, since: stuckSince, in: db), agency.id),
      part(.agency, .damaged, damaged, Dossiers.damaged(at: agency.id, in: db), agency.id),
      part(
        .agency, .uncollected, uncollected,
        Dossiers.watched(.uncollected, at: agency.id, in: db).map(\.listed),
        agency.id),
    ]
  }

  private func waitingLate(_ agency: Agency, _ place: Digest.Place) throws -> Digest.Part {
    let count = try Dossiers.overview(of: agency.id, now: now, in: db).waitingLate
    let rows = count > 0 ? try Dossiers.waiting(at: agency.id, lateAt: now, in: db) : []
    return part(place, .waitingLate, count, rows, agency.id)
  }

  /// Late by now, by the end of today, by the end of the next working day: the day before is when to remind (F000-08).
  private func due(_ desk: Dossiers.Desk, _ place: Digest.Place, _ agency: AgencyID?) throws -> [Digest.Part]
  {
    let next = reference.calendar.nextWorking(after: now.day)
    let ends = [
      Moment(seconds: now.seconds + 1), Moment(seconds: Moment(day: now.day + 1, minuteOfDay: 0).seconds + 1),
      Moment(seconds: Moment(day: next + 1, minuteOfDay: 0).seconds + 1),
    ]
    // Without an appointment nothing is late; its column then says zero.
    let starts = [Moment(seconds: 1), ends[0], ends[1]]
    return try zip([Digest.Matter.overdue, .dueToday, .dueNext], zip(starts, ends)).map { matter, span in
      let found = try Dossiers.due(on: desk, lateFrom: span.0..<span.1, most: Digest.rowsPerPart, in: db)
      return part(place, matter, found.count, found.rows, agency)
    }
  }

  private func part(
    _ place: Digest.Place, _ matter: Digest.Matter, _ count: Int, _ rows: [Dossiers.Listed],
    _ agency: AgencyID?
  ) -> Digest.Part {
    Digest.Part(
      place: place, matter: matter, count: count, rows: rows.prefix(Digest.rowsPerPart).map(row),
      agency: agency)
  }

  private func row(_ listed: Dossiers.Listed) -> Digest.Row {
    Digest.Row(
      dossier: listed.id, number: listed.number,
      procedure: reference.procedure(revision: listed.revision)?.procedure.name ?? listed.procedureCode,
      due: listed.appointment ?? listed.receptionDue,
      holder: listed.deskHolder, agency: listed.agency)
  }
}

extension Reference {
  /// Since when a dossier of an agency must have stood still to count as stuck.
  func stuckSince(at agency: Agency, _ now: Moment) -> Moment {
    let clockwork = clockwork(of: agency.id, on: now.day)
    return clockwork.hours.moment(
      agency.stuckHours * 60, workingMinutesBefore: now, calendar: clockwork.calendar)
  }
}
