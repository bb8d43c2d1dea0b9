import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// The marks of one unit with what each rests on, and those of its officers; or the marks of one officer. Each number opens its
/// dossiers.
enum ShowUnitScore: Screen {
  struct Model: TemplateModel {
    var unit: String
    var person: String
    var period: PeriodEntry
    var presets: [PageLink]
    var actionURL: String
    var backURL: String
    var sheetURL: String
    var total: String
    var words: String
    var unscored: Int
    var rows: [Row]
    var officers: [Officer]
    var headings: [String]

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .text("person", \.person), .record("period") { $0.period },
        .list("presets", \.presets), .url("actionURL", \.actionURL), .list("agencies") { _ in [Choice]() },
        .url("backURL", \.backURL), .url("sheetURL", \.sheetURL), .text("total", \.total),
        .text("words", \.words), .number("unscored", \.unscored), .list("rows", \.rows),
        .list("officers", \.officers), .texts("headings", \.headings),
      ]
    }
  }

  /// An indicator: its rule, its mark, the numbers it rests on.
  struct Row: TemplateModel {
    var number: Int
    var name: String
    var rule: String
    var mark: String
    var facts: [Fact]

    static var fields: [Field<Row>] {
      [
        .number("number", \.number), .text("name", \.name), .text("rule", \.rule), .text("mark", \.mark),
        .list("facts", \.facts),
      ]
    }
  }

  struct Fact: TemplateModel {
    var words: String
    var count: Int
    var url: String

    static var fields: [Field<Fact>] {
      [
        .text("words", \.words), .number("count", \.count), .url("url", \.url),
        .flag("isLinked") { $0.count > 0 && !$0.url.isEmpty },
      ]
    }
  }

  struct Officer: TemplateModel {
    var name: String
    var url: String
    var finished: Int
    var cells: [ShowScores.Mark]
    var total: String
    var words: String

    static var fields: [Field<Officer>] {
      [
        .text("name", \.name), .url("url", \.url), .number("finished", \.finished), .list("cells", \.cells),
        .text("total", \.total), .text("words", \.words),
      ]
    }
  }

  static let page = Page<Model>("scores/unit")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.unitScore.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let asked = try Asked(Sitemap.unitScore, visit)
      let officers = try DossierScores.officers(of: asked.agency.id, in: asked.period.period, visit.db)
      let shown =
        try asked.person.map { person in
          guard let found = officers.first(where: { $0.person == person }) else { throw PageNotFound() }
          return try model(of: found.name, found.marks, asked, visit)
        } ?? model(UnitScore(asked.agency, asked.period.period, visit), officers, asked, visit)
      return try visit.page(page, shown, status: asked.period.problem == nil ? .ok : .unprocessableContent)
    },
    .get(Sitemap.officersSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let asked = try Asked(Sitemap.officersSheet, visit)
      guard asked.period.problem == nil else { throw PageNotFound() }
      let days = asked.period.period
      let officers = try DossierScores.officers(of: asked.agency.id, in: days, visit.db)
      return try visit.spreadsheet("cham-diem-can-bo-\(days.from.iso)-\(days.to.iso).xlsx") { path in
        let sheet = try Spreadsheet(
          path: path, temporaryFolder: visit.site.folder.incomingPath, name: "Cán bộ",
          heading: [
            "Chấm điểm cán bộ, công chức (Thông tư 01/2018/TT-VPCP, điều 15): \(asked.agency.name)",
            "Kỳ đánh giá: từ \(days.from.vietnamese) đến \(days.to.vietnamese)",
          ], columns: Self.columns)
        for officer in officers { try sheet.append(cells(officer.name, officer.marks)) }
        try sheet.close()
      }
    },
  ]

  /// What the address asks for.
  struct Asked {
    let agency: Agency
    let period: PeriodEntry
    let person: PersonID?

    init(_ address: Address1<AgencyID>, _ visit: Visit) throws {
      agency = try Watch.agency(.overdueLists, visit.read(address), visit)
      period = try ShowScores.entry(visit).period
      let typed = visit.query("person")
      person = PersonID(typed)
      guard typed.isEmpty || person != nil else { throw PageNotFound() }
    }

    /// As it stands in addresses.
    var query: String {
      period.query + (person.map { "&" + Percent.query([("person", $0.description)]) } ?? "")
    }
  }

  // MARK: Sheet

  private static let columns: [Spreadsheet.Column] =
    [.init("Họ và tên", width: 28), .init("Hồ sơ", width: 10)]
    + ServiceScore.Indicator.ofOfficers.map { .init("\($0.rawValue). \($0.shortWords)", width: 12) }
    + [
      .init("Tổng điểm", width: 10), .init("Điểm tối đa", width: 12),
      .init("Mức độ hoàn thành", width: 40),
    ]

  private static func cells(_ name: String, _ marks: DossierScores.Marks) -> [Spreadsheet.Cell] {
    let total = total(marks)
    return [.text(name), .number(marks.finished)]
      + ServiceScore.Indicator.ofOfficers.map { marks.tenths($0).map { .decimal(tenths: $0) } ?? .empty }
      + [
        .decimal(tenths: total.tenths), .number(total.maximum),
        .text(ServiceScore.OfficerClass(total)?.vietnamese ?? ""),
      ]
  }

  private static func total(_ marks: DossierScores.Marks) -> ServiceScore.Total {
    ServiceScore.Total(ServiceScore.Indicator.ofOfficers.map(marks.tenths))
  }

  // MARK: Page

  private static func model(
    of name: String, _ marks: DossierScores.Marks, _ asked: Asked, _ visit: Visit
  ) throws -> Model {
    let total = total(marks)
    return Model(
      unit: asked.agency.name, person: name, period: asked.period, presets: try presets(asked, visit),
      actionURL: Sitemap.unitScore.url(asked.agency.id),
      backURL: "\(Sitemap.unitScore.url(asked.agency.id))?\(asked.period.query)", sheetURL: "",
      total: total.words, words: ServiceScore.OfficerClass(total).map { visit.text($0.vietnamese) } ?? "",
      unscored: marks.unscored,
      rows: ServiceScore.Indicator.ofOfficers.map {
        row($0, marks.tenths($0), facts($0, marks, asked, visit), visit)
      }, officers: [], headings: [])
  }

  private static func model(
    _ unit: UnitScore, _ officers: [(person: PersonID, name: String, marks: DossierScores.Marks)],
    _ asked: Asked, _ visit: Visit
  ) throws -> Model {
    let total = unit.total
    let url = Sitemap.unitScore.url(asked.agency.id)
    return Model(
      unit: asked.agency.name, person: "", period: asked.period, presets: try presets(asked, visit),
      actionURL: url, backURL: "\(Sitemap.scores.url)?\(asked.period.query)",
      sheetURL: "\(Sitemap.officersSheet.url(asked.agency.id))?\(asked.period.query)", total: total.words,
      words: ServiceScore.AgencyClass(total).map { visit.text($0.vietnamese) } ?? "",
      unscored: unit.marks.unscored,
      rows: ServiceScore.Indicator.allCases.map { indicator in
        let facts =
          indicator.isOfDossiers
          ? facts(indicator, unit.marks, asked, visit) : facts(indicator, unit, asked, visit)
        return row(indicator, unit.tenths(indicator), facts, visit)
      },
      officers: officers.map { officer in
        let total = self.total(officer.marks)
        return Officer(
          name: officer.name,
          url: "\(url)?\(asked.period.query)&\(Percent.query([("person", officer.person.description)]))",
          finished: officer.marks.finished,
          cells: ServiceScore.Indicator.ofOfficers.map {
            ShowScores.Mark(
              label: visit.text($0.shortWords), mark: officer.marks.tenths($0).map(Tenths.vietnamese) ?? "–")
          }, total: total.words,
          words: ServiceScore.OfficerClass(total).map { visit.text($0.vietnamese) } ?? "")
      }, headings: ServiceScore.Indicator.ofOfficers.map { visit.text($0.shortWords) })
  }

  private static func presets(_ asked: Asked, _ visit: Visit) throws -> [PageLink] {
    let kept = asked.person.map { [("person", $0.description)] } ?? []
    return try ReportEntry.presets(
      at: Sitemap.unitScore.url(asked.agency.id), keeping: kept, asked.period.period, visit)
  }

  private static func row(
    _ indicator: ServiceScore.Indicator, _ tenths: Int?, _ facts: [Fact], _ visit: Visit
  ) -> Row {
    Row(
      number: indicator.rawValue, name: visit.text(indicator.vietnamese), rule: visit.text(indicator.rule),
      mark: tenths.map(Tenths.vietnamese) ?? visit.text("chưa có dữ liệu"), facts: facts)
  }

  private static func facts(
    _ indicator: ServiceScore.Indicator, _ marks: DossierScores.Marks, _ asked: Asked, _ visit: Visit
  ) -> [Fact] {
    let scored = (0...2).reduce(0) { $0 + marks[indicator, $1] }
    let counts: [(Int?, Int)] =
      (0...2).reversed().map { ($0, marks[indicator, $0]) } + [(nil, marks.finished - scored)]
    return counts.filter { $0.0 != nil || $0.1 > 0 }.map { mark, count in
      let words = mark.map { visit.text("{n} điểm", ["n": String($0)]) } ?? visit.text("chưa có dữ liệu")
      let show = [
        ("indicator", String(indicator.rawValue)), ("mark", mark.map { String($0) } ?? "none"),
      ]
      return Fact(
        words: words, count: count,
        url: "\(Sitemap.scoredDossiers.url(asked.agency.id))?\(asked.query)&\(Percent.query(show))")
    }
  }

  private static func facts(
    _ indicator: ServiceScore.Indicator, _ unit: UnitScore, _ asked: Asked, _ visit: Visit
  ) -> [Fact] {
    let agency = asked.agency.id
    let procedures = Sitemap.deskCoverageList.url(agency)
    let days = "\(Percent.query([("agency", agency.description)]))&\(asked.period.query)"
    func fact(_ words: String, _ count: Int, _ url: String = "") -> Fact {
      Fact(words: visit.text(words), count: count, url: url)
    }
    switch indicator {
    case .desk:
      return [
        fact("Trọn gói tại một cửa", unit.desk.whole, "\(procedures)?show=whole"),
        fact("Thủ tục tiếp nhận tại một cửa", unit.desk.received, "\(procedures)?show=all"),
        fact("Thủ tục thuộc cấp giải quyết", unit.desk.all),
      ]
    case .publication:
      return [
        fact("Niêm yết tại trụ sở", unit.publication.posted, "\(procedures)?show=posted"),
        fact("Công khai trên cổng", unit.publication.published, "\(procedures)?show=all"),
      ]
    case .petitions:
      return [PetitionReport.Number.onTime, .late, .openLate, .prolonged].map { number in
        fact(
          number.vietnamese, unit.petitions[number],
          "\(Sitemap.petitionList.url)?number=\(number.rawValue)&\(days)")
      }
    case .online:
      let list = "\(Sitemap.onlineRankingList.url)?\(days)&services=all"
      let late = [("indicator", String(indicator.rawValue)), ("mark", ListScored.late)]
      return [
        fact("Thủ tục mức độ 3, 4", unit.online.offered, "\(procedures)?show=offered"),
        fact("Hồ sơ trực tuyến", unit.online.online, "\(list)&number=online"),
        fact("Hồ sơ phát sinh", unit.online.arisen, "\(list)&number=arisen"),
        fact(
          "Hồ sơ trực tuyến trễ hoặc chưa trả lời", unit.online.late,
          "\(Sitemap.scoredDossiers.url(agency))?\(asked.period.query)&\(Percent.query(late))"),
      ]
    case .legalTime, .unitTimes, .contacts, .places, .attitude: return []
    }
  }
}

/// The dossiers with a mark of an indicator.
enum ListScored: Screen {
  struct Model: TemplateModel {
    var title: String
    var unit: String
    var days: String
    var rule: String
    var rows: [Row]
    var backURL: String
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("unit", \.unit), .text("days", \.days), .text("rule", \.rule),
        .list("rows", \.rows), .url("backURL", \.backURL), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    var due: String
    var finished: String

    static var fields: [Field<Row>] {
      [.record("dossier") { $0.dossier }, .text("due", \.due), .text("finished", \.finished)]
    }

    init(_ listed: Dossiers.Listed, _ visit: Visit) throws {
      dossier = try DossierRow(listed, visit)
      due = listed.judgedDue?.vietnamese ?? ""
      finished = listed.finishedAt?.vietnamese ?? ""
    }
  }

  static let page = Page<Model>("scores/dossiers")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.scoredDossiers.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let asked = try ShowUnitScore.Asked(Sitemap.scoredDossiers, visit)
      let shown = visit.query("mark")
      guard asked.period.problem == nil,
        let indicator = Int(visit.query("indicator")).flatMap(ServiceScore.Indicator.init(rawValue:)),
        let found = try found(indicator, shown, asked, visit)
      else { throw PageNotFound() }
      let listed = found.prefix(Dossiers.pageSize)
      let next = found.count > listed.count ? listed.last : nil
      let what = words(shown, visit)
      let show = Percent.query([("indicator", String(indicator.rawValue)), ("mark", shown)])
      return try visit.page(
        page,
        Model(
          title: "\(visit.text(indicator.vietnamese)): \(what)", unit: asked.agency.name,
          days: "\(asked.period.period.from.vietnamese) – \(asked.period.period.to.vietnamese)",
          rule: visit.text(indicator.rule),
          rows: try listed.map { try Row($0, visit) },
          backURL: "\(Sitemap.unitScore.url(asked.agency.id))?\(asked.query)",
          nextURL: next.map {
            "\(Sitemap.scoredDossiers.url(asked.agency.id))?\(asked.query)&\(show)&after=0.\($0.id.value)"
          }))
    }
  ]

  /// The online dossiers that are late, which indicator 9 asks about.
  static let late = "late"
  private static let none = "none"

  /// Nil for what nobody asks.
  private static func found(
    _ indicator: ServiceScore.Indicator, _ shown: String, _ asked: ShowUnitScore.Asked, _ visit: Visit
  ) throws -> [Dossiers.Listed]? {
    let (period, after, limit) = (asked.period.period, visit.pageKey.id, Dossiers.pageSize + 1)
    if indicator == .online, shown == late {
      return try DossierScores.lateOnline(
        of: asked.agency.id, in: period, now: visit.now, after: after, limit: limit, visit.db)
    }
    guard indicator.isOfDossiers, ["0", "1", "2", none].contains(shown) else { return nil }
    return try DossierScores.dossiers(
      indicator, mark: Int(shown), of: asked.agency.id, by: asked.person, in: period, after: after,
      limit: limit, visit.db)
  }

  private static func words(_ shown: String, _ visit: Visit) -> String {
    if shown == late { return visit.text("Hồ sơ trực tuyến trễ hoặc chưa trả lời") }
    return Int(shown).map { visit.text("{n} điểm", ["n": String($0)]) } ?? visit.text("chưa có dữ liệu")
  }
}
