import Glibc

/// A program that reads bytes and writes bytes, run to its end or until it meets a limit.
///
/// It gets nothing of this process but what it is given: an environment of its own, no open descriptors, no blocked
/// signals, and it may write no files. It leads a process group, which is killed as a whole.
public struct BoundedProcess: Sendable {
  /// What a run may take.
  public struct Limits: Sendable {
    /// From start to end.
    public var seconds: Double
    /// Of a processor, in whole seconds.
    public var processorSeconds: Int
    /// Address space, in bytes.
    public var memory: Int
    /// Bytes on standard output.
    public var output: Int

    /// Every limit.
    public init(seconds: Double, processorSeconds: Int, memory: Int, output: Int) {
      self.seconds = seconds
      self.processorSeconds = processorSeconds
      self.memory = memory
      self.output = output
    }
  }

  /// Why there is no output.
  public enum Fault: Error, Equatable, Sendable {
    /// More than the caller allows was to be read.
    case tooMuchInput
    /// A call of the system failed before the program ran.
    case notStarted(call: String, code: Int32)
    /// It was not done in time and was killed.
    case tooSlow
    /// It wrote too much and was killed.
    case tooMuchOutput
    /// It ended with another status than 0, or by a signal (128 and its number), and said this.
    case failed(status: Int32, message: String)
  }

  let program: String
  let arguments: [String]
  let environment: [String]

  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: without the program's name.
  ///   - environment: as "NAME=value".
  public init(program: String, arguments: [String], environment: [String]) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
  }

  /// Runs it; the calling thread waits.
  public func run(input: [UInt8], within limits: Limits) throws(Fault) -> [UInt8] {
    let deadline = MonotonicClock.now + limits.seconds
    let child = try RunningChild(command(within: limits), environment, input: try MemoryFile(input))
    return try child.finish(limits, deadline)
  }

  /// The shell sets the limits and becomes the program, so that nothing of it runs without them.
  private func command(within limits: Limits) -> [String] {
    let ceilings = ["-t \(limits.processorSeconds)", "-v \(limits.memory >> 10)", "-f 0", "-c 0"]
    let script = ceilings.map { "ulimit \($0) && " }.joined() + "exec \"$@\""
    return ["/bin/sh", "-c", script, "sh", program] + arguments
  }
}

extension BoundedProcess.Fault: CustomStringConvertible {
  /// For the operator.
  public var description: String {
    switch self {
    case .tooMuchInput: "the page is too large"
    case .notStarted(let call, let code): "not started: \(call): \(String(cString: strerror(code)))"
    case .tooSlow: "not done in time"
    case .tooMuchOutput: "the result is too large"
    case .failed(let status, let message): "ended with status \(status)\(Self.kind(of: message))"
    }
  }

  /// What it said last up to the first colon, such as ": MemoryError": the rest may be of what it was given.
  private static func kind(of message: String) -> String {
    message.split(separator: "\n").last.map { ": \($0.prefix { $0 != ":" }.prefix(100))" } ?? ""
  }
}

/// Seconds that no change of the date moves.
enum MonotonicClock {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
