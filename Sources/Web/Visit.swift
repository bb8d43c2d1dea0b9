import HTTPServer
import Storage
import Templating
import Workflow

/// Who is signed in.
struct Visitor: Sendable {
  let person: Person
  let kind: People.Kind
  let login: String
  let mustChangePassword: Bool
}

/// One request on its way through a screen: who asks, when, in which language, with which database.
struct Visit {
  let request: Request
  let site: Site
  let context: LaneContext
  let now: Moment
  let visitor: Visitor?
  let language: Language
  /// What forgery tokens of this browser are sealed with: the session's token, or that of the visit before
  /// signing in.
  let browser: BrowserToken

  var db: ReadAccess { context.db }
  var writing: WriteAccess { context.writing }

  func reference() throws -> Reference { try context.reference() }

  /// Today's catalogue.
  func procedures() throws -> ProceduresInForce { try reference().inForce(on: now.day) }

  /// The signed-in person; the route's access has made sure of one.
  func person() throws -> Person {
    guard let visitor else { throw PageNotFound() }
    return visitor.person
  }

  /// A route parameter by the address that printed it.
  func read<Part>(_ address: Address1<Part>) throws -> Part { try address.read(request.parameter) }

  /// Two route parameters by the address that printed them.
  func read<First, Second>(_ address: Address2<First, Second>) throws -> (First, Second) {
    try address.read(request.parameter)
  }

  /// What was typed into a field: NFC, trimmed, without control characters (decision 2).
  func field(_ name: String) -> String { VietnameseText.normalised(request.form[name] ?? "") }

  /// What was typed into a field of several lines.
  func lines(_ name: String) -> String { VietnameseText.normalisedLines(request.form[name] ?? "") }

  /// A value of the query string, normalised alike.
  func query(_ name: String) -> String { VietnameseText.normalised(request.query[name] ?? "") }

  /// A text of the message catalogue.
  func text(_ vietnamese: String, _ values: [String: String] = [:]) -> String {
    site.catalogue.text(vietnamese, values, language)
  }

  /// A page inside its frame.
  func page<Model: TemplateModel>(
    _ page: Page<Model>, _ model: Model, status: Status = .ok
  ) throws -> Response {
    let frame = try Frame(self)
    var response = Response(
      status: status, body: try site.library.render(page, model, frame: frame, language: language))
    response.set("Cache-Control", visitor == nil ? "no-cache" : "no-store")
    response.set("Content-Language", language.code)
    return response
  }

  /// On to the next screen after something was done, which it confirms.
  func done(_ what: Confirmation, at url: String) -> Response { .redirect(what.address(url)) }
}
