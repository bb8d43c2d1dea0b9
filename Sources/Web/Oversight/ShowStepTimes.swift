import HTTPServer
import Storage
import Templating
import Workflow

/// Thời gian từng bước: per officer and step, working hours allotted beside working hours used, of the dossiers that an
/// agency finished in a period. Whoever watches the agency sees everybody, an officer himself.
enum ShowStepTimes: Screen {
  struct Model: TemplateModel {
    var agency: String
    var actionURL: String
    var period: PeriodEntry
    var problem: String?
    var rows: [Row]
    var isOwn: Bool

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("actionURL", \.actionURL), .record("period") { $0.period },
        .optional("problem", \.problem), .list("rows", \.rows), .flag("isOwn", \.isOwn),
      ]
    }
  }

  /// A person's share in one of the four steps.
  struct Row: TemplateModel {
    let name: String
    let step: String
    let sums: StepSums
    /// The most that any row had or took, for the picture.
    let widest: Int
    let url: String

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .text("step", \.step), .number("count", \.sums.count),
        .text("allotted") { $0.sums.timed > 0 ? Hours.text($0.sums.allotted) : "–" },
        .text("used") { Hours.text($0.sums.used) },
        .text("share") {
          $0.sums.allotted > 0 ? Share.words($0.sums.usedOfAllotted, of: $0.sums.allotted) : ""
        },
        .number("late", \.sums.late), .number("early") { $0.sums.timed - $0.sums.late },
        .number("untimed") { $0.sums.count - $0.sums.timed }, .url("url", \.url),
        .flag("isOver") { $0.sums.allotted > 0 && $0.sums.usedOfAllotted > $0.sums.allotted },
        .number("allottedWidth") { $0.width($0.sums.allotted) },
        .number("usedWidth") { $0.width($0.sums.used) },
      ]
    }

    private func width(_ minutes: Int) -> Int { widest > 0 ? minutes * 100 / widest : 0 }
  }

  static let page = Page<Model>("oversight/step-times")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.stepTimes.pattern, .staff, lane: .costly) { visit in
      let view = try StepView(Sitemap.stepTimes, visit)
      let grouped = Dictionary(grouping: try view.lines(visit)) {
        Key(person: $0.time.person, step: $0.time.step)
      }
      let sums = grouped.mapValues(StepSums.init)
      let widest = sums.values.map { max($0.allotted, $0.used) }.max() ?? 0
      let names = try view.names(sums.keys.compactMap(\.person), visit)
      let keys = sums.keys.sorted { (names[$0.person] ?? "", $0.step) < (names[$1.person] ?? "", $1.step) }
      let rows = try keys.map { key in
        Row(
          name: try names[key.person] ?? visit.counterName(view.agency.id),
          step: visit.text(StepView.name(key.step)),
          sums: sums[key] ?? StepSums([]), widest: widest, url: view.listURL(key.person, key.step))
      }
      let model = Model(
        agency: view.agency.name, actionURL: Sitemap.stepTimes.url(view.agency.id), period: view.entry,
        problem: view.problem, rows: rows, isOwn: view.own != nil)
      return try visit.page(page, model, status: view.problem == nil ? .ok : .unprocessableContent)
    }
  ]

  private struct Key: Hashable {
    let person: PersonID?
    let step: Int
  }
}

/// The steps behind one of those numbers.
enum ListStepTimes: Screen {
  struct Model: TemplateModel {
    var title: String
    var agency: String
    var days: String
    var count: Int
    var rows: [Row]
    var backURL: String
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("agency", \.agency), .text("days", \.days), .number("count", \.count),
        .list("rows", \.rows), .url("backURL", \.backURL), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    let line: StepTimes.Line
    let procedure: String
    let outcome: String

    static var fields: [Field<Row>] {
      [
        .url("url") { Sitemap.dossier.url($0.line.dossier) }, .text("code", \.line.code),
        .text("procedure", \.procedure), .text("began") { $0.line.time.began.vietnamese },
        .text("ended") { $0.line.time.ended.vietnamese },
        .text("allotted") { $0.line.time.allotted.map(Hours.text) ?? "" },
        .text("used") { Hours.text($0.line.time.used) }, .text("outcome", \.outcome),
        .flag("isLate") { $0.line.time.isLate ?? false },
      ]
    }
  }

  static let page = Page<Model>("oversight/step-time-list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.stepTimeList.pattern, .staff, lane: .costly) { visit in
      let view = try StepView(Sitemap.stepTimeList, visit)
      guard view.problem == nil, let step = Int(visit.query("step")), (1...4).contains(step),
        let shown = Shown(rawValue: visit.query("shown"))
      else { throw PageNotFound() }
      let person = PersonID(visit.query("person"))
      let lines = try view.lines(visit).filter { line in
        line.time.person == person && line.time.step == step && shown.holds(line.time)
      }
      let start = max(0, Int(visit.query("skip")) ?? 0)
      let rows = lines.dropFirst(start).prefix(Dossiers.pageSize)
      let reference = try visit.reference()
      let name =
        try view.names([person].compactMap(\.self), visit)[person] ?? visit.counterName(view.agency.id)
      let url = view.listURL(person, step) + "&shown=\(shown.rawValue)"
      let hasNext = lines.count > start + rows.count
      return try visit.page(
        page,
        Model(
          title: "\(name): \(visit.text(StepView.name(step))) – \(visit.text(shown.vietnamese))",
          agency: view.agency.name, days: view.words(visit), count: lines.count,
          rows: rows.map { line in
            Row(
              line: line,
              procedure: reference.procedure(revision: line.revision)?.procedure.name ?? line.procedureCode,
              outcome: visit.text(
                line.time.isLate.map { $0 ? "Quá thời gian" : "Trong thời gian" } ?? "Không giao thời gian"))
          }, backURL: "\(Sitemap.stepTimes.url(view.agency.id))?\(view.entry.query)",
          nextURL: hasNext ? "\(url)&skip=\(start + rows.count)" : nil))
    }
  ]

  /// Which of the steps a number counts.
  private enum Shown: String {
    case all = ""
    case late
    case early
    case untimed

    func holds(_ time: StepTime) -> Bool {
      switch self {
      case .all: true
      case .late: time.isLate == true
      case .early: time.isLate == false
      case .untimed: time.isLate == nil
      }
    }

    var vietnamese: String {
      switch self {
      case .all: "mọi lần"
      case .late: "quá thời gian"
      case .early: "trong thời gian"
      case .untimed: "không giao thời gian"
      }
    }
  }
}

/// Sums of steps.
struct StepSums {
  /// How many.
  let count: Int
  /// Working minutes that those with a time were allotted.
  let allotted: Int
  /// Working minutes taken, by all.
  let used: Int
  /// Working minutes taken by those with a time.
  let usedOfAllotted: Int
  /// How many had a time.
  let timed: Int
  /// … and ended after it.
  let late: Int

  init(_ lines: [StepTimes.Line]) {
    let times = lines.map(\.time)
    count = times.count
    allotted = times.reduce(0) { $0 + ($1.allotted ?? 0) }
    used = times.reduce(0) { $0 + $1.used }
    usedOfAllotted = times.reduce(0) { $0 + ($1.allotted == nil ? 0 : $1.used) }
    timed = times.count { $0.isLate != nil }
    late = times.count { $0.isLate == true }
  }
}

/// Of which agency, which days and whom a visitor asks, as far as he may.
struct StepView {
  let agency: Agency
  let entry: PeriodEntry
  /// The visitor, where he sees only himself.
  let own: PersonID?
  let problem: String?

  init(_ address: Address1<AgencyID>, _ visit: Visit) throws {
    let id = try visit.read(address)
    let person = try visit.person()
    if let watched = try Watch.agencies(.overdueLists, visit).first(where: { $0.id == id }) {
      (agency, own) = (watched, nil)
    } else {
      let works = person.grants.contains { grant in
        Role.processing.contains(grant.role) && grant.agency == id
      }
      guard works, let own = try visit.reference().agency(id) else { throw PageNotFound() }
      (agency, self.own) = (own, person.id)
    }
    entry = PeriodEntry(visit)
    let days = entry.period.to.number - entry.period.from.number + 1
    problem =
      entry.problem
      ?? (days > StepTimes.mostDays
        ? visit.text("Xem nhiều nhất {n} ngày một lần.", ["n": String(StepTimes.mostDays)]) : nil)
  }

  /// Everything that the visitor may see; nothing while the period is wrong.
  func lines(_ visit: Visit) throws -> [StepTimes.Line] {
    guard problem == nil else { return [] }
    return try StepTimes.lines(at: agency.id, in: entry.period, visit.reference(), visit.db)
      .filter { own == nil || $0.time.person == own }
  }

  func names(_ people: [PersonID], _ visit: Visit) throws -> [PersonID?: String] {
    var names: [PersonID?: String] = [:]
    for person in Set(people) { names[person] = try People.account(person, in: visit.db)?.name ?? "" }
    return names
  }

  func listURL(_ person: PersonID?, _ step: Int) -> String {
    let asked = Percent.query([("person", person?.description ?? ""), ("step", String(step))])
    return "\(Sitemap.stepTimeList.url(agency.id))?\(entry.query)&\(asked)"
  }

  /// "hoàn thành từ 01/11/2026 đến 26/11/2026".
  func words(_ visit: Visit) -> String {
    visit.text(
      "hoàn thành từ {from} đến {to}",
      ["from": entry.period.from.vietnamese, "to": entry.period.to.vietnamese])
  }

  static func name(_ step: Int) -> String { ["Tiếp nhận", "Xử lý", "Ký duyệt", "Trả kết quả"][step - 1] }
}

/// Working minutes as hours: "3,5".
enum Hours {
  static func text(_ minutes: Int) -> String {
    let tenths = (minutes + 3) / 6
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10),\(tenths % 10)"
  }
}
