import HTTPServer
import Storage
import Templating
import Workflow

/// Sửa sai sót nhập liệu: what the counter mistyped, on the day of receipt; the receipt is issued anew and replaces
/// the one before.
enum CorrectDossier: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var entry: CounterEntry
    var identityKinds: [Choice]
    var returnMethods: [Choice]
    var reason: InputModel
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .record("entry") { $0.entry }, .list("identityKinds", \.identityKinds),
        .list("returnMethods", \.returnMethods), .record("reason") { $0.reason },
        .list("problems", \.problems),
      ]
    }
  }

  static let address = Sitemap.turn(.correct)
  static let page = Page<Model>("reception/correct-dossier")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(address.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(address))
      return try show(CounterEntry(record), record, visit, problems: [])
    },
    .post(address.pattern, .staff) { visit in
      if let answer = try visit.answeredBefore() { return answer }
      return try correct(visit.readable(visit.read(address)), visit)
    },
  ]

  private static func correct(_ record: Dossiers.Record, _ visit: Visit) throws -> Response {
    let entry = CounterEntry(visit)
    var problems = entry.factProblems(visit)
    let why = visit.lines("why")
    if why.isEmpty || why.codePoints > 2000 {
      problems.append(Problem(field: "why", message: visit.text("Ghi lý do, nhiều nhất 2.000 ký tự.")))
    }
    let facts = entry.facts(instead: record)
    if problems.isEmpty, facts == Dossiers.Facts(record) {
      problems.append(Problem(field: "ownerName", message: visit.text("Chưa có gì thay đổi.")))
    }
    guard problems.isEmpty else { return try show(entry, record, visit, problems: problems) }
    let actor = try visit.actor(for: .correct, on: record)
    return try visit.guarded(.correct, on: record, by: actor) {
      try visit.once {
        try Dossiers.correct(
          facts, why: why, of: record.dossier.id, version: visit.formVersion(), by: actor, at: visit.now,
          reference: visit.reference(), in: visit.writing)
        return Confirmation.corrected.address(Sitemap.dossier.url(record.dossier.id))
      }
    }
  }

  private static func show(
    _ entry: CounterEntry, _ record: Dossiers.Record, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: address.url(record.dossier.id), entry: entry,
      identityKinds: IdentityKind.allCases.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.identityKind)
      },
      returnMethods: Dossiers.ReturnMethod.allCases.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.returnMethod)
      },
      reason: InputModel(
        id: "why", label: visit.text("Lý do"), value: visit.lines("why"), isRequired: true, rows: 3
      ).marked(problems), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

extension CounterEntry {
  /// As a dossier has it, to be corrected.
  init(_ record: Dossiers.Record) {
    ownerName = record.owner.name
    identityKind = record.owner.identityKind.isEmpty ? IdentityKind.none.rawValue : record.owner.identityKind
    identity = record.owner.identity
    phone = record.owner.phone
    email = record.owner.email
    address = record.owner.address
    submitterName = record.submitter?.name ?? ""
    submitterIdentity = record.submitter?.identity ?? ""
    submitterPhone = record.submitter?.phone ?? ""
    returnMethod = record.returnMethod.rawValue
    copies = String(record.copies)
    fee = String(record.fee)
    summary = record.summary
  }

  /// What was typed, in place of what a dossier has.
  func facts(instead record: Dossiers.Record) -> Dossiers.Facts {
    Dossiers.Facts(
      owner: owner, submitter: submitter,
      returnMethod: Dossiers.ReturnMethod(rawValue: returnMethod) ?? record.returnMethod,
      copies: Int(copies) ?? record.copies, fee: feeAmount ?? record.fee, summary: summary)
  }
}
