import HTTPServer
import Testing

@testable import Web

/// Bad input: every form of the portal, each field with everything that nobody should send.
@Suite struct SurveyTests {
  /// A form without answers here is a form that nobody tried.
  @Test func everyFormIsSurveyed() {
    let routes = Site.screens.filter { $0.method == .post }.map(\.pattern)
    let surveyed = Forms.all.map(\.route)
    #expect(Set(routes).subtracting(surveyed).sorted() == [])
    #expect(Set(surveyed).subtracting(routes).sorted() == [])
    #expect(Set(surveyed).count == surveyed.count)
  }

  @Test(arguments: Forms.all)
  func eachFieldWithEverything(form: SurveyedForm) throws {
    var survey = try Survey(form)
    try survey.run()
    #expect(survey.faults == [], "\(form.route)")
    #expect(survey.sendings >= 8, "\(form.route) has next to no fields")
  }
}
