extension ProcedureRevision {
  /// What is wrong with the revision, in words for the administrator; a revision with faults is not published.
  /// What is merely unknown is no fault but a `MissingFact`.
  public func faults(fields: [ProcedureField], forms: [FormDescription]) -> [String] {
    let linked = form.flatMap { id in forms.first { $0.id == id } }
    let claims: [(isWrong: Bool, fault: String)] = [
      (!Procedure.isCode(code), "Mã thủ tục phải có dạng 1.001193"),
      (name.isEmpty, "Thủ tục chưa có tên"),
      (!fields.contains { $0.id == field }, "Không có lĩnh vực “\(field)”"),
      (form != nil && linked == nil, "Không có biểu mẫu “\(form ?? "")”"),
      (channels.isEmpty || Set(channels).count != channels.count, "Cách thức nộp trống hoặc trùng nhau"),
      (effectiveTo.map { $0 < effectiveFrom } ?? false, "Ngày hết hiệu lực trước ngày có hiệu lực"),
      (Set(papers.map(\.id)).count != papers.count, "Có hai giấy tờ cùng mã"),
      (papers.contains { $0.id.isEmpty || $0.name.isEmpty }, "Có giấy tờ chưa có mã hoặc tên"),
      (fees.contains { $0.amount.map { $0 < 0 } ?? false }, "Có mức phí âm"),
      (fees.contains { $0.amount != nil && $0.setByProvince }, "Phí do tỉnh quy định không ghi sẵn mức thu"),
      (results.contains { !Self.isResultCode($0.code) }, "Mã kết quả phải có dạng KQ.G15.000031"),
      (verificationDays.map { !(1...60).contains($0) } ?? false, "Số ngày xác minh không hợp lý"),
    ]
    return claims.filter(\.isWrong).map(\.fault) + conditionFaults(linked?.paths ?? [:]) + timeFaults
      + stepFaults
  }

  private func conditionFaults(_ paths: [String: FormField]) -> [String] {
    let owners = papers.map { ($0.name, $0.condition) } + times.map { ($0.caseName ?? "", $0.condition) }
    return owners.compactMap { owner, condition in condition.flatMap { paths.fault(of: $0, in: owner) } }
  }

  private var timeFaults: [String] {
    let keys = times.map { "\($0.channel?.rawValue ?? "")|\($0.caseName ?? "")" }
    let doubled = Set(keys).count == keys.count ? [] : ["Hai thời hạn cho cùng một kênh và trường hợp"]
    let nameless = times.contains { $0.condition != nil && $0.caseName == nil }
    let longer = times.filter { time in
      guard let legal = time.legal, let committed = time.committed else { return false }
      return Self.isLonger(committed, than: legal)
    }
    return doubled + (nameless ? ["Thời hạn có điều kiện phải có tên trường hợp"] : [])
      + (longer.isEmpty ? [] : ["Thời hạn cam kết dài hơn thời hạn theo quy định"])
  }

  private static func isLonger(_ one: TimeLimit, than other: TimeLimit) -> Bool {
    switch (one, other) {
    case (.calendarDays(let days), .calendarDays(let legal)): days > legal
    case (.sameDay, _): false
    case (_, .sameDay): true
    default: one.hours.flatMap { hours in other.hours.map { hours > $0 } } ?? false
    }
  }

  /// The shares of published steps must add up to the time they divide.
  private var stepFaults: [String] {
    guard let publishedSteps else { return [] }
    guard publishedSteps.count == 4 else { return ["Quy trình phải có đúng bốn bước"] }
    let roles: [StepRole] = [.oneStop, .specialist, .leader, .oneStop]
    guard publishedSteps.map(\.role) == roles else {
      return ["Bốn bước phải là một cửa, chuyên môn, lãnh đạo, một cửa"]
    }
    let promised = times.compactMap(\.promised)
    let fits = promised.isEmpty || promised.contains { publishedSteps.addUp(to: $0) }
    return fits ? [] : ["Thời gian các bước cộng lại không bằng thời hạn"]
  }

  /// `KQ.`, the letter and two digits, six digits (rules §4.3); no code is not a wrong code.
  public static func isResultCode(_ code: String?) -> Bool {
    guard let code else { return true }
    let parts = code.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "KQ" && parts[1].utf8.count == 3 && parts[2].utf8.count == 6
      && parts[1].first?.isUppercase == true
      && (parts[1].dropFirst() + parts[2]).utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension [ProcedureStep] {
  /// Whether the shares make up the time: all the same day, or their sum; also true where nothing is shared out.
  public func addUp(to limit: TimeLimit) -> Bool {
    let shares = compactMap(\.allotted)
    guard shares.count == count else { return shares.isEmpty }
    switch limit {
    case .sameDay: return shares.allSatisfy { $0 == .sameDay }
    case .calendarDays(let days):
      return shares.allSatisfy { if case .calendarDays = $0 { true } else { false } }
        && shares.reduce(0) { $0 + $1.amount } == days
    case .workingDays, .workingHours:
      let hours = shares.compactMap(\.hours)
      return hours.count == count && hours.reduce(0, +) == limit.hours
    }
  }
}

extension TimeLimit {
  /// Working hours, a working day having eight (rules §10.5); nothing for limits that weekends count in.
  fileprivate var hours: Int? {
    switch self {
    case .workingDays(let days): days * 8
    case .workingHours(let hours): hours
    case .calendarDays, .sameDay: nil
    }
  }
}
