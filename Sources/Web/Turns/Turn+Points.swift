import Storage
import Workflow

extension Turn {
  /// Between the points of an agency (arts 18, 20).
  static let points = [sendResult, takeResult, choosePickUp]

  static let sendResult = Turn(
    verb: .sendResult,
    explanation:
      "Bấm nút là ký giao: kết quả rời điểm này và nằm trong danh sách đang chuyển cho đến khi điểm kia ký nhận.",
    confirmation: .resultSent, facts: route, next: { _ in Sitemap.carriedResults.url },
    action: { _ in .sendResult })

  static let takeResult = Turn(
    verb: .takeResult,
    explanation: "Bấm nút là ký nhận: kết quả đã có tại điểm này; người nộp được báo đến nhận.",
    confirmation: .resultTaken, facts: route, next: { _ in Sitemap.carriedResults.url },
    action: { _ in .takeResult })

  static let choosePickUp = Turn(
    verb: .choosePickUp,
    explanation:
      "Kết quả được trả tại điểm chọn dưới đây. Giấy tiếp nhận được cấp lại; kết quả đang ở điểm khác thì vào danh sách cần chuyển.",
    confirmation: .pickUpChosen,
    fields: { record, visit in
      let dossier = record.dossier
      let choices = try visit.pickUps(
        at: dossier.agency, chosen: dossier.points.pickUp?.description ?? "")
      return [
        InputModel(id: "point", label: visit.text("Điểm nhận kết quả"), isRequired: true, choices: choices)
      ]
    }, facts: route,
    action: { input in
      let choices = try input.visit.pickUps(at: input.record.dossier.agency, chosen: "")
      return input.chosen("point", among: choices, or: "Chọn điểm nhận kết quả.")
        .flatMap { PointID($0) }.map { .choosePickUp($0) }
    })

  /// Where the result lies and where it is picked up.
  private static let route: @Sendable (Dossiers.Record, Visit) throws -> [Fact] = { record, visit in
    let points = record.dossier.points
    return try [("Kết quả đang ở", points.result), ("Nhận kết quả tại điểm", points.pickUp)]
      .map { Fact(label: visit.text($0.0), value: try visit.name(of: $0.1)) }.filter { !$0.value.isEmpty }
  }
}
