import HTTPServer
import Storage
import Templating
import Workflow

/// What went past the rules or tried to: refused attempts (F001-06), exceptions for papers and results
/// (decision 7), moments recorded later than they took place (F000-04).
enum Exceptions: Screen {
  struct Model: TemplateModel {
    var agency: String
    var attempts: [AttemptRow]
    var exceptions: [ExceptionRow]
    var backdatings: [BackdatingRow]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .list("attempts", \.attempts), .list("exceptions", \.exceptions),
        .list("backdatings", \.backdatings),
      ]
    }
  }

  struct AttemptRow: TemplateModel {
    var at: String
    var person: String
    var verb: String
    var dossier: String
    var why: String

    static var fields: [Field<AttemptRow>] {
      [
        .text("at", \.at), .text("person", \.person), .text("verb", \.verb), .text("dossier", \.dossier),
        .text("why", \.why),
      ]
    }
  }

  struct ExceptionRow: TemplateModel {
    var at: String
    var person: String
    var number: String
    var url: String
    var what: String
    var kind: String
    var reason: String

    static var fields: [Field<ExceptionRow>] {
      [
        .text("at", \.at), .text("person", \.person), .text("number", \.number), .url("url", \.url),
        .text("what", \.what), .text("kind", \.kind), .text("reason", \.reason),
      ]
    }
  }

  struct BackdatingRow: TemplateModel {
    var url: String
    var number: String
    var milestone: String
    var happened: String
    var recorded: String
    var person: String
    var reason: String

    static var fields: [Field<BackdatingRow>] {
      [
        .url("url", \.url), .text("number", \.number), .text("milestone", \.milestone),
        .text("happened", \.happened), .text("recorded", \.recorded), .text("person", \.person),
        .text("reason", \.reason),
      ]
    }
  }

  static let page = Page<Model>("oversight/exceptions")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.exceptions.pattern, .roles(Watch.roles)) { visit in
      let agency = try Watch.agency(.exceptions, visit.read(Sitemap.exceptions), visit)
      let model = Model(
        agency: agency.name,
        attempts: try Journal.attempts(at: agency.id, in: visit.db).map { row($0, visit) },
        exceptions: try Journal.exceptions(at: agency.id, in: visit.db).map { row($0, visit) },
        backdatings: try Journal.backdatings(at: agency.id, in: visit.db).map { row($0, visit) })
      return try visit.page(page, model)
    }
  ]

  private static func row(_ attempt: Journal.Attempt, _ visit: Visit) -> AttemptRow {
    AttemptRow(
      at: attempt.at.vietnamese, person: attempt.personName, verb: visit.text(attempt.verb.vietnamese),
      dossier: attempt.dossierCode ?? "", why: RefusalText.summary(stored: attempt.why, visit))
  }

  private static func row(_ exception: Journal.RecordedException, _ visit: Visit) -> ExceptionRow {
    ExceptionRow(
      at: exception.at.vietnamese, person: exception.personName, number: exception.dossierCode,
      url: Sitemap.dossier.url(exception.dossier),
      what: exception.paperName ?? visit.text(what(exception.verb)),
      kind: exception.code.map { visit.text($0.vietnamese) } ?? "", reason: exception.reason)
  }

  /// What went past the rules, where it is about no paper.
  private static func what(_ verb: Verb) -> String {
    verb == .allowSupplement ? "Yêu cầu bổ sung quá 03 ngày" : "Trả kết quả không có tệp"
  }
}

extension Exceptions {
  private static func row(_ line: Journal.Backdating, _ visit: Visit) -> BackdatingRow {
    BackdatingRow(
      url: Sitemap.dossier.url(line.dossier), number: line.dossierCode,
      milestone: visit.text(line.milestone.vietnamese), happened: line.happenedAt.vietnamese,
      recorded: line.recordedAt.vietnamese, person: line.personName, reason: line.reason)
  }
}

extension RefusalText {
  /// A refusal as the list of attempts keeps it, by the name of its case, in a few words.
  static func summary(stored: String, _ visit: Visit) -> String {
    let summaries = [
      "notForRole": "Vai trò không được làm việc này", "notInState": "Hồ sơ không ở bước này",
      "notYourDesk": "Hồ sơ ở bàn người khác", "formIncomplete": "Tờ khai chưa đủ",
      "papersMissing": "Còn thiếu giấy tờ bắt buộc", "noSuchPaper": "Không có giấy tờ này",
      "resultMissing": "Chưa có tệp kết quả", "processedBySelf": "Tự ký hồ sơ mình đã xử lý",
      "reasonMissing": "Chưa ghi lý do", "appointmentMissing": "Chưa có ngày hẹn trả",
      "appointmentBeforeReceipt": "Ngày hẹn trước lúc tiếp nhận", "collectorMissing": "Chưa ghi người nhận",
      "consentMissing": "Chưa có đồng ý dùng lại giấy tờ", "notReusable": "Giấy tờ không dùng lại được",
      "pointMissing": "Chưa chọn điểm đang ngồi", "resultElsewhere": "Kết quả ở điểm khác",
      "resultOnItsWay": "Kết quả đang trên đường",
    ]
    let name = String(stored.prefix { $0.isLetter })
    return summaries[name].map { visit.text($0) } ?? ""
  }
}
