import ArgumentParser
import Glibc
import Storage
import Workflow

/// Says when something is due, and how that was counted; may run beside `serve`.
struct Due: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say when something received at a moment is due, and explain it day by day.",
    discussion: """
      A time is 3wd (working days), 8h (working hours), 15d (calendar days) or same (the same day). Without a data
      folder the reference calendar and the usual shifts hold.
      """)

  @Option(help: "When it was received, such as 2024-04-26T14:00.")
  var received: String?

  @Option(help: "The time allowed, such as 3wd.")
  var time: String?

  @Option(
    help: "The code of the agency whose shifts hold; needs a data folder. With --stdin: where none is given.")
  var agency = ""

  @Option(
    help: "How it came: counter, online or post. It selects among a procedure's times, and is only checked.")
  var channel = ""

  @Flag(
    help: ArgumentHelp(
      "Read CSV lines received,time,agency,channel and write a line for each: the due moment and what was asked, "
        + "or error: and why. Exit code 1 when there was an error."))
  var stdin = false

  @OptionGroup var dataOption: DataOption
  @OptionGroup var homeOption: HomeOption

  func validate() throws {
    if stdin != (received == nil && time == nil) || (received == nil) != (time == nil) {
      throw ValidationError("Give --received and --time, or --stdin")
    }
  }

  func run() throws {
    var office = try DueOffice(data: dataOption.existingPath, home: homeOption.find)
    if stdin { return try DueLines(agency: agency).run(&office) }
    let question = try DueQuestion(
      received: received ?? "", time: time ?? "", agency: agency, channel: channel)
    let (deadline, hours) = try office.answer(question)
    say(deadline.due.iso)
    say("Nhận: \(deadline.received.vietnamese). Thời hạn: \(deadline.limit.vietnamese).")
    for line in deadline.explanation(calendar: office.calendar, hours: hours) { say(line.vietnamese) }
    say("Hẹn trả: \(deadline.due.vietnamese). Lịch làm việc: \(deadline.calendarVersion).")
  }
}
