"""Time of steps per officer (issue 3 §2): the chairman's table, a list behind a number, an officer's own."""

from test_supplement import at


def test_time_of_steps(browser):
    at(browser, "chairman", "/overview")
    browser.press("Thời gian từng bước")
    browser.fill(**{"from": "01/10/2026"})
    browser.press("Xem")
    assert "Giờ đã dùng" in browser.text
    browser.look("step-times")
    browser.leave(browser.find("table.data td a").click)
    browser.look("step-time-list")
    at(browser, "specialist", "/account")
    browser.press("Thời gian từng bước của tôi")
    browser.look("my-step-times")
