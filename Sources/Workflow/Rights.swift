/// Who may read what (decision 3): the table that stands beside the flow table.
public enum ReadRight: String, Sendable, CaseIterable {
  /// A dossier with its papers, answers and journal.
  case dossier
  /// Lists of dossiers at work: masked identity, no papers.
  case workLists
  /// Overdue and due-today lists with desks.
  case overdueLists
  /// The same across the agencies below.
  case overview
  /// Search by name, identity number, telephone.
  case search
  /// Accounts and grants.
  case people
  /// Procedures, forms, calendar, agencies as they are administered.
  case catalogue
  /// Refused attempts and exceptions (F001-06, decision 7).
  case exceptions
  /// The register of an agency: names, addresses and telephones of all its applicants, as its form has them (F001-05).
  case register
  /// Petitions to an agency, with who petitions: not for the officers they may be about.
  case petitions
}

/// What a person may see and in which capacity he may act; rights are asked of the object.
public enum Rights {
  /// How far a right of a role reaches from the agency of its grant.
  public enum Reach: Sendable, Hashable {
    /// The agency itself.
    case agency
    /// The agency and all below it.
    case below
  }

  /// The read table; what has no row is refused.
  public static func reach(of role: Role, to right: ReadRight) -> Reach? {
    switch (role, right) {
    case (.oneStopOfficer, .dossier), (.oneStopOfficer, .workLists), (.oneStopOfficer, .search),
      (.oneStopOfficer, .register):
      .agency
    case (.specialist, .dossier), (.specialist, .workLists), (.specialist, .search): .agency
    case (.leader, .dossier), (.leader, .workLists), (.leader, .search), (.leader, .overdueLists),
      (.leader, .exceptions):
      .agency
    case (.chairman, .dossier), (.chairman, .search), (.chairman, .overdueLists), (.chairman, .exceptions),
      (.chairman, .workLists), (.chairman, .people), (.chairman, .register), (.chairman, .petitions):
      .agency
    case (.overseer, .dossier), (.overseer, .search), (.overseer, .overdueLists), (.overseer, .overview),
      (.overseer, .exceptions), (.overseer, .register), (.overseer, .petitions):
      .below
    case (.inspector, .dossier), (.inspector, .search), (.inspector, .overdueLists), (.inspector, .overview),
      (.inspector, .exceptions), (.inspector, .register), (.inspector, .petitions):
      .below
    case (.administrator, .people), (.administrator, .catalogue): .below
    default: nil
    }
  }

  /// What rights are asked of: where a dossier belongs.
  public struct Place: Sendable, Hashable {
    /// The agency whose counter received it.
    public let agency: AgencyID
    /// The unit that processes it.
    public let unit: AgencyID
    /// The procedure's field.
    public let field: String
    /// The account that filed it.
    public let applicant: PersonID?
    /// The owner's identity, by which a bound account finds what was filed for it at a counter (decision 1).
    public let owner: IdentityNumber?
    /// Agencies that take part in an open stage (arts 19.5–19.7).
    public let partners: Set<AgencyID>
    /// A citizen's unfinished filing: nobody but the applicant sees it.
    public let isPrivateDraft: Bool

    /// Where a dossier belongs.
    public init(
      agency: AgencyID, unit: AgencyID, field: String, applicant: PersonID?, owner: IdentityNumber? = nil,
      partners: Set<AgencyID> = [], isPrivateDraft: Bool
    ) {
      self.agency = agency
      self.unit = unit
      self.field = field
      self.applicant = applicant
      self.owner = owner
      self.partners = partners
      self.isPrivateDraft = isPrivateDraft
    }
  }

  /// In which capacities a person may act on a dossier, strongest reading first; empty: none of his business.
  public static func roles(of person: Person, on place: Place) -> [Role] {
    var roles: [Role] = isApplicant(person, of: place) ? [.applicant] : []
    guard !place.isPrivateDraft else { return roles }
    for grant in person.grants
    where (grant.agency == place.agency || grant.agency == place.unit)
      && (grant.fields.isEmpty || grant.fields.contains(place.field))
      && grant.role != .overseer && grant.role != .inspector && grant.role != .administrator
    {
      if !roles.contains(grant.role) { roles.append(grant.role) }
    }
    if partnerAgency(of: person, on: place) != nil { roles.append(.partner) }
    return roles
  }

  /// The agency for which a person takes part in an open stage: one where he receives or processes.
  public static func partnerAgency(of person: Person, on place: Place) -> AgencyID? {
    person.grants.first {
      ($0.role == .specialist || $0.role == .oneStopOfficer) && place.partners.contains($0.agency)
        && ($0.fields.isEmpty || $0.fields.contains(place.field))
    }?.agency
  }

  /// Whether a dossier is the person's own: filed from the account, or filed at a counter for the identity that
  /// the account is bound to (decision 1).
  public static func isApplicant(_ person: Person, of place: Place) -> Bool {
    if place.applicant == person.id { return true }
    guard let owner = place.owner, owner.kind != .none, place.applicant == nil else { return false }
    return owner == person.boundIdentity
  }

  /// Whether a person may use a read right on a dossier.
  ///
  /// - Parameter ancestors: the agency's line upward, itself first.
  public static func mayRead(
    _ right: ReadRight, of place: Place, by person: Person, ancestors: [AgencyID]
  ) -> Bool {
    if right == .dossier, isApplicant(person, of: place) { return true }
    guard !place.isPrivateDraft else { return false }
    if right == .dossier, partnerAgency(of: person, on: place) != nil { return true }
    return person.grants.contains { grant in
      guard grant.fields.isEmpty || grant.fields.contains(place.field) else { return false }
      return switch reach(of: grant.role, to: right) {
      case .agency?: grant.agency == place.agency || grant.agency == place.unit
      case .below?: ancestors.contains(grant.agency)
      case nil: false
      }
    }
  }
}
