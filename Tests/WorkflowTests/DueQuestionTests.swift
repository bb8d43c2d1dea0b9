import Testing
import Workflow

@Suite("Questions for due moments")
struct DueQuestionTests {
  @Test(
    "lines",
    arguments: [
      ("2024-04-26T14:00,3wd,,", "3wd", "", nil),
      ("2024-04-26T14:00,3wd", "3wd", "", nil),
      ("2024-04-26T14:00,8h,H56.38.02,online", "8h", "H56.38.02", .online),
      ("\"2024-04-26T14:00\",\"same\",\"\",\"post\"", "same", "", .post),
    ] as [(String, String, String, Channel?)])
  func lines(line: String, time: String, agency: String, channel: Channel?) throws {
    let question = try read(line)
    #expect(question.received == moment("2024-04-26T14:00") && question.limit == limit(time))
    #expect(question.agency == agency && question.channel == channel)
  }

  @Test("a line that names no agency has the usual one")
  func usualAgency() throws {
    #expect(try read("2024-04-26T14:00,3wd,,", agency: "H56").agency == "H56")
    #expect(try read("2024-04-26T14:00,3wd", agency: "H56").agency == "H56")
    #expect(try read("2024-04-26T14:00,3wd,H57,", agency: "H56").agency == "H57")
  }

  @Test(
    "refused, on one line and cut short",
    arguments: [
      ("2024-02-30T14:00,3wd,,", "received: \"2024-02-30T14:00\" is not like 2024-04-26T14:00"),
      ("26/04/2024,3wd,,", "received: \"26/04/2024\" is not like 2024-04-26T14:00"),
      ("2024-04-26T14:00,3 ngày,,", "time: \"3 ngày\" is not like 3wd, 8h, 15d or same"),
      ("2024-04-26T14:00,,,", "time: \"\" is not like 3wd, 8h, 15d or same"),
      ("2024-04-26T14:00,0wd,,", "time: \"0wd\" is not like 3wd, 8h, 15d or same"),
      ("2024-04-26T14:00,3wd,,fax", "channel: \"fax\" is not one of counter, online, post"),
      ("2024-04-26T14:00", "1 field instead of received,time,agency,channel"),
      ("2024-04-26T14:00,3wd,,,", "5 fields instead of received,time,agency,channel"),
      ("\"2024-04-26T14:00,3wd,,", "a quote is not closed"),
      (
        "2024-04-26T14:00,\"3\u{1b}[2J\u{0}\"\"\",,",
        "time: \"3\\u{1B}[2J\\0\\\"\" is not like 3wd, 8h, 15d or same"
      ),
    ])
  func refused(line: String, words: String) {
    let fault = #expect(throws: DueQuestionFault.self) { try read(line) }
    #expect(fault?.description == words)
  }

  @Test("a long text is cut")
  func long() {
    let fault = #expect(throws: DueQuestionFault.self) {
      try read(String(repeating: "x", count: 9_000) + ",3wd")
    }
    #expect((fault?.description.count ?? 0) < 100)
  }

  @Test("the header is told from a question")
  func header() {
    #expect(isHeader("received,time,agency,channel") && isHeader("\"received\",\"time\""))
    #expect(!isHeader("2024-04-26T14:00,3wd,,") && !isHeader("") && !isHeader("\"received"))
  }

  private func read(_ line: String, agency: String = "") throws -> DueQuestion {
    try Array(line.utf8).withUnsafeBufferPointer { try DueQuestion(line: $0, agency: agency) }
  }

  private func isHeader(_ line: String) -> Bool {
    Array(line.utf8).withUnsafeBufferPointer { DueQuestion.isHeader($0) }
  }
}
