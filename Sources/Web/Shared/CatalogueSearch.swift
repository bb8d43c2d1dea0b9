import Storage
import Workflow

/// Finding procedures by a few letters: diacritics, đ and case do not count; a name that begins with what was
/// typed comes first, then one with a word that does, then one that contains it.
enum CatalogueSearch {
  /// - Parameter agency: only what this unit's counter receives; nil for the whole catalogue.
  static func procedures(
    matching query: String, at agency: AgencyID? = nil, _ visit: Visit
  ) throws -> [Reference.StoredProcedure] {
    let reference = try visit.reference()
    let today = visit.now.day
    let all = reference.procedures(on: today).filter { stored in
      agency.map { reference.publication(of: stored.procedure.code, at: $0, on: today) != nil } ?? true
    }
    return matching(query, in: all)
  }

  /// Those of a list that match, the best first; all of them, as they stand, where nothing is asked for.
  static func matching(
    _ query: String, in all: [Reference.StoredProcedure]
  ) -> [Reference.StoredProcedure] {
    guard !query.isEmpty else { return all }
    let words = VietnameseText.folded(query).split(separator: " ").map(String.init)
    return all.compactMap { stored in
      rank(stored.procedure, words).map { (rank: $0, stored: stored) }
    }
    .sorted { ($0.rank, $0.stored.procedure.name.count) < ($1.rank, $1.stored.procedure.name.count) }
    .map(\.stored)
  }

  /// 0 best; nil where a word is missing.
  private static func rank(_ procedure: ProcedureRevision, _ words: [String]) -> Int? {
    let name = VietnameseText.folded(procedure.name)
    guard !words.isEmpty else { return 0 }
    if procedure.code.hasPrefix(words[0]), words.count == 1 { return 0 }
    guard words.allSatisfy({ name.contains($0) }) else { return nil }
    if name.hasPrefix(words.joined(separator: " ")) { return 1 }
    let nameWords = name.split(separator: " ")
    let beginsWords = words.allSatisfy { word in nameWords.contains { $0.hasPrefix(word) } }
    if beginsWords, name.contains(words.joined(separator: " ")) { return 2 }
    return beginsWords ? 3 : 4
  }
}
