"""II.06a in a browser (issue 4 §3): periods, a unit of the district, a number and its list, on paper without its filters."""

from selenium.webdriver.support.ui import Select

from test_supplement import at


def test_field_report(browser):
    at(browser, "overseer", "/reports/fields")
    assert "khớp" in browser.text
    browser.press("Năm nay")
    browser.look("field-report-district")
    Select(browser.find("[name='agency']")).select_by_visible_text("UBND thị trấn Yên Cát")
    browser.press("Xem")
    assert "UBND thị trấn Yên Cát" in browser.text and "khớp" in browser.text
    browser.look("field-report")
    link = browser.find("table.figures td a")
    count = int(link.text)
    browser.leave(link.click)
    assert len(browser.find_all("table.data tbody tr")) == min(count, 50)
    browser.look("field-report-list")


def test_the_chairman_reports(browser):
    at(browser, "chairman", "/overview")
    browser.press("Biểu II.06a: kết quả giải quyết theo lĩnh vực")
    assert "Tình hình, kết quả giải quyết thủ tục hành chính" in browser.text
    browser.look("field-report-chairman")
