import Testing
import Workflow

@Suite("Dossier codes")
struct DossierCodeTests {
  @Test(
    "codes and how they are printed",
    arguments: [
      ("000.21.02.H56-240715-0012", "000.21.02.H56", "2024-07-15", 12, nil),
      ("H56.38.02-240715-0012", "H56.38.02", "2024-07-15", 12, nil),
      ("H56.38.02-240229-9999", "H56.38.02", "2024-02-29", 9_999, nil),
      ("H56-240715-10000", "H56", "2024-07-15", 10_000, nil),
      ("H56-240715-123456", "H56", "2024-07-15", 123_456, nil),
      ("H56-000101-0000", "H56", "2000-01-01", 0, nil),
      ("H56-991231-0001", "H56", "2099-12-31", 1, nil),
      ("h56.38.02-240715-0012", "H56.38.02", "2024-07-15", 12, "H56.38.02-240715-0012"),
      ("H56-240715-000012", "H56", "2024-07-15", 12, "H56-240715-0012"),
    ])
  func codes(text: String, agency: String, iso: String, serial: Int, printed: String?) throws {
    let code = try #require(DossierCode(text))
    #expect(code.agency == agency)
    #expect(code.day == day(iso))
    #expect(code.serial == serial)
    #expect(code.description == printed ?? text)
    #expect(code == DossierCode(agency: agency, day: day(iso), serial: serial))
    #expect(try recoded([code]) == [code])
  }

  @Test(
    "text that is no code",
    arguments: [
      "", "-", "--", "H56", "H56-240715", "H56-240715-", "H56-240715-001", "H56-240715-0000012",
      "H5-240715-0012",
      "H56-240230-0012", "H56-241301-0012", "H56-24071-0012", "H56 240715 0012", "H56-240715-0012 ",
      " H56-240715-0012", "H56-X-240715-0012", "H56_38-240715-0012", "H56-240715-00A2", "Hß6-240715-0012",
      "ĐH56-240715-0012", "H56-240715-0012\n", "H56-240715--012",
      String(repeating: "H", count: 36) + "-240715-0012",
      "<b>-240715-0012", "H56-２４0715-0012",
    ])
  func noCode(text: String) {
    #expect(DossierCode(text) == nil)
  }

  @Test("parts that make no code")
  func noParts() {
    #expect(DossierCode(agency: "H56", day: day("2024-07-15"), serial: -1) == nil)
    #expect(DossierCode(agency: "H56", day: day("2024-07-15"), serial: 1_000_000) == nil)
    #expect(DossierCode(agency: "H56", day: day("1999-12-31"), serial: 1) == nil)
    #expect(DossierCode(agency: "H56", day: day("2100-01-01"), serial: 1) == nil)
    #expect(DossierCode(agency: "H 56", day: day("2024-07-15"), serial: 1) == nil)
  }
}
