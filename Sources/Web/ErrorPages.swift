import HTTPServer
import Storage
import Templating
import Workflow

/// What a person sees when something did not go as asked: what, where, how to mend it; never how we work inside.
enum ErrorPages {
  struct Model: TemplateModel {
    var title: String
    var explanation: String
    var advice: String
    var details: [String] = []
    /// What was typed into the form that was refused, so that nothing is lost.
    var typed: [String] = []
    var backURL: String
    var backLabel: String
    var number: String

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("explanation", \.explanation), .text("advice", \.advice),
        .texts("details", \.details), .texts("typed", \.typed), .url("backURL", \.backURL),
        .text("backLabel", \.backLabel),
        .text("number", \.number),
      ]
    }
  }

  static let refusedPage = Page<Model>("error/refused")
  static let errorPage = Page<Model>("error/error")
  static let pages: [any PageDeclaration] = [refusedPage, errorPage]

  /// The page for what a handler threw and a person can do something about; anything else is thrown on, for the
  /// server to report and answer with an id.
  static func page(for error: any Error, _ visit: Visit) throws -> Response {
    switch error {
    case is PageNotFound, is Dossiers.NotFound: return try simple(.notFound, visit)
    case is NotAllowed: return try simple(.forbidden, visit)
    case is RequestForgery.Suspected: return try expired(visit)
    case is Dossiers.Stale: return try changed(visit)
    case let outdated as Outdated: return try changed(outdated, visit)
    case let refusal as Refusal: return try refused(refusal, backURL: dossierPath(visit), visit)
    case let failure as HTTPFailure: return try simple(failure.status, visit)
    default: throw error
    }
  }

  /// A refusal of the domain, with the way back to the dossier.
  static func refused(_ refusal: Refusal, _ record: Dossiers.Record, _ visit: Visit) throws -> Response {
    let page = visit.visitor?.kind == .staff ? Sitemap.dossier : Sitemap.myDossier
    return try refused(refusal, backURL: page.url(record.dossier.id), visit)
  }

  /// A refusal of the domain, with a way back.
  static func refused(_ refusal: Refusal, backURL: String, _ visit: Visit) throws -> Response {
    let model = Model(
      title: visit.text("Chưa thực hiện được"), explanation: RefusalText.text(refusal, visit),
      advice: RefusalText.advice(refusal, visit), details: RefusalText.details(refusal), typed: typed(visit),
      backURL: backURL, backLabel: visit.text("Quay lại"), number: "")
    return try visit.page(framed(visit), model, status: .conflict)
  }

  private static func changed(_ visit: Visit) throws -> Response {
    let model = Model(
      title: visit.text("Hồ sơ vừa có thay đổi"),
      explanation: visit.text("Trong lúc ông/bà thao tác, hồ sơ đã được người khác cập nhật."),
      advice: visit.text("Ông/bà xem lại hồ sơ rồi thực hiện lại."),
      typed: typed(visit), backURL: dossierPath(visit), backLabel: visit.text("Xem hồ sơ hiện tại"),
      number: "")
    return try visit.page(framed(visit), model, status: .conflict)
  }

  private static func changed(_ outdated: Outdated, _ visit: Visit) throws -> Response {
    let model = Model(
      title: visit.text("Nội dung vừa có thay đổi"),
      explanation: visit.text("Trong lúc ông/bà thao tác, người khác đã sửa cùng nội dung này."),
      advice: visit.text("Ông/bà xem lại rồi thực hiện lại."),
      typed: typed(visit), backURL: outdated.url, backLabel: visit.text("Xem nội dung hiện tại"),
      number: "")
    return try visit.page(framed(visit), model, status: .conflict)
  }

  /// What was typed into the form that was refused.
  private static func typed(_ visit: Visit) -> [String] {
    visit.request.form.fields
      .filter {
        !["version", Visit.onceField, RequestForgery.field].contains($0.name) && !Visit.isCarried($0.name)
          && !$0.value.isEmpty
      }
      .map(\.value)
  }

  private static func dossierPath(_ visit: Visit) -> String {
    let isStaff = visit.visitor?.kind == .staff
    return visit.request.parameter("dossier").flatMap { DossierID($0) }.map {
      isStaff ? Sitemap.dossier.url($0) : Sitemap.myDossier.url($0)
    } ?? Sitemap.home.url
  }

  /// In the frame the person works in.
  private static func framed(_ visit: Visit) -> Page<Model> {
    visit.visitor?.kind == .staff ? refusedPage : errorPage
  }

  private static func expired(_ visit: Visit) throws -> Response {
    let model = Model(
      title: visit.text("Trang đã cũ"),
      explanation: visit.text("Phiên làm việc đã thay đổi từ khi ông/bà mở trang này."),
      advice: visit.text("Ông/bà quay lại, tải lại trang rồi thực hiện lại."),
      backURL: Sitemap.home.url, backLabel: visit.text("Về trang chủ"), number: "")
    return try visit.page(errorPage, model, status: .forbidden)
  }

  private static func simple(_ status: Status, _ visit: Visit) throws -> Response {
    let words = words(for: status)
    let model = Model(
      title: visit.text(words.title), explanation: visit.text(words.explanation),
      advice: visit.text(words.advice), backURL: Sitemap.home.url, backLabel: visit.text("Về trang chủ"),
      number: "")
    return try visit.page(errorPage, model, status: status)
  }

  private static func words(for status: Status) -> (title: String, explanation: String, advice: String) {
    switch status.code {
    case 404:
      (
        "Không tìm thấy trang", "Trang này không có, hoặc không thuộc quyền xem của ông/bà.",
        "Ông/bà kiểm tra lại đường dẫn hoặc tìm từ trang chủ."
      )
    case 401:
      (
        "Chưa đăng nhập", "Phiên làm việc đã hết nên tệp chưa được nhận.",
        "Ông/bà đăng nhập rồi gửi lại tệp. Nội dung đã lưu trước đó vẫn còn."
      )
    case 403:
      (
        "Không có quyền thực hiện", "Tài khoản của ông/bà không được phân quyền cho việc này.",
        "Nếu cần, ông/bà liên hệ quản trị của đơn vị."
      )
    case 413:
      (
        "Nội dung gửi lên quá lớn",
        "Tệp hoặc phần chữ vừa gửi vượt quá dung lượng cho phép nên chưa được nhận.",
        "Ông/bà quay lại trang trước: những gì đã nhập vẫn còn. Xin viết ngắn lại, hoặc chọn tệp nhỏ hơn (ảnh JPG, PNG hoặc PDF, dưới 20 MB), rồi gửi lại."
      )
    case 503:
      (
        "Hệ thống đang bận", "Có nhiều người sử dụng cùng lúc.",
        "Ông/bà thử lại sau ít phút. Việc vừa gửi chưa được ghi nhận."
      )
    case 507:
      (
        "Chưa nhận được tệp", "Máy chủ tạm thời không còn chỗ lưu tệp.",
        "Ông/bà thử lại sau, hoặc nộp trực tiếp tại bộ phận một cửa."
      )
    case 500:
      (
        "Có lỗi xảy ra", "Hệ thống gặp lỗi và chưa thực hiện được yêu cầu.",
        "Ông/bà thử lại; nếu vẫn lỗi, đọc mã dưới đây cho bộ phận hỗ trợ."
      )
    default:
      (
        "Yêu cầu không hợp lệ", "Trình duyệt gửi nội dung mà hệ thống không hiểu.",
        "Ông/bà tải lại trang rồi thực hiện lại."
      )
    }
  }
}

extension ErrorPages {
  /// A page without database or session, for failures outside any screen: plain, static, with the id that stands in
  /// the log.
  static func page(for failure: Failure, site: Site) -> Response {
    let language = failure.request.map(LanguageChoice.language) ?? .vietnamese
    let words = words(for: failure.status)
    let model = Model(
      title: site.catalogue.text(words.title, language),
      explanation: site.catalogue.text(words.explanation, language),
      advice: site.catalogue.text(words.advice, language), backURL: Sitemap.home.url,
      backLabel: site.catalogue.text("Về trang chủ", language),
      number: failure.status.code >= 500 ? failure.requestID : "")
    let body = try? site.library.render(
      errorPage, model, frame: Frame.bare(site, language), language: language)
    var response = Response(status: failure.status, body: body ?? Array(model.title.utf8))
    SecurityHeaders.set(on: &response, secure: site.settings.isSecure)
    return response
  }
}

extension Frame {
  /// A frame that needs no database.
  static func bare(_ site: Site, _ language: Language) -> Frame {
    Frame(
      portalName: site.catalogue.text("Cổng dịch vụ công và Một cửa điện tử", language), portalUnit: "",
      isSignedIn: false, isStaff: false, personName: "", unreadNotices: 0, menu: [], token: "",
      isVietnamese: language == .vietnamese, otherLanguageURL: Sitemap.home.url, contact: Contact(),
      unitName: "", regime: "", isTrial: false, isDemo: false, confirmation: nil)
  }

  private init(
    portalName: String, portalUnit: String, isSignedIn: Bool, isStaff: Bool, personName: String,
    unreadNotices: Int, menu: [MenuItem], token: String, isVietnamese: Bool, otherLanguageURL: String,
    contact: Contact, unitName: String, regime: String, isTrial: Bool, isDemo: Bool, confirmation: String?
  ) {
    self.portalName = portalName
    self.portalUnit = portalUnit
    self.isSignedIn = isSignedIn
    self.isStaff = isStaff
    self.personName = personName
    self.unreadNotices = unreadNotices
    self.menu = menu
    self.token = token
    self.isVietnamese = isVietnamese
    self.otherLanguageURL = otherLanguageURL
    self.contact = contact
    self.unitName = unitName
    self.regime = regime
    self.isTrial = isTrial
    self.isDemo = isDemo
    self.confirmation = confirmation
  }
}
