import Storage
import Workflow

extension Turn {
  /// Deputies, and the desk officer who decides by delegation (arts 12.8, 17.4, 17.5).
  static let desks = [reassign, decideAtDesk]

  static let reassign = Turn(
    verb: .reassign,
    explanation:
      "Hồ sơ chuyển sang bàn của người khác có cùng vai trò, đơn vị và lĩnh vực; thời hạn không đổi.",
    confirmation: .reassigned,
    fields: { record, visit in
      let deputies = try Deputies.deputies(for: record, visit).map { Deputies.choice($0) }
      return [
        InputModel(
          id: "to", label: visit.text("Giao cho"), isRequired: true,
          choices: deputies.isEmpty ? [Choice("", visit.text("Chưa có ai đủ vai trò"))] : deputies),
        .reason(visit),
      ]
    },
    action: { input in
      let deputies = try Deputies.deputies(for: input.record, input.visit).map { Deputies.choice($0) }
      let to = input.chosen("to", among: deputies, or: "Chọn người nhận hồ sơ.")
      let why = input.reason()
      return to.flatMap { PersonID($0) }.map { .reassign(to: $0, why: why) }
    })

  static let decideAtDesk = Turn(
    verb: .decideAtDesk,
    explanation:
      "Quyết định thay lãnh đạo theo ủy quyền; đính kèm tệp kết quả ở trang hồ sơ trước. Kết quả trả ngay, không cần in giấy tiếp nhận trừ khi người nộp yêu cầu.",
    confirmation: .decidedAtDesk,
    fields: { record, visit in
      let delegations = try delegations(record, visit)
      return [
        InputModel(
          id: "delegation", label: visit.text("Quyết định ủy quyền"), isRequired: true,
          choices: delegations.isEmpty
            ? [Choice("", visit.text("Không có quyết định ủy quyền còn hiệu lực"))] : delegations),
        InputModel(
          id: "number", label: visit.text("Số văn bản kết quả"),
          hint: visit.text("Để trống nếu kết quả không có số."), width: "w-20"),
      ]
    }, next: { Sitemap.returnResult.url($0) },
    action: { input in
      let delegation = input.chosen(
        "delegation", among: try delegations(input.record, input.visit),
        or: "Chưa có quyết định ủy quyền cho cán bộ tại quầy.")
      let number = input.optional("number", most: 50)
      return delegation.map { .decideAtDesk(delegation: $0, number: number) }
    })

  private static func delegations(_ record: Dossiers.Record, _ visit: Visit) throws -> [Choice] {
    try Delegations.valid(of: visit.person().id, for: record, on: visit.now.day, in: visit.db).map {
      Choice($0.decisionNumber, $0.decisionNumber)
    }
  }
}
