import Testing
import Workflow

@Suite struct FormCheckingTests {
  static let today = Day(year: 2024, month: 6, day: 3)

  /// What a form of this single field, not required, has against an answer.
  private func reason(_ field: FormField, _ typed: String...) -> FieldProblem.Reason? {
    let form = FormDescription(
      id: "thu", title: "Thử", sections: [FormSection(title: "Phần", fields: [field])])
    return form.check(FormAnswers([field.id: typed]), today: Self.today).first?.reason
  }

  private func field(_ kind: FieldKind, _ change: (inout FormField) -> Void = { _ in }) -> FormField {
    var field = FormField("muc", "Mục", kind)
    change(&field)
    return field
  }

  @Test(arguments: [
    (FieldKind.text, "<script>alert('x')</script>"), (.text, "😀"), (.text, "a\u{202E}b"), (.text, "a\r\nb"),
    (.longText, "dòng 1\ndòng 2\t\"nháy\" 'đơn'"), (.personName, "Nguyễn Thị Ánh"),
    (.number, "1.234,5"), (.number, "0"), (.number, "12"), (.money, "8.000 đồng"), (.money, "8,000"),
    (.money, "8000đ"), (.money, "8 000 VND"), (.date, "29/02/2024"), (.date, "3/6/2024"),
    (.date, "03-06-2024"),
    (.partialDate, "1952"), (.partialDate, "05/1952"), (.partialDate, "31/12/1952"), (.time, "14:20"),
    (.time, "14 giờ 20"), (.time, "7h05"), (.time, "7 giờ"), (.time, "14 giờ 20 phút"), (.yesNo, "no"),
    (.phone, "0912 345 678"), (.email, "a@example.vn"), (.file, "3f9a-01"), (.declaration, "yes"),
    (.text, "   "), (.date, "\u{200B}"), (.text, ""),
  ])
  func accepted(kind: FieldKind, typed: String) {
    #expect(reason(field(kind), typed) == nil)
  }

  @Test(arguments: [
    (FieldKind.text, "a\0b", FieldProblem.Reason.controlCharacters),
    (.longText, "\u{1B}[2J", .controlCharacters),
    (.date, "1\0", .controlCharacters), (.personName, "Lan 1", .notName),
    (.personName, "<b>Lan</b>", .notName),
    (.personName, "😀", .notName), (.number, "1.23", .notNumber), (.number, "1e5", .notNumber),
    (.number, "-1", .notNumber), (.number, "nan", .notNumber), (.number, "1,", .notNumber),
    (.number, "99999999999999999999", .notNumber), (.number, "١٢", .notNumber),
    (.number, "1.2345", .notNumber),
    (.money, "8.00", .notMoney), (.money, "tám nghìn", .notMoney), (.money, "1.000,000", .notMoney),
    (.money, "-8000", .notMoney), (.money, "đ", .notMoney), (.date, "30/02/2024", .notDate),
    (.date, "29/02/2023", .notDate), (.date, "2024-06-03", .notDate), (.date, "6/2024", .notDate),
    (.date, "03/06/24", .notDate), (.date, "00/00/0000", .notDate),
    (.date, "1/1/9999", .notDate), (.partialDate, "13/1990", .notDate), (.partialDate, "90", .notDate),
    (.partialDate, "<svg>", .notDate), (.time, "24:00", .notTime), (.time, "14:60", .notTime),
    (.time, "14", .notTime), (.time, "14:", .notTime), (.time, "1:2:3", .notTime),
    (.yesNo, "maybe", .notOffered),
    (.phone, "113", .notPhone), (.email, "a@b", .notEmail), (.file, "../../etc/passwd", .notFile),
    (.declaration, "no", .notConfirmed), (.identityNumber, "038090001123", .unknownIdentityKind),
  ])
  func refused(kind: FieldKind, typed: String, expected: FieldProblem.Reason) {
    #expect(reason(field(kind), typed) == expected)
  }

  @Test func tenMegabytes() {
    let huge = String(repeating: "ệ", count: 3_500_000)
    for kind in FieldKind.allCases where !kind.isComposite && kind != .table {
      #expect(reason(field(kind), huge) == .tooLong(kind.maximumLength), "\(kind)")
    }
  }

  @Test func lengthCountsComposedCharacters() {
    let decomposed = String(repeating: "e\u{302}\u{323}", count: 20)
    #expect(reason(field(.text) { $0.maximumLength = 20 }, decomposed) == nil)
    #expect(reason(field(.text) { $0.maximumLength = 19 }, decomposed) == .tooLong(19))
  }

  @Test func bounds() {
    let bounded = field(.number) { ($0.minimum, $0.maximum) = (1, 50) }
    #expect(reason(bounded, "0") == .tooSmall(1))
    #expect(reason(bounded, "50") == nil)
    #expect(reason(bounded, "50,1") == .tooLarge(50))
    #expect(reason(field(.money) { $0.minimum = 1 }, "0") == .tooSmall(1))
    #expect(reason(field(.money) { $0.maximum = 10 }, "11") == .tooLarge(10))
  }

  @Test func sidesOfToday() {
    let past = field(.date) { $0.when = .past }
    let future = field(.date) { $0.when = .future }
    #expect(reason(past, "03/06/2024") == nil)
    #expect(reason(past, "04/06/2024") == .inFuture)
    #expect(reason(future, "03/06/2024") == nil)
    #expect(reason(future, "02/06/2024") == .inPast)
    #expect(reason(field(.partialDate) { $0.when = .past }, "2024") == nil)
    #expect(reason(field(.partialDate) { $0.when = .past }, "2025") == .inFuture)
  }

  @Test func choices() {
    let choice = field(.choice) { $0.list = .genders }
    let several = field(.multipleChoice) { $0.list = .genders }
    #expect(reason(choice, "male") == nil)
    #expect(reason(choice, "Nam") == .notOffered)
    #expect(reason(choice, "male", "female") == .severalAnswers)
    #expect(reason(several, "male", "female") == nil)
    #expect(reason(several, "male", "x") == .notOffered)
    #expect(reason(field(.text), "a", "b") == .severalAnswers)
    #expect(reason(field(.choice) { $0.list = .ethnicGroups }, "E\u{302} Đe\u{302}") == nil)
  }

  @Test func messagesNameTheField() throws {
    let form = try ReferenceFiles.form("khai-sinh")
    let answers = FormAnswers(["mother.fullName": ["123"], "child.birthDate": ["04/06/2024"]])
    let problems = form.check(answers, today: Self.today)
    let messages = problems.map(\.message)
    #expect(
      messages.contains(
        "“Người mẹ – Họ, chữ đệm, tên”: xin ghi họ tên bằng chữ cái, không có chữ số và ký hiệu."))
    #expect(
      messages.contains("“Người được khai sinh – Ngày sinh”: ngày này chưa đến. Xin ông/bà kiểm tra lại."))
    #expect(messages.contains("“Người được khai sinh – Giới tính”: xin ông/bà trả lời mục này."))
    #expect(problems.allSatisfy { !$0.key.isEmpty && !$0.path.isEmpty })
  }

  @Test func identityFollowsItsKind() throws {
    let form = try ReferenceFiles.form("khai-sinh")
    func reasons(_ kind: String, _ number: String) -> [FieldProblem.Reason] {
      let answers = FormAnswers(["requester.identity.kind": [kind], "requester.identity.number": [number]])
      return form.check(answers, today: Self.today).filter { $0.path.hasPrefix("requester.identity") }
        .map(\.reason)
    }
    #expect(reasons("cccd", "038090001123") == [])
    #expect(reasons("cccd", "171234567") == [.wrongIdentity(.cccd)])
    #expect(reasons("cmnd", "171234567") == [])
    #expect(reasons("passport", "171234567") == [])
    #expect(reasons("none", "whatever") == [])
    #expect(reasons("taxCode", "2800123456") == [.notOffered])
    #expect(reasons("", "") == [.required, .required])
  }

  @Test(arguments: ReferenceFiles.forms.keys.sorted())
  func hostileAnswersNeverPassNorCrash(id: String) throws {
    let form = try ReferenceFiles.form(id)
    let hostile = [
      "<script>alert(1)</script>", "\0", "😀", "\u{202E}abc", "' OR 1=1 --", "{{x}}", "-1", "99/99/9999",
      String(repeating: "a", count: 100_000),
    ]
    for text in hostile {
      var answers = FormAnswers()
      for leaf in form.visibleFields(FormAnswers(), on: Self.today) { answers[leaf.id] = text }
      for row in ["1", "0", "-1", "999", "1000", "99999999999999999999", "x", ""] {
        answers["members.\(row).fullName"] = text
        answers["changes.\(row).item"] = text
      }
      #expect(!form.check(answers, today: Self.today).isEmpty)
      #expect(!form.summary(answers, on: Self.today).isEmpty || text == "\0")
      _ = form.cleaned(answers, on: Self.today)
    }
  }
}
