import ArgumentParser
import Glibc
import Workflow

/// Answers questions line by line from standard input, in their order.
struct DueLines {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The agency of lines that name none.
  let agency: String

  func run(_ office: inout DueOffice) throws {
    var (number, hasFault) = (0, false)
    var output = OutputBytes()
    var input = InputLines(STDIN_FILENO)
    try input.forEach { line in
      number += 1
      do {
        try answer(line, isFirst: number == 1, &office, &output)
      } catch let fault {
        hasFault = true
        output.append("error: line \(number): \(fault)")
        try output.endLine()
      }
    } pause: {
      try output.flush()
    }
    if hasFault { throw ExitCode.failure }
  }

  private func answer(
    _ line: UnsafeBufferPointer<UInt8>?, isFirst: Bool, _ office: inout DueOffice, _ output: inout OutputBytes
  ) throws {
    guard var line else { throw Trouble("longer than \(InputLines.longest) bytes") }
    if isFirst {
      if line.starts(with: Self.byteOrderMark) { line = UnsafeBufferPointer(rebasing: line.dropFirst(3)) }
      if DueQuestion.isHeader(line) { return }
    }
    if line.isEmpty { return }
    let question = try DueQuestion(line: line, agency: agency)
    output.append(try office.answer(question).deadline.due.iso)
    output.append(",")
    output.append(line)
    try output.endLine()
  }
}
