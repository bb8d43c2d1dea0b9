"""Spreadsheets opened again by another library and compared with their pages, cell by cell (issue 4, to be shown 1)."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from test_supplement import at

# What a sheet says does not depend on the width of its page.
pytestmark = pytest.mark.parametrize("browser", [1280], indirect=True)

DAYS = "from=15/12/2025&to=14/12/2026"
TABLES = """
  return [...document.querySelectorAll("table")].map(table => [...table.rows].map(row =>
    [...row.cells].map(cell => cell.textContent.trim().replace(/\\s+/g, " "))));
"""


def tables(browser) -> list[list[dict[str, str]]]:
    """Each table of the page, its rows by heading."""
    found = browser.driver.execute_script(TABLES)
    return [[dict(zip(rows[0], row)) for row in rows[1:]] for rows in found]


def sheet(browser) -> list[dict[str, object]]:
    """The rows of the sheet that the page offers, by heading."""
    link = browser.find("a[href*='/xlsx']").get_dom_attribute("href")
    rows = list(load_workbook(BytesIO(browser.download(link))).active.iter_rows(values_only=True))
    top = next(index for index, row in enumerate(rows) if sum(cell is not None for cell in row) > 4)
    return [dict(zip(rows[top], row)) for row in rows[top + 1 :]]


def is_same(shown: str, kept: object) -> bool:
    """Whether a cell of a page says what a typed cell of a sheet says."""
    if shown in ("–", "", "chưa đủ căn cứ"):
        return kept is None
    if match := re.fullmatch(r"(\d+)(?:,(\d+))? %", shown):
        return round(float(kept) * 1000) == int(match[1]) * 10 + int(match[2] or 0)
    if re.fullmatch(r"\d+(,\d+)?", shown):
        return float(shown.replace(",", ".")) == kept
    return shown == kept


def row_of(name: str, rows: list[dict[str, object]], heading: str) -> dict[str, object]:
    """The row of a unit or field: a sheet gives units their whole names."""
    name = re.sub(r"^\d+\. ", "", name).lower()
    return next(row for row in rows if str(row[heading]).lower().endswith(name))


@pytest.mark.parametrize("path", ["/reports/fields", "/reports/07a"])
def test_by_field(browser, path):
    at(browser, "overseer", f"{path}?{DAYS}")
    (page, *_), kept = tables(browser), sheet(browser)
    assert len(page) == len(kept) > 4
    for row in page:
        other = row_of(row["Lĩnh vực"], kept, "Lĩnh vực")
        cells = {heading: cell for heading, cell in row.items() if heading != "Lĩnh vực"}
        assert len(cells) >= 11
        for heading, cell in cells.items():
            assert is_same(cell, other[heading]), f"{row['Lĩnh vực']}, {heading}: {cell} and {other[heading]}"


@pytest.mark.parametrize(("path", "first", "table"), [("/reports/scores", "Đơn vị", 0), ("/reports/scores/2", "Họ và tên", 1)])
def test_scores(browser, path, first, table):
    at(browser, "overseer", f"{path}?{DAYS}")
    page, kept = tables(browser)[table], sheet(browser)
    assert len(page) == len(kept) > 2
    for row in page:
        other = row_of(row[first], kept, first)
        for heading, cell in row.items():
            if heading == first:
                continue
            typed = next(value for name, value in other.items() if re.sub(r"^\d\. ", "", name) == heading)
            if heading == "Tổng điểm":
                points, most = cell.split("/")
                assert is_same(points, typed) and int(most) == other["Điểm tối đa"], f"{row[first]}: {cell}"
            else:
                assert is_same(cell, typed), f"{row[first]}, {heading}: {cell} and {typed}"


def test_satisfaction(browser):
    at(browser, "overseer", f"/reports/ratings?{DAYS}")
    page, kept = tables(browser)[0], sheet(browser)
    units = [row for row in page if row["Đơn vị"] != "Tổng cộng"]
    assert len(units) == len([row for row in kept if row["Đơn vị"] != "Tổng cộng"]) > 2
    for row in units:
        other = row_of(row["Đơn vị"], kept, "Đơn vị")
        for heading, cell in row.items():
            if heading == "Tỷ lệ hài lòng":
                rated = other["Lượt đánh giá"]
                assert is_same(cell, other["Hài lòng"] / rated if rated else None), f"{row}"
            elif heading != "Đơn vị":
                assert is_same(cell, other[heading]), f"{row['Đơn vị']}, {heading}: {cell} and {other[heading]}"


def test_online_ranking(browser):
    at(browser, "overseer", f"/reports/online?{DAYS}")
    page, kept = [row for table in tables(browser) for row in table], sheet(browser)
    assert len(page) * 2 == len(kept) == 32
    for row in page:
        for level in (3, 4):
            other = next(one for one in kept if (one["Đơn vị"], one["Mức độ"]) == (row["Đơn vị"], level))
            words = row[f"Mức độ {level}: tỷ lệ, chỉ tiêu"]
            rate, target, met = re.fullmatch(r"(.*?) ?chỉ tiêu (.*), (đạt|chưa đạt)", words).groups()
            assert is_same("–" if rate == "không phát sinh" else rate, other["Tỷ lệ"]), f"{row}"
            assert is_same(target, other["Chỉ tiêu"]) and (met == "đạt") == (other["Đạt"] == "Đạt"), f"{row}"


def test_index(browser):
    at(browser, "overseer", f"/reports/index?{DAYS}")
    page, kept = tables(browser)[0], sheet(browser)
    units = [row for row in page if row["Đơn vị"] != "Tổng cộng"]
    assert len(units) == 17
    for row in units:
        name = row["Đơn vị"].lower()
        metrics = [one for one in kept if str(one["Đơn vị"]).lower().endswith(name) and one["Điểm"] is not None]
        points, most = row["Tổng điểm"].split("/")
        # Each metric is rounded to hundredths before it is added.
        assert abs(sum(one["Điểm"] for one in metrics) - float(points.replace(",", "."))) < 0.02 * len(metrics), row
        assert sum(one["Điểm tối đa"] for one in metrics) == int(most), row


def test_annex_of_late_entries(browser):
    """The annex of letter 004: each conclusion's list says what its rows of the sheet say."""
    url = "/late-in-software?from=15/12/2024&to=14/12/2026"
    at(browser, "overseer", url)
    kept, seen = sheet(browser), 0
    for show, conclusion in [
        ("in-time", "Thực tế đúng hạn"), ("possible", "Có thể đúng hạn"), ("unclear", "Chưa rõ"),
        ("late", "Chưa thấy bằng chứng"),
    ]:
        browser.visit(f"{url}&show={show}")
        rows = [" ".join(row.values()) for table in tables(browser) for row in table]
        mine = [row for row in kept if row["Kết luận"] == conclusion]
        assert len(rows) == len(mine)
        for row in mine:
            (shown,) = [text for text in rows if row["Mã hồ sơ"] in text]
            for heading in ("Hạn trả", "Kết thúc trên phần mềm"):
                assert f"{row[heading]:%H giờ %M, %d/%m/%Y}" in shown, f"{heading} of {row['Mã hồ sơ']}: {shown}"
        seen += len(rows)
    assert seen == len(kept) > 4
