/// What is wrong with an answer, in words for the person who gave it.
public struct FieldProblem: Hashable, Sendable {
  /// The path of the answer, to which the message on top of the page links.
  public let path: String
  /// The question with its context.
  public let label: String
  /// What is wrong.
  public let reason: Reason

  /// What can be wrong with an answer.
  public enum Reason: Hashable, Sendable {
    /// Nothing was answered, or the statement was not ticked.
    case required, notConfirmed
    /// More characters than the field takes.
    case tooLong(Int)
    /// Several answers to a question that takes one.
    case severalAnswers
    /// Characters that cannot be typed, such as NUL.
    case controlCharacters
    /// Not of the field's kind.
    case notName, notDate, notTime, notNumber, notMoney, notPhone, notEmail, notFile
    /// A date on the wrong side of today, or before the date it must follow.
    case inFuture, inPast, before(String)
    /// A number outside its bounds.
    case tooSmall(Int), tooLarge(Int)
    /// Not one of the options.
    case notOffered
    /// Not the shape of its kind of paper.
    case wrongIdentity(IdentityKind)
    /// A number without the kind of paper.
    case unknownIdentityKind
    /// Fewer or more rows than a table takes.
    case tooFewRows(Int), tooManyRows(Int)
  }

  /// The name of the message in the catalogue of any language.
  public var key: String { reason.entry.key }

  /// What the message mentions beside the label.
  public var parameters: [String] { reason.entry.parameters }

  /// The message in Vietnamese, naming the field.
  public var message: String { "“\(label)”: \(reason.entry.sentence)" }
}

extension FieldProblem.Reason {
  /// Key, parameters and Vietnamese sentence of each reason, in one table.
  fileprivate var entry: (key: String, parameters: [String], sentence: String) {
    switch self {
    case .required: ("required", [], "xin ông/bà trả lời mục này.")
    case .notConfirmed: ("not-confirmed", [], "xin ông/bà đánh dấu vào ô này để xác nhận.")
    case .tooLong(let most): ("too-long", ["\(most)"], "xin viết ngắn lại, nhiều nhất \(most) ký tự.")
    case .severalAnswers: ("several-answers", [], "mục này chỉ nhận một câu trả lời.")
    case .controlCharacters:
      ("control-characters", [], "có ký tự lạ không đọc được. Xin ông/bà gõ lại mục này.")
    case .notName:
      ("not-name", [], "xin ghi họ tên bằng chữ cái, không có chữ số và ký hiệu.")
    case .notDate: ("not-date", [], "xin ghi ngày có thật theo mẫu ngày/tháng/năm, ví dụ 05/09/2024.")
    case .notTime: ("not-time", [], "xin ghi giờ theo mẫu giờ:phút, ví dụ 14:20.")
    case .notNumber: ("not-number", [], "xin ghi một số, ví dụ 12 hoặc 12,5.")
    case .notMoney: ("not-money", [], "xin ghi số tiền bằng đồng, ví dụ 8.000.")
    case .notPhone: ("not-phone", [], "xin ghi số điện thoại trong nước, ví dụ 0912 345 678.")
    case .notEmail: ("not-email", [], "xin ghi địa chỉ thư điện tử, ví dụ ten@example.vn.")
    case .notFile: ("not-file", [], "chưa nhận được tệp. Xin ông/bà chọn lại tệp.")
    case .inFuture: ("in-future", [], "ngày này chưa đến. Xin ông/bà kiểm tra lại.")
    case .inPast: ("in-past", [], "ngày này đã qua. Xin ông/bà chọn từ hôm nay trở đi.")
    case .before(let other): ("before", [other], "không được sớm hơn mục “\(other)”.")
    case .tooSmall(let least): ("too-small", ["\(least)"], "ít nhất là \(least).")
    case .tooLarge(let most): ("too-large", ["\(most)"], "nhiều nhất là \(most).")
    case .notOffered: ("not-offered", [], "xin chọn một trong các mục có sẵn.")
    case .wrongIdentity(let kind):
      ("wrong-identity", [kind.rawValue], "số \(kind.vietnamese) \(kind.shape). Xin ông/bà kiểm tra lại.")
    case .unknownIdentityKind: ("unknown-identity-kind", [], "xin chọn loại giấy tờ trước khi ghi số.")
    case .tooFewRows(let least): ("too-few-rows", ["\(least)"], "xin kê khai ít nhất \(least) dòng.")
    case .tooManyRows(let most): ("too-many-rows", ["\(most)"], "chỉ kê khai được nhiều nhất \(most) dòng.")
    }
  }
}
