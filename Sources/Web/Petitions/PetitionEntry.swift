import HTTPServer
import Storage
import Templating
import Workflow

/// What is typed into the form of a petition: by a citizen about his own matter, or by an officer for somebody who came, called
/// or wrote.
struct PetitionEntry: TemplateModel {
  /// Who types.
  enum Typist: Sendable {
    /// A citizen in his account, with the dossiers he may speak of.
    case citizen([Dossiers.Listed])
    /// An officer of a counter.
    case officer(Agency)
  }

  /// Petitions an account may send a day.
  static let mostADay = 5
  /// Files a petition may have.
  static let mostFiles = 5

  private let typist: Typist
  private let addressees: [Agency]
  private let agency: String
  private let kind: String
  private let dossier: String
  private let subject: String
  private let body: String
  private let channel: String
  private let name: String
  private let contact: String
  private(set) var problems: [Problem] = []
  private let words: @Sendable (String) -> String

  static var fields: [Field<PetitionEntry>] {
    [
      .url("actionURL", \.actionURL), .list("inputs", \.inputs), .list("problems", \.problems),
      .record("hidden") { _ in Hidden() },
      .optional("fileProblem") { entry in entry.problems.first { $0.field == "file" }?.message },
    ]
  }

  init(_ typist: Typist, _ visit: Visit) throws {
    self.typist = typist
    addressees = try PetitionAccess.addressees(visit)
    let (catalogue, language) = (visit.site.catalogue, visit.language)
    words = { catalogue.text($0, [:], language) }
    let isFresh = visit.request.method == .get
    func value(_ name: String) -> String { isFresh ? visit.query(name) : visit.field(name) }
    switch typist {
    case .citizen: agency = value("agency")
    case .officer(let own): agency = own.id.description
    }
    (kind, dossier, subject) = (value("kind"), value("dossier"), value("subject"))
    (channel, name, contact) = (value("channel"), value("name"), value("contact"))
    body = isFresh ? "" : visit.lines("body")
  }

  /// Checks it; nil where something must be mended.
  mutating func checked(_ visit: Visit) throws -> Petitions.New? {
    var found = Problems(visit)
    let addressee = addressees.first { $0.id.description == agency }
    found.check(addressee != nil, "agency", "Cơ quan nhận: chọn trong danh sách.")
    found.check(Petition.Kind(rawValue: kind) != nil, "kind", "Về việc: chọn trong danh sách.")
    let about = try matter(visit)
    switch typist {
    case .citizen:
      found.check(dossier.isEmpty || about != nil, "dossier", "Hồ sơ liên quan: chọn hồ sơ của ông/bà.")
      found.check(
        about == nil || addressee == nil || about?.agency == addressee?.id, "agency",
        "Cơ quan nhận: hồ sơ đã chọn thuộc cơ quan khác.")
    case .officer:
      found.check(
        dossier.isEmpty || (about != nil && about?.agency == addressee?.id), "dossier",
        "Mã hồ sơ liên quan: không có hồ sơ mã này tại đơn vị.")
      found.check(
        Petition.Channel(rawValue: channel).map { Petition.Channel.keyed.contains($0) } ?? false, "channel",
        "Cách gửi: chọn trong danh sách.")
      found.check((2...120).contains(name.codePoints), "name", "Họ và tên người gửi: từ 2 đến 120 ký tự.")
      found.check(
        (3...200).contains(contact.codePoints), "contact",
        "Điện thoại hoặc địa chỉ: từ 3 đến 200 ký tự, để báo kết quả trả lời.")
    }
    found.check((3...200).contains(subject.codePoints), "subject", "Tóm tắt: từ 3 đến 200 ký tự.")
    found.check((10...4_000).contains(body.codePoints), "body", "Nội dung: từ 10 đến 4.000 ký tự.")
    problems = found.found
    guard problems.isEmpty, let addressee, let kind = Petition.Kind(rawValue: kind) else { return nil }
    return try new(kind, to: addressee, about?.id, visit)
  }

  /// A file that cannot be taken.
  mutating func refuse(_ fault: UnusableFile) {
    problems.append(Problem(field: "file", message: fault.message))
  }

  /// Too many were sent today.
  mutating func refuseAnother(_ visit: Visit) {
    problems.append(
      Problem(
        field: "subject",
        message: visit.text(
          "Ông/bà đã gửi {n} phản ánh, kiến nghị trong 24 giờ qua. Xin gửi tiếp vào ngày mai, hoặc gọi bộ phận một cửa.",
          ["n": String(Self.mostADay)])))
  }

  /// The dossier it is about.
  private func matter(_ visit: Visit) throws -> (id: DossierID, agency: AgencyID)? {
    switch typist {
    case .citizen(let own):
      return own.first { $0.id.description == dossier }.map { ($0.id, $0.agency) }
    case .officer:
      guard let id = try Dossiers.find(code: dossier, in: visit.db) else { return nil }
      return try Dossiers.record(id, in: visit.db).map { (id, $0.dossier.agency) }
    }
  }

  private func new(
    _ kind: Petition.Kind, to agency: Agency, _ about: DossierID?, _ visit: Visit
  ) throws -> Petitions.New {
    let person = try visit.person()
    let due = Petition.due(
      receivedOn: visit.now.day, within: agency.petitionDays, try visit.reference().calendar)
    switch typist {
    case .citizen:
      let account = try People.account(person.id, in: visit.db)
      return Petitions.New(
        agency: agency.id, kind: kind, channel: .account, petitioner: person.id, name: person.name,
        contact: account?.phone ?? "", dossier: about, subject: subject, body: body, due: due)
    case .officer:
      return Petitions.New(
        agency: agency.id, kind: kind, channel: Petition.Channel(rawValue: channel) ?? .counter,
        petitioner: nil, name: name, contact: contact, dossier: about, subject: subject, body: body, due: due)
    }
  }

  private var actionURL: String {
    switch typist {
    case .citizen: Sitemap.newPetition.url
    case .officer: Sitemap.keyPetition.url
    }
  }

  // MARK: Inputs

  private var inputs: [InputModel] {
    let own: [InputModel] =
      switch typist {
      case .citizen(let dossiers): [addressee] + (dossiers.isEmpty ? [] : [choice(of: dossiers)])
      case .officer: keyed
      }
    let all =
      own + [
        InputModel(
          id: "kind", label: words("Về việc"), isRequired: true,
          choices: [Choice("", words("Chọn"))]
            + Petition.Kind.allCases.map {
              Choice($0.rawValue, words($0.vietnamese), isChosen: $0.rawValue == kind)
            }),
        InputModel(
          id: "subject", label: words("Tóm tắt"), value: subject, hint: words("Một dòng."), isRequired: true),
        InputModel(
          id: "body", label: words("Nội dung"), value: body,
          hint: words("Việc gì, khi nào, ở đâu, ai; điều ông/bà đề nghị."), isRequired: true, rows: 8),
      ]
    return all.map { $0.marked(problems) }
  }

  private var addressee: InputModel {
    InputModel(
      id: "agency", label: words("Cơ quan nhận"),
      hint: words("Phản ánh về chính chủ tịch xã: gửi cơ quan cấp trên."), isRequired: true,
      choices: [Choice("", words("Chọn cơ quan"))]
        + addressees.map { Choice($0.id.description, $0.name, isChosen: $0.id.description == agency) })
  }

  private func choice(of dossiers: [Dossiers.Listed]) -> InputModel {
    InputModel(
      id: "dossier", label: words("Hồ sơ liên quan"),
      choices: [Choice("", words("Không về hồ sơ nào"))]
        + dossiers.map {
          Choice($0.id.description, $0.number, isChosen: $0.id.description == dossier)
        })
  }

  private var keyed: [InputModel] {
    [
      InputModel(
        id: "channel", label: words("Cách gửi"), isRequired: true,
        choices: Petition.Channel.keyed.map {
          Choice($0.rawValue, words($0.vietnamese), isChosen: $0.rawValue == channel)
        }),
      InputModel(id: "name", label: words("Họ và tên người gửi"), value: name, isRequired: true),
      InputModel(
        id: "contact", label: words("Điện thoại hoặc địa chỉ"), value: contact,
        hint: words("Để báo kết quả trả lời."), isRequired: true),
      InputModel(
        id: "dossier", label: words("Mã hồ sơ liên quan"), value: dossier,
        hint: words("Để trống khi không về hồ sơ nào."), width: "w-20"),
    ]
  }
}
