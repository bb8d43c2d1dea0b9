/// What a field asks for.
public enum FieldKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// One line, or several lines, of text.
  case text, longText
  /// The name of a person.
  case personName
  /// A whole or decimal number, and an amount in đồng.
  case number, money
  /// A date dd/mm/yyyy; a date of which older papers may give month and year, or the year alone; a time of day.
  case date, partialDate, time
  /// One or several of the options offered.
  case choice, multipleChoice
  /// Có or không.
  case yesNo
  /// A statement that must be ticked, such as the truth of the facts given.
  case declaration
  /// Telephone number and e-mail address.
  case phone, email
  /// The number of an identity paper, whose kind stands in the part `kind` beside it.
  case identityNumber
  /// References to uploaded attachments. Papers of the dossier are not fields but `Paper`s, which the counter ticks.
  case file
  /// Made of parts: a person; a person with telephone, mail and relation; a place; an identity paper.
  case person, requester, address, identity
  /// Rows of columns.
  case table

  /// Whether the field is drawn and checked through its parts.
  public var isComposite: Bool {
    switch self {
    case .person, .requester, .address, .identity: true
    default: false
    }
  }

  /// Whether the field needs options.
  public var isChosen: Bool { self == .choice || self == .multipleChoice }

  /// The `inputmode` that gives phones the right keyboard.
  public var inputMode: String {
    switch self {
    case .number: "decimal"
    case .money, .date, .partialDate, .time: "numeric"
    case .phone: "tel"
    case .email: "email"
    default: "text"
    }
  }

  /// The most characters a field of this kind takes unless it says otherwise.
  public var maximumLength: Int {
    switch self {
    case .longText: 2_000
    case .personName: PersonName.maximumLength
    case .number, .money, .phone: 40
    case .date, .partialDate, .time: 20
    case .email: 254
    case .identityNumber: 40
    default: 250
    }
  }
}
