import ArgumentParser
import Storage
import Workflow

/// Lists the accounts of staff; may run beside `serve`.
struct ListUsers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the accounts of staff with their roles.")

  @OptionGroup var dataOption: DataOption

  func run() throws {
    let folder = try DataFolder(existing: dataOption.path)
    let database = try Database(path: folder.databasePath, readOnly: true)
    try database.read { db in
      let reference = try ReferenceCache().current(db)
      for account in try People.staff(in: db) {
        let roles = try People.grants(of: account.id, in: db).map { grant in
          "\(grant.role.rawValue) at \(reference.agency(grant.agency)?.shortName ?? "\(grant.agency)")"
        }
        let marks = (account.isLocked ? ["locked"] : []) + (account.isDemo ? ["demo"] : [])
        say(([account.login, account.name, roles.joined(separator: ", ")] + marks).joined(separator: "\t"))
      }
    }
  }
}
