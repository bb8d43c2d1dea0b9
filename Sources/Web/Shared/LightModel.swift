import Storage
import Templating
import Workflow

/// A light with its words: colour never stands alone.
struct LightModel: TemplateModel {
  /// "green", "yellow", "red", "wait" where the clock waits for the citizen, or "none" where no clock runs.
  var colour: String
  var words: String

  static var fields: [Field<LightModel>] { [.text("colour", \.colour), .text("words", \.words)] }

  static let none = LightModel(colour: "none", words: "")

  /// The citizen has it in hand.
  static func waiting(_ visit: Visit) -> LightModel {
    LightModel(colour: "wait", words: visit.text("Chờ công dân bổ sung"))
  }

  /// How a time stands that is over or not.
  static func over(_ words: String) -> LightModel { LightModel(colour: Light.red.rawValue, words: words) }

  /// How a dossier stands: the reception clock before receipt, the appointment after, nothing when finished.
  init(_ listed: Dossiers.Listed, _ visit: Visit) throws {
    if listed.state.awaitsApplicant {
      self = .waiting(visit)
    } else if listed.state == .submitted {
      self = try .init(due: listed.receptionDue, limit: .reception, visit)
    } else if listed.isBeingSolved {
      self = try .init(due: listed.appointment, limit: listed.limit ?? .calendarDays(1), visit)
    } else {
      self = .none
    }
  }

  /// How a due moment stands now.
  init(due: Moment?, limit: TimeLimit, _ visit: Visit) throws {
    guard let due else {
      self = LightModel(colour: "none", words: visit.text("Chưa có ngày hẹn"))
      return
    }
    let lateness = Lateness.judge(
      due: due, limit: limit, at: visit.now, calendar: try visit.reference().calendar)
    self = LightModel(colour: lateness.light.rawValue, words: lateness.words(visit))
  }

  private init(colour: String, words: String) {
    self.colour = colour
    self.words = words
  }
}

extension Lateness {
  func words(_ visit: Visit) -> String {
    switch self {
    case .inTime(let days): visit.text("Còn {n} ngày làm việc", ["n": String(days)])
    case .lastDay: visit.text("Hôm nay là ngày cuối")
    case .late(0): visit.text("Quá hạn chưa tới 1 ngày làm việc")
    case .late(let days): visit.text("Quá hạn {n} ngày làm việc", ["n": String(days)])
    }
  }
}
