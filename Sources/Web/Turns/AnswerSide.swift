import HTTPServer
import Storage
import Templating
import Workflow

/// Who answers a slip: the citizen from his account, or the officer for a citizen at the counter. The page is the
/// same in both frames.
enum AnswerSide: CaseIterable {
  case applicant, counter

  var address: Address1<DossierID> {
    self == .applicant ? Sitemap.myAnswer : Sitemap.turn(.answerSupplement)
  }

  /// The dossier's page on this side.
  var dossier: Address1<DossierID> { self == .applicant ? Sitemap.myDossier : Sitemap.dossier }

  var access: Access { self == .applicant ? .citizen : .staff }

  /// The dossier, or 404.
  func record(_ visit: Visit) throws -> Dossiers.Record {
    let id = try visit.read(address)
    return self == .applicant ? try visit.own(id) : try visit.readable(id)
  }

  /// What may stand again for a paper that is asked for: of the bound account, or of the person at the counter.
  func reusable(_ record: Dossiers.Record, _ visit: Visit) throws -> ReusableFiles {
    self == .applicant
      ? try .ofAccount(visit)
      : try .atCounter(of: record.present, at: record.dossier.agency, visit)
  }

  func actor(_ record: Dossiers.Record, _ visit: Visit) throws -> Dossier.Actor {
    self == .applicant ? try visit.applicant() : try visit.actor(for: .answerSupplement, on: record)
  }
}
