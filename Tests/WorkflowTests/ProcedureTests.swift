import Testing
import Workflow

@Suite struct ProcedureTests {
  @Test func timesByChannel() throws {
    let land = try ReferenceFiles.procedure("1.013978")
    #expect(land.time(for: .online)?.legal == .workingDays(17))
    #expect(land.time(for: .post)?.legal == .workingDays(20))
    #expect(land.time(for: .counter)?.legal == .workingDays(27))
  }

  @Test func timesByCase() throws {
    let change = try ReferenceFiles.procedure("1.004859")
    #expect(change.time(for: .counter) == nil)
    #expect(change.caseNames.count == 2)
    #expect(change.time(for: .counter, case: "Bổ sung thông tin hộ tịch")?.legal == .sameDay)
    let day = Day(year: 2024, month: 6, day: 3)
    let answers = FormAnswers(["request": ["correction"]])
    #expect(change.time(for: .online, answers: answers, on: day)?.legal == .workingDays(3))
    #expect(change.time(for: .online, answers: FormAnswers(), on: day) == nil)
  }

  @Test func committedTimeIsPromised() {
    let time = ProcessingTime(legal: .workingDays(3), committed: .workingDays(2))
    #expect(time.promised == .workingDays(2))
    #expect(ProcedureStep.generic(for: time.promised).addUp(to: .workingDays(2)))
  }

  @Test func publishedSteps() throws {
    let copy = try ReferenceFiles.procedure("2.000908")
    #expect(!copy.stepsAreGeneric)
    #expect(copy.steps.map(\.allotted) == [2, 3, 2, 1].map { .workingHours($0) })
    #expect(copy.steps.map(\.role) == [.oneStop, .specialist, .leader, .oneStop])
  }

  @Test(arguments: [
    ("1wd", ["2h", "3h", "2h", "1h"]), ("2wd", ["4h", "4h", "4h", "4h"]),
    ("3wd", ["4h", "12h", "4h", "4h"]), ("5wd", ["4h", "24h", "8h", "4h"]),
    ("20wd", ["4h", "112h", "40h", "4h"]), ("8h", ["2h", "3h", "2h", "1h"]),
    ("15d", ["1d", "10d", "3d", "1d"]), ("4d", ["1d", "1d", "1d", "1d"]),
    ("same", ["same", "same", "same", "same"]), ("1h", []), ("3d", []),
  ])
  func genericSteps(limit: String, shares: [String]) throws {
    let limit = try #require(TimeLimit(limit))
    let steps = ProcedureStep.generic(for: limit)
    #expect(steps.count == 4)
    #expect(steps.compactMap { $0.allotted?.description } == shares)
    #expect(steps.addUp(to: limit))
  }

  @Test func genericStepsAlwaysAddUp() {
    for amount in 1...400 {
      for limit in [TimeLimit.workingDays(amount), .workingHours(amount), .calendarDays(amount)] {
        let steps = ProcedureStep.generic(for: limit)
        #expect(steps.addUp(to: limit), "\(limit)")
        #expect(steps.compactMap(\.allotted).count.isMultiple(of: 4), "\(limit)")
      }
    }
  }

  /// Decision 6: what the province sets is shown as such, and closes online filing unless another case is known.
  @Test func missingFees() throws {
    let birth = try ReferenceFiles.procedure("1.001193")
    #expect(birth.missingFacts.contains(.fee("Đăng ký khai sinh quá hạn")))
    #expect(birth.acceptsOnlineFiling)
    let again = try ReferenceFiles.procedure("1.004884")
    #expect(again.missingFacts.contains(.feesSetByProvince))
    #expect(again.missingFacts.contains(.time(nil)))
    #expect(!again.acceptsOnlineFiling)
    #expect(again.fees[0].vietnamese == "Theo nghị quyết của HĐND tỉnh (chưa có dữ liệu)")
  }

  @Test(arguments: [
    (Fee(name: "Phí", kind: .charge, amount: 8_000, per: "bản"), "8.000 đồng/bản"),
    (Fee(name: "Phí", kind: .charge, amount: 700_000), "700.000 đồng"),
    (Fee(name: "Phí", kind: .charge, amount: 0), "Miễn phí"),
    (Fee(name: "Phí", kind: .charge, amount: nil), "Chưa có dữ liệu"),
  ])
  func feeInWords(fee: Fee, words: String) {
    #expect(fee.vietnamese == words)
  }

  @Test func papersFollowAnswers() throws {
    let stay = try ReferenceFiles.procedure("1.004194")
    let form = try ReferenceFiles.form("dang-ky-tam-tru")
    let day = Day(year: 2024, month: 6, day: 3)
    func needed(_ basis: String) -> [String] {
      stay.neededPapers(form.applied(to: FormAnswers(["dwelling.basis": [basis]]), on: day)).map(\.id)
    }
    #expect(needed("rented") == ["cho-o", "dong-y-chu-o"])
    #expect(needed("owned") == ["cho-o"])
    #expect(stay.askedPapers(nil).map(\.id) == ["to-khai", "cho-o", "dong-y-chu-o"])
    #expect(stay.neededPapers(nil).map(\.id) == ["to-khai", "cho-o"])
  }

  @Test func consentFromNineYearsOn() throws {
    let change = try ReferenceFiles.procedure("1.004859")
    let form = try ReferenceFiles.form("thay-doi-cai-chinh")
    func asks(_ birth: String, _ relation: String) -> Bool {
      let answers = FormAnswers(["person.birthDate": [birth], "requester.relation": [relation]])
      let applied = form.applied(to: answers, on: Day(year: 2024, month: 6, day: 3))
      return change.neededPapers(applied).contains { $0.id == "dong-y" }
    }
    #expect(asks("03/06/2015", "parent"))
    #expect(!asks("04/06/2015", "parent"))
    #expect(asks("2015", "parent"))
    #expect(!asks("03/06/2015", "self"))
    #expect(!asks("bậy", "parent"))
  }

  @Test func revisionsByDate() throws {
    var first = try ReferenceFiles.procedure("2.000635")
    var second = first
    first.effectiveTo = Day(year: 2023, month: 12, day: 31)
    second.effectiveFrom = Day(year: 2024, month: 1, day: 1)
    second.name = "Tên mới"
    let procedure = Procedure(code: first.code, revisions: [second, first])
    #expect(procedure.revision(on: Day(year: 2023, month: 12, day: 31))?.name == first.name)
    #expect(procedure.revision(on: Day(year: 2024, month: 1, day: 1))?.name == "Tên mới")
    #expect(procedure.revision(on: Day(year: 2018, month: 1, day: 1)) == nil)
  }

  @Test func faultsAreFound() throws {
    var copy = try ReferenceFiles.procedure("2.000908")
    copy.code = "1.00119"
    copy.field = "khong-co"
    copy.form = "khong-co"
    copy.channels = [.counter, .counter]
    copy.effectiveTo = copy.effectiveFrom - 1
    copy.papers += copy.papers
    copy.fees = [Fee(name: "Phí", kind: .charge, amount: -1)]
    copy.results = [ResultPaper(code: "KQ.15.1", name: "Kết quả")]
    copy.times = [ProcessingTime(legal: .workingDays(2), committed: .workingDays(3))]
    copy.verificationDays = 0
    #expect(copy.faults(fields: ReferenceFiles.fields, forms: []).count == 11)
  }

  @Test(arguments: [
    ("1.001193", true), ("6.000000", true), ("1.00119", false), ("11.001193", false), ("1,001193", false),
    ("1.00119a", false), ("", false), ("1.001193.000.00.00.H56", false),
  ])
  func codes(text: String, isCode: Bool) {
    #expect(Procedure.isCode(text) == isCode)
  }

  @Test func levelsInBothRegimes() {
    #expect(ServiceLevel.allCases.map(\.numbered) == ["Mức độ 2", "Mức độ 3", "Mức độ 4"])
    #expect(ServiceLevel.allCases.map(\.named) == ["Cung cấp thông tin", "Một phần", "Toàn trình"])
    #expect(Channel.allCases.map(\.nationalCode) == [1, 2, 3])
  }
}

@Suite struct RevisionDifferenceTests {
  @Test func sameRevisionsDoNotDiffer() {
    for procedure in ReferenceFiles.procedures.values {
      #expect(procedure.differences(from: procedure) == [])
    }
  }

  @Test func whatChangedIsListed() throws {
    let old = try ReferenceFiles.procedure("2.000635")
    var new = old
    new.times = [ProcessingTime(legal: .workingDays(2), committed: .workingDays(1))]
    new.papers.removeLast()
    new.responsible = "Nguyễn Thị Ánh"
    new.fees = [Fee(name: old.fees[0].name, kind: .charge, amount: 5_000, per: "bản")]
    let differences = new.differences(from: old)
    #expect(
      differences.map(\.label) == [
        "Người phụ trách", "Thời hạn theo quy định", "Thời hạn cam kết", "Phí: \(old.fees[0].name)",
        "Giấy tờ: Văn bản ủy quyền",
      ])
    #expect(differences[0].before == nil)
    #expect(differences[1].after == "2 ngày làm việc")
    #expect(differences[3].before == "8.000 đồng/bản")
    #expect(differences[4].before == "nộp; bắt buộc; khi “requester.relation” là authorised")
    #expect(differences[4].after == nil)
  }
}
