import Storage
import Workflow

/// Finding procedures by a few letters: diacritics, đ and case do not count; a name that begins with what was
/// typed comes first, then one with a word that does, then one that contains it.
enum CatalogueSearch {
  /// - Parameter agency: only what this unit's counter receives; nil for the whole catalogue.
  static func procedures(
    matching query: String, at agency: AgencyID? = nil, _ visit: Visit
  ) throws -> [Reference.StoredProcedure] {
    let catalogue = try visit.procedures()
    let all = agency.map { agency in
      catalogue.procedures.filter { catalogue.publication(of: $0.procedure.code, at: agency) != nil }
    }
    return matching(query, in: all ?? catalogue.procedures)
  }

  /// Those of a list that match, the best first; all of them, as they stand, where nothing is asked for.
  static func matching(
    _ query: String, in all: [Reference.StoredProcedure]
  ) -> [Reference.StoredProcedure] {
    let typed = FoldedText(query)
    guard typed.length > 0 else { return all }
    let words = typed.words
    return all.compactMap { stored in
      let rank = stored.procedure.code.hasPrefix(query) ? 0 : rank(stored.searchName, typed, words)
      return rank.map { (rank: $0, stored: stored) }
    }
    .sorted { ($0.rank, $0.stored.searchName.length) < ($1.rank, $1.stored.searchName.length) }
    .map(\.stored)
  }

  /// 1 best; nil where a word is missing.
  private static func rank(_ name: FoldedText, _ typed: FoldedText, _ words: [FoldedText]) -> Int? {
    guard words.allSatisfy({ name.contains($0) }) else { return nil }
    if name.begins(with: typed) { return 1 }
    let beginsWords = words.allSatisfy { name.hasWord(beginningWith: $0) }
    if beginsWords, name.contains(typed) { return 2 }
    return beginsWords ? 3 : 4
  }
}
