import Foundation

/// The folder with what the program shows and applies (decision 24).
struct Home {
  let path: String

  var migrations: String { path + "/Migrations" }
  var reference: String { path + "/Migrations/reference" }
  var pdfScript: String { path + "/Templates/printing/weasyprint.py" }

  private static let parts = ["Templates", "Public", "Migrations"]

  /// - Parameter named: what the operator named; nil to look for it.
  init(named: String?) throws {
    if let named {
      let missing = Self.missing(in: named)
      guard missing.isEmpty else {
        throw Trouble("\(named) has no \(missing.joined(separator: ", ")): not the home of the portal")
      }
      path = named
    } else {
      let places = ["."] + Self.upward(from: Self.program) + [Self.share(of: Self.program)]
      guard let found = places.first(where: { Self.missing(in: $0).isEmpty }) else {
        throw Trouble(
          "No folder with Templates, Public and Migrations here or above the program: name it with --home")
      }
      path = found
    }
  }

  private static func missing(in folder: String) -> [String] {
    parts.filter { part in
      var isFolder: ObjCBool = false
      return !FileManager.default.fileExists(atPath: "\(folder)/\(part)", isDirectory: &isFolder)
        || !isFolder.boolValue
    }
  }

  /// The program's own file, links followed.
  private static var program: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
  }

  private static func upward(from program: URL) -> [String] {
    var folders: [String] = []
    var folder = program.deletingLastPathComponent()
    while folder.path != "/" {
      folders.append(folder.path)
      folder = folder.deletingLastPathComponent()
    }
    return folders
  }

  /// `/usr/share/motcua` for `/usr/bin/motcua`.
  private static func share(of program: URL) -> String {
    program.deletingLastPathComponent().deletingLastPathComponent().path + "/share/motcua"
  }
}
