import ArgumentParser

@main
struct MotCua: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "motcua",
    abstract: "Cổng dịch vụ công và Một cửa điện tử: a one-stop-shop portal in one program.",
    discussion: """
      Every setting is taken from its flag, else from its environment variable MOTCUA_…, else from its default.
      """,
    subcommands: [Serve.self, Migrate.self, Demo.self, User.self, Check.self, Due.self, PrintFlow.self])
}
