import HTTPServer
import Storage
import Templating
import Workflow

/// What a counter keeps an eye on: citizens who have a slip in hand, fees not paid, results nobody collected, papers to be
/// given back.
enum WatchedLists: Screen {
  struct Model: TemplateModel {
    var title: String
    var agency: String
    var list: WatchedPage
    var emptyWords: String

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("agency", \.agency), .record("list") { $0.list },
        .text("emptyWords", \.emptyWords),
      ]
    }
  }

  static let page = Page<Model>("reception/watched")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.watched.pattern, .role(.oneStopOfficer)) { visit in
      guard let agency = try visit.person().agency(of: .oneStopOfficer) else { throw NotAllowed() }
      guard let list = Dossiers.WatchList(rawValue: try visit.read(Sitemap.watched)) else {
        throw PageNotFound()
      }
      let fields = try visit.person().fields(of: .oneStopOfficer, at: agency)
      let watched = try Dossiers.watched(
        list, at: agency, fields: fields, after: visit.pageKey, in: visit.db)
      let model = Model(
        title: visit.text(list.title), agency: try visit.reference().agency(agency)?.name ?? "",
        list: try WatchedPage(watched, on: list, url: list.url, visit) { list.verb(for: $0) },
        emptyWords: visit.text(list.emptyWords))
      return try visit.page(page, model)
    }
  ]
}

extension Dossiers.WatchList {
  var url: String { Sitemap.watched.url(rawValue) }

  var title: String {
    switch self {
    case .awaited: "Chờ công dân bổ sung"
    case .unpaid: "Chưa nộp phí, lệ phí"
    case .uncollected: "Kết quả chưa có người nhận"
    case .papersHeld: "Giấy tờ chưa trả lại"
    case .amended: "Kết quả đang đính chính"
    }
  }

  fileprivate var emptyWords: String {
    switch self {
    case .awaited: "Không có hồ sơ nào đang chờ công dân bổ sung."
    case .unpaid: "Không có khoản phí, lệ phí nào chờ nộp."
    case .uncollected: "Không có kết quả nào đang chờ công dân đến nhận."
    case .papersHeld: "Không còn giữ giấy tờ của hồ sơ đã từ chối, dừng hoặc rút."
    case .amended: "Không có kết quả nào đang đính chính."
    }
  }

  /// What the counter does about a row; nil while others have to do something first.
  fileprivate func verb(for watched: Dossiers.Watched) -> Verb? {
    switch self {
    case .awaited: .answerSupplement
    case .unpaid: .recordPayment
    case .uncollected: .returnResult
    case .papersHeld: .returnPapers
    case .amended: watched.turns.amendments.last?.signedAt == nil ? nil : .returnAmended
    }
  }
}
