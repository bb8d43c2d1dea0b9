"""NĐ 61 arts 19–20 in a browser: late with an apology, two agencies in parallel, and the ends that are no result.

The officers of Yên Cát work on dossiers received at its counter; departments and neighbours answer them.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from selenium.webdriver.support.ui import Select

from papers import pdf
from test_counter_journey import attach_result, choose, receive
from test_supplement import at

OWNER = "Lò Thị Mai"


def test_late_with_apology(browser, tmp_path):
    """Art 19.9: told on the lists, drafted, signed once, sent; the citizen's dates follow, the reports' do not."""
    dossier = on_the_desk(browser, tmp_path)
    browser.visit("/inbox")
    assert "Sắp hết hạn: soạn thư xin lỗi" in browser.text
    browser.look("inbox-expiring")
    browser.visit(dossier + "/draft-apology")
    browser.look("draft-apology")
    browser.press("Dự thảo thư xin lỗi và hẹn lại")
    assert "Chọn lý do chậm" in browser.find(".errors").text
    browser.look("draft-apology-problems", status=422)
    pick(browser, code="verification")
    browser.fill(why="Phải xác minh nơi sinh tại xã khác.", newDate=working_day(12))
    browser.press("Dự thảo thư xin lỗi và hẹn lại")
    assert "chờ lãnh đạo ký" in browser.text

    at(browser, "leader", "/to-sign/apologies")
    assert "Phải xác minh nơi sinh" in browser.text or OWNER in browser.text
    browser.look("apologies")
    browser.visit(dossier + "/apologise")
    assert "Phải xác minh nơi sinh tại xã khác." in browser.text and working_day(12) in browser.text
    browser.look("apologise")
    browser.press("Ký thư xin lỗi và hẹn lại")
    assert "ngày hẹn trả đã đổi" in browser.text
    browser.look("apologised")

    at(browser, "oneStopOfficer", dossier + "/record-notice")
    browser.look("record-notice")
    pick(browser, channel="phone")
    browser.fill(reference="0912345678")
    browser.press("Ghi nhận đã gửi thông báo")
    assert "Đã ghi nhận việc gửi thông báo." in browser.text
    browser.visit(dossier + "/draft-apology")
    assert "một lần" in browser.text
    at(browser, "chairman", dossier)
    assert working_day(12) in browser.text
    browser.look("dossier-apologised")
    browser.visit(dossier + "/deadline")
    browser.look("deadline-apologised")


def test_two_agencies_in_parallel(browser, tmp_path):
    """Arts 19.5–19.7: each with its own clock, one dossier counted once; nothing is signed while one is open."""
    dossier = on_the_desk(browser, tmp_path)
    for agency, task in (("Phòng Tư pháp", "Tra sổ hộ tịch"), ("UBND xã Thanh Sơn", "Xác nhận nơi sinh")):
        browser.visit(dossier + "/open-stage")
        pick(browser, kind="parallel", limitUnit="wd")
        Select(browser.find("[name='agency']")).select_by_value(
            next(o.get_attribute("value") for o in browser.find_all("[name='agency'] option") if agency in o.text))
        browser.fill(task=task, limitAmount="2")
        browser.press("Gửi cơ quan phối hợp")
        assert "Đã gửi cơ quan phối hợp." in browser.text
    assert "Tra sổ hộ tịch" in browser.text and "Xác nhận nơi sinh" in browser.text
    browser.look("dossier-stages")
    attach_result(browser, pdf(tmp_path, "giay-khai-sinh.pdf", "Giay khai sinh"))

    answered(browser, "tuphap.huyen", dossier, "Tra sổ hộ tịch", "Không trùng trong sổ.")
    at(browser, "specialist", dossier + "/submit-for-sign-off")
    choose(browser, browser.portal.names["leader"])
    browser.press("Trình ký")
    assert "Đã trình ký." not in browser.text and "Còn cơ quan phối hợp chưa" in browser.text
    browser.look("submit-while-a-stage-is-open", status=409)
    answered(browser, "chuyenmon.thanhson", dossier, "Xác nhận nơi sinh", "Sinh tại xã Thanh Sơn, đúng.")
    browser.visit("/partner-work")
    browser.look("partner-work")

    at(browser, "specialist", dossier)
    assert "Không trùng trong sổ." in browser.text and "Sinh tại xã Thanh Sơn, đúng." in browser.text
    browser.look("dossier-stages-answered")
    browser.visit(dossier + "/submit-for-sign-off")
    choose(browser, browser.portal.names["leader"])
    browser.press("Trình ký")
    assert "Đã trình ký." in browser.text


def test_verified_on_the_spot(browser):
    """Art 19.3: time, place, people and content stand in the journal; not before the dossier was received."""
    browser.sign_in_as("specialist")
    for dossier in sorted(set(browser.links("main a.code[href*='/dossiers/']"))):
        browser.visit(dossier)
        if browser.find_all("a[href$='/verify']"):
            break
    browser.press("Ghi biên bản xác minh")
    browser.look("verify")
    words = {"place": "Khu phố 2", "participants": "Trưởng khu phố, chủ hồ sơ", "content": "Có cư trú, đúng tờ khai."}
    browser.fill(day="01/02/2020", time="08:30", **words)
    browser.press("Ghi biên bản xác minh")
    assert "phải sau khi tiếp nhận" in browser.find(".errors").text
    browser.look("verify-problems", status=422)
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    browser.fill(day=now.strftime("%d/%m/%Y"), time=now.strftime("%H:%M"))
    browser.press("Ghi biên bản xác minh")
    assert "Đã ghi biên bản xác minh." in browser.text and "Có cư trú, đúng tờ khai." in browser.text
    browser.look("verified")


def test_a_fee_and_a_refusal_after_review(browser, tmp_path):
    """Arts 19.8, 22: the written reason is the result, and is returned like one."""
    dossier = on_the_desk(browser, tmp_path)
    at(browser, "oneStopOfficer", dossier + "/demand-payment")
    browser.look("demand-payment")
    browser.fill(amount="8.000", why="Lệ phí hộ tịch")
    browser.press("Yêu cầu nộp phí, lệ phí")
    assert "8.000 đồng" in browser.text
    browser.visit(dossier + "/record-payment")
    browser.look("record-payment")
    browser.fill(receipt="BL 000123")
    browser.press("Xác nhận đã nộp phí, lệ phí")
    assert "Đã ghi nhận phí, lệ phí đã nộp." in browser.text

    at(browser, "specialist", dossier + "/submit-for-sign-off")
    browser.click(browser.find("#outcome-refused"))
    pick(browser, code="not-eligible")
    browser.fill(why="Trẻ không sinh tại địa phương và cha mẹ không cư trú tại đây.")
    choose(browser, browser.portal.names["leader"])
    browser.press("Trình ký")
    assert "Đã trình ký." in browser.text
    at(browser, "leader", dossier + "/sign-off")
    assert "Trẻ không sinh tại địa phương" in browser.text
    browser.look("sign-off-refusal")
    browser.press("Ký duyệt")
    at(browser, "oneStopOfficer", dossier + "/take-back")
    browser.press("Đã nhận kết quả")
    browser.visit(dossier + "/return")
    browser.look("return-refusal")
    browser.press("Trả kết quả")
    assert "Đã trả kết quả" in browser.text


def test_stopped_by_the_leader_and_papers_given_back(browser, tmp_path):
    """Rules §15, decision 12: a stop is proposed and signed, what the citizen handed in goes back to him."""
    dossier = on_the_desk(browser, tmp_path)
    browser.visit(dossier + "/propose-stop")
    browser.look("propose-stop")
    pick(browser, code="other-proceeding")
    Select(browser.find("[name='to']")).select_by_visible_text(
        next(o.text for o in browser.find_all("[name='to'] option") if browser.portal.names["leader"] in o.text))
    browser.fill(why="Tòa án đang giải quyết việc xác định cha.")
    browser.press("Đề nghị dừng giải quyết")
    at(browser, "leader", dossier + "/stop")
    assert "Tòa án đang giải quyết" in browser.find("[name='why']").get_attribute("value")
    browser.look("stop")
    browser.press("Dừng giải quyết")
    assert "Đã dừng giải quyết hồ sơ." in browser.text
    browser.look("stopped")
    at(browser, "oneStopOfficer", "/counter/watched/papers-held")
    assert OWNER in browser.text
    browser.visit(dossier + "/return-papers")
    browser.look("return-papers")
    browser.press("Trả lại giấy tờ")
    assert "Đã trả lại giấy tờ." in browser.text


def test_a_wrong_result_is_corrected(browser, tmp_path):
    """Art 21: at the office's cost, signed like the result itself, returned again."""
    dossier = on_the_desk(browser, tmp_path)
    attach_result(browser, pdf(tmp_path, "giay-khai-sinh.pdf", "Giay khai sinh"))
    browser.visit(dossier + "/submit-for-sign-off")
    choose(browser, browser.portal.names["leader"])
    browser.press("Trình ký")
    at(browser, "leader", dossier + "/sign-off")
    browser.press("Ký duyệt")
    at(browser, "oneStopOfficer", dossier + "/take-back")
    browser.press("Đã nhận kết quả")
    browser.visit(dossier + "/report-error")
    browser.look("report-error")
    browser.fill(why="Sai năm sinh của mẹ, đúng là 1990 theo căn cước.")
    browser.press("Ghi nhận kết quả có sai sót")
    assert "Đã ghi nhận sai sót" in browser.text
    browser.visit("/counter/watched/amended")
    browser.look("counter-amended")

    at(browser, "specialist", "/amendments")
    browser.look("amendments")
    browser.visit(dossier)
    attach_result(browser, pdf(tmp_path, "giay-khai-sinh-da-sua.pdf", "Giay khai sinh da sua"))
    browser.wait_for("giay-khai-sinh-da-sua.pdf")
    at(browser, "leader", dossier + "/amend")
    assert "giay-khai-sinh-da-sua.pdf" in browser.text
    browser.look("amend")
    browser.press("Ký đính chính kết quả")
    at(browser, "oneStopOfficer", dossier + "/return")
    browser.press("Trả kết quả")
    assert "Đã trả kết quả" in browser.text
    browser.look("returned-amended")


def on_the_desk(browser, folder):
    """Received at the counter, forwarded and taken over; the specialist stands before it. Its address."""
    browser.forget()
    browser.sign_in_as("oneStopOfficer")
    receive(browser, folder)
    dossier = browser.path.split("?")[0]
    browser.visit(dossier + "/forward")
    choose(browser, browser.portal.names["specialist"])
    browser.press("Chuyển xử lý")
    at(browser, "specialist", dossier + "/take-over")
    browser.press("Ký nhận hồ sơ giấy")
    return dossier


def answered(browser, login, dossier, task, answer):
    """Another agency finds its part on its list, takes it and answers."""
    browser.forget()
    browser.sign_in(login, browser.portal.password)
    browser.visit("/partner-work")
    assert task in browser.text
    browser.visit(dossier + "/take-stage")
    browser.look("take-stage")
    browser.press("Nhận việc phối hợp")
    browser.visit(dossier + "/answer-stage")
    browser.look("answer-stage")
    browser.fill(answer=answer)
    browser.press("Trả lời phối hợp")
    assert "Đã trả lời cơ quan gửi." in browser.text


def pick(browser, **values):
    """Chooses options by their values."""
    for name, value in values.items():
        Select(browser.find(f"[name='{name}']")).select_by_value(value)


def working_day(days):
    """A date so many days on, or the Monday after, as a page writes it."""
    day = date.today() + timedelta(days)
    while day.weekday() > 4 or (day.day, day.month) in ((1, 1),):
        day += timedelta(1)
    return day.strftime("%d/%m/%Y")
