import Storage
import Workflow

extension Visit {
  /// Puts an e-mail to each of some people into the outbox, those left out whom e-mail does not reach.
  ///
  /// - Parameter url: the page it is about, added where the portal knows its own address.
  func tell(_ people: Set<PersonID>, _ subject: String, _ body: String, at url: String) throws {
    let link = site.settings.publicURL.map { "\n" + $0 + url } ?? ""
    for id in people.sorted(by: { $0.value < $1.value }) {
      guard let account = try People.account(id, in: db), site.settings.mail.reaches(account) else {
        continue
      }
      try Letters.write(
        to: id, address: account.email, subject: subject, body: "\(body)\(link)\n", at: now, in: writing)
    }
  }
}
