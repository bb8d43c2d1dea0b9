import Foundation
import Glibc

/// How far a long command is, on one line of the terminal; silent where nobody watches.
struct ProgressBar {
  private static let width = 40
  private let isWatched = isatty(STDERR_FILENO) == 1

  func show(_ done: Int, of all: Int) {
    guard isWatched, all > 0 else { return }
    let filled = Self.width * done / all
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    put("\r\(bar) \(done) of \(all)")
  }

  func end() { if isWatched { put("\n") } }

  private func put(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
