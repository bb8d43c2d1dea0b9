import ArgumentParser
import Storage
import Workflow

/// Bars an account from signing in.
struct LockUser: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Bar an account from signing in and end its sessions.")

  @OptionGroup var options: AccountOptions

  func run() throws {
    try options.change { account, db in
      try People.setLocked(true, account.id, by: nil, at: .now, in: db)
    }
    say("\(options.login) is locked")
  }
}

/// Admits a locked account again.
struct UnlockUser: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Admit a locked account again.")

  @OptionGroup var options: AccountOptions

  func run() throws {
    try options.change { account, db in
      try People.setLocked(false, account.id, by: nil, at: .now, in: db)
    }
    say("\(options.login) may sign in")
  }
}
