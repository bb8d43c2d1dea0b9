import Storage
import Templating
import Workflow

/// The head that stands on every page of a dossier: which, whose, what, how it stands, on whose desk.
struct DossierHead: TemplateModel {
  var url: String
  var number: String
  var owner: String
  var procedure: String
  var state: String
  var light: LightModel
  var desk: String
  var deskSince: String
  var due: String
  var isTrial: Bool
  /// How it was late in the software, after it was finished; empty where it was not.
  var lateness = ""
  /// Where what is known of that stands; empty for whom it does not concern.
  var latenessURL = ""

  static var fields: [Field<DossierHead>] {
    [
      .url("url", \.url), .text("number", \.number), .text("owner", \.owner),
      .text("procedure", \.procedure), .text("state", \.state), .record("light") { $0.light },
      .text("desk", \.desk), .text("deskSince", \.deskSince), .text("due", \.due),
      .flag("isTrial", \.isTrial), .text("lateness", \.lateness), .url("latenessURL", \.latenessURL),
      .flag("opensLateness") { !$0.latenessURL.isEmpty },
    ]
  }

  init(_ record: Dossiers.Record, _ visit: Visit) throws {
    let dossier = record.dossier
    url = Sitemap.dossier.url(dossier.id)
    number = record.code ?? record.submissionNumber ?? ""
    owner = record.owner.name
    procedure = try visit.procedureName(record)
    state = visit.text(dossier.state.vietnamese)
    light = try LightModel(record, visit)
    desk = try Self.desk(dossier, visit)
    deskSince = record.deskSince.vietnamese
    due = (dossier.state == .submitted ? dossier.receptionDue : dossier.appointment)?.vietnamese ?? ""
    isTrial = record.isTrial
    lateness = try Self.lateness(dossier, visit)
    guard !lateness.isEmpty, let person = visit.visitor?.person,
      person.grants.contains(where: { LateFindingAccess.roles.contains($0.role) })
    else { return }
    latenessURL = Sitemap.lateEvidence.url(dossier.id)
  }

  private static func lateness(_ dossier: Dossier, _ visit: Visit) throws -> String {
    guard let finished = dossier.finishedAt, let due = dossier.judgedDue else { return "" }
    let lateness = Lateness.judge(
      due: due, limit: dossier.terms.promised ?? .workingDays(1), at: finished,
      calendar: try visit.reference().calendar)
    guard case .late = lateness else { return "" }
    let correction = try Corrections.about(dossier.id, in: visit.db).last
    return visit.text(
      correction?.state == .approved
        ? "Đã điều chỉnh: chỉ trễ trên phần mềm" : "Kết thúc quá hạn trên phần mềm")
  }

  private static func desk(_ dossier: Dossier, _ visit: Visit) throws -> String {
    switch dossier.desk {
    case .counter(let agency): try visit.counterName(agency)
    case .specialist(let person?), .leader(let person?):
      try People.person(person, in: visit.db).map { person in
        person.title.isEmpty ? person.name : "\(person.name), \(person.title)"
      } ?? ""
    case .specialist(nil), .leader(nil), .applicant, .nobody: ""
    }
  }
}

extension LightModel {
  /// How a dossier's page shows the clock.
  init(_ record: Dossiers.Record, _ visit: Visit) throws {
    let dossier = record.dossier
    if dossier.state.awaitsApplicant {
      self = .waiting(visit)
    } else if dossier.state == .submitted {
      self = try .init(due: dossier.receptionDue, limit: .reception, visit)
    } else if dossier.isBeingSolved {
      let limit = dossier.terms.committed ?? dossier.terms.legal ?? .calendarDays(1)
      self = try .init(due: dossier.appointment, limit: limit, visit)
    } else {
      self = .none
    }
  }
}

extension Visit {
  /// The name of a dossier's procedure as of the revision it was filed under.
  func procedureName(_ record: Dossiers.Record) throws -> String {
    try reference().procedure(revision: record.revision)?.procedure.name ?? record.procedureCode
  }
}

/// A fact of a dossier: label and value; empty ones are left out.
struct Fact: TemplateModel {
  var label: String
  var value: String

  static var fields: [Field<Fact>] { [.text("label", \.label), .text("value", \.value)] }

  static func list(_ record: Dossiers.Record, _ visit: Visit) throws -> [Fact] {
    let dossier = record.dossier
    let agency = try visit.reference().agency(dossier.agency)?.name ?? ""
    let facts: [(String, String)] = [
      ("Chủ hồ sơ", record.owner.name), ("Giấy tờ tùy thân", identity(record.owner)),
      ("Điện thoại", record.owner.phone), ("Thư điện tử", record.owner.email),
      ("Địa chỉ", record.owner.address), ("Người nộp", record.submitter?.name ?? ""),
      ("Giấy tờ của người nộp", record.submitter?.identity ?? ""),
      ("Điện thoại người nộp", record.submitter?.phone ?? ""), ("Nơi tiếp nhận", agency),
      ("Tiếp nhận tại điểm", try visit.name(of: dossier.points.received)),
      ("Tiếp nhận lưu động tại", record.venue),
      ("Hình thức nộp", visit.text(dossier.channel.vietnamese)),
      ("Nộp lúc", dossier.submittedAt?.vietnamese ?? ""),
      ("Tiếp nhận lúc", dossier.receivedAt?.vietnamese ?? ""),
      ("Ngày hẹn trả", dossier.appointment?.vietnamese ?? ""),
      ("Thời hạn theo quy định", dossier.terms.legal.map { visit.text($0) } ?? ""),
      ("Thời hạn cam kết", dossier.terms.committed.map { visit.text($0) } ?? ""),
      ("Hạn theo quy định", dossier.legalDue?.vietnamese ?? ""),
      ("Nhận kết quả", visit.text(record.returnMethod.vietnamese)),
      ("Nhận kết quả tại điểm", try visit.directions(to: dossier.points.pickUp)),
      ("Kết quả đang ở", try visit.name(of: dossier.points.result)), ("Số bộ", String(record.copies)),
      ("Lệ phí", record.fee == 0 ? "" : Money.vietnamese(record.fee)), ("Trích yếu", record.summary),
      ("Số văn bản kết quả", record.resultNumber),
      ("Thể thức ký", record.resultAuthority.map { visit.text($0.vietnamese) } ?? ""),
      ("Có kết quả lúc", dossier.finishedAt?.vietnamese ?? ""),
      ("Trả kết quả lúc", dossier.returnedAt?.vietnamese ?? ""),
      ("Người nhận kết quả", collector(record, visit)),
    ]
    return facts.filter { !$0.1.isEmpty }.map { Fact(label: visit.text($0.0), value: $0.1) }
  }

  private static func identity(_ party: Dossiers.Party) -> String {
    guard !party.identity.isEmpty else { return "" }
    let kind = IdentityKind(rawValue: party.identityKind)?.vietnamese ?? ""
    return kind.isEmpty ? party.identity : "\(kind) \(party.identity)"
  }

  private static func collector(_ record: Dossiers.Record, _ visit: Visit) -> String {
    record.collector.map {
      "\($0.name), \($0.identity) (\(visit.text($0.relation.vietnamese)))"
    } ?? ""
  }
}

enum Money {
  /// "8.000 đồng".
  static func vietnamese(_ amount: Int) -> String {
    var digits = String(amount)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ".") + " đồng"
  }
}

/// A section of the filled-in form: the same walk for check-your-answers, officers and print.
struct FormSectionModel: TemplateModel {
  var title: String
  var rows: [Row]

  struct Row: TemplateModel {
    var label: String
    var value: String
    var path: String

    static var fields: [Field<Row>] {
      [.text("label", \.label), .text("value", \.value), .text("path", \.path)]
    }

    init(_ row: SummaryRow) { (label, value, path) = (row.label, row.value, row.path) }
  }

  static var fields: [Field<FormSectionModel>] { [.text("title", \.title), .list("rows", \.rows)] }

  static func list(_ record: Dossiers.Record, _ visit: Visit) throws -> [FormSectionModel] {
    guard let revision = record.formRevision, let stored = try visit.reference().form(revision: revision),
      !record.answers.values.isEmpty
    else { return [] }
    let day = record.dossier.submittedAt?.day ?? record.dossier.receivedAt?.day ?? visit.now.day
    return stored.form.summary(record.answers, on: day).map { section in
      FormSectionModel(
        title: section.title, rows: section.rows.map(Row.init))
    }
  }
}
