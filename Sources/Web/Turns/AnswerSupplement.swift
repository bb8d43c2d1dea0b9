import HTTPServer
import Storage
import Templating
import Workflow

/// Nộp bổ sung: every item with what to do, what was there before, and one button (arts 17, 19.4). What was typed and
/// the files that came with it survive whatever must be mended first.
enum AnswerSupplement: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var backURL: String
    var items: [AnswerItem]
    var suggestions: [SuggestionList]
    var wait: WaitModel
    var problems: [Problem]
    var isChanged: Bool
    var maximumFile: String

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .url("backURL", \.backURL), .list("items", \.items), .list("suggestions", \.suggestions),
        .record("wait") { $0.wait }, .list("problems", \.problems), .flag("isChanged", \.isChanged),
        .text("maximumFile", \.maximumFile),
      ]
    }
  }

  static let citizenPage = Page<Model>("citizen/answer-supplement")
  static let staffPage = Page<Model>("turns/answer-supplement")
  static let pages: [any PageDeclaration] = [citizenPage, staffPage]
  static let routes: [SiteRoute] = AnswerSide.allCases.flatMap { side in
    [
      .get(side.address.pattern, side.access) { visit in
        try awaited(side, visit) { record, slip in
          try show(SlipAnswer(record, slip, by: side, visit), side, visit)
        }
      },
      .post(side.address.pattern, side.access, lane: .costly, body: Visit.uploads) { visit in
        try awaited(side, visit) { record, slip in
          let answer = try SlipAnswer.posted(record, slip, by: side, visit)
          let isChanged = try visit.formVersion() != record.dossier.version
          guard answer.problems.isEmpty, !answer.isUnfinished, !isChanged else {
            return try show(answer, side, visit, isChanged: isChanged)
          }
          return write(answer, side, visit)
        }
      },
    ]
  }

  /// The slip that the citizen has in hand; without one, on to the dossier's page.
  private static func awaited(
    _ side: AnswerSide, _ visit: Visit, _ body: (Dossiers.Record, Supplement) throws -> Response
  ) throws -> Response {
    let record = try side.record(visit)
    guard let slip = record.dossier.turns.openSupplement, slip.isAwaited else {
      return .redirect(side.dossier.url(record.dossier.id))
    }
    return try body(record, slip)
  }

  private static func write(_ answer: SlipAnswer, _ side: AnswerSide, _ visit: Visit) -> Response {
    let completion = answer.completion(on: visit.now.day)
    let record = answer.record
    return visit.handOn(to: .write) { visit in
      let actor = try side.actor(record, visit)
      return try visit.guarded(.answerSupplement, on: record, by: actor) {
        try visit.once {
          try Dossiers.complete(
            record.dossier.id, with: completion, version: try visit.formVersion(), by: actor, at: visit.now,
            reference: try visit.reference(), in: visit.writing)
          return Confirmation.supplementAnswered.address(side.dossier.url(record.dossier.id))
        }
      }
    }
  }

  private static func show(
    _ answer: SlipAnswer, _ side: AnswerSide, _ visit: Visit, isChanged: Bool = false
  ) throws -> Response {
    let record = answer.record
    let items = try AnswerItem.list(answer, by: side, visit)
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: side.address.url(record.dossier.id), backURL: side.dossier.url(record.dossier.id),
      items: items, suggestions: SuggestionList.used(by: items.flatMap(\.questions)),
      wait: try WaitModel(record, answer.slip, visit), problems: answer.problems, isChanged: isChanged,
      maximumFile: FileModel.size(visit.site.settings.maximumFile))
    let status: Status =
      isChanged ? .conflict : answer.problems.isEmpty ? .ok : .unprocessableContent
    return try visit.page(side == .applicant ? citizenPage : staffPage, model, status: status)
  }
}

/// How long the citizen has had a slip in hand, and by when he must answer.
struct WaitModel: TemplateModel {
  var since: String
  var days: Int
  var ends: String
  var isOver: Bool

  static var fields: [Field<WaitModel>] {
    [
      .text("since", \.since), .number("days", \.days), .text("ends", \.ends), .flag("isOver", \.isOver),
    ]
  }

  init(_ record: Dossiers.Record, _ slip: Supplement, _ visit: Visit) throws {
    let reference = try visit.reference()
    let clockwork = reference.clockwork(of: record.dossier.agency, on: visit.now.day)
    let ends = slip.isAwaited ? record.dossier.waitingEnds(clockwork) : nil
    since = slip.requestedAt?.vietnamese ?? ""
    days = slip.workingDaysWaited(until: visit.now, reference.calendar)
    self.ends = ends?.day.vietnamese ?? ""
    isOver = ends.map { visit.now > $0 } ?? false
  }
}
