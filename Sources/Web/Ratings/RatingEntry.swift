import HTTPServer
import Storage
import Templating
import Workflow

/// What is typed into the form of a rating, wherever it stands.
struct RatingEntry: TemplateModel {
  /// Longest remark.
  static let mostRemark = 500

  private let level: String
  private let criteria: Set<String>
  private let remark: String
  private(set) var problems: [Problem] = []
  private let words: @Sendable (String) -> String

  static var fields: [Field<RatingEntry>] {
    [
      .list("levels", \.levels), .list("criteria", \.choices), .text("remark", \.remark),
      .list("problems", \.problems),
      .optional("levelProblem") { entry in entry.problems.first { $0.field == "level" }?.message },
      .optional("remarkProblem") { entry in entry.problems.first { $0.field == "remark" }?.message },
    ]
  }

  /// What was typed; else what was said before.
  init(_ before: Ratings.Stored?, _ visit: Visit) {
    let (catalogue, language) = (visit.site.catalogue, visit.language)
    words = { catalogue.text($0, [:], language) }
    if visit.request.method == .post {
      (level, remark) = (visit.field("level"), visit.lines("remark"))
      criteria = Set(visit.request.form.all("criterion"))
    } else {
      (level, remark) = (before?.level.rawValue ?? "", before?.remark ?? "")
      criteria = Set(before?.criteria.map(\.rawValue) ?? [])
    }
  }

  /// Checks it; nil where something must be mended.
  mutating func checked(
    of record: Dossiers.Record, by channel: Rating.Channel, _ visit: Visit
  ) throws -> Ratings.New? {
    check(visit)
    guard problems.isEmpty, let level = Rating.Level(rawValue: level) else { return nil }
    return Ratings.New(
      dossier: record.dossier.id, agency: record.dossier.agency, level: level,
      criteria: level == .satisfied ? [] : Set(criteria.compactMap(Rating.Criterion.init(rawValue:))),
      remark: remark, channel: channel, keyedBy: visit.visitor?.person.id)
  }

  /// Finds what must be mended.
  mutating func check(_ visit: Visit) {
    var found = Problems(visit)
    found.check(Rating.Level(rawValue: level) != nil, "level", "Mức độ hài lòng: chọn một trong ba mức.")
    found.check(
      remark.codePoints <= Self.mostRemark, "remark", "Ý kiến khác: nhiều nhất 500 ký tự.")
    problems = found.found
  }

  /// Somebody was faster.
  mutating func refuse(_ message: String) { problems = [Problem(field: "level", message: message)] }

  private var levels: [Choice] {
    Rating.Level.allCases.map { Choice($0.rawValue, words($0.vietnamese), isChosen: $0.rawValue == level) }
  }

  private var choices: [Choice] {
    Rating.Criterion.allCases.map {
      Choice($0.rawValue, words($0.vietnamese), isChosen: criteria.contains($0.rawValue))
    }
  }
}

extension Rating.Level {
  var vietnamese: String {
    switch self {
    case .satisfied: "Hài lòng"
    case .neutral: "Bình thường"
    case .dissatisfied: "Không hài lòng"
    }
  }
}

extension Rating.Criterion {
  var vietnamese: String {
    switch self {
    case .time: "Thời gian giải quyết"
    case .agencies: "Phải liên hệ nhiều cơ quan"
    case .contacts: "Phải đi lại nhiều lần"
    case .information: "Thông tin công khai không đúng, không đủ"
    case .attitude: "Thái độ của cán bộ"
    case .harassment: "Bị gây phiền hà, đòi hỏi ngoài quy định"
    case .cost: "Chi phí phải trả"
    case .explanations: "Giải thích, hướng dẫn chưa rõ"
    case .online: "Dịch vụ trực tuyến khó dùng"
    case .other: "Điều khác"
    }
  }
}

extension Rating.Channel {
  var vietnamese: String {
    switch self {
    case .account: "Tài khoản"
    case .paper: "Mã QR trên giấy"
    case .kiosk: "Máy tại một cửa"
    case .counter: "Phiếu giấy, cán bộ nhập"
    }
  }
}

extension Ratings.Number {
  var vietnamese: String {
    switch self {
    case .rated: "Lượt đánh giá"
    case .level(let level): level.vietnamese
    case .channel(let channel): channel.vietnamese
    case .criterion(let criterion): criterion.vietnamese
    }
  }
}
