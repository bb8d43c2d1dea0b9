"""Where dossiers are now, by unit (F001-10); who can sign digitally (F004-07); what is done wholly at the desk (F003-02)."""

from test_supplement import at


def test_progress_of_the_units(browser):
    at(browser, "overseer", "/overview")
    browser.press("Tiến độ tiếp nhận, giải quyết, trả kết quả")
    assert len(browser.find_all("table.figures")) == 2
    browser.look("progress")
    link = next(link for link in browser.find_all("#now + table td a"))
    count = int(link.get_attribute("textContent"))
    browser.leave(link.click)
    assert len(browser.find_all("table.data tbody tr")) == min(count, 50)
    browser.look("progress-list")


def test_the_chairman_sees_his_unit(browser):
    at(browser, "chairman", "/overview/progress")
    assert "Tổng cộng" not in browser.text
    browser.look("progress-chairman")


def test_certificates(browser):
    at(browser, "overseer", "/overview/certificates")
    assert "Tổng cộng" in browser.text
    browser.click(browser.find("table.figures summary"))
    browser.look("certificates")
    at(browser, "administrator", "/admin/people")
    browser.leave(browser.find("table.data tbody a").click)
    browser.look("person-certificate")
    browser.fill(serial="xyz", until="")
    browser.press("Lưu thông tin")
    assert "thập lục phân" in browser.text
    browser.look("person-certificate-problems", status=422)


def test_procedures_wholly_at_the_desk(browser):
    """F003-02: what the catalogue does not say is shown as not known."""
    at(browser, "chairman", "/overview")
    browser.press("Thủ tục giải quyết trọn gói tại một cửa")
    assert "Chưa đạt" in browser.text
    browser.look("desk-coverage")
    browser.leave(browser.find("table.figures td a").click)
    assert browser.find_all("table.data tbody tr")
    browser.look("desk-coverage-list")
