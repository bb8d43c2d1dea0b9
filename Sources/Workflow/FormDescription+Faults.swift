extension FormDescription {
  /// What is wrong with the description itself, in words for the administrator who edits it; a form with faults
  /// is not published.
  public var faults: [String] {
    var audit = FormAudit()
    if id.isEmpty || title.isEmpty { audit.fault("Biểu mẫu chưa có mã hoặc tên") }
    for section in sections { audit.visit(section) }
    for path in subject where audit.known[path] == nil {
      audit.fault("Đường dẫn người được khai “\(path)” không có trong biểu mẫu")
    }
    if fields.last.map({ $0.kind != .declaration || !$0.required }) ?? true {
      audit.fault("Biểu mẫu phải kết thúc bằng lời cam đoan bắt buộc")
    }
    return audit.faults
  }

  /// What is wrong with a condition of a paper or a time on the answers of this form.
  public func fault(of condition: Condition) -> Condition.Fault? { paths.fault(of: condition) }

  /// The fields that a condition can name, in the order of the form; columns of tables are left out, since each row
  /// has its own.
  public var deciding: [FormField] { fields.filter { $0.kind != .table }.flatMap(\.parts) }

  /// The leaf fields and tables by path, before any condition.
  var paths: [String: FormField] {
    var audit = FormAudit()
    for section in sections { audit.visit(section) }
    return audit.known
  }
}

/// Goes through a description front to back, as the walk over answers does, so that conditions look back only.
private struct FormAudit {
  var known = [String: FormField]()
  var faults = [String]()

  mutating func fault(_ text: String) { faults.append(text) }

  mutating func visit(_ section: FormSection) {
    if section.title.isEmpty { fault("Có phần chưa đặt tên") }
    if section.fields.isEmpty { fault("Phần “\(section.title)” chưa có mục nào") }
    check(section.condition, of: section.title)
    for field in section.fields { visit(field) }
  }

  private mutating func visit(_ field: FormField) {
    check(field.condition, of: field.id)
    if field.kind.isComposite {
      for part in field.children { visit(part) }
      if field.label.isEmpty { fault("Mục “\(field.id)” chưa có nhãn") }
      return
    }
    check(field)
    if known.updateValue(field, forKey: field.id) != nil { fault("Mục “\(field.id)” có hai lần") }
    if field.kind == .table { visitColumns(of: field) }
  }

  /// Columns are checked as those of the first row; they are known under that path to each other only.
  private mutating func visitColumns(of table: FormField) {
    let columns = table.columns(row: 1)
    if columns.isEmpty { fault("Bảng “\(table.id)” chưa có cột") }
    if table.fewestRows > table.rowLimit || !(1...999).contains(table.rowLimit) {
      fault("Bảng “\(table.id)” có số dòng không hợp lý")
    }
    let outside = known
    for column in columns {
      if column.kind == .table { fault("Bảng “\(table.id)” có bảng trong bảng") }
      visit(column)
    }
    known = outside
  }

  private mutating func check(_ field: FormField) {
    if field.label.isEmpty { fault("Mục “\(field.id)” chưa có nhãn") }
    if !Self.isPath(field.id) { fault("Đường dẫn “\(field.id)” không hợp lệ") }
    let values = field.choices.map(\.value)
    if field.kind.isChosen && values.isEmpty { fault("Mục “\(field.id)” chưa có lựa chọn") }
    if Set(values).count != values.count || values.contains("") {
      fault("Mục “\(field.id)” có lựa chọn trống hoặc trùng nhau")
    }
    if let preset = field.preset, field.kind.isChosen, !values.contains(preset) {
      fault("Giá trị điền sẵn của “\(field.id)” không có trong các lựa chọn")
    }
    if let least = field.minimum, let most = field.maximum, least > most {
      fault("Mục “\(field.id)” có mức nhỏ nhất lớn hơn mức lớn nhất")
    }
    if !(1...20_000).contains(field.limit) { fault("Mục “\(field.id)” có độ dài không hợp lý") }
    if let earlier = field.notBefore, !(known[earlier].map(Self.isDate) ?? false) {
      fault("Mục “\(field.id)” so với “\(earlier)”, không phải một ngày ở phía trước")
    }
  }

  private mutating func check(_ condition: Condition?, of owner: String) {
    guard let condition else { return }
    if let text = known.fault(of: condition, in: owner) { fault(text) }
  }

  private static func isDate(_ field: FormField) -> Bool {
    field.kind == .date || field.kind == .partialDate
  }

  /// Letters and digits between dots; names begin with a letter, numbers are rows.
  private static func isPath(_ path: String) -> Bool {
    path.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { name in
      (1...40).contains(name.utf8.count)
        && name.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }
    }
  }
}

extension [String: FormField] {
  /// What is wrong with a condition on fields of these paths; nothing where it can be met.
  func fault(of condition: Condition) -> Condition.Fault? {
    guard let field = self[condition.field] else { return .unknownField(condition.field) }
    switch condition.test {
    case .anyOf(let values), .noneOf(let values):
      let offered = Set(field.choices.map(\.value))
      if values.isEmpty { return .valueMissing }
      if offered.isEmpty { return nil }
      return values.first { !offered.contains($0) }.map { .unknownValue($0, of: condition.field) }
    case .ageAtLeast:
      return field.kind == .date || field.kind == .partialDate ? nil : .notADate(condition.field)
    case .answered: return nil
    }
  }

  /// The same in words, for what has the condition.
  func fault(of condition: Condition, in owner: String) -> String? {
    fault(of: condition).map { "Điều kiện của “\(owner)” \($0.vietnamese)" }
  }
}
