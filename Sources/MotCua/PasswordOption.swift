import ArgumentParser
import Foundation
import Glibc
import Storage

/// A password, never on the command line, where every user of the machine could read it.
struct PasswordOption: ParsableArguments {
  @Option(
    name: .customLong("password-file"),
    help: "A file whose first line is the password. Without it the password is read from standard input.")
  var file: String?

  func read(for login: String) throws -> String {
    let password =
      try file.map(firstLine)
      ?? (isatty(STDIN_FILENO) == 1 ? try asked() : readLine() ?? "")
      .precomposedStringWithCanonicalMapping
    do { try Passwords.check(password, login: login) } catch {
      throw switch error {
      case .tooShort: Trouble("The password needs at least ten characters")
      case .tooLong: Trouble("The password is longer than 200 bytes")
      case .tooEasy: Trouble("The password is easy to guess")
      }
    }
    return password
  }

  private func firstLine(of path: String) throws -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Trouble("--password-file: \(path) cannot be read")
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
  }

  private func asked() throws -> String {
    let password = try hidden("Password: ")
    if try hidden("Once more: ") != password { throw Trouble("The two passwords differ") }
    return password
  }

  /// Reads a line from the terminal without showing it.
  private func hidden(_ prompt: String) throws -> String {
    FileHandle.standardError.write(Data(prompt.utf8))
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { throw Trouble("The terminal cannot be asked") }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      FileHandle.standardError.write(Data("\n".utf8))
    }
    guard let line = readLine() else { throw Trouble("No password was given") }
    return line
  }
}
