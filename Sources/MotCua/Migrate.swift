import ArgumentParser
import Storage

/// Makes the data folder if it is missing and brings its database up to date.
struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create the data folder or bring its database up to date: migrations, then reference data.")

  @OptionGroup var dataOption: DataOption
  @OptionGroup var homeOption: HomeOption

  func run() throws {
    try Installation.open(dataOption.path, home: homeOption.find()) { installation in
      for line in installation.preparation { print(line) }
      print("\(installation.folder.path) is up to date")
    }
  }
}
