import Testing

@testable import Workflow

/// Conditions as an administrator types them.
@Suite struct ConditionTextTests {
  @Test(arguments: [
    ("request = change", Condition("request", .anyOf(["change"]))),
    ("request = change, ethnicity", Condition("request", .anyOf(["change", "ethnicity"]))),
    ("requester.relation ≠ self", Condition("requester.relation", .noneOf(["self"]))),
    ("issuedBefore đã trả lời", Condition("issuedBefore", .answered(true))),
    ("issuedBefore chưa trả lời", Condition("issuedBefore", .answered(false))),
    ("person.birthDate từ đủ 9 tuổi", Condition("person.birthDate", .ageAtLeast(9))),
    ("kind = \"a, b\", c", Condition("kind", .anyOf(["a, b", "c"]))),
    ("kind = \"\"\"a\"\" b\"", Condition("kind", .anyOf(["\"a\" b"]))),
    ("kind = Hộ tịch", Condition("kind", .anyOf(["Hộ tịch"]))),
  ])
  func readsWhatItWrites(_ text: String, _ condition: Condition) throws {
    #expect(condition.text == text)
    #expect(try Condition(typed: text) == condition)
  }

  @Test(arguments: [
    ("request=change", "request = change"),
    ("request  =  change ,  ethnicity", "request = change, ethnicity"),
    ("a != b", "a ≠ b"), ("a = \"b\"", "a = b"), ("a = \"b\" , c", "a = b, c"),
  ])
  func spacesAndSignsAreFree(_ typed: String, _ text: String) throws {
    #expect(try Condition(typed: typed).text == text)
  }

  @Test(
    arguments: [
      ("", .fieldMissing), ("= a", .fieldMissing), ("“a” = b", .fieldMissing), ("đơn = a", .fieldMissing),
      ("a", .notUnderstood("")), ("a b", .notUnderstood("b")), ("a > 9", .notUnderstood("> 9")),
      ("a từ đủ tuổi", .notUnderstood("từ đủ tuổi")), ("a từ đủ 0 tuổi", .notUnderstood("từ đủ 0 tuổi")),
      ("a từ đủ -9 tuổi", .notUnderstood("từ đủ -9 tuổi")),
      ("a đã trả lời rồi", .notUnderstood("đã trả lời rồi")),
      ("a =", .valueMissing), ("a = b,", .valueMissing), ("a = , b", .valueMissing),
      ("a = \"\"", .valueMissing),
      ("a = \"b", .quoteOpen), ("a = \"b\" c", .notUnderstood("c")), ("a = b\"c\"", .notUnderstood("b\"c\"")),
    ] as [(String, Condition.Fault)])
  func whatIsWrongIsNamed(_ typed: String, _ fault: Condition.Fault) {
    #expect(throws: fault) { try Condition(typed: typed) }
  }

  @Test func everyConditionOfTheCatalogueReadsBack() throws {
    let procedures = ReferenceFiles.procedures.values
    let conditions =
      procedures.flatMap { $0.papers.map(\.condition) + $0.times.map(\.condition) }.compactMap(\.self)
    #expect(conditions.count >= 12)
    for condition in conditions { #expect(try Condition(typed: condition.text) == condition) }
  }

  @Test func theFormTellsWhatCanBeMet() throws {
    let form = try ReferenceFiles.form("thay-doi-cai-chinh")
    func fault(_ text: String) throws -> Condition.Fault? { form.fault(of: try Condition(typed: text)) }
    #expect(try fault("request = change") == nil)
    #expect(try fault("request = change, khac") == .unknownValue("khac", of: "request"))
    #expect(try fault("khong.co = a") == .unknownField("khong.co"))
    #expect(try fault("request từ đủ 9 tuổi") == .notADate("request"))
    #expect(try fault("person.birthDate từ đủ 9 tuổi") == nil)
    #expect(form.deciding.contains { $0.id == "requester.relation" && !$0.choices.isEmpty })
  }
}
