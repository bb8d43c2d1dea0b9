"""Letter 000 §4 in a browser: the counter receives, a specialist processes, a leader signs off, the counter returns.

F000-03, F000-06, F001-02, F001-03, F001-06, F003-05.
"""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from papers import pdf, png

WORDS = "con trâu đi trước"


def test_from_the_counter_to_the_returned_result(browser, tmp_path):
    browser.sign_in_as("oneStopOfficer")
    browser.look("counter")
    browser.visit("/counter/receive?q=dang+ky+khai+sinh")
    browser.look("choose-procedure")
    receive(browser, tmp_path)
    dossier = browser.path.split("?")[0]
    browser.look("received")
    browser.visit(dossier + "/receipt")
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in browser.text
    browser.look("receipt")

    browser.visit(dossier + "/forward")
    browser.look("forward")
    choose(browser, browser.portal.names["specialist"])
    browser.press("Chuyển xử lý")
    assert "Đã chuyển xử lý." in browser.text

    browser.forget()
    browser.sign_in_as("specialist")
    browser.look("inbox")
    browser.visit(dossier + "/take-over")
    browser.look("take-over")
    browser.press("Ký nhận hồ sơ giấy")
    attach_result(browser, pdf(tmp_path, "ket-qua.pdf", "Ket qua"))
    browser.look("processing")
    browser.visit(dossier + "/submit-for-sign-off")
    browser.look("submit-for-sign-off")
    choose(browser, browser.portal.names["leader"])
    browser.press("Trình ký")

    browser.forget()
    browser.sign_in_as("leader")
    browser.visit("/to-sign")
    browser.look("to-sign")
    browser.visit(dossier + "/sign-off")
    browser.look("sign-off")
    browser.press("Ký duyệt")
    assert "Đã ký duyệt." in browser.text

    browser.forget()
    browser.sign_in_as("oneStopOfficer")
    browser.visit(dossier + "/take-back")
    browser.look("take-back")
    browser.press("Đã nhận kết quả")
    browser.visit(dossier + "/return")
    browser.look("return-result")
    browser.press("Trả kết quả")
    assert "Đã trả kết quả" in browser.text
    browser.look("returned")


def test_what_is_missing_is_told_and_nothing_typed_is_lost(browser, tmp_path):
    browser.sign_in_as("oneStopOfficer")
    browser.visit("/counter/receive/1.001193")
    browser.look("receive-at-counter")
    browser.fill(ownerName="Lò Thị Mai <script>", identity="12", phone="không có")
    browser.find("[name='file.to-khai']").send_keys(str(png(tmp_path, "to-khai.png")))
    browser.press("Tiếp nhận")
    told = browser.find(".errors").text
    for field in ("họ tên", "Giấy tờ tùy thân", "Điện thoại", "Địa chỉ", "Giấy chứng sinh"):
        assert field in told
    assert browser.find("[name='ownerName']").get_attribute("value") == "Lò Thị Mai <script>"
    assert "Đã nhận tệp to-khai.png" in browser.text
    browser.look("receive-at-counter-problems", status=422)
    complete(browser, tmp_path)
    browser.press("Tiếp nhận")
    assert "Đã tiếp nhận hồ sơ." in browser.text


def test_a_specialist_cannot_receive_and_the_attempt_is_listed(browser, tmp_path):
    """F000-03, F001-06."""
    browser.sign_in_as("specialist")
    browser.visit("/counter/receive/1.001193")
    complete(browser, tmp_path)
    browser.find("[name='file.to-khai']").send_keys(str(png(tmp_path, "to-khai.png")))
    browser.press("Tiếp nhận")
    assert "không được thực hiện việc “Tiếp nhận”" in browser.text
    browser.look("refused", status=409)
    browser.forget()
    browser.sign_in_as("chairman")
    browser.visit("/overview")
    browser.press("Ngoại lệ và lần thực hiện bị từ chối")
    assert browser.portal.names["specialist"] in browser.text
    browser.look("exceptions")


def test_the_counter_works_without_scripts(browser, tmp_path):
    browser.scripts(False)
    browser.sign_in_as("oneStopOfficer")
    receive(browser, tmp_path)
    assert "Đã tiếp nhận hồ sơ." in browser.text


def test_the_counter_works_by_keyboard_alone(browser, tmp_path):
    """The page opens with the cursor in the first field; Tab leads on, Ctrl + Enter sends."""
    browser.sign_in_as("oneStopOfficer")
    browser.visit("/counter/receive/1.001193")
    keys = [
        "Vi Văn Thắng", Keys.TAB, Keys.TAB, "038190004321", Keys.TAB, "0912345678", Keys.TAB, Keys.TAB,
        "Khu phố 3, thị trấn Yên Cát",
    ]
    ActionChains(browser.driver).send_keys(*keys).perform()
    for name in ("to-khai", "chung-sinh"):
        browser.find(f"[name='file.{name}']").send_keys(str(png(tmp_path, f"{name}.png")))
    browser.find("[name='shown.giay-to-tuy-than']").send_keys(Keys.SPACE)
    send = ActionChains(browser.driver).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL)
    browser.leave(send.perform)
    assert "Đã tiếp nhận hồ sơ." in browser.text
    assert "Vi Văn Thắng" in browser.text


@pytest.mark.parametrize("name, content, words", [
    ("trang.html", b"<html><script>alert(1)</script></html>", "Chưa đọc được tệp"),
    ("rong.pdf", b"", "không có nội dung"),
])
def test_a_wrong_file_is_told_at_its_paper(browser, tmp_path, name, content, words):
    browser.scripts(False)
    browser.sign_in_as("oneStopOfficer")
    browser.visit("/counter/receive/1.001193")
    complete(browser, tmp_path)
    path = tmp_path / name
    path.write_bytes(content)
    browser.find("[name='file.to-khai']").send_keys(str(path))
    browser.press("Tiếp nhận")
    assert words in browser.text or "quét tệp" in browser.text
    assert browser.find("[name='address']").get_attribute("value") == "Khu phố 2, thị trấn Yên Cát"


def receive(browser, folder):
    """Receives a birth registration at the counter."""
    browser.visit("/counter/receive?q=dang+ky+khai+sinh")
    browser.press("Đăng ký khai sinh")
    complete(browser, folder)
    browser.find("[name='file.to-khai']").send_keys(str(png(folder, "to-khai.png")))
    browser.press("Tiếp nhận")


def complete(browser, folder):
    """Fills the counter's page but for the scan of the application."""
    browser.fill(
        ownerName="Lò Thị Mai", identity="038190001234", phone="0912 345 678",
        address="Khu phố 2, thị trấn Yên Cát",
    )
    browser.find("[name='file.chung-sinh']").send_keys(str(png(folder, "chung-sinh.png", 90)))
    shown = browser.find("[name='shown.giay-to-tuy-than']")
    if not shown.is_selected():
        browser.click(shown)


def choose(browser, words):
    """Ticks the radio whose label contains the words."""
    label = next(e for e in browser.find_all("label") if words in e.text)
    browser.click(label)


def attach_result(browser, path):
    """Sends a result file from the dossier's page and waits until the page lists it."""
    browser.find("[id='file.result']").send_keys(str(path))
    browser.find("#results .files")


def test_a_wrong_binding_is_undone_and_the_chairman_sees_it(browser):
    login = f"nham{browser.width}"
    browser.visit("/sign-up")
    browser.fill(name="Lương Văn Nhầm", phone="0912 345 678", login=login, password=WORDS, repeat=WORDS)
    browser.press("Đăng ký")
    browser.forget()
    browser.sign_in_as("oneStopOfficer")
    bind(browser, login)
    find_account(browser, login)
    browser.unfold("Gắn nhầm người")
    browser.look("citizen-account-bound")
    browser.fill(reason="Nhầm người cùng tên")
    browser.press(f"Gỡ gắn {login}")
    assert "Đã gỡ gắn tài khoản" in browser.text
    bind(browser, login)
    browser.forget()
    browser.sign_in_as("chairman")
    browser.visit("/overview")
    browser.press("Tài khoản công dân tại quầy")
    assert "Nhầm người cùng tên" in browser.text and login in browser.text
    browser.unfold(f"Gỡ lần gắn này {login}")
    browser.look("counter-acts")
    browser.press(f"Gỡ gắn {login}")
    assert "ghi vì sao" in browser.text
    browser.look("counter-acts-problem", status=422)
    browser.find("details[open] textarea").send_keys("Người khác cùng số")
    browser.press(f"Gỡ gắn {login}")
    assert "Đã gỡ gắn tài khoản" in browser.text and "Người khác cùng số" in browser.text


def find_account(browser, login):
    browser.visit("/counter/accounts")
    browser.fill(query=login)
    browser.press("Tìm")


def bind(browser, login):
    find_account(browser, login)
    browser.fill(name="Lương Văn Nhầm", number=f"03819000{browser.width:04d}")
    browser.click(browser.find("input[name='seen']"))
    browser.press(f"Gắn tài khoản {login}")
    assert "Đã gắn tài khoản" in browser.text
