public import Storage
public import Workflow

/// What became of letters, written down on the writer: for whoever carries them to the mail server.
public enum MailOutbox {
  /// The server took a letter.
  ///
  /// - Parameter context: as the write lane hands it to a job.
  public static func taken(_ letter: Letters.Waiting, at moment: Moment, _ context: AnyObject) throws {
    try Letters.taken(letter.id, at: moment, in: LaneContext.of(context).writing)
  }

  /// The server did not take a letter; see `Letters.failed`.
  public static func failed(
    _ letter: Letters.Waiting, _ why: String, isFinal: Bool, at moment: Moment, _ context: AnyObject
  ) throws {
    try Letters.failed(letter, why, isFinal: isFinal, at: moment, in: LaneContext.of(context).writing)
  }
}
