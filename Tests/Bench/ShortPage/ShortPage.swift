import Glibc
import HTTPServer

/// The server alone, without the portal: one loop that answers `/` with 13 bytes, to be measured beside a bare C
/// loop that does the same. `ShortPage PORT FOLDER`; SIGTERM ends it.
@main enum ShortPage {
  static func main() throws {
    var ending = sigset_t()
    sigemptyset(&ending)
    sigaddset(&ending, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &ending, nil)
    let port = Int(CommandLine.arguments[1]) ?? 0
    let page = Route(.get, "/", lane: .read) { _, _ in
      Response(type: "text/plain", body: Array("Hello, world!".utf8))
    }
    let server = Server(
      router: try Router([page]),
      settings: Settings(port: port, loops: 1, temporaryFolder: CommandLine.arguments[2]),
      failurePage: { Response(status: $0.status, type: "") })
    try server.start()
    var signal: Int32 = 0
    sigwait(&ending, &signal)
    server.stop(within: 1)
  }
}
