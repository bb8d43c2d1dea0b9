import HTTPServer
import Storage
import Templating
import Workflow

/// Whether everybody of a one-stop department can sign digitally (F004-07): by unit, with who cannot, and whose certificate ends
/// soon.
enum ShowCertificates: Screen {
  struct Model: TemplateModel {
    var day: String
    var units: [Unit]
    var total: Unit?

    static var fields: [Field<Model>] {
      [.text("day", \.day), .list("units", \.units), .record("total") { $0.total }]
    }
  }

  struct Unit: TemplateModel {
    var name: String
    /// One-stop officers, and those of them who can sign.
    var officers: Int
    var able: Int
    var people: [Holder]

    static var fields: [Field<Unit>] {
      [
        .text("name", \.name), .number("officers", \.officers), .number("able", \.able),
        .text("share") { $0.officers == 0 ? "–" : "\($0.able * 100 / $0.officers) %" },
        .flag("isWhole") { $0.able == $0.officers }, .list("people", \.people),
      ]
    }
  }

  struct Holder: TemplateModel {
    var name: String
    var roles: String
    var serial: String
    var until: String
    var standing: SigningCertificate.Standing
    var words: String

    static var fields: [Field<Holder>] {
      [
        .text("name", \.name), .text("roles", \.roles), .text("serial", \.serial), .text("until", \.until),
        .text("words", \.words), .flag("isRed") { !$0.standing.counts },
        .flag("isYellow") { $0.standing == .expiring },
      ]
    }
  }

  static let page = Page<Model>("oversight/certificates")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.certificates.pattern, .roles(Watch.roles)) { visit in
      let units = try Watch.agencies(.overdueLists, visit).map { try unit($0, visit) }
      let total = Unit(
        name: visit.text("Tổng cộng"), officers: units.reduce(0) { $0 + $1.officers },
        able: units.reduce(0) { $0 + $1.able }, people: [])
      return try visit.page(
        page, Model(day: visit.now.day.vietnamese, units: units, total: units.count > 1 ? total : nil))
    }
  ]

  private static func unit(_ agency: Agency, _ visit: Visit) throws -> Unit {
    let holders = try SigningCertificates.holders(at: agency.id, in: visit.db)
    let standing = { (holder: SigningCertificates.Holder) in
      SigningCertificate.standing(holder.certificate, on: visit.now.day)
    }
    let officers = holders.filter { $0.roles.contains(.oneStopOfficer) }
    return Unit(
      name: agency.shortName, officers: officers.count, able: officers.count { standing($0).counts },
      people: holders.map { holder in
        Holder(
          name: holder.name, roles: holder.roles.map { visit.text($0.vietnamese) }.joined(separator: ", "),
          serial: holder.certificate?.serial ?? "", until: holder.certificate?.until.vietnamese ?? "",
          standing: standing(holder), words: visit.text(standing(holder).vietnamese))
      })
  }
}

extension SigningCertificate.Standing {
  fileprivate var vietnamese: String {
    switch self {
    case .valid: "Còn hiệu lực"
    case .expiring: "Sắp hết hạn"
    case .expired: "Đã hết hạn"
    case .none: "Chưa được cấp"
    }
  }
}
