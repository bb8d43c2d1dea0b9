public import Workflow

/// Dossiers in the store. `apply` is the only way one changes: screens, commands and timers all call it.
public enum Dossiers {
  /// Somebody else changed it meanwhile (decision 18): the page shows what changed and keeps what was typed.
  public struct Stale: Error, Sendable {
    /// The version it has now.
    public let version: Int
  }

  /// No such dossier, or none of this person's business: the two are never told apart.
  public struct NotFound: Error, Sendable {
    /// Nothing to tell.
    public init() {}
  }

  /// A dossier with what stands beside the flow.
  public struct Record: Sendable, Hashable {
    /// What the flow decides on.
    public var dossier: Dossier
    /// Revision of the procedure it was filed under.
    public let revision: Int64
    /// Revision of its form; nil where the procedure has none.
    public let formRevision: Int64?
    /// Procedure code.
    public let procedureCode: String
    /// Procedure field.
    public let field: String
    /// Number of the online filing.
    public internal(set) var submissionNumber: String?
    /// Mã hồ sơ, from receipt on.
    public internal(set) var code: String?
    /// Chủ hồ sơ.
    public internal(set) var owner: Party
    /// Người nộp, where another.
    public internal(set) var submitter: Party?
    /// How the result is to be returned.
    public let returnMethod: ReturnMethod
    /// Sets handed in.
    public let copies: Int
    /// Fee taken or due, in đồng.
    public let fee: Int
    /// Trích yếu.
    public let summary: String
    /// What was typed into the form.
    public internal(set) var answers: FormAnswers
    /// The account that filed it; nil at the counter.
    public let applicant: PersonID?
    /// Who keyed it (decision 4).
    public let keyedBy: PersonID
    /// Who received it.
    public internal(set) var receivedBy: PersonID?
    /// Since when it lies on its desk.
    public internal(set) var deskSince: Moment
    /// Last change.
    public internal(set) var changedAt: Moment
    /// Calendar version its appointment was computed by.
    public internal(set) var calendarVersion: String?
    /// Số văn bản of the result.
    public internal(set) var resultNumber: String
    /// In whose name it was signed.
    public internal(set) var resultAuthority: Authority?
    /// Who collected.
    public internal(set) var collector: Collector?
    /// Entered before the unit's official day (F000-01).
    public let isTrial: Bool
    /// Where it was received, if not at the counter (đăng ký lưu động); empty at the counter.
    public let venue: String

    /// Where rights are asked.
    public var place: Rights.Place {
      Rights.Place(
        agency: dossier.agency, unit: dossier.unit, field: field, applicant: applicant,
        owner: IdentityKind(rawValue: owner.identityKind).flatMap { IdentityNumber($0, owner.identity) },
        partners: dossier.turns.partners,
        isPrivateDraft: dossier.state == .draft && dossier.channel == .online)
    }
  }

  /// A person as named in a dossier: owner or submitter.
  public struct Party: Sendable, Hashable {
    /// Full name.
    public var name: String
    /// Kind of identity paper, as `IdentityNumber.Kind`'s raw value; empty where none is known.
    public var identityKind: String
    /// Its number.
    public var identity: String
    /// Telephone.
    public var phone: String
    /// E-mail.
    public var email: String
    /// Address.
    public var address: String

    /// Empty text stands for what is not known.
    public init(
      name: String, identityKind: String = "", identity: String = "", phone: String = "",
      email: String = "", address: String = ""
    ) {
      self.name = name
      self.identityKind = identityKind
      self.identity = identity
      self.phone = phone
      self.email = email
      self.address = address
    }
  }

  /// How the citizen wants the result (art 20).
  public enum ReturnMethod: String, Sendable, CaseIterable {
    /// At the counter.
    case counter
    /// By post.
    case post
    /// To the account.
    case online
  }

  /// A dossier that is about to begin.
  public struct New: Sendable {
    /// How it comes in.
    public var channel: Channel
    /// Whose counter.
    public var agency: AgencyID
    /// Procedure in force.
    public var procedure: Reference.StoredProcedure
    /// Its form.
    public var form: Reference.StoredForm?
    /// Case heading of the procedure, where times or papers depend on it.
    public var caseName: String?
    /// Owner.
    public var owner: Party
    /// Submitter, where another.
    public var submitter: Party?
    /// Answers so far.
    public var answers = FormAnswers()
    /// The citizen's account, nil at the counter.
    public var applicant: PersonID?
    /// Who keys it.
    public var keyedBy: PersonID
    /// How the result is to be returned.
    public var returnMethod = ReturnMethod.counter
    /// Sets handed in.
    public var copies = 1
    /// Fee in đồng.
    public var fee = 0
    /// Trích yếu.
    public var summary = ""
    /// Where it is received, if not at the counter (đăng ký lưu động).
    public var venue = ""
    /// At which point the result is picked up, where the agency has several and it is not sent by post or as a file.
    public var pickUp: PointID?

    /// The parts that no dossier lacks.
    public init(
      channel: Channel, agency: AgencyID, procedure: Reference.StoredProcedure,
      form: Reference.StoredForm?, owner: Party, applicant: PersonID?, keyedBy: PersonID
    ) {
      self.channel = channel
      self.agency = agency
      self.procedure = procedure
      self.form = form
      self.owner = owner
      self.applicant = applicant
      self.keyedBy = keyedBy
    }
  }
}
