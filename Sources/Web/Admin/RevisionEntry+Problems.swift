import Storage
import Workflow

extension RevisionEntry {
  /// What must be mended before the revision can be published, in the order of the page; what the domain itself
  /// finds wrong comes last.
  func problems(_ visit: Visit) throws -> [Problem] {
    let reference = try visit.reference()
    var problems = Problems(visit)
    if subject.isNew { checkCode(reference, &problems) }
    checkFacts(&problems)
    checkField(reference, &problems)
    for row in papers.rows { check(paper: row, &problems) }
    for row in times.rows { check(time: row, &problems) }
    checkConditions(reference, visit, &problems)
    for row in fees.rows { check(fee: row, &problems) }
    for row in results.rows {
      problems.check(
        (1...300).contains(row["name"].codePoints), results.id(of: "name", in: row),
        "Kết quả: ghi tên, nhiều nhất 300 ký tự.")
      problems.check(
        ProcedureRevision.isResultCode(row["code"].nonEmpty), results.id(of: "code", in: row),
        "Kết quả: mã viết như KQ.G15.000038, hoặc để trống.")
    }
    for row in steps.rows {
      problems.check(
        row["name"].codePoints <= 200, steps.id(of: "name", in: row), "Bước: tên nhiều nhất 200 ký tự.")
      problems.check(
        TypedLimit(amount: row["time"], unit: row["unit"]).isGood,
        steps.id(of: "time", in: row), "Bước: ghi số và chọn đơn vị, hoặc để trống cả hai.")
    }
    guard problems.found.isEmpty else { return problems.found }
    let fields = try fieldNames(visit).map { ProcedureField(id: $0.key, name: $0.value) }
    for fault in revision.faults(fields: fields, forms: reference.forms.map(\.form)) {
      problems.check(false, "name", fault)
    }
    return problems.found
  }

  private func checkCode(_ reference: Reference, _ problems: inout Problems) {
    let code = text("code")
    problems.check(
      Procedure.isCode(code), "code", "Mã thủ tục: một chữ số, dấu chấm, sáu chữ số, ví dụ 1.001193.")
    let known = reference.revisions(of: code).last?.procedure.name
    problems.check(
      known == nil, "code", "Mã thủ tục {code} đã có trong danh mục: {name}.",
      ["code": code, "name": known ?? ""])
  }

  /// One of the list, or a new one: never both, never one that is there already under another spelling.
  private func checkField(_ reference: Reference, _ problems: inout Problems) {
    let name = text("newField")
    guard let new = newField else {
      return problems.check(
        reference.fields[text("field")] != nil, "field", "Lĩnh vực: chọn trong danh sách.")
    }
    problems.check(
      text("field").isEmpty, "newField", "Lĩnh vực mới: để trống khi đã chọn một lĩnh vực trong danh sách.")
    problems.check(
      (2...100).contains(name.codePoints) && !new.id.isEmpty, "newField", "Lĩnh vực mới: từ 2 đến 100 ký tự.")
    let alike = reference.fields.first {
      $0.key == new.id || VietnameseText.folded($0.value) == VietnameseText.folded(name)
    }
    problems.check(
      alike == nil, "newField", "Lĩnh vực mới: đã có “{name}”, chọn trong danh sách.",
      ["name": alike?.value ?? ""])
  }

  private func checkFacts(_ problems: inout Problems) {
    problems.check((1...500).contains(text("name").codePoints), "name", "Tên thủ tục: từ 1 đến 500 ký tự.")
    problems.check(
      Int(text("level")).flatMap { ServiceLevel(rawValue: $0) } != nil, "level",
      "Mức độ: chọn trong danh sách.")
    let (day, earliest) = (Day(vietnamese: text("effectiveFrom")), subject.stored?.procedure.effectiveFrom)
    problems.check(day != nil, "effectiveFrom", "Có hiệu lực từ ngày: ghi theo mẫu 21/11/2026.")
    if let day, let earliest {
      problems.check(
        day >= earliest, "effectiveFrom", "Có hiệu lực từ ngày: không trước bản đang có ({day}).",
        ["day": earliest.vietnamese])
    }
    problems.check(
      text("effectiveTo").isEmpty || Day(vietnamese: text("effectiveTo")) != nil, "effectiveTo",
      "Hết hiệu lực sau ngày: theo mẫu 21/11/2026.")
    problems.check(
      !channels.isEmpty, "channels.\(Channel.counter.rawValue)", "Cách thức nộp: chọn ít nhất một cách.")
    let (number, date) = (text("decisionNumber"), text("decisionDay"))
    problems.check(number.codePoints <= 60, "decisionNumber", "Số quyết định: nhiều nhất 60 ký tự.")
    problems.check(
      number.isEmpty == date.isEmpty && (date.isEmpty || Day(vietnamese: date) != nil),
      number.isEmpty ? "decisionNumber" : "decisionDay",
      "Quyết định: ghi cả số và ngày, hoặc để trống cả hai.")
    problems.check(
      text("verificationDays").isEmpty
        || Int(text("verificationDays")).map { (1...60).contains($0) } ?? false,
      "verificationDays",
      "Số ngày xác minh: ghi số từ 1 đến 60.")
    problems.check(
      text("responsible").codePoints <= 120, "responsible", "Người phụ trách: nhiều nhất 120 ký tự.")
    for name in Self.lineNames {
      problems.check(text(name).codePoints <= 8_000, name, "Nội dung dài quá 8.000 ký tự.")
    }
  }

  private func check(paper row: TypedTable.Row, _ problems: inout Problems) {
    problems.check(
      (1...1_000).contains(row["name"].codePoints), papers.id(of: "name", in: row),
      "Giấy tờ: ghi tên, nhiều nhất 1.000 ký tự.")
    problems.check(
      row["group"].codePoints <= 300, papers.id(of: "group", in: row), "Trường hợp: nhiều nhất 300 ký tự.")
    problems.check(
      row["template"].codePoints <= 500, papers.id(of: "template", in: row),
      "Mẫu giấy tờ: nhiều nhất 500 ký tự.")
    for column in ["originals", "certified", "photocopies"] {
      problems.check(
        Self.count(row[column]) != nil, papers.id(of: column, in: row), "Số bản: ghi số từ 0 đến 99.")
    }
  }

  private func check(time row: TypedTable.Row, _ problems: inout Problems) {
    problems.check(
      row["case"].codePoints <= 300, times.id(of: "case", in: row), "Trường hợp: nhiều nhất 300 ký tự.")
    problems.check(
      row["condition"].isEmpty || !row["case"].isEmpty, times.id(of: "case", in: row),
      "Trường hợp: ghi tên, vì thời hạn này chỉ áp dụng khi có điều kiện.")
    for (amount, unit) in [("legal", "legalUnit"), ("committed", "committedUnit")] {
      problems.check(
        TypedLimit(amount: row[amount], unit: row[unit]).isGood, times.id(of: amount, in: row),
        "Thời hạn: ghi số từ 1 đến 9.999 và chọn đơn vị.")
    }
  }

  private func checkConditions(
    _ reference: Reference, _ visit: Visit, _ problems: inout Problems
  ) {
    let form = text("form").nonEmpty.flatMap { reference.form($0)?.form }
    problems.check(
      text("form").isEmpty || form != nil, "form", "Biểu mẫu điện tử: chọn trong danh sách.")
    for (table, place) in [(papers, "Giấy tờ, dòng {n}: {what}"), (times, "Thời hạn, dòng {n}: {what}")] {
      for (index, row) in table.rows.enumerated() {
        let fault = TypedCondition(text: row["condition"]).problem(form, visit)
        problems.check(
          fault == nil, table.id(of: "condition", in: row), place,
          ["n": String(index + 1), "what": fault ?? ""])
      }
    }
  }

  private func check(fee row: TypedTable.Row, _ problems: inout Problems) {
    problems.check(
      (1...300).contains(row["name"].codePoints), fees.id(of: "name", in: row),
      "Nội dung thu: ghi tên, nhiều nhất 300 ký tự.")
    problems.check(
      row["amount"].isEmpty || Self.amount(row["amount"]) != nil, fees.id(of: "amount", in: row),
      "Mức thu: ghi số tiền bằng đồng.")
    problems.check(
      row["per"].codePoints <= 60, fees.id(of: "per", in: row), "Đơn vị tính: nhiều nhất 60 ký tự.")
    problems.check(
      row["note"].codePoints <= 1_000, fees.id(of: "note", in: row), "Ghi chú: nhiều nhất 1.000 ký tự.")
  }
}
