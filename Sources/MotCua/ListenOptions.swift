import ArgumentParser
import Foundation
import Glibc

/// Where the portal listens and how it is reached.
struct ListenOptions: ParsableArguments {
  @Option(help: "The address to listen on. MOTCUA_HOST, else 127.0.0.1.")
  var host: String?

  @Option(help: "The port to listen on; 0 takes any free one. MOTCUA_PORT, else 8080.")
  var port: Int?

  @Option(
    name: .customLong("public-url"),
    help: ArgumentHelp(
      "Where the portal is reached from outside, such as https://motcua.example.vn: the source of absolute "
        + "links and Secure cookies. MOTCUA_PUBLIC_URL, else none."))
  var publicURL: String?

  func read() throws -> Listening {
    let host = Setting.text(host, "MOTCUA_HOST") ?? "127.0.0.1"
    return Listening(
      host: host, port: try readPort(), publicURL: try readPublicURL(), isLoopback: try isLoopback(host))
  }

  private func readPort() throws -> Int {
    let text = Setting.text(port.map(String.init), "MOTCUA_PORT") ?? "8080"
    guard let port = Int(text), (0...65_535).contains(port) else {
      throw Trouble("--port: \(text) is no port, which is a number from 0 to 65535")
    }
    return port
  }

  private func readPublicURL() throws -> String? {
    guard var text = Setting.text(publicURL, "MOTCUA_PUBLIC_URL") else { return nil }
    while text.hasSuffix("/") { text.removeLast() }
    guard let url = URLComponents(string: text), ["http", "https"].contains(url.scheme),
      url.host?.isEmpty == false, url.path.isEmpty, url.query == nil, url.fragment == nil, url.user == nil
    else { throw Trouble("--public-url: \(text) is not of the form https://motcua.example.vn") }
    return text
  }

  /// Whether every address of a host is one that only this machine reaches.
  private func isLoopback(_ host: String) throws -> Bool {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0, let list else {
      throw Trouble("--host: \(host) is no address of this machine")
    }
    defer { freeaddrinfo(list) }
    return sequence(first: list) { $0.pointee.ai_next }.allSatisfy { isLoopback($0.pointee.ai_addr) }
  }

  private func isLoopback(_ address: UnsafeMutablePointer<sockaddr>) -> Bool {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt32(bigEndian: $0.pointee.sin_addr.s_addr) >> 24 == 127
      }
    case AF_INET6:
      address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin6_addr) { $0.elementsEqual([UInt8](repeating: 0, count: 15) + [1]) }
      }
    default: false
    }
  }
}

/// Settings of the listener, valid.
struct Listening {
  let host: String
  let port: Int
  let publicURL: String?
  let isLoopback: Bool

  /// Whether only people at this machine reach the portal: demo accounts may sign in (decision 20). A portal with
  /// a public address is reached from outside through a proxy, wherever it listens itself.
  var isForThisMachineOnly: Bool { isLoopback && publicURL == nil }

  func url(port: Int) -> String {
    host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
  }
}
