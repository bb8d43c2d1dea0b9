import Storage
import Workflow

extension Turn {
  /// What moves an appointment, and the word to the citizen about it (arts 19.3, 19.9).
  static let late = [apologise, draftApology, verify, extend, recordNotice]

  static let draftApology = Turn(
    verb: .draftApology,
    explanation:
      "Lãnh đạo ký thư thì ngày hẹn trả mới đổi. Mỗi hồ sơ chỉ được xin lỗi và hẹn lại một lần; thư gửi trước ngày hẹn ít nhất 01 ngày.",
    confirmation: .apologyDrafted, fields: apologyFields,
    action: { input in
      let code: DelayReason? = input.one("code", or: "Chọn lý do chậm.")
      let why = input.required("why", or: "Viết lý do để người nộp hiểu vì sao chậm.", most: 1000)
      let newDate = try input.newAppointment("newDate")
      guard let code, let newDate else { return nil }
      return .draftApology(code, why: why, newDate: newDate)
    })

  static let apologise = Turn(
    verb: .apologise,
    explanation:
      "Ký xong, ngày hẹn trả chuyển sang ngày mới và người nộp được báo. Hồ sơ vẫn được thống kê theo ngày hẹn cũ.",
    confirmation: .apologised, letter: { try ApologyLetter($0, on: $1.now.day, by: $1.person(), $1) },
    action: { _ in .apologise })

  static let verify = Turn(
    verb: .verify,
    explanation:
      "Ghi thời gian, địa điểm, thành phần và nội dung xác minh; biên bản được lưu trong nhật ký hồ sơ.",
    confirmation: .verified,
    fields: { _, visit in
      [
        .day("day", "Ngày xác minh", visit.now.day.vietnamese, visit), .time("time", "Giờ", visit),
        InputModel(id: "place", label: visit.text("Địa điểm"), isRequired: true),
        InputModel(
          id: "participants", label: visit.text("Thành phần tham gia"),
          hint: visit.text("Họ tên, chức vụ hoặc địa chỉ của từng người."), isRequired: true, rows: 3),
        InputModel(id: "content", label: visit.text("Nội dung xác minh"), isRequired: true, rows: 6),
      ]
    },
    action: { input in
      let at = input.moment(day: "day", time: "time", or: "Ghi ngày 21/11/2026 và giờ 14:30.")
      let place = input.required("place", or: "Ghi địa điểm.", most: 500)
      let participants = input.required("participants", or: "Ghi những người tham gia.")
      let content = input.required("content", or: "Ghi nội dung xác minh.", most: 4000)
      guard let at else { return nil }
      if at > input.visit.now { input.fault("day", "Thời điểm xác minh không thể ở tương lai.") }
      if let received = input.record.dossier.receivedAt, at < received {
        input.fault("day", "Thời điểm xác minh phải sau khi tiếp nhận hồ sơ.")
      }
      return .verify(Verification(at: at, place: place, participants: participants, content: content))
    })

  static let extend = Turn(
    verb: .extend,
    explanation:
      "Chỉ gia hạn theo quy định của thủ tục, mỗi trường hợp một lần; ngày hẹn trả được tính lại và người nộp được báo.",
    confirmation: .extended,
    fields: { record, visit in
      [
        InputModel(
          id: "extension", label: visit.text("Trường hợp gia hạn"), isRequired: true,
          choices: unusedExtensions(record, visit)), .reason(visit),
      ]
    },
    facts: { record, visit in [appointment(record, visit)] },
    action: { input in
      let choices = unusedExtensions(input.record, input.visit)
      let id = input.chosen("extension", among: choices, or: "Chọn trường hợp gia hạn.")
      let why = input.reason()
      return id.map { .extend($0, why: why) }
    })

  static let recordNotice = Turn(
    verb: .recordNotice,
    explanation: "Thông báo được coi là đã gửi từ lần gửi sớm nhất được ghi nhận.",
    confirmation: .noticeRecorded,
    fields: { record, visit in
      [
        InputModel(
          id: "notice", label: visit.text("Thông báo"), isRequired: true, choices: told(record, visit)),
        InputModel(
          id: "channel", label: visit.text("Gửi bằng cách nào"), isRequired: true,
          choices: channels.map { Choice($0.rawValue, visit.text($0.vietnamese)) }),
        InputModel(
          id: "reference", label: visit.text("Số bưu gửi, số điện thoại hoặc người nhận"),
          hint: visit.text("Ví dụ: EC123456789VN; 0912 345 678, gặp bà Mai."), isRequired: true),
      ]
    },
    action: { input in
      let notice = input.chosen(
        "notice", among: told(input.record, input.visit), or: "Chọn thông báo đã gửi.")
      let channel: NoticeChannel? = input.one("channel", or: "Chọn cách gửi.")
      let reference = input.required(
        "reference", or: "Ghi số bưu gửi, số điện thoại hoặc người nhận.", most: 200)
      guard let notice = notice.flatMap(Notice.init(rawValue:)), let channel, channels.contains(channel)
      else { return nil }
      return .recordNotice(notice, channel, reference: reference)
    })

  /// The account is told by the portal itself.
  private static let channels = NoticeChannel.allCases.filter { $0 != .account }

  private static func appointment(_ record: Dossiers.Record, _ visit: Visit) -> Fact {
    Fact(label: visit.text("Ngày hẹn trả hiện nay"), value: record.dossier.appointment?.vietnamese ?? "")
  }

  private static func unusedExtensions(_ record: Dossiers.Record, _ visit: Visit) -> [Choice] {
    let dossier = record.dossier
    return dossier.terms.policy.extensions.filter { !dossier.turns.extended.contains($0.id) }
      .map { Choice($0.id, "\($0.name): \(visit.text($0.time))") }
  }

  /// What the citizen was or is to be told about a dossier, the letter of apology first.
  private static func told(_ record: Dossiers.Record, _ visit: Visit) -> [Choice] {
    let (dossier, turns) = (record.dossier, record.dossier.turns)
    let notices: [(Notice, Bool)] = [
      (.apologised, turns.apology?.signedAt != nil), (.refused, dossier.state == .refused),
      (.stopped, dossier.state == .stopped), (.supplementRequested, !turns.supplements.isEmpty),
      (.paymentDemanded, turns.payment != nil), (.extended, !turns.extended.isEmpty),
      (.refusedAfterReview, turns.outcome.isRefusal && dossier.finishedAt != nil),
      (.corrected, turns.receiptVersion > 1), (.ready, dossier.state == .atCounter),
      (.received, dossier.receivedAt != nil),
    ]
    return notices.filter(\.1).map { Choice($0.0.rawValue, visit.text($0.0.shortWords)) }
  }
}

extension Turn {
  /// Where two working days or fewer are left, a date and what is known of the reason are proposed.
  private static let apologyFields: @Sendable (Dossiers.Record, Visit) throws -> [InputModel] = {
    record, visit in
    let proposal = try ApologyProposal(record, visit)
    let none = [Choice("", visit.text("Chọn lý do"))]
    return [
      InputModel(
        id: "code", label: visit.text("Lý do chậm"), isRequired: true,
        choices: none
          + DelayReason.allCases.map {
            Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0 == proposal.code)
          }),
      InputModel(
        id: "why", label: visit.text("Giải thích với người nộp"), value: proposal.why,
        hint: visit.text("Câu này đứng trong thư, người nộp đọc được."), isRequired: true, rows: 4),
      .day("newDate", "Ngày hẹn mới", proposal.newDate?.vietnamese ?? "", visit),
    ]
  }
}

/// What a letter begins with: the letter drafted before, or what the dossier tells of the reason and the third
/// working day from now or from the appointment.
private struct ApologyProposal {
  var code: DelayReason?
  var why = ""
  var newDate: Day?

  init(_ record: Dossiers.Record, _ visit: Visit) throws {
    let dossier = record.dossier
    if let drafted = dossier.turns.apology {
      (code, why, newDate) = (drafted.code, drafted.why, drafted.newDate.day)
      return
    }
    let calendar = try visit.reference().calendar
    guard dossier.needsApology(at: visit.now, calendar), let appointment = dossier.appointment else { return }
    newDate = calendar.day(3, workingDaysAfter: max(appointment.day, visit.now.day))
    if let stage = dossier.turns.stages.first(where: \.isOpen) {
      code = .partner
      let agency = try visit.reference().agency(stage.agency)?.name ?? ""
      why = visit.text("Đang chờ {agency} trả lời.", ["agency": agency])
    } else if !dossier.turns.verifications.isEmpty {
      code = .verification
    }
  }
}

extension TurnInput {
  /// The close of a working day later than the appointment and today.
  fileprivate mutating func newAppointment(_ id: String) throws -> Moment? {
    guard let moment = try endOfDay(id, or: "Ghi ngày hẹn mới theo mẫu 21/11/2026.") else { return nil }
    if try !visit.reference().calendar.isWorking(moment.day) {
      fault(id, "Ngày hẹn mới phải là ngày làm việc.")
    }
    if moment <= max(visit.now, record.dossier.appointment ?? visit.now) {
      fault(id, "Ngày hẹn mới phải sau ngày hẹn cũ và sau hôm nay.")
    }
    return moment
  }
}
