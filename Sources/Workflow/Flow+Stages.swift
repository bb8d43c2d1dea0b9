extension Flow {
  /// Other agencies that take part: asked for an opinion, at the same time, or at a higher level (arts 19.5–19.7).
  static let stages: [Edge] =
    stays(
      .openStage, [(.processing, .specialist)], guards: [.ownDesk, .takenOver, .taskNamed],
      article: "NĐ 61 arts 19.5–19.7")
    + stays(
      .takeStage, whileOpen.map { ($0, .partner) }, guards: [.ownStage], article: "NĐ 61 arts 19.5–19.7")
    + stays(
      .answerStage, whileOpen.map { ($0, .partner) }, guards: [.ownStage, .reasonGiven],
      article: "NĐ 61 arts 19.5–19.7")
    + stays(
      .reportStage, [(.processing, .specialist)], guards: [.ownDesk, .stageLate], article: "NĐ 61 art 19.5")
    + stays(
      .closeStage, [(.processing, .specialist)], guards: [.ownDesk, .stageOpen, .reasonGiven],
      article: "NĐ 61 art 19.5")

  /// Where a partner may work on: not hindered by what the lead agency waits for.
  static let whileOpen: [DossierState] = [
    .received, .processing, .supplementProposed, .supplementing, .supplementAnswered,
  ]
}
