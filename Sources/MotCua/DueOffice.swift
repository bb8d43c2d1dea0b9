import Storage
import Workflow

/// Calendar and shifts for questions: those of a data folder, else the reference calendar and the usual shifts.
struct DueOffice {
  let calendar: WorkingCalendar
  private let reference: Reference?
  private let agencies: [String: AgencyID]
  private var remembered: [Key: WorkingHours] = [:]

  private struct Key: Hashable {
    let agency: AgencyID
    let day: Day
  }

  /// - Parameter data: the data folder, nil to do without.
  init(data: String?, home: () throws -> Home) throws {
    if let data {
      let database = try Database(path: DataFolder(existing: data).databasePath, readOnly: true)
      let reference = try database.read { try ReferenceCache().current($0) }
      self.reference = reference
      calendar = reference.calendar
      agencies = Dictionary(uniqueKeysWithValues: reference.agencies.map { ($0.code, $0.id) })
    } else {
      reference = nil
      calendar = try ReferenceImport(folder: home().reference, at: .now).calendar()
      agencies = [:]
    }
  }

  /// The due moment, with the hours it was found by.
  mutating func answer(_ question: DueQuestion) throws -> (deadline: Deadline, hours: WorkingHours) {
    let hours = try hours(of: question.agency, on: question.received.day)
    let deadline = Deadline.compute(
      limit: question.limit, received: question.received, calendar: calendar, hours: hours)
    return (deadline, hours)
  }

  private mutating func hours(of code: String, on day: Day) throws -> WorkingHours {
    if code.isEmpty { return .standard }
    guard let reference, let agency = agencies[code] else {
      throw Trouble("agency: \(String(code.prefix(40)).debugDescription) is unknown")
    }
    let key = Key(agency: agency, day: day)
    if let hours = remembered[key] { return hours }
    let hours = reference.hours(of: agency, on: day)
    remembered[key] = hours
    return hours
  }
}
