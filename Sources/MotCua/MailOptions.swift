import ArgumentParser
import Foundation
import Mail
import Web

/// Which mail server takes the portal's letters.
struct MailOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The mail server for letters, such as smtp://mail.example.vn:587 or smtps://mail.example.vn. Without it what "
        + "people are told stands in the portal only. A server on another machine must encrypt. MOTCUA_SMTP.")
  )
  var smtp: String?

  @Option(name: .customLong("mail-from"), help: "The address letters come from. MOTCUA_MAIL_FROM.")
  var mailFrom: String?

  @Option(name: .customLong("smtp-user"), help: "The user name the mail server asks for. MOTCUA_SMTP_USER.")
  var smtpUser: String?

  @Option(
    name: .customLong("smtp-password-file"),
    help: "A file with that user's password in its first line. MOTCUA_SMTP_PASSWORD_FILE.")
  var smtpPasswordFile: String?

  /// The mail server; nil where none is named.
  func read() throws -> Relay? {
    guard let url = Setting.text(smtp, "MOTCUA_SMTP") else { return nil }
    guard let parts = URLComponents(string: url), ["smtp", "smtps"].contains(parts.scheme),
      let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil, parts.query == nil,
      parts.path.isEmpty || parts.path == "/"
    else {
      throw Trouble(
        "--smtp: not of the form smtp://mail.example.vn:587; names and passwords do not stand in it")
    }
    guard let sender = Setting.text(mailFrom, "MOTCUA_MAIL_FROM"),
      let domain = sender.split(separator: "@").last,
      sender.split(separator: "@").count == 2,
      sender.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3E }),
      !domain.isEmpty
    else {
      throw Trouble("--mail-from: with --smtp, name the address letters come from, such as motcua@example.vn")
    }
    return Relay(
      url: url, sender: sender, account: try account(),
      isOnThisMachine: ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host))
  }

  private func account() throws -> Relay.Account? {
    guard let user = Setting.text(smtpUser, "MOTCUA_SMTP_USER") else { return nil }
    guard let path = Setting.text(smtpPasswordFile, "MOTCUA_SMTP_PASSWORD_FILE"),
      let text = try? String(contentsOfFile: path, encoding: .utf8),
      let line = text.split(whereSeparator: \.isNewline).first, !line.isEmpty
    else { throw Trouble("--smtp-password-file: with --smtp-user, name a readable file with the password") }
    return Relay.Account(user: user, password: String(line))
  }
}

extension Relay {
  /// How far its letters go.
  var reach: MailReach { isOnThisMachine ? .thisMachine : .world }
}
