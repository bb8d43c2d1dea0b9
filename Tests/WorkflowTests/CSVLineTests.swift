import Testing
import Workflow

@Suite("Lines of comma-separated values")
struct CSVLineTests {
  @Test(
    "fields",
    arguments: [
      ("", [""]),
      ("a", ["a"]),
      ("a,b,,", ["a", "b", "", ""]),
      (" a , b", [" a ", " b"]),
      ("\"a,b\",c", ["a,b", "c"]),
      ("\"\"", [""]),
      ("\"nói \"\"thế\"\"\",\"\",x", ["nói \"thế\"", "", "x"]),
      ("a\"b,c", ["a\"b", "c"]),
    ])
  func fields(line: String, expected: [String]) throws {
    #expect(try csvLine(line).fields == expected)
  }

  @Test(
    "refused",
    arguments: [
      ("\"", CSVLine.Fault.quoteNotClosed),
      ("a,\"b,c", .quoteNotClosed),
      ("\"a\"\"", .quoteNotClosed),
      ("\"a\"b,c", .textAfterQuote),
      ("\"a\" ,c", .textAfterQuote),
    ])
  func refused(line: String, fault: CSVLine.Fault) {
    #expect(throws: fault) { try csvLine(line) }
  }

  private func csvLine(_ text: String) throws -> CSVLine {
    try Array(text.utf8).withUnsafeBufferPointer { try CSVLine($0) }
  }
}
