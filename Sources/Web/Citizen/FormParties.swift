import Storage
import Workflow

/// Whose dossier a filled-in form makes, and who hands it in: the person it is about is the owner, the requester the
/// submitter where he is another.
struct FormParties {
  let owner: Dossiers.Party
  let submitter: Dossiers.Party?

  init(_ draft: Draft) {
    self.init(draft.form, draft.answers, otherwise: draft.record.owner, on: draft.applied.today)
  }

  /// - Parameter party: the owner where the form names nobody.
  init(
    _ form: FormDescription, _ answers: FormAnswers, otherwise party: Dossiers.Party, on today: Day
  ) {
    let answers = form.cleaned(answers, on: today)
    let requesterPath = form.fields.first { $0.kind == .requester }?.id
    let requester = requesterPath.flatMap { Self.person(at: $0, in: answers) }
    let subjectPath = form.subject.first { answers.text($0) != nil }.map(Self.parent)
    guard let subjectPath, subjectPath != requesterPath,
      var subject = Self.person(at: subjectPath, in: answers)
    else {
      owner = requester ?? party
      submitter = nil
      return
    }
    guard let requester, subject.identity.isEmpty || subject.identity != requester.identity else {
      owner = requester ?? subject
      submitter = nil
      return
    }
    // The office reaches the owner through whoever files for him.
    (subject.phone, subject.email) = (requester.phone, requester.email)
    if subject.address.isEmpty { subject.address = requester.address }
    owner = subject
    submitter = requester
  }

  /// "child.fullName" is a part of "child".
  private static func parent(_ path: String) -> String {
    path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
  }

  private static func person(at path: String, in answers: FormAnswers) -> Dossiers.Party? {
    guard let name = answers.text(path + ".fullName") else { return nil }
    let places = ["detail", "commune", "district", "province"]
    return Dossiers.Party(
      name: name, identityKind: answers.text(path + ".identity.kind") ?? "",
      identity: answers.text(path + ".identity.number") ?? "", phone: answers.text(path + ".phone") ?? "",
      email: answers.text(path + ".email") ?? "",
      address: places.compactMap { answers.text("\(path).residence.\($0)") }.joined(separator: ", "))
  }
}
