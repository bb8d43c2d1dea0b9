import Storage
import Templating
import Workflow

/// Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ (rules §3.3).
struct RefusalForm: SlipForm {
  var sheet: SlipSheet
  var filed: String
  var code: String
  var why: String

  static let page = Page<RefusalForm>("printing/print-refusal")

  static var fields: [Field<RefusalForm>] {
    sheetFields + [.text("filed", \.filed), .text("code", \.code), .text("why", \.why)]
  }

  init(_ issued: IssuedSlip, _ visit: Visit) throws {
    let lines = try Journal.lines(of: issued.slip.dossier, in: visit.db)
    guard let entry = lines.last(where: { $0.entry.verb == .refuse })?.entry else { throw PageNotFound() }
    sheet = try SlipSheet(issued, visit)
    filed = issued.record.dossier.submittedAt.map(PrintedText.moment) ?? ""
    code = RefusalReason(rawValue: entry.detail)?.vietnamese ?? ""
    why = entry.reason
  }
}
