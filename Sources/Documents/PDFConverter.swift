/// Makes PDF files of HTML pages. One engine stands behind it today; who calls it knows none.
public protocol PDFConverter: Sendable {
  /// Whether the engine is on this machine.
  var isInstalled: Bool { get }

  /// The PDF of a page, which may use nothing but what is in it and in the style sheet.
  ///
  /// The same page, style and date give the same bytes on the same machine.
  ///
  /// - Parameters:
  ///   - html: the page; links to pictures and styles are not followed, except for `data:`.
  ///   - css: the style sheet.
  ///   - seconds: when the document was made, in seconds since 1970 UTC, as its properties say.
  func pdf(of html: [UInt8], css: [UInt8], madeAt seconds: Int64) throws(BoundedProcess.Fault) -> [UInt8]
}
