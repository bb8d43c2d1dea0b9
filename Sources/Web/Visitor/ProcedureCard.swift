import Storage
import Templating
import Workflow

/// A procedure in a list: its name and, in one line, what people ask first.
struct ProcedureCard: TemplateModel {
  var name: String
  var url: String
  /// "Trong ngày · Miễn phí · Nộp trực tuyến được".
  var summary: String

  static var fields: [Field<ProcedureCard>] {
    [.text("name", \.name), .url("url", \.url), .text("summary", \.summary)]
  }

  init(_ procedure: ProcedureRevision, _ visit: Visit) {
    name = procedure.name
    url = Sitemap.procedure.url(procedure.code)
    let time = procedure.time(for: .counter) ?? procedure.times.first
    let facts = [
      time?.promised.map { visit.shortText($0) }, Self.fee(procedure, visit),
      procedure.acceptsOnlineFiling ? visit.text("Nộp trực tuyến được") : nil,
    ]
    let known = facts.compactMap(\.self)
    summary = known.isEmpty ? visit.text(MissingFact.notice) : known.joined(separator: " · ")
  }

  /// What everybody pays, where that can be said in a word.
  private static func fee(_ procedure: ProcedureRevision, _ visit: Visit) -> String? {
    let amounts = procedure.fees.map(\.amount)
    guard let first = procedure.fees.first, !amounts.contains(nil) else { return nil }
    return amounts.allSatisfy({ $0 == first.amount }) ? visit.text(first.vietnamese) : nil
  }
}

extension Visit {
  /// A time limit as cards have room for it.
  func shortText(_ limit: TimeLimit) -> String { limit == .sameDay ? text("Trong ngày") : text(limit) }
}

extension ServiceLevel {
  /// Both ways of naming the level: that of the letters and the current one.
  var vietnamese: String { Self.words[self] ?? "" }

  private static let words = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, "\($0.numbered) (\($0.named.lowercased()))") })
}

extension PerformingLevel {
  var vietnamese: String {
    switch self {
    case .commune: "Cấp xã"
    case .district: "Cấp huyện"
    }
  }
}
