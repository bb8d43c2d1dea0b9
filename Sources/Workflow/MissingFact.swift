/// Something about a procedure that nobody has stated yet: shown as such, and listed for the administrator.
///
/// Decision 6: nothing is invented. Without a time, a fee or a form the procedure cannot be filed online.
public enum MissingFact: Hashable, Sendable {
  /// The time for a channel or case, often printed without its unit.
  case time(String?)
  /// Every fee, or who sets it.
  case fees, feesSetByProvince
  /// The fee of one case among others that are known.
  case fee(String)
  /// The electronic form.
  case form
  /// The level was not confirmed, nor the papers, the result, its code and the decision stated.
  case level, papers, result, resultCode, decision

  /// What visitors read instead of the fact.
  public static let notice = "Chưa có dữ liệu, xin liên hệ bộ phận một cửa"

  /// Whether online filing stays closed until the fact is known.
  public var closesOnlineFiling: Bool {
    switch self {
    case .time, .fees, .feesSetByProvince, .form: true
    case .fee, .level, .papers, .result, .resultCode, .decision: false
    }
  }

  /// What is missing, in words.
  public var vietnamese: String {
    switch self {
    case .time(nil): "Thời hạn giải quyết"
    case .time(.some(let name)): "Thời hạn giải quyết (\(name))"
    case .fees: "Phí, lệ phí"
    case .feesSetByProvince: "Mức phí, lệ phí do HĐND tỉnh quy định"
    case .fee(let name): "Mức phí, lệ phí: \(name)"
    case .form: "Mẫu đơn, tờ khai điện tử"
    case .level: "Mức độ dịch vụ công trực tuyến (chưa đối chiếu)"
    case .papers: "Thành phần hồ sơ"
    case .result: "Kết quả giải quyết"
    case .resultCode: "Mã kết quả"
    case .decision: "Số quyết định công bố"
    }
  }
}

extension ProcedureRevision {
  /// What is not known, most weighty first.
  public var missingFacts: [MissingFact] {
    missingTimes + missingFees + otherMissingFacts
  }

  /// Whether citizens can file through the portal.
  public var acceptsOnlineFiling: Bool {
    level >= .partial && channels.contains(.online) && !missingFacts.contains(where: \.closesOnlineFiling)
  }

  private var missingTimes: [MissingFact] {
    times.isEmpty ? [.time(nil)] : times.filter { $0.promised == nil }.map { .time($0.caseName) }
  }

  /// One known row is enough to file: the free registration in time stays open although the province sets the fee
  /// of a late one.
  private var missingFees: [MissingFact] {
    let unknown = fees.filter { $0.amount == nil }
    guard unknown.count == fees.count else { return unknown.map { .fee($0.name) } }
    return [fees.contains(where: \.setByProvince) ? .feesSetByProvince : .fees]
  }

  private var otherMissingFacts: [MissingFact] {
    let facts: [(isMissing: Bool, fact: MissingFact)] = [
      (form == nil && level >= .partial, .form), (!levelVerified, .level),
      (!papers.contains { $0.kind != .note }, .papers), (results.isEmpty, .result),
      (results.contains { $0.code == nil }, .resultCode), (decision == nil, .decision),
    ]
    return facts.filter(\.isMissing).map(\.fact)
  }
}
