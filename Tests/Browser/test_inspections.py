"""F001-09: who inspects, until when, what was opened; the figures an inspection goes by."""

from test_supplement import at


def test_an_inspection(browser):
    at(browser, "inspector", "/overview")
    browser.click(browser.find_all("a[href$='/inspections']")[0])
    browser.wait_for("Kiểm tra tại đơn vị")
    unit = browser.path
    browser.visit(unit)
    assert "/inspections" in browser.find_all("table.data")[-1].text, "the page before this one was kept"
    browser.look("inspections")
    browser.press("Số liệu kiểm tra đơn vị")
    browser.look("inspection-print")
    browser.visit(unit)
    browser.click(browser.find("main ul.rows a"))
    browser.wait_for("Chấm điểm hồ sơ đã giải quyết")
    browser.look("inspection-print-officer")
