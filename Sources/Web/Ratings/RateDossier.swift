import HTTPServer
import Storage
import Templating
import Workflow

/// The form by which a dossier is rated: in the citizen's account, by the QR code of a paper, or keyed in by an officer from a
/// paper form.
enum RateDossier: Screen {
  struct Model: TemplateModel {
    var number: String
    var procedure: String
    var agency: String
    var entry: RatingEntry
    var actionURL: String
    var backURL: String
    var hidden: Hidden

    static var fields: [Field<Model>] {
      [
        .text("number", \.number), .text("procedure", \.procedure), .text("agency", \.agency),
        .record("entry") { $0.entry }, .url("actionURL", \.actionURL), .url("backURL", \.backURL),
        .record("hidden") { $0.hidden },
      ]
    }
  }

  static let page = Page<Model>("ratings/rate")
  static let officerPage = Page<Model>("ratings/key")
  static let pages: [any PageDeclaration] = [page, officerPage]
  static let routes: [SiteRoute] = [
    .get(Sitemap.rateMine.pattern, .citizen) { try show(mine($0), $0) },
    .post(Sitemap.rateMine.pattern, .citizen) { visit in
      let place = try mine(visit)
      return try send(place, visit) { refusing, work in try visit.once(refusing: refusing, work) }
    },
    .get(Sitemap.ratePaper.pattern, .anyone) { visit in
      var response = try show(paper(visit), visit)
      response.set("X-Robots-Tag", "noindex")
      response.set("Cache-Control", "no-store")
      return response
    },
    .post(Sitemap.ratePaper.pattern, .anyone, lane: .write) { visit in
      try send(paper(visit), visit) { refusing, work in try refusing() ?? .redirect(try work()) }
    },
    .get(Sitemap.keyRating.pattern, .role(.oneStopOfficer)) { try show(keyed($0), $0) },
    .post(Sitemap.keyRating.pattern, .role(.oneStopOfficer)) { visit in
      let place = try keyed(visit)
      return try send(place, visit) { refusing, work in try visit.once(refusing: refusing, work) }
    },
  ]

  /// Whose form it is.
  private struct Place {
    let record: Dossiers.Record
    let channel: Rating.Channel
    let url: String
    let back: String
    /// Whoever has only the paper sees no number of the dossier (decision 19).
    let number: String
  }

  private static func mine(_ visit: Visit) throws -> Place {
    let record = try visit.own(visit.read(Sitemap.rateMine))
    let id = record.dossier.id
    return Place(
      record: record, channel: .account, url: Sitemap.rateMine.url(id), back: Sitemap.myDossier.url(id),
      number: record.code ?? "")
  }

  private static func paper(_ visit: Visit) throws -> Place {
    let key = try visit.read(Sitemap.ratePaper)
    guard key.isGenuine(visit), let record = try Dossiers.record(key.dossier, in: visit.db) else {
      throw PageNotFound()
    }
    return Place(
      record: record, channel: .paper, url: Sitemap.ratePaper.url(key), back: Sitemap.openDeadline.url(key),
      number: "")
  }

  private static func keyed(_ visit: Visit) throws -> Place {
    let record = try visit.readable(visit.read(Sitemap.keyRating))
    let id = record.dossier.id
    guard try Rights.roles(of: visit.person(), on: record.place).contains(.oneStopOfficer) else {
      throw PageNotFound()
    }
    return Place(
      record: record, channel: .counter, url: Sitemap.keyRating.url(id), back: Sitemap.dossier.url(id),
      number: record.code ?? "")
  }

  /// What was rated already, or cannot be, leads back to where it came from.
  private static func show(_ place: Place, _ visit: Visit) throws -> Response {
    guard try visit.mayRate(place.record, by: place.channel) else { return .redirect(place.back) }
    let before = try Ratings.rating(of: place.record.dossier.id, in: visit.db)
    return try page(place, RatingEntry(place.channel == .account ? before : nil, visit), visit)
  }

  /// A form that comes twice rates once; another one, when somebody was faster, is told so. Who has no account has no key of a form
  /// that could tell the two apart: what he says does.
  private static func send(
    _ place: Place, _ visit: Visit,
    _ once: (_ refusing: () throws -> Response?, _ work: () throws -> String) throws -> Response
  ) throws -> Response {
    var entry = RatingEntry(nil, visit)
    guard let new = try entry.checked(of: place.record, by: place.channel, visit) else {
      return try page(place, entry, visit)
    }
    return try once({ try refusal(of: new, place, &entry, visit) }) {
      if try visit.mayRate(place.record, by: place.channel) {
        try Ratings.rate(new, at: visit.now, in: visit.writing)
      }
      return Confirmation.rated.address(place.back)
    }
  }

  private static func refusal(
    of new: Ratings.New, _ place: Place, _ entry: inout RatingEntry, _ visit: Visit
  ) throws -> Response? {
    let stored = try Ratings.rating(of: new.dossier, in: visit.db)
    if place.channel == .account, try visit.formVersion() != version(stored) {
      throw Outdated(url: place.url)
    }
    if try visit.mayRate(place.record, by: place.channel) { return nil }
    if let stored, Ratings.isSame(stored, new) { return nil }
    entry.refuse(visit.text("Hồ sơ này chưa trả kết quả, hoặc đã được đánh giá."))
    return try page(place, entry, visit)
  }

  private static func version(_ stored: Ratings.Stored?) -> Int { stored.map { Int($0.id) } ?? 0 }

  private static func page(_ place: Place, _ entry: RatingEntry, _ visit: Visit) throws -> Response {
    let model = Model(
      number: place.number, procedure: try visit.procedureName(place.record),
      agency: try visit.reference().agency(place.record.dossier.agency)?.name ?? "", entry: entry,
      actionURL: place.url, backURL: place.back,
      hidden: Hidden(version: version(try Ratings.rating(of: place.record.dossier.id, in: visit.db))))
    return try visit.page(
      place.channel == .counter ? officerPage : page, model,
      status: entry.problems.isEmpty ? .ok : .unprocessableContent)
  }
}

extension Visit {
  /// Whether a dossier may be rated in this way now.
  func mayRate(_ record: Dossiers.Record, by channel: Rating.Channel) throws -> Bool {
    let first = try Ratings.rating(of: record.dossier.id, in: db)?.firstAt
    return !record.isTrial && Rating.permits(channel, record.dossier.state, first: first, at: now)
  }
}

/// The rating machine of a one-stop department, or anybody's telephone: by the code of a dossier and the last four digits of
/// the owner's identity paper or telephone. Slowed for each address and for each dossier, so that nobody goes through the digits from
/// one address or from many.
enum RateAtKiosk: Screen {
  struct Model: TemplateModel {
    var inputs: [InputModel]
    var entry: RatingEntry
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .list("inputs", \.inputs), .record("entry") { $0.entry }, .list("problems", \.problems),
        .url("actionURL") { _ in Sitemap.kiosk.url }, .record("hidden") { _ in Hidden() },
      ]
    }
  }

  static let page = Page<Model>("ratings/kiosk")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.kiosk.pattern, .anyone) { visit in try show(RatingEntry(nil, visit), [], visit) },
    .post(Sitemap.kiosk.pattern, .anyone, lane: .write) { visit in
      var entry = RatingEntry(nil, visit)
      entry.check(visit)
      let wait = visit.site.ratings.take(visit.request.peer, at: visit.now)
      guard wait == 0 else { return try slowed(entry, wait, visit) }
      let proof = try proof(visit)
      guard proof.wait == 0 else { return try slowed(entry, proof.wait, visit, ofDossier: true) }
      guard let record = proof.record else {
        let message = visit.text(
          "Mã hồ sơ hoặc bốn số cuối không khớp. Xin xem lại mã trên giấy tiếp nhận, số giấy tờ tùy thân hoặc điện thoại đã ghi trong hồ sơ."
        )
        return try show(entry, [Problem(field: "code", message: message)] + entry.problems, visit)
      }
      guard try visit.mayRate(record, by: .kiosk) else {
        let message = visit.text("Hồ sơ này chưa trả kết quả, hoặc đã được đánh giá.")
        return try show(entry, [Problem(field: "code", message: message)], visit)
      }
      guard let new = try entry.checked(of: record, by: .kiosk, visit) else {
        return try show(entry, entry.problems, visit)
      }
      try Ratings.rate(new, at: visit.now, in: visit.writing)
      return .redirect(Confirmation.rated.address(Sitemap.kiosk.url))
    },
  ]

  /// The dossier whose digits were typed; else nil, or how many seconds to wait before they are looked at again.
  private static func proof(_ visit: Visit) throws -> (record: Dossiers.Record?, wait: Int) {
    guard let id = try Dossiers.find(code: visit.field("code"), in: visit.db),
      let record = try Dossiers.record(id, in: visit.db)
    else { return (nil, 0) }
    let wait = visit.site.ratingProofs.take(id.description, at: visit.now)
    guard wait == 0 else { return (nil, wait) }
    let parties = [record.owner] + [record.submitter].compactMap(\.self)
    let numbers = parties.flatMap { [$0.identity, $0.phone] }
    return (Rating.isProof(visit.field("digits"), of: numbers) ? record : nil, 0)
  }

  private static func show(
    _ entry: RatingEntry, _ problems: [Problem], _ visit: Visit, status: Status? = nil
  ) throws -> Response {
    let inputs = [
      InputModel(
        id: "code", label: visit.text("Mã hồ sơ"), value: visit.field("code"),
        hint: visit.text("In trên giấy tiếp nhận hồ sơ và hẹn trả kết quả."), isRequired: true,
        width: "w-20"),
      InputModel(
        id: "digits", label: visit.text("Bốn số cuối giấy tờ tùy thân hoặc điện thoại"),
        value: visit.field("digits"), hint: visit.text("Của chủ hồ sơ hoặc người nộp."), isRequired: true,
        width: "w-4"),
    ]
    var response = try visit.page(
      page, Model(inputs: inputs.map { $0.marked(problems) }, entry: entry, problems: problems),
      status: status ?? (problems.isEmpty ? .ok : .unprocessableContent))
    response.set("Cache-Control", "no-store")
    return response
  }

  private static func slowed(
    _ entry: RatingEntry, _ wait: Int, _ visit: Visit, ofDossier: Bool = false
  ) throws -> Response {
    let message =
      ofDossier
      ? visit.text(
        "Số của hồ sơ này đã được thử nhiều lần. Ông/bà thử lại sau {n} giây, hoặc đánh giá trong tài khoản.",
        ["n": String(wait)])
      : visit.text(
        "Có nhiều lượt đánh giá từ địa chỉ mạng này. Ông/bà thử lại sau {n} giây.", ["n": String(wait)])
    var response = try show(
      entry, [Problem(field: "code", message: message)], visit, status: .tooManyRequests)
    response.set("Retry-After", String(wait))
    return response
  }
}
