import Storage
import Templating
import Workflow

/// The words of deadline proofs in a language: pages have the visitor's, papers Vietnamese.
struct DeadlineWords {
  let catalogue: Catalogue
  let language: Language

  func text(_ vietnamese: String, _ values: [String: String] = [:]) -> String {
    catalogue.text(vietnamese, values, language)
  }

  /// "17 giờ 00, thứ Bảy 04/05/2024"
  func moment(_ moment: Moment) -> String {
    "\(moment.vietnamese.prefix { $0 != "," }), \(day(moment.day))"
  }

  /// "thứ Hai 29/04/2024"
  func day(_ day: Day) -> String { "\(text(day.weekday.vietnamese)) \(day.vietnamese)" }

  func limit(_ limit: TimeLimit) -> String {
    language == .vietnamese ? limit.vietnamese : limit.english
  }

  func title(of clock: DeadlineProof.Clock, isAppointment: Bool) -> String {
    switch clock {
    case .reception: text("Trả lời hồ sơ nộp trực tuyến")
    case .committed: text("Ngày hẹn trả theo thời hạn cam kết")
    case .legal:
      isAppointment ? text("Ngày hẹn trả theo thời hạn quy định") : text("Thời hạn theo quy định")
    }
  }

  /// - Parameter isFirst: whether the clock was not started anew by a citizen's answer.
  func startLabel(_ clock: DeadlineProof.Clock, isFirst: Bool) -> String {
    guard isFirst else { return text("Nhận hồ sơ bổ sung lúc") }
    return clock == .reception ? text("Nộp trực tuyến lúc") : text("Một cửa tiếp nhận lúc")
  }

  /// The times in which a supplement was awaited, each with its slip, and what they did to the clock (art 19.4).
  func waits(of dossier: Dossier, _ slips: [Slips.Slip]) -> [String] {
    let isRestart = dossier.terms.policy.supplementClock == .restart
    return dossier.waits.compactMap { wait in
      guard let end = wait.to else { return nil }
      let slip = slips.last { $0.kind == .supplement && $0.issuedAt == wait.from }
      let values = [
        "from": moment(wait.from), "to": moment(end), "number": slip.map { String($0.number) } ?? "",
      ]
      return isRestart
        ? text("Chờ bổ sung từ {from} đến {to} (Phiếu yêu cầu bổ sung số {number}): tính lại từ đầu.", values)
        : text("Chờ bổ sung từ {from} đến {to} (Phiếu yêu cầu bổ sung số {number}): tạm dừng tính.", values)
    }
  }

  /// What a day is, with how firm that is.
  func kind(_ line: ExplanationLine) -> String {
    let doubt = line.standing.vietnamese.map { " (\(text($0)))" } ?? ""
    return kind(line.kind) + doubt
  }

  private func kind(_ kind: DayKind) -> String {
    switch kind {
    case .working: text("ngày làm việc bình thường")
    case .weekend: text("nghỉ hằng tuần")
    case .holiday(let name): text("nghỉ lễ: {name}", ["name": name])
    case .swappedOff(let worked):
      text("nghỉ hoán đổi, làm bù ngày {day}", ["day": worked.vietnamese])
    case .makeUp(let off): text("ngày làm bù cho ngày {day}", ["day": off.vietnamese])
    }
  }

  /// What the clock did on a day.
  func step(_ step: ExplanationStep) -> String {
    switch step {
    case .receipt: text("ngày tiếp nhận, không tính")
    case .counted(let count): text("tính là ngày thứ {n}", ["n": String(count)])
    case .off: text("không tính")
    case .paused: text("chờ bổ sung, không tính")
    case .used(let stretches):
      text(
        "tính {n} phút ({shifts})",
        [
          "n": String(step.usedMinutes),
          "shifts": stretches.map(\.description).joined(separator: ", "),
        ])
    case .noShiftLeft: text("tiếp nhận sau ca cuối, không tính")
    case .tooLateForSameDay:
      text("tiếp nhận sau 15 giờ hoặc sau giờ làm việc, chuyển sang ngày làm việc tiếp theo")
    case .due: text("trả kết quả trong ngày này")
    }
  }
}

extension Regime {
  /// The articles by which dossiers are received and appointments made.
  var law: String {
    switch self {
    case .decree61: "NĐ 61/2018/NĐ-CP, điều 17 và 19; Bộ luật Lao động 2019, điều 112 (ngày nghỉ lễ)"
    case .decree118: "NĐ 118/2025/NĐ-CP, điều 17; Bộ luật Lao động 2019, điều 112 (ngày nghỉ lễ)"
    }
  }
}
