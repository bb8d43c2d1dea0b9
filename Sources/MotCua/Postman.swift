import Dispatch
import Foundation
import HTTPServer
import Logging
import Mail
import Storage
import Synchronization
import Web
import Workflow

/// Takes letters from the outbox to the mail server, on a queue of its own, since a server may keep it waiting. A letter
/// whose taking could not be written down is sent again: twice rather than never.
final class Postman: Sendable {
  /// Letters of one round.
  private static let lettersPerRound = 100

  private let relay: Relay
  private let database: Database
  private let logger: Logger
  private let queue = DispatchQueue(label: "post")
  private let isUnderWay = Atomic(false)

  init(relay: Relay, database: Database, logger: Logger) {
    (self.relay, self.database, self.logger) = (relay, database, logger)
  }

  /// Begins a round unless one is under way.
  func round(_ server: Server) {
    guard isUnderWay.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged else {
      return
    }
    queue.async { [self] in
      defer { isUnderWay.store(false, ordering: .relaxed) }
      do {
        let letters = try database.read { try Letters.waiting(at: .now, most: Self.lettersPerRound, in: $0) }
        for letter in letters { guard deliver(letter, server) else { return } }
      } catch { logger.error("the outbox could not be read: \(error)") }
    }
  }

  /// - Returns: whether to go on: a server that does not answer is not asked again in the same round.
  private func deliver(_ letter: Letters.Waiting, _ server: Server) -> Bool {
    let message = Letter(
      to: letter.address, subject: letter.subject, body: letter.body,
      id: "letter-\(letter.id)-\(letter.madeAt.seconds)")
    do throws(Relay.Failure) {
      try relay.send(message, date: Date(timeIntervalSince1970: TimeInterval(letter.madeAt.seconds)))
    } catch {
      logger.warning("letter \(letter.id) was not taken: \(error)")
      server.enqueueWrite { context in
        try MailOutbox.failed(letter, error.description, isFinal: error.scope == .letter, at: .now, context)
      }
      return error.scope != .server
    }
    server.enqueueWrite { try MailOutbox.taken(letter, at: .now, $0) }
    return true
  }
}
