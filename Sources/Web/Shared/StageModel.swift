import Storage
import Templating
import Workflow

/// A part of a dossier at another agency, with its own clock and what the reader can do about it.
struct StageModel: TemplateModel {
  var number: Int
  var agency: String
  var kind: String
  var task: String
  var opened: String
  var due: String
  var light: LightModel
  var holder: String
  var taken: String
  var answer: String
  var code: String
  var closed: String
  var reported: String
  var actions: [ShowDossier.ActionLink]

  static var fields: [Field<StageModel>] {
    [
      .number("number", \.number), .text("agency", \.agency), .text("kind", \.kind), .text("task", \.task),
      .text("opened", \.opened), .text("due", \.due), .record("light") { $0.light },
      .text("holder", \.holder), .text("taken", \.taken), .text("answer", \.answer), .text("code", \.code),
      .text("closed", \.closed), .text("reported", \.reported), .list("actions", \.actions),
    ]
  }

  /// - Parameter verbs: what the person may do to the dossier now.
  static func list(_ record: Dossiers.Record, verbs: [Verb], _ visit: Visit) throws -> [StageModel] {
    try record.dossier.turns.stages.map { try StageModel($0, of: record, verbs: verbs, visit) }
  }

  private init(_ stage: Stage, of record: Dossiers.Record, verbs: [Verb], _ visit: Visit) throws {
    number = stage.id
    agency = try visit.reference().agency(stage.agency)?.name ?? ""
    kind = visit.text(stage.kind.vietnamese)
    task = stage.task
    opened = stage.openedAt.vietnamese
    due = stage.due.vietnamese
    light = stage.isOpen ? try LightModel(due: stage.due, limit: .workingHours(1), visit) : .none
    holder = try stage.holder.flatMap { try People.person($0, in: visit.db)?.name } ?? ""
    taken = stage.takenAt?.vietnamese ?? ""
    answer = stage.answer
    code = stage.resultCode
    closed = stage.closedAt.map { Self.closed($0, stage, visit) } ?? ""
    reported = stage.reportedAt?.vietnamese ?? ""
    actions = try Self.actions(stage, record, verbs, visit)
  }

  private static func closed(_ moment: Moment, _ stage: Stage, _ visit: Visit) -> String {
    let words =
      stage.answer.isEmpty ? "Kết thúc {at}" : stage.isLate(at: moment) ? "Trả lời muộn {at}" : "Trả lời {at}"
    return visit.text(words, ["at": moment.vietnamese])
  }

  private static func actions(
    _ stage: Stage, _ record: Dossiers.Record, _ verbs: [Verb], _ visit: Visit
  ) throws -> [ShowDossier.ActionLink] {
    guard stage.isOpen else { return [] }
    let isOwn = Rights.partnerAgency(of: try visit.person(), on: record.place) == stage.agency
    let fitting: [(Verb, Bool)] = [
      (.answerStage, isOwn), (.takeStage, isOwn && stage.holder == nil),
      (.reportStage, stage.isLate(at: visit.now) && stage.reportedAt == nil), (.closeStage, true),
    ]
    return fitting.filter { $0.1 && verbs.contains($0.0) }.enumerated().map { index, fit in
      ShowDossier.ActionLink(
        label: visit.text(fit.0.vietnamese),
        url: Sitemap.turn(fit.0).url(record.dossier.id) + "?stage=\(stage.id)",
        isPrimary: index == 0 && fit.0 != .closeStage)
    }
  }
}
