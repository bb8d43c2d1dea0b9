import HTTPServer
import Storage
import Templating
import Workflow

/// Danh sách bàn giao hồ sơ (art 18): what went from the counter to each desk on a day, or came back as results, A4, to
/// be signed by giver and receiver.
enum PrintHandovers: Screen {
  struct Model: TemplateModel {
    var bar: SheetBar
    var day: String
    var way: String
    var actionURL: String
    var isCut: Bool
    var sheets: [Sheet]
    var head: AgencyHead

    static var fields: [Field<Model>] {
      [
        .record("bar") { $0.bar }, .text("day", \.day), .text("way", \.way), .url("actionURL", \.actionURL),
        .flag("isCut", \.isCut), .number("most") { _ in most }, .list("sheets", \.sheets),
        .record("head") { $0.head }, .flag("isBack") { $0.way == Dossiers.Way.back.rawValue },
      ]
    }
  }

  /// What went between two people.
  struct Sheet: TemplateModel {
    var giver: String
    var receiver: String
    var rows: [Row]

    static var fields: [Field<Sheet>] {
      [
        .text("giver", \.giver), .text("receiver", \.receiver), .list("rows", \.rows),
        .number("count", \.rows.count),
      ]
    }
  }

  struct Row: TemplateModel {
    var number: Int
    var handed: Dossiers.HandedOver
    var procedure: String

    static var fields: [Field<Row>] {
      [
        .number("number", \.number), .text("code", \.handed.code), .text("procedure", \.procedure),
        .text("owner", \.handed.ownerName), .number("copies", \.handed.copies),
        .text("given", \.handed.givenAt.vietnamese),
        .text("taken") { $0.handed.takenAt?.vietnamese ?? "" },
      ]
    }
  }

  /// The most dossiers of a day's list; a counter has some dozens.
  private static let most = 500

  private static let page = Page<Model>("printing/print-handovers")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = SiteRoute.sheet(
    Sitemap.handovers.pattern, Sitemap.handoversFile.pattern, .role(.oneStopOfficer)
  ) { visit in
    guard let id = try visit.person().agency(of: .oneStopOfficer),
      let agency = try visit.reference().agency(id)
    else { throw NotAllowed() }
    let day = Day(vietnamese: visit.query("day")) ?? visit.now.day
    let way = Dossiers.Way(rawValue: visit.query("way")) ?? .out
    let query = "?" + Percent.query([("day", day.vietnamese), ("way", way.rawValue)])
    let url = Sitemap.handovers.url + query
    let model = try model(way, agency, day, pdf: Sitemap.handoversFile.url + query, visit)
    return LooseSheet(at: url, "\(PrintedForm.handoverList.rawValue)-\(day.iso).pdf", page, model)
  }

  private static func model(
    _ way: Dossiers.Way, _ agency: Agency, _ day: Day, pdf: String, _ visit: Visit
  ) throws -> Model {
    let fields = try visit.person().fields(of: .oneStopOfficer, at: agency.id)
    let handed = try Dossiers.handedOver(
      way, at: agency.id, on: day, fields: fields, most: most + 1, in: visit.db)
    return Model(
      bar: SheetBar(pdf: pdf, back: Sitemap.inTransit.url, form: .handoverList, regime: nil, visit),
      day: day.vietnamese, way: way.rawValue, actionURL: Sitemap.handovers.url, isCut: handed.count > most,
      sheets: try sheets(Array(handed.prefix(most)), visit),
      head: try AgencyHead(
        PrintedForm.handoverList.title(under: agency.regime(on: day)), of: agency, on: day, visit))
  }

  /// One for each pair of people, in the order of the list.
  private static func sheets(_ handed: [Dossiers.HandedOver], _ visit: Visit) throws -> [Sheet] {
    let reference = try visit.reference()
    var sheets: [Sheet] = []
    for item in handed {
      if sheets.last.map({ $0.giver == item.giverName && $0.receiver == item.receiverName }) != true {
        sheets.append(Sheet(giver: item.giverName, receiver: item.receiverName, rows: []))
      }
      let procedure = reference.procedure(revision: item.revision)?.procedure.name ?? item.procedureCode
      sheets[sheets.count - 1].rows.append(
        Row(number: sheets[sheets.count - 1].rows.count + 1, handed: item, procedure: procedure))
    }
    return sheets
  }
}
