"""A commune with two points (issue 3, several counters): a result travels with two signatures to where it is fetched;
and a paper handed in before is used again with consent, by reference (NĐ 107/2021)."""

from selenium.webdriver.support.ui import Select

from papers import pdf
from test_counter_journey import attach_result, complete, receive

TOWN, VILLAGE = "motcua.hoaquy", "motcua2.hoaquy"


def test_a_result_travels_to_where_it_is_picked_up(browser, tmp_path):
    as_login(browser, TOWN, "/counter")
    assert "Ông/bà đang ngồi tại" in browser.text
    browser.look("counter-with-points")
    browser.visit("/counter/receive/1.001193")
    complete(browser, tmp_path)
    browser.find("[name='file.to-khai']").send_keys(str(pdf(tmp_path, "to-khai.pdf", "To khai")))
    choose(browser, "pickUp", "Xuân Quỳ")
    browser.look("receive-with-points")
    browser.press("Tiếp nhận")
    assert "Đã tiếp nhận hồ sơ." in browser.text
    dossier = browser.path.split("?")[0]
    code = browser.find("main b.code, main .code").text
    browser.visit(dossier + "/receipt")
    assert "Điểm Xuân Quỳ" in browser.text
    sign_it(browser, dossier, tmp_path)

    as_login(browser, TOWN, dossier + "/take-back")
    browser.press("Đã nhận kết quả")
    browser.visit("/counter/carried-results")
    assert code in browser.text
    browser.look("carried-results-to-send")
    browser.visit(dossier + "/send-result")
    browser.look("send-result")
    browser.press("Giao kết quả đi điểm khác")
    browser.visit("/counter/carried-results/print")
    assert code in browser.text
    browser.look("carried-results-sheet")

    as_login(browser, VILLAGE, dossier + "/return")
    assert "đang được chuyển" in browser.text or "Kết quả" in browser.text
    browser.visit("/counter/carried-results/take")
    browser.look("take-result-by-code")
    browser.fill(code=code.lower())
    browser.press("Ký nhận")
    assert code in browser.text
    browser.look("result-taken-by-code")
    browser.visit(dossier + "/return")
    browser.press("Trả kết quả")
    assert "Đã trả kết quả" in browser.text


def test_a_paper_is_used_again_at_the_counter(browser, tmp_path):
    """The same person comes again: the officer finds the papers, asks for consent, and they stand by reference."""
    browser.sign_in_as("oneStopOfficer")
    receive(browser, tmp_path)
    first = browser.find("main b.code, main .code").text
    browser.visit("/counter/receive/1.001193")
    browser.fill(
        ownerName="Lò Thị Mai", identity="038190001234", phone="0912 345 678",
        address="Khu phố 2, thị trấn Yên Cát",
    )
    browser.click(browser.find("[name='shown.giay-to-tuy-than']"))
    browser.press("Tìm giấy tờ đã nộp")
    browser.look("receive-with-earlier-papers")
    for paper in ("to-khai", "chung-sinh"):
        choose(browser, f"reuse.{paper}", first)
    browser.press("Tiếp nhận")
    assert "đồng ý" in browser.find(".errors").text
    browser.look("receive-without-consent", status=422)
    browser.click(browser.find("[name='consent']"))
    browser.press("Tiếp nhận")
    assert "Đã tiếp nhận hồ sơ." in browser.text and first in browser.text
    browser.look("dossier-with-earlier-papers")


def as_login(browser, login, path):
    browser.forget()
    browser.sign_in(login, browser.portal.password)
    browser.visit(path)


def choose(browser, name, words):
    """Picks the option of a select that contains the words."""
    options = browser.find_all(f"[name='{name}'] option")
    value = next(option.get_attribute("value") for option in options if words in option.text)
    Select(browser.find(f"[name='{name}']")).select_by_value(value)


def tick_first(browser, name):
    box = browser.find(f"input[name='{name}']")
    if not box.is_selected():
        browser.click(box)


def sign_it(browser, dossier, folder):
    """From the counter to the leader and back to signed."""
    as_login(browser, TOWN, dossier + "/forward")
    tick_first(browser, "to")
    browser.press("Chuyển xử lý")
    assert "Đã chuyển xử lý." in browser.text
    as_login(browser, "chuyenmon.hoaquy", dossier + "/take-over")
    browser.press("Ký nhận hồ sơ giấy")
    attach_result(browser, pdf(folder, "giay-khai-sinh.pdf", "Giay khai sinh"))
    browser.visit(dossier + "/submit-for-sign-off")
    tick_first(browser, "to")
    browser.press("Trình ký")
    as_login(browser, "lanhdao.hoaquy", dossier + "/sign-off")
    browser.press("Ký duyệt")
    assert "Đã ký duyệt." in browser.text
