import Foundation
import Testing
import Workflow

/// The reference data as the portal ships it.
enum Reference {
  static let file = URL(filePath: #filePath).appending(path: "../../../Migrations/reference/calendar.json")
    .standardized

  static let calendar: WorkingCalendar = {
    do {
      return try JSONDecoder().decode(WorkingCalendar.self, from: Data(contentsOf: file))
    } catch {
      fatalError("calendar.json: \(error)")
    }
  }()
}

/// Reads "2024-04-26" in a test.
func day(_ iso: String) -> Day {
  guard let day = Day(iso: iso) else { fatalError("not a day: \(iso)") }
  return day
}

/// Reads "2024-04-26T14:00" in a test.
func moment(_ iso: String) -> Moment {
  guard let moment = Moment(iso: iso) else { fatalError("not a moment: \(iso)") }
  return moment
}

/// Reads "3wd" in a test.
func limit(_ text: String) -> TimeLimit {
  guard let limit = TimeLimit(text) else { fatalError("not a limit: \(text)") }
  return limit
}

/// A value as JSON and back.
func recoded<Value: Codable>(_ value: Value) throws -> Value {
  try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
}

/// Whether JSON is refused as a value of a type.
func isRefused<Value: Decodable>(_ type: Value.Type, _ json: String) -> Bool {
  (try? JSONDecoder().decode(type, from: Data(json.utf8))) == nil
}
