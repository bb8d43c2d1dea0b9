import Storage
import Templating
import Workflow

/// An event of the journal, in words; lists begin with the newest.
struct TimelineItem: TemplateModel {
  var at: String
  var what: String
  var who: String
  var to: String?
  var reason: String?
  var detail: String?

  static var fields: [Field<TimelineItem>] {
    [
      .text("at", \.at), .text("what", \.what), .text("who", \.who), .optional("to", \.to),
      .optional("reason", \.reason), .optional("detail", \.detail),
    ]
  }

  /// What officers see: every event with names and reasons.
  static func full(
    _ lines: [Journal.Line], of record: Dossiers.Record, _ visit: Visit
  ) -> [TimelineItem] {
    lines.reversed().map { line in
      let detail = detail(line.entry, of: record, visit)
      return TimelineItem(
        at: at(line, visit), what: visit.text(line.entry.verb.vietnamese),
        who: "\(line.personName) (\(visit.text(line.entry.role.vietnamese)))", to: line.toPersonName,
        reason: line.entry.reason.isEmpty ? nil : line.entry.reason,
        detail: detail.isEmpty ? nil : detail)
    }
  }

  /// When it happened, and when it was recorded where that was later (decision 12).
  private static func at(_ line: Journal.Line, _ visit: Visit) -> String {
    let happened = line.entry.happenedAt.vietnamese
    guard line.recordedAt != line.entry.happenedAt else { return happened }
    return visit.text(
      "{happened} (ghi nhận {recorded})", ["happened": happened, "recorded": line.recordedAt.vietnamese])
  }

  /// What belongs to an event, its code words told in words.
  private static func detail(
    _ entry: Journal.Entry, of record: Dossiers.Record, _ visit: Visit
  ) -> String {
    switch entry.verb {
    case .recordNotice:
      let parts = entry.detail.split(separator: " ", maxSplits: 2).map(String.init)
      guard parts.count == 3, let notice = Notice(rawValue: parts[0]),
        let channel = NoticeChannel(rawValue: parts[1])
      else { return entry.detail }
      return "\(visit.text(notice.shortWords)): \(visit.text(channel.vietnamese)), \(parts[2])"
    case .extend:
      return record.dossier.terms.policy.extensions.first { $0.id == entry.detail }?.name ?? entry.detail
    case .backdate: return Milestone(rawValue: entry.detail).map { visit.text($0.vietnamese) } ?? entry.detail
    case .choosePickUp: return (try? visit.name(of: PointID(entry.detail))) ?? ""
    default: return entry.codeWords(visit) ?? entry.detail
    }
  }

  /// What the applicant sees: the dossier's moves down to the desk's role (TT 01/2018 art 16), the turns that concern
  /// him with their reasons, no internal notes.
  static func forApplicant(_ lines: [Journal.Line], _ visit: Visit) -> [TimelineItem] {
    lines.reversed().filter { $0.entry.isForApplicant }.map { line in
      let isTold = line.entry.verb.isToldWithReason
      return TimelineItem(
        at: line.entry.happenedAt.vietnamese, what: visit.text(line.entry.plainWords),
        who: visit.text(line.entry.role.vietnamese), to: nil,
        reason: isTold && !line.entry.reason.isEmpty ? line.entry.reason : nil,
        detail: isTold ? line.entry.codeWords(visit) : nil)
    }
  }
}

extension Journal.Entry {
  /// Whether the applicant sees the event: what moves his dossier, and what is done for or asked of him. What officers
  /// propose to one another is none of it.
  var isForApplicant: Bool {
    switch verb {
    case .proposeSupplement, .proposeStop: false
    case .sendBack: from == .awaitingSignOff
    case .demandPayment, .recordPayment, .extend, .apologise, .correct, .returnPapers, .reportError, .amend,
      .returnAmended, .choosePickUp, .sendResult, .takeResult:
      true
    default: verb.moves
    }
  }

  /// What happened, in the applicant's words: a turn by its name, any other move by where it led.
  fileprivate var plainWords: String {
    switch verb {
    case .requestSupplement, .answerSupplement, .acceptSupplement, .reopenSupplement: verb.vietnamese
    default: verb.moves ? to.vietnamese : verb.vietnamese
    }
  }
}

extension Verb {
  /// Whether its reason is written for the applicant.
  fileprivate var isToldWithReason: Bool {
    [.refuse, .stop, .withdraw, .demandPayment, .extend, .correct].contains(self)
  }
}

/// One of the four published steps, with where the dossier is.
struct StepModel: TemplateModel {
  var number: Int
  var name: String
  var isDone: Bool
  var isCurrent: Bool

  static var fields: [Field<StepModel>] {
    [
      .number("number", \.number), .text("name", \.name), .flag("isDone", \.isDone),
      .flag("isCurrent", \.isCurrent),
    ]
  }

  private static let names = ["Tiếp nhận", "Xử lý", "Ký duyệt", "Trả kết quả"]

  static func bar(for state: DossierState, _ visit: Visit) -> [StepModel] {
    names.enumerated().map { index, name in
      StepModel(
        number: index + 1, name: visit.text(name), isDone: state.step > index + 1,
        isCurrent: state.step == index + 1)
    }
  }
}

/// A row of the step table officers know: bước, người thực hiện, thời hạn, bắt đầu, kết thúc.
struct StepRow: TemplateModel {
  var name: String
  var person: String
  var allotted: String
  var started: String
  var finished: String
  var used: String

  static var fields: [Field<StepRow>] {
    [
      .text("name", \.name), .text("person", \.person), .text("allotted", \.allotted),
      .text("started", \.started), .text("finished", \.finished), .text("used", \.used),
    ]
  }
}

extension StepRow {
  /// Which state each step of the table covers, with when it began and ended last, from the journal.
  static func table(_ record: Dossiers.Record, _ lines: [Journal.Line], _ visit: Visit) throws -> [StepRow] {
    let reference = try visit.reference()
    guard let procedure = reference.procedure(revision: record.revision)?.procedure else { return [] }
    let steps = procedure.steps(for: procedure.time(for: record.dossier.channel))
    let hours = reference.hours(of: record.dossier.agency, on: visit.now.day)
    return steps.enumerated().map { index, step in
      let span = span(of: index + 1, lines)
      return StepRow(
        name: visit.text(step.name), person: span.person ?? visit.text(step.role.vietnamese),
        allotted: step.allotted.map { visit.text($0) } ?? "",
        started: span.start?.vietnamese ?? "", finished: span.end?.vietnamese ?? "",
        used: span.start.map {
          Self.used(
            minutes: hours.workingMinutes(from: $0, to: span.end ?? visit.now, calendar: reference.calendar),
            visit)
        } ?? "")
    }
  }

  private static func span(
    of step: Int, _ lines: [Journal.Line]
  ) -> (start: Moment?, end: Moment?, person: String?) {
    let moves = lines.filter { $0.entry.verb.moves }
    guard let entered = moves.last(where: { $0.entry.to.step == step && $0.entry.from.step != step }) else {
      return (nil, nil, nil)
    }
    let left = moves.first {
      $0.entry.version > entered.entry.version && $0.entry.from.step == step && $0.entry.to.step != step
    }
    return (entered.entry.happenedAt, left?.entry.happenedAt, left?.personName ?? entered.toPersonName)
  }

  private static func used(minutes: Int, _ visit: Visit) -> String {
    visit.text(
      "{h} giờ {m} phút làm việc", ["h": String(minutes / 60), "m": String(minutes % 60)])
  }
}

extension Visit {
  /// A time limit in the visitor's language.
  func text(_ limit: TimeLimit) -> String { language == .english ? limit.english : limit.vietnamese }
}
