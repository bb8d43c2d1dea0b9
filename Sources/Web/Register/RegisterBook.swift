import HTTPServer
import Storage
import Templating
import Workflow

/// A year's register of an agency that the visitor may see.
struct RegisterBook {
  let agency: Agency
  let year: Int

  /// Roles that see a register at all.
  static let roles = Set(Role.allCases.filter { Rights.reach(of: $0, to: .register) != nil })

  /// By the address of a page; 404 for an agency of which this person may not see it.
  init(_ address: Address2<AgencyID, Int>, _ visit: Visit) throws {
    let (agency, year) = try visit.read(address)
    guard (2000...2099).contains(year) else { throw PageNotFound() }
    self.agency = try Watch.agency(.register, agency, visit)
    self.year = year
  }

  /// The law in its year, which names the form: on its last day, or today.
  func regime(_ now: Moment) -> Regime {
    agency.regime(on: min(Day(year: year, month: 12, day: 31), now.day))
  }

  /// The number that a page begins with, as its query says.
  static func from(_ visit: Visit) -> Int {
    guard let number = Int(visit.query("from")), (1...9_999_999).contains(number) else { return 1 }
    return number
  }
}

extension Register.Line {
  /// Nội dung, by the procedure's revision.
  func procedure(_ reference: Reference) -> String {
    reference.procedure(revision: revision)?.procedure.name ?? procedureCode
  }

  /// What the column of remarks says: how it ended otherwise, the consignment, a trial entry.
  func remarks(_ words: RegisterWords) -> String {
    let ending: String? =
      switch state {
      case .refused, .stopped, .withdrawn: words.text(state.vietnamese)
      default: nil
      }
    let post = consignment.isEmpty ? nil : words.text("Số bưu gửi {number}", ["number": consignment])
    return [ending, post, isTrial ? words.text("Thử nghiệm") : nil].compactMap(\.self).joined(separator: "; ")
  }
}

/// The words of a register in a language: pages have the visitor's, the form and its spreadsheet Vietnamese.
struct RegisterWords {
  let catalogue: Catalogue
  let language: Language

  func text(_ vietnamese: String, _ values: [String: String] = [:]) -> String {
    catalogue.text(vietnamese, values, language)
  }
}

extension Visit {
  /// The form's words.
  var formWords: RegisterWords { RegisterWords(catalogue: site.catalogue, language: .vietnamese) }
}
