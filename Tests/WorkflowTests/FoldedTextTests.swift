import Testing

@testable import Workflow

@Suite("Texts as a search sees them") struct FoldedTextTests {
  private let name = FoldedText("Đăng ký  khai sinh (có yếu tố nước ngoài)")

  @Test(
    "what it begins with, what its words begin with, what it contains",
    arguments: [
      ("đăng ký khai", true, true, true), ("DANG", true, true, true), ("khai si", false, true, true),
      ("sinh", false, true, true), ("inh", false, false, true), ("yeu to", false, true, true),
      ("(co", false, true, true), ("ngoai)", false, true, true), ("ngoaix", false, false, false),
      ("ky khai sinh co", false, false, false),
    ])
  func finds(_ typed: String, begins: Bool, word: Bool, contains: Bool) {
    let typed = FoldedText(typed)
    #expect(name.begins(with: typed) == begins)
    #expect(name.hasWord(beginningWith: typed) == word)
    #expect(name.contains(typed) == contains)
  }

  @Test("its words, and its length without diacritics")
  func words() {
    #expect(FoldedText(" Lê  Đỗ ").words == [FoldedText("le"), FoldedText("do")])
    #expect(FoldedText("Lê Đỗ").length == 5)
    #expect(FoldedText("").words.isEmpty)
  }

  @Test("alphabetical, shorter first")
  func order() {
    let sorted = ["Đất đai", "dân tộc", "", "đất"].map { FoldedText($0) }.sorted()
    #expect(sorted == ["", "dan toc", "dat", "dat dai"].map { FoldedText($0) })
  }
}
