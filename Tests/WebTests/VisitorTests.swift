import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// What anybody sees without signing in.
@Suite struct VisitorTests {
  @Test func homeLeadsWithSearch() throws {
    let page = Browser(try Portal()).get("/")
    #expect(page.status == .ok)
    #expect(page.text.contains("Đăng ký khai sinh"))
    #expect(page.body.count < 50_000)
  }

  /// Diacritics, đ and case do not count, and a name that begins with the words comes first.
  @Test(arguments: ["khai sinh", "KHAI SINH", "dang ky khai sinh", "đăng ký khai sinh", "1.001193"])
  func searchFindsBirthRegistrationFirst(words: String) throws {
    let page = Browser(try Portal()).get("/procedures?q=\(Percent.encoded(words))")
    let found = page.text.firstRange(of: "/procedures/1.001193")
    #expect(found != nil)
  }

  @Test func catalogueIsFilteredByFieldUnitAndLevel() throws {
    let portal = try Portal()
    let browser = Browser(portal)
    let all = browser.get("/procedures")
    #expect(all.text.contains("rel=\"next\""))
    #expect(all.body.count < 50_000)
    let some = browser.get("/procedures?field=ho-tich&agency=\(portal.people.commune)&level=4")
    #expect(some.text.contains("/procedures/1.001193"))
    #expect(some.text.contains("3159/QĐ-UBND ngày 05/08/2020, phiên bản 1"))
    #expect(!some.text.contains("/procedures/1.011607"))
    #expect(browser.get("/procedures?q=zzzz").text.contains("Không tìm thấy thủ tục nào"))
  }

  @Test func everyProcedureHasAPage() throws {
    let portal = try Portal()
    let browser = Browser(portal)
    let reference = try portal.database.read { try Reference.read($0, version: 1) }
    for stored in reference.inForce(on: portal.clock.now.day).procedures {
      let page = browser.get("/procedures/\(stored.procedure.code)")
      #expect(page.status == .ok, "\(stored.procedure.code)")
      #expect(page.body.count < 50_000, "\(stored.procedure.code)")
    }
    #expect(browser.get("/procedures/9.999999").status == .notFound)
  }

  /// Decision 6: what is unknown is said, and closes online filing with its reason.
  @Test func whatIsUnknownClosesOnlineFiling() throws {
    let portal = try Portal()
    let open = Browser(portal).get("/procedures/1.001193")
    #expect(open.text.contains("/procedures/1.001193/apply"))
    let closed = Browser(portal).get("/procedures/2.000908")
    #expect(closed.text.contains("Chưa nộp trực tuyến được"))
    #expect(closed.text.contains("Mẫu đơn, tờ khai điện tử: chưa có dữ liệu."))
    #expect(!closed.text.contains("/procedures/2.000908/apply"))
  }
}
