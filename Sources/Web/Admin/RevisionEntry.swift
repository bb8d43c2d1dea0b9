import HTTPServer
import Storage
import Templating
import Workflow

/// A new revision of a procedure as it is being typed.
struct RevisionEntry: Sendable {
  /// What it is a revision of.
  let subject: RevisionSubject
  var facts: [String: String]
  var channels: Set<String>
  var papers: TypedTable
  var times: TypedTable
  var fees: TypedTable
  var results: TypedTable
  var steps: TypedTable

  /// The single fields, in the order of the page; those of several lines are read as such.
  static let factNames = [
    "code", "name", "field", "newField", "level", "levelVerified", "performedBy", "decisionNumber",
    "decisionDay",
    "effectiveFrom", "effectiveTo", "form", "responsible", "supplementClock", "verificationDays",
    "isDelegable",
  ]
  static let lineNames = ["legalBasis", "conditions", "notes"]

  /// As the newest revision says; the day from which it shall hold is asked anew.
  init(_ subject: RevisionSubject, today: Day, _ visit: Visit) {
    let base = subject.base
    self.subject = subject
    facts = Self.facts(of: base)
    facts["effectiveFrom"] = max(today, base.effectiveFrom).vietnamese
    channels = Set(base.channels.map(\.rawValue))
    papers = TypedTable("papers", RevisionColumns.papers(visit), base.papers.map(Self.cells))
    times = TypedTable("times", RevisionColumns.times(visit), base.times.map(Self.cells))
    fees = TypedTable("fees", RevisionColumns.fees(visit), base.fees.map(Self.cells))
    results = TypedTable("results", RevisionColumns.results(visit), base.results.map(Self.cells))
    steps = TypedTable("steps", RevisionColumns.steps(visit), Self.stepCells(base))
  }

  /// As it was typed.
  init(_ visit: Visit, for subject: RevisionSubject) {
    self.subject = subject
    facts = [:]
    for name in Self.factNames { facts[name] = visit.field(name) }
    for name in Self.lineNames { facts[name] = visit.lines(name) }
    channels = Set(Channel.allCases.map(\.rawValue).filter { visit.field("channels.\($0)") == "yes" })
    papers = TypedTable("papers", RevisionColumns.papers(visit), visit)
    times = TypedTable("times", RevisionColumns.times(visit), visit)
    fees = TypedTable("fees", RevisionColumns.fees(visit), visit)
    results = TypedTable("results", RevisionColumns.results(visit), visit)
    steps = TypedTable("steps", RevisionColumns.steps(visit), visit)
  }

  func text(_ name: String) -> String { facts[name] ?? "" }

  private static func facts(of base: ProcedureRevision) -> [String: String] {
    [
      "name": base.name, "field": base.field, "level": String(base.level.rawValue),
      "levelVerified": base.levelVerified ? "yes" : "no", "performedBy": base.performedBy.rawValue,
      "decisionNumber": base.decision?.number ?? "", "decisionDay": base.decision?.date.vietnamese ?? "",
      "effectiveTo": base.effectiveTo?.vietnamese ?? "", "form": base.form ?? "",
      "responsible": base.responsible ?? "", "supplementClock": base.supplementClock.rawValue,
      "verificationDays": base.verificationDays.map(String.init) ?? "",
      "isDelegable": base.isDelegable.map { $0 ? "yes" : "no" } ?? "",
      "legalBasis": base.legalBasis.joined(separator: "\n"), "conditions": base.conditions ?? "",
      "notes": base.notes.joined(separator: "\n"),
    ]
  }

  private static func cells(_ paper: Paper) -> [String: String] {
    [
      "id": paper.id, "name": paper.name, "group": paper.group ?? "", "kind": paper.kind.rawValue,
      "required": paper.required ? "yes" : "", "isForm": paper.isForm ? "yes" : "",
      "originals": String(paper.originals), "certified": String(paper.certifiedCopies),
      "photocopies": String(paper.photocopies), "condition": paper.condition?.text ?? "",
      "template": paper.templateNote ?? "",
    ]
  }

  private static func cells(_ time: ProcessingTime) -> [String: String] {
    let (legal, committed) = (TypedLimit(time.legal), TypedLimit(time.committed))
    return [
      "channel": time.channel?.rawValue ?? "", "case": time.caseName ?? "",
      "condition": time.condition?.text ?? "", "legal": legal.amount,
      "legalUnit": legal.unit, "committed": committed.amount, "committedUnit": committed.unit,
    ]
  }

  private static func cells(_ fee: Fee) -> [String: String] {
    [
      "name": fee.name, "kind": fee.kind.rawValue, "amount": fee.amount.map(String.init) ?? "",
      "per": fee.per ?? "", "channel": fee.channel?.rawValue ?? "",
      "province": fee.setByProvince ? "yes" : "", "note": fee.note ?? "",
    ]
  }

  private static func cells(_ result: ResultPaper) -> [String: String] {
    ["code": result.code ?? "", "name": result.name, "paperOnly": result.onPaperOnly ? "yes" : ""]
  }

  /// Always the four steps; without published shares their times are blank.
  private static func stepCells(_ base: ProcedureRevision) -> [[String: String]] {
    base.steps.map { step in
      let limit = TypedLimit(base.stepsAreGeneric ? nil : step.allotted)
      return ["role": step.role.rawValue, "name": step.name, "time": limit.amount, "unit": limit.unit]
    }
  }
}

/// A time limit as two fields: an amount and a unit with a plain name.
struct TypedLimit {
  let amount: String
  let unit: String

  init(_ limit: TimeLimit?) {
    switch limit {
    case .workingDays(let days): (amount, unit) = (String(days), "wd")
    case .workingHours(let hours): (amount, unit) = (String(hours), "h")
    case .calendarDays(let days): (amount, unit) = (String(days), "d")
    case .sameDay: (amount, unit) = ("", "same")
    case nil: (amount, unit) = ("", "")
    }
  }

  init(amount: String, unit: String) {
    self.amount = amount
    self.unit = unit
  }

  /// Whether it says something that can be understood: a limit, or that it is not known.
  var isGood: Bool { unit.isEmpty || unit == "same" ? amount.isEmpty : limit != nil }

  /// The limit; nil where it is not known or not understood.
  var limit: TimeLimit? {
    switch unit {
    case "same": .sameDay
    case "wd", "h", "d": TimeLimit(amount + unit)
    default: nil
    }
  }

  static func units(_ visit: Visit) -> [Choice] {
    [
      Choice("", visit.text("chưa có dữ liệu")), Choice("wd", visit.text("ngày làm việc")),
      Choice("h", visit.text("giờ làm việc")), Choice("d", visit.text("ngày, kể cả ngày nghỉ")),
      Choice("same", visit.text("trong ngày")),
    ]
  }
}
