import Storage
import Templating
import Workflow

/// The turns a dossier took off the straight way, as its pages tell them to officers and, without what is internal, to
/// the citizen.
struct TurnsModel: TemplateModel {
  var ending: EndingModel?
  var slips: [SlipModel]
  var proposed: [SlipModel.Item]
  var facts: [Fact]

  static var fields: [Field<TurnsModel>] {
    [
      .record("ending") { $0.ending }, .list("slips", \.slips), .list("proposed", \.proposed),
      .list("facts", \.facts),
    ]
  }

  /// For officers.
  init(_ record: Dossiers.Record, _ lines: [Journal.Line], _ visit: Visit) throws {
    let turns = record.dossier.turns
    ending = EndingModel(record, lines, visit)
    slips = try turns.supplements.map { try SlipModel($0, record, visit, forApplicant: false) }
    proposed = turns.proposed.map { SlipModel.Item($0, visit) }
    facts = Self.facts(record, visit).filter { !$0.value.isEmpty }
  }

  /// For the citizen; the slip in hand stands elsewhere on his page.
  init(forApplicant record: Dossiers.Record, _ lines: [Journal.Line], _ visit: Visit) throws {
    ending = EndingModel(record, lines, visit)
    slips = try record.dossier.turns.supplements.filter { !$0.isAwaited }
      .map { try SlipModel($0, record, visit, forApplicant: true) }
    (proposed, facts) = ([], [])
  }

  private static func facts(_ record: Dossiers.Record, _ visit: Visit) -> [Fact] {
    let turns = record.dossier.turns
    let isStopProposed = record.dossier.state == .stopProposed
    return [
      Fact(
        label: visit.text("Trình từ chối giải quyết"),
        value: turns.outcome.reason.map { "\(visit.text($0.code.vietnamese)): \($0.why)" } ?? ""),
      Fact(
        label: visit.text("Đề nghị dừng giải quyết"),
        value: turns.stop.flatMap { stop in
          isStopProposed ? "\(visit.text(stop.code.vietnamese)): \(stop.why)" : nil
        } ?? ""),
      Fact(
        label: visit.text("Phí, lệ phí yêu cầu nộp"),
        value: turns.payment.map { $0.words(visit) } ?? ""),
      Fact(
        label: visit.text("Yêu cầu bổ sung quá 03 ngày"),
        value: turns.isLateSupplementAllowed ? visit.text("Lãnh đạo đã cho phép") : ""),
      Fact(
        label: visit.text("Đã trả lại giấy tờ lúc"), value: turns.papersReturnedAt?.vietnamese ?? ""),
    ]
  }
}

extension Outcome {
  /// Why it is a refusal; nil where it is none.
  var reason: (code: RefusalReason, why: String)? {
    if case .refused(let code, let why) = self { (code, why) } else { nil }
  }
}

extension Payment {
  /// How much for what, and whether it was paid.
  func words(_ visit: Visit) -> String {
    let paid = paidAt.map {
      visit.text("đã nộp lúc {at}, biên lai {receipt}", ["at": $0.vietnamese, "receipt": receipt])
    }
    return "\(Money.vietnamese(amount)) – \(what), \(paid ?? visit.text("chưa nộp"))"
  }
}

/// How a dossier ended without a result: refused at the door, stopped, withdrawn; or a result that is a refusal.
struct EndingModel: TemplateModel {
  var title: String
  var code: String
  var why: String
  var at: String

  static var fields: [Field<EndingModel>] {
    [.text("title", \.title), .text("code", \.code), .text("why", \.why), .text("at", \.at)]
  }

  /// Nil where it has not ended so, as far as the citizen may know.
  init?(_ record: Dossiers.Record, _ lines: [Journal.Line], _ visit: Visit) {
    let dossier = record.dossier
    let verb: Verb
    switch dossier.state {
    case .refused: (verb, title) = (.refuse, visit.text("Không được tiếp nhận"))
    case .stopped: (verb, title) = (.stop, visit.text("Dừng giải quyết"))
    case .withdrawn: (verb, title) = (.withdraw, visit.text("Đã rút hồ sơ"))
    case .signed, .atCounter, .returned:
      guard dossier.turns.outcome.isRefusal else { return nil }
      (verb, title) = (.signOff, visit.text("Không giải quyết được yêu cầu"))
    default: return nil
    }
    guard let entry = lines.last(where: { $0.entry.verb == verb })?.entry else { return nil }
    at = entry.happenedAt.vietnamese
    if let refusal = dossier.turns.outcome.reason, verb == .signOff {
      (code, why) = (visit.text(refusal.code.vietnamese), refusal.why)
    } else {
      (code, why) = (entry.codeWords(visit) ?? "", entry.reason)
    }
  }
}

extension Journal.Entry {
  /// The kind of reason that the entry's detail names, in words.
  func codeWords(_ visit: Visit) -> String? {
    switch verb {
    case .refuse, .submitForSignOff: RefusalReason(rawValue: detail).map { visit.text($0.vietnamese) }
    case .stop, .proposeStop: StopReason(rawValue: detail).map { visit.text($0.vietnamese) }
    default: nil
    }
  }
}

/// A slip as the pages of a dossier tell it.
struct SlipModel: TemplateModel {
  var title: String
  var state: String
  var clock: String
  var wait: WaitModel
  var isAllowedLate: Bool
  var isAccepted: Bool
  var items: [Item]

  static var fields: [Field<SlipModel>] {
    [
      .text("title", \.title), .text("state", \.state), .text("clock", \.clock),
      .record("wait") { $0.wait }, .flag("isAllowedLate", \.isAllowedLate),
      .flag("isAccepted", \.isAccepted), .list("items", \.items),
    ]
  }

  /// One thing to complete.
  struct Item: TemplateModel {
    var name: String
    var code: String
    var why: String
    var toDo: String
    var answer: String
    var fault: String?

    static var fields: [Field<Item>] {
      [
        .text("name", \.name), .text("code", \.code), .text("why", \.why), .text("toDo", \.toDo),
        .text("answer", \.answer), .optional("fault", \.fault),
      ]
    }

    init(_ item: SupplementItem, _ visit: Visit) {
      name = item.name
      code = visit.text(item.code.vietnamese)
      (why, toDo, answer, fault) = (item.why, item.toDo, item.answer ?? "", item.fault)
    }
  }

  init(
    _ slip: Supplement, _ record: Dossiers.Record, _ visit: Visit, forApplicant: Bool
  ) throws {
    let isFirst = slip.phase == .beforeForwarding
    title = visit.text(
      isFirst ? "Yêu cầu bổ sung khi tiếp nhận" : "Yêu cầu bổ sung sau khi thẩm định")
    if let accepted = slip.acceptedAt {
      state = visit.text("Đã chấp nhận lúc {at}", ["at": accepted.vietnamese])
    } else if let answered = slip.answeredAt {
      state = visit.text("Đã trả lời lúc {at}, chờ kiểm tra", ["at": answered.vietnamese])
    } else {
      state = visit.text("Đang chờ người nộp bổ sung")
    }
    let wasReceived = record.dossier.receivedAt.flatMap { received in
      slip.requestedAt.map { $0 >= received }
    }
    clock =
      wasReceived ?? false
      ? visit.text(record.dossier.terms.policy.supplementClock.sentence)
      : visit.text("Thời hạn giải quyết tính từ khi hồ sơ được tiếp nhận.")
    wait = try WaitModel(record, slip, visit)
    isAccepted = slip.acceptedAt != nil
    isAllowedLate = slip.wasAllowedLate && !forApplicant
    items = slip.items.map { Item($0, visit) }
  }
}
