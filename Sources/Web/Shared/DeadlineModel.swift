import Storage
import Templating
import Workflow

/// How one date was counted, as a page or a sheet shows it.
struct DeadlineModel: TemplateModel {
  var title: String
  var start: String
  var startLabel: String
  var waits: [String]
  var parts: [Part]
  var due: String
  var agrees: Bool
  var counted: String
  var calendarVersion: String

  static var fields: [Field<DeadlineModel>] {
    [
      .text("title", \.title), .text("start", \.start), .text("startLabel", \.startLabel),
      .texts("waits", \.waits), .list("parts", \.parts), .text("due", \.due), .flag("agrees", \.agrees),
      .text("counted", \.counted), .text("calendarVersion", \.calendarVersion),
    ]
  }

  /// The time, or an extension of it.
  struct Part: TemplateModel {
    var extended: String?
    var limit: String
    var rule: String
    var basis: String
    var shifts: String
    var rows: [DayRow]

    static var fields: [Field<Part>] {
      [
        .optional("extended", \.extended), .text("limit", \.limit), .text("rule", \.rule),
        .text("basis", \.basis), .text("shifts", \.shifts), .list("rows", \.rows),
      ]
    }

    init(_ part: DeadlineProof.Part, _ words: DeadlineWords) {
      let limit = part.deadline.limit
      extended = part.extended.map { words.text("Gia hạn: {name}", ["name": $0.name]) }
      self.limit = words.limit(limit)
      rule = words.text(limit.rule)
      basis = words.text(limit.basis)
      shifts = part.shifts.map(\.description).joined(separator: ", ")
      rows = part.lines.map { line in
        DayRow(
          day: words.day(line.day), kind: words.kind(line), step: words.step(line.step),
          isOff: !line.kind.isWorking)
      }
    }
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
}

/// A dossier's dates, counted anew by the calendar it keeps and the shifts of the day on which they were counted last.
struct DeadlineFacts {
  private(set) var clocks: [DeadlineModel] = []
  /// The version in which a date was last set.
  let version: Int
  /// When that was.
  let setAt: Moment
  /// Whether the appointment was set by the officer, the procedure having no known time (decision 6).
  let isByHand: Bool
  /// The appointment as it stands, by an apology too.
  let appointment: Moment?
  /// Whether a letter of apology set it in place of the counted date.
  let isApologised: Bool

  /// Nil before receipt.
  init?(_ record: Dossiers.Record, _ words: DeadlineWords, _ visit: Visit) throws {
    let dossier = record.dossier
    let lines = try Journal.lines(of: dossier.id, in: visit.db)
    guard dossier.receivedAt != nil,
      let last = lines.last(where: { Verb.settingDates.contains($0.entry.verb) }),
      let counted = lines.last(where: { Verb.counting.contains($0.entry.verb) })
    else { return nil }
    version = last.entry.version
    setAt = last.recordedAt
    appointment = dossier.appointment
    isByHand = dossier.terms.promised == nil
    isApologised = dossier.appointment != dossier.judgedDue
    let reference = try visit.reference()
    let calendar =
      try record.calendarVersion.flatMap { try reference.calendar(version: $0, in: visit.db) }
      ?? reference.calendar
    let clockwork = Dossier.Clockwork(
      calendar: calendar, hours: reference.hours(of: dossier.agency, on: counted.recordedAt.day))
    let slips = try Slips.slips(of: dossier.id, in: visit.db)
    clocks = dossier.proofs(clockwork).map { model($0, dossier, slips, calendar, words) }
  }

  private func model(
    _ proof: DeadlineProof, _ dossier: Dossier, _ slips: [Slips.Slip], _ calendar: WorkingCalendar,
    _ words: DeadlineWords
  ) -> DeadlineModel {
    let start = proof.parts[0].deadline.received
    let isAppointment = proof.clock == .committed || dossier.terms.committed == nil
    return DeadlineModel(
      title: words.title(of: proof.clock, isAppointment: isAppointment), start: words.moment(start),
      startLabel: words.startLabel(
        proof.clock, isFirst: start == (proof.clock == .reception ? dossier.submittedAt : dossier.receivedAt)),
      waits: proof.clock == .reception ? [] : words.waits(of: dossier, slips),
      parts: proof.parts.map { DeadlineModel.Part($0, words) }, due: words.moment(proof.stored),
      agrees: proof.agrees, counted: proof.counted.map(words.moment) ?? "", calendarVersion: calendar.version)
  }
}
