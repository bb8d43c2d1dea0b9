"""The chairman's morning (issue 4 §1): what is due, late, stuck, at whose desk; a word from above and its answer."""

from test_supplement import at
from test_turns import on_the_desk


def test_a_reminder_and_an_explanation(browser, tmp_path):
    """F000-08, F000-10: the desk that is reminded sees it; the explanation comes back to the chairman's page."""
    dossier = on_the_desk(browser, tmp_path)
    at(browser, "chairman", "/work")
    assert browser.path.endswith("/morning") and "Việc cần xem sáng nay" in browser.text
    browser.look("morning")
    morning = browser.path
    browser.visit(dossier + "/remind")
    browser.look("remind")
    browser.fill(why="Xong trong hôm nay.")
    browser.press("Nhắc việc")
    assert "Đã nhắc" in browser.text
    browser.visit(dossier + "/ask-explanation")
    browser.fill(answerBy="01/01/2020")
    browser.press("Yêu cầu giải trình")
    assert "phải sau hôm nay" in browser.find(".errors").text
    browser.look("ask-explanation-problems", status=422)
    browser.visit(dossier + "/ask-explanation")
    browser.press("Yêu cầu giải trình")
    assert "Đã yêu cầu giải trình." in browser.text

    at(browser, "specialist", "/nudges")
    assert "Xong trong hôm nay." in browser.text
    browser.look("nudges")
    browser.visit(dossier + "/explain")
    browser.look("explain")
    browser.fill(answer="Chờ công an xã xác nhận; xong trước ngày mai.")
    browser.press("Giải trình")
    assert "Đã gửi giải trình." in browser.text

    at(browser, "chairman", morning)
    assert "Chờ công an xã xác nhận" in browser.text and "Chưa chuyển động" in browser.text
    browser.look("morning-answered")
