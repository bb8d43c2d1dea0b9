import ArgumentParser
import Foundation
import Storage

/// Where a setting comes from: its flag, else its environment variable, else its default.
enum Setting {
  static func text(_ flag: String?, _ variable: String) -> String? {
    if let flag { return flag }
    let value = ProcessInfo.processInfo.environment[variable] ?? ""
    return value.isEmpty ? nil : value
  }
}

/// A setting that cannot be used, or an input that is refused; told to the operator as it stands.
struct Trouble: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// `--data`
struct DataOption: ParsableArguments {
  @Option(help: "The data folder. MOTCUA_DATA, else ./data.")
  var data: String?

  var path: String {
    var path = Setting.text(data, "MOTCUA_DATA") ?? "./data"
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// The folder if it was named or is there, for commands that can do without.
  var existingPath: String? {
    let isNamed = Setting.text(data, "MOTCUA_DATA") != nil
    return isNamed || (try? DataFolder(existing: path)) != nil ? path : nil
  }
}

/// `--home`
struct HomeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with Templates, Public and Migrations. MOTCUA_HOME, else the working folder if it has them, "
        + "else upward from the program, else its share folder."))
  var home: String?

  func find() throws -> Home { try Home(named: Setting.text(home, "MOTCUA_HOME")) }
}
