/// What is known of a dossier that is late in the software, to tell whether it was late in reality (F004-01).
public struct LateHistory: Sendable, Hashable {
  /// What the facts come to. Nothing is changed by it: it only says where somebody should look.
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// Thực tế đúng hạn, trễ trên phần mềm: strong evidence of a finish in time, and nothing against it.
    case inTime = "in-time"
    /// Có thể đúng hạn, cần thêm bằng chứng: only what the unit itself could have written says so.
    case possible
    /// Chưa rõ: what is known contradicts itself.
    case unclear
    /// Chưa thấy bằng chứng kết thúc sớm hơn: nothing speaks for an earlier finish.
    case late
  }

  /// A verdict with what it rests on.
  public struct Finding: Sendable, Hashable {
    /// What the facts come to.
    public let verdict: Verdict
    /// When it was probably finished; nil where nothing says so.
    public let finish: Moment?
    /// Whether it is the record of another system that says so: then the lateness came from synchronising.
    public let isSynchronisation: Bool
  }

  /// Received at.
  public let received: Moment
  /// The appointment by which it is judged.
  public let due: Moment
  /// The time it was given.
  public let limit: TimeLimit
  /// Finished in the software; or now, while it is open.
  public let finished: Moment
  /// The result files as they stand.
  public let files: Set<Int64>
  /// What says when the result was there.
  public let evidence: [Evidence]
  /// When somebody still worked on the matter itself, or admitted that it was late.
  public let work: [Moment]

  /// What is known.
  public init(
    received: Moment, due: Moment, limit: TimeLimit, finished: Moment, files: Set<Int64>,
    evidence: [Evidence],
    work: [Moment]
  ) {
    (self.received, self.due, self.limit, self.finished) = (received, due, limit, finished)
    (self.files, self.evidence, self.work) = (files, evidence, work)
  }

  /// By which somebody still works on the matter, so that no result can have been there before: asking for papers, verifying,
  /// asking another agency, sending back; or says that it is late (an apology, art 19.9).
  public static let working: Set<Verb> = [
    .proposeSupplement, .requestSupplement, .answerSupplement, .acceptSupplement, .reopenSupplement,
    .sendBack, .verify,
    .extend, .openStage, .answerStage, .draftApology, .apologise,
  ]

  /// Whether a moment is in time.
  public func isInTime(_ moment: Moment) -> Bool {
    limit.isKept(by: moment, due: due)
  }

  /// What the facts come to.
  public var finding: Finding {
    let told = evidence.filter { $0.grade != .step && $0.moment >= received && $0.moment < finished }
    if let proven = earliest(told.filter { $0.grade == .strong }), isInTime(proven.moment) {
      return finding(work.contains { $0 > proven.moment } ? .unclear : .inTime, proven)
    }
    let weak = told.filter { $0.grade == .weak }
    let strongFiles = told.filter { $0.grade == .strong && isInTime($0.moment) }
    guard let latest = (weak + strongFiles).filter({ isInTime($0.moment) }).max(by: { $0.moment < $1.moment })
    else {
      return Finding(verdict: .late, finish: nil, isSynchronisation: false)
    }
    // A date beyond the appointment that the unit itself wrote speaks against it as loudly as another speaks for it.
    let isContradicted = told.contains {
      !isInTime($0.moment) && $0.kind != .upload && $0.kind != .signedUpload
    }
    let hadWork = work.contains { $0 > latest.moment }
    return finding(isContradicted || hadWork ? .unclear : .possible, latest)
  }

  private func finding(_ verdict: Verdict, _ evidence: Evidence) -> Finding {
    Finding(verdict: verdict, finish: evidence.moment, isSynchronisation: evidence.kind == .otherSystem)
  }

  /// From when on the whole result is proven: what is about all of it, or the last of its files, each by its first evidence.
  private func earliest(_ strong: [Evidence]) -> Evidence? {
    let whole = strong.filter { $0.file == nil }
    let firsts = files.map { file in
      strong.filter { $0.file == file }.min { $0.moment < $1.moment }
    }
    let byFiles =
      firsts.contains { $0 == nil } ? nil : firsts.compactMap(\.self).max { $0.moment < $1.moment }
    return (whole + (byFiles.map { [$0] } ?? [])).min { $0.moment < $1.moment }
  }
}
