import Glibc

/// WeasyPrint, from the Debian package of that name: a process for each page, without network and files
/// (decision 23), ended when it takes too long, too much memory or writes too much.
public struct WeasyPrint: PDFConverter {
  private static let python = "/usr/bin/python3"
  private static let module = "/usr/lib/python3/dist-packages/weasyprint/__init__.py"

  /// What one page may take. A page of form 01 takes 1.3 s and 71 MB; the largest allowed, some hundred pages.
  public static let limits = BoundedProcess.Limits(
    seconds: 30, processorSeconds: 25, memory: 768 << 20, output: 32 << 20)
  /// The largest page that is tried, in bytes.
  public static let mostInput = 8 << 20

  private let script: String

  /// - Parameter script: `Templates/printing/weasyprint.py` of the portal's home.
  public init(script: String) { self.script = script }

  /// Whether Debian's package and the script are there.
  public var isInstalled: Bool {
    [Self.python, Self.module, script].allSatisfy { (path: String) in access(path, R_OK) == 0 }
  }

  /// The PDF of a page, by a process of its own.
  public func pdf(
    of html: [UInt8], css: [UInt8], madeAt seconds: Int64
  ) throws(BoundedProcess.Fault) -> [UInt8] {
    guard html.count + css.count <= Self.mostInput else { throw .tooMuchInput }
    let process = BoundedProcess(
      program: Self.python, arguments: ["-s", "-P", "-B", script, "\(css.count)", "\(seconds)"],
      environment: [
        "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/nonexistent", "PYTHONHASHSEED=0",
        "SOURCE_DATE_EPOCH=\(seconds)",
      ])
    let output = try process.run(input: css + html, within: Self.limits)
    guard output.starts(with: Array("%PDF-".utf8)) else { throw .failed(status: 0, message: "no PDF came") }
    return output
  }
}
