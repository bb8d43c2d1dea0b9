import Testing

@testable import HTTPServer

/// Holds `Conversations/Conformance.md` to the conversations and tests that there are.
@Suite struct ConformanceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let section: String
    let cells: [String]

    /// Names in the last cell, each between backquotes.
    var names: [String] {
      let parts = cells[cells.count - 1].split(separator: "`", omittingEmptySubsequences: false)
      return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }

    /// Conversations are written in small letters, tests as `Suite.function`.
    var conversations: [String] { names.filter { $0.first?.isUppercase == false } }
    var tests: [String] { names.filter { $0.first?.isUppercase == true } }

    var testDescription: String { "\(section): \(cells.prefix(2).joined(separator: " "))" }
  }

  static let folder = String(#filePath.dropLast("ConformanceTests.swift".count))

  static let rows: [Row] = {
    var section = ""
    var rows: [Row] = []
    for line in text(folder + "Conversations/Conformance.md").split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      guard line.hasPrefix("| "), line.hasSuffix(" |") else { continue }
      let cells = line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false)
      rows.append(Row(section: section, cells: cells.map(String.init)))
    }
    return rows.filter { !$0.cells[0].hasPrefix("clause") && !$0.cells[0].hasPrefix("---") }
  }()

  static let sources: [String] = TestServer.names(in: folder).filter { $0.hasSuffix(".swift") }.map {
    text(folder + $0)
  }

  static func text(_ path: String) -> String { ((try? OpenFile(path: path).contents()) ?? []).text }

  @Test func thereIsATable() {
    #expect(ConformanceTests.rows.count > 80)
    let sections = Set(ConformanceTests.rows.map(\.section))
    #expect(sections.count == 4 && sections.contains("Stated exceptions"))
  }

  @Test(arguments: rows) func everyRowIsProved(row: Row) {
    #expect(row.cells.count == (row.section == "Stated exceptions" ? 4 : 3))
    #expect(row.cells.allSatisfy { !$0.isEmpty })
    #expect(row.cells[0].contains("§"))
    #expect(!row.names.isEmpty && Set(row.names).count == row.names.count)
    let known = Set(Conversation.all.map(\.name))
    for name in row.conversations { #expect(known.contains(name), "no conversation \(name)") }
    for test in row.tests {
      let parts = test.split(separator: ".")
      let isThere = ConformanceTests.sources.contains { source in
        parts.count == 2 && source.contains("@Suite struct \(parts[0]) {")
          && source.contains("func \(parts[1])(")
      }
      #expect(isThere, "no test \(test)")
    }
  }

  @Test(arguments: Conversation.all) func everyConversationHasItsPlace(conversation: Conversation) {
    let rows = ConformanceTests.rows.filter { $0.conversations.contains(conversation.name) }
    #expect(Set(rows.map(\.section)).count == 1)
  }
}
