"""The desks of specialists, leaders, those who watch, and administrators; each page at both widths.

F000-05, F000-06, F000-10, F001-06, F002-05, F003-01; issue 2 §5.
"""

import pytest
from selenium.webdriver.support.ui import Select

LISTS = ("overdue", "due-today", "being-solved", "waiting", "waiting-late", "ready", "exceptions")


def choose(browser, name, value):
    """Picks an option of a select by its value."""
    Select(browser.find(f"select[name='{name}']")).select_by_value(value)


def test_inbox_and_submission_for_signature(browser):
    browser.sign_in_as("specialist")
    browser.visit("/inbox")
    browser.look("inbox")
    dossier = browser.links("table.data tbody th a")[0]
    browser.visit(dossier)
    browser.look("specialist-dossier")
    browser.visit(dossier + "/submit-for-sign-off")
    assert "Trình ký" in browser.text
    browser.look("submit-for-sign-off")


def test_to_sign_and_sign_off(browser):
    browser.sign_in_as("leader")
    browser.visit("/to-sign")
    browser.look("to-sign")
    first = next((a for a in browser.find_all("table.data tbody td a.button") if a.text.startswith("Xem và ký")), None)
    if not first:
        pytest.skip("the demo leader has no result to sign")
    browser.visit(first.get_attribute("href").removeprefix(browser.portal.url))
    browser.look("sign-off")
    browser.visit("/to-sign")
    assert "Đã xem" in browser.text
    browser.click(browser.find("input[name='dossier']"))
    browser.press("Ký các hồ sơ đã chọn")
    browser.look("sign-off-several")
    browser.press("Ký duyệt")
    assert browser.path.startswith("/to-sign") and "Đã ký duyệt" in browser.text
    browser.look("signed-off")


@pytest.mark.parametrize("role", ["chairman", "overseer", "inspector"])
def test_overview_and_its_lists(browser, role):
    browser.sign_in_as(role)
    browser.visit("/overview")
    browser.look(f"overview-{role}")
    agency = browser.links("main a[href*='/overdue']")[0].split("/")[2]
    for name in LISTS:
        browser.visit(f"/overview/{agency}/{name}")
        browser.look(f"overview-{role}-{name}")
    if role == "chairman":
        browser.visit(f"/overview/{agency}/roles")
        browser.look("overview-roles")


def test_counts_open_lists_of_that_many(browser):
    browser.sign_in_as("chairman")
    browser.visit("/overview")
    tiles = [(e.get_attribute("href"), int(e.find_element("css selector", "b").text)) for e in browser.find_all("a.tile")]
    for url, count in tiles:
        browser.visit(url.removeprefix(browser.portal.url))
        assert len(browser.find_all("table.data tbody tr")) == min(count, 50), url


def test_search(browser):
    browser.sign_in_as("oneStopOfficer")
    browser.visit("/search")
    browser.look("search")
    browser.fill(q="nguyen")
    browser.press("Tìm")
    assert browser.path == "/search", "what was searched for never stands in the address"
    browser.look("search-found")
    browser.fill(q="không ai tên thế này")
    browser.press("Tìm")
    assert "Không tìm thấy hồ sơ nào" in browser.text
    browser.look("search-empty")


def test_accounts(browser):
    browser.sign_in_as("administrator")
    browser.visit("/admin/people")
    browser.look("admin-people")
    browser.press("Tạo tài khoản")
    browser.look("admin-create-person")
    login = f"thu.{browser.width}"
    browser.fill(name="Vi Thị Thử", login="không hợp lệ")
    browser.press("Tạo tài khoản")
    browser.look("admin-create-person-refused", status=422)
    browser.fill(login=login)
    choose(browser, "agency", browser.find_all("select[name='agency'] option")[1].get_attribute("value"))
    choose(browser, "role", "specialist")
    browser.press("Tạo tài khoản")
    password = browser.find_all(".confirm .code")[1].text
    browser.look("admin-password-once")
    browser.press("Đến trang tài khoản")
    browser.look("admin-person")
    assert password not in browser.text
    browser.forget()
    browser.sign_in(login, password)
    assert browser.path.startswith("/password"), "the first password must be changed before anything else"


def test_agencies(browser):
    browser.sign_in_as("administrator")
    browser.visit("/admin/agencies")
    browser.look("admin-agencies")
    browser.visit("/admin/agencies/new")
    browser.look("admin-new-agency")
    browser.visit("/admin/agencies")
    agency = next(link for link in browser.links("table.data tbody th a"))
    browser.visit(agency)
    browser.look("admin-agency")
    browser.visit(agency + "/hours")
    browser.look("admin-hours")
    browser.visit(agency + "/procedures")
    browser.look("admin-publications")


def test_a_revision_is_shown_before_it_is_published(browser):
    browser.sign_in_as("administrator")
    browser.visit("/admin/procedures?q=khai+sinh")
    browser.look("admin-procedures")
    browser.visit("/admin/procedures/1.001193")
    browser.look("admin-procedure")
    browser.press("Thêm giấy tờ")
    browser.look("admin-procedure-row")
    browser.visit("/admin/procedures/1.001193")
    browser.fill(responsible=f"Lê Thị Thử {browser.width}")
    browser.press("Xem thay đổi trước khi công bố")
    assert "Chưa có gì được lưu" in browser.text
    browser.look("admin-preview")
    browser.press("Sửa tiếp")
    browser.press("Xem thay đổi trước khi công bố")
    browser.press("Công bố")
    assert "Đã công bố" in browser.text
    browser.visit("/admin/forms/khai-sinh")
    browser.look("admin-form")


def test_a_new_procedure_is_shown_before_it_is_published(browser):
    browser.sign_in_as("administrator")
    browser.visit("/admin/procedures")
    browser.press("Thêm thủ tục")
    browser.look("admin-new-procedure")
    code = f"1.0{browser.width:05d}"
    browser.fill(code="1.001193", name="Cấp giấy phép bến khách ngang sông")
    choose(browser, "level", "3")
    choose(browser, "form", "thay-doi-cai-chinh")
    browser.press("Thêm giấy tờ")
    browser.press("Thêm thời hạn")
    browser.fill(**{"papers.0.name": "Đơn đề nghị", "papers.0.condition": "request = khac", "times.0.legal": "5"})
    browser.press("Xem lại trước khi công bố")
    assert "đã có trong danh mục" in browser.text and "không có câu trả lời “khac”" in browser.text
    browser.look("admin-new-procedure-refused", status=422)
    browser.fill(code=code, newField=f"Đường thủy {browser.width}", **{"papers.0.condition": "request = change"})
    choose(browser, "times.0.legalUnit", "wd")
    browser.press("Xem lại trước khi công bố")
    assert "“request” là change" in browser.text and "5 ngày làm việc" in browser.text
    browser.look("admin-new-procedure-preview")
    browser.press("Công bố")
    assert browser.path == f"/admin/procedures/{code}?done=published"
    browser.click(browser.find("form details summary"))
    browser.look("admin-new-procedure-published")
    browser.visit("/admin/forms/thay-doi-cai-chinh/fields")
    browser.look("admin-form-fields")


def test_what_changed_meanwhile_is_shown(browser):
    browser.sign_in_as("administrator")
    browser.visit("/admin/agencies")
    agency = browser.links("table.data tbody th a")[1]
    browser.visit(agency)
    browser.fill(responsible=f"Lê Thị Sửa {browser.width}")
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    browser.visit(agency)
    browser.fill(responsible=f"Vi Văn Trước {browser.width}")
    browser.press("Lưu")
    browser.driver.close()
    browser.driver.switch_to.window(first)
    browser.press("Lưu")
    assert f"Vi Văn Trước {browser.width}" in browser.text
    assert browser.find("input[name='responsible']").get_attribute("value") == f"Lê Thị Sửa {browser.width}"
    browser.look("admin-conflict", status=409)
    browser.press("Lưu")
    assert "Đã lưu" in browser.text


def test_calendar(browser):
    browser.sign_in_as("administrator")
    browser.visit("/admin/calendar")
    browser.look("admin-calendar")


def test_reporting_periods(browser):
    browser.sign_in_as("administrator")
    browser.visit("/admin/reporting-periods")
    browser.look("reporting-periods")
    browser.fill(lastDay="31", reason="")
    browser.press("Xem thay đổi trước khi công bố")
    browser.look("reporting-periods-faults", status=422)
    browser.fill(reason="Công văn thử nghiệm")
    browser.press("Xem thay đổi trước khi công bố")
    browser.look("reporting-periods-preview")
    assert "ngày cuối tháng" in browser.text
    browser.press("Sửa tiếp")
    assert browser.find("#lastDay").get_attribute("value") == "31"


def test_administrators_read_no_dossiers(browser):
    browser.sign_in_as("administrator")
    browser.visit("/dossiers/1")
    assert "Không tìm thấy trang" in browser.text
    browser.look("admin-no-dossier", status=404)
