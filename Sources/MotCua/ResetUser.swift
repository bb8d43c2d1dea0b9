import ArgumentParser
import Storage
import Workflow

/// Gives an account a password for one sign-in.
struct ResetUser: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Set a new password, which must be changed at the next sign-in; ends the account's sessions.")

  @OptionGroup var options: AccountOptions
  @OptionGroup var passwordOption: PasswordOption

  func run() throws {
    let password = try passwordOption.read(for: options.login)
    let stored = Passwords.hash(password)
    try options.change { account, db in
      try People.setPassword(stored, mustChange: true, of: account.id, by: nil, at: .now, in: db)
    }
    say("\(options.login) has a new password, to be changed at the next sign-in")
  }
}
