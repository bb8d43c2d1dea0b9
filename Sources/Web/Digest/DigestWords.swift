import Storage
import Templating
import Workflow

/// What a digest says: of each part its title and the list behind it. The page and the letter take their words from here.
struct DigestWords {
  let reference: Reference
  let text: (String, [String: String]) -> String

  /// The title of a part.
  func title(_ part: Digest.Part) -> String {
    let matter = text(part.matter.vietnamese, [:])
    switch part.place {
    case .desk: return text("{matter}: trên bàn của ông/bà", ["matter": matter])
    case .toSign: return text("{matter}: chờ ông/bà ký", ["matter": matter])
    case .counter:
      return text("{matter}: tại một cửa {agency}", ["matter": matter, "agency": name(part.agency)])
    case .agency: return text("{matter}: toàn {agency}", ["matter": matter, "agency": name(part.agency)])
    }
  }

  /// At whose desk a dossier lies.
  func desk(_ row: Digest.Row) -> String {
    row.holder ?? text("Một cửa {agency}", ["agency": name(row.agency)])
  }

  private func name(_ agency: AgencyID?) -> String {
    agency.flatMap { reference.agency($0)?.shortName } ?? ""
  }

  /// The letter of a digest; in Vietnamese, for an account keeps no language. Names stay in the portal: a letter
  /// carries codes, procedures, days and desks.
  ///
  /// - Parameter publicURL: where the portal is reached; no link without it (decision 20).
  static func letter(
    _ digest: Digest, on day: Day, to person: Person, reference: Reference, catalogue: Catalogue,
    publicURL: String?
  ) -> (subject: String, body: String) {
    let text = { (vietnamese: String, values: [String: String]) in
      catalogue.text(vietnamese, values, .vietnamese)
    }
    let words = DigestWords(reference: reference, text: text)
    var lines = [text("Kính gửi ông/bà {name},", ["name": person.name]), ""]
    if let daysOff = digest.daysOff {
      lines += [text("Bản tin sau các ngày nghỉ {days}.", ["days": daysOff.words]), ""]
    }
    for part in digest.parts {
      lines.append("\(words.title(part)): \(part.count)")
      lines += part.rows.map { row in
        let due = row.due.map { ", \(text("hạn", [:])) \($0.vietnamese)" } ?? ""
        return "- \(row.number), \(row.procedure)\(due) (\(words.desk(row)))"
      }
      let more = part.count - part.rows.count
      if more > 0 { lines.append(text("- và {n} hồ sơ khác", ["n": String(more)])) }
      lines.append("")
    }
    if !digest.duties.isEmpty {
      lines.append("\(text("Phản ánh, chỉ đạo phải trả lời", [:])): \(digest.duties.count)")
      lines += digest.duties.map { duty in
        "- \(text(duty.kind.vietnamese, [:])) \(duty.number), \(duty.title), \(text("hạn", [:])) \(duty.due.vietnamese)"
      }
      lines.append("")
    }
    if let publicURL { lines.append(text("Mở bản tin: {url}", ["url": publicURL + Sitemap.digest.url])) }
    lines.append(text("Thư tự động của Một cửa điện tử; ông/bà không cần trả lời.", [:]))
    let subject = text(
      "Việc ngày {day}: {n} mục cần xem", ["day": day.vietnamese, "n": String(digest.count)])
    return (subject, lines.joined(separator: "\n") + "\n")
  }
}

extension ClosedDays {
  /// "25/04/2026 – 03/05/2026", or the one day.
  var words: String {
    guard let to, to > from else { return from.vietnamese }
    return "\(from.vietnamese) – \(to.vietnamese)"
  }
}

extension Digest.Matter {
  var vietnamese: String {
    switch self {
    case .overdue: "Quá hạn"
    case .dueToday: "Đến hạn hôm nay"
    case .dueNext: "Đến hạn ngày làm việc tới"
    case .waitingLate: "Chờ tiếp nhận quá 8 giờ làm việc"
    case .filedOnDaysOff: "Nộp trực tuyến trong ngày nghỉ"
    case .stuck: "Không chuyển động"
    case .damaged: "Có tệp bị mất hoặc không đọc được"
    case .unsignedApology: "Thư xin lỗi"
    case .uncollected: "Kết quả chưa có người nhận"
    }
  }
}

extension Digest.Duty.Kind {
  var vietnamese: String {
    switch self {
    case .petition: "Phản ánh, kiến nghị"
    case .directive: "Văn bản chỉ đạo"
    }
  }
}

/// What is to be answered by a day, as a row.
struct DutyRow: TemplateModel {
  var kind: String
  var number: String
  var title: String
  var due: String
  var url: String

  static var fields: [Field<DutyRow>] {
    [
      .text("kind", \.kind), .text("number", \.number), .text("title", \.title), .text("due", \.due),
      .url("url", \.url),
    ]
  }

  init(_ duty: Digest.Duty, _ visit: Visit) {
    kind = visit.text(duty.kind.vietnamese)
    (number, due) = (duty.number, duty.due.vietnamese)
    switch duty.kind {
    case .petition: (title, url) = (visit.text(duty.title), Sitemap.petition.url(duty.id))
    case .directive: (title, url) = (duty.title, Sitemap.directive.url(duty.id))
    }
  }
}

extension Digest.Part {
  /// The list that holds all of it today.
  var url: String {
    switch (place, matter) {
    case (.toSign, .unsignedApology): Sitemap.apologies.url
    case (.toSign, _): Sitemap.toSign.url
    case (.desk, _): Sitemap.inbox.url
    case (.counter, _): Sitemap.counter.url
    case (.agency, _): agency.map { listOfAgency.url($0) } ?? Sitemap.overview.url
    }
  }

  private var listOfAgency: Address1<AgencyID> {
    switch matter {
    case .overdue: Sitemap.overdue
    case .dueToday: Sitemap.dueToday
    case .dueNext: Sitemap.beingSolved
    case .waitingLate: Sitemap.waitingLate
    case .filedOnDaysOff: Sitemap.waiting
    case .stuck: Sitemap.stuck
    case .damaged: Sitemap.damaged
    case .unsignedApology: Sitemap.unsignedApologies
    case .uncollected: Sitemap.uncollected
    }
  }
}
