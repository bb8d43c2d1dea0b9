import Foundation
import Testing
import Workflow

@Suite struct ReferenceDataTests {
  @Test func everyFileDecodes() throws {
    #expect(throws: Never.self) { try ReferenceFiles.all(FormDescription.self, in: "forms") }
    #expect(throws: Never.self) { try ReferenceFiles.all(ProcedureRevision.self, in: "procedures") }
    #expect(ReferenceFiles.forms.count == 12)
    #expect(ReferenceFiles.procedures.values.count { $0.performedBy == .commune } >= 40)
    #expect(ReferenceFiles.procedures.values.count { $0.performedBy == .district } >= 10)
    #expect(Set(ReferenceFiles.fields.map(\.id)).count == ReferenceFiles.fields.count)
  }

  @Test(arguments: ReferenceFiles.forms.keys.sorted())
  func formIsSound(id: String) throws {
    let form = try ReferenceFiles.form(id)
    #expect(form.id == id)
    #expect(form.faults == [])
    #expect(!form.verified)
    #expect(form.fields.last?.kind == .declaration)
    #expect(form.fields.first?.id == "requester")
    #expect(ReferenceFiles.procedures.values.contains { $0.form == id })
  }

  @Test(arguments: ReferenceFiles.procedures.keys.sorted())
  func procedureIsSound(code: String) throws {
    let procedure = try ReferenceFiles.procedure(code)
    #expect(procedure.code == code)
    #expect(procedure.faults(fields: ReferenceFiles.fields, forms: Array(ReferenceFiles.forms.values)) == [])
    #expect(!procedure.levelVerified)
    #expect(procedure.steps.count == 4)
    for time in procedure.times {
      let steps = procedure.steps(for: time)
      #expect(time.promised.map(steps.addUp) ?? steps.allSatisfy { $0.allotted == nil })
    }
    let again = try JSONDecoder().decode(
      ProcedureRevision.self, from: JSONEncoder().encode(procedure))
    #expect(again == procedure)
  }

  @Test("rules §10.4: a bundle has a result of each agency with its code, and its two extensions")
  func bundles() throws {
    for (code, results) in [
      ("2.000986", ["KQ.G15.000031", "KQ.G01.000065", "KQ.G01.000067", "KQ.G18.000047"]),
      ("2.001023", ["KQ.G15.000031", "KQ.G18.000047"]),
    ] {
      let procedure = try ReferenceFiles.procedure(code)
      #expect(procedure.results.map(\.code) == results)
      #expect(procedure.policy.extensions.map(\.time) == [.workingDays(2), .workingDays(5)])
    }
  }

  @Test func formsRoundTrip() throws {
    for form in ReferenceFiles.forms.values {
      let again = try JSONDecoder().decode(FormDescription.self, from: JSONEncoder().encode(form))
      #expect(again == form)
    }
  }

  @Test func formsAreLinked() throws {
    let linked = ReferenceFiles.procedures.values.filter { $0.form != nil }.map(\.code)
    #expect(
      Set(linked) == [
        "1.001193", "1.000894", "1.000656", "1.004873", "2.000635", "1.004859", "1.004837", "1.004884",
        "1.011607", "1.001653", "1.001699", "1.004194", "1.001612",
      ])
  }

  @Test func onlineFilingIsOpenOnlyWhereTimeFeeAndFormAreKnown() {
    let open = ReferenceFiles.procedures.values.filter(\.acceptsOnlineFiling).map(\.code)
    #expect(
      Set(open) == ["1.001193", "1.000894", "1.000656", "2.000635", "1.004837", "1.004194"])
  }

  @Test func everyGapIsNamed() {
    for procedure in ReferenceFiles.procedures.values {
      for time in procedure.times where time.promised == nil {
        #expect(procedure.missingFacts.contains(.time(time.caseName)), "\(procedure.code)")
        #expect(!procedure.notes.isEmpty, "\(procedure.code)")
      }
    }
  }
}
