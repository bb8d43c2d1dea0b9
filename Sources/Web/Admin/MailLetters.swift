import HTTPServer
import Storage
import Templating
import Workflow

/// The portal's outbox: whether there is a mail server, what became of the last letters, a letter to try it with.
enum MailLetters: Screen {
  struct Model: TemplateModel {
    var isOn: Bool
    var isForThisMachine: Bool
    var ownAddress: String
    var canTry: Bool
    var hidden: Hidden
    var rows: [Row]

    static var fields: [Field<Model>] {
      [
        .flag("isOn", \.isOn), .flag("isForThisMachine", \.isForThisMachine),
        .text("ownAddress", \.ownAddress),
        .flag("canTry", \.canTry), .record("hidden") { $0.hidden }, .list("rows", \.rows),
      ]
    }
  }

  struct Row: TemplateModel {
    var letter: Letters.Listed
    var state: String
    var hidden: Hidden

    static var fields: [Field<Row>] {
      [
        .text("person", \.letter.person), .text("address", \.letter.address),
        .text("subject", \.letter.subject),
        .text("madeAt") { $0.letter.madeAt.vietnamese }, .text("state", \.state),
        .text("failure", \.letter.failure), .flag("isOpen") { $0.letter.takenAt == nil },
        .url("sendURL") { Sitemap.sendLetter.url($0.letter.id) }, .record("hidden") { $0.hidden },
      ]
    }

    init(_ letter: Letters.Listed, _ visit: Visit) {
      self.letter = letter
      hidden = Hidden()
      if let taken = letter.takenAt {
        state = visit.text("Đã gửi lúc {time}", ["time": taken.vietnamese])
      } else if let next = letter.nextAt {
        state =
          letter.tries == 0
          ? visit.text("Chờ gửi")
          : visit.text(
            "Chưa gửi được sau {n} lần; gửi lại lúc {time}",
            ["n": String(letter.tries), "time": next.vietnamese])
      } else {
        state = visit.text("Không gửi được sau {n} lần", ["n": String(letter.tries)])
      }
    }
  }

  /// How many letters the page shows.
  private static let most = 50

  static let page = Page<Model>("admin/letters")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.letters.pattern, .role(.administrator)) { visit in
      try visit.checkAdministersAll()
      let account = try People.account(visit.person().id, in: visit.db)
      let mail = visit.site.settings.mail
      return try visit.page(
        page,
        Model(
          isOn: mail != .nowhere, isForThisMachine: mail == .thisMachine, ownAddress: account?.email ?? "",
          canTry: account.map { mail.reaches($0) } ?? false, hidden: Hidden(),
          rows: try Letters.last(most, in: visit.db).map { Row($0, visit) }))
    },
    .post(Sitemap.testLetter.pattern, .role(.administrator)) { visit in
      try visit.checkAdministersAll()
      let person = try visit.person()
      guard let account = try People.account(person.id, in: visit.db),
        visit.site.settings.mail.reaches(account)
      else {
        throw PageNotFound()
      }
      return try visit.once {
        try Letters.write(
          to: person.id, address: account.email, subject: visit.text("Thư thử của Một cửa điện tử"),
          body: visit.text("Ông/bà nhận được thư này nghĩa là cổng gửi được thư điện tử.") + "\n",
          at: visit.now,
          in: visit.writing)
        return Confirmation.letterQueued.address(Sitemap.letters.url)
      }
    },
    .post(Sitemap.sendLetter.pattern, .role(.administrator)) { visit in
      try visit.checkAdministersAll()
      let id = try visit.read(Sitemap.sendLetter)
      return try visit.once {
        guard try Letters.tryAgain(id, at: visit.now, in: visit.writing) else { throw PageNotFound() }
        return Confirmation.letterQueued.address(Sitemap.letters.url)
      }
    },
  ]
}
