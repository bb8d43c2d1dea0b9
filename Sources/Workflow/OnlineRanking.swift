/// How units stand with online services of levels 3 and 4 (letter 002; rules §8.3, decision 15).
public enum OnlineRanking {
  /// A target or rate in tenths of a percent.
  public struct Share: Hashable, Sendable, Comparable {
    /// 0 to 1,000.
    public let tenths: Int

    /// So many tenths of a percent; nil beyond 100 %.
    public init?(tenths: Int) {
      guard (0...1_000).contains(tenths) else { return nil }
      self.tenths = tenths
    }

    /// Reads "70", "70%", "62,5 %": percent, with at most one decimal.
    public init?(percent text: String) {
      var body = text[...]
      if body.hasSuffix("%") { body = body.dropLast() }
      while body.hasSuffix(" ") { body = body.dropLast() }
      let parts = body.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
      guard (1...2).contains(parts.count), parts[0].count <= 3,
        parts.allSatisfy({ part in
          !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
        }), let whole = Int(parts[0])
      else { return nil }
      let decimals = parts.count == 2 ? parts[1] : "0"
      // A decimal beyond the first must say nothing.
      guard let first = decimals.first.flatMap({ Int(String($0)) }),
        decimals.dropFirst().allSatisfy({ $0 == "0" })
      else { return nil }
      self.init(tenths: whole * 10 + first)
    }

    /// "62,5 %", or "70 %".
    public var vietnamese: String {
      tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10),\(tenths % 10) %"
    }

    /// Less first.
    public static func < (left: Share, right: Share) -> Bool { left.tenths < right.tenths }
  }

  /// What arose in a period.
  public struct Counts: Hashable, Sendable {
    /// Dossiers filed or received.
    public var arisen = 0
    /// … of them filed online by citizens themselves.
    public var online = 0
    /// … of those, what the counter answered: received or refused, or the citizen took back.
    public var handled = 0
    /// Filed online from a machine on which staff sign in.
    public var assisted = 0

    /// Nothing.
    public init() {}

    /// So many of each.
    public init(arisen: Int, online: Int, handled: Int, assisted: Int) {
      (self.arisen, self.online, self.handled, self.assisted) = (arisen, online, handled, assisted)
    }

    /// Of several together.
    public static func + (one: Counts, other: Counts) -> Counts {
      Counts(
        arisen: one.arisen + other.arisen, online: one.online + other.online,
        handled: one.handled + other.handled, assisted: one.assisted + other.assisted)
    }
  }

  /// A unit at one level.
  public struct Standing: Hashable, Sendable {
    /// Its services on the list of the level.
    public let services: Int
    /// … of them with a dossier.
    public let active: Int
    /// Dossiers of these services.
    public let counts: Counts
    /// What is asked of the unit; nil where nothing was set.
    public let target: Share?

    /// A unit at one level.
    public init(services: Int, active: Int, counts: Counts, target: Share?) {
      (self.services, self.active, self.counts, self.target) = (services, active, counts, target)
    }

    /// Processed online, of all that arose, rounded down so that a target that is not reached never looks reached;
    /// nil where nothing arose.
    public var rate: Share? {
      counts.arisen > 0 ? Share(tenths: counts.handled * 1_000 / counts.arisen) : nil
    }

    /// Whether the target is met; never without a target or a dossier.
    public var isMet: Bool {
      guard let target, counts.arisen > 0 else { return false }
      return counts.handled * 1_000 >= target.tenths * counts.arisen
    }
  }

  /// The five signs of letter 002 §2.
  public struct Signs: Hashable, Sendable {
    /// Nobody filed online at level 3 or 4.
    public let hasNone: Bool
    /// Filed online and not processed.
    public let unprocessed: Int
    /// Finished late.
    public let late: Int
    /// Finished in time and at the counter late.
    public let returnedLate: Int
    /// Nothing at all was received or finished in the software.
    public let isUnused: Bool

    /// All five.
    public init(hasNone: Bool, unprocessed: Int, late: Int, returnedLate: Int, isUnused: Bool) {
      (self.hasNone, self.unprocessed, self.late) = (hasNone, unprocessed, late)
      (self.returnedLate, self.isUnused) = (returnedLate, isUnused)
    }
  }

  /// The classes of letter 002, in the order in which they are asked; every unit is in exactly one (decision 15).
  public enum Class: String, Sendable, CaseIterable {
    /// Nobody filed online: "không thực hiện dịch vụ công trực tuyến".
    case noOnline = "no-online"
    /// Both targets are met.
    case bothMet = "both-met"
    /// The target of level 3 alone is met.
    case onlyThreeMet = "only-three-met"
    /// What was filed online was not processed: 0 %.
    case zero
    /// Processed online, the targets not met.
    case underway

    /// The class of a unit.
    public init(three: Standing, four: Standing) {
      let counts = three.counts + four.counts
      self =
        if counts.online == 0 { .noOnline } else if three.isMet && four.isMet { .bothMet } else if three.isMet
        { .onlyThreeMet } else if counts.handled == 0 { .zero } else { .underway }
    }

    /// Whether the unit is asked to find out who is responsible: 0 % in the letter's words.
    public var isCriticised: Bool { self == .noOnline || self == .zero }
  }
}
