import CZint
import Templating

/// A Code 128 (ISO/IEC 15417) as an SVG path, one unit a module wide and one high, with its quiet zones: what a hand-held
/// scanner reads off a control slip. It is drawn as high as it is wanted.
struct Barcode: TemplateModel {
  let viewBox: String
  let path: String

  static var fields: [Field<Barcode>] { [.text("viewBox", \.viewBox), .text("path", \.path)] }

  private static let quietZone = 10

  /// Nil for what is not ASCII or too long.
  init?(_ text: String) {
    guard let symbol = EncodedSymbol(text, symbology: BARCODE_CODE128), let runs = symbol.rows.first else {
      return nil
    }
    viewBox = "0 0 \(symbol.width + 2 * Self.quietZone) 1"
    path = runs.map { "M\($0.lowerBound + Self.quietZone) 0h\($0.count)v1h-\($0.count)z" }.joined()
  }
}
