"""Reports that leave by themselves (issue 4 §3): weeks and quarters, frozen, with their lists; sent upward; on paper."""

from io import BytesIO
import csv

from openpyxl import load_workbook

from test_supplement import at


def test_weeks_of_a_unit(browser, portal):
    """F001-08: the chairman's weeks; a number opens its list; sheet, text and paper say what the page says."""
    at(browser, "chairman", "/overview")
    browser.press("Báo cáo định kỳ: tuần, tháng, quý, năm")
    assert len(browser.find_all("table.figures tbody tr")) >= 6
    browser.look("made-weeks")
    browser.press("Hằng năm")
    browser.leave(browser.find("table.figures tbody a").click)
    browser.look("made-year")
    page = browser.path
    numbers = [int(cell.get_attribute("textContent")) for cell in browser.find_all("table.figures tbody tr:last-child td")]
    assert len(numbers) == 14 and numbers[0] == numbers[4] + numbers[8] > 0
    sheet = load_workbook(BytesIO(browser.download(page + "/xlsx"))).active
    assert [cell.value for cell in list(sheet.rows)[-1]][2:] == numbers
    rows = list(csv.reader(browser.download(page + "/csv").decode("utf-8-sig").splitlines()))
    assert [int(cell) for cell in rows[-1][2:]] == numbers
    link = browser.find("table.figures tbody tr:last-child td a")
    count = int(link.get_attribute("textContent"))
    browser.leave(link.click)
    assert len(browser.find_all("table.data tbody tr")) == min(count, 50)
    browser.look("made-list")
    browser.visit(page + "/print")
    browser.look("made-print")
    assert browser.download(page + "/print.pdf").startswith(b"%PDF")


def test_the_district_gathers_a_quarter(browser):
    """F003-06: one period of all units, who has not confirmed, what was sent back and why; made again with a reason."""
    at(browser, "overseer", "/reports/made?kind=quarter")
    assert "Tổng cộng" in browser.text and "Cấp trên đã nhận" in browser.text and "Trả lại để xem lại" in browser.text
    browser.look("made-quarter")
    row = next(row for row in browser.find_all("table.figures tbody tr") if "Chờ đơn vị xác nhận" in row.text)
    browser.leave(row.find_element("css selector", "a").click)
    browser.look("made-waiting")
    browser.unfold("Lập lại báo cáo")
    browser.press("Lập lại ngay")
    assert "Lý do lập lại" in browser.find(".errors").text
    browser.look("made-again-problems", status=422)
    browser.fill(why="Rà lại theo yêu cầu của Phòng Tư pháp")
    browser.press("Lập lại ngay")
    assert "Đã lập lại báo cáo" in browser.text and "Lần 2," in browser.text
    browser.look("made-again")


def test_the_district_passes_a_quarter_on(browser):
    """F003-06, F003-10: what units confirmed and the district accepted goes upward as one; what is missing is named."""
    at(browser, "overseer", "/reports/made?kind=quarter")
    browser.press("Tổng hợp, gửi cấp trên: Huyện Như Xuân")
    browser.look("summary-draft")
    assert "Chưa có số liệu của" in browser.text
    if browser.find_all("button[value=pass]"):  # one of the two widths passes on first
        browser.press("Xác nhận và gửi cấp trên")
        browser.look("summary-problems", status=422)
        browser.fill(words="Các xã còn lại sẽ bổ sung")
        browser.press("Xác nhận và gửi cấp trên")
        assert "Đã xác nhận và gửi cấp trên" in browser.text
    else:
        browser.leave(browser.find("nav[aria-label='Các lần gửi'] a").click)
    browser.look("summary")
    page = browser.path.split("?")[0]
    numbers = [int(cell.get_attribute("textContent")) for cell in browser.find_all("table.counts tbody tr:last-child td")]
    sheet = load_workbook(BytesIO(browser.download(page + "/xlsx"))).active
    assert [cell.value for cell in list(sheet.rows)[-1]][2:] == numbers
    link = browser.find("table.counts tbody tr:last-child td a")
    count = int(link.get_attribute("textContent"))
    browser.leave(link.click)
    assert len(browser.find_all("table.data tbody tr")) == min(count, 50)
    browser.visit(page + "/print")
    browser.look("summary-print")
    assert browser.download(page + "/print.pdf").startswith(b"%PDF")


def test_the_yearly_report(browser):
    """F003-10: a year's figures beside the year before, by unit; the paper that goes to the chairman and the province."""
    at(browser, "overseer", "/overview")
    browser.press("Báo cáo năm: thực hiện cơ chế một cửa")
    browser.look("yearly")
    browser.press("Năm nay")
    browser.look("yearly-now")
    browser.press("Bản in, PDF")
    browser.look("yearly-print")
    assert "năm 2026" in browser.text
    assert browser.download(browser.path.replace("/print", "/print.pdf")).startswith(b"%PDF")
