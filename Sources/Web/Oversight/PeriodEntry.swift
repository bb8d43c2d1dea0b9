import Storage
import Templating
import Workflow

/// The days a report is about, as typed into its filter: from the first of the month until today where nothing is.
struct PeriodEntry: TemplateModel {
  let from: String
  let to: String
  let period: Dossiers.Period
  /// What is wrong with what was typed; the report is then that of the usual days.
  let problem: String?

  static var fields: [Field<PeriodEntry>] {
    [.text("from", \.from), .text("to", \.to), .optional("problem", \.problem)]
  }

  /// - Parameter usual: the days where nothing is typed; the month's until today unless said otherwise.
  init(_ visit: Visit, usual: Dossiers.Period? = nil) {
    let usual = usual ?? Dossiers.Period(monthOf: visit.now.day)
    from = visit.query("from").isEmpty ? usual.from.vietnamese : visit.query("from")
    to = visit.query("to").isEmpty ? usual.to.vietnamese : visit.query("to")
    let (first, last) = (Day(vietnamese: from), Day(vietnamese: to))
    let typed = first.flatMap { first in last.flatMap { Dossiers.Period(from: first, to: $0) } }
    period = typed ?? usual
    problem =
      typed == nil
      ? visit.text("Ghi ngày theo mẫu 21/11/2026, ngày cuối không trước ngày đầu.") : nil
  }

  /// As it stands in the addresses of the lists behind a report.
  var query: String { Percent.query([("from", period.from.vietnamese), ("to", period.to.vietnamese)]) }

  /// "tiếp nhận từ 01/11/2026 đến 26/11/2026".
  func words(_ visit: Visit) -> String {
    visit.text(
      "tiếp nhận từ {from} đến {to}", ["from": period.from.vietnamese, "to": period.to.vietnamese])
  }
}
