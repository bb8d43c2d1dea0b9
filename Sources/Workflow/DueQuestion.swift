/// What `motcua due` is asked: received when, how long, by whom.
///
/// The channel only selects which of a procedure's times applies (decision 8), so with the time given it is checked
/// and changes nothing.
public struct DueQuestion: Hashable, Sendable {
  /// When the clock starts.
  public let received: Moment
  /// The time allowed.
  public let limit: TimeLimit
  /// The code of the agency whose shifts hold; empty for the usual shifts.
  public let agency: String
  /// How the dossier came, where that is said.
  public let channel: Channel?

  /// The fields of a line, in order.
  public static let fields = ["received", "time", "agency", "channel"]

  /// Reads the four texts; agency and channel may be empty.
  public init(received: String, time: String, agency: String, channel: String) throws(DueQuestionFault) {
    guard let moment = Moment(iso: received) else { throw .received(received) }
    guard let limit = TimeLimit(time) else { throw .time(time) }
    guard channel.isEmpty || Channel(rawValue: channel) != nil else { throw .channel(channel) }
    self.received = moment
    self.limit = limit
    self.agency = agency
    self.channel = Channel(rawValue: channel)
  }

  /// Reads a line `received,time,agency,channel`; what follows `time` may be left out.
  ///
  /// - Parameter usual: the agency of a line that names none.
  public init(line: UnsafeBufferPointer<UInt8>, agency usual: String = "") throws(DueQuestionFault) {
    let fields: [String]
    do throws(CSVLine.Fault) { fields = try CSVLine(line).fields } catch { throw .line(error) }
    guard (2...4).contains(fields.count) else { throw .count(fields.count) }
    let agency = fields.count > 2 ? fields[2] : ""
    try self.init(
      received: fields[0], time: fields[1], agency: agency.isEmpty ? usual : agency,
      channel: fields.count > 3 ? fields[3] : "")
  }

  /// Whether a line names the fields instead of asking.
  public static func isHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? CSVLine(line))?.fields.first == fields[0]
  }
}

/// Why a question has no answer.
public enum DueQuestionFault: Error, Hashable, Sendable {
  /// The line is no CSV.
  case line(CSVLine.Fault)
  /// It has another number of fields.
  case count(Int)
  /// This is no moment.
  case received(String)
  /// This is no time limit.
  case time(String)
  /// This is no channel.
  case channel(String)
}

extension DueQuestionFault: CustomStringConvertible {
  /// The fault in words for the operator, on one line.
  public var description: String {
    switch self {
    case .line(.quoteNotClosed): "a quote is not closed"
    case .line(.textAfterQuote): "text after a closing quote"
    case .count(let count): "\(count) field\(count == 1 ? "" : "s") instead of received,time,agency,channel"
    case .received(let text): "received: \(shown(text)) is not like 2024-04-26T14:00"
    case .time(let text): "time: \(shown(text)) is not like 3wd, 8h, 15d or same"
    case .channel(let text):
      "channel: \(shown(text)) is not one of \(Channel.allCases.map(\.rawValue).joined(separator: ", "))"
    }
  }

  private func shown(_ text: String) -> String { String(text.prefix(40)).debugDescription }
}
