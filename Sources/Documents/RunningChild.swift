import CSpawn
import Glibc

/// A started program with pipes to what it writes; whatever happens, its process group is killed and it is reaped.
final class RunningChild {
  private let process: pid_t
  private let output: ReadingEnd
  private let errors: ReadingEnd
  private var isReaped = false

  /// How much of what it says on standard error is kept.
  private static let mostErrors = 2_048

  init(
    _ command: [String], _ environment: [String], input: borrowing MemoryFile
  ) throws(BoundedProcess.Fault) {
    let (output, errors) = (try ReadingEnd(), try ReadingEnd())
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.descriptor, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
    process = try Self.spawn(command, environment, &actions)
    (self.output, self.errors) = (output, errors)
    output.closeWriting()
    errors.closeWriting()
  }

  deinit {
    kill(-process, SIGKILL)
    if !isReaped { waitpid(process, nil, 0) }
  }

  /// In a group of its own, with no signal blocked or ignored.
  private static func spawn(
    _ command: [String], _ environment: [String], _ actions: inout posix_spawn_file_actions_t
  ) throws(BoundedProcess.Fault) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words = command.map { strdup($0) } + [nil]
    var settings = environment.map { strdup($0) } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, &words, &settings)
    if code != 0 { throw .notStarted(call: "posix_spawn", code: code) }
    return process
  }

  /// Reads until it has ended.
  func finish(
    _ limits: BoundedProcess.Limits, _ deadline: Double
  ) throws(BoundedProcess.Fault) -> [UInt8] {
    while output.isOpen || errors.isOpen {
      try waitForBytes(until: deadline)
      output.read(most: limits.output + 1)
      errors.read(most: Self.mostErrors)
      if output.bytes.count > limits.output { throw .tooMuchOutput }
    }
    let status = try reap(until: deadline)
    guard status == 0 else {
      throw .failed(status: status, message: String(decoding: errors.bytes, as: UTF8.self))
    }
    return output.bytes
  }

  private func waitForBytes(until deadline: Double) throws(BoundedProcess.Fault) {
    let left = deadline - MonotonicClock.now
    if left <= 0 { throw .tooSlow }
    var ends = [output, errors].map { pollfd(fd: $0.polled, events: Int16(POLLIN), revents: 0) }
    poll(&ends, nfds_t(ends.count), Int32(min(left, 3_600) * 1_000) + 1)
  }

  /// Its exit status; 128 and the signal's number when a signal ended it.
  private func reap(until deadline: Double) throws(BoundedProcess.Fault) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if MonotonicClock.now > deadline { throw .tooSlow }
      usleep(1_000)
    }
    isReaped = true
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

/// A pipe to a child; the child has the writing end, this process reads without waiting.
private final class ReadingEnd {
  private let reading: Int32
  private(set) var writing: Int32
  private(set) var isOpen = true
  private(set) var bytes: [UInt8] = []

  init() throws(BoundedProcess.Fault) {
    var ends: [Int32] = [-1, -1]
    if pipe2(&ends, O_CLOEXEC) != 0 { throw .notStarted(call: "pipe2", code: errno) }
    (reading, writing) = (ends[0], ends[1])
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
  }

  deinit {
    closeWriting()
    close(reading)
  }

  /// What `poll` is asked about: nothing once the other side has closed.
  var polled: Int32 { isOpen ? reading : -1 }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// Takes what is there; beyond so many bytes in all it is thrown away.
  func read(most: Int) {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while isOpen, bytes.count < most || most < piece.count {
      let count = Glibc.read(reading, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      if count <= 0 { isOpen = false } else { bytes += piece[..<min(count, max(most - bytes.count, 0))] }
    }
  }
}

/// Bytes that a child reads as its standard input, without anybody having to feed it.
struct MemoryFile: ~Copyable {
  let descriptor: Int32

  init(_ bytes: [UInt8]) throws(BoundedProcess.Fault) {
    descriptor = memfd_create("input", motcua_close_on_exec)
    if descriptor < 0 { throw .notStarted(call: "memfd_create", code: errno) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, $0.count - done) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .notStarted(call: "write", code: errno) }
      done += count
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }
}
