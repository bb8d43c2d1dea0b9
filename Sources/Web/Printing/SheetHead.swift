import Storage
import Templating
import Workflow

/// The head that every form of a dossier has: number of the form, code with QR (TT 01/2023), agencies, motto, place and
/// date, set as NĐ 30/2020 sets them.
struct SheetHead: TemplateModel {
  var qr: QRCode?
  /// Mã hồ sơ; before receipt the number of the filing stands for it.
  var code: String
  var submission: String
  var procedureCode: String
  var book: String
  var bookNumber: String
  var formNumber: String
  var title: String
  var superior: String
  var unit: String
  var counter: String
  var place: String
  var isTrial: Bool

  static var fields: [Field<SheetHead>] {
    [
      .record("qr") { $0.qr }, .text("code", \.code), .text("submission", \.submission),
      .text("procedureCode", \.procedureCode),
      .text("book", \.book), .text("bookNumber", \.bookNumber), .text("formNumber", \.formNumber),
      .text("title", \.title), .text("superior", \.superior), .text("unit", \.unit),
      .text("counter", \.counter), .text("place", \.place), .flag("isTrial", \.isTrial),
    ]
  }

  /// - Parameters:
  ///   - regime: the law on the day of receipt.
  ///   - day: the date of the paper.
  ///   - issue: 1, 2, 3 … of a paper that is issued again and replaces the one before.
  ///   - issuer: whose paper it is; nil where it is that of the agency whose counter receives.
  init(
    _ form: PrintedForm, under regime: Regime, of record: Dossiers.Record, on day: Day, issue: Int = 1,
    by issuer: AgencyID? = nil, _ visit: Visit
  ) throws {
    let reference = try visit.reference()
    guard let number = record.code ?? record.submissionNumber,
      let agency = reference.agency(record.dossier.agency),
      let issuer = reference.agency(issuer ?? agency.id)
    else { throw PageNotFound() }
    let register = try Register.place(of: record.dossier.id, in: visit.db)
    code = record.code ?? ""
    submission = record.submissionNumber ?? ""
    procedureCode = record.procedureCode
    book = register.map { String($0.year) } ?? ""
    bookNumber = register.map { String($0.number) } ?? ""
    formNumber = form.number(under: regime) ?? ""
    title = form.title(under: regime).uppercased()
    superior = (issuer.parent.flatMap { reference.agency($0) }?.name ?? "").uppercased()
    unit = issuer.name.uppercased()
    let venue = record.venue.isEmpty ? "" : " (tiếp nhận lưu động tại: \(record.venue))"
    counter = "\(regime.counterName), \(agency.name)\(venue)"
    place = "\(issuer.shortName), \(PrintedText.date(day))"
    isTrial = record.isTrial
    // TT 01/2023: dossier code, procedure code, identifier of the person, name of the paper; then which issue it is.
    let parts = [number, record.procedureCode, record.owner.identity, form.title(under: regime)]
    qr = QRCode((parts + (issue == 1 ? [] : [PrintedText.replacing(issue)])).joined(separator: "|"))
  }
}

/// The head of a form that is of an agency and no dossier.
struct AgencyHead: TemplateModel {
  var title: String
  var superior: String
  var unit: String
  var place: String

  static var fields: [Field<AgencyHead>] {
    [
      .text("title", \.title), .text("superior", \.superior), .text("unit", \.unit), .text("place", \.place),
    ]
  }

  /// - Parameter day: the date of the paper.
  init(_ title: String, of agency: Agency, on day: Day, _ visit: Visit) throws {
    let superior = try agency.parent.flatMap { try visit.reference().agency($0) }
    self.title = title.uppercased()
    self.superior = (superior?.name ?? "").uppercased()
    unit = agency.name.uppercased()
    place = "\(agency.shortName), \(PrintedText.date(day))"
  }
}

/// Dates and times as forms write them.
enum PrintedText {
  /// "Cấp lần 2, thay cho giấy đã cấp trước"
  static func replacing(_ issue: Int) -> String { "Cấp lần \(issue), thay cho giấy đã cấp trước" }

  /// "ngày 18 tháng 11 năm 2026"
  static func date(_ day: Day) -> String {
    "ngày \(padded(day.day)) tháng \(padded(day.month)) năm \(day.year)"
  }

  /// "14 giờ 20 phút, ngày 18/11/2026"
  static func moment(_ moment: Moment) -> String {
    let (hour, minute) = (moment.minuteOfDay / 60, moment.minuteOfDay % 60)
    return "\(padded(hour)) giờ \(padded(minute)) phút, ngày \(moment.day.vietnamese)"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
