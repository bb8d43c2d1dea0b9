import Workflow

/// Whether what is stored agrees with itself: `motcua check` asks, and so does every round of a kill loop.
public enum Integrity {
  /// What one check found.
  public struct Finding: Sendable, Equatable {
    /// How many things were looked at.
    public internal(set) var examined = 0
    /// How many of them are wrong.
    public internal(set) var faultCount = 0
    /// The first of these, in words that name dossiers by number and nobody by name.
    public internal(set) var faults: [String] = []

    /// Whether nothing is wrong.
    public var isGood: Bool { faultCount == 0 }

    private static let kept = 20

    mutating func note(_ fault: String) {
      faultCount += 1
      if faults.count < Self.kept { faults.append(fault) }
    }
  }

  /// Replays every dossier's journal and compares it with the columns that are its projection.
  public static func journal(in db: ReadAccess) throws -> Finding {
    var finding = Finding()
    var replay: JournalReplay?
    try db.each(
      """
      SELECT d.id, d.state, d.version, d.submitted_at, d.received_at, d.returned_at,
        j.id, j.version, j.verb, j.from_state, j.to_state, j.happened_at, j.detail
      FROM dossiers d LEFT JOIN journal j ON j.dossier_id = d.id
      ORDER BY d.id, j.version
      """
    ) { row in
      if replay?.dossier != row.int64(0) {
        replay?.finish(&finding)
        replay = JournalReplay(row)
      }
      if !row.isNull(6) { replay?.follow(row, &finding) }
      return true
    }
    replay?.finish(&finding)
    return finding
  }

  /// Compares the issued codes and submission numbers with the serials they were taken from: each once, none
  /// left out, none beyond the last.
  public static func codes(in db: ReadAccess) throws -> Finding {
    var finding = Finding()
    var issued: [Series: Issued] = [:]
    try db.each(
      """
      SELECT d.id, d.code, j.recorded_at FROM dossiers d
      LEFT JOIN journal j ON j.dossier_id = d.id AND j.verb = 'receive' WHERE d.code IS NOT NULL
      """
    ) { row in
      finding.examined += 1
      guard let code = DossierCode(row.text(1)), code.description == row.text(1) else {
        finding.note("dossier \(row.int64(0)): its code is not one")
        return true
      }
      if Moment(seconds: row.optionalInt64(2) ?? 0).day != code.day {
        finding.note("dossier \(row.int64(0)): its code is not of the day of receipt")
      }
      issued[Series(name: code.agency, day: code.day.iso), default: Issued()].add(code.serial)
      return true
    }
    try addSubmissions(&issued, &finding, db)
    try addPetitions(&issued, &finding, db)
    try compare(issued, &finding, db)
    return finding
  }

  /// Compares the rows of files with the journal, and the files on disk with the rows that keep them.
  ///
  /// - Parameter contents: whether every file is read and hashed, not only measured.
  /// - Returns: what is wrong, and the files that no row names, which do no harm.
  public static func attachments(
    in db: ReadAccess, files: Attachments, contents: Bool
  ) throws -> (finding: Finding, orphans: [String]) {
    var finding = Finding()
    try compareWithJournal(&finding, db)
    let references = try Attachments.references(in: db)
    finding.examined = references.count
    let report = try files.verify(references, contents: contents)
    for hash in report.missing { finding.note("file \(hash.hex) is missing") }
    for hash in report.damaged { finding.note("file \(hash.hex) is damaged") }
    return (finding, report.orphans)
  }

  private static func compareWithJournal(_ finding: inout Finding, _ db: ReadAccess) throws {
    try db.each(
      """
      SELECT * FROM (
        SELECT d.id, (SELECT count(*) FROM attachments a WHERE a.dossier_id = d.id) AS files,
          (SELECT count(*) FROM journal j WHERE j.dossier_id = d.id AND j.verb IN ($1, $2, $3)) AS entries
        FROM dossiers d) AS counted
      WHERE files <> entries
      """, Verb.attachPaper.rawValue, Verb.attachResult.rawValue, Verb.reusePaper.rawValue
    ) { row in
      finding.note("dossier \(row.int64(0)): \(row.int(1)) files, but \(row.int(2)) in its journal")
      return true
    }
  }
}

// MARK: - Journal

/// One dossier's columns, and what its journal says of them so far.
private struct JournalReplay {
  let dossier: Int64
  private let state: String
  private let version: Int
  private let moments: [Verb: Int64]

  private var replayed = DossierState.draft.rawValue
  private var replayedVersion = 0
  private var replayedMoments: [Verb: Int64] = [:]
  private var latestEntry: Int64 = 0

  init(_ row: Row) {
    dossier = row.int64(0)
    state = row.text(1)
    version = row.int(2)
    let columns: [Verb: Int64?] = [
      .submit: row.optionalInt64(3), .receive: row.optionalInt64(4), .returnResult: row.optionalInt64(5),
    ]
    moments = columns.compactMapValues { $0 }
  }

  mutating func follow(_ row: Row, _ finding: inout Integrity.Finding) {
    let (entry, entryVersion, from) = (row.int64(6), row.int(7), row.text(9))
    let isDraft = from == DossierState.draft.rawValue
    let verb = Verb(rawValue: row.text(8))
    // Saving a draft raises the version without an entry; nothing else does.
    let isNext = isDraft ? entryVersion > replayedVersion : entryVersion == replayedVersion + 1
    if from != replayed || !isNext || entry <= latestEntry {
      finding.note("dossier \(dossier): journal entry \(entry) does not follow the one before it")
    }
    switch verb {
    case .submit, .receive, .returnResult: verb.map { replayedMoments[$0] = row.int64(11) }
    // A paper dossier that the counter does not receive counts as handed in.
    case .requestSupplement where isDraft, .refuse where isDraft: replayedMoments[.submit] = row.int64(11)
    case .backdate where row.text(12) == Milestone.receipt.rawValue: replayedMoments[.receive] = row.int64(11)
    case .backdate where row.text(12) == Milestone.handOver.rawValue:
      replayedMoments[.returnResult] = row.int64(11)
    default: break
    }
    (replayed, replayedVersion, latestEntry) = (row.text(10), entryVersion, entry)
  }

  func finish(_ finding: inout Integrity.Finding) {
    finding.examined += 1
    let isDraft = state == DossierState.draft.rawValue
    if state != replayed {
      finding.note("dossier \(dossier): its state is \(state), but \(replayed) by its journal")
    }
    if isDraft ? version < replayedVersion : version != replayedVersion {
      finding.note("dossier \(dossier): its version is \(version), but \(replayedVersion) by its journal")
    }
    if moments != replayedMoments {
      finding.note("dossier \(dossier): submission, receipt or return is not at the time of its journal")
    }
  }
}

// MARK: - Serials

private struct Series: Hashable {
  let name: String
  let day: String
}

/// The numbers of one series that were given out.
private struct Issued {
  var count = 0
  var highest = 0

  mutating func add(_ serial: Int) {
    count += 1
    highest = max(highest, serial)
  }
}

extension Integrity {
  private static func addSubmissions(
    _ issued: inout [Series: Issued], _ finding: inout Finding, _ db: ReadAccess
  ) throws {
    try db.each(
      "SELECT id, submission_number, submitted_at FROM dossiers WHERE submission_number IS NOT NULL"
    ) { row in
      finding.examined += 1
      let day = Moment(seconds: row.optionalInt64(2) ?? 0).day
      let start = "TT-\(day.compact)-"
      guard row.text(1).hasPrefix(start), let serial = Int(row.text(1).dropFirst(start.count)) else {
        finding.note("dossier \(row.int64(0)): its submission number is not of the day of submission")
        return true
      }
      issued[Series(name: Serials.submission.uppercased(), day: day.iso), default: Issued()].add(serial)
      return true
    }
  }

  private static func addPetitions(
    _ issued: inout [Series: Issued], _ finding: inout Finding, _ db: ReadAccess
  ) throws {
    try db.each("SELECT number, received_at FROM petitions") { row in
      finding.examined += 1
      let year = String(Moment(seconds: row.int64(1)).day.year)
      let parts = row.text(0).split(separator: "-").map(String.init)
      guard parts.count == 4, parts[0] == Petitions.numberPrefix, parts[2] == year, let serial = Int(parts[3])
      else {
        finding.note("petition \(row.text(0)): its number is not of the year of its receipt")
        return true
      }
      let series = Series(name: Petitions.series(parts[1]).uppercased(), day: year)
      issued[series, default: Issued()].add(serial)
      return true
    }
  }

  private static func compare(
    _ issued: [Series: Issued], _ finding: inout Finding, _ db: ReadAccess
  ) throws {
    var last: [Series: Int] = [:]
    try db.each("SELECT series, day, last FROM serials WHERE series NOT LIKE 'slip-%'") { row in
      last[Series(name: row.text(0).uppercased(), day: row.text(1))] = row.int(2)
      return true
    }
    for (series, numbers) in issued where numbers.highest > last[series] ?? 0 {
      finding.note("\(series.name) on \(series.day): number \(numbers.highest) is beyond the serial")
    }
    for (series, last) in last where issued[series]?.count ?? 0 != last {
      let given = issued[series]?.count ?? 0
      finding.note("\(series.name) on \(series.day): \(given) numbers stand, but \(last) were given out")
    }
  }
}
