/// Something in which two revisions differ, shown before the later one is published.
public struct RevisionDifference: Hashable, Sendable {
  /// What differs, such as "Thời hạn giải quyết".
  public let label: String
  /// How it was and how it will be; nothing where it did not exist or will not.
  public let before: String?, after: String?
}

extension ProcedureRevision {
  /// In what the revision differs from an earlier one, in the order of a procedure's page; everything it says, where
  /// there is none.
  ///
  /// - Parameter fieldNames: the names of fields (lĩnh vực) by id; an id without one stands for itself.
  public func differences(
    from earlier: ProcedureRevision?, fieldNames: [String: String] = [:]
  ) -> [RevisionDifference] {
    let (old, new) = (earlier?.lines(fieldNames) ?? [], lines(fieldNames))
    let oldTexts = Dictionary(old) { "\($0); \($1)" }
    let newTexts = Dictionary(new) { "\($0); \($1)" }
    var seen = Set<String>()
    return (new + old).compactMap { label, _ in
      guard seen.insert(label).inserted, oldTexts[label] != newTexts[label] else { return nil }
      return RevisionDifference(label: label, before: oldTexts[label], after: newTexts[label])
    }
  }

  /// Everything a page says about the revision, as pairs of label and text.
  private func lines(_ fieldNames: [String: String]) -> [(String, String)] {
    headLines(fieldNames) + timeLines + papers.map { ("Giấy tờ: \($0.name)", $0.line) }
      + fees.map { ("\($0.kind.vietnamese): \($0.name)", [$0.vietnamese, $0.note].joined()) }
      + results.map { ("Kết quả: \($0.name)", [$0.code, $0.onPaperOnly ? "chỉ có bản giấy" : nil].joined()) }
      + (publishedSteps ?? []).enumerated().map { index, step in
        ("Bước \(index + 1)", [step.name, step.role.vietnamese, step.allotted?.vietnamese].joined())
      }
  }

  private func headLines(_ fieldNames: [String: String]) -> [(String, String)] {
    let facts: [(String, String?)] = [
      ("Tên thủ tục", name), ("Lĩnh vực", fieldNames[field] ?? field), ("Mức độ", level.numbered),
      ("Mức độ đã đối chiếu", levelVerified ? "có" : "chưa"),
      ("Cấp thực hiện", performedBy.vietnamese),
      ("Quyết định công bố", decision.map { "\($0.number) ngày \($0.date.vietnamese)" }),
      ("Hiệu lực từ", effectiveFrom.vietnamese), ("Hiệu lực đến", effectiveTo?.vietnamese),
      ("Cách thức thực hiện", channels.map(\.vietnamese).joined(separator: ", ")),
      ("Căn cứ pháp lý", legalBasis.joined(separator: "; ")), ("Yêu cầu, điều kiện", conditions),
      ("Biểu mẫu điện tử", form), ("Người phụ trách", responsible),
      ("Khi yêu cầu bổ sung", supplementClock.vietnamese),
      ("Số ngày xác minh", verificationDays.map(String.init)),
      ("Thời hạn chờ bổ sung", waitingCap?.vietnamese),
      (
        "Gia hạn khác",
        extensions.map { $0.map { "\($0.name): \($0.time.vietnamese)" }.joined(separator: "; ") }
      ),
      ("Ủy quyền quyết định tại quầy", isDelegable.map { $0 ? "có" : "không" }),
      ("Ghi chú", notes.joined(separator: " ")),
    ]
    return facts.compactMap { label, text in
      text.flatMap { $0.isEmpty ? nil : (label, $0) }
    }
  }

  private var timeLines: [(String, String)] {
    times.flatMap { time in
      let scope = [time.channel?.vietnamese, time.caseName].joined()
      let name = scope.isEmpty ? "Thời hạn" : "Thời hạn (\(scope))"
      let lines: [(String, String?)] = [
        ("\(name) theo quy định", time.legal?.vietnamese ?? MissingFact.notice),
        ("\(name) cam kết", time.committed?.vietnamese), ("\(name) áp dụng khi", time.condition?.vietnamese),
      ]
      return lines.compactMap { label, text in text.map { (label, $0) } }
    }
  }
}

extension Paper {
  fileprivate var line: String {
    let kinds: [Kind: String] = [.submit: "nộp", .show: "xuất trình", .note: "ghi chú"]
    return [
      kinds[kind], required ? "bắt buộc" : "nếu có", copies.isEmpty ? nil : copies, group,
      condition.map { "khi \($0.vietnamese)" }, templateNote,
    ].joined()
  }
}

extension [String?] {
  /// The texts there are, set apart by semicolons.
  fileprivate func joined() -> String { compactMap(\.self).joined(separator: "; ") }
}
