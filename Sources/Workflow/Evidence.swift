/// Something that says when a result really was there (bằng chứng thời điểm có kết quả; F004-01).
public struct Evidence: Sendable, Hashable, Codable {
  /// What says so.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Dấu thời gian tin cậy: a time-stamp in the result file, of an authority the installation trusts.
    case timestamp
    /// Tệp kết quả đã ký số có trên hệ thống: the signed result file was in this portal by then, and its signature holds.
    case signedUpload = "signed-upload"
    /// Giờ ký ghi trong tệp: what the signer's own machine says, or an authority nobody vouches for.
    case signatureTime = "signature-time"
    /// Tệp kết quả có trên hệ thống: a file that nobody signed was in this portal by then.
    case upload
    /// Ngày ghi trong tệp: what the program that wrote the file says.
    case fileDate = "file-date"
    /// Cơ quan phối hợp trả lời: the last answer of another agency.
    case partnerAnswer = "partner-answer"
    /// Thu phí, lệ phí: the fee was paid.
    case payment
    /// Phiếu có chữ ký người nhận kết quả.
    case collector
    /// Phiếu gửi, báo phát của bưu chính.
    case post
    /// Văn bản của cơ quan phối hợp.
    case partnerPaper = "partner-paper"
    /// Dữ liệu của hệ thống khác: the national portal, a ministry's software.
    case otherSystem = "other-system"
    /// Sổ theo dõi hồ sơ bằng giấy.
    case registerEntry = "register-entry"
    /// Biên lai thu phí, lệ phí.
    case feeReceipt = "fee-receipt"

    /// Those that a person brings, as a file.
    public static let brought: [Kind] = [
      .collector, .post, .partnerPaper, .otherSystem, .registerEntry, .feeReceipt,
    ]

    /// Whether it was kept by somebody outside the unit, so that it is strong once somebody above has looked at it.
    public var isOutside: Bool { [.collector, .post, .partnerPaper, .otherSystem].contains(self) }
  }

  /// What it is worth (decision 17).
  public enum Grade: String, Sendable, Codable, CaseIterable {
    /// A trusted time-stamp or an outside record.
    case strong
    /// A date that the unit itself could have written: never enough alone.
    case weak
    /// It shows a step on the way, not the finish.
    case step
  }

  /// What says so.
  public let kind: Kind
  /// By when the result was there.
  public let moment: Moment
  /// The result file that it is about, by its number; nil where it is about the result as a whole.
  public let file: Int64?
  /// Whether somebody above the unit has held it against the original.
  public let isConfirmed: Bool

  /// Evidence of one kind.
  public init(_ kind: Kind, _ moment: Moment, file: Int64? = nil, isConfirmed: Bool = false) {
    (self.kind, self.moment, self.file, self.isConfirmed) = (kind, moment, file, isConfirmed)
  }

  /// What it is worth.
  public var grade: Grade {
    switch kind {
    case .timestamp, .signedUpload: .strong
    case .collector, .post, .partnerPaper, .otherSystem: isConfirmed ? .strong : .weak
    case .signatureTime, .upload, .fileDate, .registerEntry: .weak
    case .partnerAnswer, .payment, .feeReceipt: .step
    }
  }
}
