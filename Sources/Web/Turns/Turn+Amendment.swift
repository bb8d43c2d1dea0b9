import Storage
import Workflow

extension Turn {
  /// A result that the office got wrong is corrected at its cost and signed anew (art 21).
  static let amendments = [amend, returnAmended, reportError]

  static let reportError = Turn(
    verb: .reportError,
    explanation:
      "Cơ quan đính chính và chịu chi phí; người nộp không phải nộp lại hồ sơ hay phí. Chuyên môn đính kèm kết quả đã sửa, lãnh đạo ký, rồi một cửa trả lại.",
    confirmation: .errorReported,
    fields: { _, visit in
      [.reason(visit, hint: "Ghi sai ở đâu và nội dung đúng theo giấy tờ nào.")]
    },
    action: { .reportError(why: $0.reason()) })

  static let amend = Turn(
    verb: .amend,
    explanation:
      "Ký kết quả đã sửa. Ngày kết thúc của hồ sơ không đổi; người nộp được mời đến nhận kết quả đính chính.",
    confirmation: .amended,
    facts: { record, visit in
      let amendment = record.dossier.openAmendment
      let since = amendment?.reportedAt ?? visit.now
      let files = try DossierFiles.files(of: record.dossier.id, in: visit.db)
        .filter { $0.paper == nil && $0.addedAt >= since }
      return [
        Fact(label: visit.text("Sai sót"), value: amendment?.why ?? ""),
        Fact(
          label: visit.text("Kết quả đã sửa"), value: files.map(\.filename).joined(separator: "; ")),
      ].filter { !$0.value.isEmpty }
    }, sample: .amend, action: { _ in .amend })

  static let returnAmended = Turn(
    verb: .returnAmended,
    explanation:
      "Ghi người nhận kết quả đính chính và giấy tờ tùy thân đã xuất trình; thu lại bản có sai sót.",
    confirmation: .returned,
    fields: { record, visit in InputModel.collector("Người nhận kết quả", record, visit) },
    action: { input in input.collector().map { .returnAmended(to: $0) } })
}
