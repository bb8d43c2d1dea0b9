"""From a citizen's browser to the returned result: files online, received, processed, signed, collected.

F000-01, F000-06, F001-02, F001-03, F003-05; rules §1.3 (the counter answers within eight working hours).
"""

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.support.ui import Select, WebDriverWait

from papers import pdf, png
from test_counter_journey import attach_result, choose

ANSWERS = {
    "requester.birthDate": "05/09/1990",
    "requester.residence.province": "Thanh Hóa",
    "requester.residence.district": "Như Xuân",
    "requester.residence.commune": "Yên Cát",
    "requester.identity.issuedOn": "01/02/2021",
    "requester.identity.issuedBy": "Cục Cảnh sát QLHC về TTXH",
    "child.fullName": "Đặng Minh Châu",
    "child.birthDate": "01/11/2026",
    "child.birthDateInWords": "Ngày một tháng mười một năm hai nghìn không trăm hai mươi sáu",
    "child.ethnicity": "Kinh",
    "child.birthFacility": "Bệnh viện Đa khoa huyện Như Xuân",
    "child.hometown.province": "Thanh Hóa",
    "child.hometown.commune": "Yên Cát",
    "mother.fullName": "Đặng Thị Tâm",
}
CHOICES = {"requester.relation": "parent"}
TICKS = {
    "child.gender": "female", "child.birthPlaceKind": "facility", "parentsMarried": "no", "alsoResidence": "no",
}


def test_from_a_citizens_browser_to_the_returned_result(browser, tmp_path):
    browser.sign_in_as("applicant")
    browser.look("my-dossiers")
    fill_in(browser)
    attach_papers(browser, tmp_path)
    browser.look("draft-papers")
    browser.press("Tiếp tục")
    browser.look("check-draft")
    browser.press("Nộp hồ sơ")
    assert "TT-" in browser.text and "8 giờ làm việc" in browser.text
    browser.look("submitted")
    mine = browser.path.removesuffix("/submitted").split("?")[0]
    browser.visit(mine)
    browser.look("my-dossier-submitted")
    dossier = mine.replace("/my-dossiers/", "/dossiers/")

    work_it_through(browser, dossier, tmp_path)

    browser.forget()
    browser.sign_in_as("applicant")
    browser.visit(mine)
    assert "Đã trả kết quả" in browser.text
    assert "giay-khai-sinh.pdf" in browser.text
    browser.look("my-dossier-returned")
    browser.visit(mine + "/receipt")
    assert "Bản điện tử" in browser.text
    browser.look("my-receipt")


def fill_in(browser):
    """Fills in the electronic form of a birth registration."""
    browser.visit("/procedures/1.001193")
    browser.look("procedure")
    browser.press("Nộp hồ sơ trực tuyến")
    Select(browser.find("[name='agency']")).select_by_visible_text("UBND thị trấn Yên Cát")
    browser.look("apply")
    browser.press("Bắt đầu")
    browser.look("draft")
    for name, value in CHOICES.items():
        tick(browser, f"[name='{name}'] option[value='{value}']")
    for name, value in TICKS.items():
        tick(browser, f"[name='{name}'][value='{value}']")
    browser.fill(**ANSWERS)
    tick(browser, "[name='truth']")
    browser.press("Lưu và tiếp tục")


def tick(browser, selector):
    """Ticks a box or an option; an answer on which others depend brings the page anew, so the box is looked for until it holds."""
    def ticked(_):
        box = browser.find(selector)
        if not box.is_selected():
            browser.click(box)
        return browser.find(selector).is_selected()

    WebDriverWait(browser.driver, 10, ignored_exceptions=[StaleElementReferenceException]).until(ticked, selector)


def attach_papers(browser, folder):
    """Sends a picture for each paper that is asked for."""
    inputs = [field.get_attribute("id") for field in browser.find_all("form[data-upload] input[multiple]")]
    for number, field in enumerate(inputs):
        path = png(folder, f"giay-to-{number}.png", 60 + number)
        browser.find(f"[id='{field}']").send_keys(str(path))
        browser.wait_for(path.name)


def work_it_through(browser, dossier, folder):
    """The officials' part: receive, forward, process, sign off, take back, return."""
    browser.forget()
    browser.sign_in_as("oneStopOfficer")
    browser.visit(dossier + "/receive")
    browser.look("receive")
    browser.press("Tiếp nhận")
    assert "Đã tiếp nhận hồ sơ." in browser.text
    for button in browser.find_all("form[action$='/mark-shown'] button")[:1]:
        browser.leave(lambda: browser.click(button))
    browser.visit(dossier + "/forward")
    choose(browser, browser.portal.names["specialist"])
    browser.press("Chuyển xử lý")
    browser.forget()
    browser.sign_in_as("specialist")
    browser.visit(dossier)
    attach_result(browser, pdf(folder, "giay-khai-sinh.pdf", "Giay khai sinh"))
    browser.visit(dossier + "/submit-for-sign-off")
    choose(browser, browser.portal.names["leader"])
    browser.press("Trình ký")
    browser.forget()
    browser.sign_in_as("leader")
    browser.visit(dossier + "/sign-off")
    browser.press("Ký duyệt")
    browser.forget()
    browser.sign_in_as("oneStopOfficer")
    browser.visit(dossier + "/take-back")
    browser.press("Đã nhận kết quả")
    browser.visit(dossier + "/return")
    browser.fill(name="Đặng Thị Tâm", identity="038178528709")
    browser.press("Trả kết quả")
    assert "Đã trả kết quả" in browser.text
