import Storage
import Workflow

extension CounterEntry {
  /// Everything that must be mended before the dossier can be received, in the order of the page; where it is answered
  /// with a slip instead, papers may be missing and there is no appointment.
  ///
  /// - Parameter scanned: the papers that have a file already.
  func problems(
    _ procedure: ProcedureRevision, scanned: Set<String>, isReceived: Bool, _ visit: Visit
  ) -> [Problem] {
    ownerProblems(visit) + submitterProblems(visit) + paperProblems(procedure, visit)
      + (isReceived ? scanProblems(procedure, scanned, visit) : []) + numberProblems(visit)
      + channelProblems(procedure, visit) + (isReceived ? appointmentProblems(procedure, visit) : [])
  }

  /// What must be mended of what the dossiers of a batch share.
  func commonProblems(_ procedure: ProcedureRevision, _ visit: Visit) -> [Problem] {
    submitterProblems(visit) + numberProblems(visit).filter { $0.field != "copies" }
      + appointmentProblems(procedure, visit)
  }

  /// What must be mended of one dossier of a batch.
  func rowProblems(
    _ procedure: ProcedureRevision, scanned: Set<String>, _ visit: Visit
  ) -> [Problem] {
    ownerProblems(visit) + scanProblems(procedure, scanned, visit)
      + numberProblems(visit).filter { $0.field == "copies" }
  }

  /// What must be mended of the facts that can be corrected after receipt.
  func factProblems(_ visit: Visit) -> [Problem] {
    ownerProblems(visit) + submitterProblems(visit) + numberProblems(visit)
  }

  /// F003-05: what is submitted on paper becomes electronic at receipt, or says why not.
  private func scanProblems(
    _ procedure: ProcedureRevision, _ scanned: Set<String>, _ visit: Visit
  ) -> [Problem] {
    missing(procedure, scanned).map { paper in
      Problem(
        field: "paper.\(paper.id)",
        message: visit.text("{paper}: quét tệp, hoặc ghi ngoại lệ có lý do.", ["paper": paper.name]))
    }
  }

  /// Papers to be handed in that have neither file nor exception.
  func missing(_ procedure: ProcedureRevision, _ scanned: Set<String>) -> [Paper] {
    procedure.neededPapers(nil, case: caseName.isEmpty ? nil : caseName).filter { paper in
      paper.kind == .submit && !scanned.contains(paper.id) && papers[paper.id]?.exception == nil
        && papers[paper.id]?.reused == nil
    }
  }

  /// What is used again is that person's own, who agreed.
  func reuseProblems(
    _ procedure: ProcedureRevision, _ reusable: ReusableFiles, _ visit: Visit
  ) -> [Problem] {
    let chosen = procedure.papers.compactMap { paper in papers[paper.id]?.reused.map { (paper, $0) } }
    guard !chosen.isEmpty else { return [] }
    let foreign = chosen.filter { !reusable.contains($0.1) }.map { paper, _ in
      Problem(
        field: "paper.\(paper.id)",
        message: visit.text("{paper}: giấy tờ dùng lại không phải của người đang nộp.", ["paper": paper.name])
      )
    }
    guard !isConsented else { return foreign }
    let message = visit.text("Dùng lại giấy tờ: đánh dấu khi người nộp đồng ý.")
    return foreign + [Problem(field: "consent", message: message)]
  }

  private func ownerProblems(_ visit: Visit) -> [Problem] {
    var problems: [Problem] = []
    if PersonName(ownerName) == nil {
      problems.append(
        Problem(field: "ownerName", message: visit.text("Chủ hồ sơ: ghi họ tên bằng chữ cái.")))
    }
    if let kind = IdentityKind(rawValue: identityKind) {
      if IdentityNumber(kind, identity) == nil {
        problems.append(
          Problem(
            field: "identity",
            message: visit.text(
              "Giấy tờ tùy thân: số {kind} {shape}.",
              ["kind": visit.text(kind.vietnamese), "shape": visit.text(kind.shape)])))
      }
    } else {
      problems.append(
        Problem(field: "identityKind", message: visit.text("Giấy tờ tùy thân: chọn loại giấy tờ.")))
    }
    problems += phoneProblem(phone, "phone", "Điện thoại chủ hồ sơ", visit)
    if !email.isEmpty, EmailAddress(email) == nil {
      problems.append(
        Problem(
          field: "email",
          message: visit.text("Thư điện tử: ghi địa chỉ đầy đủ, ví dụ ten@example.vn.")))
    }
    if address.isEmpty || address.codePoints > 300 {
      problems.append(
        Problem(field: "address", message: visit.text("Địa chỉ: ghi nơi cư trú, nhiều nhất 300 ký tự.")))
    }
    return problems
  }

  private func submitterProblems(_ visit: Visit) -> [Problem] {
    guard !submitterName.isEmpty || !submitterIdentity.isEmpty || !submitterPhone.isEmpty else { return [] }
    var problems: [Problem] = []
    if PersonName(submitterName) == nil {
      problems.append(
        Problem(field: "submitterName", message: visit.text("Người nộp: ghi họ tên bằng chữ cái.")))
    }
    if submitterIdentity.isEmpty || submitterIdentity.codePoints > 50 {
      problems.append(
        Problem(field: "submitterIdentity", message: visit.text("Người nộp: ghi số giấy tờ tùy thân.")))
    }
    return problems + phoneProblem(submitterPhone, "submitterPhone", "Điện thoại người nộp", visit)
  }

  private func phoneProblem(
    _ phone: String, _ field: String, _ label: String, _ visit: Visit
  ) -> [Problem] {
    guard !phone.isEmpty, PhoneNumber(phone) == nil else { return [] }
    return [
      Problem(
        field: field,
        message: visit.text(
          "{label}: ghi số điện thoại trong nước, ví dụ 0912 345 678.", ["label": visit.text(label)]))
    ]
  }

  private func numberProblems(_ visit: Visit) -> [Problem] {
    var problems: [Problem] = []
    if Int(copies).map({ !(1...99).contains($0) }) ?? true {
      problems.append(Problem(field: "copies", message: visit.text("Số bộ hồ sơ: ghi số từ 1 đến 99.")))
    }
    if feeAmount == nil {
      problems.append(Problem(field: "fee", message: visit.text("Lệ phí: ghi số tiền bằng đồng.")))
    }
    if summary.codePoints > 1000 {
      problems.append(Problem(field: "summary", message: visit.text("Trích yếu: nhiều nhất 1.000 ký tự.")))
    }
    if venue.codePoints > 300 {
      problems.append(
        Problem(field: "venue", message: visit.text("Nơi tiếp nhận lưu động: nhiều nhất 300 ký tự.")))
    }
    return problems
  }

  /// "8.000" and "8000" are the same.
  var feeAmount: Int? {
    let digits = fee.filter { $0 != "." && $0 != " " }
    return Int(digits.isEmpty ? "0" : digits).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil }
  }

  private func channelProblems(_ procedure: ProcedureRevision, _ visit: Visit) -> [Problem] {
    guard caseName.isEmpty || procedure.caseNames.contains(caseName) else {
      return [
        Problem(field: "caseName", message: visit.text("Trường hợp: chọn một trường hợp của thủ tục này."))
      ]
    }
    var problems = Problems(visit)
    problems.check(
      Channel(rawValue: channel).map { $0 != .online } ?? false, "channel", "Chọn hình thức nộp.")
    problems.check(
      Dossiers.ReturnMethod(rawValue: returnMethod) != nil, "returnMethod", "Chọn cách nhận kết quả.")
    return problems.found
  }

  private func appointmentProblems(_ procedure: ProcedureRevision, _ visit: Visit) -> [Problem] {
    guard let channel = Channel(rawValue: channel) else { return [] }
    let known = procedure.time(for: channel, case: caseName.isEmpty ? nil : caseName)?.promised != nil
    guard !known, appointment.map({ $0 <= visit.now }) ?? true else { return [] }
    return [
      Problem(
        field: "appointmentDay",
        message: visit.text("Ngày hẹn trả: ghi ngày và giờ sau thời điểm này, ví dụ 05/09/2026 và 16:30."))
    ]
  }

  private func paperProblems(_ procedure: ProcedureRevision, _ visit: Visit) -> [Problem] {
    procedure.papers.compactMap { paper in
      guard let typed = papers[paper.id] else { return nil }
      if [typed.originals, typed.certified, typed.photocopies].contains(where: { PaperEntry.count($0) == nil }
      ) {
        return Problem(
          field: "paper.\(paper.id)",
          message: visit.text("{paper}: số bản là số từ 0 đến 999.", ["paper": paper.name]))
      }
      if !typed.exceptionCode.isEmpty, typed.exceptionReason.isEmpty || typed.exceptionReason.codePoints > 500
      {
        return Problem(
          field: "paper.\(paper.id)",
          message: visit.text("{paper}: ghi lý do của ngoại lệ.", ["paper": paper.name]))
      }
      return nil
    }
  }
}
