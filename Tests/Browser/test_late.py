"""Done in reality, late in the software (issue 4 §4): found, proposed with evidence, supported, approved, counted apart."""

import re
from datetime import datetime, timedelta, timezone

from papers import pdf
from test_supplement import at


def test_a_correction_under_three_pairs_of_eyes(browser, tmp_path):
    """F004-01, F004-02, F004-06: nothing changes by itself, weak evidence is not enough, the originals stay."""
    today = datetime.now(timezone(timedelta(hours=7)))
    days = f"from={(today - timedelta(days=740)).strftime('%d/%m/%Y')}&to={today.strftime('%d/%m/%Y')}"
    at(browser, "chairman", f"/late-in-software?{days}")
    browser.look("late-list")
    dossier = first_open(browser, days)
    browser.look("late-evidence")
    due = re.search(r"(\d\d) giờ (\d\d), (\d\d/\d\d/\d{4})", fact(browser, "Hạn trả kết quả"))
    day, time = due.group(3), f"{due.group(1)}:{due.group(2)}"
    finished = fact(browser, "Kết thúc trên phần mềm")

    browser.fill(**{"day": day, "time": time, "words": "x", "day-1": day})
    browser.find("[name='words-1']").send_keys("Bưu điện nhận kết quả")
    browser.find("#file-1").send_keys(str(pdf(tmp_path, "phieu-gui.pdf", "Phieu gui")))
    browser.press("Gửi đề nghị")
    assert "Chọn loại bằng chứng." in browser.text and "Giải trình: từ 3" in browser.text
    assert "phieu-gui.pdf" in browser.text, "the file that was sent is still there"
    browser.look("late-problems", status=422)
    browser.fill(**{"words": "Gửi bưu chính đúng hạn, mạng hỏng.", "time-1": time})
    browser.find("[name='kind-1'] option[value='post']").click()
    browser.press("Gửi đề nghị")
    assert "chờ lãnh đạo đơn vị xác nhận" in browser.text
    browser.look("late-proposed")

    at(browser, "leader", f"/late-in-software?{days}&show=proposed")
    assert any(link.endswith(dossier) for link in browser.links("table.data a.code"))
    browser.visit(dossier)
    browser.press("Xác nhận")
    assert "chờ cơ quan cấp trên duyệt" in browser.text

    at(browser, "overseer", dossier)
    browser.press("Duyệt điều chỉnh")
    assert "Chưa có bằng chứng chắc chắn" in browser.text
    browser.look("late-approve-problems", status=422)
    browser.click(browser.find("[name^='confirmed-']"))
    browser.press("Duyệt điều chỉnh")
    assert "chỉ trễ trên phần mềm" in browser.text
    assert fact(browser, "Kết thúc trên phần mềm") == finished, "what the software recorded stays"
    browser.look("late-approved")
    browser.visit(f"/late-in-software?{days}&show=approved")
    browser.look("late-list-approved")
    browser.visit(f"/reports/fields?{days}")
    assert "Chỉ trễ trên phần mềm" in browser.find("table.figures").get_attribute("textContent")
    browser.look("field-report-late")
    browser.visit(dossier.replace("/evidence", ""))
    assert "Đã điều chỉnh: chỉ trễ trên phần mềm" in browser.text


def first_open(browser, days: str) -> str:
    """The first late dossier that the chairman may propose about."""
    for show in ("late", "possible"):
        browser.visit(f"/late-in-software?{days}&show={show}")
        for link in browser.links("table.data a.code"):
            browser.visit(link[link.index("/dossiers"):])
            if browser.find_all("[name='kind-1']"):
                return browser.path
    raise AssertionError("no late dossier to propose about")


def fact(browser, label: str) -> str:
    """A fact of the page by its label."""
    for row in browser.find_all("dl.facts > div"):
        if row.find_element("css selector", "dt").text.strip() == label:
            return row.find_element("css selector", "dd").text.strip()
    raise AssertionError(label)
