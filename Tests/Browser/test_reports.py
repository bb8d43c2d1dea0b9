"""II.06a in a browser (issue 4 §3): periods, a unit of the district, a number and its list, on paper without its filters."""

from datetime import datetime, timedelta, timezone

from openpyxl import Workbook
from selenium.webdriver.support.ui import Select

from test_supplement import at


def test_field_report(browser):
    at(browser, "overseer", "/reports/fields")
    assert "khớp" in browser.text
    browser.press("Năm nay")
    browser.look("field-report-district")
    Select(browser.find("[name='agency']")).select_by_visible_text("UBND thị trấn Yên Cát")
    browser.press("Xem")
    assert "UBND thị trấn Yên Cát" in browser.text and "khớp" in browser.text
    browser.look("field-report")
    link = browser.find("table.figures td a")
    count = int(link.text)
    browser.leave(link.click)
    assert len(browser.find_all("table.data tbody tr")) == min(count, 50)
    browser.look("field-report-list")


def test_the_chairman_reports(browser):
    at(browser, "chairman", "/overview")
    browser.press("Biểu II.06a: kết quả giải quyết theo lĩnh vực")
    assert "Tình hình, kết quả giải quyết thủ tục hành chính" in browser.text
    browser.look("field-report-chairman")


def test_the_former_report(browser):
    """Biểu 07a (TT 02/2017) beside II.06a."""
    at(browser, "chairman", "/reports/07a")
    browser.press("Năm nay")
    assert "khớp" in browser.text
    browser.look("former-report")
    browser.click(browser.find("table.figures td a"))
    browser.wait_for("Có kết quả")
    browser.look("former-report-list")


def counts(browser) -> list[int]:
    """Units in each class, in the order of the page."""
    return [int(tile.text) for tile in browser.find_all(".tiles b")]


def test_the_ranking_of_letter_002(browser, portal):
    """F002-01: the demo district comes out as the letter has it, 3 / 3 / 9 / 1, and each number opens its list."""
    at(browser, "overseer", "/overview")
    browser.press("Dịch vụ công trực tuyến mức độ 3, 4: xếp loại đơn vị")
    browser.look("online-ranking-year")
    # The demo's dossiers are of the last two years.
    today = datetime.now(timezone(timedelta(hours=7)))
    # Other tests file at its counters today.
    days = {"from": today - timedelta(days=740), "to": today - timedelta(days=1)}
    browser.fill(**{name: day.strftime("%d/%m/%Y") for name, day in days.items()})
    browser.press("Xem")
    assert counts(browser) == [3, 3, 0, 9, 1]
    classes = {
        section.get_attribute("aria-labelledby"): [row.text for row in section.find_elements("css selector", "tbody th")]
        for section in browser.find_all("section[aria-labelledby]")
    }
    assert sorted(classes["both-met"]) == ["Thanh Lâm", "Thanh Sơn", "Yên Cát"]
    assert sorted(classes["only-three-met"]) == ["Bãi Trành", "Bình Lương", "Thanh Quân"]
    assert classes["no-online"] == ["Cát Vân"] and len(classes["zero"]) == 9
    browser.look("online-ranking")
    browser.press("Biểu thống kê chi tiết")
    assert len(browser.find_all("tbody tr")) == 32
    browser.look("online-table")
    link = browser.find("table.figures td a")
    count = int(link.text)
    browser.leave(link.click)
    assert len(browser.find_all("table.data tbody tr")) == min(count, 50)
    browser.look("online-ranking-list")


def test_targets_from_a_spreadsheet(browser, tmp_path):
    """F000-09, F002-08: a sheet made by another program; its faults by row, then its rows."""
    at(browser, "overseer", "/reports/online/targets")
    browser.look("online-targets")
    code = browser.find("[aria-labelledby='targets'] td[data-label='Mã đơn vị']").text

    def send(rows: list) -> None:
        book = Workbook()
        for row in [["Mã đơn vị", "Năm", "Mức độ", "Chỉ tiêu"], *rows]:
            book.active.append(row)
        book.active["D2"].number_format = "0%"
        book.save(tmp_path / "chi-tieu.xlsx")
        browser.fill(decisionNumber="77/QĐ-UBND", decisionDay="02/01/2019")
        browser.fill(**{"from": "02/01/2019"})
        browser.find("#file").send_keys(str(tmp_path / "chi-tieu.xlsx"))
        browser.press("Nhập")

    send([[code, 2019, 3, 0.7], ["H99.99", 2019, 3, 50]])
    assert "Dòng 3: không có đơn vị “H99.99”" in browser.text
    browser.look("online-targets-faults", status=422)
    send([[code, 2019, 3, 0.7], [code, 2019, 4, "62,5 %"]])
    assert "Đã nhập danh mục, chỉ tiêu." in browser.text and "77/QĐ-UBND" in browser.text
