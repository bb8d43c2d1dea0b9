/// Chance that repeats itself for a seed (SplitMix64), so that a demo district can be made twice.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  /// True so often.
  mutating func chance(_ share: Double) -> Bool { unit() < share }

  /// From 0 up to 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Somewhere in a range.
  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// A whole number of a range.
  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// One of several, which are not none.
  mutating func pick<C: RandomAccessCollection>(_ items: C) -> C.Element {
    items[items.index(items.startIndex, offsetBy: int(0...items.count - 1))]
  }
}

/// Items of different weight, drawn in proportion to it.
struct Lottery<Item: Sendable>: Sendable {
  private let items: [Item]
  private let sums: [Double]

  /// At least one item must have a weight.
  init(_ items: [Item], weight: (Item) -> Double) {
    self.items = items
    var sum = 0.0
    sums = items.map {
      sum += weight($0)
      return sum
    }
  }

  var isEmpty: Bool { (sums.last ?? 0) <= 0 }

  func draw(_ random: inout SeededRandom) -> Item {
    let target = random.unit() * (sums.last ?? 0)
    let index = sums.firstIndex { $0 > target } ?? items.count - 1
    return items[index]
  }
}
