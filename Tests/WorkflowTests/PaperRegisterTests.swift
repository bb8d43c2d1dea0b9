import Testing

@testable import Workflow

/// F001-05: what is typed off a paper register.
@Suite struct PaperRegisterTests {
  private func register(_ text: String) -> PaperRegister { PaperRegister(text) }

  @Test func codesAreFoundAnywhereInALine() {
    let read = register(
      "H56.38.02-260908-0001\n 7;\"h56.38.02-260908-2\";x\n12\tH56.38.02-260908-0003\tMai, 5\n")
    #expect(read.codes.map(\.description) == ["H56.38.02-260908-0001", "H56.38.02-260908-0003"])
    #expect(read.numbers == [7] && read.unreadable.isEmpty)
  }

  @Test func oneCodeWrittenTwoWaysIsOne() {
    let read = register("H56.38.02-260908-0001, h56.38.02-260908-000001\nH56.38.02-260908-0001")
    #expect(read.codes.count == 1 && read.repeated == ["H56.38.02-260908-0001"])
  }

  @Test(arguments: [
    ("1\n2\n2\n", [1, 2]), ("1, 2, 3", [1, 2, 3]), ("4 Lò Thị Mai 1990", [4]), ("07", [7]), ("0", []),
    ("12345678", []), ("-3", []), ("Lò Thị Mai", []), ("", []), ("\n\n;;;\n", []),
  ])
  func numbersStandForLinesWithoutCode(text: String, numbers: [Int]) {
    #expect(register(text).numbers == numbers)
  }

  @Test func whatIsNeitherIsTold() {
    let read = register("STT;Mã hồ sơ\n1;x\nH56-1\n")
    #expect(read.unreadable == ["STT;Mã hồ sơ", "H56-1"] && read.numbers == [1])
  }

  @Test func aLongListIsCut() {
    let read = register((1...PaperRegister.mostLines + 1).map(String.init).joined(separator: "\n"))
    #expect(read.numbers.count == PaperRegister.mostLines && read.isCut)
  }
}
