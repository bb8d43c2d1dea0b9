import Storage
import Templating
import Workflow

/// The ratings of all chosen units by way, and by what was not well.
struct RatingPart: TemplateModel {
  var title: String
  var heading: String
  var rows: [Row]

  static var fields: [Field<RatingPart>] {
    [.text("title", \.title), .text("heading", \.heading), .list("rows", \.rows)]
  }

  struct Row: TemplateModel {
    var cell: ShowFieldReport.Cell
    var share: String

    static var fields: [Field<Row>] { [.record("cell") { $0.cell }, .text("share", \.share)] }
  }

  static func all(of figures: Ratings.Figures, _ entry: ReportEntry, _ visit: Visit) -> [RatingPart] {
    let parts = [
      (visit.text("Theo cách gửi"), visit.text("Cách gửi"), Ratings.Number.channels),
      (visit.text("Theo điều chưa hài lòng"), visit.text("Điều chưa hài lòng"), Ratings.Number.criteria),
    ]
    return parts.map { title, heading, numbers in
      RatingPart(
        title: title, heading: heading,
        rows: numbers.map { number in
          Row(
            cell: ShowFieldReport.Cell(
              label: visit.text(number.vietnamese), count: figures[number],
              url: "\(Sitemap.ratingList.url)?number=\(number.rawValue)&\(entry.query)"),
            share: Share.words(figures[number], of: figures[.rated]))
        })
    }
  }
}

extension Ratings.Figures {
  /// The three levels, drawn.
  func chart(_ visit: Visit) -> BarChart {
    let bars: [(Ratings.Number, BarChart.Colour)] = [
      (.satisfied, .green), (.neutral, .yellow), (.dissatisfied, .red),
    ]
    return BarChart(
      visit.text("Mức độ hài lòng của người dân"),
      bars.map { (label: visit.text($0.vietnamese), count: self[$0], colour: $1) })
  }
}
