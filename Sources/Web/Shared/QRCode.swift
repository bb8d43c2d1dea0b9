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
    guard let symbol = ZBarcode_Create() else { return nil }
    defer { ZBarcode_Delete(symbol) }
    symbol.pointee.symbology = BARCODE_QRCODE
    symbol.pointee.input_mode = UNICODE_MODE
    symbol.pointee.option_1 = 2
    let bytes = Array(text.utf8)
    guard ZBarcode_Encode(symbol, bytes, Int32(bytes.count)) < ZINT_ERROR else { return nil }
    let side = Int(symbol.pointee.width)
    viewBox = "0 0 \(side + 2 * Self.quietZone) \(side + 2 * Self.quietZone)"
    path = (0..<Int(symbol.pointee.rows)).map { row in
      Self.runs(of: symbol, row: row, side: side)
        .map { "M\($0.lowerBound + Self.quietZone) \(row + Self.quietZone)h\($0.count)v1h-\($0.count)z" }
        .joined()
    }
    .joined()
  }

  /// The dark stretches of a row.
  private static func runs(
    of symbol: UnsafeMutablePointer<zint_symbol>, row: Int, side: Int
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for column in 0...side {
      let isDark = column < side && motcua_zint_module(symbol, Int32(row), Int32(column)) != 0
      if isDark, start == nil { start = column }
      if !isDark, let first = start {
        runs.append(first..<column)
        start = nil
      }
    }
    return runs
  }
}
