/// The correction of a result that the office got wrong (đính chính kết quả; art 21): at the office's cost, signed like
/// the result itself. The dates by which reports judge do not move.
public struct Amendment: Sendable, Hashable, Codable {
  /// When the counter noted the error.
  public let reportedAt: Moment
  /// What is wrong.
  public let why: String
  /// How many corrected files were attached since.
  public internal(set) var files = 0
  /// When a leader signed the corrected result.
  public internal(set) var signedAt: Moment?
  /// When the citizen got it.
  public internal(set) var returnedAt: Moment?

  init(reportedAt: Moment, why: String) {
    (self.reportedAt, self.why) = (reportedAt, why)
  }

  /// Whether something is still to be done.
  public var isOpen: Bool { returnedAt == nil }
  /// Whether the corrected result waits for its signature.
  public var awaitsSignature: Bool { signedAt == nil }
}

extension Dossier {
  /// The correction on its way; nil where there is none.
  public var openAmendment: Amendment? { turns.amendments.last { $0.isOpen } }

  /// Whether a result waits to be corrected and signed anew.
  var awaitsAmendment: Bool { openAmendment?.awaitsSignature ?? false }

  /// Whether there is something to sign: a corrected file, or a paper that has none.
  var isAmendmentReady: Bool { (openAmendment?.files ?? 0) > 0 || terms.resultOnPaperOnly }

  mutating func reportError(_ why: String, at moment: Moment) -> [Effect] {
    turns.amendments.append(Amendment(reportedAt: moment, why: why))
    return [.notifyApplicant(.errorFound)]
  }

  mutating func amend(at moment: Moment) -> [Effect] {
    changeOpenAmendment { $0.signedAt = moment }
    return [.notifyApplicant(.amended)]
  }

  /// With the result itself, or after it.
  mutating func returnAmended(at moment: Moment) {
    changeOpenAmendment { $0.returnedAt = moment }
  }

  mutating func attachResult() {
    resultFiles += 1
    changeOpenAmendment { $0.files += 1 }
  }

  private mutating func changeOpenAmendment(_ body: (inout Amendment) -> Void) {
    guard let index = turns.amendments.lastIndex(where: \.isOpen) else { return }
    body(&turns.amendments[index])
  }
}
