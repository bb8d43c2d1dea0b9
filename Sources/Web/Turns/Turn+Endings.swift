import Storage
import Workflow

/// Ends that are no result: refused at the door, stopped, withdrawn; and the papers given back after them.
extension Turn {
  static let refuse = Turn(
    verb: .refuse,
    explanation:
      "Người nộp nhận phiếu từ chối ghi lý do dưới đây; hồ sơ kết thúc. Việc này không lấy lại được.",
    confirmation: .refused,
    fields: { _, visit in
      [.choice("code", "Loại lý do", visit, \RefusalReason.vietnamese), .reason(visit)]
    },
    action: { input in
      let code: RefusalReason? = input.one("code", or: "Chọn loại lý do.")
      let why = input.reason()
      return code.map { .refuse($0, why: why) }
    })

  static let proposeStop = Turn(
    verb: .proposeStop,
    explanation: "Lãnh đạo xem đề nghị, rồi ký thông báo dừng hoặc trả lại để xử lý tiếp.",
    confirmation: .stopProposed,
    fields: { record, visit in
      let leaders = try visit.leaders(for: record)
      let nobody = visit.text(
        "Đơn vị chưa có lãnh đạo ký duyệt lĩnh vực này. Liên hệ quản trị để phân công.")
      return [
        .choice("code", "Loại lý do", visit, \StopReason.vietnamese), .reason(visit),
        InputModel(
          id: "to", label: visit.text("Trình lãnh đạo"), hint: leaders.isEmpty ? nobody : "",
          isRequired: true, choices: leaders),
      ]
    },
    action: { input in
      let code: StopReason? = input.one("code", or: "Chọn loại lý do.")
      let why = input.reason()
      let leaders = try input.visit.leaders(for: input.record)
      let leader = input.chosen("to", among: leaders, or: "Chọn lãnh đạo để trình ký.")
      guard let code, let leader = leader.flatMap({ PersonID($0) }) else { return nil }
      return .proposeStop(code, why: why, to: leader)
    })

  static let stop = Turn(
    verb: .stop,
    explanation:
      "Người nộp nhận thông báo dừng giải quyết ghi lý do dưới đây; hồ sơ kết thúc. Việc này không lấy lại được.",
    confirmation: .stopped,
    fields: { record, visit in
      let proposed = record.dossier.turns.stop
      var why = InputModel.reason(visit)
      why.value = proposed?.why ?? ""
      return [
        .choice("code", "Loại lý do", visit, chosen: proposed?.code ?? .notCompleted, \StopReason.vietnamese),
        why,
      ]
    },
    sample: .stop(.notCompleted, why: "…"),
    action: { input in
      let code: StopReason? = input.one("code", or: "Chọn loại lý do.")
      let why = input.reason()
      return code.map { .stop($0, why: why) }
    })

  static let withdraw = Turn(
    verb: .withdraw,
    explanation:
      "Chỉ rút khi người nộp có văn bản đề nghị. Hồ sơ kết thúc; giấy tờ đã nộp được trả lại. Việc này không lấy lại được.",
    confirmation: .withdrawn,
    fields: { _, visit in
      [.reason(visit, hint: "Ghi số, ngày của văn bản đề nghị rút hồ sơ và lý do nếu có.")]
    },
    action: { .withdraw(reason: $0.reason()) })

  static let returnPapers = Turn(
    verb: .returnPapers,
    explanation: "Trả lại giấy tờ người dân đã nộp; ghi người nhận và giấy tờ tùy thân đã xuất trình.",
    confirmation: .papersReturned,
    fields: { record, visit in InputModel.collector("Người nhận giấy tờ", record, visit) },
    facts: { record, visit in
      let held = record.dossier.papers.filter { !$0.isShownOnly }.map(\.name)
      return [Fact(label: visit.text("Giấy tờ của hồ sơ"), value: held.joined(separator: "; "))]
    },
    action: { input in input.collector().map { .returnPapers(to: $0) } })
}

extension Collector.Relation {
  /// Those who stand at the counter.
  static let inPerson: [Collector.Relation] = [.owner, .submitter, .relative, .authorised]
}

extension InputModel {
  /// Who takes something at the counter: name, identity paper, relation to the owner.
  static func collector(_ label: String, _ record: Dossiers.Record, _ visit: Visit) -> [InputModel] {
    [
      InputModel(id: "name", label: visit.text(label), value: record.owner.name, isRequired: true),
      InputModel(
        id: "identity", label: visit.text("Số giấy tờ tùy thân đã xuất trình"), value: record.owner.identity,
        isRequired: true, width: "w-20"),
      InputModel(
        id: "relation", label: visit.text("Quan hệ với chủ hồ sơ"), isRequired: true,
        choices: Collector.Relation.inPerson.map { Choice($0.rawValue, visit.text($0.vietnamese)) }),
    ]
  }
}

extension TurnInput {
  /// Who was typed into those fields.
  mutating func collector() -> Collector? {
    let name = required("name", or: "Ghi họ tên người nhận, nhiều nhất 200 ký tự.", most: 200)
    let identity = required(
      "identity", or: "Ghi số giấy tờ tùy thân đã xuất trình, nhiều nhất 50 ký tự.", most: 50)
    let relation = one(
      "relation", among: Collector.Relation.inPerson, or: "Chọn quan hệ với chủ hồ sơ.")
    return relation.map { Collector(name: name, identity: identity, relation: $0) }
  }
}
