import Storage
import Workflow

extension Turn {
  /// What was recorded late (F000-04; decision 12).
  static let mistakes = [backdate]

  static let backdate = Turn(
    verb: .backdate,
    explanation:
      "Dùng khi việc đã diễn ra sớm hơn lúc ghi vào hệ thống. Cả hai thời điểm được lưu và đưa vào danh sách ngoại lệ.",
    confirmation: .backdated,
    fields: { record, visit in
      [
        InputModel(
          id: "milestone", label: visit.text("Việc"), isRequired: true, choices: milestones(record, visit)),
        .day("day", "Ngày diễn ra", "", visit), .time("time", "Giờ", visit), .reason(visit),
      ]
    },
    action: { input in
      let chosen = input.chosen(
        "milestone", among: milestones(input.record, input.visit), or: "Chọn việc đã diễn ra sớm hơn.")
      let at = input.moment(day: "day", time: "time", or: "Ghi ngày 21/11/2026 và giờ 14:30.")
      let why = input.reason()
      guard let milestone = chosen.flatMap(Milestone.init(rawValue:)), let at else { return nil }
      if let recorded = input.record.dossier.moment(of: milestone), at >= min(recorded, input.visit.now) {
        input.fault("day", "Thời điểm phải sớm hơn lúc ghi nhận và đúng thứ tự các bước.")
      }
      return .backdate(milestone, to: at, why: why)
    })

  private static func milestones(_ record: Dossiers.Record, _ visit: Visit) -> [Choice] {
    Milestone.allCases.compactMap { milestone in
      record.dossier.moment(of: milestone).map {
        Choice(milestone.rawValue, "\(visit.text(milestone.vietnamese)): \($0.vietnamese)")
      }
    }
  }
}
