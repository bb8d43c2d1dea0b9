import HTTPServer
import Storage
import Workflow

extension Visit {
  /// The field with a form's one-time key.
  static let onceField = "once"

  /// Decision 18: does the work of a form once; a double tap, a retry or a repeat after a crash is answered with
  /// where the first one led. A form without a key is not one of ours.
  func once(_ work: () throws -> String) throws -> Response {
    try onceShowing {
      let answer = try work()
      return (answer, .redirect(answer))
    }
  }

  /// As `once`, for a page that shows what is never shown again: only the first sending gets it, a repeat is led
  /// to the answer.
  func onceShowing(_ work: () throws -> (answer: String, page: Response)) throws -> Response {
    let key = request.form[Self.onceField] ?? ""
    guard BrowserToken.read(key) != nil else { throw RequestForgery.Suspected() }
    let person = try person()
    if let answer = try AnsweredForms.answer(to: key, of: person.id, in: db) { return .redirect(answer) }
    let (answer, page) = try work()
    try AnsweredForms.keep(answer, to: key, of: person.id, at: now, in: writing)
    return page
  }
}
