import Storage
import Templating
import Workflow

/// How one date was counted, as a page or a sheet shows it.
struct DeadlineModel: TemplateModel {
  var title: String
  var start: String
  var startLabel: String
  var limit: String
  var rule: String
  var basis: String
  var rows: [DayRow]
  var due: String
  var agrees: Bool
  var counted: String
  var calendarVersion: String
  var shifts: String

  static var fields: [Field<DeadlineModel>] {
    [
      .text("title", \.title), .text("start", \.start), .text("startLabel", \.startLabel),
      .text("limit", \.limit), .text("rule", \.rule), .text("basis", \.basis), .list("rows", \.rows),
      .text("due", \.due), .flag("agrees", \.agrees), .text("counted", \.counted),
      .text("calendarVersion", \.calendarVersion),
      .text("shifts", \.shifts),
    ]
  }

  struct DayRow: TemplateModel {
    var day: String
    var kind: String
    var step: String
    var isOff: Bool

    static var fields: [Field<DayRow>] {
      [.text("day", \.day), .text("kind", \.kind), .text("step", \.step), .flag("isOff", \.isOff)]
    }
  }

  init(_ proof: DeadlineProof, isAppointment: Bool, calendar: WorkingCalendar, _ words: DeadlineWords) {
    let deadline = proof.deadline
    title = words.title(of: proof.clock, isAppointment: isAppointment)
    start = words.moment(deadline.received)
    startLabel = words.text(proof.clock == .reception ? "Nộp trực tuyến lúc" : "Một cửa tiếp nhận lúc")
    limit = words.limit(deadline.limit)
    rule = words.text(deadline.limit.rule)
    basis = words.text(deadline.limit.basis)
    rows = proof.lines.map { line in
      DayRow(
        day: words.day(line.day), kind: words.kind(line), step: words.step(line.step),
        isOff: !line.kind.isWorking)
    }
    due = words.moment(proof.stored)
    agrees = proof.agrees
    counted = words.moment(deadline.due)
    calendarVersion = calendar.version
    shifts = proof.shifts.map(\.description).joined(separator: ", ")
  }
}

/// A dossier's dates, counted anew by the calendar it keeps.
struct DeadlineFacts {
  let clocks: [DeadlineModel]
  /// Whether the appointment was set by the officer, the procedure having no known time (decision 6).
  let isByHand: Bool
  let appointment: Moment?

  init(_ record: Dossiers.Record, _ words: DeadlineWords, _ visit: Visit) throws {
    let reference = try visit.reference()
    let dossier = record.dossier
    let calendar =
      try record.calendarVersion.flatMap { try reference.calendar(version: $0, in: visit.db) }
      ?? reference.calendar
    let proofs = dossier.proofs(calendar: calendar) { reference.hours(of: dossier.agency, on: $0) }
    clocks = proofs.map { proof in
      let isAppointment = proof.clock == .committed || dossier.terms.committed == nil
      return DeadlineModel(proof, isAppointment: isAppointment, calendar: calendar, words)
    }
    appointment = dossier.appointment
    isByHand = dossier.appointment != nil && dossier.terms.committed == nil && dossier.terms.legal == nil
  }
}
