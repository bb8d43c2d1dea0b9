"""NĐ 61 arts 17 and 19.4 in a browser: one request to complete a dossier at receipt, one after review, item by item.

Decision 10: a refused item reopens its slip, a third request is refused; F001-04: reason and advice stand on every item.
"""

from selenium.webdriver.support.ui import Select

from papers import png
from test_counter_journey import choose
from test_online_journey import attach_papers, fill_in, tick


def test_one_supplement_at_receipt_and_one_after_review(browser, tmp_path):
    mine = submit(browser, tmp_path)
    dossier = mine.replace("/my-dossiers/", "/dossiers/")

    at(browser, "oneStopOfficer", dossier + "/request-supplement")
    browser.look("request-supplement")
    browser.press("Yêu cầu bổ sung")
    browser.look("request-supplement-problems", status=422)
    paper = browser.find("optgroup option").get_attribute("value")
    item(browser, 1, paper, "Ảnh mờ, không đọc được số", "Chụp lại đủ bốn góc")
    browser.click(browser.find("[data-add]"))
    item(browser, 2, "field:child.fullName", "Khác giấy chứng sinh", "Ghi như giấy chứng sinh")
    browser.press("Yêu cầu bổ sung")
    assert "Đã yêu cầu người nộp bổ sung." in browser.text
    browser.look("supplement-requested")
    browser.visit("/counter/watched/awaited")
    assert "Chờ công dân bổ sung" in browser.text
    browser.look("counter-awaited")

    at(browser, "applicant", mine)
    assert "Ảnh mờ, không đọc được số" in browser.text and "Chụp lại đủ bốn góc" in browser.text
    browser.look("my-dossier-supplementing")
    browser.press("Sửa và nộp bổ sung")
    browser.look("answer-supplement")
    browser.fill(**{"child.fullName": "Đặng Minh Trâu"})
    browser.press("Nộp bổ sung")
    assert "chọn ảnh hoặc tệp mới" in browser.find(".errors").text
    assert browser.find("[name='child.fullName']").get_attribute("value") == "Đặng Minh Trâu"
    browser.look("answer-supplement-problems", status=422)
    answer(browser, tmp_path, 11, "Đặng Minh Châu Anh")

    at(browser, "oneStopOfficer", dossier + "/receive")
    browser.press("Xem từng mục trước và sau, hoặc yêu cầu sửa lại")
    assert "Đặng Minh Châu Anh" in browser.find("ins").text
    browser.look("check-supplement")
    browser.click(browser.find("[name='bad.1']"))
    browser.fill(**{"fault.1": "Vẫn thiếu góc trái"})
    browser.press("Yêu cầu sửa lại mục chưa đạt")

    at(browser, "applicant", mine)
    assert "Vẫn thiếu góc trái" in browser.text
    browser.press("Sửa và nộp bổ sung")
    browser.look("answer-supplement-again")
    answer(browser, tmp_path, 12)

    at(browser, "oneStopOfficer", dossier + "/check-supplement")
    browser.press("Chấp nhận")
    browser.press("Tiếp nhận")
    assert "Đã tiếp nhận hồ sơ." in browser.text
    for button in browser.find_all("form[action$='/mark-shown'] button")[:1]:
        browser.leave(lambda: browser.click(button))
    forward(browser, dossier)

    at(browser, "specialist", dossier + "/propose-supplement")
    browser.look("propose-supplement")
    item(browser, 1, "field:child.birthTime", "Giấy chứng sinh có ghi giờ", "Ghi giờ sinh")
    browser.press("Đề nghị bổ sung")
    at(browser, "oneStopOfficer", dossier + "/request-supplement")
    assert browser.find("[name='item.1.toDo']").get_attribute("value") == "Ghi giờ sinh"
    browser.press("Yêu cầu bổ sung")
    at(browser, "applicant", mine)
    assert "tính lại từ đầu" in browser.text
    browser.press("Sửa và nộp bổ sung")
    browser.fill(**{"child.birthTime": "07:15"})
    browser.click(browser.find("[name='done.1']"))
    browser.press("Nộp bổ sung")
    browser.look("my-dossier-supplement-answered")

    at(browser, "oneStopOfficer", dossier + "/check-supplement")
    assert "Ngày hẹn trả mới" in browser.text
    browser.look("check-supplement-after-review")
    browser.press("Chấp nhận")
    assert "Đã chấp nhận nội dung bổ sung." in browser.text
    browser.look("supplement-accepted")
    forward(browser, dossier)
    at(browser, "specialist", dossier + "/propose-supplement")
    assert "không được yêu cầu lần nữa" in browser.text


def test_an_incomplete_paper_dossier_gets_a_slip_without_script(browser, tmp_path):
    """The counter page does everything at once, also without the script."""
    browser.sign_in_as("oneStopOfficer")
    browser.scripts(False)
    browser.visit("/counter/receive/1.001193")
    browser.fill(ownerName="Lò Thị Mai", identity="038190001234", address="Khu phố 2")
    browser.find("[name='file.to-khai']").send_keys(str(png(tmp_path, "to-khai.png")))
    browser.click(browser.find("details:has([value='request-supplement']) summary"))
    browser.press("Yêu cầu bổ sung")
    assert browser.find("[name='item.1.why']").get_attribute("value") == "Hồ sơ chưa có giấy tờ này."
    assert "Đã nhận tệp to-khai.png" in browser.text
    browser.look("receive-at-counter-slip", status=422)
    browser.press("Yêu cầu bổ sung")
    assert "Đã yêu cầu người nộp bổ sung." in browser.text
    browser.scripts(True)
    dossier = browser.path.split("?")[0]
    browser.visit(dossier + "/refuse")
    browser.look("refuse")
    Select(browser.find("[name='code']")).select_by_value("not-completed")
    browser.fill(why="Người nộp không bổ sung được giấy chứng sinh")
    browser.press("Từ chối tiếp nhận")
    assert "Người nộp không bổ sung được giấy chứng sinh" in browser.text
    browser.look("refused-at-the-door")
    browser.visit("/counter/watched/papers-held")
    browser.look("counter-papers-held")


def submit(browser, folder):
    """Files a birth registration online; returns the address of the citizen's page of it."""
    browser.sign_in_as("applicant")
    fill_in(browser)
    attach_papers(browser, folder)
    browser.press("Tiếp tục")
    browser.press("Nộp hồ sơ")
    return browser.path.removesuffix("/submitted").split("?")[0]


def at(browser, role, path):
    """Another person at the same screen."""
    browser.forget()
    browser.sign_in_as(role)
    browser.visit(path)


def item(browser, number, subject, why, to_do):
    """Writes an item of a slip."""
    tick(browser, f"[name='item.{number}.subject'] option[value='{subject}']")
    browser.fill(**{f"item.{number}.why": why, f"item.{number}.toDo": to_do})


def answer(browser, folder, shade, name=""):
    """Answers the slip of a paper and a name; what was accepted before is ticked already."""
    browser.find("input[type=file]").send_keys(str(png(folder, f"chup-lai-{shade}.png", shade)))
    if name:
        browser.fill(**{"child.fullName": name})
    for box in browser.find_all("[name^='done.']"):
        if not box.is_selected():
            browser.click(box)
    browser.press("Nộp bổ sung")
    assert "Đã nộp bổ sung." in browser.text


def forward(browser, dossier):
    """To the specialist of the demo."""
    browser.visit(dossier + "/forward")
    choose(browser, browser.portal.names["specialist"])
    browser.press("Chuyển xử lý")
