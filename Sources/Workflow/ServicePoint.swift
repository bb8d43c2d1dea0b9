/// Where an agency receives and returns (điểm tiếp nhận và trả kết quả): one of several, where a commune was merged from
/// several (rules §1.9).
public struct ServicePoint: Sendable, Hashable {
  /// Stored number.
  public let id: PointID
  /// Whose it is.
  public let agency: AgencyID
  /// Its name, such as "Điểm Cát Tân".
  public let name: String
  /// Where it is.
  public let address: String
  /// When it is open, in words for citizens; empty where it keeps the agency's hours.
  public let opening: String
  /// The days of its existence.
  public let days: ClosedDays
  /// Version for the form that changes it.
  public let version: Int

  /// All stored facts.
  public init(
    id: PointID, agency: AgencyID, name: String, address: String, opening: String, days: ClosedDays,
    version: Int = 1
  ) {
    self.id = id
    self.agency = agency
    self.name = name
    self.address = address
    self.opening = opening
    self.days = days
    self.version = version
  }
}

/// Numbers a `ServicePoint`.
public typealias PointID = Identifier<ServicePoint>

/// Where a dossier of an agency with several points was received, where its result is to be picked up, and where that
/// lies; nothing of it is known where the agency has one counter.
public struct Points: Sendable, Hashable {
  /// Where it was received.
  public internal(set) var received: PointID?
  /// Where the citizen picks the result up, as he or the officer chose; nil where it is sent by post or as a file.
  public internal(set) var pickUp: PointID?
  /// Where the result lies; while it is on its way, where it left.
  public internal(set) var result: PointID?
  /// Its way to the point where it is picked up, until somebody there has signed for it.
  public internal(set) var transport: Handover?

  /// As stored.
  public init(
    received: PointID? = nil, pickUp: PointID? = nil, result: PointID? = nil, transport: Handover? = nil
  ) {
    self.received = received
    self.pickUp = pickUp
    self.result = result
    self.transport = transport
  }

  /// Whether the result lies elsewhere than where it is picked up, on its way or not.
  public var isElsewhere: Bool { result != nil && pickUp != nil && result != pickUp }
}
