import HTTPServer
import Storage
import Templating
import Workflow

/// Chuyển xử lý: from the counter to a specialist of the agency or of one of its departments (art 18).
enum Forward: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var unsettled: [String]
    var units: [Unit]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .texts("unsettled", \.unsettled), .list("units", \.units), .list("problems", \.problems),
      ]
    }
  }

  /// The specialists of one unit.
  struct Unit: TemplateModel {
    var name: String
    var people: [Choice]

    static var fields: [Field<Unit>] { [.text("name", \.name), .list("people", \.people)] }
  }

  static let page = Page<Model>("reception/forward")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.forward.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.forward))
      return try show(record, visit, problems: [])
    },
    .post(Sitemap.forward.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.forward))
      guard let (unit, person) = try chosen(record, visit) else {
        let message = visit.text("Ông/bà chọn cán bộ chuyên môn để chuyển.")
        return try show(record, visit, problems: [Problem(field: "to", message: message)])
      }
      return try visit.perform(.forward(to: person, unit: unit), on: record.dossier.id) {
        Confirmation.forwarded.address(Sitemap.counter.url + "?tab=received")
      }
    },
  ]

  private static func show(
    _ record: Dossiers.Record, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.forward.url(record.dossier.id),
      unsettled: record.dossier.papers.filter { !$0.isSettled }.map(\.name),
      units: try units(record, visit), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// The agency itself and its departments, each with the specialists whose fields cover the dossier.
  private static func units(_ record: Dossiers.Record, _ visit: Visit) throws -> [Unit] {
    let reference = try visit.reference()
    let departments = reference.children(of: record.dossier.agency).filter { $0.kind == .department }
    let agencies = [reference.agency(record.dossier.agency)].compactMap(\.self) + departments
    return try agencies.compactMap { agency in
      let people = try People.holders(
        of: .specialist, at: agency.id, field: record.field, in: visit.db)
      guard !people.isEmpty else { return nil }
      return Unit(
        name: agency.name,
        people: people.map { person in
          Choice(
            "\(agency.id).\(person.id)",
            person.title.isEmpty ? person.name : "\(person.name), \(person.title)",
            isChosen: false)
        })
    }
  }

  /// The posted "unit.person", which must be one that the page offered.
  private static func chosen(
    _ record: Dossiers.Record, _ visit: Visit
  ) throws -> (AgencyID, PersonID)? {
    let value = visit.field("to")
    guard try units(record, visit).contains(where: { $0.people.contains { $0.value == value } }),
      case let parts = value.split(separator: "."), let unit = AgencyID(String(parts[0])),
      let person = PersonID(String(parts[1]))
    else { return nil }
    return (unit, person)
  }
}
