import ArgumentParser
import Storage

/// Accounts from the command line: the first administrator, and ways back in when nobody can sign in.
struct User: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Accounts of staff: the first administrator, lock, reset. Everything is journalled.",
    subcommands: [AddAdministrator.self, ListUsers.self, LockUser.self, UnlockUser.self, ResetUser.self])
}

/// What every command on one account is given.
struct AccountOptions: ParsableArguments {
  @Argument(help: "The login name.")
  var login: String

  @OptionGroup var dataOption: DataOption
  @OptionGroup var homeOption: HomeOption

  /// Does something to the account, in one transaction, with the data folder held.
  func change(_ body: (People.Account, WriteAccess) throws -> Void) throws {
    try Installation.open(dataOption.path, home: homeOption.find()) { installation in
      try installation.database.write { db in
        guard let account = try People.account(login: login, in: db) else {
          throw Trouble("There is no account \(login)")
        }
        try body(account, db)
      }
    }
  }
}
