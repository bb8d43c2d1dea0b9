/// The name of a template together with the model it shows, declared once beside the screen:
/// `static let page = Page<InboxPage>("reception/inbox")`.
///
/// Every page stands in the list given to the `Library`, which compiles it at start-up.
public struct Page<Model: TemplateModel>: PageDeclaration {
  /// The template's file below the templates' folder, without `.html`.
  public let template: String
  /// Where the page is declared in Swift.
  public let declared: Place

  /// Declares a page.
  public init(_ template: String, file: String = #fileID, line: Int = #line) {
    self.template = template
    declared = Place(file: file, line: line, column: 0)
  }

  /// The model's type.
  public var model: any TemplateModel.Type { Model.self }
}

/// A page whose model's type is not named, so that pages of all models stand in one list.
public protocol PageDeclaration: Sendable {
  /// The template's file below the templates' folder, without `.html`.
  var template: String { get }
  /// The model's type.
  var model: any TemplateModel.Type { get }
  /// Where the page is declared in Swift.
  var declared: Place { get }
}
