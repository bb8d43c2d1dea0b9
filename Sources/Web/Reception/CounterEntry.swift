import HTTPServer
import Storage
import Templating
import Workflow

/// What the officer typed on the counter's page, valid or not, so that nothing is ever typed twice.
struct CounterEntry: TemplateModel {
  var ownerName = ""
  var identityKind = IdentityKind.cccd.rawValue
  var identity = ""
  var phone = ""
  var email = ""
  var address = ""
  var submitterName = ""
  var submitterIdentity = ""
  var submitterPhone = ""
  var channel = Channel.counter.rawValue
  var returnMethod = Dossiers.ReturnMethod.counter.rawValue
  var copies = "1"
  var fee = "0"
  var summary = ""
  var caseName = ""
  /// At which point the result is picked up, where the agency has several.
  var pickUp = ""
  /// Where it is received, if not at the counter (đăng ký lưu động).
  var venue = ""
  var appointmentDay = ""
  var appointmentTime = ""
  /// Whether earlier papers of the person at the counter are offered.
  var offersReuse = false
  /// Whether that person agreed to their reuse.
  var isConsented = false
  var papers: [String: PaperEntry] = [:]

  static var fields: [Field<CounterEntry>] {
    [
      .text("ownerName", \.ownerName), .text("identityKind", \.identityKind), .text("identity", \.identity),
      .text("phone", \.phone), .text("email", \.email), .text("address", \.address),
      .text("submitterName", \.submitterName), .text("submitterIdentity", \.submitterIdentity),
      .text("submitterPhone", \.submitterPhone), .text("copies", \.copies), .text("fee", \.fee),
      .text("summary", \.summary), .text("venue", \.venue), .text("appointmentDay", \.appointmentDay),
      .text("appointmentTime", \.appointmentTime), .flag("offersReuse", \.offersReuse),
      .flag("isConsented", \.isConsented),
    ]
  }

  init() {}

  init(_ visit: Visit) {
    ownerName = visit.field("ownerName")
    identityKind = visit.field("identityKind")
    identity = visit.field("identity")
    phone = visit.field("phone")
    email = visit.field("email")
    address = visit.field("address")
    submitterName = visit.field("submitterName")
    submitterIdentity = visit.field("submitterIdentity")
    submitterPhone = visit.field("submitterPhone")
    channel = visit.field("channel")
    returnMethod = visit.field("returnMethod")
    copies = visit.field("copies")
    fee = visit.field("fee")
    summary = visit.lines("summary")
    caseName = visit.field("caseName")
    pickUp = visit.field("pickUp")
    venue = visit.field("venue")
    appointmentDay = visit.field("appointmentDay")
    appointmentTime = visit.field("appointmentTime")
    offersReuse = visit.field("offersReuse") == "yes" || visit.field("do") == "find-reusable"
    isConsented = visit.field("consent") == "yes"
    for name in visit.request.form.fields.map(\.name) where name.hasPrefix("originals.") {
      let id = String(name.dropFirst("originals.".count))
      papers[id] = PaperEntry(visit, id)
    }
  }

  /// The owner as stored.
  var owner: Dossiers.Party {
    Dossiers.Party(
      name: ownerName, identityKind: identityKind,
      identity: IdentityKind(rawValue: identityKind).flatMap { IdentityNumber($0, identity) }?.number ?? "",
      phone: PhoneNumber(phone)?.digits ?? "", email: email, address: address)
  }

  /// The submitter as stored; nil where the owner came himself.
  var submitter: Dossiers.Party? {
    guard !submitterName.isEmpty else { return nil }
    return Dossiers.Party(
      name: submitterName, identity: IdentityNumber.readings(submitterIdentity).first ?? submitterIdentity,
      phone: PhoneNumber(submitterPhone)?.digits ?? "")
  }

  /// Whose earlier papers may be used again.
  var present: IdentityNumber? {
    channel == Channel.counter.rawValue ? Dossiers.present(owner: owner, submitter: submitter) : nil
  }

  /// The appointment set by hand, where the procedure's time is unknown (decision 6).
  var appointment: Moment? {
    guard let day = Day(vietnamese: appointmentDay), let minute = Self.minute(appointmentTime) else {
      return nil
    }
    return Moment(day: day, minuteOfDay: minute)
  }

  private static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else { return nil }
    return parts[0] * 60 + parts[1]
  }
}

/// What was typed about one paper.
struct PaperEntry: Sendable {
  var originals: String
  var certified: String
  var photocopies: String
  var isShown = false
  var exceptionCode = ""
  var exceptionReason = ""
  /// A file of an earlier dossier that stands for it.
  var reused: Int64?

  /// What the list asks for, as a start.
  init(_ paper: Paper) {
    originals = String(paper.originals)
    certified = String(paper.certifiedCopies)
    photocopies = String(paper.photocopies)
  }

  init(_ visit: Visit, _ id: String) {
    originals = visit.field("originals.\(id)")
    certified = visit.field("certified.\(id)")
    photocopies = visit.field("photocopies.\(id)")
    isShown = visit.field("shown.\(id)") == "yes"
    exceptionCode = visit.field("exception.\(id)")
    exceptionReason = visit.field("reason.\(id)")
    reused = Int64(visit.field("reuse.\(id)"))
  }

  static func count(_ text: String) -> Int? {
    text.isEmpty ? 0 : Int(text).flatMap { (0...999).contains($0) ? $0 : nil }
  }

  var exception: PaperException? {
    PaperException.Code(rawValue: exceptionCode).map { PaperException(code: $0, reason: exceptionReason) }
  }
}

/// A row of the counter's checklist.
struct PaperEntryModel: TemplateModel {
  var id: String
  var number: Int
  var name: String
  var group: String?
  var isRequired: Bool
  var isShownOnly: Bool
  var typed: PaperEntry
  var kept: [KeptModel]
  var exceptionCodes: [Choice]
  var reusable: [Choice]
  var problem: String?

  static var fields: [Field<PaperEntryModel>] {
    [
      .text("id", \.id), .number("number", \.number), .text("name", \.name), .optional("group", \.group),
      .flag("isRequired", \.isRequired), .flag("isShownOnly", \.isShownOnly),
      .text("originals", \.typed.originals), .text("certified", \.typed.certified),
      .text("photocopies", \.typed.photocopies), .flag("isShown", \.typed.isShown),
      .text("reason", \.typed.exceptionReason), .list("kept", \.kept),
      .list("exceptionCodes", \.exceptionCodes), .list("reusable", \.reusable),
      .optional("problem", \.problem),
    ]
  }

  init(
    _ paper: Paper, number: Int, typed: PaperEntry, kept: [DossierFiles.Kept], reusable: ReusableFiles,
    problem: Problem?, _ visit: Visit
  ) throws {
    id = paper.id
    self.number = number
    name = paper.name
    group = paper.group
    isRequired = paper.required && paper.condition == nil
    isShownOnly = paper.kind == .show
    self.typed = typed
    self.kept = kept.map { KeptModel($0, paper: paper.id, visit) }
    exceptionCodes = PaperException.Code.allCases.map {
      Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == typed.exceptionCode)
    }
    self.reusable =
      isShownOnly ? [] : try reusable.choices(for: paper.name, chosen: typed.reused, visit)
    self.problem = problem?.message
  }
}
