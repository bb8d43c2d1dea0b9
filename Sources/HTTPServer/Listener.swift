internal import CEpoll
import Glibc

/// A listening socket. Each event loop has its own on the same address (SO_REUSEPORT), so that the kernel
/// spreads connections and no loop waits for another.
struct Listener {
  let descriptor: Int32

  /// Opens one socket per loop; all or none.
  static func open(
    host: String, port: Int, count: Int, backlog: Int
  ) throws -> (sockets: [Listener], port: Int) {
    var address = try Address(host: host, port: port)
    try refuseTaken(address)
    var sockets: [Listener] = []
    do {
      for _ in 0..<count {
        let socket = try Listener(address, backlog: backlog)
        sockets.append(socket)
        address.port = try socket.boundPort()
      }
    } catch {
      for socket in sockets { socket.close() }
      throw error
    }
    return (sockets, address.port)
  }

  /// SO_REUSEPORT would let a second server take half of the connections unnoticed; a socket without it is
  /// refused when somebody listens already.
  private static func refuseTaken(_ address: Address) throws {
    guard address.port != 0 else { return }
    let probe = try address.socket()
    defer { Glibc.close(probe) }
    try address.bind(probe)
  }

  private init(_ address: Address, backlog: Int) throws {
    descriptor = try address.socket()
    do {
      var on: Int32 = 1
      guard setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, 4) == 0 else {
        throw SystemFailure(call: "SO_REUSEPORT", code: errno)
      }
      try address.bind(descriptor)
      guard listen(descriptor, Int32(backlog)) == 0 else {
        throw SystemFailure(call: "listen", code: errno)
      }
    } catch {
      Glibc.close(descriptor)
      throw error
    }
  }

  private func boundPort() throws -> Int {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    guard code == 0 else { throw SystemFailure(call: "getsockname", code: errno) }
    return Address.port(of: storage)
  }

  /// The next connection, non-blocking and without delay of small packets; nil when there is none, or with
  /// `errno` when the system refuses.
  func accept() -> (descriptor: Int32, peer: String)? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let accepted = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        accept4(descriptor, $0, &length, Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue))
      }
    }
    guard accepted >= 0 else { return nil }
    var on: Int32 = 1
    setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
    return (accepted, Address.text(of: storage))
  }

  func close() { Glibc.close(descriptor) }
}

/// An address to listen on.
private struct Address {
  private var storage = sockaddr_storage()
  private var length: socklen_t

  init(host: String, port: Int) throws {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0, let list else {
      throw SystemFailure(call: "resolve \(host)", code: EADDRNOTAVAIL)
    }
    defer { freeaddrinfo(list) }
    length = list.pointee.ai_addrlen
    memcpy(&storage, list.pointee.ai_addr, Int(length))
  }

  var port: Int {
    get { Address.port(of: storage) }
    set {
      withUnsafeMutableBytes(of: &storage) {
        $0.storeBytes(of: UInt16(newValue).bigEndian, toByteOffset: 2, as: UInt16.self)
      }
    }
  }

  func socket() throws -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let socket = Glibc.socket(Int32(storage.ss_family), kind, 0)
    guard socket >= 0 else { throw SystemFailure(call: "socket", code: errno) }
    var on: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, 4)
    return socket
  }

  func bind(_ socket: Int32) throws {
    let code = withUnsafePointer(to: storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(socket, $0, length) }
    }
    guard code == 0 else { throw SystemFailure(call: "bind to port \(port)", code: errno) }
  }

  /// The port lies at the same place for both families.
  static func port(of storage: sockaddr_storage) -> Int {
    withUnsafeBytes(of: storage) {
      Int(UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)))
    }
  }

  /// Numeric, without port; an IPv4 address that came by an IPv6 socket is shown as IPv4.
  static func text(of storage: sockaddr_storage) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let isV6 = Int32(storage.ss_family) == AF_INET6
    withUnsafeBytes(of: storage) {
      _ = inet_ntop(
        Int32(storage.ss_family), $0.baseAddress! + (isV6 ? 8 : 4), &text, socklen_t(text.count))
    }
    let end = text.firstIndex(of: 0) ?? text.count
    let address = String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
  }
}
