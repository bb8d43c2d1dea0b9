import Foundation

/// A folder of files that lives as long as its test.
final class Folder {
  let path: String

  init(_ files: [String: String]) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "templating-\(UUID().uuidString)")
    path = root.path()
    for (file, text) in files {
      let target = root.appending(path: file)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: target)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
