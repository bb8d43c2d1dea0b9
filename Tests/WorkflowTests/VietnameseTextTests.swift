import Testing
import Workflow

@Suite struct VietnameseTextTests {
  @Test(arguments: [
    ("Đăng ký khai sinh", "dang ky khai sinh"),
    ("ĐĂNG KÝ KHAI SINH", "dang ky khai sinh"),
    ("\u{110}a\u{306}ng ky\u{301} khai sinh", "dang ky khai sinh"),
    ("  Nguyễn\u{A0}Thị\t Ưởng ", "nguyen thi uong"),
    ("Ðà Nẵng", "da nang"),
    ("Hoà Bình / Hòa Bình", "hoa binh / hoa binh"),
    ("ỆỄỬỸẶ", "eeuya"),
    ("Müller Ñandú", "muller nandu"),
    ("1.001193", "1.001193"),
    ("", ""),
  ])
  func folding(text: String, folded: String) {
    #expect(VietnameseText.folded(text) == folded)
    #expect(VietnameseText.folded(folded) == folded)
  }

  @Test(arguments: [
    ("Nguye\u{302}\u{303}n", "Nguyễn"),
    (" a  b\t\nc ", "a b c"),
    ("a\0b\u{7}c", "abc"),
    ("abc\u{202E}def\u{2066}", "abcdef"),
    ("\u{FEFF}xin\u{200B} chào\u{200D}", "xin chào"),
    ("một\u{3000}cửa", "một cửa"),
    ("😀 vui", "😀 vui"),
    ("\u{200B}\u{202E}", ""),
    ("<script>alert('x')</script>", "<script>alert('x')</script>"),
  ])
  func normalising(text: String, expected: String) {
    let normal = VietnameseText.normalised(text)
    #expect(Array(normal.utf8) == Array(expected.utf8))
    #expect(VietnameseText.normalised(normal) == normal)
  }

  @Test func linesStay() {
    #expect(VietnameseText.normalisedLines("a \r\n b\n\n\n\nc\rd\n") == "a\nb\n\nc d")
  }

  @Test func controlCharacters() {
    #expect(VietnameseText.hasControlCharacters("a\0"))
    #expect(VietnameseText.hasControlCharacters("a\u{1B}[0m"))
    #expect(VietnameseText.hasControlCharacters("a\u{9F}"))
    #expect(!VietnameseText.hasControlCharacters("dòng 1\r\n\tdòng 2 😀\u{202E}"))
  }
}
