import Storage
import Templating
import Workflow

/// Thông báo dừng giải quyết hồ sơ (state 8), of the agency that processes: Mẫu 05 of TT 03/2025, of which only the
/// reason is known; NĐ 61 has no form for it.
struct StopNoticeForm: SlipForm {
  var sheet: SlipSheet
  var received: String
  var code: String
  var why: String
  /// Papers of the citizen that the office still has, to be fetched.
  var holdsPapers: Bool

  static let page = Page<StopNoticeForm>("printing/print-stop-notice")

  static var fields: [Field<StopNoticeForm>] {
    sheetFields + [
      .text("received", \.received), .text("code", \.code), .text("why", \.why),
      .flag("holdsPapers", \.holdsPapers),
    ]
  }

  init(_ issued: IssuedSlip, _ visit: Visit) throws {
    let dossier = issued.record.dossier
    guard let stop = dossier.turns.stop, let receivedAt = dossier.receivedAt else { throw PageNotFound() }
    sheet = try SlipSheet(issued, by: dossier.unit, visit)
    received = PrintedText.moment(receivedAt)
    (code, why) = (stop.code.vietnamese, stop.why)
    holdsPapers = dossier.channel != .online
  }
}
