import Glibc

@testable import HTTPServer

/// A blocking client that sends exactly the bytes it is given. It gives up after a minute, so that a test that
/// would hang fails instead.
final class Client {
  private let socket: Int32
  private var received: [UInt8] = []
  private(set) var isEnded = false

  /// - Parameter address: the last byte of the client's own address, 127.0.0.x.
  init(port: Int, from address: UInt32 = 1) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var on: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
    // The port is chosen when connecting, where it need differ only for one server: else those of connections
    // that were closed a moment ago would run out.
    setsockopt(socket, Int32(IPPROTO_IP), IP_BIND_ADDRESS_NO_PORT, &on, 4)
    var own = sockaddr_in()
    own.sin_family = sa_family_t(AF_INET)
    own.sin_addr.s_addr = (0x7F00_0000 + address).bigEndian
    let isBound = withUnsafePointer(to: &own) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isBound, Client.connect(socket, port) else { throw SystemFailure(call: "connect", code: errno) }
  }

  deinit { close(socket) }

  private static func connect(_ socket: Int32, _ port: Int) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// Whether somebody listens there.
  static func canConnect(port: Int) -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    return connect(socket, port)
  }

  /// Sends all; a server that has closed already is no error here.
  func send(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      done += count
    }
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Says that nothing more will be sent.
  func endOutput() { shutdown(socket, Int32(SHUT_WR)) }

  /// Closes with a reset.
  func abort() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    shutdown(socket, Int32(SHUT_RDWR))
  }

  private func receive() {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(socket, &buffer, buffer.count, 0)
    if count > 0 { received += buffer[..<count] } else { isEnded = true }
  }

  /// Everything until the server closes.
  func readToEnd() -> String {
    while !isEnded { receive() }
    defer { received = [] }
    return received.text
  }

  /// Exactly so many bytes, or what came before the end.
  func read(_ count: Int) -> [UInt8] {
    while received.count < count, !isEnded { receive() }
    let part = Array(received.prefix(count))
    received.removeFirst(part.count)
    return part
  }

  /// Up to and including a mark.
  private func read(through mark: String) -> String {
    let mark = Array(mark.utf8)
    var start = 0
    while true {
      while start + mark.count <= received.count {
        if received[start..<start + mark.count].elementsEqual(mark) {
          return read(start + mark.count).text
        }
        start += 1
      }
      if isEnded { return read(received.count).text }
      receive()
    }
  }

  /// One response; its content is as long as its head says, or nothing after HEAD.
  func response(toHead: Bool = false) -> Answer {
    var answer = Answer(head: read(through: "\r\n\r\n"))
    if !toHead, let length = answer["Content-Length"].flatMap({ Int($0) }) {
      answer.body = read(length)
    }
    return answer
  }

  /// Asks for a path and reads the answer.
  func get(_ path: String, _ fields: String = "") -> Answer {
    send("GET \(path) HTTP/1.1\r\nHost: t\r\n\(fields)\r\n")
    return response()
  }

  func post(_ path: String, type: String = "application/x-www-form-urlencoded", _ body: [UInt8]) -> Answer {
    send("POST \(path) HTTP/1.1\r\nHost: t\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n")
    send(body)
    return response()
  }
}

/// A response as it came.
struct Answer {
  let head: String
  var body: [UInt8] = []

  var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }

  subscript(_ name: String) -> String? {
    for line in head.split(separator: "\r\n").dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.first?.lowercased() == name.lowercased() { return String(parts[1].dropFirst()) }
    }
    return nil
  }
}
