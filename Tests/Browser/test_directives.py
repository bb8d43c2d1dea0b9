"""A directive from the ranking (issue 4 §2): drafted, issued, replied to with a signed file, sent back, accepted."""

from datetime import datetime, timedelta, timezone

from papers import pdf
from test_supplement import at


def test_a_directive_and_its_reply(browser, tmp_path):
    """F002-03, F002-05: units at 0 % are named with who answers there; the reply comes back with its file."""
    today = datetime.now(timezone(timedelta(hours=7)))
    later = (today + timedelta(days=9)).strftime("%d/%m/%Y")
    start = (today - timedelta(days=740)).strftime("%d/%m/%Y")
    at(browser, "overseer", f"/reports/online?from={start}&to={later}")
    browser.press("Soạn văn bản chấn chỉnh")
    assert len(browser.find_all("[name='unit']:checked")) == 10, "both classes at 0 %: nine and one"
    browser.look("directive-new")
    browser.fill(number=f"512/{browser.width}", due="01/01/2020")
    browser.press("Giao nhiệm vụ")
    assert "Hạn báo cáo" in browser.find(".errors").text
    assert len(browser.find_all("[name='unit']:checked")) == 10
    browser.look("directive-problems", status=422)
    # The demo's chairman is of Yên Cát, which is not among them.
    for box in browser.find_all("[name='unit']:checked"):
        browser.click(box)
    browser.click(browser.find(".choice input"))
    browser.fill(due=later)
    browser.press("Giao nhiệm vụ")
    assert "Đã giao nhiệm vụ" in browser.text
    directive = browser.path
    browser.look("directive")

    at(browser, "chairman", "/directives")
    browser.look("directives-chairman")
    browser.visit(directive)
    browser.fill(reply="Đã kiểm điểm, phân công lại.")
    browser.find("#file").send_keys(str(pdf(tmp_path, "bao-cao.pdf", "Bao cao")))
    browser.look("directive-reply")
    browser.press("Gửi báo cáo")
    assert "Đã gửi báo cáo." in browser.text and "bao-cao.pdf" in browser.text

    at(browser, "overseer", directive)
    browser.look("directive-judge")
    browser.press("Yêu cầu báo cáo lại")
    assert "Ghi rõ điều cần báo cáo lại." in browser.text
    browser.look("directive-judge-problems", status=422)
    browser.press("Chấp nhận")
    assert "Đã chấp nhận báo cáo của đơn vị." in browser.text
    browser.visit("/directives")
    assert "1/1 đơn vị đã báo cáo, 0 quá hạn" in browser.text
    browser.look("directives")
