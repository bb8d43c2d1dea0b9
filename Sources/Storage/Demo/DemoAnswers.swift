import Workflow

/// Fills in an electronic form as a citizen would: what is demanded, question by question, until nothing is wrong.
struct DemoAnswers {
  private let form: FormDescription
  private let requester: DemoPerson
  private let today: Day
  private var random: SeededRandom
  private var answers = FormAnswers()

  /// The answers of a requester to a form on a day; they pass the form's own check.
  static func filled(
    _ form: FormDescription, by requester: DemoPerson, on today: Day, _ random: inout SeededRandom
  ) -> FormAnswers {
    var filling = DemoAnswers(
      form: form, requester: requester, today: today, random: SeededRandom(random.next()))
    for _ in 0..<20 where filling.answerOpenQuestions() {}
    return form.cleaned(filling.answers, on: today)
  }

  /// One round: persons first, since they show further questions; false when nothing is open any more.
  private mutating func answerOpenQuestions() -> Bool {
    let applied = form.applied(to: answers, on: today)
    let fields = applied.sections.flatMap(\.fields)
    let persons = fields.map(\.field).filter { $0.required && $0.kind.isPerson && !isBegun($0) }
    guard persons.isEmpty else {
      for person in persons { answer(person) }
      return true
    }
    let problems = applied.problems
    for problem in problems {
      if let table = fields.first(where: { $0.field.id == problem.path })?.field, table.kind == .table {
        for row in 1...max(table.fewestRows, 1) {
          for column in table.columns(row: row) where column.required { answers[column.id] = value(column) }
        }
      } else if let leaf = fields.lazy.flatMap(\.leaves).first(where: { $0.id == problem.path }) {
        mend(leaf, problem.reason)
      }
    }
    return !problems.isEmpty
  }

  private func isBegun(_ field: FormField) -> Bool { answers["\(field.id).fullName"] != nil }

  private mutating func mend(_ leaf: FormField, _ reason: FieldProblem.Reason) {
    if case .before = reason, let path = leaf.notBefore,
      let earlier = answers.text(path).flatMap(PartialDate.init)
    {
      let day = (earlier.whole ?? today) + random.int(1...3)
      answers[leaf.id] = (leaf.when == .past ? min(day, today) : day).vietnamese
    } else {
      answers[leaf.id] = value(leaf)
    }
  }

  /// A whole person: the requester, or somebody of the same commune.
  private mutating func answer(_ field: FormField) {
    let female: Bool? =
      switch field.id {
      case "mother", "bride": true
      case "father", "groom": false
      default: nil
      }
    let isRequester = field.kind == .requester
    let person =
      isRequester
      ? requester : DemoPerson(of: requester.commune, age: 20...60, female: female, on: today, &random)
    answers.tell(person, of: field)
  }

  private mutating func value(_ leaf: FormField) -> String {
    if let preset = leaf.preset { return preset }
    switch leaf.kind {
    case .choice, .multipleChoice, .yesNo: return choice(leaf)
    case .declaration: return "yes"
    case .date, .partialDate: return date(leaf).vietnamese
    case .time: return "\(random.int(10...22)):\(Serials.padded(random.int(0...59), to: 2))"
    case .number: return number(leaf)
    case .money: return "\(random.int(1...60) * 1_000_000)"
    case .phone: return requester.phone
    case .email: return requester.email
    case .personName: return DemoPerson.name(isFemale: random.chance(0.5), family: family, &random)
    case .identityNumber: return "038\(Serials.padded(random.int(0...999_999_999), to: 9))"
    case .file: return "demo"
    default: return String(text(leaf).prefix(leaf.limit))
    }
  }

  private var family: String? { requester.name.split(separator: " ").first.map(String.init) }

  /// A relation that needs no authorisation, where there is one; otherwise any option.
  private mutating func choice(_ leaf: FormField) -> String {
    if leaf.list == .identityKinds { return IdentityKind.cccd.rawValue }
    let usual = leaf.choices.filter { !["other", "authorised"].contains($0.value) }
    return leaf.list == .ethnicGroups
      ? leaf.choices[0].value : random.pick(usual.isEmpty ? leaf.choices : usual).value
  }

  private mutating func date(_ leaf: FormField) -> Day {
    if leaf.when == .future || leaf.id.hasPrefix("stay") {
      return today + random.int(DemoForms.patience...30)
    }
    if leaf.id.hasSuffix("birthDate") {
      return form.id == "khai-sinh" ? today - random.int(3...50) : today - random.int(7000...20_000)
    }
    return today - random.int(leaf.id.hasPrefix("death") ? 1...9 : 30...900)
  }

  private mutating func number(_ leaf: FormField) -> String {
    if leaf.id.hasSuffix("year") { return "\(today.year - random.int(20...40))" }
    let least = leaf.minimum ?? 1
    return "\(random.int(least...min(leaf.maximum ?? least + 3, least + 3)))"
  }

  private func text(_ leaf: FormField) -> String {
    let commune = "UBND \(requester.commune), huyện Như Xuân"
    return switch leaf.id.split(separator: ".").last.map(String.init) ?? "" {
    case "office", "marriagePlace": commune
    case "province": "Thanh Hóa"
    case "district": "Như Xuân"
    case "commune": requester.commune
    case "birthFacility": "Bệnh viện Đa khoa huyện Như Xuân"
    case "birthDateInWords": "Như ghi trên giấy chứng sinh"
    case "place": "Tại nhà riêng, \(requester.village)"
    case "cause": "Tuổi già"
    case "relation": "Con"
    case "address": requester.address
    case "paper": requester.identity
    case "number": "\(requester.identity.suffix(2))/\(today.year - 1)"
    case "item": "Chữ đệm trong giấy khai sinh"
    case "requested": "Ghi theo căn cước công dân"
    case "reason": "Giấy tờ bị thất lạc, gia đình cần dùng cho việc hành chính"
    default: "Theo giấy tờ kèm theo"
    }
  }
}

extension FormAnswers {
  /// Answers for a whole person, with telephone and mail where the field asks for them.
  mutating func tell(_ person: DemoPerson, of field: FormField) {
    let facts = [
      "fullName": person.name, "birthDate": person.birth.vietnamese,
      "gender": person.isFemale ? "female" : "male", "identity.kind": IdentityKind.cccd.rawValue,
      "identity.number": person.identity, "residence.province": "Thanh Hóa",
      "residence.district": "Như Xuân", "residence.commune": person.commune,
      "residence.detail": person.village, "phone": person.phone, "email": person.email,
    ]
    for part in field.parts {
      let name = String(part.id.dropFirst(field.id.count + 1))
      if let fact = facts[name] { self[part.id] = fact }
      if name == "nationality" { self[part.id] = part.preset }
      if name == "ethnicity" { self[part.id] = part.choices.first?.value }
    }
  }
}

/// Filled forms to choose from: a large district does not fill in every form question by question.
struct DemoForms {
  /// Days within which a filled form is filed, the longest holidays included.
  static let patience = 14
  private static let most = 24
  private var filled: [String: [FormAnswers]] = [:]

  /// The answers of a requester to a form on a day; they pass the form's own check.
  mutating func filled(
    _ form: FormDescription, by requester: DemoPerson, on today: Day, _ random: inout SeededRandom
  ) -> FormAnswers {
    let held = filled[form.id] ?? []
    if held.count == Self.most {
      var answers = random.pick(held)
      for field in form.fields where field.kind == .requester { answers.tell(requester, of: field) }
      if form.check(answers, today: today + Self.patience).isEmpty { return answers }
    }
    let answers = DemoAnswers.filled(form, by: requester, on: today, &random)
    if held.count < Self.most { filled[form.id, default: []].append(answers) }
    return answers
  }
}

extension FieldKind {
  fileprivate var isPerson: Bool { self == .person || self == .requester }
}
