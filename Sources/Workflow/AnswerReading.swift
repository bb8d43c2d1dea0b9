/// An answer read as its field's kind asks: the value to keep and to print, or what is wrong with it.
enum AnswerReading {
  case value(stored: String, shown: String)
  case wrong(FieldProblem.Reason)

  private static func same(_ text: String) -> AnswerReading { .value(stored: text, shown: text) }

  /// Reads one answer; `identityKind` is the kind chosen beside an identity number.
  static func read(_ typed: String, as field: FormField, identityKind: String?, today: Day) -> AnswerReading {
    // Sixteen bytes a character is more than any script needs decomposed; longer text is not even looked at.
    guard typed.utf8.count <= field.limit * 16 else { return .wrong(.tooLong(field.limit)) }
    guard !VietnameseText.hasControlCharacters(typed) else { return .wrong(.controlCharacters) }
    let text =
      field.kind == .longText ? VietnameseText.normalisedLines(typed) : VietnameseText.normalised(typed)
    guard text.unicodeScalars.count <= field.limit else { return .wrong(.tooLong(field.limit)) }
    return switch field.kind {
    case .text, .longText: same(text)
    case .personName: PersonName(text).map { same($0.text) } ?? .wrong(.notName)
    case .number: number(text, field)
    case .money: money(text, field)
    case .date: wholeDate(text, field, today)
    case .partialDate: partialDate(text, field, today)
    case .time: time(text)
    case .choice, .multipleChoice, .yesNo: option(text, field)
    case .declaration: text == "yes" ? .value(stored: "yes", shown: "Đã xác nhận") : .wrong(.notConfirmed)
    case .phone: PhoneNumber(text).map { .value(stored: $0.digits, shown: $0.spaced) } ?? .wrong(.notPhone)
    case .email: EmailAddress(text).map { same($0.text) } ?? .wrong(.notEmail)
    case .identityNumber: identity(text, kind: identityKind)
    case .file: isReference(text) ? same(text) : .wrong(.notFile)
    case .person, .requester, .address, .identity, .table: same(text)
    }
  }

  private static func number(_ text: String, _ field: FormField) -> AnswerReading {
    guard let number = TypedValue.number(text) else { return .wrong(.notNumber) }
    if let least = field.minimum, number.whole < least { return .wrong(.tooSmall(least)) }
    if let most = field.maximum, number.whole > most || number.whole == most && !number.fraction.isEmpty {
      return .wrong(.tooLarge(most))
    }
    // What is stored passes this check again, and a year of four digits is not written "1.986".
    let fits = number.vietnamese.utf8.count <= field.limit
    return .value(stored: number.plain, shown: fits ? number.vietnamese : number.plain)
  }

  private static func money(_ text: String, _ field: FormField) -> AnswerReading {
    guard let amount = TypedValue.money(text) else { return .wrong(.notMoney) }
    if let least = field.minimum, amount < least { return .wrong(.tooSmall(least)) }
    if let most = field.maximum, amount > most { return .wrong(.tooLarge(most)) }
    return .value(stored: String(amount), shown: TypedValue.vietnamese(money: amount))
  }

  private static func wholeDate(_ text: String, _ field: FormField, _ today: Day) -> AnswerReading {
    guard let day = PartialDate(text)?.whole else { return .wrong(.notDate) }
    switch field.when {
    case .past where day > today: return .wrong(.inFuture)
    case .future where day < today: return .wrong(.inPast)
    default: return same(day.vietnamese)
    }
  }

  private static func partialDate(_ text: String, _ field: FormField, _ today: Day) -> AnswerReading {
    guard let date = PartialDate(text) else { return .wrong(.notDate) }
    return field.when == .past && date.earliest > today ? .wrong(.inFuture) : same(date.vietnamese)
  }

  private static func time(_ text: String) -> AnswerReading {
    guard let minutes = TypedValue.time(text) else { return .wrong(.notTime) }
    let (hour, minute) = (minutes / 60, minutes % 60)
    let padded = minute < 10 ? "0\(minute)" : "\(minute)"
    return .value(stored: "\(hour < 10 ? "0" : "")\(hour):\(padded)", shown: "\(hour) giờ \(padded)")
  }

  private static func option(_ text: String, _ field: FormField) -> AnswerReading {
    guard let option = field.choices.first(where: { $0.value == text }) else { return .wrong(.notOffered) }
    return .value(stored: option.value, shown: option.label)
  }

  private static func identity(_ text: String, kind: String?) -> AnswerReading {
    guard let kind = kind.flatMap(IdentityKind.init) else { return .wrong(.unknownIdentityKind) }
    return IdentityNumber(kind, text).map { same($0.number) } ?? .wrong(.wrongIdentity(kind))
  }

  private static func isReference(_ text: String) -> Bool {
    text.utf8.count <= 128
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-": true
        default: false
        }
      }
  }
}
