import Storage
import Workflow

/// Tells people in the morning what lies before them: a few at a time on the writer, each once a working day, from their
/// agency's minute on; who was not told because the portal stood still is told when it runs again that day.
struct TellMorning {
  /// People of one job, so that the writer goes on with other work in between.
  static let peoplePerJob = 8

  let site: Site

  /// - Returns: whether others may still be waiting.
  func run(_ context: LaneContext) throws -> Bool {
    let (now, db, reference) = (site.settings.now(), context.writing, try context.reference())
    let agencies = reference.agencies.filter {
      $0.effective.contains(now.day) && Digest.isDue(now: now, from: $0.digestMinute, reference.calendar)
    }
    guard !agencies.isEmpty else { return false }
    let untold = try Digests.untold(
      on: now.day, of: agencies.map(\.id), most: Self.peoplePerJob, in: context.db)
    let maker = DigestMaker(db: context.db, reference: reference, now: now)
    for id in untold {
      guard let person = try People.person(id, in: context.db) else { continue }
      let digest = try maker.digest(of: person)
      try Digests.keep(digest, of: id, on: now.day, at: now, in: db)
      if !digest.isEmpty { try write(digest, to: person, reference, now, db) }
    }
    return untold.count == Self.peoplePerJob
  }

  private func write(
    _ digest: Digest, to person: Person, _ reference: Reference, _ now: Moment, _ db: WriteAccess
  ) throws {
    guard let account = try People.account(person.id, in: db), site.settings.mail.reaches(account) else {
      return
    }
    let letter = DigestWords.letter(
      digest, on: now.day, to: person, reference: reference, catalogue: site.catalogue,
      publicURL: site.settings.publicURL)
    try Letters.write(
      to: person.id, address: account.email, subject: letter.subject, body: letter.body, at: now, in: db)
  }
}

extension MailReach {
  /// Whether a letter to an account goes anywhere.
  func reaches(_ account: People.Account) -> Bool {
    guard EmailAddress(account.email) != nil else { return false }
    return switch self {
    case .nowhere: false
    case .thisMachine: true
    case .world: !account.isDemo
    }
  }
}
