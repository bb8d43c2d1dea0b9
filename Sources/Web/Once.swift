import HTTPServer
import Storage
import Workflow

extension Visit {
  /// The field with a form's one-time key.
  static let onceField = "once"

  /// Decision 18: does the work of a form once; a double tap, a retry or a repeat after a crash is answered with
  /// where the first one led. A form without a key is not one of ours.
  ///
  /// A repeat is the same form with the same content: whoever goes back and writes something else does something new.
  ///
  /// Work that throws has written nothing, also for a caller that catches the error and shows a page.
  ///
  /// - Parameter refusing: the page for what cannot be done, looked at before the work but after the key, so that
  ///   a repeat of what was done is not refused for having been done.
  func once(
    refusing: () throws -> Response? = { nil }, _ work: () throws -> String
  ) throws -> Response {
    let key = try contentKey()
    let person = try person()
    if let answer = try AnsweredForms.answer(to: key, of: person.id, in: db) { return .redirect(answer) }
    if let refusal = try refusing() { return refusal }
    let answer = try context.undoing {
      let answer = try work()
      try AnsweredForms.keep(answer, to: key, of: person.id, at: now, in: writing)
      return answer
    }
    return .redirect(answer)
  }

  /// Where this form led when it came before; asked ahead of rights, since who gave a dossier out of his hands by
  /// it may not read it any more.
  func answeredBefore() throws -> Response? {
    try AnsweredForms.answer(to: contentKey(), of: person().id, in: db).map { .redirect($0) }
  }

  /// The one-time key of a form together with its content.
  ///
  /// - Parameter secrets: fields of which nothing may be stored, not even as part of a hash.
  func contentKey(without secrets: Set<String> = []) throws -> String {
    guard let once = BrowserToken.read(request.form[Self.onceField]) else { throw RequestForgery.Suspected() }
    let left = secrets.union([RequestForgery.field])
    let fields = request.form.fields.filter { !left.contains($0.name) }.map { [$0.name, $0.value] }
    let files = request.files.map { [$0.field, $0.sha256] }
    let content = ([[request.path]] + fields + files).flatMap(\.self)
    return "\(once).\(Secrets.hash(content.map { "\($0.utf8.count):\($0)" }.joined()))"
  }
}
