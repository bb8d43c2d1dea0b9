import HTTPServer
import Storage
import Templating
import Workflow

/// What a citizen sent, with where each stands.
enum MyPetitions: Screen {
  struct Model: TemplateModel {
    var rows: [PetitionRow]

    static var fields: [Field<Model>] {
      [.list("rows", \.rows), .url("newURL") { _ in Sitemap.newPetition.url }]
    }
  }

  static let page = Page<Model>("petitions/mine")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.myPetitions.pattern, .citizen) { visit in
      let sent = try Petitions.sent(by: visit.person().id, in: visit.db)
      return try visit.page(
        page,
        Model(rows: try sent.map { try PetitionRow($0, url: Sitemap.myPetition.url($0.id), visit) }))
    }
  ]
}

/// The form by which a citizen complains or suggests.
enum NewPetition: Screen {
  static let page = Page<PetitionEntry>("petitions/new")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.newPetition.pattern, .citizen) { visit in
      try visit.page(page, PetitionEntry(typist(visit), visit))
    },
    .post(Sitemap.newPetition.pattern, .citizen, lane: .costly, body: Visit.uploads) { visit in
      let entry = try PetitionEntry(typist(visit), visit)
      return try visit.submit(entry, page) { Confirmation.petitionSent.address(Sitemap.myPetition.url($0)) }
    },
  ]

  private static func typist(_ visit: Visit) throws -> PetitionEntry.Typist {
    .citizen(try Dossiers.ofApplicant(visit.person(), in: visit.db).filter { $0.state != .draft })
  }
}

extension Visit {
  /// Enters a petition into the register, or shows its form with what must be mended.
  ///
  /// - Parameter onward: where its form leads, by its stored number.
  func submit(
    _ entry: PetitionEntry, _ page: Page<PetitionEntry>, onward: @escaping @Sendable (Int64) -> String
  ) throws -> Response {
    var entry = entry
    guard var new = try entry.checked(self) else {
      return try self.page(page, entry, status: .unprocessableContent)
    }
    do { new.files = try petitionFiles() } catch let fault as UnusableFile {
      entry.refuse(fault)
      return try self.page(page, entry, status: .unprocessableContent)
    }
    let (typed, petition) = (entry, new)
    return handOn(to: .write) { visit in
      try visit.once(refusing: { try visit.refusal(of: petition, typed, page) }) {
        try onward(visit.enter(petition))
      }
    }
  }

  /// The files of a petition or an answer; none is well.
  func petitionFiles() throws -> [DossierFiles.Kept] {
    let chosen = request.files.filter { !$0.isNothing }
    guard !chosen.isEmpty else { return [] }
    guard chosen.count <= PetitionEntry.mostFiles else {
      throw UnusableFile(message: text("Nhiều nhất {n} tệp.", ["n": String(PetitionEntry.mostFiles)]))
    }
    return try keptFiles("file")
  }

  private func refusal(
    of new: Petitions.New, _ entry: PetitionEntry, _ page: Page<PetitionEntry>
  ) throws -> Response? {
    guard let petitioner = new.petitioner else { return nil }
    let since = Moment(seconds: now.seconds - 86_400)
    guard try Petitions.count(by: petitioner, since: since, in: db) >= PetitionEntry.mostADay else {
      return nil
    }
    var entry = entry
    entry.refuseAnother(self)
    return try self.page(page, entry, status: .unprocessableContent)
  }

  private func enter(_ new: Petitions.New) throws -> Int64 {
    guard let agency = try reference().agency(new.agency) else { throw PageNotFound() }
    let id = try Petitions.submit(new, agencyCode: agency.code, by: person().id, at: now, in: writing)
    try tell(
      PetitionAccess.answering(for: agency.id, self), "Phản ánh, kiến nghị mới: \(agency.shortName)",
      "\(agency.name) có một phản ánh, kiến nghị cần trả lời trước hết ngày \(new.due.vietnamese).",
      at: Sitemap.petition.url(id))
    return id
  }
}

/// A citizen's own petition with its answer, which he may rate; while there is none he may withdraw.
enum MyPetition: Screen {
  struct Model: TemplateModel {
    var petition: PetitionModel
    var withdrawURL: String
    var rateURL: String
    var hidden: Hidden

    static var fields: [Field<Model>] {
      [
        .record("petition") { $0.petition }, .url("withdrawURL", \.withdrawURL),
        .flag("canWithdraw") { !$0.withdrawURL.isEmpty }, .url("rateURL", \.rateURL),
        .flag("canRate") { !$0.rateURL.isEmpty }, .record("hidden") { $0.hidden },
      ]
    }
  }

  static let page = Page<Model>("petitions/my-petition")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.myPetition.pattern, .citizen) { visit in
      let petition = try own(visit.read(Sitemap.myPetition), visit)
      func url(_ act: Petition.Act, _ address: Address1<Int64>) -> String {
        Petition.next(act, from: petition.state, by: .petitioner, petition.past) == nil
          ? "" : address.url(petition.id)
      }
      return try visit.page(
        page,
        Model(
          petition: PetitionModel(petition, dossierURL: Sitemap.myDossier.url, visit),
          withdrawURL: url(.withdraw, Sitemap.withdrawPetition), rateURL: url(.rate, Sitemap.ratePetition),
          hidden: Hidden(version: petition.version)))
    },
    .post(Sitemap.withdrawPetition.pattern, .citizen) { visit in
      let petition = try own(visit.read(Sitemap.withdrawPetition), visit)
      return try visit.act(.withdraw, on: petition, as: .petitioner) {
        try Petitions.close($0, .withdraw, words: "", by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.petitionWithdrawn.address(Sitemap.myPetition.url(petition.id))
      }
    },
    .post(Sitemap.ratePetition.pattern, .citizen) { visit in
      let petition = try own(visit.read(Sitemap.ratePetition), visit)
      guard let contentment = Petition.Contentment(rawValue: visit.field("contentment")) else {
        throw Outdated(url: Sitemap.myPetition.url(petition.id))
      }
      return try visit.act(.rate, on: petition, as: .petitioner) {
        try Petitions.rate($0, contentment, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.petitionRated.address(Sitemap.myPetition.url(petition.id))
      }
    },
    .get(Sitemap.withdrawPetition.pattern, .citizen) { visit in
      .redirect(Sitemap.myPetition.url(try visit.read(Sitemap.withdrawPetition)))
    },
    .get(Sitemap.ratePetition.pattern, .citizen) { visit in
      .redirect(Sitemap.myPetition.url(try visit.read(Sitemap.ratePetition)))
    },
  ]

  private static func own(_ id: Int64, _ visit: Visit) throws -> Petitions.Stored {
    guard let petition = try Petitions.petition(id, in: visit.db),
      petition.petitioner == (try visit.person().id)
    else { throw PageNotFound() }
    return petition
  }
}

extension Visit {
  /// Does an act on a petition once, from the version its form was drawn from.
  func act(
    _ act: Petition.Act, on petition: Petitions.Stored, as part: Petition.Part,
    _ work: (Petitions.Stored) throws -> String
  ) throws -> Response {
    let address = part == .petitioner ? Sitemap.myPetition : Sitemap.petition
    return try once(refusing: {
      guard try formVersion() == petition.version,
        Petition.next(act, from: petition.state, by: part, petition.past) != nil
      else { throw Outdated(url: address.url(petition.id)) }
      return nil
    }) { try work(petition) }
  }
}
