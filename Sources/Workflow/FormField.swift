/// One question of a form.
public struct FormField: Codable, Hashable, Sendable {
  /// The path of its answer, such as "child.name"; of a column, its name within the row.
  public var id: String
  /// The question as printed.
  public var label: String
  /// What it asks for.
  public var kind: FieldKind
  /// Whether an answer is needed; of composite fields, whether their required parts are.
  public var required = false
  /// Help under the label.
  public var hint: String?
  /// When the field applies; always, if nothing is said. May name earlier fields; in a table, the row's columns.
  public var condition: Condition?
  /// The most characters, if not those of the kind.
  public var maximumLength: Int?
  /// The least and greatest number.
  public var minimum: Int?, maximum: Int?
  /// On which side of today a date lies.
  public var when: DateSide?
  /// The path of a date that this one must not come before.
  public var notBefore: String?
  /// The options offered, as written in the form or by name of a common list.
  public var options: [FieldOption]?, list: OptionList?
  /// The columns of a table, and how many rows it takes.
  public var columns: [FormField]?, minimumRows: Int?, maximumRows: Int?
  /// The parts of a person that are needed; name, birth date, identity and residence, if nothing is said.
  public var requiredParts: [PersonPart]?
  /// What the page fills in before anybody typed.
  public var preset: String?
  /// The HTML `autocomplete` word, where browsers can help.
  public var autocomplete: String?
  /// Of the parts of a composite field: the label above them, such as "Người mẹ".
  public var context: String?

  /// A field; what is not given here is set afterwards.
  public init(_ id: String, _ label: String, _ kind: FieldKind, required: Bool = false) {
    self.id = id
    self.label = label
    self.kind = kind
    self.required = required
  }

  /// The label with its context, for messages and lists: "Người mẹ – Họ, chữ đệm, tên".
  public var fullLabel: String { context.map { "\($0) – \(label)" } ?? label }

  /// The options to offer: those of the form, else those of the list it names, else yes and no.
  public var choices: [FieldOption] {
    options ?? list?.options ?? (kind == .yesNo ? FieldOption.yesNo : [])
  }

  /// The most characters an answer may have.
  public var limit: Int { maximumLength ?? kind.maximumLength }

  /// The most rows a table takes.
  public var rowLimit: Int { maximumRows ?? 50 }

  /// The fewest rows a table takes.
  public var fewestRows: Int { minimumRows ?? (required ? 1 : 0) }
}

extension FormField {
  /// Reads a field; everything but id, label and kind may be left out.
  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    id = try box.decode(String.self, forKey: .id)
    label = try box.decode(String.self, forKey: .label)
    kind = try box.decode(FieldKind.self, forKey: .kind)
    required = try box.decodeIfPresent(Bool.self, forKey: .required) ?? false
    hint = try box.decodeIfPresent(String.self, forKey: .hint)
    condition = try box.decodeIfPresent(Condition.self, forKey: .condition)
    maximumLength = try box.decodeIfPresent(Int.self, forKey: .maximumLength)
    minimum = try box.decodeIfPresent(Int.self, forKey: .minimum)
    maximum = try box.decodeIfPresent(Int.self, forKey: .maximum)
    when = try box.decodeIfPresent(DateSide.self, forKey: .when)
    notBefore = try box.decodeIfPresent(String.self, forKey: .notBefore)
    options = try box.decodeIfPresent([FieldOption].self, forKey: .options)
    list = try box.decodeIfPresent(OptionList.self, forKey: .list)
    columns = try box.decodeIfPresent([FormField].self, forKey: .columns)
    minimumRows = try box.decodeIfPresent(Int.self, forKey: .minimumRows)
    maximumRows = try box.decodeIfPresent(Int.self, forKey: .maximumRows)
    requiredParts = try box.decodeIfPresent([PersonPart].self, forKey: .requiredParts)
    preset = try box.decodeIfPresent(String.self, forKey: .preset)
    autocomplete = try box.decodeIfPresent(String.self, forKey: .autocomplete)
    context = try box.decodeIfPresent(String.self, forKey: .context)
  }
}

/// An option of a choice: what is stored, and what people read.
public struct FieldOption: Codable, Hashable, Sendable {
  /// What is stored.
  public let value: String
  /// What people read.
  public let label: String

  /// An option.
  public init(_ value: String, _ label: String) {
    self.value = value
    self.label = label
  }

  /// The answers to a question of yes or no.
  public static let yesNo = [FieldOption("yes", "Có"), FieldOption("no", "Không")]
}

/// On which side of today a date must lie; today itself is on both.
public enum DateSide: String, Codable, Hashable, Sendable {
  /// Births, deaths, papers: today or earlier.
  case past
  /// Appointments: today or later.
  case future
}

/// The parts of a person a form can ask for.
public enum PersonPart: String, Codable, Hashable, Sendable, CaseIterable {
  /// Name, birth, sex, ethnic group, nationality, identity paper, place of residence.
  case fullName, birthDate, gender, ethnicity, nationality, identity, residence

  /// What forms.md marks as required of every person.
  public static let usual: [PersonPart] = [.fullName, .birthDate, .identity, .residence]
}
