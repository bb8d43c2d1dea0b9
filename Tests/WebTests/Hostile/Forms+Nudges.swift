import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Words from above, and the answer.
  static let nudges: [SurveyedForm] = [
    word(.remind, by: \.chairman, ["why": "Đề nghị xong hôm nay"]) { try $0.processing() },
    word(.askExplanation, by: \.chairman, ["why": "Vì sao chậm", "answerBy": "23/09/2026"]) {
      try $0.processing()
    },
    word(.explain, by: \.specialist, ["answer": "Chờ công an xã"]) { world in
      let day = Day(year: 2026, month: 9, day: 23)
      let chairman = Dossier.Actor(person: world.people.chairman, role: .chairman)
      return try world.processing((.askExplanation(words: "Vì sao chậm", by: day), chairman))
    },
  ]

  private static func word(
    _ verb: Verb, by person: @escaping @Sendable (Cast) -> PersonID, _ good: [String: String],
    _ dossier: @escaping @Sendable (World) throws -> DossierID
  ) -> SurveyedForm {
    SurveyedForm(Sitemap.turn(verb).pattern) { world in
      let id = try dossier(world)
      return try world.place(
        person, Sitemap.turn(verb).url(id), good, shown: [Sitemap.dossier.url(id)])
    }
  }
}
