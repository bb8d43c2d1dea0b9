import ArgumentParser
import Documents
import Foundation
import HTTPServer
import Logging
import Mail
import Storage
import Web
import Workflow

/// Serves the portal until SIGTERM or SIGINT.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the portal: bring the data folder up to date, listen, stop in order at SIGTERM.")

  /// How long running requests may take to finish at the end, in seconds.
  private static let patience = 20.0

  @OptionGroup var dataOption: DataOption
  @OptionGroup var homeOption: HomeOption
  @OptionGroup var listenOptions: ListenOptions
  @OptionGroup var mailOptions: MailOptions
  @OptionGroup var logOption: LogOption

  func run() throws {
    let (home, listening, level) = (try homeOption.find(), try listenOptions.read(), try logOption.read())
    let relay = try mailOptions.read()
    Signals.hold()
    try Installation.open(dataOption.path, home: home) { installation in
      let lines = LogLines()
      defer { lines.flush() }
      let logger = Logger(label: "motcua") { _ in LineLogHandler(lines: lines, logLevel: level) }
      for line in installation.preparation { logger.notice("\(line)") }
      let site = try site(installation, home, listening, relay)
      let server = try server(site, installation, listening, Logs(logger))
      try start(server, listening)
      try announce(listening.url(port: server.port), listening, installation.database)
      let housekeeping = Housekeeping(site)
      let postman = relay.map { Postman(relay: $0, database: installation.database, logger: logger) }
      Signals.wait(every: Housekeeping.everySeconds) {
        housekeeping.queue(to: server)
        postman?.round(server)
      }
      logger.notice("stopping")
      server.stop(within: Self.patience)
      logger.notice("stopped")
    }
  }

  private func site(
    _ installation: Installation, _ home: Home, _ listening: Listening, _ relay: Relay?
  ) throws -> Site {
    var settings = Site.Settings(
      publicURL: listening.publicURL, isLoopback: listening.isForThisMachineOnly,
      key: try installation.folder.key(named: "forgery"),
      paperKey: try installation.folder.key(named: "papers"), now: { .now })
    settings.mail = relay?.reach ?? .nowhere
    return try Site(
      home: home.path, folder: installation.folder, settings: settings,
      pdf: WeasyPrint(script: home.pdfScript))
  }

  private func server(
    _ site: Site, _ installation: Installation, _ listening: Listening, _ logs: Logs
  ) throws -> Server {
    Server(
      router: try site.router(),
      hooks: LaneContext.hooks(database: installation.database, cache: ReferenceCache()),
      settings: Settings(
        host: listening.host, port: listening.port, temporaryFolder: installation.folder.incomingPath),
      failurePage: site.failurePage, onEvent: logs.note)
  }

  private func start(_ server: Server, _ listening: Listening) throws {
    do { try server.start() } catch let failure as SystemFailure {
      throw Trouble("Cannot listen on \(listening.url(port: listening.port)): \(failure)")
    }
  }

  /// Says where the portal is, and in a demo district who can sign in.
  private func announce(_ url: String, _ listening: Listening, _ database: Database) throws {
    say("Một Cửa: \(listening.publicURL ?? url)")
    let accounts = try database.read { db in
      try People.demoAccounts(in: db).map { ($0, try People.grants(of: $0.id, in: db)) }
    }
    guard !accounts.isEmpty else { return }
    guard listening.isForThisMachineOnly else {
      return say("Demo accounts cannot sign in: the portal is reached from other machines.")
    }
    say("Demo accounts, one for each role, all with the password \(DemoDistrict.password):")
    var told: Set<Role> = []
    for (account, grants) in accounts {
      let role = grants.first?.role ?? .applicant
      guard told.insert(role).inserted else { continue }
      let title = account.title.isEmpty ? "" : ", \(account.title)"
      say("  \(role.rawValue)  \(account.login)  \(account.name)\(title)")
    }
  }
}

/// Prints a line at once, also into a pipe.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
