import Storage
import Workflow

extension RevisionEntry {
  private var base: ProcedureRevision { subject.base }

  /// The revision that was typed; parts that cannot be understood are left as they were, and named by `problems`.
  var revision: ProcedureRevision {
    var revision = base
    if subject.isNew { revision.code = text("code") }
    revision.name = text("name")
    revision.field = newField?.id ?? text("field")
    revision.level = Int(text("level")).flatMap { ServiceLevel(rawValue: $0) } ?? base.level
    revision.levelVerified = text("levelVerified") == "yes"
    revision.performedBy = PerformingLevel(rawValue: text("performedBy")) ?? base.performedBy
    revision.decision = decision
    revision.effectiveFrom = Day(vietnamese: text("effectiveFrom")) ?? base.effectiveFrom
    revision.effectiveTo = Day(vietnamese: text("effectiveTo"))
    revision.channels = Channel.allCases.filter { channels.contains($0.rawValue) }
    revision.papers = typedPapers
    revision.times = typedTimes
    revision.fees = typedFees
    revision.results = results.rows.map { row in
      ResultPaper(
        code: row["code"].nonEmpty, name: row["name"], onPaperOnly: row.isTicked("paperOnly"))
    }
    revision.legalBasis = lines("legalBasis")
    revision.conditions = text("conditions").nonEmpty
    revision.form = text("form").nonEmpty
    revision.publishedSteps = typedSteps
    revision.responsible = text("responsible").nonEmpty
    revision.supplementClock = SupplementClock(rawValue: text("supplementClock")) ?? base.supplementClock
    revision.verificationDays = Int(text("verificationDays"))
    revision.isDelegable = ["yes": true, "no": false][text("isDelegable")]
    revision.notes = lines("notes")
    return revision
  }

  private var decision: Decision? {
    Day(vietnamese: text("decisionDay")).flatMap { day in
      text("decisionNumber").nonEmpty.map { Decision(number: $0, date: day) }
    }
  }

  private func lines(_ name: String) -> [String] {
    text(name).split(separator: "\n").map(String.init)
  }

  /// The field (lĩnh vực) that is published with the revision; nil where one of the list was chosen.
  var newField: ProcedureField? {
    text("newField").nonEmpty.map { ProcedureField(id: Self.id(for: $0, most: 8), name: $0) }
  }

  /// The fields (lĩnh vực) there are, and the new one.
  func fieldNames(_ visit: Visit) throws -> [String: String] {
    let new = newField.map { [$0.id: $0.name] } ?? [:]
    return try visit.reference().fields.merging(new) { known, _ in known }
  }

  /// A paper keeps its id; a new one is named after what it is called.
  private var typedPapers: [Paper] {
    var taken = Set(papers.rows.map { $0["id"] })
    return papers.rows.map { row in
      let isKnown = base.papers.contains { $0.id == row["id"] }
      let id = isKnown ? row["id"] : Self.newID(for: row["name"], &taken)
      return Paper(
        id: id, name: row["name"], group: row["group"].nonEmpty,
        kind: Paper.Kind(rawValue: row["kind"]) ?? .submit, required: row.isTicked("required"),
        originals: Self.count(row["originals"]) ?? 0, certifiedCopies: Self.count(row["certified"]) ?? 0,
        photocopies: Self.count(row["photocopies"]) ?? 0,
        condition: TypedCondition(text: row["condition"]).condition,
        templateNote: row["template"].nonEmpty, isForm: row.isTicked("isForm"))
    }
  }

  private static func newID(for name: String, _ taken: inout Set<String>) -> String {
    let stem = id(for: name, most: 6)
    let first = stem.isEmpty ? "giay-to" : stem
    var id = first
    var number = 2
    while !taken.insert(id).inserted {
      id = "\(first)-\(number)"
      number += 1
    }
    return id
  }

  /// The first words of a name as an id: "Tờ khai (mới)" is "to-khai-moi".
  private static func id(for name: String, most: Int) -> String {
    let words = VietnameseText.folded(name).split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return String(words.prefix(most).joined(separator: "-").prefix(40))
  }

  /// A number of copies; blank is none.
  static func count(_ text: String) -> Int? {
    text.isEmpty ? 0 : Int(text).flatMap { (0...99).contains($0) ? $0 : nil }
  }

  private var typedTimes: [ProcessingTime] {
    times.rows.map { row in
      ProcessingTime(
        channel: Channel(rawValue: row["channel"]), caseName: row["case"].nonEmpty,
        condition: TypedCondition(text: row["condition"]).condition,
        legal: TypedLimit(amount: row["legal"], unit: row["legalUnit"]).limit,
        committed: TypedLimit(amount: row["committed"], unit: row["committedUnit"]).limit)
    }
  }

  private var typedFees: [Fee] {
    fees.rows.map { row in
      Fee(
        name: row["name"], kind: Fee.Kind(rawValue: row["kind"]) ?? .duty, amount: Self.amount(row["amount"]),
        per: row["per"].nonEmpty, channel: Channel(rawValue: row["channel"]),
        setByProvince: row.isTicked("province"), note: row["note"].nonEmpty)
    }
  }

  /// "8.000" and "8000" are the same; blank is not known.
  static func amount(_ text: String) -> Int? {
    Int(text.filter { $0 != "." && $0 != " " }).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
  }

  /// Published shares only where all four were given; otherwise the generic rule divides.
  private var typedSteps: [ProcedureStep]? {
    let shares = steps.rows.compactMap { row in
      TypedLimit(amount: row["time"], unit: row["unit"]).limit.map { limit in
        ProcedureStep(
          role: StepRole(rawValue: row["role"]) ?? .oneStop, name: row["name"], allotted: limit)
      }
    }
    return shares.isEmpty ? nil : shares
  }
}

extension String {
  /// Itself, or nothing where it is empty.
  var nonEmpty: String? { isEmpty ? nil : self }
}
