/// That a dossier was finished in time in reality (đề nghị điều chỉnh trạng thái hạn; F004-02): proposed with evidence, supported
/// by the unit's head, approved by an office of the level above. What the software recorded stays as it is.
public enum Correction {
  /// Why the software had it late.
  public enum Cause: String, Sendable, Codable, CaseIterable {
    /// Cập nhật chậm trên phần mềm.
    case software
    /// Chậm do đồng bộ với hệ thống khác.
    case synchronisation
  }

  /// How far a proposal is.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// Chờ lãnh đạo đơn vị xác nhận.
    case proposed
    /// Chờ cơ quan cấp trên duyệt.
    case supported
    /// Đã được duyệt.
    case approved
    /// Không được chấp nhận.
    case refused
    /// Đã rút.
    case withdrawn

    /// Whether somebody has still to decide.
    public var isOpen: Bool { self == .proposed || self == .supported }
  }

  /// What is done to it.
  public enum Act: String, Sendable, Codable, CaseIterable {
    /// Đề nghị: by an officer or specialist of the unit; in a small commune, where all of them worked on the dossier, by one
    /// of its heads, whom another then supports.
    case propose
    /// Xác nhận: by the unit's head.
    case support
    /// Duyệt: by an office of the level above.
    case approve
    /// Không chấp nhận: by the head, and then by the office above.
    case refuse
    /// Rút: by who proposed it.
    case withdraw
  }

  /// In which capacity somebody comes to a dossier.
  public enum Part: String, Sendable, CaseIterable {
    /// One-stop officer or specialist of the unit.
    case officer
    /// Leader or chairman of the unit.
    case head
    /// Overseer of an office above the unit.
    case overseer
  }

  /// Who has had to do with a dossier and its proposal.
  public struct People: Sendable, Hashable {
    /// Who received, processed, moved or signed the dossier itself.
    public var staff: Set<PersonID>
    /// Who proposed.
    public var proposer: PersonID?
    /// Who supported.
    public var supporter: PersonID?

    /// Who has had to do with it.
    public init(staff: Set<PersonID>, proposer: PersonID? = nil, supporter: PersonID? = nil) {
      (self.staff, self.proposer, self.supporter) = (staff, proposer, supporter)
    }
  }

  /// Why an act is refused.
  public enum Hindrance: String, Sendable, CaseIterable {
    /// It does not fit where the proposal is.
    case state
    /// It is another's to do.
    case part
    /// He worked on the dossier himself (decision 17).
    case ownDossier
    /// He proposed or supported it himself.
    case ownProposal
  }

  /// Where an act leads; nil where it does not fit. A proposal that came to nothing may be followed by another.
  public static func next(_ act: Act, from state: State?) -> State? {
    switch (act, state) {
    case (.propose, nil), (.propose, .refused), (.propose, .withdrawn): .proposed
    case (.support, .proposed): .supported
    case (.approve, .supported): .approved
    case (.refuse, .proposed), (.refuse, .supported): .refused
    case (.withdraw, .proposed), (.withdraw, .supported): .withdrawn
    case (.propose, _), (.support, _), (.approve, _), (.refuse, _), (.withdraw, _): nil
    }
  }

  /// Why somebody may not act; nil where he may.
  public static func hindrance(
    _ act: Act, from state: State?, by person: PersonID, as parts: Set<Part>, _ people: People
  ) -> Hindrance? {
    guard next(act, from: state) != nil else { return .state }
    switch act {
    case .propose:
      guard !parts.isDisjoint(with: [.officer, .head]) else { return .part }
      return people.staff.contains(person) ? .ownDossier : nil
    case .support:
      guard parts.contains(.head) else { return .part }
      return people.proposer == person ? .ownProposal : nil
    case .approve:
      guard parts.contains(.overseer) else { return .part }
      if people.staff.contains(person) { return .ownDossier }
      return people.proposer == person || people.supporter == person ? .ownProposal : nil
    case .refuse: return parts.contains(state == .proposed ? .head : .overseer) ? nil : .part
    case .withdraw: return people.proposer == person ? nil : .part
    }
  }

  /// Whether a dossier can have been finished at a moment, and in time: after its receipt, before what the software recorded.
  public static func isPossible(_ finish: Moment, in history: LateHistory) -> Bool {
    finish >= history.received.wholeMinute && finish < history.finished && history.isInTime(finish)
  }

  /// Whether evidence carries a finish at a moment, by the minute: something strong was there by then.
  public static func isProven(_ finish: Moment, by evidence: [Evidence], in history: LateHistory) -> Bool {
    isPossible(finish, in: history)
      && evidence.contains {
        $0.grade == .strong && $0.moment.wholeMinute <= finish && $0.moment >= history.received
      }
  }
}
