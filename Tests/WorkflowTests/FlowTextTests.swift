import Foundation
import Testing
import Workflow

@Suite("The flow table as it is printed") struct FlowTextTests {
  @Test("docs/flow.md is what `motcua flow --markdown` prints")
  func documentation() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../docs/flow.md")
    #expect(try String(contentsOf: page, encoding: .utf8) == Flow.markdown)
  }

  @Test("every edge is printed once, with its article")
  func everyEdge() {
    let lines = Flow.text.split(separator: "\n").dropFirst()
    let printed = lines.reduce(0) { $0 + roles(in: $1) }
    #expect(printed == Flow.edges.count)
  }

  /// How many roles a line names.
  private func roles(in line: Substring) -> Int {
    let words = Set(line.split { $0 == " " || $0 == "," }.map(String.init))
    return Role.allCases.count { words.contains($0.rawValue) }
  }
}
