import Testing

@testable import Workflow

@Suite("Signing certificates (F004-07)") struct SigningCertificateTests {
  private let day = Day(year: 2026, month: 11, day: 27)

  @Test("a serial is hexadecimal digits, however it is set apart")
  func serials() {
    #expect(SigningCertificate(serial: "54:01 0a-ff", until: day)?.serial == "54010AFF")
    for wrong in ["", "5", "xyz1", "54010A½", String(repeating: "a", count: 41), "５４０１"] {
      #expect(SigningCertificate(serial: wrong, until: day) == nil, "\(wrong)")
    }
  }

  @Test("how it stands: its last day still counts, thirty days before it is expiring")
  func standings() {
    func standing(_ offset: Int) -> SigningCertificate.Standing {
      SigningCertificate.standing(SigningCertificate(serial: "5401", until: day + offset), on: day)
    }
    #expect(
      standing(-1) == .expired && standing(0) == .expiring && standing(29) == .expiring
        && standing(30) == .valid)
    #expect(SigningCertificate.standing(nil, on: day) == .none)
    #expect(SigningCertificate.Standing.allCases.filter(\.counts) == [.valid, .expiring])
  }
}
