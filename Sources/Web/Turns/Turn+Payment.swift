import Storage
import Workflow

/// Fees demanded and paid (NĐ 61 art 22); they do not stop the processing clock (decision 8).
extension Turn {
  static let demandPayment = Turn(
    verb: .demandPayment,
    explanation:
      "Người nộp thấy số tiền và cách nộp trong hồ sơ của mình. Yêu cầu này không làm dừng thời hạn giải quyết; kết quả chỉ trả khi đã nộp đủ.",
    confirmation: .paymentDemanded,
    fields: { record, visit in
      [
        InputModel(
          id: "amount", label: visit.text("Số tiền (đồng)"),
          value: record.fee == 0 ? "" : String(record.fee), isRequired: true, width: "w-10"),
        InputModel(id: "why", label: visit.text("Nộp cho khoản nào"), isRequired: true),
      ]
    },
    action: { input in
      let amount = input.amount("amount", or: "Ghi số tiền bằng đồng, ví dụ 8.000.")
      let why = input.required("why", or: "Ghi khoản phải nộp, nhiều nhất 300 ký tự.", most: 300)
      return amount.map { .demandPayment(amount: $0, why: why) }
    })

  static let recordPayment = Turn(
    verb: .recordPayment, explanation: "Ghi nhận người nộp đã nộp đủ khoản dưới đây.", confirmation: .paid,
    fields: { _, visit in
      [InputModel(id: "receipt", label: visit.text("Số biên lai"), isRequired: true, width: "w-20")]
    },
    facts: { record, visit in
      [
        Fact(
          label: visit.text("Phí, lệ phí yêu cầu nộp"),
          value: record.dossier.turns.payment?.words(visit) ?? "")
      ]
    },
    action: { input in
      .recordPayment(
        receipt: input.required("receipt", or: "Ghi số biên lai, nhiều nhất 50 ký tự.", most: 50))
    })
}
