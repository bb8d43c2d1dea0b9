import CZint

/// A symbol as libzint encodes it: rows of dark and light modules.
struct EncodedSymbol {
  let width: Int
  /// The dark stretches of each row.
  let rows: [[Range<Int>]]

  /// Nil when the text does not fit into a symbol.
  init?(_ text: String, symbology: Int32, errorCorrection: Int32? = nil) {
    guard let symbol = ZBarcode_Create() else { return nil }
    defer { ZBarcode_Delete(symbol) }
    symbol.pointee.symbology = symbology
    symbol.pointee.input_mode = UNICODE_MODE
    if let errorCorrection { symbol.pointee.option_1 = errorCorrection }
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, ZBarcode_Encode(symbol, bytes, Int32(bytes.count)) < ZINT_ERROR else { return nil }
    let width = Int(symbol.pointee.width)
    self.width = width
    rows = (0..<Int(symbol.pointee.rows)).map { Self.runs(of: symbol, row: $0, width: width) }
  }

  private static func runs(
    of symbol: UnsafeMutablePointer<zint_symbol>, row: Int, width: Int
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for column in 0...width {
      let isDark = column < width && motcua_zint_module(symbol, Int32(row), Int32(column)) != 0
      if isDark, start == nil { start = column }
      if !isDark, let first = start {
        runs.append(first..<column)
        start = nil
      }
    }
    return runs
  }
}
