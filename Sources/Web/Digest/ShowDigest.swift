import HTTPServer
import Storage
import Templating
import Workflow

/// What a person was told in the morning, as it was told that day; the same as the letter by e-mail.
enum ShowDigest: Screen {
  struct Model: TemplateModel {
    var day: String
    var madeAt: String
    var daysOff: String
    var parts: [PartModel]
    var duties: [DutyRow]
    var days: [Choice]

    static var fields: [Field<Model>] {
      [
        .text("day", \.day), .text("madeAt", \.madeAt), .text("daysOff", \.daysOff), .list("parts", \.parts),
        .list("duties", \.duties), .number("dutyCount", \.duties.count), .list("days", \.days),
        .flag("isEmpty") { $0.parts.isEmpty && $0.duties.isEmpty }, .flag("hasDays") { $0.days.count > 1 },
      ]
    }
  }

  struct PartModel: TemplateModel {
    var title: String
    var part: Digest.Part
    var url: String
    var more: String
    var rows: [RowModel]

    static var fields: [Field<PartModel>] {
      [
        .text("title", \.title), .number("count", \.part.count), .url("url", \.url), .text("more", \.more),
        .list("rows", \.rows),
      ]
    }
  }

  struct RowModel: TemplateModel {
    var row: Digest.Row
    var desk: String

    static var fields: [Field<RowModel>] {
      [
        .text("number", \.row.number), .url("url") { Sitemap.dossier.url($0.row.dossier) },
        .text("procedure", \.row.procedure), .text("due") { $0.row.due?.vietnamese ?? "" },
        .text("desk", \.desk),
      ]
    }
  }

  /// How many earlier days are offered.
  private static let daysOffered = 20

  static let page = Page<Model>("staff/digest")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.digest.pattern, .roles(Set(Digests.roles))) { visit in
      let person = try visit.person()
      let days = try Digests.days(of: person.id, most: daysOffered, in: visit.db)
      let wanted = visit.query("day")
      guard let day = wanted.isEmpty ? days.first : Day(iso: wanted) else {
        if wanted.isEmpty {
          return try visit.page(
            page, Model(day: "", madeAt: "", daysOff: "", parts: [], duties: [], days: []))
        }
        throw PageNotFound()
      }
      guard let told = try Digests.digest(of: person.id, on: day, in: visit.db) else { throw PageNotFound() }
      let words = DigestWords(reference: try visit.reference(), text: visit.text)
      return try visit.page(
        page,
        Model(
          day: day.vietnamese, madeAt: told.madeAt.vietnamese, daysOff: told.digest.daysOff?.words ?? "",
          parts: told.digest.parts.map { part in
            PartModel(
              title: words.title(part), part: part, url: part.url,
              more: visit.text("Mở danh sách hôm nay"),
              rows: part.rows.map { RowModel(row: $0, desk: words.desk($0)) })
          }, duties: told.digest.duties.map { DutyRow($0, visit) },
          days: days.map { Choice($0.iso, $0.vietnamese, isChosen: $0 == day) }))
    }
  ]
}
