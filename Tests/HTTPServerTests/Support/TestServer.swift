import Glibc

@testable import HTTPServer

/// A server of its own for one test, on a free port, with a folder of its own.
final class TestServer: Sendable {
  let server: Server
  let folder: String
  private let seen = Monitor<[ServerEvent]>([])

  init(
    _ routes: [Route], hooks: LaneHooks = LaneHooks(), limits: Limits = Limits(), loops: Int = 1
  ) throws {
    folder = try TestServer.makeFolder()
    server = Server(
      router: try Router(routes), hooks: hooks, limits: limits,
      settings: Settings(loops: loops, temporaryFolder: folder + "/uploads"),
      failurePage: { Response(type: "text/plain", body: Array("\($0.status)\n".utf8)) },
      onEvent: { [seen] event in
        seen.withLock { $0.append(event) }
        seen.wakeAll()
      })
    try server.start()
  }

  deinit {
    server.stop(within: 0)
    TestServer.remove(folder)
  }

  func client(from address: UInt32 = 1) throws -> Client {
    try Client(port: server.port, from: address)
  }

  /// Waits for an event and takes a value from it.
  func event<Value>(_ find: (ServerEvent) -> Value?) -> Value {
    seen.wait { events in events.lazy.compactMap(find).first }
  }

  var events: [ServerEvent] { seen.withLock { $0 } }

  /// Waits until an upload folder is empty again.
  func waitUntilUploadsAreGone() {
    while !TestServer.names(in: folder + "/uploads").isEmpty { usleep(1000) }
  }

  var uploads: [String] { TestServer.names(in: folder + "/uploads") }

  static func makeFolder() throws -> String {
    let folder = "/tmp/motcua-http-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    guard mkdir(folder, 0o700) == 0 else { throw SystemFailure(call: "mkdir", code: errno) }
    return folder
  }

  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func remove(_ path: String) {
    for name in names(in: path) { remove("\(path)/\(name)") }
    if rmdir(path) != 0 { unlink(path) }
  }

  /// Sets back when a file was changed.
  static func age(_ path: String, seconds: Int) {
    let then = timeval(tv_sec: time(nil) - seconds, tv_usec: 0)
    utimes(path, [then, then])
  }

  static func write(_ path: String, _ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw SystemFailure(call: "open", code: errno) }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      done += bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    }
  }
}

/// A gate that stays shut until it is opened.
final class Gate: Sendable {
  private let monitor = Monitor(false)

  func open() {
    monitor.withLock { $0 = true }
    monitor.wakeAll()
  }

  func pass() { _ = monitor.wait { $0 ? true : nil } }
}

func plain(_ text: String, status: Status = .ok) -> Response {
  Response(status: status, type: "text/plain", body: Array(text.utf8))
}
