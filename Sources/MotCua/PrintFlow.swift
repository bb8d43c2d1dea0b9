import ArgumentParser
import Workflow

/// Prints the flow table: states × verbs × roles, what must hold, and the article of each edge.
struct PrintFlow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flow", abstract: "Print the flow table: who may do what, from where, by which article.")

  @Flag(help: "As the page docs/flow.md, with a diagram.")
  var markdown = false

  func run() {
    print(markdown ? Flow.markdown : Flow.text, terminator: "")
  }
}
