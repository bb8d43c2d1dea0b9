import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// A draft open on two pages: what one saves is not lost to the other without a word.
@Suite struct TwoPagesTests {
  private let portal: Portal
  private let citizen: Browser
  private let filing: Filing

  init() throws {
    portal = try Portal()
    citizen = try Browser(portal, as: portal.people.citizen)
    filing = try Filing(citizen)
    _ = filing.fill()
  }

  private var url: String { "/drafts/\(filing.id)" }

  /// The keys of a page that is opened now.
  private func open() -> [(String, String)] {
    let page = citizen.get(url)
    return ["version", "once"].map { ($0, page.value(of: $0) ?? "?") }
  }

  private func name() throws -> String? { try filing.record.answers.text("child.fullName") }

  private func typed(_ name: String) -> [(String, String)] {
    Filing.answers.map { $0.0 == "child.fullName" ? ($0.0, name) : $0 } + [("do", "continue")]
  }

  @Test func theLaterPageIsToldAndKeepsWhatWasTyped() throws {
    let (first, second) = (open(), open())
    #expect(citizen.post(url, typed("Lò Văn Anh") + first).location == url + "/papers")
    let late = citizen.post(url, typed("Lò Văn <b>Ánh</b>") + second)
    #expect(late.status == .conflict)
    #expect(late.text.contains("Bản nháp vừa được lưu ở cửa sổ khác"))
    #expect(late.text.contains(">Lò Văn Anh</td>") && late.text.contains("Lò Văn &lt;b&gt;Ánh&lt;/b&gt;"))
    #expect(late.text.contains("value=\"Lò Văn &lt;b&gt;Ánh&lt;/b&gt;\""))
    #expect(!late.text.contains("Người yêu cầu – Ngày sinh</th>"))
    #expect(try name() == "Lò Văn Anh")
    let again = ["version", "once"].map { ($0, late.value(of: $0) ?? "?") }
    #expect(citizen.post(url, typed("Lò Văn Ánh") + again).location == url + "/papers")
    #expect(try name() == "Lò Văn Ánh")
    #expect(citizen.post(url, typed("Lò Văn A") + first).status == .conflict)
  }

  @Test func autosavingIsToldToo() throws {
    let (first, second) = (open(), open())
    #expect(citizen.post(url + "/save", typed("Lò Văn Anh") + first).status == .ok)
    let late = citizen.post(url + "/save", typed("Lò Văn Ánh") + second)
    #expect(late.status == .conflict && late.text == #"{"why":"overtaken"}"#)
    #expect(try name() == "Lò Văn Anh")
  }

  /// A page saves as often as it likes, also while an earlier save of its own is under way.
  @Test func aPageDoesNotOvertakeItself() throws {
    let page = open()
    for name in ["Lò A", "Lò An", "Lò Anh"] {
      #expect(citizen.post(url + "/save", typed(name) + page).status == .ok)
    }
    #expect(citizen.post(url, typed("Lò Ánh") + page).location == url + "/papers")
  }

  /// Files change the draft, but not its answers; and what is the same is no conflict.
  @Test func onlyOtherAnswersAreAConflict() throws {
    let (first, second) = (open(), open())
    _ = filing.attach()
    #expect(citizen.post(url, typed("Lò Văn Anh") + first).status == .seeOther)
    #expect(citizen.post(url, typed("Lò Văn Anh") + second).status == .seeOther)
  }

  @Test func aFormWithoutKeysIsNotOurs() throws {
    let page = open()
    for path in ["", "/save"] {
      #expect(citizen.post(url + path, typed("Lò") + [page[1]]).status == .forbidden)
      #expect(citizen.post(url + path, typed("Lò") + [page[0], ("once", "x")]).status == .forbidden)
    }
    #expect(try name() == "Lò Văn An")
  }
}
