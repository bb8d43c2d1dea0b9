/// The nine indicators by which officers and agencies are scored (TT 01/2018/TT-VPCP arts 13–15; đánh giá việc giải quyết thủ
/// tục hành chính).
public enum ServiceScore {
  /// What is scored; each gives 0, 1 or 2.
  public enum Indicator: Int, Sendable, CaseIterable {
    /// Thời gian giải quyết so với quy định.
    case legalTime = 1
    /// Thời gian của từng cơ quan, đơn vị, cá nhân tham gia.
    case unitTimes
    /// Số lần phải liên hệ để hoàn thiện hồ sơ.
    case contacts
    /// Số cơ quan, đơn vị phải liên hệ để hoàn thiện hồ sơ.
    case places
    /// Tổ chức giải quyết tại bộ phận một cửa.
    case desk
    /// Công khai thủ tục hành chính.
    case publication
    /// Thái độ của cán bộ.
    case attitude
    /// Tiếp thu, giải trình phản ánh, kiến nghị.
    case petitions
    /// Cung cấp dịch vụ công trực tuyến.
    case online

    /// Those asked of each dossier; the others are asked of the agency.
    public static let ofDossiers: [Indicator] = [.legalTime, .unitTimes, .contacts, .places, .attitude]
    /// Those by which an officer is scored (art 15.1).
    public static let ofOfficers: [Indicator] = ofDossiers

    /// Whether a dossier has a mark of it.
    public var isOfDossiers: Bool { Self.ofDossiers.contains(self) }
  }

  /// What of a finished dossier decides its marks.
  public struct Facts: Sendable, Hashable {
    /// When it was finished; where a correction was approved, in reality.
    public var finished: Moment
    /// By when the law wants it, and the time it rests on.
    public var legal: (due: Moment, limit: TimeLimit)? {
      get { legalDue.flatMap { due in legalLimit.map { (due, $0) } } }
      set { (legalDue, legalLimit) = (newValue?.due, newValue?.limit) }
    }
    private var legalDue: Moment?
    private var legalLimit: TimeLimit?
    /// The appointment by which it is judged, and the time it rests on.
    public var promised: (due: Moment, limit: TimeLimit)? {
      get { promisedDue.flatMap { due in promisedLimit.map { (due, $0) } } }
      set { (promisedDue, promisedLimit) = (newValue?.due, newValue?.limit) }
    }
    private var promisedDue: Moment?
    private var promisedLimit: TimeLimit?
    /// How each of those who took part ended against the time given to him.
    public var parts: [Timeliness]
    /// How often the citizen was asked to complete it.
    public var requests: Int
    /// Whether it was filed, completed and given back without a way to the counter.
    public var isWithoutVisit: Bool

    /// A dossier finished at a moment, of which nothing else is known.
    public init(finished: Moment) {
      self.finished = finished
      (parts, requests, isWithoutVisit) = ([], 0, false)
    }

    /// The mark of an indicator; nil where nothing is known that decides it. The attitude's is what it is as long as nobody
    /// complained.
    public func mark(_ indicator: Indicator) -> Int? {
      switch indicator {
      case .legalTime: legal.map { Self.mark(Timeliness(finished, due: $0.due, limit: $0.limit)) }
      case .unitTimes: parts.map(Self.mark).min()
      case .contacts: max(0, 2 - requests)
      case .places: isWithoutVisit ? 2 : 1
      case .attitude: promised.map { Self.mark(Timeliness(finished, due: $0.due, limit: $0.limit)) }
      case .desk, .publication, .petitions, .online: nil
      }
    }

    private static func mark(_ timeliness: Timeliness) -> Int {
      switch timeliness {
      case .early: 2
      case .onTime: 1
      case .late: 0
      }
    }
  }

  // MARK: Marks of an agency

  /// Which share of its procedures a one-stop department must decide itself for two points, in percent (indicator 5).
  public static func deskShare(of kind: Agency.Kind) -> Int {
    switch kind {
    case .province: 20
    case .district: 50
    case .commune: 100
    case .department: 20
    }
  }

  /// Indicator 5.
  ///
  /// - Parameters:
  ///   - whole: procedures received, appraised and approved at the counter.
  ///   - received: procedures received there.
  ///   - all: procedures of its level.
  public static func desk(whole: Int, received: Int, all: Int, at kind: Agency.Kind) -> Int? {
    guard all > 0 else { return nil }
    if received > 0, whole * 100 >= received * deskShare(of: kind) { return 2 }
    return received == all ? 1 : 0
  }

  /// Indicator 6: posted at the office and published electronically, every procedure; or one of them.
  public static func publication(posted: Int, published: Int) -> Int? {
    published == 0 ? nil : posted >= published ? 2 : 1
  }

  /// Indicator 8.
  ///
  /// - Parameters:
  ///   - demanded: petitions that had to be answered by the end of the period.
  ///   - onTime: those answered in time.
  ///   - prolonged: those whose day was moved, or is over without an answer.
  public static func petitions(demanded: Int, onTime: Int, prolonged: Int) -> Int {
    guard prolonged == 0 else { return 0 }
    return onTime == demanded ? 2 : onTime * 100 >= demanded * 90 ? 1 : 0
  }

  /// Indicator 9.
  ///
  /// - Parameters:
  ///   - offered: procedures offered at levels 3 and 4.
  ///   - published: procedures that could be.
  ///   - online: dossiers that came in online.
  ///   - arisen: dossiers that came in.
  ///   - late: online dossiers late or not answered.
  public static func online(offered: Int, published: Int, online: Int, arisen: Int, late: Int) -> Int? {
    guard published > 0, arisen > 0 else { return nil }
    guard offered > 0, late == 0, online * 100 >= arisen * 15 else { return 0 }
    return offered * 100 >= published * 20 && online * 100 >= arisen * 30 ? 2 : 1
  }

  // MARK: Sums

  /// A mark of one decimal: sum of points by number of dossiers, in tenths, halves upward (art 14).
  public static func tenths(sum: Int, count: Int) -> Int? {
    count == 0 ? nil : (sum * 20 + count) / (count * 2)
  }

  /// Marks together; what has none is left out of points and maximum (decision 16).
  public struct Total: Sendable, Hashable {
    /// Points in tenths.
    public let tenths: Int
    /// How many points there could be.
    public let maximum: Int

    /// The marks of indicators in tenths, nil where there is none.
    public init(_ marks: [Int?]) {
      let known = marks.compactMap(\.self)
      (tenths, maximum) = (known.reduce(0, +), known.count * 2)
    }

    /// Whether more than half of a scale could be had: less is not enough to class anybody by.
    func suffices(for scale: Int) -> Bool { maximum * 2 > scale }

    /// Whether it reaches a number of tenths of a scale, taken in proportion where indicators are left out.
    func reaches(_ threshold: Int, of scale: Int) -> Bool { tenths * scale >= threshold * maximum }
  }

  /// How an agency is classed (art 15.2), on 18 points.
  public enum AgencyClass: String, Sendable, CaseIterable {
    /// Xuất sắc: 15 and more.
    case excellent
    /// Tốt: 12 and more.
    case good
    /// Khá: 9 and more.
    case fair
    /// Trung bình: 6 and more.
    case average
    /// Yếu.
    case weak

    /// Nil where too little was marked.
    public init?(_ total: Total) {
      guard total.suffices(for: 18) else { return nil }
      let steps: [(Int, AgencyClass)] = [(150, .excellent), (120, .good), (90, .fair), (60, .average)]
      self = steps.first { total.reaches($0.0, of: 18) }?.1 ?? .weak
    }
  }

  /// How much of an officer's tasks is done (art 15.1), on 10 points.
  public enum OfficerClass: String, Sendable, CaseIterable {
    /// Hoàn thành 100 % nhiệm vụ: 5 and more.
    case all
    /// Hoàn thành từ 70 % đến dưới 100 %: 3,5 and more.
    case most
    /// Dưới 70 %.
    case less

    /// Nil where too little was marked.
    public init?(_ total: Total) {
      guard total.suffices(for: 10) else { return nil }
      self = total.reaches(50, of: 10) ? .all : total.reaches(35, of: 10) ? .most : .less
    }
  }
}
