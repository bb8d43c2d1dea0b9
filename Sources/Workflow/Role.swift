/// In which capacity a person acts (decision 3).
public enum Role: String, Sendable, Codable, CaseIterable {
  /// The citizen who filed, or in whose name it was filed (người nộp, chủ hồ sơ). Never granted: it follows
  /// from the dossier.
  case applicant
  /// Cán bộ một cửa: the only role that receives and returns (F000-03, NĐ 61 arts 17, 20).
  case oneStopOfficer
  /// Cán bộ chuyên môn: processes (art 19).
  case specialist
  /// Lãnh đạo: signs off.
  case leader
  /// Chủ tịch UBND: answers for lateness in the unit (F000-10).
  case chairman
  /// District or province office (văn phòng huyện): watches the agencies below it.
  case overseer
  /// Đoàn kiểm tra: reads, never acts.
  case inspector
  /// Cơ quan phối hợp: an officer of an agency that takes part in a stage (arts 19.5–19.7). Never granted: it follows
  /// from the stage and a role held there.
  case partner
  /// Quản trị: accounts and catalogue, no dossiers (decision 4).
  case administrator

  /// Those on whose desks the four steps are done.
  public static let processing: Set<Role> = [.oneStopOfficer, .specialist, .leader]

  /// The roles that an administrator can grant.
  public static let grantable = allCases.filter { $0 != .applicant && $0 != .partner }
}

/// A role held at an agency, optionally only for some procedure fields (F000-05).
public struct Grant: Hashable, Sendable {
  /// The role held.
  public let role: Role
  /// Where it is held.
  public let agency: AgencyID
  /// Procedure fields (lĩnh vực) it is limited to; empty means all.
  public let fields: Set<String>
  /// Last day it is held; nil without end. An inspector's has one (F001-09).
  public let until: Day?

  /// The longest that an inspector is let in for, in days.
  public static let mostInspectionDays = 366

  /// A role at an agency.
  public init(role: Role, agency: AgencyID, fields: Set<String> = [], until: Day? = nil) {
    self.role = role
    self.agency = agency
    self.fields = fields
    self.until = until
  }

  /// Whether it is held on a day.
  public func isHeld(on day: Day) -> Bool { until.map { day <= $0 } ?? true }

  /// Whether it is the same role at the same agency for the same fields.
  public func isSame(as other: Grant) -> Bool {
    (role, agency, fields) == (other.role, other.agency, other.fields)
  }
}

/// A member of staff or a citizen, with one account (F000-05).
public struct Person: Hashable, Sendable {
  /// Stored number.
  public let id: PersonID
  /// Full name.
  public let name: String
  /// Office held, as printed under a signature; empty for a citizen.
  public let title: String
  /// Roles held today.
  public let grants: [Grant]
  /// The identity that a counter bound the account to, paper in hand (decision 1); nil while it is only declared.
  public let boundIdentity: IdentityNumber?

  /// All stored facts.
  public init(
    id: PersonID, name: String, title: String, grants: [Grant], boundIdentity: IdentityNumber? = nil
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.grants = grants
    self.boundIdentity = boundIdentity
  }

  /// The person with the roles that are held on a day.
  public func holding(on day: Day) -> Person {
    guard grants.contains(where: { !$0.isHeld(on: day) }) else { return self }
    return Person(
      id: id, name: name, title: title, grants: grants.filter { $0.isHeld(on: day) },
      boundIdentity: boundIdentity)
  }

  /// Whether any grant has the role.
  public func holds(_ role: Role) -> Bool { grants.contains { $0.role == role } }

  /// The procedure fields a role at an agency is limited to; empty means all.
  public func fields(of role: Role, at agency: AgencyID) -> Set<String> {
    let held = grants.filter { $0.role == role && $0.agency == agency }.map(\.fields)
    return held.contains(where: \.isEmpty) ? [] : held.reduce(into: []) { $0.formUnion($1) }
  }
}
