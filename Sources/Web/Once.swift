import HTTPServer
import Storage
import Workflow

extension Visit {
  /// The field with a form's one-time key.
  static let onceField = "once"

  /// Decision 18: does the work of a form once; a double tap, a retry or a repeat after a crash is answered with
  /// where the first one led. A form without a key is not one of ours.
  ///
  /// - Parameter refusing: the page for what cannot be done, looked at before the work but after the key, so that
  ///   a repeat of what was done is not refused for having been done.
  func once(
    refusing: () throws -> Response? = { nil }, _ work: () throws -> String
  ) throws -> Response {
    let key = request.form[Self.onceField] ?? ""
    guard BrowserToken.read(key) != nil else { throw RequestForgery.Suspected() }
    let person = try person()
    if let answer = try AnsweredForms.answer(to: key, of: person.id, in: db) { return .redirect(answer) }
    if let refusal = try refusing() { return refusal }
    let answer = try work()
    try AnsweredForms.keep(answer, to: key, of: person.id, at: now, in: writing)
    return .redirect(answer)
  }
}
