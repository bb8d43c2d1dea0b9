import Workflow

/// What citizens of the demo district complained of and suggested, and what the heads of its units answered: most in time, some
/// late, one moved, some still open.
struct DemoPetitions {
  let db: WriteAccess
  let calendar: WorkingCalendar
  let until: Moment

  private struct Matter {
    let kind: Petition.Kind
    let subject: String
    let body: String
    let answer: String
    let finding: Petition.Finding
  }

  private static let matters = [
    Matter(
      kind: .handling, subject: "Phải đi lại nhiều lần để chứng thực giấy tờ",
      body: "Tôi đến hai buổi đều được hẹn quay lại mà không có phiếu hướng dẫn.",
      answer: "Bộ phận một cửa đã xin lỗi ông/bà và từ nay hướng dẫn một lần bằng phiếu.", finding: .founded),
    Matter(
      kind: .conduct, subject: "Thái độ khi hướng dẫn tại quầy",
      body: "Cán bộ trả lời gắt khi tôi hỏi lại về giấy tờ còn thiếu.",
      answer: "UBND đã kiểm tra, nhắc nhở cán bộ trực quầy và xin lỗi ông/bà.", finding: .partlyFounded),
    Matter(
      kind: .rules, subject: "Đề nghị mở quầy sáng thứ Bảy",
      body: "Nhiều người đi làm xa, chỉ về cuối tuần. Đề nghị có người trực sáng thứ Bảy.",
      answer: "UBND tiếp thu và đang sắp xếp người trực sáng thứ Bảy đầu tháng.", finding: .founded),
    Matter(
      kind: .conduct, subject: "Phản ánh thu tiền ngoài quy định",
      body: "Tôi nghe nói phải nộp thêm tiền để nhận kết quả sớm.",
      answer: "Đã xác minh biên lai và làm việc với người liên quan: chỉ thu lệ phí theo quy định.",
      finding: .unfounded),
    Matter(
      kind: .other, subject: "Máy lấy số hỏng", body: "Máy lấy số tại sảnh hỏng đã một tuần.",
      answer: "Máy đã được sửa. Cảm ơn ông/bà đã báo.", finding: .founded),
  ]
  private static let names = [
    "Lê Văn Thuận", "Vi Thị Nhàn", "Lương Văn Bảo", "Hà Thị Xuyến", "Quách Văn Mừng",
  ]

  /// Those of one unit: one about every seven weeks.
  func make(of unit: DemoUnit, place: Int, citizen: PersonID?) throws {
    guard let agency = try Reference.read(db, version: 0).agency(unit.agency),
      let head = try head(of: unit)
    else { return }
    for turn in 0..<4 {
      let day = calendar.day(0, workingDaysAfter: until.day - (turn * 49 + place % 5 * 4 + 3))
      guard day > unit.firstDay else { return }
      let at = Moment(day: day, minuteOfDay: 9 * 60 + place + turn)
      let matter = Self.matters[(place + turn) % Self.matters.count]
      let isOwn = citizen != nil && turn % 2 == 0
      let due = Petition.due(receivedOn: day, within: agency.petitionDays, calendar)
      let name = Self.names[(place + turn) % Self.names.count]
      let id = try Petitions.submit(
        Petitions.New(
          agency: agency.id, kind: matter.kind, channel: isOwn ? .account : .telephone,
          petitioner: isOwn ? citizen : nil, name: isOwn ? try self.name(of: citizen) : name,
          contact: isOwn ? "" : "0911 000 \(100 + place)", dossier: nil, subject: matter.subject,
          body: matter.body, due: due), agencyCode: agency.code,
        by: isOwn ? citizen ?? unit.officers[0] : unit.officers[0], at: at, in: db)
      try settle(id, matter, due, by: head, turn: turn, place)
    }
  }

  /// One in seven is late; the newest of some are still open, one of them with its day moved.
  private func settle(
    _ id: Int64, _ matter: Matter, _ due: Day, by head: PersonID, turn: Int, _ place: Int
  ) throws {
    guard var stored = try Petitions.petition(id, in: db) else { return }
    if turn == 1, place % 8 == 3 {
      let asked = Moment(day: calendar.day(0, workingDaysAfter: due), minuteOfDay: 16 * 60)
      guard asked < until else { return }
      try Petitions.extend(
        stored, to: calendar.day(5, workingDaysAfter: due), why: "Chờ xác minh tại thôn.", by: head,
        at: asked, in: db)
      stored = try known(Petitions.petition(id, in: db))
    }
    let isLate = (place + turn) % 7 == 6
    let day = calendar.day(isLate ? 2 : -(1 + turn), workingDaysAfter: stored.due)
    let at = Moment(day: day, minuteOfDay: 14 * 60 + place)
    guard at < until, turn > 0 || place % 3 == 0 else { return }
    try Petitions.answer(matter.answer, matter.finding, files: [], to: stored, by: head, at: at, in: db)
    let rated = Moment(day: day + 1, minuteOfDay: 20 * 60)
    guard let petitioner = stored.petitioner, rated < until, turn > 0 else { return }
    try Petitions.rate(
      known(Petitions.petition(id, in: db)), place % 4 == 1 ? .neutral : .content, by: petitioner, at: rated,
      in: db)
  }

  private func head(of unit: DemoUnit) throws -> PersonID? {
    try People.holders(of: unit.commune == nil ? .overseer : .chairman, at: unit.agency, in: db).first?.id
  }

  private func name(of citizen: PersonID?) throws -> String {
    try citizen.flatMap { try People.person($0, in: db)?.name } ?? ""
  }
}
