/// The index of direction, administration and quality of service (bộ chỉ số phục vụ người dân, doanh nghiệp; QĐ 766/QĐ-TTg): six
/// groups, 100 points. The annex was not seen; the formulas are those found in use (rules §7).
public enum ServiceIndex {
  /// A group of metrics.
  public enum Group: Int, Sendable, CaseIterable {
    /// Công khai, minh bạch.
    case openness = 1
    /// Tiến độ giải quyết.
    case progress
    /// Dịch vụ công trực tuyến.
    case online
    /// Thanh toán trực tuyến.
    case payment
    /// Mức độ hài lòng.
    case satisfaction
    /// Số hóa hồ sơ.
    case digitisation
  }

  /// What is measured.
  public enum Metric: String, Sendable, CaseIterable {
    /// Công bố đúng hạn.
    case publishedOnTime = "published-on-time"
    /// Cập nhật, công khai đúng hạn.
    case updatedOnTime = "updated-on-time"
    /// Nội dung công khai đầy đủ.
    case contentFull = "content-full"
    /// Hồ sơ đồng bộ lên Cổng DVCQG.
    case synchronised
    /// Hồ sơ giải quyết đúng hạn.
    case onTime = "on-time"
    /// Thủ tục cung cấp toàn trình, một phần.
    case offered
    /// Dịch vụ trực tuyến có phát sinh hồ sơ.
    case used
    /// Hồ sơ trực tuyến.
    case online
    /// Hồ sơ thanh toán trực tuyến.
    case paidOnline = "paid-online"
    /// Dịch vụ có thanh toán trực tuyến.
    case payable
    /// Dịch vụ có phát sinh thanh toán trực tuyến.
    case payableUsed = "payable-used"
    /// Phản ánh, kiến nghị xử lý đúng hạn.
    case petitionsOnTime = "petitions-on-time"
    /// Hài lòng về xử lý phản ánh, kiến nghị.
    case petitionsContent = "petitions-content"
    /// Hài lòng về tiếp nhận, giải quyết hồ sơ.
    case satisfied
    /// Cấp kết quả điện tử.
    case results
    /// Số hóa giấy tờ khi tiếp nhận, giải quyết.
    case papers
    /// Chứng thực bản sao điện tử.
    case certifiedCopies = "certified-copies"
    /// Khai thác, sử dụng lại dữ liệu đã số hóa.
    case reused
    /// Đồng bộ vào kho dữ liệu cá nhân.
    case personalStorage = "personal-storage"
    /// Hồ sơ kết nối cơ sở dữ liệu dân cư.
    case connectedDossiers = "connected-dossiers"
    /// Thủ tục kết nối cơ sở dữ liệu dân cư.
    case connectedProcedures = "connected-procedures"

    /// Its group.
    public var group: Group {
      switch self {
      case .publishedOnTime, .updatedOnTime, .contentFull, .synchronised: .openness
      case .onTime: .progress
      case .offered, .used, .online: .online
      case .paidOnline, .payable, .payableUsed: .payment
      case .petitionsOnTime, .petitionsContent, .satisfied: .satisfaction
      case .results, .papers, .certifiedCopies, .reused, .personalStorage, .connectedDossiers,
        .connectedProcedures:
        .digitisation
      }
    }

    /// Its points.
    public var maximum: Int {
      switch self {
      case .onTime: 20
      case .publishedOnTime, .synchronised, .online, .paidOnline, .petitionsOnTime, .petitionsContent,
        .satisfied,
        .results:
        6
      case .updatedOnTime, .used, .papers, .personalStorage: 4
      case .contentFull, .offered, .payable, .payableUsed, .certifiedCopies, .reused, .connectedDossiers,
        .connectedProcedures:
        2
      }
    }

    /// The share that has all of its points, in percent.
    public var target: Int {
      switch self {
      case .offered, .payable, .payableUsed, .reused: 80
      case .online: 50
      case .satisfied: 90
      default: 100
      }
    }
  }

  /// What is counted for it, of one agency or several together.
  public enum Count: String, Sendable, CaseIterable {
    /// Procedures that counters receive, and those of which nothing is missing on the portal.
    case published, complete
    /// Of these, those of levels 3 and 4, and those of them that were filed online.
    case offered, used
    /// Dossiers of the period by II.06a, and those solved in time or still in time.
    case received, inTime
    /// Dossiers that came in, and those that citizens filed online.
    case arisen, online
    /// Petitions that had to be answered, and those answered in time.
    case demanded, answeredOnTime
    /// Petitions answered, answers that were rated, and those that content.
    case answered, answersRated, answersContent
    /// Dossiers finished, and those whose result is there as a file.
    case finished, results
    /// Ratings by citizens, and those that are satisfied.
    case ratings, satisfied
    /// Papers handed in, those that are files, and those that are reused.
    case papers, digitised, reused
  }

  /// A share of a whole.
  public struct Share: Sendable, Hashable {
    /// How many of it.
    public let part: Int
    /// How many.
    public let whole: Int
  }

  /// The counts, added up for several agencies.
  public struct Facts: Sendable, Hashable {
    private var counts: [Count: Int]

    /// By count.
    public init(_ counts: [Count: Int] = [:]) { self.counts = counts }

    /// A count.
    public subscript(_ count: Count) -> Int { counts[count, default: 0] }

    /// Of several agencies together.
    public static func + (one: Facts, other: Facts) -> Facts {
      Facts(one.counts.merging(other.counts, uniquingKeysWith: +))
    }

    /// What a metric measures; nil where the portal has no source for it (decision 16).
    public func share(_ metric: Metric) -> Share? {
      func share(_ part: Count, of whole: Count) -> Share { Share(part: self[part], whole: self[whole]) }
      return switch metric {
      case .contentFull: share(.complete, of: .published)
      case .onTime: share(.inTime, of: .received)
      case .offered: share(.offered, of: .published)
      case .used: share(.used, of: .offered)
      case .online: share(.online, of: .arisen)
      case .petitionsOnTime: share(.answeredOnTime, of: .demanded)
      case .petitionsContent: share(.answersContent, of: .answersRated)
      case .satisfied: share(.satisfied, of: .ratings)
      case .results: share(.results, of: .finished)
      case .papers: share(.digitised, of: .papers)
      case .reused: share(.reused, of: .papers)
      case .publishedOnTime, .updatedOnTime, .synchronised, .paidOnline, .payable, .payableUsed,
        .certifiedCopies,
        .personalStorage, .connectedDossiers, .connectedProcedures:
        nil
      }
    }

    /// The points of a metric in hundredths, halves upward; nil where there is no source, or nothing to measure. Where a
    /// register exists and is empty, petitions have all of theirs; where dossiers ended and nobody rated, satisfaction has none.
    public func hundredths(_ metric: Metric) -> Int? {
      guard let share = share(metric) else { return nil }
      let all = metric.maximum * 100
      guard share.whole > 0 else {
        switch metric {
        case .petitionsOnTime: return all
        case .petitionsContent: return self[.answered] == 0 ? all : nil
        case .satisfied: return self[.finished] == 0 ? nil : 0
        default: return nil
        }
      }
      let (part, whole) = (all * share.part * 100, share.whole * metric.target)
      return min(all, (part * 2 + whole) / (whole * 2))
    }

    /// The points of metrics together; what has none leaves points and maximum.
    public func score(_ metrics: [Metric] = Metric.allCases) -> Score {
      metrics.reduce(into: Score()) { score, metric in
        guard let hundredths = hundredths(metric) else { return }
        score.hundredths += hundredths
        score.maximum += metric.maximum
      }
    }

    /// The points of a group.
    public func score(_ group: Group) -> Score { score(Metric.allCases.filter { $0.group == group }) }
  }

  /// Points, of how many.
  public struct Score: Sendable, Hashable {
    /// Points in hundredths.
    public fileprivate(set) var hundredths = 0
    /// How many there could be.
    public fileprivate(set) var maximum = 0

    /// Tenths of a percent of what there could be; nil where there could be none.
    public var tenthsOfPercent: Int? {
      maximum == 0 ? nil : (hundredths * 20 + maximum) / (maximum * 2)
    }
  }
}
