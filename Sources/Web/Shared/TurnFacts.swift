import Storage
import Templating
import Workflow

extension Fact {
  /// What officers need to know of the turns a dossier took.
  static func turns(_ record: Dossiers.Record, _ visit: Visit) -> [Fact] {
    let dossier = record.dossier
    let extended = dossier.turns.extended.compactMap { id in
      dossier.terms.policy.extensions.first { $0.id == id }.map { "\($0.name), \(visit.text($0.time))" }
    }
    let facts: [(String, String)] =
      [
        ("Thư xin lỗi", dossier.turns.apology.map { apology($0, visit) } ?? ""),
        ("Gia hạn theo quy định", extended.joined(separator: "; ")),
      ]
      + dossier.turns.verifications.map { record in
        (
          "Biên bản xác minh",
          "\(record.at.vietnamese), \(record.place). \(record.participants). \(record.content)"
        )
      }
    let amendments = dossier.turns.amendments.map { ("Đính chính kết quả", amendment($0, visit)) }
    return (facts + amendments).filter { !$0.1.isEmpty }.map { Fact(label: visit.text($0.0), value: $0.1) }
  }

  private static func apology(_ apology: Apology, _ visit: Visit) -> String {
    let parts = [
      visit.text(apology.standing.vietnamese),
      "\(visit.text(apology.code.vietnamese)): \(apology.why)",
      visit.text(
        "hẹn cũ {old}, hẹn mới {new}",
        ["old": apology.replaced.vietnamese, "new": apology.newDate.vietnamese]),
      apology.sentAt.map { visit.text("gửi lúc {at}", ["at": $0.vietnamese]) } ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private static func amendment(_ amendment: Amendment, _ visit: Visit) -> String {
    let moments = [
      ("ghi nhận lúc {at}", amendment.reportedAt), ("ký lúc {at}", amendment.signedAt),
      ("trả lúc {at}", amendment.returnedAt),
    ]
    let told = moments.compactMap { words, moment in
      moment.map { visit.text(words, ["at": $0.vietnamese]) }
    }
    return ([amendment.why] + told).joined(separator: "; ")
  }
}

extension Amendment {
  /// How far it has come, in words.
  var stage: String {
    guard signedAt == nil else { return "Đã ký, chờ trả" }
    return files > 0 ? "Chờ lãnh đạo ký" : "Chờ chuyên môn sửa"
  }
}
