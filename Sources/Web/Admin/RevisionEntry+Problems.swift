import Storage
import Workflow

extension RevisionEntry {
  /// What must be mended before the revision can be published, in the order of the page; what the domain itself
  /// finds wrong comes last.
  func problems(_ visit: Visit) throws -> [Problem] {
    var problems = Problems(visit)
    checkFacts(&problems)
    for row in papers.rows { check(paper: row, &problems) }
    for row in times.rows { check(time: row, &problems) }
    for row in fees.rows { check(fee: row, &problems) }
    for row in results.rows {
      problems.check(
        (1...300).contains(row["name"].count), results.id(of: "name", in: row),
        "Kết quả: ghi tên, nhiều nhất 300 ký tự.")
    }
    for row in steps.rows {
      problems.check(
        TypedLimit(amount: row["time"], unit: row["unit"]).isGood && row["name"].count <= 200,
        steps.id(of: "time", in: row), "Bước: ghi số và chọn đơn vị, hoặc để trống cả hai.")
    }
    guard problems.found.isEmpty else { return problems.found }
    let reference = try visit.reference()
    let fields = reference.fields.map { ProcedureField(id: $0.key, name: $0.value) }
    for fault in revision.faults(fields: fields, forms: reference.forms.map(\.form)) {
      problems.check(false, "name", fault)
    }
    return problems.found
  }

  private func checkFacts(_ problems: inout Problems) {
    problems.check((1...500).contains(text("name").count), "name", "Tên thủ tục: từ 1 đến 500 ký tự.")
    problems.check(
      Int(text("level")).flatMap { ServiceLevel(rawValue: $0) } != nil, "level",
      "Mức độ: chọn trong danh sách.")
    let day = Day(vietnamese: text("effectiveFrom"))
    problems.check(
      day.map { $0 >= base.effectiveFrom } ?? false, "effectiveFrom",
      "Có hiệu lực từ ngày: theo mẫu 21/11/2026, không trước bản đang có ({day}).",
      ["day": base.effectiveFrom.vietnamese])
    problems.check(
      text("effectiveTo").isEmpty || Day(vietnamese: text("effectiveTo")) != nil, "effectiveTo",
      "Hết hiệu lực sau ngày: theo mẫu 21/11/2026.")
    let (number, date) = (text("decisionNumber"), text("decisionDay"))
    problems.check(number.count <= 60, "decisionNumber", "Số quyết định: nhiều nhất 60 ký tự.")
    problems.check(
      number.isEmpty == date.isEmpty && (date.isEmpty || Day(vietnamese: date) != nil), "decisionDay",
      "Quyết định: ghi cả số và ngày, hoặc để trống cả hai.")
    problems.check(
      text("verificationDays").isEmpty || Int(text("verificationDays")) != nil, "verificationDays",
      "Số ngày xác minh: ghi số từ 1 đến 60.")
    problems.check(text("responsible").count <= 120, "responsible", "Người phụ trách: nhiều nhất 120 ký tự.")
    for name in Self.lineNames {
      problems.check(text(name).count <= 8_000, name, "Nội dung dài quá 8.000 ký tự.")
    }
  }

  private func check(paper row: TypedTable.Row, _ problems: inout Problems) {
    problems.check(
      (1...1_000).contains(row["name"].count), papers.id(of: "name", in: row),
      "Giấy tờ: ghi tên, nhiều nhất 1.000 ký tự.")
    problems.check(
      row["group"].count <= 300, papers.id(of: "group", in: row), "Trường hợp: nhiều nhất 300 ký tự.")
    for column in ["originals", "certified", "photocopies"] {
      problems.check(
        Self.count(row[column]) != nil, papers.id(of: column, in: row), "Số bản: ghi số từ 0 đến 99.")
    }
  }

  private func check(time row: TypedTable.Row, _ problems: inout Problems) {
    problems.check(
      row["case"].count <= 300, times.id(of: "case", in: row), "Trường hợp: nhiều nhất 300 ký tự.")
    for (amount, unit) in [("legal", "legalUnit"), ("committed", "committedUnit")] {
      problems.check(
        TypedLimit(amount: row[amount], unit: row[unit]).isGood, times.id(of: amount, in: row),
        "Thời hạn: ghi số từ 1 đến 9.999 và chọn đơn vị.")
    }
  }

  private func check(fee row: TypedTable.Row, _ problems: inout Problems) {
    problems.check(
      (1...300).contains(row["name"].count), fees.id(of: "name", in: row),
      "Nội dung thu: ghi tên, nhiều nhất 300 ký tự.")
    problems.check(
      row["amount"].isEmpty || Self.amount(row["amount"]) != nil, fees.id(of: "amount", in: row),
      "Mức thu: ghi số tiền bằng đồng.")
    problems.check(
      row["note"].count <= 1_000 && row["per"].count <= 60, fees.id(of: "note", in: row),
      "Ghi chú: nhiều nhất 1.000 ký tự.")
  }
}
