import HTTPServer
import Workflow

@testable import Storage
@testable import Web

/// The portal of one survey, with everybody a form may need; dossiers are made anew for each sending.
final class World {
  let portal: Portal
  private(set) lazy var neighbour = Result { try portal.neighbour() }
  private(set) lazy var deputy = Result { try portal.hired(.specialist, at: portal.people.commune) }
  /// A dossier of the citizen, bound to her account, whose papers can be used again.
  private(set) lazy var earlier = Result { try receivedBefore() }
  /// Two points of the commune; the officer sits at the first.
  private(set) lazy var points = Result { try twoPoints() }
  private var count = 0

  init() throws { portal = try Portal(mail: .thisMachine) }

  var people: Cast { portal.people }

  /// A number that was not given before.
  func next() -> Int {
    count += 1
    return count
  }

  func browser(_ person: (Cast) -> PersonID) throws -> Browser {
    try Browser(portal, as: person(people))
  }

  /// The morning of a day in September 2026; the 8th is the first.
  func morning(of day: Int) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: day), minuteOfDay: 540)
  }

  var officer: Dossier.Actor { Dossier.Actor(person: people.officer, role: .oneStopOfficer) }
  var specialist: Dossier.Actor { Dossier.Actor(person: people.specialist, role: .specialist) }
  var leader: Dossier.Actor { Dossier.Actor(person: people.leader, role: .leader) }

  /// A dossier whose paper is on its way to the specialist.
  func forwarded() throws -> DossierID {
    let id = try portal.dossier(.received)
    try portal.act(.forward(to: people.specialist, unit: people.commune), on: id, by: officer)
    return id
  }

  /// A dossier on the specialist's desk, and what happened to it there.
  func processing(_ actions: (Action, Dossier.Actor)...) throws -> DossierID {
    let id = try portal.dossier(.processing)
    for (action, actor) in actions { try portal.act(action, on: id, by: actor) }
    return id
  }

  /// A dossier in which another commune was asked.
  func asked(_ actions: (Action, Dossier.Actor)...) throws -> DossierID {
    let order = StageOrder(
      kind: .consultation, agency: try neighbour.get().commune, task: "Xác nhận nơi ở", limit: .workingDays(2)
    )
    let id = try processing((.openStage(order), specialist))
    for (action, actor) in actions { try portal.act(action, on: id, by: actor) }
    return id
  }

  /// A birth registration filled in by the citizen, its paper attached.
  func draft() throws -> Filing {
    try discardDrafts()
    let filing = try Filing(browser(\.citizen))
    _ = filing.fill()
    _ = filing.attach()
    return filing
  }

  private func twoPoints() throws -> (town: PointID, village: PointID) {
    try portal.database.write { db in
      let day = Day(year: 2026, month: 1, day: 1)
      let points = try ["Điểm Thị trấn", "Điểm Làng"].map { name in
        try ServicePoints.create(
          ServicePoints.Facts(name: name, address: "Thôn Mơ", opening: "", days: ClosedDays(from: day)),
          at: people.commune, by: people.administrator, at: portal.clock.now, in: db)
      }
      for point in try Reference.read(db, version: 0).points(of: people.commune) where point.id == points[0] {
        try ServicePoints.sit(people.officer, at: point, on: portal.clock.now, in: db)
      }
      return (points[0], points[1])
    }
  }

  private func receivedBefore() throws -> DossierID {
    try portal.database.write { db in
      try People.bind(
        people.citizen, to: known(IdentityNumber(.cccd, "038190000123")),
        name: known(PersonName("Lò Thị Mai")),
        by: people.officer, at: people.commune, on: portal.clock.now, in: db)
    }
    return try receivedOnPaper(withFile: true)
  }

  /// A birth registration of the citizen received at the counter.
  func receivedOnPaper(withFile: Bool) throws -> DossierID {
    let papers = withFile ? ["to-khai", "chung-sinh"] : ["to-khai"]
    let exception = [("exception.chung-sinh", "device-failure"), ("reason.chung-sinh", "Máy quét hỏng")]
    let fields = [
      ("ownerName", "Lò Thị Mai"), ("identityKind", "cccd"), ("identity", "038190000123"),
      ("address", "Khu phố 2"), ("channel", "counter"), ("returnMethod", "counter"), ("copies", "1"),
      ("fee", "0"), ("originals.to-khai", "1"), ("originals.chung-sinh", "1"),
    ]
    let answer = try browser(\.officer).upload(
      Sitemap.receiveAtCounter.url("1.001193"),
      papers.map { Browser.Chosen(field: "file.\($0)", name: "\($0).png", bytes: Sample.png) },
      fields + (withFile ? [] : exception))
    guard let path = answer.location?.split(separator: "?").first,
      let id = DossierID(String(path.split(separator: "/").last ?? ""))
    else { throw Filing.Unexpected(response: answer) }
    return id
  }

  /// An account holds so many drafts and no more.
  func discardDrafts() throws {
    try portal.database.write { db -> Void in
      for dossier in try Dossiers.ofApplicant(known(People.person(people.citizen, in: db)), in: db)
      where dossier.state == .draft {
        try Drafts.discard(dossier.id, of: people.citizen, at: portal.clock.now, in: db)
      }
    }
  }

  /// A place on a page of a dossier whose form posts to the page's own address.
  func place(
    _ person: (Cast) -> PersonID, _ url: String, _ good: [String: String] = [:], shown: [String] = []
  ) throws -> Place {
    Place(browser: try browser(person), page: url, action: url, good: good, shown: shown)
  }
}
