import Storage
import Workflow

/// Reads what was typed for a turn, and collects what must be mended.
struct TurnInput {
  let record: Dossiers.Record
  let visit: Visit
  private(set) var problems: [Problem] = []

  init(_ record: Dossiers.Record, _ visit: Visit) { (self.record, self.visit) = (record, visit) }

  mutating func fault(_ field: String, _ message: String, _ values: [String: String] = [:]) {
    problems.append(Problem(field: field, message: visit.text(message, values)))
  }

  /// A text of one line or several that may be empty.
  mutating func optional(_ id: String, most: Int = 2000) -> String {
    let text = visit.lines(id)
    if text.codePoints > most { fault(id, "Nội dung dài quá {n} ký tự.", ["n": String(most)]) }
    return text
  }

  /// A text that must be there.
  mutating func required(_ id: String, or message: String, most: Int = 2000) -> String {
    let text = optional(id, most: most)
    if text.isEmpty { fault(id, message) }
    return text
  }

  /// The reason that most turns need.
  mutating func reason() -> String { required("why", or: "Ghi lý do, nhiều nhất 2.000 ký tự.") }

  /// One of the values of a closed list.
  mutating func one<Value: RawRepresentable<String> & CaseIterable & Equatable>(
    _ id: String, or message: String
  ) -> Value? {
    one(id, among: Array(Value.allCases), or: message)
  }

  /// One of some values of a closed list.
  mutating func one<Value: RawRepresentable<String> & Equatable>(
    _ id: String, among offered: [Value], or message: String
  ) -> Value? {
    let value = Value(rawValue: visit.field(id))
    guard let value, offered.contains(value) else {
      fault(id, message)
      return nil
    }
    return value
  }

  /// One of the choices that the page offered.
  mutating func chosen(_ id: String, among choices: [Choice], or message: String) -> String? {
    let typed = visit.field(id)
    guard choices.contains(where: { $0.value == typed }) else {
      fault(id, message)
      return nil
    }
    return typed
  }

  /// A day, at the close of its last shift.
  mutating func endOfDay(_ id: String, or message: String) throws -> Moment? {
    guard let day = Day(vietnamese: visit.field(id)) else {
      fault(id, message)
      return nil
    }
    let hours = try visit.reference().clockwork(of: record.dossier.agency, on: day).hours
    return hours.closing(on: day)
  }

  /// A day and a time of day, from two fields.
  mutating func moment(day: String, time: String, or message: String) -> Moment? {
    guard let date = Day(vietnamese: visit.field(day)), let minute = TypedValue.time(visit.field(time)) else {
      fault(day, message)
      return nil
    }
    return Moment(day: date, minuteOfDay: minute)
  }

  /// An amount of money in đồng.
  mutating func amount(_ id: String, or message: String) -> Int? {
    guard let amount = TypedValue.money(visit.field(id)), (1...1_000_000_000).contains(amount) else {
      fault(id, message)
      return nil
    }
    return amount
  }
}

extension InputModel {
  /// The field for the reason that most turns need.
  static func reason(_ visit: Visit, hint: String = "") -> InputModel {
    InputModel(
      id: "why", label: visit.text("Lý do"), hint: hint.isEmpty ? "" : visit.text(hint), isRequired: true,
      rows: 4)
  }

  /// A day, as dd/mm/yyyy.
  static func day(_ id: String, _ label: String, _ value: String, _ visit: Visit) -> InputModel {
    InputModel(
      id: id, label: visit.text(label), value: value, hint: visit.text("Ví dụ 21/11/2026"), isRequired: true,
      width: "w-10")
  }

  /// A time of day.
  static func time(_ id: String, _ label: String, _ visit: Visit) -> InputModel {
    InputModel(
      id: id, label: visit.text(label), hint: visit.text("Ví dụ 14:30"), isRequired: true, width: "w-10")
  }

  /// A closed list to choose from.
  static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ id: String, _ label: String, _ visit: Visit, chosen: Value? = nil, _ words: (Value) -> String
  ) -> InputModel {
    InputModel(
      id: id, label: visit.text(label), isRequired: true,
      choices: Value.allCases.map {
        Choice($0.rawValue, visit.text(words($0)), isChosen: $0.rawValue == chosen?.rawValue)
      })
  }
}
