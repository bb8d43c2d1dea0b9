import Storage
import Workflow

extension Dossiers.Listed {
  /// What the reader of a list can do about lateness (art 19.9), in words and where; both empty for nothing.
  func lateHint(for role: Role, _ visit: Visit) throws -> (words: String, url: String) {
    switch apology {
    case nil:
      guard try needsApology(at: visit.now, visit.reference().calendar) else { return ("", "") }
      let url = allows(.draftApology, role) ? Sitemap.turn(.draftApology).url(id) : ""
      return (visit.text("Sắp hết hạn: soạn thư xin lỗi"), url)
    case .drafted?:
      let words = role == .leader ? "Xem và ký thư xin lỗi" : "Thư xin lỗi chờ lãnh đạo ký"
      return (visit.text(words), allows(.apologise, role) ? Sitemap.turn(.apologise).url(id) : "")
    default: return (try apologyWords(visit), "")
    }
  }

  /// How far the letter has come; after it was signed, also how late the dossier is by the appointment before.
  func apologyWords(_ visit: Visit) throws -> String {
    guard let apology else { return "" }
    guard apology != .drafted, let judgedDue else { return visit.text(apology.vietnamese) }
    let before = visit.text(
      "{standing}; hẹn cũ {date}",
      ["standing": visit.text(apology.vietnamese), "date": judgedDue.day.vietnamese])
    guard isBeingSolved, let lateFrom, visit.now >= lateFrom else { return before }
    let late = Lateness.judge(
      due: judgedDue, limit: limit ?? .calendarDays(1), at: visit.now,
      calendar: try visit.reference().calendar)
    return "\(before); \(late.words(visit))"
  }

  /// Whether a letter of apology is to be drafted: two working days before expiry, and when it is late.
  private func needsApology(at moment: Moment, _ calendar: WorkingCalendar) -> Bool {
    guard isBeingSolved, !state.awaitsApplicant, let appointment else { return false }
    return appointment.day <= Dossier.apologyHorizon(at: moment, calendar)
  }

  /// Whether the table lets a role do something in this state.
  private func allows(_ verb: Verb, _ role: Role) -> Bool {
    if case .allowed = Flow.answer(state, verb, role) { true } else { false }
  }
}
