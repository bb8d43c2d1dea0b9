public import ArgumentParser
import Storage
public import Workflow

/// Makes an account of an administrator, and on an empty installation the agency it belongs to.
struct AddAdministrator: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add-administrator",
    abstract: "Make an administrator. On an empty installation this also makes the top agency.",
    discussion: "Agencies, people and the catalogue are then set up in the browser.")

  @Option(help: "The login name: letters without diacritics, digits, dots and dashes.")
  var login: String

  @Option(help: "The person's full name.")
  var name: String

  @Option(help: "The code of the agency to administer, with all below it; the top one without this.")
  var agency: String?

  @OptionGroup(title: "The top agency, on an empty installation") var first: FirstAgencyOptions
  @OptionGroup var passwordOption: PasswordOption
  @OptionGroup var dataOption: DataOption
  @OptionGroup var homeOption: HomeOption

  func run() throws {
    try checkLogin()
    let password = try passwordOption.read(for: login)
    try Installation.open(dataOption.path, home: homeOption.find()) { installation in
      let stored = Passwords.hash(password)
      try installation.database.write { db in try add(stored, in: db) }
    }
    say("\(login) is an administrator")
  }

  private func checkLogin() throws {
    let isPlain = login.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || [0x2d, 0x2e, 0x5f].contains(byte)
    }
    guard isPlain, (3...40).contains(login.utf8.count) else {
      throw Trouble("--login: 3 to 40 small letters without diacritics, digits, dots, dashes")
    }
  }

  private func add(_ password: String, in db: WriteAccess) throws {
    let reference = try ReferenceCache().current(db)
    let place = try reference.root == nil ? first.create(in: db) : named(reference)
    let new = People.New(
      kind: .staff, login: login, password: password, name: VietnameseText.normalised(name))
    do {
      let person = try People.create(new, at: .now, in: db)
      try People.grant(Grant(role: .administrator, agency: place), to: person, by: nil, at: .now, in: db)
    } catch is People.LoginTaken { throw Trouble("--login: \(login) is taken") }
  }

  private func named(_ reference: Reference) throws -> AgencyID {
    guard let code = agency else {
      guard let root = reference.root else { throw Trouble("There is no agency yet") }
      return root.id
    }
    guard let found = reference.agencies.first(where: { $0.code == code }) else {
      let known = reference.agencies.map(\.code).joined(separator: ", ")
      throw Trouble("--agency: \(code) is none of \(known)")
    }
    return found.id
  }
}

/// What is asked of the agency that an empty installation begins with.
struct FirstAgencyOptions: ParsableArguments {
  @Option(name: .customLong("agency-name"), help: "Its full name, such as “UBND huyện Đại Từ”.")
  var name: String?

  @Option(name: .customLong("agency-code"), help: "Its identifier code, which opens dossier codes: H56.38.")
  var code: String?

  @Option(name: .customLong("agency-kind"), help: "province, district or commune.")
  var kind: Agency.Kind?

  @Option(
    name: .customLong("regime"),
    help: "The law it works under: nd61 (three levels of government) or nd118 (two levels).")
  var regime: Regime?

  func create(in db: WriteAccess) throws -> AgencyID {
    guard let name, let code, let kind, let regime else {
      throw Trouble(
        "The installation is empty: name its top agency with --agency-name, --agency-code, --agency-kind, "
          + "--regime")
    }
    let today = Moment.now.day
    guard let sample = DossierCode(agency: code, day: today, serial: 1) else {
      throw Trouble("--agency-code: 3 to 35 letters, digits and dots")
    }
    let full = VietnameseText.normalised(name)
    let facts = Agencies.Facts(
      parent: nil, kind: kind, name: full, shortName: full, code: sample.agency, effectiveFrom: today,
      officialFrom: nil, regime: regime, contact: Contact())
    return try Agencies.create(facts, by: nil, at: .now, in: db)
  }
}

extension Agency.Kind: ExpressibleByArgument {}
extension Regime: ExpressibleByArgument {}
