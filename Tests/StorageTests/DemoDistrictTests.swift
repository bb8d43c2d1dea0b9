import Foundation
import Testing
import Workflow

@testable import Storage

/// A small demo district, made once for all tests of this file.
private final class District: Sendable {
  /// A Saturday morning, when nothing can be due today.
  static let now = at("2026-11-21T09:00")
  static let shared = Result { try District(dossiers: 240) }

  let database: Database
  let folder: DataFolder
  let reference: Reference
  private let root: String

  init(dossiers: Int, seed: UInt64 = 2020) throws {
    root = FileManager.default.temporaryDirectory.path + "/motcua-demo-\(UUID().uuidString)"
    folder = try DataFolder(creating: root)
    database = try Database(path: folder.databasePath)
    try Migrations(folder: Office.migrations).apply(to: database)
    _ = try database.write {
      try ReferenceImport(folder: Office.migrations + "/reference", at: at("2018-06-21T08:00")).run(in: $0)
    }
    try DemoDistrict(dossiers: dossiers, seed: seed, until: Self.now, folder: folder)
      .build(in: database) { _, _ in }
    reference = try database.read { try ReferenceCache().current($0) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Rows as one line each.
  func lines(_ columns: String..., from rest: String) throws -> [String] {
    let cells = columns.map { "COALESCE(CAST(\($0) AS TEXT), '-')" }.joined(separator: " || ' ' || ")
    return try database.read { try $0.query("SELECT \(cells) FROM \(rest)") { $0.text(0) } }
  }

  func count(_ sql: String) throws -> Int {
    try database.read { try $0.first("SELECT count(*) FROM " + sql) { $0.int(0) } } ?? 0
  }
}

@Suite("The demo district") struct DemoDistrictTests {
  private let district: District

  init() throws { district = try District.shared.get() }

  @Test("as many dossiers as asked for, in every state, most of them returned")
  func states() throws {
    #expect(try district.count("dossiers") == 240)
    for state in DossierState.allCases {
      let count = try district.count("dossiers WHERE state = '\(state.rawValue)'")
      #expect(count > 1, "\(state.rawValue): \(count)")
    }
    #expect((90...160).contains(try district.count("dossiers WHERE state = 'returned'")))
  }

  @Test("some are late, finished or not; most are not")
  func late() throws {
    let finished = try district.count("dossiers WHERE finished_at IS NOT NULL")
    let late = try district.count("dossiers WHERE finished_at >= late_from")
    #expect(late > 1 && late * 100 < finished * 15, "\(late) of \(finished)")
    let overdue = try district.count(
      "dossiers WHERE finished_at IS NULL AND late_from <= \(District.now.seconds)")
    #expect(overdue > 0)
  }

  @Test(
    "every turn of arts 17–19.9 was taken: asked, completed, apologised, verified, paid, consulted, refused after review"
  )
  func turns() throws {
    let verbs = Set(try district.lines("verb", from: "journal"))
    for verb: Verb in [
      .requestSupplement, .proposeSupplement, .answerSupplement, .acceptSupplement, .refuse, .withdraw,
      .proposeStop,
      .stop, .returnPapers, .demandPayment, .recordPayment, .verify, .draftApology, .apologise, .recordNotice,
      .openStage, .takeStage, .answerStage, .takeOver,
    ] {
      #expect(verbs.contains(verb.rawValue), "\(verb.rawValue)")
    }
    let turns = try district.database.read { db in
      try db.query("SELECT id FROM dossiers WHERE turns <> ''") { DossierID($0.int64(0)) }
        .map { try Dossiers.turns(of: $0, in: db) }
    }
    #expect(turns.contains { $0.outcome.isRefusal })
    #expect(turns.contains { $0.apology?.sentAt != nil })
    let open = turns.compactMap(\.openSupplement)
    #expect(open.contains { $0.isAwaited })
  }

  @Test("the sixteen communes of letter 002 and a district under NĐ 61, and one unit under NĐ 118")
  func units() throws {
    let root = try #require(district.reference.root)
    #expect(root.name == "UBND huyện Như Xuân")
    let communes = district.reference.children(of: root.id).filter { $0.kind == .commune }
    #expect(communes.count == 16)
    #expect(communes.first?.name == "UBND thị trấn Yên Cát")
    for agency in district.reference.agencies {
      let isCurrent = agency.parent == nil && agency.id != root.id
      #expect(agency.regime(on: District.now.day) == (isCurrent ? .decree118 : .decree61))
      #expect(!agency.contact.phone.isEmpty && !agency.contact.responsible.isEmpty)
      #expect(!agency.isTrial(on: District.now.day))
    }
    #expect(district.reference.agencies.filter { $0.parent == nil }.count == 2)
    #expect(try district.count("dossiers WHERE is_trial = 1") == 0)
  }

  @Test("online filing is as the letter found it, class by class (F002-01)")
  func classes() throws {
    for commune in DemoUnits.communes {
      let online = """
        dossiers d JOIN agencies a ON a.id = d.agency_id
        WHERE a.short_name = '\(commune.name)' AND d.channel = 'online'
        """
      let filed = try district.count(online)
      let processed = try district.count("\(online) AND d.received_at IS NOT NULL")
      switch commune.practice {
      case .none: #expect(filed == 0, "\(commune.name)")
      case .zeroPercent: #expect(filed > 0 && processed == 0, "\(commune.name)")
      case .levelThreeOnly, .bothLevels:
        let levels = Set(
          try district.lines(
            "procedure_code", from: "\(online) AND d.received_at IS NOT NULL"
          ).compactMap { district.reference.procedure($0, on: District.now.day)?.procedure.level })
        #expect(levels == (commune.practice == .bothLevels ? [.partial, .full] : [.partial]))
      }
    }
  }

  @Test("the sign-in page lists one of each role among the first twelve accounts, all with one password")
  func accounts() throws {
    let listed = try district.database.read { try People.demoAccounts(in: $0) }
    #expect(
      listed.map(\.login) == [
        "motcua.yencat", "chuyenmon.yencat", "lanhdao.yencat", "chutich.yencat", "vanphong.huyen",
        "thanhtra", "quantri", "congdan", "motcua.huyen", "tuphap.huyen", "lanhdao.huyen",
        "motcua.mau",
      ])
    let roles = try district.database.read { db in
      Set(try listed.flatMap { try People.grants(of: $0.id, in: db) }.map(\.role))
    }
    #expect(roles == Set(Role.grantable))
    #expect(Set(listed.map(\.password)).count == 1)
    #expect(Passwords.verify(DemoDistrict.password, against: listed[0].password))
    #expect(try district.count("people WHERE is_demo = 0") == 0)
  }

  @Test("the first citizen has a dossier in every state")
  func showcase() throws {
    for state in DossierState.allCases {
      #expect(
        try district.count(
          """
          dossiers d JOIN people p ON p.id = d.applicant_id
          WHERE p.login = 'congdan' AND d.state = '\(state.rawValue)'
          """) > 0, "\(state)")
    }
  }

  @Test("every agency has a former identifier code of its own")
  func formerCodes() throws {
    let codes = district.reference.agencies.map(\.formerCode)
    #expect(codes.allSatisfy(Agency.isFormerCode) && Set(codes).count == codes.count, "\(codes)")
  }

  @Test("one commune receives at two points, and results travel between them")
  func points() throws {
    #expect(try district.lines("agency_id", from: "points GROUP BY agency_id").count == 1)
    #expect(try district.count("dossiers WHERE pickup_point <> received_point") > 0)
    let sent = try district.count("journal WHERE verb = 'send-result'")
    let taken = try district.count("journal WHERE verb = 'take-result'")
    #expect(taken > 0 && taken <= sent)
    let lost = "dossiers WHERE state = 'returned' AND result_point <> pickup_point"
    #expect(try district.count(lost) == 0)
  }

  @Test("who is bound uses earlier papers again, by reference and none but his own")
  func reused() throws {
    #expect(try district.count("attachments WHERE source_id IS NOT NULL") > 0)
    let others = try district.count(
      """
      attachments a JOIN attachments s ON s.id = a.source_id JOIN dossiers d ON d.id = a.dossier_id
        JOIN dossiers e ON e.id = s.dossier_id
      WHERE a.sha256 <> s.sha256 OR d.owner_identity <> e.owner_identity
      """)
    #expect(others == 0)
  }

  @Test("who acted held the role at that place and field, and grants were given by another")
  func rights() throws {
    try district.database.read { db in
      let rows = try db.query("SELECT dossier_id, person_id, role FROM journal") {
        (DossierID($0.int64(0)), PersonID($0.int64(1)), Role(rawValue: $0.text(2)))
      }
      #expect(rows.count > 1000)
      for (dossier, person, role) in rows {
        let record = try #require(try Dossiers.record(dossier, in: db))
        let actor = try #require(try People.person(person, in: db))
        let role = try #require(role)
        let place = Rights.Place(
          agency: record.dossier.agency, unit: record.dossier.unit, field: record.field,
          applicant: record.applicant, isPrivateDraft: false)
        let roles = Rights.roles(of: actor, on: place)
        // What was handed back lies at the counter again; the department still acted.
        let isDepartment = actor.grants.contains {
          $0.role == .specialist && district.reference.agency($0.agency)?.kind == .department
        }
        #expect(roles.contains(role) || isDepartment, "\(actor.name) \(role) \(dossier)")
      }
    }
    #expect(try district.count("grants WHERE granted_by = person_id") == 0)
  }

  @Test("figures of any period are the sum of its days, whole quarters and months or not")
  func figures() throws {
    var random = SeededRandom(7)
    try district.database.read { db in
      let agencies = try db.query("SELECT DISTINCT agency_id FROM service_days") { AgencyID($0.int64(0)) }
      let last = Day(number: try #require(try db.first("SELECT max(day) FROM service_days") { $0.int(0) }))
      let turns = [Day(year: last.year, month: 1, day: 15), Day(year: last.year - 1, month: 12, day: 15)]
      let ranges =
        (0..<200).map { _ in (last - random.int(0...800), random.int(0...800)) }
        + turns.flatMap { turn in
          [27, 28, 29, 30, 31, 88, 89, 90, 91, 364, 365].flatMap {
            [(turn, $0), (turn - 1, $0), (turn + 1, $0)]
          }
        }
      for (from, days) in ranges {
        let period = try #require(Dossiers.Period(from: from, to: from + days))
        for agency in agencies {
          let figures = try ServiceDays.figures(of: agency, in: period, db)
          let naive = try db.first(
            """
            SELECT COALESCE(sum(arisen), 0), COALESCE(sum(handled), 0), COALESCE(sum(late), 0),
              COALESCE(sum(returned_late), 0)
            FROM service_days WHERE agency_id = $1 AND day BETWEEN $2 AND $3
            """, agency.value, from.number, (from + days).number
          ) { row in (0..<4).map { row.int($0) } }
          let all = figures.services.values.reduce(OnlineRanking.Counts(), +)
          #expect(
            naive == [all.arisen, all.handled, figures.late, figures.returnedLate], "\(from.iso) \(days)")
        }
      }
    }
  }

  @Test("journal and columns, codes and serials, rows and files agree")
  func integrity() throws {
    let (journal, codes, references) = try district.database.read { db in
      (try Integrity.journal(in: db), try Integrity.codes(in: db), try Attachments.references(in: db))
    }
    #expect(journal.isGood, "\(journal.faults)")
    #expect(codes.isGood, "\(codes.faults)")
    let figures = try district.database.read { try Integrity.serviceDays(in: $0) }
    #expect(figures.isGood && figures.examined > 50, "\(figures.faults)")
    let late = try district.database.read { try Integrity.lateFindings(in: $0) }
    #expect(late.isGood && late.examined >= 5, "\(late.faults)")
    let reports = try district.database.read { try Integrity.reports(in: $0) }
    #expect(reports.isGood && reports.examined == 18 * 12, "\(reports.faults)")
    let corrections = try district.database.read {
      try $0.query("SELECT state FROM corrections ORDER BY id") { $0.text(0) }
    }
    #expect(corrections.starts(with: ["approved", "approved", "supported"]))
    #expect(references.count > 50)
    let report = try Attachments(district.folder).verify(references)
    #expect(report.isGood && report.orphans.isEmpty)
    for reference in references {
      #expect(try FileKind(ofFileAt: Attachments(district.folder).path(of: reference.hash)) != nil)
    }
  }

  @Test("time goes on: the journal is in order, ends today, and officers act in working hours")
  func time() throws {
    let rows = try district.database.read {
      try $0.query("SELECT happened_at, role FROM journal ORDER BY id") {
        (Moment(seconds: $0.int64(0)), $0.text(1))
      }
    }
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.0 <= $1.0 })
    #expect(try #require(rows.last).0 <= District.now)
    #expect(try #require(rows.first).0.day > District.now.day - 740)
    for (moment, role) in rows where role != Role.applicant.rawValue {
      // A step may begin in the last minute of a shift and take some seconds.
      let before = Moment(seconds: moment.seconds - 60)
      let calendar = district.reference.calendar
      let isOpen = [moment, before].contains { WorkingHours.standard.receives(at: $0, calendar: calendar) }
      #expect(isOpen, "\(moment.iso) \(role)")
    }
  }

  @Test("online filings hold answers that pass their form")
  func answers() throws {
    let filed = try district.database.read { db in
      try db.query("SELECT id FROM dossiers WHERE channel = 'online' AND submitted_at IS NOT NULL") {
        DossierID($0.int64(0))
      }
      .map { try #require(try Dossiers.record($0, in: db)) }
    }
    #expect(filed.count > 30)
    for record in filed {
      let form = try #require(record.formRevision.flatMap { district.reference.form(revision: $0) })
      let day = try #require(record.dossier.submittedAt).day
      #expect(form.form.check(record.answers, today: day) == [])
      #expect(record.answers["requester.fullName"] == record.owner.name)
    }
  }

  @Test("every form of the catalogue can be filled in", arguments: 0..<8)
  func everyForm(_ seed: Int) throws {
    var random = SeededRandom(UInt64(seed))
    for stored in district.reference.forms {
      let day = Day(year: 2026, month: 2, day: 10)
      let person = DemoPerson(of: "xã Cát Vân", on: day, &random)
      let answers = DemoAnswers.filled(stored.form, by: person, on: day, &random)
      #expect(stored.form.check(answers, today: day) == [], "\(stored.form.id)")
    }
  }

  @Test("every counter publishes the procedures of its level, each with somebody who answers for it")
  func publications() throws {
    let publications = district.reference.publications
    #expect(publications.allSatisfy { !$0.responsible.isEmpty })
    #expect(Set(publications.map(\.agency)).count == 18)
    for line in Set(try district.lines("agency_id", "procedure_code", from: "dossiers")) {
      let parts = line.split(separator: " ")
      #expect(publications.contains { "\($0.agency)" == parts[0] && $0.code == parts[1] })
    }
  }

  @Test("the same seed makes the same district, another one another")
  func deterministic() throws {
    let (one, same, other) = (
      try District(dossiers: 40), try District(dossiers: 40), try District(dossiers: 40, seed: 7)
    )
    for (table, columns) in [
      ("dossiers", "id || state || code || owner_name || owner_identity || answers || changed_at"),
      ("journal", "dossier_id || verb || person_id || happened_at || reason || detail"),
      ("attachments", "dossier_id || sha256 || filename"),
    ] {
      let lines = try one.lines(columns, from: table)
      #expect(try same.lines(columns, from: table) == lines)
      #expect(try other.lines(columns, from: table) != lines)
    }
  }

  @Test("made once only, and only with reference data")
  func refusals() throws {
    let demo = DemoDistrict(dossiers: 1, until: District.now, folder: district.folder)
    #expect(failure { try demo.build(in: district.database) { _, _ in } } as? DemoDistrict.Fault == .notEmpty)
    try withFolder { path in
      let folder = try DataFolder(creating: path + "/data")
      let database = try Database(path: folder.databasePath)
      try Migrations(folder: Office.migrations).apply(to: database)
      #expect(try database.read { try DemoDistrict.isPossible(in: $0) })
      let demo = DemoDistrict(dossiers: 1, until: District.now, folder: folder)
      #expect(failure { try demo.build(in: database) { _, _ in } } as? DemoDistrict.Fault == .noReference)
      #expect(try database.read { try DemoDistrict.isPossible(in: $0) }, "nothing of it was kept")
    }
  }
}
