public import HTTPServer
import Storage

/// What the portal does by itself while it is served, minute by minute: what has had its time goes, a little at once,
/// queued to the lanes like any other work.
public struct Housekeeping: Sendable {
  /// How long to wait between two rounds, in seconds.
  public static let everySeconds = 60

  private let site: Site

  /// For one portal, by its own clock.
  public init(_ site: Site) { self.site = site }

  /// Queues a round.
  public func queue(to server: Server) {
    server.enqueueWrite { try rows(LaneContext.of($0)) }
    server.enqueueCostly { try files(LaneContext.of($0)) }
  }

  /// On the writer: drafts that nobody touched for thirty days (decision 22), sessions that are over, answers that
  /// nobody repeats any more.
  func rows(_ context: LaneContext) throws {
    let (now, db) = (site.settings.now(), context.writing)
    try Drafts.discardOld(at: now, in: db)
    try Sessions.forgetOld(at: now, in: db)
    try AnsweredForms.forgetOld(at: now, in: db)
  }

  /// In the pool: from the folder whose turn it is, the files that no row keeps and no upload can name any more.
  func files(_ context: LaneContext) throws {
    let now = site.settings.now()
    let shard = Attachments.Shard(at: now)
    try site.attachments.sweep(shard, named: Attachments.named(in: shard, context.db), at: now)
  }
}
