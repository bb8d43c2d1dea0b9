import Templating

/// Bars with their words and numbers beside them, so that nobody needs to see colours; the table stands with it.
struct BarChart: TemplateModel {
  /// What it shows, for figcaption.
  var caption: String
  private var bars: [Bar]

  /// What somebody hears who does not see it.
  private var words: String {
    "\(caption): " + bars.map { "\($0.label) \($0.count)" }.joined(separator: ", ")
  }

  static var fields: [Field<BarChart>] {
    [
      .text("caption", \.caption), .text("words", \.words), .list("bars", \.bars),
      .number("height") { $0.bars.count * Bar.step + 4 },
    ]
  }

  /// Which colour a bar has besides.
  enum Colour: String, Sendable {
    case none = "bar"
    case green = "bar-green"
    case yellow = "bar-yellow"
    case red = "bar-red"
  }

  init(_ caption: String, _ counts: [(label: String, count: Int, colour: Colour)]) {
    self.caption = caption
    let most = max(counts.map(\.count).max() ?? 0, 1)
    bars = counts.enumerated().map { index, one in
      Bar(
        index: index, label: one.label, count: one.count, width: one.count * Bar.room / most,
        colour: one.colour)
    }
  }

  private struct Bar: TemplateModel {
    static let step = 28
    /// Where bars begin, and how long the longest is, in the drawing's own measure.
    static let start = 190
    static let room = 100

    var index: Int
    var label: String
    var count: Int
    var width: Int
    var colour: Colour

    static var fields: [Field<Bar>] {
      [
        .text("label", \.label), .number("count", \.count), .number("width", \.width),
        .text("colour", \.colour.rawValue), .number("top") { $0.index * step + 5 },
        .number("line") { $0.index * step + 20 }, .number("end") { start + $0.width + 6 },
        .number("start") { _ in start },
      ]
    }
  }
}
