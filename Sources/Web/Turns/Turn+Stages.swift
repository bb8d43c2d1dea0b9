import Storage
import Workflow

extension Turn {
  /// Other agencies that take part (arts 19.5–19.7).
  static let stages = [openStage, takeStage, answerStage, reportStage, closeStage]

  static let openStage = Turn(
    verb: .openStage,
    explanation:
      "Cơ quan được hỏi thấy hồ sơ và giấy tờ kèm theo cho đến khi trả lời; hồ sơ vẫn chỉ tính một lần, tại nơi tiếp nhận.",
    confirmation: .stageOpened, fields: orderFields,
    action: { input in
      let kind: Stage.Kind? = input.one("kind", or: "Chọn hình thức phối hợp.")
      let agency = input.chosen(
        "agency", among: try askable(input.record, input.visit), or: "Chọn cơ quan phối hợp.")
      let task = input.required("task", or: "Ghi nội dung cần phối hợp.")
      let limit = TypedLimit(
        amount: input.visit.field("limitAmount"), unit: input.visit.field("limitUnit")
      ).limit
      if limit == nil {
        input.fault("limitAmount", "Thời hạn: ghi số và chọn đơn vị, ví dụ 2 ngày làm việc.")
      }
      guard let kind, let agency = agency.flatMap({ AgencyID($0) }), let limit else { return nil }
      return .openStage(StageOrder(kind: kind, agency: agency, task: task, limit: limit))
    })

  static let takeStage = Turn(
    verb: .takeStage, explanation: "Nhận việc để cơ quan gửi biết ai đang giải quyết.",
    confirmation: .stageTaken, fields: { record, visit in [try choice(record, visit, whose: isOwn)] },
    action: { input in try input.stage(isOwn).map { .takeStage($0) } })

  static let answerStage = Turn(
    verb: .answerStage,
    explanation:
      "Tệp kết quả, nếu có, gửi trước ở trang hồ sơ. Trả lời xong, hồ sơ không còn trong danh sách của ông/bà.",
    confirmation: .stageAnswered,
    fields: { record, visit in
      [
        try choice(record, visit, whose: isOwn),
        InputModel(id: "answer", label: visit.text("Nội dung trả lời"), isRequired: true, rows: 6),
        try resultCode(record, visit),
      ]
    }, next: { _ in Sitemap.partnerWork.url },
    action: { input in
      let stage = try input.stage(isOwn)
      let answer = input.required("answer", or: "Ghi nội dung trả lời.", most: 4000)
      let code = input.optional("resultCode", most: 50)
      return stage.map { .answerStage($0, answer: answer, resultCode: code) }
    })

  static let reportStage = Turn(
    verb: .reportStage,
    explanation: "Bộ phận một cửa thấy việc phối hợp quá hạn trong danh sách việc đã gửi (Điều 19 khoản 5).",
    confirmation: .stageReported, fields: { record, visit in [try choice(record, visit, whose: isLate)] },
    action: { input in try input.stage(isLate).map { .reportStage($0) } })

  static let closeStage = Turn(
    verb: .closeStage, explanation: "Kết thúc khi không cần hoặc không chờ được câu trả lời nữa.",
    confirmation: .stageClosed,
    fields: { record, visit in [try choice(record, visit, whose: isOpen), .reason(visit)] },
    action: { input in
      let (stage, why) = (try input.stage(isOpen), input.reason())
      return stage.map { .closeStage($0, why: why) }
    })

  /// Which stages a turn is about.
  typealias Whose = @Sendable (Stage, Dossiers.Record, Visit) throws -> Bool

  private static let isOwn: Whose = { stage, record, visit in
    let agency = Rights.partnerAgency(of: try visit.person(), on: record.place)
    return stage.isOpen && stage.agency == agency
  }

  private static let isLate: Whose = { stage, _, visit in stage.isOpen && stage.isLate(at: visit.now) }

  private static let isOpen: Whose = { stage, _, _ in stage.isOpen }

  private static let orderFields: @Sendable (Dossiers.Record, Visit) throws -> [InputModel] = {
    record, visit in
    [
      .choice("kind", "Hình thức phối hợp", visit) { (kind: Stage.Kind) in kind.vietnamese },
      InputModel(
        id: "agency", label: visit.text("Cơ quan phối hợp"), isRequired: true,
        choices: [Choice("", visit.text("Chọn cơ quan"))] + (try askable(record, visit))),
      InputModel(id: "task", label: visit.text("Nội dung cần phối hợp"), isRequired: true, rows: 5),
      InputModel(id: "limitAmount", label: visit.text("Thời hạn trả lời"), isRequired: true, width: "w-4"),
      InputModel(
        id: "limitUnit", label: visit.text("Đơn vị thời hạn"), isRequired: true,
        choices: Array(TypedLimit.units(visit).dropFirst())),
    ]
  }

  /// The agencies that can take part, as the tree stands: those where somebody receives or processes the field.
  private static func askable(_ record: Dossiers.Record, _ visit: Visit) throws -> [Choice] {
    let reference = try visit.reference()
    let staffed = try Stages.agencies(staffedFor: record.field, in: visit.db)
    let dossier = record.dossier
    return reference.agencies.filter { agency in
      staffed.contains(agency.id) && agency.id != dossier.unit && agency.id != dossier.agency
        && agency.effective.contains(visit.now.day)
    }
    .map { agency in
      let depth = reference.ancestors(of: agency.id).count - 1
      return Choice(agency.id.description, String(repeating: "– ", count: depth) + agency.name)
    }
  }

  fileprivate static func choices(
    _ record: Dossiers.Record, _ visit: Visit, whose: Whose
  ) throws -> [Choice] {
    let reference = try visit.reference()
    return try record.dossier.turns.stages.filter { try whose($0, record, visit) }.map { stage in
      let agency = reference.agency(stage.agency)?.name ?? ""
      return Choice(
        String(stage.id), "\(stage.id). \(agency): \(stage.task.prefix(80))",
        isChosen: visit.query("stage") == String(stage.id))
    }
  }

  private static func choice(
    _ record: Dossiers.Record, _ visit: Visit, whose: Whose
  ) throws -> InputModel {
    var choices = try choices(record, visit, whose: whose)
    if choices.isEmpty { choices = [Choice("", visit.text("Không có việc nào"))] }
    return InputModel(id: "stage", label: visit.text("Việc phối hợp"), isRequired: true, choices: choices)
  }

  /// The codes of the procedure's results (rules of bundles: several results, each with its code).
  private static func resultCode(_ record: Dossiers.Record, _ visit: Visit) throws -> InputModel {
    let codes = try ResultCode.choices(record, visit)
    return InputModel(
      id: "resultCode", label: visit.text("Mã kết quả"), width: "w-20",
      choices: codes.isEmpty ? [] : [Choice("", visit.text("Không có kết quả riêng"))] + codes)
  }
}

extension TurnInput {
  /// The stage that was chosen.
  fileprivate mutating func stage(_ whose: Turn.Whose) throws -> Int? {
    let choices = try Turn.choices(record, visit, whose: whose)
    return chosen("stage", among: choices, or: "Chọn việc phối hợp.").flatMap { Int($0) }
  }
}

/// The codes of a procedure's results, where they are known.
enum ResultCode {
  static func choices(_ record: Dossiers.Record, _ visit: Visit) throws -> [Choice] {
    let results = try visit.reference().procedure(revision: record.revision)?.procedure.results ?? []
    return results.compactMap { result in result.code.map { Choice($0, "\($0) – \(result.name)") } }
  }
}
