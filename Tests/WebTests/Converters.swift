import Documents

@testable import HTTPServer

/// Makes "PDF" files at once: the page itself behind a PDF's first bytes.
struct CopyingConverter: PDFConverter {
  var isInstalled: Bool { true }

  func pdf(of html: [UInt8], css: [UInt8], madeAt seconds: Int64) throws(BoundedProcess.Fault) -> [UInt8] {
    Array("%PDF-copy \(seconds) \(css.count)\n".utf8) + html
  }
}

/// A machine without an engine.
struct MissingConverter: PDFConverter {
  var isInstalled: Bool { false }

  func pdf(of html: [UInt8], css: [UInt8], madeAt seconds: Int64) throws(BoundedProcess.Fault) -> [UInt8] {
    throw .notStarted(call: "none", code: 0)
  }
}

/// An engine that fails.
struct FailingConverter: PDFConverter {
  var isInstalled: Bool { true }

  func pdf(of html: [UInt8], css: [UInt8], madeAt seconds: Int64) throws(BoundedProcess.Fault) -> [UInt8] {
    throw .tooSlow
  }
}

extension Response {
  /// The bytes of a response that is a file.
  var fileBytes: [UInt8] {
    if case .file(let file, let range) = content { Array((file.contents() ?? [])[range]) } else { [] }
  }
}
