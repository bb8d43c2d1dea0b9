import Testing

@testable import Workflow

/// Who may rate what, and when (NĐ 61 arts 28–31).
@Suite struct RatingTests {
  private static let now = Moment(day: Day(year: 2026, month: 10, day: 20), minuteOfDay: 600)

  @Test(
    "a dossier is rated when it is over, and not by the citizen's own wish", arguments: DossierState.allCases)
  func states(state: DossierState) {
    for channel in Rating.Channel.allCases {
      #expect(
        Rating.permits(channel, state, first: nil, at: Self.now) == (state == .returned || state == .stopped),
        "\(channel) \(state)")
    }
  }

  @Test("again only by the citizen himself, for thirty days", arguments: Rating.Channel.allCases)
  func again(channel: Rating.Channel) {
    for days in [0, 30, 31] {
      let first = Moment(day: Self.now.day - days, minuteOfDay: 900)
      #expect(
        Rating.permits(channel, .returned, first: first, at: Self.now) == (channel == .account && days <= 30))
      #expect(!Rating.permits(channel, .processing, first: first, at: Self.now))
    }
  }

  @Test(
    "the last four digits of a number that stands in the dossier are proof; nothing shorter, no other",
    arguments: [
      ("0123", true), ("5678", true), ("0124", false), ("123", false), ("90123", false), ("", false),
      ("١٢٣٤", false),
      ("    ", false), ("1234", false),
    ])
  func proof(digits: String, isProof: Bool) {
    #expect(Rating.isProof(digits, of: ["038190000123", "0912 345 678", "1234", ""]) == isProof)
  }
}
