import Storage
import Templating
import Workflow

/// Makes the reports whose time has come, one in each job on the writer, and tells who is to read them: a chairman when his
/// agency's week is there, the office above when those of all its units are. What was missed while the portal stood still is
/// made up when it runs again.
struct MakeReports {
  /// How many missed spans of a kind are made up.
  private static let mostMissed = 8

  let site: Site

  /// - Returns: whether others may still be owed.
  func run(_ context: LaneContext) throws -> Bool {
    let (now, reference) = (site.settings.now(), try context.reference())
    let ends = try FrozenReports.lastEnds(in: context.db)
    for agency in reference.agencies where agency.kind != .department {
      for kind in ReportingPeriod.Kind.allCases {
        guard let span = owed(kind, by: agency, last: ends[agency.id]?[kind], now, reference.calendar) else {
          continue
        }
        let id = try FrozenReports.make(
          span, of: agency.id, calendar: reference.calendar.version, at: now, in: context.writing)
        if kind == .week { try tell(agency, span, id, now, context) }
        return true
      }
    }
    for office in reference.agencies where office.kind != .department {
      try tellOffice(office, ends, now, reference, context)
    }
    return false
  }

  /// The first span that an agency owes; the first report ever is the last span only.
  private func owed(
    _ kind: ReportingPeriod.Kind, by agency: Agency, last: Moment?, _ now: Moment, _ calendar: WorkingCalendar
  ) -> ReportSpan? {
    let latest = ReportSpan.last(kind, over: now, calendar)
    guard latest.ends != last else { return nil }
    let since = last ?? latest.previous(calendar).ends
    return ReportSpan.owed(kind, since: since, over: now, calendar, most: Self.mostMissed).first {
      let day = Moment(seconds: $0.ends.seconds - 1).day
      return agency.effective.contains(day) && !agency.isTrial(on: day)
    }
  }

  // MARK: Telling

  private func tell(_ agency: Agency, _ span: ReportSpan, _ id: Int64, _ now: Moment, _ context: LaneContext)
    throws
  {
    let total = try FrozenReports.counts(of: id, in: context.db).values.reduce(FieldReport.Counts(), +)
    let body = words(total) + ["", link(Sitemap.madeReport.url(id))]
    try write(to: [.chairman], at: agency, subject(agency, span), body, now, context)
  }

  /// An office is told once that a week of all its units is there, with a line for each.
  private func tellOffice(
    _ office: Agency, _ ends: [AgencyID: [ReportingPeriod.Kind: Moment]], _ now: Moment,
    _ reference: Reference,
    _ context: LaneContext
  ) throws {
    let readers = try [Role.overseer, .chairman].flatMap {
      try People.holders(of: $0, at: office.id, in: context.db)
    }
    let units = reference.descendants(of: office.id).filter { $0.kind != .department && $0.id != office.id }
    let span = ReportSpan.last(.week, over: now, reference.calendar)
    let reporting = units.filter { ends[$0.id]?[.week] == span.ends }
    guard !readers.isEmpty, !reporting.isEmpty,
      try FrozenReports.tell(office.id, of: span, at: now, in: context.writing)
    else { return }
    let lines = try reporting.compactMap { unit -> String? in
      guard let report = try FrozenReports.list(.week, of: unit.id, most: 1, in: context.db).first else {
        return nil
      }
      let total = try FrozenReports.counts(of: report.id, in: context.db).values.reduce(
        FieldReport.Counts(), +)
      return "- \(unit.shortName): \(words(total).joined(separator: "; "))"
    }
    let body = lines + ["", link(Sitemap.madeReports.url)]
    try write(to: [.overseer, .chairman], at: office, subject(office, span), body, now, context)
  }

  private func write(
    to roles: [Role], at agency: Agency, _ subject: String, _ lines: [String], _ now: Moment,
    _ context: LaneContext
  ) throws {
    let readers = try roles.flatMap { try People.holders(of: $0, at: agency.id, in: context.db).map(\.id) }
    for id in Set(readers).sorted(by: { $0.value < $1.value }) {
      guard let account = try People.account(id, in: context.db), site.settings.mail.reaches(account),
        let person = try People.person(id, in: context.db)
      else { continue }
      let greeting = [text("Kính gửi ông/bà {name},", ["name": person.name]), ""]
      let body = (greeting + lines).joined(separator: "\n") + "\n"
      try Letters.write(
        to: id, address: account.email, subject: subject, body: body, at: now, in: context.writing)
    }
  }

  // MARK: Words

  private func subject(_ agency: Agency, _ span: ReportSpan) -> String {
    text(
      "Báo cáo tuần đến {day}: {agency}", ["day": span.ends.day.vietnamese, "agency": agency.shortName])
  }

  private func words(_ counts: FieldReport.Counts) -> [String] {
    let facts: [(String, FieldReport.Number)] = [
      ("Tiếp nhận: {n}", .received), ("Đã giải quyết: {n}", .finished), ("Giải quyết quá hạn: {n}", .late),
      ("Đang giải quyết: {n}", .open), ("Đang giải quyết, quá hạn: {n}", .openLate),
    ]
    return facts.map { text($0.0, ["n": String(counts[$0.1])]) }
  }

  private func link(_ path: String) -> String {
    site.settings.publicURL.map { text("Mở báo cáo: {url}", ["url": $0 + path]) } ?? ""
  }

  private func text(_ vietnamese: String, _ values: [String: String]) -> String {
    site.catalogue.text(vietnamese, values, .vietnamese)
  }
}
