import Storage
import Workflow

extension Turn {
  /// Words from above to whom a dossier lies with, and the answer.
  static let nudges = [remind, askExplanation, explain]

  static let remind = Turn(
    verb: .remind,
    explanation:
      "Người đang giữ hồ sơ thấy lời nhắc trong danh sách việc của mình; sáng hôm sau ông/bà thấy hồ sơ có chuyển động hay không.",
    confirmation: .reminded,
    fields: { _, visit in
      [
        InputModel(
          id: "why", label: visit.text("Lời nhắc"),
          value: visit.text("Đề nghị giải quyết ngay hồ sơ này."), isRequired: true, rows: 3)
      ]
    },
    facts: { record, visit in [try desk(record, visit)] },
    action: { .remind(words: $0.required("why", or: "Ghi lời nhắc, nhiều nhất 1.000 ký tự.", most: 1000)) })

  static let askExplanation = Turn(
    verb: .askExplanation,
    explanation: "Người đang giữ hồ sơ phải giải trình bằng văn bản trước khi hết ngày đã ghi.",
    confirmation: .explanationAsked,
    fields: { _, visit in
      let proposed = try visit.reference().calendar.nextWorking(after: visit.now.day)
      return [
        InputModel(
          id: "why", label: visit.text("Nội dung cần giải trình"),
          value: visit.text("Vì sao hồ sơ chậm, khi nào xong."), isRequired: true, rows: 3),
        .day("answerBy", "Giải trình trước hết ngày", proposed.vietnamese, visit),
      ]
    },
    facts: { record, visit in [try desk(record, visit)] },
    action: { input in
      let words = input.required(
        "why", or: "Ghi nội dung cần giải trình, nhiều nhất 1.000 ký tự.", most: 1000)
      guard let day = Day(vietnamese: input.visit.field("answerBy")) else {
        input.fault("answerBy", "Ghi ngày theo mẫu 21/11/2026.")
        return nil
      }
      if day <= input.visit.now.day { input.fault("answerBy", "Ngày giải trình phải sau hôm nay.") }
      return .askExplanation(words: words, by: day)
    })

  static let explain = Turn(
    verb: .explain,
    explanation: "Người yêu cầu thấy giải trình trong nhật ký hồ sơ và trên trang việc sáng nay.",
    confirmation: .explained,
    fields: { _, visit in
      [InputModel(id: "answer", label: visit.text("Giải trình"), isRequired: true, rows: 6)]
    },
    facts: { record, visit in
      try owed(record, visit).map { nudge in
        Fact(
          label: visit.text(
            "{person} yêu cầu, trước hết ngày {day}",
            [
              "person": try visit.name(of: nudge.by), "day": nudge.answerBy?.vietnamese ?? "",
            ]), value: nudge.words)
      }.map { [$0] } ?? []
    }, next: { _ in Sitemap.nudges.url },
    action: { input in
      let answer = input.required("answer", or: "Ghi nội dung giải trình.", most: 4000)
      return try owed(input.record, input.visit).map { .explain($0.id, answer: answer) }
        ?? .explain(0, answer: answer)
    })

  /// The oldest explanation that the visitor owes about a dossier.
  private static func owed(_ record: Dossiers.Record, _ visit: Visit) throws -> Nudge? {
    let person = try visit.person()
    let isOfficer = Rights.roles(of: person, on: record.place).contains(.oneStopOfficer)
    return record.dossier.turns.nudges.first { nudge in
      nudge.isOwed && (nudge.to.map { $0 == person.id } ?? isOfficer)
    }
  }

  private static func desk(_ record: Dossiers.Record, _ visit: Visit) throws -> Fact {
    let holder = try record.dossier.deskHolder.map { try visit.name(of: $0) }
    return Fact(
      label: visit.text("Gửi tới"), value: try holder ?? visit.counterName(record.dossier.agency))
  }
}

extension Visit {
  /// What somebody is called.
  fileprivate func name(of person: PersonID) throws -> String {
    try People.account(person, in: db)?.name ?? ""
  }
}
