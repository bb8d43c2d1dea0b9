import Foundation
import Storage
import Templating
import Testing

@testable import Web
@testable import Workflow

/// The English catalogue against everything that asks for a text: templates, sources, words of the domain.
@Suite struct CatalogueTests {
  private static let path = Portal.home + "/Templates/messages/en.json"

  /// Vietnamese in the sources that is no text of the catalogue: the short names of the decrees, the currency,
  /// and what an administrator compares before publishing, which is data.
  private static let untranslated: Set<String> = [
    "NĐ 61/2018", "NĐ 118/2025", " đồng", "không bắt buộc", "áp dụng", "chưa đối chiếu, không áp dụng",
  ]

  private let table: [String: String]

  init() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Self.path))
    table = try JSONDecoder().decode([String: String].self, from: data)
  }

  @Test func everyTextOfATemplateIsTranslated() throws {
    let missing = try Portal().site.library.missingTranslations.filter { $0.language == .english }
    #expect(missing.map { "\($0.place): \($0.text)" } == [])
  }

  /// The literals of `text("…")` and those around it: labels in tables, messages in checks. Printed forms are in
  /// Vietnamese only.
  @Test func everyTextOfTheSourcesIsTranslated() throws {
    let printed = "Printing/"
    let missing = try Self.files(below: "Sources/Web", ending: ".swift")
      .filter { !$0.path.hasPrefix(printed) }
      .flatMap { file in
        (file.asked + file.plain).filter { table[$0] == nil && !Self.untranslated.contains($0) }
          .map { "\(file.path): \($0)" }
      }
    #expect(missing == [])
  }

  @Test func everyWordOfTheDomainIsTranslated() {
    #expect(Self.domain.filter { table[$0] == nil } == [])
    #expect(Self.formProblems.filter { table[$0] == nil } == [])
  }

  @Test func placeholdersAreThoseOfTheVietnameseText() {
    let differing = table.filter { Self.placeholders($0.key) != Self.placeholders($0.value) }
    #expect(differing.keys.sorted() == [])
    #expect(table.filter { $0.value.isEmpty }.keys.sorted() == [])
  }

  @Test func everyEntryIsUsed() throws {
    var used = Set(Self.domain + Self.formProblems)
    for file in try Self.files(below: "Templates", ending: ".html") {
      used.formUnion(file.text.matches(of: /\{\{t\s+((?:[^{}]|\{\w+\})*)\}\}/).map { String($0.1) })
    }
    for folder in ["Sources/Web", "Sources/Workflow"] {
      for file in try Self.files(below: folder, ending: ".swift") {
        used.formUnion(file.literals + file.asked)
      }
    }
    #expect(table.keys.filter { !used.contains($0) }.sorted() == [])
  }

  /// As the file is written: a key on each line, in order, none twice.
  @Test func keysAreSortedAndUnique() throws {
    let text = try String(contentsOfFile: Self.path, encoding: .utf8)
    let keys = text.matches(of: /(?m)^  "((?:[^"\\]|\\.)*)": "/).map { String($0.1) }
    #expect(keys == keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
    #expect(keys.count == table.count)
  }

  /// What pages say about the domain's own values.
  private static var domain: [String] {
    Verb.allCases.map(\.vietnamese) + DossierState.allCases.flatMap { [$0.vietnamese, $0.plainWords] }
      + Role.allCases.map(\.vietnamese) + Notice.allCases.flatMap { [$0.vietnamese, $0.shortWords] }
      + Authority.allCases.map(\.vietnamese) + PaperException.Code.allCases.map(\.vietnamese)
      + Collector.Relation.allCases.map(\.vietnamese) + Dossiers.ReturnMethod.allCases.map(\.vietnamese)
      + Confirmation.allCases.map(\.vietnamese) + Regime.allCases.map(\.vietnamese)
      + Agency.Kind.allCases.map(\.vietnamese) + ServiceLevel.allCases.map(\.vietnamese)
      + IdentityKind.allCases.flatMap { [$0.vietnamese, $0.shape] }
      + ProcedureStep.generic(for: nil).flatMap { [$0.name, $0.role.vietnamese] }
      + SupplementReason.allCases.map(\.vietnamese) + RefusalReason.allCases.map(\.vietnamese)
      + StopReason.allCases.map(\.vietnamese) + DelayReason.allCases.map(\.vietnamese)
      + NoticeChannel.allCases.map(\.vietnamese) + Stage.Kind.allCases.map(\.vietnamese)
      + SlipKind.allCases.map(\.vietnamese) + Milestone.allCases.map(\.vietnamese)
      + Apology.Standing.allCases.map(\.vietnamese) + [MissingFact.notice] + deadlines
  }

  /// What proofs of deadlines say.
  private static var deadlines: [String] {
    let limits: [TimeLimit] = [.workingDays(1), .workingHours(1), .calendarDays(1), .sameDay]
    let standings: [CalendarStanding] = [.decided, .estimated, .unverified, .uncovered]
    return Weekday.allCases.map(\.vietnamese) + limits.flatMap { [$0.rule, $0.basis] }
      + standings.compactMap(\.vietnamese) + Regime.allCases.map(\.law)
  }

  /// What pages say about answers, as far as it names no number and no other question.
  private static var formProblems: [String] {
    let reasons: [FieldProblem.Reason] =
      [
        .required, .notConfirmed, .severalAnswers, .controlCharacters, .notName, .notDate, .notTime,
        .notNumber, .notMoney, .notPhone, .notEmail, .notFile, .inFuture, .inPast, .notOffered,
        .unknownIdentityKind,
      ] + IdentityKind.allCases.map { .wrongIdentity($0) }
    return reasons.map { reason in
      let words = FieldProblem(path: "", label: "", reason: reason).message.dropFirst("“”: ".count)
      return words.prefix(1).uppercased() + words.dropFirst()
    }
  }

  private static func placeholders(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{\w+\}/).map { String($0.0) })
  }

  private struct File {
    let path: String
    let text: String

    /// Every literal, with or without values in it.
    var literals: [String] {
      code.flatMap { $0.matches(of: /"((?:[^"\\]|\\.)*)"/).map { String($0.1) } }
    }

    /// Vietnamese literals on lines without interpolation.
    var plain: [String] {
      code.filter { !$0.contains(#"\("#) }
        .flatMap { $0.matches(of: /"((?:[^"\\]|\\.)*)"/).map { String($0.1) } }
        .filter { $0.unicodeScalars.contains { (0xC0...0x1EF9).contains($0.value) } }
    }

    /// Vietnamese literals given to `text(…)`, on the same line or the next.
    var asked: [String] {
      code.joined(separator: "\n").matches(of: /text\(\s*"((?:[^"\\\n]|\\.)*)"/).map { String($0.1) }
        .filter { !$0.utf8.allSatisfy { $0 < 0x80 } }
    }

    private var code: [Substring] {
      text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    }
  }

  private static func files(below folder: String, ending: String) throws -> [File] {
    let root = Portal.home + "/" + folder
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try paths.filter { $0.hasSuffix(ending) }.sorted().map { path in
      File(path: path, text: try String(contentsOfFile: root + "/" + path, encoding: .utf8))
    }
  }
}
