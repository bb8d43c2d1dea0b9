import Testing
import Workflow

@Suite struct IdentityTests {
  @Test(arguments: [
    (IdentityKind.cccd, "038090001123", "038090001123"), (.cccd, "038 090 001 123", "038090001123"),
    (.cccd, "038.090-001123 ", "038090001123"), (.cmnd, "171234567", "171234567"),
    (.passport, "c1234567", "C1234567"), (.passport, "N 0123456", "N0123456"),
    (.taxCode, "2800123456", "2800123456"), (.taxCode, "2800123456001", "2800123456-001"),
    (.taxCode, "2800123456-001", "2800123456-001"), (.none, "", ""), (.none, "  ", ""),
  ])
  func accepted(kind: IdentityKind, typed: String, number: String) throws {
    let identity = try #require(IdentityNumber(kind, typed))
    #expect(identity.number == number)
    #expect(identity.kind == kind)
  }

  @Test(arguments: [
    (IdentityKind.cccd, "03809000112"), (.cccd, "0380900011234"), (.cccd, "03809000112a"), (.cccd, ""),
    (.cccd, "٠٣٨٠٩٠٠٠١١٢٣"), (.cccd, "０３８０９０００１１２３"), (.cccd, "038090001123<script>"),
    (.cmnd, "038090001123"), (.cmnd, "17123456"), (.passport, "C123"), (.passport, "Đ1234567"),
    (.passport, "123456789012345678901"), (.taxCode, "28001234567"), (.none, "1"),
    (.cccd, String(repeating: "1", count: 10_000_000)),
  ])
  func refused(kind: IdentityKind, typed: String) {
    #expect(IdentityNumber(kind, typed) == nil)
  }

  @Test(arguments: [
    (IdentityKind.cccd, "038090001123", "038********123"), (.cmnd, "171234567", "********567"),
    (.passport, "C1234567", "********567"), (.passport, "C1234", "********"), (.none, "", ""),
    (.taxCode, "2800123456001", "280********001"),
  ])
  func masked(kind: IdentityKind, typed: String, mask: String) throws {
    #expect(try #require(IdentityNumber(kind, typed)).masked == mask)
  }

  @Test func numberAloneIsNobody() {
    #expect(IdentityNumber(.cmnd, "171234567") != IdentityNumber(.passport, "171234567"))
  }

  @Test(arguments: [
    ("0912345678", "0912345678"), ("0912 345 678", "0912345678"), ("+84 912.345.678", "0912345678"),
    ("84912345678", "0912345678"), ("0084912345678", "0912345678"), ("(0237) 3872-123", "02373872123"),
    ("+84 (0) 912 345 678", "0912345678"), ("024 3825 1234", "02438251234"),
  ])
  func phone(typed: String, digits: String) throws {
    #expect(try #require(PhoneNumber(typed)).digits == digits)
  }

  @Test(arguments: [
    "", "113", "01234567890", "09123456789", "091234567", "+1 202 555 0100", "0912345678; DROP TABLE",
    "٠٩١٢٣٤٥٦٧٨", "0612345678", String(repeating: "0", count: 10_000_000),
  ])
  func phoneRefused(typed: String) {
    #expect(PhoneNumber(typed) == nil)
  }

  @Test func phoneForEyes() throws {
    let phone = try #require(PhoneNumber("0912345678"))
    #expect(phone.spaced == "0912 345 678")
    #expect(phone.masked == "*******678")
    #expect(try #require(PhoneNumber("02373872123")).spaced == "02373 872 123")
  }

  @Test(arguments: [
    ("lan.nguyen@example.vn", true), (" a+b@x-y.example ", true), ("a@b", false), ("a b@example.vn", false),
    ("a@example.vn\r\nBcc: b@example.vn", false), ("<a@example.vn>", false), ("a@@example.vn", false),
    (".a@example.vn", false), ("nguyễn@example.vn", false), ("a@-x.vn", false), ("@example.vn", false),
    (String(repeating: "a", count: 65) + "@example.vn", false), ("", false),
  ])
  func email(typed: String, isValid: Bool) {
    #expect((EmailAddress(typed) != nil) == isValid)
  }

  @Test(arguments: [
    ("Nguyễn Thị  Ánh", "Nguyễn", "Thị", "Ánh"), ("Lê", "Lê", "", "Lê"), ("H'Hen Niê", "H'Hen", "", "Niê"),
    ("Trần Vũ Minh Đức", "Trần", "Vũ Minh", "Đức"),
    ("John O’Neill-Smith Jr.", "John", "O’Neill-Smith", "Jr."),
  ])
  func name(typed: String, family: String, middle: String, given: String) throws {
    let name = try #require(PersonName(typed))
    #expect(name.family == family)
    #expect(name.middle == middle)
    #expect(name.given == given)
  }

  @Test(arguments: [
    "", " ", "12345", "<script>alert(1)</script>", "Lan 😀", "Nguyễn Văn A1", "-", "a@b",
    String(repeating: "a", count: 121), String(repeating: "a", count: 10_000_000),
  ])
  func nameRefused(typed: String) {
    #expect(PersonName(typed) == nil)
  }

  @Test func namesSortByGivenName() {
    let names = ["Trần Văn Bình", "Lê Thị Ánh", "Đỗ An", "Nguyễn Văn Bình"].compactMap(PersonName.init)
    let sorted = names.sorted { $0.sortKey < $1.sortKey }.map(\.text)
    #expect(sorted == ["Đỗ An", "Lê Thị Ánh", "Nguyễn Văn Bình", "Trần Văn Bình"])
    #expect(names[2].capitals == "ĐỖ AN")
  }
}
