import Workflow

/// A condition on the answers of the electronic form, as it was typed into a row; nothing typed is no condition.
struct TypedCondition {
  let text: String

  /// The condition; nil where there is none or it cannot be understood.
  var condition: Condition? { try? Condition(typed: text) }

  /// What is wrong with it, in words; nil when nothing is.
  func problem(_ form: FormDescription?, _ visit: Visit) -> String? {
    if text.isEmpty { return nil }
    if text.codePoints > 500 { return visit.text("điều kiện dài quá 500 ký tự.") }
    do throws(Condition.Fault) {
      let condition = try Condition(typed: text)
      guard let form else {
        return visit.text("chọn biểu mẫu điện tử trước: điều kiện dựa vào câu trả lời của biểu mẫu.")
      }
      return form.fault(of: condition).map { Self.words($0, visit) }
    } catch { return Self.words(error, visit) }
  }

  private static func words(_ fault: Condition.Fault, _ visit: Visit) -> String {
    switch fault {
    case .fieldMissing:
      visit.text("điều kiện phải bắt đầu bằng tên một mục của biểu mẫu, ví dụ request = change.")
    case .notUnderstood(let text):
      visit.text(
        "không hiểu “{text}” trong điều kiện; sau tên mục ghi = hoặc ≠ và câu trả lời, hoặc: đã trả lời, chưa trả lời, từ đủ 9 tuổi.",
        ["text": text])
    case .valueMissing: visit.text("điều kiện thiếu câu trả lời sau dấu = hoặc ≠, hoặc giữa hai dấu phẩy.")
    case .quoteOpen: visit.text("dấu ngoặc kép trong điều kiện chưa đóng.")
    case .unknownField(let path): visit.text("biểu mẫu không có mục “{field}”.", ["field": path])
    case .unknownValue(let value, let path):
      visit.text("mục “{field}” không có câu trả lời “{value}”.", ["field": path, "value": value])
    case .notADate(let path): visit.text("mục “{field}” không phải ngày sinh.", ["field": path])
    }
  }
}
