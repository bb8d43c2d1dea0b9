import HTTPServer
import Storage
import Templating
import Workflow

/// What surrounds every page: the portal's name, who is signed in, the menu, the forgery token, contacts.
struct Frame: TemplateModel {
  var portalName: String
  var portalUnit: String
  var isSignedIn: Bool
  var isStaff: Bool
  var personName: String
  var unreadNotices: Int
  var menu: [MenuItem]
  var token: String
  var isVietnamese: Bool
  var otherLanguageURL: String
  var contact: Contact
  var unitName: String
  var regime: String
  var isTrial: Bool
  var isDemo: Bool
  var confirmation: String?

  struct MenuItem: TemplateModel {
    var label: String
    var url: String
    var icon: String
    var count: Int
    var isCurrent: Bool

    static var fields: [Field<MenuItem>] {
      [
        .text("label", \.label), .url("url", \.url), .text("icon", \.icon), .number("count", \.count),
        .flag("isCurrent", \.isCurrent),
      ]
    }
  }

  static var fields: [Field<Frame>] {
    [
      .text("portalName", \.portalName), .text("portalUnit", \.portalUnit),
      .flag("isSignedIn", \.isSignedIn), .flag("isStaff", \.isStaff), .text("personName", \.personName),
      .number("unreadNotices", \.unreadNotices), .list("menu", \.menu), .text("token", \.token),
      .flag("isVietnamese", \.isVietnamese), .url("otherLanguageURL", \.otherLanguageURL),
      .text("address", \.contact.address), .text("phone", \.contact.phone), .text("email", \.contact.email),
      .text("responsible", \.contact.responsible), .text("unitName", \.unitName), .text("regime", \.regime),
      .flag("isTrial", \.isTrial), .flag("isDemo", \.isDemo), .optional("confirmation", \.confirmation),
    ]
  }

  init(_ visit: Visit) throws {
    let reference = try visit.reference()
    let root = reference.root
    let unit = visit.visitor?.person.grants.first.flatMap { reference.agency($0.agency) } ?? root
    portalName = visit.text("Cổng dịch vụ công và Một cửa điện tử")
    portalUnit = root?.name ?? ""
    isSignedIn = visit.visitor != nil
    isStaff = visit.visitor?.kind == .staff
    personName = visit.visitor?.person.name ?? ""
    unreadNotices =
      visit.visitor?.kind == .citizen ? try Notices.unread(of: visit.person().id, in: visit.db) : 0
    menu = try Menu.items(visit)
    token = RequestForgery.token(for: visit.browser, key: visit.site.settings.key)
    isVietnamese = visit.language == .vietnamese
    otherLanguageURL = Self.otherLanguage(visit)
    contact = unit.map { $0.contact.phone.isEmpty ? root?.contact ?? $0.contact : $0.contact } ?? Contact()
    unitName = unit?.name ?? ""
    regime = visit.text((unit?.regime(on: visit.now.day) ?? .decree61).vietnamese)
    isTrial = unit?.isTrial(on: visit.now.day) ?? true
    isDemo = reference.isDemo
    confirmation = visit.request.query["done"].flatMap(Confirmation.init(rawValue:))
      .map { visit.text($0.vietnamese) }
  }

  private static func otherLanguage(_ visit: Visit) -> String {
    guard visit.request.method == .get else { return Sitemap.home.url }
    let kept = visit.request.query.fields.filter { $0.name != "lang" && $0.name != "done" }
      .map { ($0.name, $0.value) }
    let other = visit.language == .vietnamese ? "en" : "vi"
    return visit.request.path + "?" + Percent.query(kept + [("lang", other)])
  }
}

extension Regime {
  /// The footer's line (decision 5).
  var vietnamese: String {
    switch self {
    case .decree61: "Thực hiện theo Nghị định 61/2018/NĐ-CP (ba cấp, mức độ 2, 3, 4)"
    case .decree118: "Thực hiện theo Nghị định 118/2025/NĐ-CP (hai cấp, toàn trình, một phần)"
    }
  }
}
