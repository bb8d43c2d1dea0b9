import Workflow

@testable import Web

/// What somebody might send in place of an answer.
struct HostileValue: Sendable {
  /// As it is named where it does harm.
  let name: String
  /// What stands in the body under the field's name: nothing, once or several times.
  let sent: [[UInt8]]
  /// The one text that it is, if it is text.
  var text: String? { sent.count == 1 ? String(validating: sent[0], as: UTF8.self) : nil }

  init(_ name: String, _ texts: String...) { (self.name, sent) = (name, texts.map { Array($0.utf8) }) }

  private init(_ name: String, bytes: [UInt8]) { (self.name, sent) = (name, [bytes]) }

  static let script = HostileValue("script", "<script>alert(1)</script>")
  static let notUTF8 = HostileValue("not UTF-8", bytes: [0x61, 0xff, 0xc3, 0x28, 0x62])
  static let missing = HostileValue("missing")
  static let empty = HostileValue("empty", "")
  /// As many code points as the marks on the one letter of the next.
  static let long = HostileValue("long", String(repeating: "Rất dài ", count: 375))
  static let marks = "marks on one letter"
  /// For what is typed.
  static let typed = [
    empty, missing, script, notUTF8,
    HostileValue("blank", " \t\r\n "),
    long, HostileValue(marks, "a" + String(repeating: "\u{0301}", count: 3_000)),
    HostileValue("letters", "abc"),
    HostileValue("number", "-99999999999999999999"),
    HostileValue("no such day", "31/02/2026"),
    HostileValue("quotes", "\" onfocus=\"alert(1)\" x=' OR 1=1 -- {{token}}"),
    HostileValue("NUL", "Lò\u{0}Mai"),
    HostileValue("emoji", "👩‍👩‍👧‍👦 🇻🇳 Mai"),
    HostileValue("right to left", "\u{202E}iaM \u{200F}òL\u{202C}"),
    HostileValue("twice", "Lò Thị Mai", "<script>alert(1)</script>"),
  ]

  /// For what is chosen from a list or ticked.
  static let chosen = [
    empty, missing, script, notUTF8, HostileValue("unknown", "khong-co"), HostileValue("another id", "1"),
    HostileValue("huge id", "9223372036854775808"), HostileValue("NUL", "\u{0}"),
    HostileValue("long", String(repeating: "x", count: 5_000)), HostileValue("twice", "khong-co", "1"),
  ]

  /// For what nobody types.
  static let hidden = [
    empty, missing, script, notUTF8, HostileValue("letters", "abc"), HostileValue("negative", "-1"),
    HostileValue("huge id", "9223372036854775808"), HostileValue("twice", "1", "2"),
  ]

  /// Passwords cost a hash each, so fewer of them are tried.
  static let passwords = [
    empty, missing, notUTF8, HostileValue("long", String(repeating: "dài ", count: 1_000)),
    HostileValue("NUL", "Lò\u{0}Mai"), HostileValue("twice", "abc", "con trâu đi trước"),
  ]

  /// What is tried in a field; of a form that takes what another one takes, the coarsest only.
  static func values(for kind: PageForm.Kind, few: Bool) -> [HostileValue] {
    if few, kind != .file { return [empty, missing, script, notUTF8, long] }
    return switch kind {
    case .line, .lines: typed
    case .choice, .tick, .button: chosen
    case .hidden: hidden
    case .password: passwords
    case .file: []
    }
  }
}
