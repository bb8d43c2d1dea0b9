/// What the caller must do besides saving the dossier; the domain decides, the edge performs.
public enum Effect: Sendable, Hashable {
  /// Issue the dossier code from the daily serial of the receiving unit (TT 01/2018 art 19).
  case issueCode(day: Day)
  /// Issue the number of an online filing.
  case issueSubmissionNumber(day: Day)
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
}
