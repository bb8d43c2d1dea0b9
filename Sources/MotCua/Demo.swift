import ArgumentParser
import Storage
import Workflow

/// Makes the demo district in an empty data folder.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the demo district: agencies, accounts, dossiers of the last two years.")

  @Option(help: "How many dossiers to make.")
  var dossiers = 600

  @Flag(help: "Leave a data folder as it is that has agencies or accounts already, instead of refusing.")
  var ifEmpty = false

  @OptionGroup var dataOption: DataOption
  @OptionGroup var homeOption: HomeOption

  func validate() throws {
    if dossiers < 0 { throw ValidationError("--dossiers: not a number of dossiers") }
  }

  func run() throws {
    try Installation.open(dataOption.path, home: homeOption.find()) { installation in
      let isEmpty = try installation.database.read { try DemoDistrict.isPossible(in: $0) }
      if ifEmpty, !isEmpty { return }
      say("Making the demo district with \(dossiers) dossiers in \(installation.folder.path)")
      let district = DemoDistrict(dossiers: dossiers, until: .now, folder: installation.folder)
      let bar = ProgressBar()
      try district.build(in: installation.database) { done, all in bar.show(done, of: all) }
      bar.end()
      say("The password of every demo account is \(DemoDistrict.password)")
    }
  }
}
