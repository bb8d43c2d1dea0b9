import Templating

/// A family of pages: its routes and the templates it fills. One type a screen; `Site+Screens.swift` lists them.
protocol Screen: SendableMetatype {
  static var routes: [SiteRoute] { get }
  static var pages: [any PageDeclaration] { get }
}
