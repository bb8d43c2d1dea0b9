import Dispatch
import Foundation
import Glibc
import Logging
import Synchronization

/// Lines on their way to standard error. A thread that logs only appends to memory: a slow disk or a full pipe
/// never holds an event loop.
final class LogLines: Sendable {
  /// Bytes that may wait; lines beyond are counted and dropped.
  private static let capacity = 1 << 20
  private static let delay = DispatchTimeInterval.milliseconds(50)

  private struct Waiting {
    var bytes: [UInt8] = []
    var dropped = 0
    var isScheduled = false
    var clock = LogClock()
  }

  private let waiting = Mutex(Waiting())
  private let queue = DispatchQueue(label: "log")
  private let descriptor: Int32

  init(descriptor: Int32 = STDERR_FILENO) { self.descriptor = descriptor }

  func append(_ level: Logger.Level, _ text: String) {
    let mustSchedule = waiting.withLock { waiting in
      if waiting.bytes.count > Self.capacity {
        waiting.dropped += 1
      } else {
        waiting.bytes.append(contentsOf: waiting.clock.now())
        waiting.bytes.append(contentsOf: " \(level.rawValue) ".utf8)
        waiting.bytes.append(contentsOf: text.utf8)
        waiting.bytes.append(0x0a)
      }
      defer { waiting.isScheduled = true }
      return !waiting.isScheduled
    }
    if mustSchedule { queue.asyncAfter(deadline: .now() + Self.delay) { @Sendable [self] in write() } }
  }

  /// Writes what waits, before the program ends.
  func flush() { queue.sync { write() } }

  private func write() {
    let (bytes, dropped) = waiting.withLock { waiting in
      defer { (waiting.bytes, waiting.dropped, waiting.isScheduled) = ([], 0, false) }
      return (waiting.bytes, waiting.dropped)
    }
    put(bytes)
    if dropped > 0 { append(.warning, "\(dropped) log lines were dropped: standard error is too slow") }
  }

  private func put(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let put = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      if put < 0, errno != EINTR { return }
      written += max(0, put)
    }
  }
}

/// The time of a line, `2026-11-21T07:05:59Z`, made once a second.
private struct LogClock {
  private var second: time_t = 0
  private var text: [UInt8] = []

  mutating func now() -> [UInt8] {
    var now = time(nil)
    if now != second {
      second = now
      var parts = tm()
      gmtime_r(&now, &parts)
      var buffer = [UInt8](repeating: 0, count: 21)
      let count = buffer.withUnsafeMutableBytes {
        strftime($0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
      }
      text = Array(buffer[..<count])
    }
    return text
  }
}

/// Hands swift-log's events to ``LogLines``: level, message and metadata on one line.
struct LineLogHandler: LogHandler {
  let lines: LogLines
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var text = event.message.description
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    if !all.isEmpty {
      text += all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    }
    lines.append(event.level, text)
  }
}
