import HTTPServer
import Storage
import Workflow

/// What a leader states when he signs: the result's number, and in whose name (thể thức ký, decision 3).
enum Signature {
  /// The posted form of authority; nil where none was chosen.
  static func authority(_ visit: Visit) -> Authority? { Authority(rawValue: visit.field("authority")) }

  static func authorityProblems(_ visit: Visit) -> [Problem] {
    guard authority(visit) == nil else { return [] }
    return [Problem(field: "authority", message: visit.text("Thể thức ký: chọn TM., KT. hoặc TL."))]
  }

  static func problems(number: String, field: String, _ visit: Visit) -> [Problem] {
    guard number.codePoints > 50 else { return [] }
    return [Problem(field: field, message: visit.text("Số văn bản kết quả: nhiều nhất 50 ký tự."))]
  }

  /// TM., KT., TL.; the one that the signer's office usually has is chosen already.
  static func choices(_ visit: Visit) throws -> [Choice] {
    let title = VietnameseText.folded(try visit.person().title)
    let usual: Authority =
      title.hasPrefix("chu tich") ? .onBehalf : title.hasPrefix("pho chu tich") ? .deputising : .byOrder
    let chosen = visit.request.method == .post ? authority(visit) : usual
    return Authority.allCases.map {
      Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0 == chosen)
    }
  }
}
