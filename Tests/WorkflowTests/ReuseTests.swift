import Testing
import Workflow

/// NĐ 107/2021, decision 1: a paper is used again with consent, by the person whose own it is, while it is good.
@Suite("Digitisation and reuse of papers") struct ReuseTests {
  typealias C = FlowCase

  @Test("the four standings carry the national numbers (rules §1.10)")
  func numbers() { #expect(Digitisation.allCases.map(\.rawValue) == [0, 1, 2, 3]) }

  @Test(
    "a paper stands by its files: one made for the dossier outranks reused ones, a result outranks a paper",
    arguments: [
      (0, 0, 0, Digitisation.notDigitised), (1, 0, 0, .digitised), (1, 1, 0, .reusedComponent),
      (1, 0, 1, .reusedResult), (2, 1, 1, .reusedResult), (2, 1, 0, .digitised), (3, 1, 1, .digitised),
    ] as [(Int, Int, Int, Digitisation)])
  func standing(_ files: Int, _ components: Int, _ results: Int, _ standing: Digitisation) {
    let paper = Dossier.PaperStatus(
      id: "a", name: "A", isShownOnly: false, isRequired: true, files: files,
      reused: [Reuse.Kind.component: components, .result: results].filter { $0.value > 0 })
    #expect(paper.digitisation == standing)
    #expect(paper.isDigitised == (files > 0))
  }

  @Test("whose own it is, seen by a counter, received, not false, and handed out where it is a result")
  func reusable() throws {
    let other = try #require(IdentityNumber(.cccd, "038190001235"))
    let passport = try #require(IdentityNumber(.passport, "038190001234"))
    let falsePapers = Outcome.refused(.falsePapers, why: "Con dấu giả")
    let notEligible = Outcome.refused(.notEligible, why: "Không đủ điều kiện")
    let cases: [(Reuse.Source, Bool)] = [
      (C.source(), true), (C.source(owner: other), false), (C.source(owner: passport), false),
      (C.source(owner: nil), false), (C.source(proven: false), false), (C.source(received: false), false),
      (C.source(in: .processing), true), (C.source(in: .withdrawn), true), (C.source(in: .stopped), true),
      (C.source(outcome: falsePapers), false), (C.source(outcome: notEligible), true),
      (C.source(.result), true), (C.source(.result, in: .atCounter), true),
      (C.source(.result, in: .signed), false), (C.source(.result, in: .processing), false),
      (C.source(.result, outcome: notEligible), false),
    ]
    for (source, isReusable) in cases {
      #expect(source.isReusable(by: C.person) == isReusable, "\(source)")
      let action = Action.reusePaper(paper: "to-khai", Reuse(source, for: C.person, isConsented: true))
      let refusal = C.dossier(in: .draft).refusal(of: action, by: C.citizen)
      #expect(refusal == (isReusable ? nil : .notReusable), "\(source)")
    }
  }

  @Test("a newborn without a paper is nobody's namesake")
  func none() throws {
    let nobody = try #require(IdentityNumber(.none, ""))
    #expect(!C.source(owner: nobody).isReusable(by: nobody))
  }

  @Test("without consent, and where nobody is known to ask, nothing is used again")
  func consent() {
    let draft = C.dossier(in: .draft)
    let silent = Action.reusePaper(paper: "to-khai", Reuse(C.source(), for: C.person, isConsented: false))
    #expect(draft.refusal(of: silent, by: C.officer) == .consentMissing)
    let nobody = Action.reusePaper(paper: "to-khai", Reuse(C.source(), for: nil, isConsented: true))
    #expect(draft.refusal(of: nobody, by: C.officer) == .notReusable)
    let unknown = Action.reusePaper(paper: "x", Reuse(C.source(), for: C.person, isConsented: true))
    #expect(draft.refusal(of: unknown, by: C.officer) == .noSuchPaper)
  }

  @Test("F003-05: a reused paper meets the demand of the receipt, until it is taken off")
  func receipt() throws {
    var draft = C.dossier(in: .draft, papers: [C.paper()])
    let receive = Action.receive(appointmentByHand: nil)
    #expect(draft.refusal(of: receive, by: C.officer) == .papersMissing(["Giấy to-khai"]))
    _ = try draft.doing(C.action(.reusePaper), by: C.officer)
    #expect(draft.papers[0].digitisation == .reusedComponent)
    #expect(draft.refusal(of: receive, by: C.officer) == nil)
    _ = try draft.doing(.attachPaper(paper: "to-khai"), by: C.officer)
    _ = try draft.doing(.removePaper(paper: "to-khai", reused: .component), by: C.citizen)
    #expect(draft.papers[0].digitisation == .digitised)
    _ = try draft.doing(.removePaper(paper: "to-khai"), by: C.citizen)
    #expect(draft.papers[0].digitisation == .notDigitised)
    #expect(draft.refusal(of: receive, by: C.officer) == .papersMissing(["Giấy to-khai"]))
  }
}
