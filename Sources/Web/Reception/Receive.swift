import HTTPServer
import Storage
import Templating
import Workflow

/// Tiếp nhận of an online filing: the officer checks form and papers, and issues code and appointment (art 17).
enum Receive: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var facts: [Fact]
    var form: [FormSectionModel]
    var papers: [PaperModel]
    var checkURL: String
    var payment: String
    var appointment: String
    var needsAppointment: Bool
    var appointmentDay: String
    var appointmentTime: String
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .list("facts", \.facts), .list("form", \.form), .list("papers", \.papers),
        .url("checkURL", \.checkURL), .flag("wasCompleted") { !$0.checkURL.isEmpty },
        .text("payment", \.payment), .text("appointment", \.appointment),
        .flag("needsAppointment", \.needsAppointment),
        .text("appointmentDay", \.appointmentDay), .text("appointmentTime", \.appointmentTime),
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("reception/receive")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.receive.pattern, .staff) { visit in
      try show(visit.readable(visit.read(Sitemap.receive)), visit, problems: [])
    },
    .post(Sitemap.receive.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.receive))
      let byHand = CounterEntry(visit).appointment
      if promised(record) == nil, byHand.map({ $0 <= visit.now }) ?? true {
        let message = visit.text(
          "Ngày hẹn trả: ghi ngày và giờ sau thời điểm này, ví dụ 05/09/2026 và 16:30.")
        return try show(record, visit, problems: [Problem(field: "appointmentDay", message: message)])
      }
      return try visit.perform(.receive(appointmentByHand: byHand), on: record.dossier.id) {
        Confirmation.received.address(Sitemap.dossier.url(record.dossier.id))
      }
    },
  ]

  private static func promised(_ record: Dossiers.Record) -> TimeLimit? {
    record.dossier.terms.committed ?? record.dossier.terms.legal
  }

  private static func show(
    _ record: Dossiers.Record, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let clockwork = try visit.reference().clockwork(of: record.dossier.agency, on: visit.now.day)
    let due = promised(record).map {
      Deadline.compute(
        limit: $0, received: visit.now, calendar: clockwork.calendar, hours: clockwork.hours
      ).due
    }
    let wasCompleted = record.dossier.turns.openSupplement?.answeredAt != nil
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.receive.url(record.dossier.id), facts: try Fact.list(record, visit),
      form: try FormSectionModel.list(record, visit),
      papers: try PaperModel.list(record, verbs: [], visit),
      checkURL: wasCompleted ? Sitemap.checkSupplement.url(record.dossier.id) : "",
      payment: record.dossier.turns.isPaymentDue ? record.dossier.turns.payment?.words(visit) ?? "" : "",
      appointment: due?.vietnamese ?? "",
      needsAppointment: due == nil, appointmentDay: visit.field("appointmentDay"),
      appointmentTime: visit.field("appointmentTime"), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
