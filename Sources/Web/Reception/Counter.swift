import HTTPServer
import Storage
import Templating
import Workflow

/// The counter's work list: tabs with counts, most urgent first.
enum Counter: Screen {
  struct Model: TemplateModel {
    var agency: String
    /// The point one sits at; nil where the agency has one counter.
    var seat: InputModel?
    var problems: [Problem]
    var hidden: Hidden
    var tabs: [Tab]
    var watched: [Tab]
    var list: DossierPageOfList
    var emptyWords: String
    var dueLabel: String

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .record("seat") { $0.seat }, .record("hidden") { $0.hidden },
        .flag("isSeated") { $0.seat?.choices.contains(where: \.isChosen) ?? false },
        .list("problems", \.problems), .list("tabs", \.tabs),
        .list("watched", \.watched),
        .record("list") { $0.list },
        .text("emptyWords", \.emptyWords), .text("dueLabel", \.dueLabel),
      ]
    }
  }

  struct Tab: TemplateModel {
    var label: String
    var url: String
    var count: Int
    var isCurrent: Bool

    static var fields: [Field<Tab>] {
      [
        .text("label", \.label), .url("url", \.url), .number("count", \.count),
        .flag("isCurrent", \.isCurrent),
      ]
    }
  }

  static let page = Page<Model>("reception/counter")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.counter.pattern, .role(.oneStopOfficer)) { visit in
      guard let agency = try visit.person().agency(of: .oneStopOfficer) else { throw NotAllowed() }
      let tab = Dossiers.CounterTab(rawValue: visit.query("tab")) ?? .submitted
      return try visit.page(page, model(tab, agency, problems: [], visit))
    }
  ]

  /// The page again, with what must be mended on it.
  static func show(at agency: AgencyID, problems: [Problem], _ visit: Visit) throws -> Response {
    try visit.page(page, model(.submitted, agency, problems: problems, visit), status: .unprocessableContent)
  }

  private static func model(
    _ current: Dossiers.CounterTab, _ agency: AgencyID, problems: [Problem], _ visit: Visit
  ) throws -> Model {
    let fields = try visit.person().fields(of: .oneStopOfficer, at: agency)
    let counts = try Dossiers.counterCounts(at: agency, fields: fields, in: visit.db)
    let tabs = Dossiers.CounterTab.allCases.map { tab in
      Tab(
        label: visit.text(label(tab)), url: url(tab), count: counts[tab] ?? 0, isCurrent: tab == current)
    }
    let kept = try Dossiers.watchCounts(at: agency, fields: fields, in: visit.db)
    let inTransit = Tab(
      label: visit.text("Đang chuyển, chưa ký nhận"), url: Sitemap.inTransit.url,
      count: try Dossiers.inTransitCount(from: agency, fields: fields, in: visit.db), isCurrent: false)
    let seats = try ChooseSeat.choices(at: agency, visit)
    let carried = Tab(
      label: visit.text("Kết quả chuyển giữa các điểm"), url: Sitemap.carriedResults.url,
      count: try Dossiers.carriedCount(at: agency, fields: fields, in: visit.db), isCurrent: false)
    let watched = Dossiers.WatchList.allCases.map { list in
      Tab(label: visit.text(list.title), url: list.url, count: kept[list] ?? 0, isCurrent: false)
    }
    let listed = try Dossiers.counter(
      current, at: agency, fields: fields, after: visit.pageKey, in: visit.db)
    return Model(
      agency: try visit.reference().agency(agency)?.name ?? "",
      seat: seats.isEmpty
        ? nil
        : InputModel(id: "point", label: visit.text("Ông/bà đang ngồi tại"), choices: seats).marked(problems),
      problems: problems, hidden: Hidden(), tabs: tabs,
      watched: [inTransit] + (seats.isEmpty ? [] : [carried]) + watched,
      list: try DossierPageOfList(
        listed, visit, url: url(current), showsReply: current == .supplementAnswered, key: \.deskKey),
      emptyWords: visit.text(emptyWords(current)),
      dueLabel: visit.text(owesReply(current) ? "Hạn trả lời" : "Ngày hẹn trả"))
  }

  /// Whether the reception clock runs: the counter owes the citizen an answer.
  private static func owesReply(_ tab: Dossiers.CounterTab) -> Bool {
    tab == .submitted || tab == .supplementAnswered
  }

  private static func url(_ tab: Dossiers.CounterTab) -> String {
    Sitemap.counter.url + "?tab=\(tab.rawValue)"
  }

  private static func label(_ tab: Dossiers.CounterTab) -> String {
    switch tab {
    case .submitted: "Chờ tiếp nhận"
    case .received: "Chờ chuyển xử lý"
    case .signed: "Chờ nhận kết quả"
    case .atCounter: "Chờ trả kết quả"
    case .supplementProposed: "Chuyên môn đề nghị bổ sung"
    case .supplementAnswered: "Đã bổ sung, chờ kiểm tra"
    }
  }

  private static func emptyWords(_ tab: Dossiers.CounterTab) -> String {
    switch tab {
    case .submitted: "Không có hồ sơ nộp trực tuyến nào đang chờ tiếp nhận."
    case .received: "Mọi hồ sơ đã tiếp nhận đều đã được chuyển xử lý."
    case .signed: "Không có kết quả nào đang chờ nhận về từ bộ phận chuyên môn."
    case .atCounter: "Không có kết quả nào đang chờ công dân đến nhận."
    case .supplementProposed: "Không có đề nghị bổ sung nào của cán bộ chuyên môn."
    case .supplementAnswered: "Không có nội dung bổ sung nào đang chờ kiểm tra."
    }
  }
}
