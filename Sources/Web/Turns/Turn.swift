import HTTPServer
import Storage
import Templating
import Workflow

/// A turn off the straight way as a page: what it does in plain words, the fields it asks for, and the action that
/// they make. The page, its checks and its answer are the same for all; `Turn.all` lists them.
struct Turn: Sendable {
  /// What is done.
  let verb: Verb
  /// What it leads to, said before it is done.
  let explanation: String
  /// What the page after it says.
  let confirmation: Confirmation
  /// The fields, as the dossier and what is typed so far need them.
  var fields: @Sendable (Dossiers.Record, Visit) throws -> [InputModel] = { _, _ in [] }
  /// What must be known before it is done.
  var facts: @Sendable (Dossiers.Record, Visit) throws -> [Fact] = { _, _ in [] }
  /// The letter that it signs, as it will be sent.
  var letter: @Sendable (Dossiers.Record, Visit) throws -> ApologyLetter? = { _, _ in nil }
  /// The action as it might be, by which the page says beforehand what stands in the way.
  var sample: Action?
  /// Where it leads.
  var next: @Sendable (DossierID) -> String = { Sitemap.dossier.url($0) }
  /// The action of what was typed; nil where the input holds problems.
  let action: @Sendable (inout TurnInput) throws -> Action?

  var address: Address1<DossierID> { Sitemap.turn(verb) }

  /// Every turn, in the order in which a dossier's page offers them.
  static let all: [Turn] =
    [
      takeOver, sendBack, handBack, exceptResult, stop, allowSupplement, recordPayment, demandPayment,
      returnPapers, proposeStop, refuse, withdraw,
    ] + late + stages + desks + mistakes + amendments + points
}

/// The pages of all turns.
enum TakeTurn: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var verb: String
    var explanation: String
    var facts: [Fact]
    var letter: ApologyLetter?
    var obstacle: String?
    var inputs: [InputModel]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .text("verb", \.verb), .text("explanation", \.explanation), .list("facts", \.facts),
        .record("letter") { $0.letter }, .optional("obstacle", \.obstacle), .list("inputs", \.inputs),
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("turns/turn")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = Turn.all.flatMap { turn in
    [
      .get(turn.address.pattern, .staff) { visit in
        try show(turn, visit.readable(visit.read(turn.address)), visit, problems: [])
      },
      .post(turn.address.pattern, .staff) { visit in
        if let answer = try visit.answeredBefore() { return answer }
        let record = try visit.readable(visit.read(turn.address))
        var input = TurnInput(record, visit)
        guard let action = try turn.action(&input), input.problems.isEmpty else {
          return try show(turn, record, visit, problems: input.problems)
        }
        return try visit.perform(action, on: record.dossier.id) {
          turn.confirmation.address(turn.next(record.dossier.id))
        }
      },
    ]
  }

  private static func show(
    _ turn: Turn, _ record: Dossiers.Record, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: turn.address.url(record.dossier.id), verb: visit.text(turn.verb.vietnamese),
      explanation: visit.text(turn.explanation), facts: try turn.facts(record, visit),
      letter: try turn.letter(record, visit),
      obstacle: try turn.sample.flatMap { try visit.obstacle(to: $0, on: record) },
      inputs: try turn.fields(record, visit).map { $0.typed(visit).marked(problems) }, problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

extension InputModel {
  /// The field with what was typed into it just now, if the form was sent.
  fileprivate func typed(_ visit: Visit) -> InputModel {
    guard visit.request.method == .post else { return self }
    var input = self
    let text = rows > 0 ? visit.lines(id) : visit.field(id)
    if choices.isEmpty { input.value = text }
    input.choices = choices.map { Choice($0.value, $0.label, isChosen: $0.value == text) }
    return input
  }
}
