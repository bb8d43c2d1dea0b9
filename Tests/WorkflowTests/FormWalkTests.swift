import Foundation
import Testing
import Workflow

@Suite struct FormWalkTests {
  private let today = Day(year: 2024, month: 6, day: 3)

  /// A birth as a mother would file it.
  static let birth = FormAnswers([
    "requester.fullName": ["  Lê Thị  Hoa "], "requester.birthDate": ["5-9-1995"],
    "requester.gender": ["female"], "requester.nationality": ["Việt Nam"],
    "requester.identity.kind": ["cccd"], "requester.identity.number": ["038 195 000 111"],
    "requester.identity.issuedOn": ["01/07/2021"], "requester.residence.province": ["Thanh Hóa"],
    "requester.residence.district": ["Như Xuân"], "requester.residence.commune": ["Thượng Ninh"],
    "requester.residence.detail": ["Thôn Đồng Minh"], "requester.phone": ["+84 912 345 678"],
    "requester.relation": ["parent"], "child.fullName": ["Lê Minh An"], "child.gender": ["male"],
    "child.birthDate": ["20/5/2024"], "child.birthDateInWords": ["hai mươi, tháng năm"],
    "child.birthTime": ["7h05"], "child.birthPlaceKind": ["facility"],
    "child.birthFacility": ["Bệnh viện đa khoa huyện Như Xuân"], "child.ethnicity": ["Thổ"],
    "child.nationality": ["Việt Nam"], "child.hometown.province": ["Thanh Hóa"],
    "child.hometown.commune": ["Thượng Ninh"], "mother.fullName": ["Lê Thị Hoa"],
    "mother.nationality": ["Việt Nam"], "father.nationality": ["Việt Nam"], "parentsMarried": ["no"],
    "copies": ["3"], "truth": ["yes"],
  ])

  private func form() throws -> FormDescription { try ReferenceFiles.form("khai-sinh") }

  @Test func aWholeBirthPasses() throws {
    #expect(try form().check(Self.birth, today: today) == [])
    #expect(try form().subjectName(in: Self.birth) == "Lê Minh An")
  }

  @Test(arguments: [
    "requester.fullName", "requester.phone", "requester.relation", "requester.identity.number",
    "child.gender",
    "child.birthFacility", "child.hometown.commune", "mother.fullName", "parentsMarried", "truth",
  ])
  func eachRequiredAnswerIsMissed(path: String) throws {
    var answers = Self.birth
    answers[path] = nil
    #expect(try form().check(answers, today: today).map(\.path) == [path])
  }

  @Test func fatherMayBeLeftOutButNotByHalves() throws {
    var answers = Self.birth
    answers["father.birthDate"] = "1990"
    #expect(try form().check(answers, today: today).map(\.path) == ["father.fullName"])
    answers["father.fullName"] = "Trần Văn Bình"
    #expect(try form().check(answers, today: today) == [])
    answers["father.identity.number"] = "171234567"
    #expect(
      try form().check(answers, today: today).map(\.path) == [
        "father.identity.kind", "father.identity.number",
      ])
  }

  @Test func conditionsOpenAndClose() throws {
    var answers = Self.birth
    answers["parentsMarried"] = "yes"
    #expect(
      try form().check(answers, today: today).map(\.path) == ["marriage.number", "marriage.date"])
    answers["marriage.number"] = "12/2020"
    answers["marriage.date"] = "x"
    answers["parentsMarried"] = "no"
    #expect(try form().check(answers, today: today) == [])
    #expect(try form().cleaned(answers, on: today)["marriage.number"] == nil)
  }

  @Test func hiddenAnswersHideWhatHangsOnThem() {
    var first = FormField("a", "A", .yesNo)
    var second = FormField("b", "B", .yesNo)
    var third = FormField("c", "C", .text, required: true)
    first.required = true
    second.condition = Condition("a", .anyOf(["yes"]))
    third.condition = Condition("b", .anyOf(["yes"]))
    let form = FormDescription(
      id: "x", title: "X", sections: [FormSection(title: "S", fields: [first, second, third])])
    let stale = FormAnswers(["a": ["no"], "b": ["yes"]])
    #expect(form.visibleFields(stale, on: today).map(\.id) == ["a"])
    #expect(form.check(stale, today: today) == [])
  }

  @Test func cleanedAnswersAreInOneWriting() throws {
    let clean = try form().cleaned(Self.birth, on: today)
    #expect(clean["requester.fullName"] == "Lê Thị Hoa")
    #expect(clean["requester.birthDate"] == "05/09/1995")
    #expect(clean["requester.identity.number"] == "038195000111")
    #expect(clean["requester.phone"] == "0912345678")
    #expect(clean["child.birthTime"] == "07:05")
    #expect(try form().check(clean, today: today) == [])
    #expect(try form().cleaned(clean, on: today) == clean)
  }

  @Test func summaryWalk() throws {
    let summary = try form().summary(Self.birth, on: today)
    #expect(
      summary.map(\.title) == [
        "Người yêu cầu", "Người được khai sinh", "Người mẹ", "Hôn nhân của cha mẹ", "Đề nghị kèm theo",
        "Cam đoan",
      ])
    let rows = Dictionary(summary.flatMap(\.rows).map { ($0.path, $0) }) { first, _ in first }
    #expect(
      rows["requester.identity.kind"]?.value
        == "Căn cước công dân / Căn cước, số 038195000111, cấp ngày 01/07/2021")
    #expect(
      rows["requester.residence.province"]?.value == "Thôn Đồng Minh, Thượng Ninh, Như Xuân, Thanh Hóa")
    #expect(rows["requester.residence.province"]?.label == "Nơi cư trú")
    #expect(rows["child.gender"]?.label == "Giới tính")
    #expect(rows["child.gender"]?.value == "Nam")
    #expect(rows["child.birthTime"]?.value == "7 giờ 05")
    #expect(rows["parentsMarried"]?.value == "Không")
    #expect(rows["marriage.number"] == nil)
    #expect(rows["requester.phone"]?.value == "0912 345 678")
  }

  @Test func summaryShowsWhatCannotBeReadAsTyped() throws {
    let summary = try form().summary(FormAnswers(["child.birthDate": ["<b>\0"]]), on: today)
    let row = try #require(summary.flatMap(\.rows).first { $0.path == "child.birthDate" })
    #expect(row.value == "<b>")
  }

  @Test func tablesTakeRowsWithGaps() throws {
    let form = try ReferenceFiles.form("thay-doi-cai-chinh")
    var answers = FormAnswers()
    func problems() -> [String] {
      form.check(answers, today: today).filter { $0.path.hasPrefix("changes") }.map { "\($0.path) \($0.key)" }
    }
    #expect(problems() == ["changes too-few-rows"])
    answers["changes.2.item"] = " "
    #expect(problems() == ["changes too-few-rows"])
    answers["changes.7.item"] = "Chữ đệm"
    #expect(problems() == ["changes.7.requested required"])
    answers["changes.7.requested"] = "Minh"
    #expect(problems() == [])
    let row = try #require(
      form.summary(answers, on: today).flatMap(\.rows).first { $0.path == "changes.7.item" })
    #expect(row.label == "Nội dung cụ thể (7)")
    #expect(row.value == "Mục cần thay đổi: Chữ đệm; Đề nghị ghi là: Minh")
    for number in 1...21 { answers["changes.\(number).item"] = "Mục" }
    #expect(problems().first == "changes too-many-rows")
  }

  @Test func rowsCompareTheirOwnDates() throws {
    let form = try ReferenceFiles.form("xac-nhan-tinh-trang-hon-nhan")
    let answers = FormAnswers([
      "residences.1.from": ["05/2010"], "residences.1.to": ["2010"], "residences.1.address": ["Xã Bát Mọt"],
      "residences.2.from": ["06/2010"], "residences.2.to": ["05/2010"], "residences.2.address": ["Xã Yên Lễ"],
    ])
    let problems = form.check(answers, today: today).filter { $0.path.hasPrefix("residences") }
    #expect(problems.map(\.path) == ["residences.2.to"])
    #expect(problems.first?.reason == .before("Từ"))
    #expect(problems.first?.label == "Nơi đã cư trú từ khi đủ tuổi kết hôn – Nơi đã cư trú, dòng 2 – Đến")
  }

  @Test func requesterIsNotAskedTwice() throws {
    let form = try ReferenceFiles.form("ket-hon")
    let paths = form.visibleFields(FormAnswers(["requester.relation": ["bride"]]), on: today).map(\.id)
    #expect(!paths.contains("bride.fullName"))
    #expect(paths.contains("bride.maritalState"))
    #expect(paths.contains("groom.fullName"))
    #expect(!paths.contains("requester.relationDetail"))
  }

  @Test func answersAreAPlainObject() throws {
    let json = try JSONEncoder().encode(FormAnswers(["a.b": ["1", "2"]]))
    #expect(String(decoding: json, as: UTF8.self) == #"{"a.b":["1","2"]}"#)
    #expect(try JSONDecoder().decode(FormAnswers.self, from: json).all("a.b") == ["1", "2"])
  }

  @Test func partsHaveFullPaths() {
    let mother = FormField("mother", "Người mẹ", .person)
    #expect(
      mother.parts.map(\.id) == [
        "mother.fullName", "mother.birthDate", "mother.gender", "mother.ethnicity", "mother.nationality",
        "mother.identity.kind", "mother.identity.number", "mother.identity.issuedOn",
        "mother.identity.issuedBy",
        "mother.residence.province", "mother.residence.district", "mother.residence.commune",
        "mother.residence.detail",
      ])
    #expect(mother.parts[4].preset == "Việt Nam")
    #expect(mother.parts[6].fullLabel == "Người mẹ – Giấy tờ tùy thân – Số giấy tờ")
  }

  @Test func commonLists() {
    #expect(OptionList.ethnicGroups.options.count == 54 + 2)
    for list in OptionList.allCases {
      let values = list.options.map(\.value)
      #expect(Set(values).count == values.count && !values.contains(""), "\(list)")
      #expect(list.options.allSatisfy { $0.label == VietnameseText.normalised($0.label) })
    }
    #expect(OptionList.countries.options.first?.value == OptionList.homeCountry)
  }
}
