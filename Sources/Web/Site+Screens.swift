import Templating

extension Site {
  private static let families: [any Screen.Type] = [
    Health.self, SignIn.self, ChangePassword.self,
  ]

  static let screens: [SiteRoute] = families.flatMap { $0.routes }
  static let pages: [any PageDeclaration] = ErrorPages.pages + families.flatMap { $0.pages }
}
