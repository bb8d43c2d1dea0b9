import Foundation
import Testing
import Workflow

@Suite struct FormFaultsTests {
  private func faults(_ fields: FormField..., subject: [String] = []) -> [String] {
    let truth = FormField("truth", "Cam đoan", .declaration, required: true)
    return FormDescription(
      id: "thu", title: "Thử", subject: subject,
      sections: [FormSection(title: "Phần", fields: fields + [truth])]
    ).faults
  }

  private func field(_ id: String, _ kind: FieldKind, _ change: (inout FormField) -> Void = { _ in })
    -> FormField
  {
    var field = FormField(id, "Mục", kind)
    change(&field)
    return field
  }

  @Test func soundFormHasNone() {
    #expect(
      faults(field("a", .yesNo), field("b", .text) { $0.condition = Condition("a", .anyOf(["yes"])) }) == [])
  }

  @Test func eachSlipIsNamed() {
    let slips: [[String]] = [
      faults(field("a", .text), field("a", .text)),
      faults(field("a", .choice)),
      faults(field("a", .choice) { $0.options = [FieldOption("x", "X"), FieldOption("x", "Y")] }),
      faults(field("a", .choice) { ($0.list, $0.preset) = (.genders, "x") }),
      faults(field("a b", .text)),
      faults(field("a", .text) { $0.label = "" }),
      faults(field("a", .number) { ($0.minimum, $0.maximum) = (2, 1) }),
      faults(field("a", .text) { $0.maximumLength = 0 }),
      faults(field("a", .table)),
      faults(
        field("a", .table) {
          ($0.columns, $0.minimumRows, $0.maximumRows) = ([FormField("b", "B", .text)], 3, 2)
        }),
      faults(field("a", .text) { $0.condition = Condition("b", .answered(true)) }, field("b", .text)),
      faults(field("a", .yesNo), field("b", .text) { $0.condition = Condition("a", .anyOf(["maybe"])) }),
      faults(field("a", .text), field("b", .text) { $0.condition = Condition("a", .ageAtLeast(9)) }),
      faults(field("a", .text), field("b", .date) { $0.notBefore = "a" }),
      faults(field("a", .text), subject: ["b"]),
    ]
    for slip in slips { #expect(slip.count == 1, "\(slip)") }
  }

  @Test func formEndsWithTheTruth() {
    let form = FormDescription(
      id: "thu", title: "Thử", sections: [FormSection(title: "Phần", fields: [FormField("a", "A", .text)])])
    #expect(form.faults == ["Biểu mẫu phải kết thúc bằng lời cam đoan bắt buộc"])
  }

  @Test(arguments: [
    #"{"field": "a"}"#, #"{"field": "a", "equals": "x", "answered": true}"#, #"{"equals": "x"}"#,
  ])
  func conditionNeedsOneTest(json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Condition.self, from: Data(json.utf8)) }
  }
}
