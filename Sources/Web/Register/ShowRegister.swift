import HTTPServer
import Storage
import Templating
import Workflow

/// Sổ theo dõi hồ sơ of an agency and year, page by page in the order of its numbers (rules §3.6).
enum ShowRegister: Screen {
  struct Model: TemplateModel {
    var agency: String
    var year: String
    var count: Int
    var from: Int
    var years: [YearLink]
    var rows: [RegisterRow]
    var sheetURL: String
    var exportURL: String
    var compareURL: String
    var agenciesURL: String
    var actionURL: String
    var previousURL: String
    var nextURL: String

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .text("year", \.year), .number("count", \.count), .number("from", \.from),
        .list("years", \.years), .list("rows", \.rows), .url("sheetURL", \.sheetURL),
        .url("exportURL", \.exportURL), .url("compareURL", \.compareURL), .url("actionURL", \.actionURL),
        .url("agenciesURL", \.agenciesURL), .flag("hasAgencies") { !$0.agenciesURL.isEmpty },
        .url("previousURL", \.previousURL), .flag("hasPrevious") { !$0.previousURL.isEmpty },
        .url("nextURL", \.nextURL), .flag("hasNext") { !$0.nextURL.isEmpty },
      ]
    }
  }

  struct YearLink: TemplateModel {
    var year: String
    var url: String
    var isCurrent: Bool

    static var fields: [Field<YearLink>] {
      [.text("year", \.year), .url("url", \.url), .flag("isCurrent", \.isCurrent)]
    }
  }

  /// Agencies whose registers the visitor may choose from.
  struct Choosing: TemplateModel {
    var agencies: [AgencyLink]

    static var fields: [Field<Choosing>] { [.list("agencies", \.agencies)] }
  }

  struct AgencyLink: TemplateModel {
    var name: String
    var count: Int
    var url: String

    static var fields: [Field<AgencyLink>] {
      [.text("name", \.name), .number("count", \.count), .url("url", \.url)]
    }
  }

  private static let page = Page<Model>("register/show-register")
  private static let choosing = Page<Choosing>("register/choose-register")
  static let pages: [any PageDeclaration] = [page, choosing]
  static let routes: [SiteRoute] = [
    .get(Sitemap.registers.pattern, .roles(RegisterBook.roles)) { visit in
      let agencies = try Watch.agencies(.register, visit)
      guard !agencies.isEmpty else { throw NotAllowed() }
      let year = visit.now.day.year
      if agencies.count == 1 { return .redirect(Sitemap.register.url(agencies[0].id, year)) }
      let links = try agencies.map { agency in
        AgencyLink(
          name: agency.name, count: try Register.count(of: agency.id, year: year, in: visit.db),
          url: Sitemap.register.url(agency.id, year))
      }
      return try visit.page(choosing, Choosing(agencies: links))
    },
    .get(Sitemap.register.pattern, .roles(RegisterBook.roles)) { visit in
      let book = try RegisterBook(Sitemap.register, visit)
      return try visit.page(page, model(book, from: RegisterBook.from(visit), visit))
    },
  ]

  private static func model(_ book: RegisterBook, from: Int, _ visit: Visit) throws -> Model {
    let (id, size) = (book.agency.id, Dossiers.pageSize)
    let count = try Register.count(of: id, year: book.year, in: visit.db)
    let lines = try Register.lines(of: id, year: book.year, from: from, most: size, in: visit.db)
    let url = Sitemap.register.url(id, book.year)
    let words = RegisterWords(catalogue: visit.site.catalogue, language: visit.language)
    let years = Set(try Register.years(of: id, in: visit.db) + [book.year, visit.now.day.year])
    return Model(
      agency: book.agency.name, year: String(book.year), count: count, from: from,
      years: years.sorted(by: >).map {
        YearLink(year: String($0), url: Sitemap.register.url(id, $0), isCurrent: $0 == book.year)
      }, rows: try lines.map { RegisterRow($0, try visit.reference(), words) },
      sheetURL: "\(Sitemap.registerSheet.url(id, book.year))?from=\(from)",
      exportURL: Sitemap.registerExport.url(id, book.year),
      compareURL: Sitemap.registerCompare.url(id, book.year),
      agenciesURL: try Watch.agencies(.register, visit).count > 1 ? Sitemap.registers.url : "",
      actionURL: url,
      previousURL: from > 1 ? "\(url)?from=\(max(1, from - size))" : "",
      nextURL: from + size <= count ? "\(url)?from=\(from + size)" : "")
  }
}

/// A line of the register on a page or a printed sheet.
struct RegisterRow: TemplateModel {
  var line: Register.Line
  var procedure: String
  var returnMethod: String
  var remarks: String
  var url: String

  static var fields: [Field<RegisterRow>] {
    [
      .number("number", \.line.number), .text("code", \.line.code), .text("procedure", \.procedure),
      .number("copies", \.line.copies), .text("owner", \.line.owner.name),
      .text("address", \.line.owner.address), .text("phone", \.line.owner.phone),
      .text("received", \.line.receivedAt.day.vietnamese),
      .text("appointment") { $0.line.appointment?.day.vietnamese ?? "" },
      .text("result") { $0.line.resultAt?.day.vietnamese ?? "" },
      .text("returned") { $0.line.returnedAt?.day.vietnamese ?? "" }, .text("returnedBy", \.line.returnedBy),
      .text("collector", \.line.collector), .text("returnMethod", \.returnMethod),
      .text("remarks", \.remarks), .url("url", \.url),
    ]
  }

  init(_ line: Register.Line, _ reference: Reference, _ words: RegisterWords) {
    self.line = line
    procedure = line.procedure(reference)
    returnMethod = words.text(line.returnMethod.vietnamese)
    remarks = line.remarks(words)
    url = Sitemap.dossier.url(line.dossier)
  }
}
