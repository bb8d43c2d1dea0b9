import Synchronization
import Workflow

/// A bucket of tokens for each address: so many calls at once, then one each so many seconds. In memory: what a
/// restart forgets is given back a few minutes early.
final class Throttle: Sendable {
  private struct Bucket {
    var tokens: Double
    var at: Int64
  }

  private let most: Double
  private let secondsPerToken: Double
  private let buckets = Mutex<[String: Bucket]>([:])
  /// Addresses remembered at most; beyond them those whose buckets are full again are forgotten.
  private static let mostAddresses = 10_000

  init(most: Int, secondsPerToken: Int) {
    (self.most, self.secondsPerToken) = (Double(most), Double(secondsPerToken))
  }

  /// Takes a token of an address.
  ///
  /// - Returns: 0, or how many seconds to wait for the next one.
  func take(_ address: String, at moment: Moment) -> Int {
    buckets.withLock { buckets in
      if buckets.count >= Self.mostAddresses { forget(&buckets, at: moment.seconds) }
      var bucket = buckets[address] ?? Bucket(tokens: most, at: moment.seconds)
      bucket.tokens = filled(bucket, at: moment.seconds)
      bucket.at = moment.seconds
      defer { buckets[address] = bucket }
      guard bucket.tokens >= 1 else { return Int(((1 - bucket.tokens) * secondsPerToken).rounded(.up)) }
      bucket.tokens -= 1
      return 0
    }
  }

  private func filled(_ bucket: Bucket, at second: Int64) -> Double {
    min(most, bucket.tokens + Double(max(0, second - bucket.at)) / secondsPerToken)
  }

  private func forget(_ buckets: inout [String: Bucket], at second: Int64) {
    buckets = buckets.filter { filled($0.value, at: second) < most }
    if buckets.count >= Self.mostAddresses { buckets = [:] }
  }
}
