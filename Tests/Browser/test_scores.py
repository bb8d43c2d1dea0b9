"""The nine indicators of TT 01/2018 (issue 4 §3): the district's table, a unit, an officer, the dossiers behind a mark."""

from datetime import datetime, timedelta, timezone

from test_supplement import at


def test_scores_from_the_table_down_to_the_dossiers(browser):
    """Arts 13–15: every mark opens what it rests on; what is published names no officer."""
    today = datetime.now(timezone(timedelta(hours=7)))
    days = f"from={(today - timedelta(days=180)).strftime('%d/%m/%Y')}&to={today.strftime('%d/%m/%Y')}"
    at(browser, "overseer", f"/reports/scores?{days}")
    assert "đang chấm" not in browser.text, "what the demo finished is scored within the first minute"
    browser.look("scores")
    browser.press("Yên Cát")
    browser.look("scores-unit")
    lists = browser.links("td a[href*='/list?indicator'], td a[href*='mark=']")
    browser.visit(lists[0])
    browser.look("scores-dossiers")
    assert browser.find_all("tbody tr")
    browser.visit(f"/reports/scores?{days}")
    browser.press("Yên Cát")
    browser.click(browser.find_all("table.counts a")[0])
    browser.wait_for("Số lần phải liên hệ để hoàn thiện hồ sơ")
    browser.look("scores-officer")

    browser.forget()
    browser.visit("/scores?period=quarter")
    assert "UBND thị trấn Yên Cát" in browser.text
    browser.look("scores-public")
