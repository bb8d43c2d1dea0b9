import HTTPServer
import Storage
import Templating
import Workflow

/// A procedure as it is published: steps, times, fees, papers, result, law, and who receives it. What nobody has
/// stated is said to be unknown, and closes online filing with that reason (decision 6).
enum ShowProcedure: Screen {
  struct Model: TemplateModel {
    var name: String
    var code: String
    var area: String
    var areaURL: String
    var level: String
    var performedBy: String
    var version: String
    var applyURL: String
    var whyClosed: [String]
    var formURL: String
    var formTitle: String
    var steps: [Step]
    var stepsAreGeneric: Bool
    var times: [Time]
    var fees: [Cost]
    var papers: [PaperGroup]
    var results: [Fact]
    var legalBasis: [String]
    var conditions: String?
    var units: [Unit]
    var missing: [String]

    static var fields: [Field<Model>] {
      [
        .text("name", \.name), .text("code", \.code), .text("area", \.area), .url("areaURL", \.areaURL),
        .text("level", \.level), .text("performedBy", \.performedBy), .text("version", \.version),
        .url("applyURL", \.applyURL), .flag("canApply") { !$0.applyURL.isEmpty },
        .texts("whyClosed", \.whyClosed), .url("formURL", \.formURL),
        .flag("hasForm") { !$0.formURL.isEmpty },
        .text("formTitle", \.formTitle), .list("steps", \.steps), .flag("stepsAreGeneric", \.stepsAreGeneric),
        .list("times", \.times), .list("fees", \.fees), .list("papers", \.papers),
        .list("results", \.results),
        .texts("legalBasis", \.legalBasis), .optional("conditions", \.conditions), .list("units", \.units),
        .texts("missing", \.missing),
      ]
    }
  }

  struct Step: TemplateModel {
    var name: String
    var role: String
    var allotted: String

    static var fields: [Field<Step>] {
      [.text("name", \.name), .text("role", \.role), .text("allotted", \.allotted)]
    }
  }

  struct Time: TemplateModel {
    var channel: String
    var legal: String
    var committed: String

    static var fields: [Field<Time>] {
      [.text("channel", \.channel), .text("legal", \.legal), .text("committed", \.committed)]
    }
  }

  struct Cost: TemplateModel {
    var name: String
    var amount: String
    var note: String?

    static var fields: [Field<Cost>] {
      [.text("name", \.name), .text("amount", \.amount), .optional("note", \.note)]
    }
  }

  struct Unit: TemplateModel {
    var name: String
    var contact: Contact
    var responsible: String
    var publication: String

    static var fields: [Field<Unit>] {
      [
        .text("name", \.name), .text("address", \.contact.address), .text("phone", \.contact.phone),
        .url("phoneURL") { "tel:" + $0.contact.phone.filter(\.isNumber) }, .text("email", \.contact.email),
        .text("responsible", \.responsible), .text("publication", \.publication),
      ]
    }
  }

  static let page = Page<Model>("visitor/show-procedure")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.procedure.pattern, .anyone) { visit in
      let code = try visit.read(Sitemap.procedure)
      guard let stored = try visit.reference().procedure(code, on: visit.now.day) else {
        throw PageNotFound()
      }
      return try visit.page(page, model(stored, visit))
    }
  ]

  private static func model(_ stored: Reference.StoredProcedure, _ visit: Visit) throws -> Model {
    let (procedure, reference) = (stored.procedure, try visit.reference())
    let form = procedure.form.flatMap { reference.form($0) }
    let why = procedure.whyClosedOnline(visit)
    return Model(
      name: procedure.name, code: procedure.code, area: reference.fields[procedure.field] ?? procedure.field,
      areaURL: ListProcedures.url([("field", procedure.field)]),
      level: visit.text(procedure.level.vietnamese),
      performedBy: visit.text(procedure.performedBy.vietnamese), version: version(stored, visit),
      applyURL: why.isEmpty ? Sitemap.apply.url(procedure.code) : "", whyClosed: why,
      formURL: form == nil ? "" : Sitemap.procedureForm.url(procedure.code),
      formTitle: form?.form.title ?? "",
      steps: procedure.steps.map { step in
        Step(
          name: visit.text(step.name), role: visit.text(step.role.vietnamese),
          allotted: step.allotted.map { visit.shortText($0) } ?? "")
      }, stepsAreGeneric: procedure.stepsAreGeneric, times: times(procedure, visit),
      fees: procedure.fees.map {
        Cost(name: $0.name, amount: visit.text($0.vietnamese), note: $0.note)
      }, papers: PaperGroup.list(procedure, visit),
      results: procedure.results.map { Fact(label: $0.name, value: $0.code ?? "") },
      legalBasis: procedure.legalBasis, conditions: procedure.conditions,
      units: units(stored, try visit.procedures(), visit),
      missing: procedure.missingFacts.map { visit.text($0.vietnamese) })
  }

  private static func version(_ stored: Reference.StoredProcedure, _ visit: Visit) -> String {
    visit.text(
      "Phiên bản {n}, hiệu lực từ {day}",
      ["n": String(stored.revision), "day": stored.procedure.effectiveFrom.vietnamese])
  }

  private static func times(_ procedure: ProcedureRevision, _ visit: Visit) -> [Time] {
    procedure.times.map { time in
      let channels = time.channel.map { [$0] } ?? procedure.channels
      let words = channels.map { visit.text($0.vietnamese) }.joined(separator: ", ")
      let unknown = visit.text("Chưa có dữ liệu")
      return Time(
        channel: time.caseName.map { "\(words): \($0)" } ?? words,
        legal: time.legal.map { visit.text($0) } ?? unknown,
        committed: time.committed.map { visit.text($0) } ?? "")
    }
  }

  private static func units(
    _ stored: Reference.StoredProcedure, _ catalogue: ProceduresInForce, _ visit: Visit
  ) -> [Unit] {
    let code = stored.procedure.code
    return catalogue.units(receiving: code).map { agency in
      let publication = catalogue.publication(of: code, at: agency.id)
      let named = [publication?.responsible, stored.procedure.responsible, agency.contact.responsible]
      return Unit(
        name: agency.name, contact: agency.contact,
        responsible: named.compactMap(\.self).first { !$0.isEmpty } ?? "",
        publication: publication?.words(revision: stored.revision, visit) ?? "")
    }
  }
}

extension ProcedureRevision {
  /// Why nothing can be filed through the portal, in words; empty where it can.
  func whyClosedOnline(_ visit: Visit) -> [String] {
    guard !acceptsOnlineFiling else { return [] }
    if level < .partial || !channels.contains(.online) {
      return [visit.text("Thủ tục này mới ở mức độ cung cấp thông tin, chưa nhận hồ sơ trực tuyến.")]
    }
    return missingFacts.filter(\.closesOnlineFiling).map {
      visit.text("{fact}: chưa có dữ liệu.", ["fact": visit.text($0.vietnamese)])
    }
  }
}
