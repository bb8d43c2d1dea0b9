import CCurl
public import Foundation

/// The mail server that takes letters from the portal and passes them on (RFC 5321).
public struct Relay: Sendable {
  /// "smtp://mail.example.vn:587" or "smtps://mail.example.vn".
  public let url: String
  /// The address letters come from.
  public let sender: String
  /// Who the portal is to the server; nil where it asks nobody.
  public let account: Account?
  /// Whether letters may go unencrypted: only to a server on this machine.
  public let isOnThisMachine: Bool

  /// A user name with its password.
  public struct Account: Sendable {
    /// User name.
    public let user: String
    let password: String

    /// Both as the mail server knows them.
    public init(user: String, password: String) {
      self.user = user
      self.password = password
    }
  }

  /// Why a letter was not taken.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// What to tell an administrator: no password, no letter.
    public let description: String
    /// Whom it concerns.
    public let scope: Scope

    /// What a failure is about.
    public enum Scope: Sendable, Hashable {
      /// The server refused this very letter for good (a 5xx answer): sending it again is no use.
      case letter
      /// The server wants this very letter later (a 4xx answer).
      case letterLater
      /// The server is not there, or takes nothing from the portal: no other letter would fare better now.
      case server
    }
  }

  /// Once a process, before any thread uses the library.
  private static let isPrepared = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// A server that is asked for nothing yet.
  public init(url: String, sender: String, account: Account?, isOnThisMachine: Bool) {
    self.url = url
    self.sender = sender
    self.account = account
    self.isOnThisMachine = isOnThisMachine
  }

  /// Hands a letter over; the server has taken it when this returns. Waits for at most half a minute.
  ///
  /// - Throws: `Failure`.
  public func send(_ letter: Letter, date: Date) throws(Failure) {
    _ = Self.isPrepared
    guard let curl = curl_easy_init() else { throw Failure(description: "curl_easy_init", scope: .server) }
    defer { curl_easy_cleanup(curl) }
    let recipients = curl_slist_append(nil, "<\(letter.to)>")
    defer { curl_slist_free_all(recipients) }
    let message = Message(letter.message(from: sender, date: date))
    var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    let result = words.withUnsafeMutableBufferPointer { buffer in
      configure(curl, recipients, message, buffer)
      return withExtendedLifetime(message) { curl_easy_perform(curl) }
    }
    guard result != CURLE_OK else { return }
    let code = motcua_response_code(curl)
    let detail = String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let reason = detail.isEmpty ? String(cString: curl_easy_strerror(result)) : detail
    throw Failure(description: reason, scope: Self.scope(of: result, code, reason))
  }

  /// What is refused before a receiver is named (greeting, sign-in, encryption, sender) is the installation's fault.
  private static func scope(of result: CURLcode, _ code: Int, _ reason: String) -> Failure.Scope {
    let ofServer = [CURLE_LOGIN_DENIED, CURLE_REMOTE_ACCESS_DENIED, CURLE_USE_SSL_FAILED]
    guard !ofServer.contains(result), !reason.hasPrefix("MAIL failed") else { return .server }
    return switch code {
    case 500..<600: .letter
    case 400..<500: .letterLater
    default: .server
    }
  }

  private func configure(
    _ curl: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>?, _ message: Message,
    _ words: UnsafeMutableBufferPointer<CChar>
  ) {
    motcua_set_buffer(curl, CURLOPT_ERRORBUFFER, words.baseAddress)
    motcua_set_text(curl, CURLOPT_URL, url)
    motcua_set_text(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    motcua_set_text(curl, CURLOPT_MAIL_FROM, "<\(sender)>")
    motcua_set_list(curl, CURLOPT_MAIL_RCPT, recipients)
    motcua_set_number(curl, CURLOPT_UPLOAD, 1)
    motcua_set_number(curl, CURLOPT_NOSIGNAL, 1)
    motcua_set_number(curl, CURLOPT_CONNECTTIMEOUT, 10)
    motcua_set_number(curl, CURLOPT_TIMEOUT, 30)
    let encryption = isOnThisMachine ? CURLUSESSL_TRY : CURLUSESSL_ALL
    motcua_set_number(curl, CURLOPT_USE_SSL, Int(encryption.rawValue))
    if let account {
      motcua_set_text(curl, CURLOPT_USERNAME, account.user)
      motcua_set_text(curl, CURLOPT_PASSWORD, account.password)
    }
    motcua_set_reader(curl, readMessage, Unmanaged.passUnretained(message).toOpaque())
  }
}

/// What is left to send of a message.
private final class Message {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawPointer, most: Int) -> Int {
    let count = min(most, bytes.count - position)
    bytes.withUnsafeBytes { buffer.copyMemory(from: $0.baseAddress! + position, byteCount: count) }
    position += count
    return count
  }
}

private func readMessage(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ state: UnsafeMutableRawPointer?
) -> Int {
  guard let buffer, let state else { return 0 }
  return Unmanaged<Message>.fromOpaque(state).takeUnretainedValue().read(into: buffer, most: size * count)
}
