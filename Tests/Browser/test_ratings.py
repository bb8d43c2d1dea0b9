"""Satisfaction (issue 4 §3, NĐ 61 arts 28–32): rated at the machine without an account, read by the office, published."""

from test_supplement import at


def test_the_report_and_what_everybody_sees(browser):
    """Three levels; every number opens what was said; the public page has no remarks."""
    at(browser, "overseer", "/reports/ratings")
    browser.look("ratings")
    assert "Theo cách gửi" in browser.text and "Theo điều chưa hài lòng" in browser.text
    browser.click(browser.find_all("table.counts tr:last-child a")[0])
    browser.wait_for("Điều chưa hài lòng")
    browser.look("ratings-list")

    browser.forget()
    browser.visit("/rate")
    browser.look("rate-kiosk")
    browser.press("Gửi đánh giá")
    assert "chọn một trong ba mức" in browser.text
    browser.look("rate-kiosk-problems", status=422)
    browser.visit("/ratings?period=year")
    browser.look("ratings-public")
    assert "UBND thị trấn Yên Cát" in browser.text
    assert browser.find("svg.bars")


def test_a_citizen_rates_a_finished_dossier(browser):
    """In the account, and once more within thirty days."""
    at(browser, "applicant", "/my-dossiers")
    done = [url for url in browser.links("a[href^='/my-dossiers/']") if url.rsplit("/", 1)[-1].isdigit()]
    for url in done:
        browser.visit(url)
        if "/rate" in browser.driver.page_source:
            break
    else:
        raise AssertionError("the demo's citizen has a dossier that is over")
    browser.press("Đánh giá mức độ hài lòng")
    browser.look("rate-mine")
    browser.click(browser.find("[id='level.satisfied']"))
    browser.press("Gửi đánh giá")
    assert "Đánh giá đã được ghi nhận." in browser.text
