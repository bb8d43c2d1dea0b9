import Storage
import Templating
import Workflow

/// A petition with its answer, as who may read it sees it.
struct PetitionModel: TemplateModel {
  private let petition: Petitions.Stored
  private let unit: String
  private let kind: String
  private let channel: String
  private let standing: String
  private let isLate: Bool
  private let dossierURL: String
  private let finding: String
  private let contentment: String
  private let brought: [FileLink]
  private let returned: [FileLink]
  private let steps: [ActLine]

  static var fields: [Field<PetitionModel>] {
    [
      .text("number", \.petition.number), .text("unit", \.unit), .text("kind", \.kind),
      .text("channel", \.channel), .text("standing", \.standing), .flag("isLate", \.isLate),
      .text("name", \.petition.name), .text("contact", \.petition.contact),
      .text("subject", \.petition.subject), .texts("body") { paragraphs($0.petition.body) },
      .text("receivedAt") { $0.petition.receivedAt.vietnamese }, .text("due") { $0.petition.due.vietnamese },
      .text("dossierCode", \.petition.dossierCode), .url("dossierURL", \.dossierURL),
      .flag("hasDossier") { $0.petition.dossier != nil }, .text("finding", \.finding),
      .texts("answer") { paragraphs($0.petition.answer) },
      .text("closedAt") { $0.petition.closedAt?.vietnamese ?? "" },
      .flag("isAnswered") { $0.petition.state == .answered }, .text("contentment", \.contentment),
      .list("brought", \.brought), .list("returned", \.returned), .list("steps", \.steps),
    ]
  }

  /// - Parameter dossierURL: where the reader opens the dossier it is about.
  init(_ petition: Petitions.Stored, dossierURL: (DossierID) -> String, _ visit: Visit) throws {
    self.petition = petition
    unit = try visit.reference().agency(petition.agency)?.name ?? ""
    (kind, channel) = (visit.text(petition.kind.vietnamese), visit.text(petition.channel.vietnamese))
    (standing, isLate) = (petition.words(visit), petition.isLate(on: visit.now.day))
    self.dossierURL = petition.dossier.map(dossierURL) ?? ""
    finding = petition.finding.map { visit.text($0.vietnamese) } ?? ""
    contentment = petition.contentment.map { visit.text($0.vietnamese) } ?? ""
    let files = try Petitions.files(of: petition.id, in: visit.db)
    func links(_ act: Petition.Act) -> [FileLink] {
      files.filter { $0.act == act }.map { FileLink($0.kept, url: Sitemap.petitionFile.url($0.id)) }
    }
    (brought, returned) = (links(.submit), links(.answer))
    steps = try Petitions.steps(of: petition.id, in: visit.db).map { step in
      let words = Petition.Contentment(rawValue: step.words).map { visit.text($0.vietnamese) }
      return ActLine(
        act: visit.text(step.act.vietnamese), who: step.personName, at: step.at.vietnamese,
        words: [.answer, .decline].contains(step.act) ? "" : words ?? step.words)
    }
  }

  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}

/// A line of a list of petitions: no name stands on it.
struct PetitionRow: TemplateModel {
  private let petition: Petitions.Stored
  private let url: String
  private let unit: String
  private let kind: String
  private let standing: String
  private let isLate: Bool

  static var fields: [Field<PetitionRow>] {
    [
      .url("url", \.url), .text("number", \.petition.number), .text("subject", \.petition.subject),
      .text("unit", \.unit), .text("kind", \.kind), .text("standing", \.standing), .flag("isLate", \.isLate),
      .text("receivedAt") { $0.petition.receivedAt.vietnamese }, .text("due") { $0.petition.due.vietnamese },
    ]
  }

  init(_ petition: Petitions.Stored, url: String, _ visit: Visit) throws {
    (self.petition, self.url) = (petition, url)
    unit = try visit.reference().agency(petition.agency)?.shortName ?? ""
    kind = visit.text(petition.kind.vietnamese)
    (standing, isLate) = (petition.words(visit), petition.isLate(on: visit.now.day))
  }
}
