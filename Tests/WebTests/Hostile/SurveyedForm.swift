import HTTPServer
import Testing

@testable import Web

/// A form of the portal, with the world in which a right person can send it.
struct SurveyedForm: Sendable, CustomTestStringConvertible {
  /// The route that takes it.
  let route: String
  /// What a good answer is answered with.
  var success = Status.seeOther
  /// Whether the script sends it and reads the answer, so that there is no page to name a field on.
  var isForScript = false
  /// Whether a good answer changes nothing, so that the form can be sent again.
  var changesNothing = false
  /// Whether it takes what another form of the survey takes with every value; a few are enough then.
  var isTwin = false
  /// Whether fields of one group are one question, whose gaps are told where they are.
  var groupsAreQuestions = false
  /// Under which field a problem of another is told, where the two are one question.
  var tellers: [String: String] = [:]
  /// Typed fields that no page shows afterwards.
  var unseen: Set<String> = []
  /// What puts somebody before the form.
  let place: @Sendable (World) throws -> Place

  var testDescription: String { route }

  init(_ route: String, _ place: @escaping @Sendable (World) throws -> Place) {
    (self.route, self.place) = (route, place)
  }

  /// The same form with more said about it.
  func with(_ change: (inout SurveyedForm) -> Void) -> SurveyedForm {
    var form = self
    change(&form)
    return form
  }
}

/// Somebody before a form.
struct Place {
  let browser: Browser
  /// The page with the form.
  var page: String
  /// Where it is sent; what the page's form says, unless the script or another button sends it elsewhere.
  var action: String
  /// The form on the page, where it says another address.
  var formAction: String?
  /// A good answer, over what the page holds already; an empty one unticks.
  var good: [String: String] = [:]
  /// Files of a good answer.
  var files: [Browser.Chosen] = []
  /// Pages on which what was stored stands.
  var shown: [String] = []
  /// How the page with the form is reached, where that is an answer and no address.
  var open: (() -> Response)?

  func opened() -> Response { open?() ?? browser.get(page) }
}
