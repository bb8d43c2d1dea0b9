import Documents
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
    server.enqueueCostly { context in
      let seen = try files(LaneContext.of(context))
      server.enqueueWrite { try note(seen, LaneContext.of($0)) }
    }
    tell(server)
    examine(server)
    score(server)
    count(server)
    report(server)
  }

  /// Counts the index of the months that are over, one of one agency in each job.
  private func count(_ server: Server) {
    server.enqueueCostly { context in
      guard let month = try month(LaneContext.of(context)) else { return }
      server.enqueueWrite { context in
        try IndexMonths.keep(month, in: LaneContext.of(context).writing)
        count(server)
      }
    }
  }

  /// In the pool: the index of a month of an agency that was not counted yet.
  func month(_ context: LaneContext) throws -> IndexMonths.Month? {
    try IndexFacts.owed(context.reference(), at: site.settings.now(), context.db)
  }

  /// Scores the finished dossiers that were not scored since they changed, a few in each job.
  private func score(_ server: Server) {
    server.enqueueCostly { context in
      let scored = try marks(LaneContext.of(context))
      guard !scored.isEmpty else { return }
      server.enqueueWrite { context in
        try DossierScores.keep(scored, in: LaneContext.of(context).writing)
        score(server)
      }
    }
  }

  /// In the pool: the marks of a few finished dossiers.
  func marks(_ context: LaneContext) throws -> [DossierScores.Scored] {
    try DossierScores.due(limit: 100, context.reference(), in: context.db)
  }

  /// Looks into the late dossiers that were not looked at since they changed, a few in each job.
  private func examine(_ server: Server) {
    server.enqueueCostly { context in
      let looks = try looks(LaneContext.of(context))
      guard !looks.isEmpty else { return }
      server.enqueueWrite { context in
        try keep(looks, LaneContext.of(context))
        examine(server)
      }
    }
  }

  /// In the pool: what the facts say of a few late dossiers.
  func looks(_ context: LaneContext) throws -> [LateFindings.Look] { try LateExamination.due(context, site) }

  /// On the writer: keeps what they say.
  func keep(_ looks: [LateFindings.Look], _ context: LaneContext) throws {
    try LateFindings.keep(looks, under: site.trust.mark, in: context.writing)
  }

  /// Which reports are owed, one in each job.
  private func report(_ server: Server) {
    server.enqueueWrite { context in
      if try reports(LaneContext.of(context)) { report(server) }
    }
  }

  /// On the writer: a report whose time has come.
  ///
  /// - Returns: whether others may still be owed.
  func reports(_ context: LaneContext) throws -> Bool { try MakeReports(site: site).run(context) }

  /// Who is to be told something this morning, a few in each job.
  private func tell(_ server: Server) {
    server.enqueueWrite { context in
      if try digests(LaneContext.of(context)) { tell(server) }
    }
  }

  /// On the writer: what a few people are told this morning.
  ///
  /// - Returns: whether others may still be waiting.
  func digests(_ context: LaneContext) throws -> Bool { try TellMorning(site: site).run(context) }

  /// On the writer: drafts that nobody touched for thirty days (decision 22), sessions that are over, answers that
  /// nobody repeats any more.
  func rows(_ context: LaneContext) throws {
    let (now, db) = (site.settings.now(), context.writing)
    try Drafts.discardOld(at: now, in: db)
    try Sessions.forgetOld(at: now, in: db)
    try People.endGrants(at: now, in: db)
    try AnsweredForms.forgetOld(at: now, in: db)
    try Digests.forgetOld(at: now, in: db)
    try Letters.forgetOld(at: now, in: db)
  }

  /// What a look at a folder of files showed.
  struct Seen: Sendable {
    let shard: Attachments.Shard
    let damaged: [ContentHash]
  }

  /// In the pool, for the folder whose turn it is: removes the files that no row keeps and no upload can name any more,
  /// and looks whether those that rows keep are there.
  func files(_ context: LaneContext) throws -> Seen {
    let now = site.settings.now()
    let shard = Attachments.Shard(at: now)
    let named = try Attachments.named(in: shard, context.db)
    try site.attachments.sweep(shard, named: named, at: now)
    return Seen(shard: shard, damaged: site.attachments.damaged(named))
  }

  /// On the writer: which files are lost, so that the chairman sees it and not only who opens them.
  func note(_ seen: Seen, _ context: LaneContext) throws {
    try Attachments.note(damaged: seen.damaged, in: seen.shard, at: site.settings.now(), context.writing)
  }
}
