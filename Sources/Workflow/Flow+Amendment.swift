extension Flow {
  /// A result that the office got wrong is corrected at its cost and signed anew, before or after the citizen has it
  /// (art 21).
  static let amendments: [Edge] =
    stays(
      .reportError, withResult.map { ($0, .oneStopOfficer) }, guards: [.amendmentNone, .reasonGiven],
      article: "NĐ 61 art 21")
    + stays(
      .attachResult, withResult.map { ($0, .specialist) }, guards: [.amendmentAwaited],
      article: "NĐ 61 art 21")
    + stays(
      .amend, withResult.map { ($0, .leader) }, guards: [.amendmentAwaited, .amendmentReady, .notProcessor],
      article: "NĐ 61 art 21")
    + stays(
      .returnAmended, [(.returned, .oneStopOfficer)], guards: [.amendmentSigned, .collectorNamed],
      article: "NĐ 61 arts 20, 21")

  private static let withResult: [DossierState] = [.atCounter, .returned]
}
