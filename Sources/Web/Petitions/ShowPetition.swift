import HTTPServer
import Storage
import Templating
import Workflow

/// A petition as the agency sees it: for its head the forms to answer, to move the day once, to pass it on, to decline.
enum ShowPetition: Screen {
  struct Model: TemplateModel {
    var petition: PetitionModel
    var listURL: String
    var answer: ActForm?
    var others: [ActForm]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("petition") { $0.petition }, .url("listURL", \.listURL), .record("answer") { $0.answer },
        .list("others", \.others),
        .list("problems", \.problems),
      ]
    }
  }

  /// The form of an act.
  struct ActForm: TemplateModel {
    var title: String
    var button: String
    var url: String
    var inputs: [InputModel]
    var fileProblem: String?
    var isOpen: Bool
    var hidden: Hidden

    static var fields: [Field<ActForm>] {
      [
        .text("title", \.title), .text("button", \.button), .url("url", \.url), .list("inputs", \.inputs),
        .optional("fileProblem", \.fileProblem), .flag("isOpen", \.isOpen), .record("hidden") { $0.hidden },
      ]
    }
  }

  static let page = Page<Model>("petitions/show")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] =
    [
      .get(Sitemap.petition.pattern, .roles(PetitionAccess.reading)) { visit in
        let (petition, part) = try PetitionAccess(visit).open(visit.read(Sitemap.petition))
        return try show(petition, part, visit)
      },
      .post(
        Sitemap.answerPetition.pattern, .roles(PetitionAccess.heads), lane: .costly, body: Visit.uploads,
        answer),
      .post(Sitemap.extendPetition.pattern, .roles(PetitionAccess.heads), extend),
      .post(Sitemap.passOnPetition.pattern, .roles(PetitionAccess.heads), passOn),
      .post(Sitemap.declinePetition.pattern, .roles(PetitionAccess.heads), decline),
    ]
    + [Sitemap.answerPetition, Sitemap.extendPetition, Sitemap.passOnPetition, Sitemap.declinePetition].map {
      address in
      // A page that says what to mend stands at the address of its form; asked for again it is the petition's.
      .get(address.pattern, .roles(PetitionAccess.reading)) { visit in
        .redirect(Sitemap.petition.url(try visit.read(address)))
      }
    }

  // MARK: Acts

  private static func headed(_ address: Address1<Int64>, _ visit: Visit) throws -> Petitions.Stored {
    let (petition, part) = try PetitionAccess(visit).open(visit.read(address))
    guard part == .head else { throw NotAllowed() }
    return petition
  }

  @Sendable private static func answer(_ visit: Visit) throws -> Response {
    let petition = try headed(Sitemap.answerPetition, visit)
    var problems = Problems(visit)
    let (words, finding) = (visit.lines("answer"), Petition.Finding(rawValue: visit.field("finding")))
    problems.check(finding != nil, "finding", "Kết luận: chọn trong danh sách.")
    problems.check((10...4_000).contains(words.codePoints), "answer", "Trả lời: từ 10 đến 4.000 ký tự.")
    var kept: [DossierFiles.Kept] = []
    do { kept = try visit.petitionFiles() } catch let fault as UnusableFile {
      problems.check(false, "file", fault.message)
    }
    guard problems.found.isEmpty, let finding else { return try show(petition, .head, visit, problems.found) }
    let files = kept
    return visit.handOn(to: .write) { visit in
      let petition = try headed(Sitemap.answerPetition, visit)
      return try visit.act(.answer, on: petition, as: .head) {
        try Petitions.answer(
          words, finding, files: files, to: $0, by: visit.person().id, at: visit.now, in: visit.writing)
        try tellPetitioner($0, "Đã có câu trả lời", visit)
        return Confirmation.petitionAnswered.address(Sitemap.petition.url($0.id))
      }
    }
  }

  @Sendable private static func extend(_ visit: Visit) throws -> Response {
    let petition = try headed(Sitemap.extendPetition, visit)
    var problems = Problems(visit)
    let (words, day) = (visit.lines("extend-why"), Day(vietnamese: visit.field("extend-due")))
    problems.check(
      day.map { $0 > petition.due && $0 >= visit.now.day && $0 <= visit.now.day + 60 } ?? false, "extend-due",
      "Trả lời trước ngày: theo mẫu 21/11/2026, sau ngày đã hẹn, không quá 60 ngày kể từ hôm nay.")
    problems.check((3...1_000).contains(words.codePoints), "extend-why", "Lý do: từ 3 đến 1.000 ký tự.")
    guard problems.found.isEmpty, let day else { return try show(petition, .head, visit, problems.found) }
    return try visit.act(.extend, on: petition, as: .head) {
      try Petitions.extend(
        $0, to: day, why: words, by: visit.person().id, at: visit.now, in: visit.writing)
      try tellPetitioner($0, "Gia hạn trả lời đến \(day.vietnamese)", visit)
      return Confirmation.petitionExtended.address(Sitemap.petition.url($0.id))
    }
  }

  @Sendable private static func passOn(_ visit: Visit) throws -> Response {
    let petition = try headed(Sitemap.passOnPetition, visit)
    var problems = Problems(visit)
    let words = visit.lines("pass-on-why")
    let agency = try others(than: petition, visit).first {
      $0.id.description == visit.field("pass-on-agency")
    }
    problems.check(agency != nil, "pass-on-agency", "Cơ quan có thẩm quyền: chọn trong danh sách.")
    problems.check((3...1_000).contains(words.codePoints), "pass-on-why", "Lý do: từ 3 đến 1.000 ký tự.")
    guard problems.found.isEmpty, let agency else { return try show(petition, .head, visit, problems.found) }
    return try visit.act(.passOn, on: petition, as: .head) {
      try Petitions.passOn(
        $0, to: agency, why: words, by: visit.person().id, at: visit.now, in: visit.writing)
      try visit.tell(
        PetitionAccess.answering(for: agency.id, visit),
        "Phản ánh, kiến nghị được chuyển đến: \(agency.shortName)",
        "\(agency.name) có một phản ánh, kiến nghị cần trả lời trước hết ngày \($0.due.vietnamese).",
        at: Sitemap.petition.url($0.id))
      try tellPetitioner($0, "Đã chuyển \(agency.name)", visit)
      return Confirmation.petitionPassedOn.address(Sitemap.petitions.url)
    }
  }

  @Sendable private static func decline(_ visit: Visit) throws -> Response {
    let petition = try headed(Sitemap.declinePetition, visit)
    let words = visit.lines("decline-why")
    guard (10...1_000).contains(words.codePoints) else {
      let message = visit.text("Lý do không tiếp nhận: từ 10 đến 1.000 ký tự, người gửi đọc được.")
      return try show(petition, .head, visit, [Problem(field: "decline-why", message: message)])
    }
    return try visit.act(.decline, on: petition, as: .head) {
      try Petitions.close(
        $0, .decline, words: words, by: visit.person().id, at: visit.now, in: visit.writing)
      try tellPetitioner($0, "Không tiếp nhận", visit)
      return Confirmation.petitionDeclined.address(Sitemap.petition.url($0.id))
    }
  }

  /// The letter names the petition by its number only.
  private static func tellPetitioner(_ petition: Petitions.Stored, _ what: String, _ visit: Visit) throws {
    guard let petitioner = petition.petitioner else { return }
    try visit.tell(
      [petitioner], "\(petition.number): \(what)",
      "Phản ánh, kiến nghị \(petition.number) của ông/bà: \(what).", at: Sitemap.myPetition.url(petition.id))
  }

  private static func others(than petition: Petitions.Stored, _ visit: Visit) throws -> [Agency] {
    try PetitionAccess.addressees(visit).filter { $0.id != petition.agency }
  }

  // MARK: Page

  private static func show(
    _ petition: Petitions.Stored, _ part: Petition.Part, _ visit: Visit, _ problems: [Problem] = []
  ) throws -> Response {
    let offered = Petition.Act.allCases.filter {
      Petition.next($0, from: petition.state, by: part, petition.past) != nil
    }
    func form(
      _ act: Petition.Act, _ button: String, _ address: Address1<Int64>, _ inputs: [InputModel]
    ) -> ActForm? {
      guard offered.contains(act) else { return nil }
      let isTyped = problems.contains { problem in inputs.contains { $0.id == problem.field } }
      return ActForm(
        title: visit.text(act.vietnamese), button: visit.text(button), url: address.url(petition.id),
        inputs: inputs.map { $0.marked(problems) },
        fileProblem: problems.first { $0.field == "file" }?.message, isOpen: isTyped,
        hidden: Hidden(version: petition.version))
    }
    let agencies = offered.contains(.passOn) ? try others(than: petition, visit) : []
    let model = Model(
      petition: try PetitionModel(petition, dossierURL: Sitemap.dossier.url, visit),
      // Who only keyed it in has no register.
      listURL: try Watch.agencies(.petitions, visit).isEmpty
        ? Sitemap.keyedPetitions.url : Sitemap.petitions.url,
      answer: form(.answer, "Gửi trả lời", Sitemap.answerPetition, answerInputs(visit)),
      others: [
        form(
          .extend, "Gia hạn", Sitemap.extendPetition,
          [
            .day("extend-due", "Trả lời trước ngày", visit.field("extend-due"), visit),
            why("extend-why", visit),
          ]),
        form(
          .passOn, "Chuyển", Sitemap.passOnPetition,
          [
            InputModel(
              id: "pass-on-agency", label: visit.text("Cơ quan có thẩm quyền"), isRequired: true,
              choices: [Choice("", visit.text("Chọn cơ quan"))]
                + agencies.map {
                  Choice(
                    $0.id.description, $0.name,
                    isChosen: $0.id.description == visit.field("pass-on-agency"))
                }),
            why("pass-on-why", visit),
          ]),
        form(.decline, "Không tiếp nhận", Sitemap.declinePetition, [why("decline-why", visit)]),
      ].compactMap(\.self), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func answerInputs(_ visit: Visit) -> [InputModel] {
    [
      InputModel(
        id: "finding", label: visit.text("Kết luận"), isRequired: true,
        choices: [Choice("", visit.text("Chọn"))]
          + Petition.Finding.allCases.map {
            Choice(
              $0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == visit.field("finding"))
          }),
      InputModel(
        id: "answer", label: visit.text("Trả lời"), value: visit.lines("answer"),
        hint: visit.text("Người gửi đọc được nguyên văn."), isRequired: true, rows: 8),
    ]
  }

  private static func why(_ id: String, _ visit: Visit) -> InputModel {
    InputModel(
      id: id, label: visit.text("Lý do"), value: visit.lines(id),
      hint: visit.text("Người gửi đọc được nguyên văn."), isRequired: true, rows: 3)
  }
}

/// A file of a petition or of its answer, for whoever may read that.
enum PetitionFile: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .get(Sitemap.petitionFile.pattern, .signedIn) { visit in
      guard let file = try Petitions.file(visit.read(Sitemap.petitionFile), in: visit.db) else {
        throw PageNotFound()
      }
      _ = try PetitionAccess(visit).open(file.petition)
      guard let hash = ContentHash(hex: file.kept.sha256) else { throw PageNotFound() }
      return try OpenFile.response(file.kept.kind, named: file.kept.filename, hash, visit)
    }
  ]
}
