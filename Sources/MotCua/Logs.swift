import ArgumentParser
import Glibc
import HTTPServer
import Logging

/// Turns what the server reports into log lines: route patterns, never addresses or texts of people.
struct Logs: Sendable {
  private let logger: Logger

  init(_ logger: Logger) { self.logger = logger }

  func note(_ event: ServerEvent) {
    switch event {
    case .finished(let request): note(request)
    case .handlerFailed(let id, let pattern, let error):
      logger.error("\(id) \(pattern ?? "-") failed: \(Self.text(error))")
    case .slowRead(let id, let pattern, let microseconds):
      logger.notice("\(id) \(pattern) took \(microseconds / 1000) ms in the read lane: move it to another")
    case .slowWrite(let id, let pattern, let microseconds):
      logger.notice("\(id ?? "-") \(pattern ?? "-") held the writer for \(microseconds / 1000) ms")
    case .refused(let id, _, let failure):
      logger.info("\(id) refused: \(failure)")
    case .overloaded(let ceiling):
      logger.warning("turned away: the ceiling \(ceiling) is reached")
    case .batchFailed(let lane, let requests, let error):
      logger.error(
        "a batch of \(requests) in the \(lane) lane failed: \(error.map(Self.text) ?? "its transaction is gone")"
      )
    case .jobFailed(let error):
      logger.error("a queued write failed: \(Self.text(error))")
    case .acceptPaused(let errno):
      logger.error("accepting paused: \(String(cString: strerror(errno)))")
    case .leftRunning(let threads):
      logger.warning("stopped with \(threads) threads still at work")
    }
  }

  private func note(_ request: ServerEvent.Finished) {
    let milliseconds = Double(request.microseconds / 10) / 100
    let method = request.method?.name ?? "-"
    logger.info(
      """
      \(request.id) \(method) \(request.pattern ?? "-") \(request.status.code) \(request.bytes) B \
      \(milliseconds) ms\(request.delivered ? "" : ", client gone")
      """)
  }

  /// An error on one line and not endless, whatever is in it.
  private static func text(_ error: any Error) -> String {
    String("\(type(of: error)): \(error)".prefix(500).map { $0.isNewline ? " " : $0 })
  }

}

/// `--log`
struct LogOption: ParsableArguments {
  @Option(help: "The least that is logged: debug, info, notice, warning, error. MOTCUA_LOG, else info.")
  var log: String?

  func read() throws -> Logger.Level {
    let text = Setting.text(log, "MOTCUA_LOG") ?? "info"
    guard let level = Logger.Level(rawValue: text) else { throw Trouble("--log: \(text) is no level") }
    return level
  }
}
