"""The index of QĐ 766 (issue 4 §3, F004-09): the district's table, a unit's metrics, what is behind a lost point."""

from test_supplement import at


def test_the_index_down_to_what_lost_its_points(browser):
    """Six groups with the trend of a year; a metric without a source says so and leaves the total."""
    at(browser, "overseer", "/reports/index")
    assert "chưa đối chiếu với phụ lục" in browser.text
    browser.look("index")
    browser.press("Yên Cát")
    assert "chưa có dữ liệu" in browser.text
    browser.look("index-unit")
    links = browser.links("td li a")
    browser.visit(next(url for url in links if "unused" in url))
    browser.look("index-unused")
    assert browser.find_all("tbody tr")
