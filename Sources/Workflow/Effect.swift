/// What the caller must do besides saving the dossier; the domain decides, the edge performs.
public enum Effect: Sendable, Hashable {
  /// Issue the dossier code from the daily serial of the receiving unit (TT 01/2018 art 19).
  case issueCode(day: Day)
  /// Issue the number of an online filing.
  case issueSubmissionNumber(day: Day)
  /// Issue a slip: number it and keep it with the dossier (F001-04).
  case issueSlip(SlipKind)
  /// Tell the applicant, on the account and by whatever channel is known (rules §2 (a)).
  case notifyApplicant(Notice)
}

/// What the applicant is told.
public enum Notice: String, Sendable, Codable, CaseIterable {
  /// Filed; the counter answers within eight working hours.
  case submitted
  /// Received, with code and appointment.
  case received
  /// Signed off; on its way to the counter.
  case signed
  /// Ready for collection.
  case ready
  /// Returned.
  case returned
  /// Papers must be completed, item by item.
  case supplementRequested = "supplement-requested"
  /// Some items were not accepted; the same slip is open again.
  case supplementReopened = "supplement-reopened"
  /// Everything was completed; with the new appointment.
  case supplementAccepted = "supplement-accepted"
  /// Refused at the door, with the reason.
  case refused
  /// Refused after review: the written reason is the result.
  case refusedAfterReview = "refused-after-review"
  /// Stopped, with the reason.
  case stopped
  /// Withdrawn, as asked.
  case withdrawn
  /// A fee is to be paid.
  case paymentDemanded = "payment-demanded"
  /// The fee was paid.
  case paid
  /// The appointment moves by an extension that the procedure allows.
  case extended
  /// Late: apology, reason and new date.
  case apologised
  /// Ready before the appointment (art 20).
  case readyEarly = "ready-early"
  /// The result is wrong and is being corrected, at the office's cost (art 21).
  case errorFound = "error-found"
  /// The corrected result is ready.
  case amended
  /// What was mistyped was corrected; the receipt was issued anew.
  case corrected
  /// The result is picked up elsewhere; the receipt was issued anew.
  case pickUpMoved = "pick-up-moved"
}

/// A paper that an action issues, by what it is; its number depends on the regime (rules §3, §1.12).
public enum SlipKind: String, Sendable, Codable, CaseIterable {
  /// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
  case receipt
  /// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
  case supplement
  /// Phiếu từ chối tiếp nhận giải quyết hồ sơ.
  case refusal
  /// Phiếu xin lỗi và hẹn lại ngày trả kết quả.
  case apology
  /// Thông báo dừng giải quyết hồ sơ.
  case stop
  /// Phiếu chuyển hồ sơ liên thông (art 19.6).
  case transfer
}
