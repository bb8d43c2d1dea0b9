import Testing
import Workflow

@testable import SQLite
@testable import Storage

/// Issue 2, "Must be shown" 4: on a million dossiers no list reads those that are closed. Every statement that the
/// lists really run is taken from the connection's cache and its plan asked for.
@Suite("Query plans of lists, look-up and search") struct PlanTests {
  let office: Office
  private let context: ReadContext

  init() throws {
    office = try Office()
    context = try office.database.makeReader()
  }

  /// The plans of the statements that a reading ran about dossiers, or about another table, as lines.
  func plans(
    of table: String = "dossier", _ reading: (ReadAccess) throws -> Void
  ) throws -> [String: [String]] {
    let connection = context.access.engine.connection
    let before = Set(connection.cachedSQL)
    try reading(context.access)
    let run = Set(connection.cachedSQL).subtracting(before).filter { $0.contains(table) }
    var plans: [String: [String]] = [:]
    for sql in run {
      let statement = try connection.statement("EXPLAIN QUERY PLAN " + sql)
      defer { connection.finish(statement) }
      while try statement.step() { plans[sql, default: []].append(statement.row.text(3)) }
    }
    return plans
  }

  /// Read from end to end without harm: full-text matches, and files known to be lost.
  private static let smallIndexes = ["VIRTUAL TABLE INDEX", "INDEX attachments_damaged"]

  /// That a reading uses an index, and scans or sorts nothing.
  private func expect(_ index: String, sorts: Bool = false, _ reading: (ReadAccess) throws -> Void) throws {
    let lines = try plans(reading).values.flatMap { $0 }
    #expect(lines.contains { $0.contains(index) }, "\(index) is not used: \(lines)")
    let isWhole = { (line: String) in
      line.hasPrefix("SCAN") && !Self.smallIndexes.contains { line.contains($0) }
    }
    #expect(!lines.contains(where: isWhole), "\(lines)")
    if !sorts { #expect(!lines.contains { $0.contains("TEMP B-TREE") }, "\(lines)") }
  }

  @Test("counter tabs", arguments: Dossiers.CounterTab.allCases)
  func counter(_ tab: Dossiers.CounterTab) throws {
    try expect("INDEX dossiers_at_counter (agency_id=? AND state=? AND <expr>>?)") {
      _ = try Dossiers.counter(tab, at: office.agency, in: $0)
    }
  }

  @Test("counts of the tabs")
  func counterCounts() throws {
    try expect("COVERING INDEX dossiers_at_counter (agency_id=? AND state=?)") {
      _ = try Dossiers.counterCounts(at: office.agency, in: $0)
    }
  }

  @Test("desks of specialists and leaders")
  func desks() throws {
    try expect("INDEX dossiers_of_processor (processor_id=? AND <expr>>?)") {
      _ = try Dossiers.ofProcessor(office.specialist.person, in: $0)
    }
    try expect("INDEX dossiers_of_signer (signer_id=? AND <expr>>?)") {
      _ = try Dossiers.ofSigner(office.leader.person, in: $0)
    }
    let counts = try plans { _ = try Dossiers.deskCounts(of: office.leader.person, in: $0) }
    let lines = counts.values.flatMap { $0 }
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.contains("INDEX dossiers_of_") }, "\(lines)")
  }

  @Test("overdue, due today and being solved")
  func overdue() throws {
    try expect("INDEX dossiers_being_solved (agency_id=?") {
      _ = try Dossiers.overdue(at: office.agency, now: office.now, in: $0)
      _ = try Dossiers.dueToday(at: office.agency, now: office.now, in: $0)
      _ = try Dossiers.allBeingSolved(at: office.agency, in: $0)
    }
  }

  @Test("letters of apology to sign, and dossiers that need one")
  func late() throws {
    let charge = Dossiers.Charge(agency: office.agency)
    try expect("INDEX dossiers_to_apologise (agency_id=?") {
      _ = try Dossiers.toApologise(charge, in: $0)
    }
    try expect("INDEX dossiers_being_solved (agency_id=?") {
      _ = try Dossiers.expiring(charge, until: office.now.day, in: $0)
    }
    try expect("INDEX dossiers_being_solved (agency_id=?") {
      _ = try Dossiers.lateCounts(charge, until: office.now.day, in: $0)
    }
  }

  @Test("parts at other agencies, of those asked and of the one that asks")
  func stages() throws {
    try expect("INDEX stages_open (agency_id=?)") { _ = try Stages.asked(of: office.agency, in: $0) }
    try expect("INDEX stages_sent (lead_id=?)") { _ = try Stages.sent(by: office.agency, in: $0) }
  }

  @Test(
    "what a counter keeps an eye on, and how much",
    arguments: [
      (Dossiers.WatchList.awaited, "dossiers_waiting"), (.unpaid, "dossiers_unpaid"),
      (.uncollected, "dossiers_uncollected"), (.papersHeld, "dossiers_holding_papers"),
      (.amended, "dossiers_being_amended"),
    ])
  func watched(list: Dossiers.WatchList, index: String) throws {
    try expect("INDEX \(index) (agency_id=?") {
      _ = try Dossiers.watched(list, at: office.agency, in: $0)
    }
    try expect("INDEX \(index) (agency_id=?") {
      _ = try Dossiers.watchCount(list, at: office.agency, in: $0)
    }
  }

  @Test("what was handed over on a day", arguments: Dossiers.Way.allCases)
  func handedOver(_ way: Dossiers.Way) throws {
    try expect(
      "INDEX journal_handovers (agency_id=? AND verb=? AND recorded_at>? AND recorded_at<?)", sorts: true
    ) {
      _ = try Dossiers.handedOver(way, at: office.agency, on: office.now.day, most: 10, in: $0)
    }
  }

  @Test("the register, line by line, and its years")
  func register() throws {
    try expect("INDEX sqlite_autoindex_register_numbers_2 (agency_id=? AND year=? AND number>?)") {
      _ = try Register.lines(of: office.agency, year: 2026, from: 1, most: 10, in: $0)
    }
    let lines = try plans(of: "register_numbers") {
      _ = try Register.years(of: office.agency, in: $0)
      try Register.eachCode(of: office.agency, year: 2026, within: 1...9, in: $0) { _, _ in }
    }.values.flatMap { $0 }
    #expect(!lines.contains { $0.hasPrefix("SCAN register") || $0.contains("TEMP B-TREE") }, "\(lines)")
  }

  @Test("papers of a period, and a person's earlier papers")
  func papers() throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    // What is scanned is the period's own papers, one by one.
    let lines = try plans { _ = try Dossiers.digitisation(at: office.agency, in: period, $0) }.values
      .flatMap { $0 }
    #expect(
      lines.contains { $0.contains("INDEX dossiers_by_reception (agency_id=? AND received_at>?") }, "\(lines)"
    )
    #expect(lines.filter { $0.hasPrefix("SCAN") } == ["SCAN papers"], "\(lines)")
    let identity = try #require(IdentityNumber(.cccd, "038190001234"))
    try expect("INDEX dossiers_by_identity (owner_identity=?", sorts: true) {
      _ = try Reusables.list(of: identity, in: nil, $0)
    }
  }

  @Test("results between points")
  func carried() throws {
    try expect("INDEX dossiers_to_carry (agency_id=? AND <expr>>?)") {
      _ = try Dossiers.carried(at: office.agency, in: $0)
    }
    try expect("INDEX dossiers_to_carry (agency_id=?") {
      _ = try Dossiers.carriedCount(at: office.agency, in: $0)
    }
  }

  @Test("paper on its way")
  func inTransit() throws {
    try expect("INDEX dossiers_in_transit (agency_id=?") {
      _ = try Dossiers.inTransit(from: office.agency, in: $0)
    }
    try expect("INDEX dossiers_of_processor (processor_id=?") {
      _ = try Dossiers.inTransit(to: office.specialist.person, in: $0)
    }
    try expect("INDEX dossiers_in_transit (agency_id=?") {
      _ = try Dossiers.inTransitCount(from: office.agency, in: $0)
    }
  }

  @Test("open desks, abandoned ones, results that are not over, dossiers to recount")
  func desksOfAgency() throws {
    // Few at one agency, sorted by what no index can hold.
    try expect("INDEX dossiers_being_solved (agency_id=?", sorts: true) {
      _ = try Desks.desks(at: office.agency, in: $0)
    }
    // Counted by desk first, and the desks are few.
    let counted = try plans { _ = try Desks.orphanCount(at: office.agency, in: $0) }.values.flatMap { $0 }
    #expect(
      counted.contains { $0.contains("SEARCH d USING INDEX dossiers_being_solved (agency_id=?") },
      "\(counted)")
    #expect(counted.contains("CO-ROUTINE d"), "\(counted)")
    try expect("INDEX dossiers_being_solved (agency_id=?") {
      _ = try Desks.orphans(at: office.agency, in: $0)
    }
    try expect("INDEX dossiers_being_solved (agency_id=?") {
      _ = try Dossiers.solving(at: office.agency, limit: 10, in: $0)
    }
    let lines = try plans { _ = try Dossiers.unfinished(at: office.agency, in: $0) }.values.flatMap { $0 }
    #expect(lines.contains { $0.contains("INDEX dossiers_being_solved (agency_id=?") }, "\(lines)")
    #expect(lines.contains { $0.contains("INDEX dossiers_at_counter (agency_id=?") }, "\(lines)")
  }

  @Test("a person's open desks and delegations")
  func ofPerson() throws {
    let lines = try plans { _ = try Desks.open(of: office.leader.person, in: $0) }.values.flatMap { $0 }
    #expect(lines.allSatisfy { $0.contains("INDEX dossiers_of_") }, "\(lines)")
  }

  @Test("waiting for reception, ready for return")
  func waiting() throws {
    try expect("INDEX dossiers_at_counter (agency_id=? AND state=? AND <expr>>?)") {
      _ = try Dossiers.waiting(at: office.agency, in: $0)
      _ = try Dossiers.waiting(at: office.agency, lateAt: office.now, in: $0)
    }
    // Two states are merged by sorting what is open at one counter.
    try expect("INDEX dossiers_at_counter (agency_id=? AND state=?", sorts: true) {
      _ = try Dossiers.ready(at: office.agency, in: $0)
    }
  }

  @Test("a chairman's counts")
  func overview() throws {
    let plans = try plans { _ = try Dossiers.overview(of: office.agency, now: office.now, in: $0) }
    let lines = plans.values.flatMap { $0 }
    #expect(lines.contains { $0.contains("INDEX dossiers_at_counter (agency_id=?") }, "\(lines)")
    #expect(lines.contains { $0.contains("INDEX dossiers_being_solved (agency_id=?") }, "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("SCAN") }, "\(lines)")
  }

  @Test("what a morning tells")
  func digests() throws {
    let span = office.now..<Moment(seconds: office.now.seconds + 1)
    for (desk, index) in [
      (Dossiers.Desk.processor(office.specialist.person), "dossiers_of_processor (processor_id=?"),
      (.signer(office.leader.person), "dossiers_of_signer (signer_id=?"),
      (.agency(office.agency), "dossiers_being_solved (agency_id=? AND late_from>?"),
    ] {
      try expect(index, sorts: true) { _ = try Dossiers.due(on: desk, lateFrom: span, most: 9, in: $0) }
    }
    try expect("dossiers_being_solved (agency_id=? AND late_from>?") {
      _ = try Dossiers.due(on: .counter(office.agency, fields: []), lateFrom: span, most: 9, in: $0)
    }
    try expect("dossiers_at_counter (agency_id=? AND state=?", sorts: true) {
      _ = try Dossiers.filed(at: office.agency, within: span, most: 9, in: $0)
    }
    try expect("SEARCH d USING INTEGER PRIMARY KEY (rowid=?", sorts: true) {
      _ = try Dossiers.damaged(at: office.agency, in: $0)
    }
  }

  @Test("what has had its time")
  func housekeeping() throws {
    try expect("INDEX dossiers_drafts_by_age (changed_at<?)") {
      _ = try Drafts.old(most: 9, at: office.now, in: $0)
    }
    let plans = try plans(of: "attachments") {
      _ = try Attachments.named(in: Attachments.Shard(at: office.now), $0)
    }
    let lines = plans.values.flatMap { $0 }
    for index in ["attachments_by_content", "printed_papers_by_content"] {
      #expect(lines.contains { $0.contains("INDEX \(index) (sha256>? AND sha256<?)") }, "\(lines)")
    }
  }

  /// A table that is not among the keepers would lose its files.
  @Test("every table that names files keeps them")
  func keepers() throws {
    let tables = try office.database.read {
      try $0.query(
        """
        SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name <> 'migrations' AND c.name = 'sha256' ORDER BY m.name
        """
      ) { $0.text(0) }
    }
    #expect(tables == Attachments.keepers.map(\.0).sorted())
  }

  @Test("what a counter did to citizens' accounts")
  func counterActs() throws {
    let plans = try plans(of: "administration_journal") {
      _ = try CounterAct.list(at: office.agency, after: 9, in: $0)
    }
    let lines = plans.values.flatMap { $0 }
    #expect(
      lines.contains { $0.contains("INDEX administration_journal_of_counters (agency_id=?") }, "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(lines)")
  }

  @Test("a citizen's dossiers")
  func ofApplicant() throws {
    try expect("INDEX dossiers_of_applicant (applicant_id=?)", sorts: true) {
      let person = try People.person(office.citizen.person, in: $0)
      _ = try Dossiers.ofApplicant(try #require(person), in: $0)
    }
  }

  @Test("look-up by code or submission number")
  func lookUp() throws {
    try expect("COVERING INDEX sqlite_autoindex_dossiers_") {
      _ = try Dossiers.find(code: "H56.20.07-260908-0001", in: $0)
    }
  }

  @Test("search by name")
  func names() throws {
    try expect("dossier_names VIRTUAL TABLE INDEX") {
      _ = try Search.dossiers(matching: "Hoa", at: [office.agency], in: $0)
    }
  }

  @Test(
    "search by identity number and telephone, of owner and submitter",
    arguments: [
      "dossiers_by_identity (owner_identity=? AND agency_id=?)",
      "dossiers_by_submitter_identity (submitter_identity=? AND agency_id=?)",
      "dossiers_by_phone (owner_phone=? AND agency_id=?)",
      "dossiers_by_submitter_phone (submitter_phone=? AND agency_id=?)",
    ])
  func search(_ index: String) throws {
    // The few that fit are put in order by sorting.
    try expect("INDEX " + index, sorts: true) {
      _ = try Search.dossiers(matching: "0912345678", at: [office.agency, office.neighbour], in: $0)
    }
  }

  @Test("what a page of dossiers shows beside their rows")
  func page() throws {
    let ids = [try office.received(), try office.received()]
    try expect("INDEX attachments_by_dossier (dossier_id=?)", sorts: true) {
      _ = try DossierFiles.results(of: ids, in: $0)
    }
    try expect("INDEX sqlite_autoindex_result_looks_1 (person_id=? AND dossier_id=?)") {
      _ = try Dossiers.looked(at: ids, office.leader.person, in: $0)
    }
    try expect("INDEX sqlite_autoindex_journal_1 (dossier_id=? AND version=?)") {
      _ = try Journal.lastLines(of: ids, in: $0)
    }
    try expect("SEARCH d USING INTEGER PRIMARY KEY (rowid=?)", sorts: true) {
      _ = try Search.found(ids, in: $0)
    }
  }

  @Test("a dossier with its papers, files and journal")
  func record() throws {
    let id = try office.received()
    let lines = try plans {
      _ = try Dossiers.record(id, in: $0)
      _ = try DossierFiles.files(of: id, in: $0)
      _ = try Journal.lines(of: id, in: $0)
      _ = try Dossiers.rows([id], in: $0)
    }.values.flatMap { $0 }
    #expect(lines.count >= 5)
    #expect(!lines.contains { $0.hasPrefix("SCAN") }, "\(lines)")
    let sorted = lines.filter { $0.contains("TEMP B-TREE") }
    #expect(sorted.count <= 1, "only the handful of papers of one dossier: \(lines)")
  }

  @Test("what stands still")
  func stuck() throws {
    try expect("INDEX dossiers_by_movement (agency_id=? AND moved_at>? AND moved_at<?)") {
      _ = try Dossiers.stuck(at: office.agency, since: office.now, in: $0)
    }
    try expect("INDEX dossiers_by_movement (agency_id=? AND moved_at<?)") {
      _ = try Dossiers.stuckCount(at: office.agency, since: office.now, in: $0)
    }
    let id = DossierID(1)
    let lines = try plans { _ = try Dossiers.standings(of: [id], in: $0) }.values.flatMap { $0 }
    #expect(!lines.contains { $0.hasPrefix("SCAN") }, "\(lines)")
  }

  @Test("what was finished in a period")
  func finished() throws {
    let period = Dossiers.Period(monthOf: office.now.day)
    try expect("INDEX dossiers_finished (agency_id=? AND finished_at>? AND finished_at<?)") {
      _ = try StepTimes.lines(at: office.agency, in: period, Reference.read($0, version: 0), $0)
    }
  }

  @Test("words from above, of an agency, a person and a counter")
  func nudges() throws {
    let plans = try plans(of: "nudges") {
      _ = try Nudges.said(at: office.agency, since: office.now, in: $0)
      _ = try Nudges.open(of: office.leader.person, in: $0)
      _ = try Nudges.open(atCounter: office.agency, in: $0)
    }.values.flatMap { $0 }
    for index in [
      "nudges_reminding (agency_id=? AND asked_at>?", "nudges_explained (agency_id=? AND <expr>>?",
      "nudges_to_person", "nudges_to_counter",
    ] {
      #expect(plans.contains { $0.contains("INDEX \(index)") }, "\(index): \(plans)")
    }
    #expect(!plans.contains { $0.hasPrefix("SCAN") }, "\(plans)")
  }

  @Test("lists of exceptions and refused attempts")
  func oversight() throws {
    try expect("INDEX journal_of_exceptions (agency_id=?)") {
      _ = try Journal.exceptions(at: office.agency, in: $0)
    }
    try expect("INDEX journal_of_backdatings (agency_id=?)") {
      _ = try Journal.backdatings(at: office.agency, in: $0)
    }
    try expect("INDEX refused_attempts_by_agency (agency_id=?)") {
      _ = try Journal.attempts(at: office.agency, in: $0)
    }
  }

  @Test("drafts of an account")
  func drafts() throws {
    let lines = try plans {
      _ = try Drafts.count(of: office.citizen.person, in: $0)
      _ = try DossierFiles.draftBytes(of: office.citizen.person, in: $0)
    }.values.flatMap { $0 }
    #expect(!lines.isEmpty && !lines.contains { $0.hasPrefix("SCAN") }, "\(lines)")
  }
}
