import Testing
import Workflow

/// What a citizen does with the printed lines: check each, add them up, and arrive at a due moment.
struct Recount {
  var due: Moment

  init?(_ lines: [ExplanationLine], limit: TimeLimit, hours: WorkingHours) {
    guard let last = lines.last, last.kind.isWorking, Self.areConsecutive(lines) else { return nil }
    let counted = lines.compactMap { if case .counted(let count) = $0.step { count } else { nil } }
    let offDays = lines.filter { $0.step == .off }
    guard offDays.allSatisfy({ !$0.kind.isWorking }) else { return nil }
    due = hours.closing(on: last.day)
    switch limit {
    case .workingDays(let count):
      let works = lines.dropFirst().filter { $0.kind.isWorking && $0.step != .paused }
      guard counted == Array(1...count), works.count == count, lines[0].step == .receipt else { return nil }
    case .calendarDays(let count):
      guard counted == Array(1...count), lines[0].step == .receipt else { return nil }
    case .workingHours(let count):
      guard lines.reduce(0, { $0 + $1.step.usedMinutes }) == count * 60,
        case .used(let stretches) = last.step, let end = stretches.last
      else { return nil }
      due = Moment(day: last.day, minuteOfDay: end.closes)
    case .sameDay:
      guard last.step == .due else { return nil }
    }
  }

  private static func areConsecutive(_ lines: [ExplanationLine]) -> Bool {
    zip(lines, lines.dropFirst()).allSatisfy { $1.day - $0.day == 1 }
  }
}

@Suite("Explanation of deadlines")
struct DeadlineExplanationTests {
  private func lines(_ received: String, _ text: String) -> [String] {
    let calendar = Reference.calendar
    let deadline = Deadline.compute(
      limit: limit(text), received: moment(received), calendar: calendar, hours: .standard)
    return deadline.explanation(calendar: calendar, hours: .standard).map(\.vietnamese)
  }

  @Test("working days over a swap and two holidays, ending on the make-up Saturday")
  func workingDays() {
    #expect(
      lines("2024-04-26T14:00", "3wd") == [
        "thứ Sáu 26/04/2024: ngày làm việc, ngày tiếp nhận, không tính",
        "thứ Bảy 27/04/2024: nghỉ hằng tuần, không tính",
        "Chủ nhật 28/04/2024: nghỉ hằng tuần, không tính",
        "thứ Hai 29/04/2024: nghỉ hoán đổi, làm bù ngày 04/05/2024, không tính",
        "thứ Ba 30/04/2024: nghỉ lễ: Ngày Chiến thắng, không tính",
        "thứ Tư 01/05/2024: nghỉ lễ: Ngày Quốc tế lao động, không tính",
        "thứ Năm 02/05/2024: ngày làm việc, tính là ngày thứ 1",
        "thứ Sáu 03/05/2024: ngày làm việc, tính là ngày thứ 2",
        "thứ Bảy 04/05/2024: ngày làm bù cho ngày 29/04/2024, tính là ngày thứ 3",
      ])
  }

  @Test("hours show the stretches they used")
  func workingHours() {
    #expect(
      lines("2024-07-12T16:00", "8h") == [
        "thứ Sáu 12/07/2024: ngày làm việc, tính 60 phút (16:00-17:00)",
        "thứ Bảy 13/07/2024: nghỉ hằng tuần, không tính",
        "Chủ nhật 14/07/2024: nghỉ hằng tuần, không tính",
        "thứ Hai 15/07/2024: ngày làm việc, tính 420 phút (07:00-11:30, 13:30-16:00)",
      ])
    #expect(
      lines("2024-07-11T18:00", "1h") == [
        "thứ Năm 11/07/2024: ngày làm việc, tiếp nhận sau ca cuối, không tính",
        "thứ Sáu 12/07/2024: ngày làm việc, tính 60 phút (07:00-08:00)",
      ])
  }

  @Test("calendar days count weekends and move off a day off")
  func calendarDays() {
    #expect(
      lines("2024-07-11T09:00", "2d") == [
        "thứ Năm 11/07/2024: ngày làm việc, ngày tiếp nhận, không tính",
        "thứ Sáu 12/07/2024: ngày làm việc, tính là ngày thứ 1",
        "thứ Bảy 13/07/2024: nghỉ hằng tuần, tính là ngày thứ 2",
        "Chủ nhật 14/07/2024: nghỉ hằng tuần, không tính",
        "thứ Hai 15/07/2024: ngày làm việc, trả kết quả trong ngày này",
      ])
  }

  @Test("the same day, and the next after 15:00")
  func sameDay() {
    #expect(
      lines("2024-07-11T15:00", "same") == [
        "thứ Năm 11/07/2024: ngày làm việc, trả kết quả trong ngày này"
      ])
    #expect(
      lines("2024-07-11T15:01", "same") == [
        "thứ Năm 11/07/2024: ngày làm việc, "
          + "tiếp nhận sau 15 giờ hoặc sau giờ làm việc, chuyển sang ngày làm việc tiếp theo",
        "thứ Sáu 12/07/2024: ngày làm việc, trả kết quả trong ngày này",
      ])
  }

  @Test("doubt about the calendar is said on the line")
  func doubt() {
    #expect(
      lines("2027-02-03T09:00", "1wd").first
        == "thứ Tư 03/02/2027: ngày làm việc, ngày tiếp nhận, không tính "
        + "(lịch nghỉ dự kiến, chờ thông báo của năm)")
    #expect(
      lines("2031-03-03T09:00", "1wd").last
        == "thứ Ba 04/03/2031: ngày làm việc, tính là ngày thứ 1 (chưa có lịch nghỉ của năm này)")
    #expect(
      lines("2025-12-31T09:00", "1wd").last
        == "thứ Sáu 02/01/2026: ngày làm việc, tính là ngày thứ 1 "
        + "(có tin hoán đổi ngày làm việc, chưa đối chiếu)")
  }
}
