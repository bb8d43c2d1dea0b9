"""Phản ánh, kiến nghị (issue 4 §3): a citizen complains, the chairman answers, the citizen rates the answer."""

from selenium.webdriver.support.ui import Select

from papers import pdf
from test_supplement import at


def test_a_petition_and_its_answer(browser, tmp_path):
    """TT 01/2018 art 13, indicators 7 and 8: by its day, in words the citizen reads, with the file signed."""
    at(browser, "applicant", "/my-petitions")
    browser.look("petitions-mine")
    browser.press("Gửi mới")
    browser.look("petition-new")
    browser.press("Gửi")
    assert "Cơ quan nhận: chọn trong danh sách." in browser.text
    browser.look("petition-problems", status=422)
    subject = f"Quầy mở muộn {browser.width}"
    browser.fill(subject=subject, body="Sáng thứ Hai quầy mở sau 8 giờ, nhiều người phải chờ.")
    Select(browser.find("#agency")).select_by_visible_text("UBND thị trấn Yên Cát")
    Select(browser.find("#kind")).select_by_visible_text("Việc giải quyết hồ sơ")
    browser.find("#file").send_keys(str(pdf(tmp_path, "anh-quay.pdf", "Quay dong")))
    browser.press("Gửi")
    assert "Đã gửi phản ánh, kiến nghị." in browser.text and "anh-quay.pdf" in browser.text
    mine = browser.path
    browser.look("petition-sent")

    at(browser, "chairman", "/petitions")
    assert subject in browser.text
    browser.look("petitions-register")
    browser.press(subject)
    browser.look("petition-head")
    browser.press("Gửi trả lời")
    assert "Kết luận: chọn trong danh sách." in browser.text
    browser.look("petition-head-problems", status=422)
    Select(browser.find("#finding")).select_by_visible_text("Có cơ sở, tiếp thu")
    browser.fill(answer="UBND thị trấn xin lỗi ông/bà; quầy mở đúng 7 giờ từ ngày mai.")
    browser.press("Gửi trả lời")
    assert "Đã trả lời phản ánh, kiến nghị." in browser.text
    browser.look("petition-answered")

    at(browser, "applicant", mine)
    assert "quầy mở đúng 7 giờ" in browser.text
    browser.look("petition-to-rate")
    browser.press("Hài lòng")
    assert "Cảm ơn ông/bà đã đánh giá." in browser.text

    at(browser, "overseer", "/petitions")
    browser.look("petitions-district")
    browser.click(browser.find_all("table.counts a")[0])
    browser.look("petitions-number")

    at(browser, "oneStopOfficer", "/counter/petitions/new")
    browser.look("petition-key")
    browser.fill(name="Hà Văn Dần", contact="0911 222 333", subject="Máy lấy số hỏng", body="Máy hỏng một tuần nay.")
    Select(browser.find("#channel")).select_by_visible_text("Điện thoại")
    Select(browser.find("#kind")).select_by_visible_text("Nội dung khác")
    browser.press("Ghi vào sổ")
    assert "Đã ghi vào sổ" in browser.text
    browser.visit("/counter/petitions")
    browser.look("petitions-keyed")
