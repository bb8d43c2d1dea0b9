import CZint
import Templating

/// A QR code (ISO/IEC 18004, TT 01/2023) as an SVG path, one unit a module, with its quiet zone.
struct QRCode: TemplateModel {
  let viewBox: String
  let path: String

  static var fields: [Field<QRCode>] { [.text("viewBox", \.viewBox), .text("path", \.path)] }

  private static let quietZone = 4

  /// Nil when the text does not fit into a code.
  init?(_ text: String) {
    guard let symbol = EncodedSymbol(text, symbology: BARCODE_QRCODE, errorCorrection: 2) else { return nil }
    let side = symbol.width + 2 * Self.quietZone
    viewBox = "0 0 \(side) \(side)"
    path = symbol.rows.enumerated().map { row, runs in
      runs.map { "M\($0.lowerBound + Self.quietZone) \(row + Self.quietZone)h\($0.count)v1h-\($0.count)z" }
        .joined()
    }
    .joined()
  }
}
