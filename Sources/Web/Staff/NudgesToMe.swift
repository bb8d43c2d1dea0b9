import HTTPServer
import Storage
import Templating
import Workflow

/// What a person was reminded of and is to explain, at his desk or at his counter; gone once it is answered or the
/// dossier has moved.
enum NudgesToMe: Screen {
  struct Model: TemplateModel {
    var rows: [NudgeRow]

    static var fields: [Field<Model>] { [.list("rows", \.rows)] }
  }

  static let page = Page<Model>("staff/nudges")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.nudges.pattern, .role(.oneStopOfficer, .specialist, .leader)) { visit in
      try visit.page(page, Model(rows: try listed(visit).map { try NudgeRow($0, visit) }))
    }
  ]

  static func listed(_ visit: Visit) throws -> [Nudges.Listed] {
    let person = try visit.person()
    let counter = try person.agency(of: .oneStopOfficer).map {
      try Nudges.open(atCounter: $0, in: visit.db)
    }
    return (try Nudges.open(of: person.id, in: visit.db) + (counter ?? [])).sorted { $0.askedAt < $1.askedAt }
  }
}

/// A word from above, as lists show it.
struct NudgeRow: TemplateModel {
  let nudge: Nudges.Listed
  let wanted: String
  let askedOf: String
  let outcome: String
  let isGood: Bool

  static var fields: [Field<NudgeRow>] {
    [
      .url("url") { Sitemap.dossier.url($0.nudge.dossier) }, .text("code", \.nudge.code),
      .text("owner", \.nudge.ownerName), .text("words", \.nudge.words), .text("askedBy", \.nudge.askedBy),
      .text("askedAt") { $0.nudge.askedAt.vietnamese }, .text("askedOf", \.askedOf),
      .text("wanted", \.wanted),
      .text("outcome", \.outcome), .flag("isGood", \.isGood), .text("answer", \.nudge.answer),
      .flag("isExplanation") { $0.nudge.kind == .explanation },
      .url("explainURL") { Sitemap.turn(.explain).url($0.nudge.dossier) },
    ]
  }

  init(_ nudge: Nudges.Listed, _ visit: Visit) throws {
    self.nudge = nudge
    askedOf = try nudge.askedOf ?? visit.counterName(nudge.agency)
    let today = visit.now.day
    switch nudge.kind {
    case .reminder:
      wanted = visit.text("Nhắc việc")
      isGood = nudge.hasMoved
      outcome = visit.text(nudge.hasMoved ? "Đã chuyển động" : "Chưa chuyển động")
    case .explanation:
      wanted = visit.text("Giải trình trước hết ngày {day}", ["day": nudge.answerBy?.vietnamese ?? ""])
      isGood = nudge.answeredAt != nil
      let isLate = nudge.answeredAt == nil && nudge.answerBy.map { $0 < today } ?? false
      outcome = visit.text(isGood ? "Đã giải trình" : isLate ? "Quá hạn giải trình" : "Chưa giải trình")
    }
  }
}
