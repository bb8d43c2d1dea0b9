/// The connections whose requests are whole, in the order in which they became so. Each holds the next one, so that
/// joining the line takes no memory.
struct ReadyLine {
  private var first: Connection?
  private var last: Connection?
  /// Connections that have joined since `restart`.
  private(set) var joined = 0

  var isEmpty: Bool { first == nil }

  /// Counts anew.
  mutating func restart() { joined = 0 }

  mutating func join(_ connection: Connection) {
    if let last { last.behind = connection } else { first = connection }
    last = connection
    joined += 1
  }

  mutating func leave() -> Connection? {
    guard let connection = first else { return nil }
    first = connection.behind
    connection.behind = nil
    if first == nil { last = nil }
    return connection
  }
}
