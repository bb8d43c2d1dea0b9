/// An administrative body (cơ quan, đơn vị) in a tree of free depth; a one-stop counter belongs to one.
public struct Agency: Hashable, Sendable {
  /// Its place in the three-level world of the letters; the tree, not the kind, says who is above whom.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Province (tỉnh).
    case province
    /// District (huyện).
    case district
    /// Commune or township (xã, thị trấn): the same process for both (F000-12).
    case commune
    /// Specialist department (phòng chuyên môn).
    case department
  }

  /// Stored number.
  public let id: AgencyID
  /// The agency above, nil at the top.
  public let parent: AgencyID?
  /// Level.
  public let kind: Kind
  /// Full name as printed on papers, e.g. "UBND xã Xuân Bình".
  public let name: String
  /// Name in lists, e.g. "Xuân Bình".
  public let shortName: String
  /// Identifier code that opens its dossier codes (QĐ 20/2020).
  public let code: String
  /// The code it had before (QCVN 102:2016), such as "000.02.38.H56"; empty where it had none.
  public let formerCode: String
  /// First and last day of its existence.
  public let effective: ClosedDays
  /// Law that rules its papers and level names, by date (decision 5); sorted by day.
  public let regimes: [RegimePeriod]
  /// First day of official running (F000-01); before it entries are marked trial. Nil: trial without end.
  public let officialFrom: Day?
  /// How to reach it: stands on every page (F001-11).
  public let contact: Contact
  /// After how many working hours without movement a dossier counts as stuck (ứ đọng).
  public let stuckHours: Int
  /// From which minute of the day its people are told what lies before them.
  public let digestMinute: Int
  /// Within how many working days its head answers a petition.
  public let petitionDays: Int

  /// Seven in the morning.
  public static let usualDigestMinute = 7 * 60

  /// Two working days.
  public static let usualStuckHours = 16

  /// All stored facts.
  public init(
    id: AgencyID, parent: AgencyID?, kind: Kind, name: String, shortName: String, code: String,
    effective: ClosedDays, regimes: [RegimePeriod], officialFrom: Day?, contact: Contact,
    formerCode: String = "", stuckHours: Int = Agency.usualStuckHours,
    digestMinute: Int = Agency.usualDigestMinute, petitionDays: Int = Petition.usualDays
  ) {
    self.id = id
    self.parent = parent
    self.kind = kind
    self.name = name
    self.shortName = shortName
    self.code = code
    self.effective = effective
    self.regimes = regimes
    self.officialFrom = officialFrom
    self.contact = contact
    self.formerCode = formerCode
    self.stuckHours = stuckHours
    self.digestMinute = digestMinute
    self.petitionDays = petitionDays
  }

  /// Whether a text is an identifier code of QCVN 102:2016: unit, department, level three, then province or ministry.
  public static func isFormerCode(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, let last = parts.last, let letter = last.first else { return false }
    let digits = [parts[0], parts[1], parts[2], last.dropFirst()]
    return zip(digits, [3, 2, 2, 2]).allSatisfy { part, length in
      part.utf8.count == length && part.utf8.allSatisfy { (48...57).contains($0) }
    } && ("A"..."Y").contains(letter)
  }

  /// The regime in force on a day; the earliest one stands for the days before it.
  public func regime(on day: Day) -> Regime {
    regimes.last { $0.from <= day }?.regime ?? regimes.first?.regime ?? .decree61
  }

  /// F000-01: an entry made before the official day is a trial entry and stays out of reports.
  public func isTrial(on day: Day) -> Bool {
    guard let officialFrom else { return true }
    return day < officialFrom
  }
}

/// Address, telephone and person in charge, printed in the footer and on papers.
public struct Contact: Hashable, Sendable, Codable {
  /// Street address.
  public var address: String
  /// Telephone of the one-stop counter.
  public var phone: String
  /// E-mail of the one-stop counter.
  public var email: String
  /// Name of the person in charge.
  public var responsible: String

  /// Empty text stands for an unknown part.
  public init(address: String = "", phone: String = "", email: String = "", responsible: String = "") {
    self.address = address
    self.phone = phone
    self.email = email
    self.responsible = responsible
  }
}

/// The body of law that an agency works under (decision 5).
public enum Regime: String, Sendable, Codable, CaseIterable {
  /// NĐ 61/2018: three levels of government, service levels 2/3/4, forms 01–06.
  case decree61 = "nd61"
  /// NĐ 118/2025: two levels, toàn trình / một phần / cung cấp thông tin, forms 01–07.
  case decree118 = "nd118"
}

/// From which day a regime rules an agency.
public struct RegimePeriod: Hashable, Sendable, Codable {
  /// First day.
  public let from: Day
  /// The regime.
  public let regime: Regime

  /// A period that runs until the next one begins.
  public init(from: Day, regime: Regime) {
    self.from = from
    self.regime = regime
  }
}

/// First day and last day; an open end is nil.
public struct ClosedDays: Hashable, Sendable, Codable {
  /// First day.
  public let from: Day
  /// Last day, nil while it lasts.
  public let to: Day?

  /// Days from `from` to `to`, both included.
  public init(from: Day, to: Day? = nil) {
    self.from = from
    self.to = to
  }

  /// Whether a day lies within.
  public func contains(_ day: Day) -> Bool { day >= from && (to.map { day <= $0 } ?? true) }
}
