import Storage
import Workflow

/// What a person may use again, as a form offers it (NĐ 107/2021; decision 1).
struct ReusableFiles {
  let items: [Reusables.Item]

  /// Nobody's.
  static let none = ReusableFiles(items: [])

  /// The account's own: nothing before a counter has bound it.
  static func ofAccount(_ visit: Visit) throws -> ReusableFiles {
    guard let identity = try visit.person().boundIdentity else { return .none }
    return ReusableFiles(items: try Reusables.list(of: identity, in: nil, visit.db))
  }

  /// Those of the person at an agency's counter, in dossiers that the officer may read.
  static func atCounter(
    of person: IdentityNumber?, at agency: AgencyID, _ visit: Visit
  ) throws -> ReusableFiles {
    guard let person else { return .none }
    let scope = Reusables.Scope(of: try visit.person(), at: agency)
    return ReusableFiles(items: try Reusables.list(of: person, in: scope, visit.db))
  }

  func contains(_ file: Int64) -> Bool { items.contains { $0.source.file == file } }

  /// So many are offered for a paper, lest a page of many papers grow heavy.
  static let most = 12

  /// One to choose for a paper: the newest, those of the same name first, and the one that was chosen.
  func choices(for paper: String, chosen: Int64? = nil, _ visit: Visit) throws -> [Choice] {
    let fitting = items.filter { $0.paper == paper } + items.filter { $0.paper != paper }
    let offered = fitting.prefix(Self.most) + fitting.dropFirst(Self.most).filter { $0.source.file == chosen }
    return try offered.map { item in
      Choice(
        String(item.source.file), try words(item, visit), isChosen: item.source.file == chosen)
    }
  }

  /// "chung-sinh.pdf, 18/11/2026, hồ sơ H56.38.02-261118-0004: Giấy chứng sinh"; the official names are long.
  private func words(_ item: Reusables.Item, _ visit: Visit) throws -> String {
    let procedure =
      try visit.reference().procedure(revision: item.revision)?.procedure.name ?? item.procedureCode
    let what =
      item.source.kind == .result
      ? visit.text("Kết quả: {procedure}", ["procedure": procedure]) : item.paper
    return visit.text(
      "{file}, {day}, hồ sơ {code}: {what}",
      [
        "what": what, "file": item.file.filename, "code": item.dossierCode,
        "day": item.addedAt.day.vietnamese,
      ])
  }
}
