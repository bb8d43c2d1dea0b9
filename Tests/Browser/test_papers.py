"""The papers and the register: slips, the control slip, the hand-over list, form 06, F001-05. At both widths."""

import pytest


def agency(browser, name):
    """The register of an agency of the demo district."""
    return next(
        link.get_attribute("href").removeprefix(browser.portal.url)
        for link in browser.find_all("ul.rows a")
        if name in link.text
    )


def test_slips_are_reached_from_the_dossier(browser):
    browser.sign_in_as("oneStopOfficer")
    browser.visit("/counter/watched/awaited")
    waiting = browser.links("table.data tbody th a")
    if not waiting:
        pytest.skip("nobody of the demo's first commune is asked for anything")
    browser.visit(waiting[0])
    browser.look("dossier-with-slips")
    slips = browser.links("a[href*='/slips/']")
    assert slips
    browser.visit(slips[0])
    assert "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" in browser.text
    browser.look("supplement-request")


def test_control_slip(browser):
    browser.sign_in_as("specialist")
    browser.visit("/inbox")
    browser.visit(browser.links("table.data tbody th a")[0])
    browser.press("Phiếu kiểm soát")
    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in browser.text and browser.find(".sheet-barcode")
    browser.look("control-slip")


def test_hand_over_list_without_script(browser):
    browser.scripts(False)
    browser.sign_in_as("oneStopOfficer")
    browser.visit("/counter/in-transit")
    browser.press("Danh sách bàn giao")
    browser.look("hand-over-list")
    browser.fill(day="01/01/2020")
    browser.press("Xem")
    assert "01/01/2020: không có hồ sơ bàn giao" in browser.text


def test_register_and_paper_register_without_script(browser):
    browser.scripts(False)
    browser.sign_in_as("oneStopOfficer")
    browser.visit("/register")
    browser.look("register")
    register = browser.path
    codes = [element.text for element in browser.find_all("table.data a.code")]
    assert len(codes) > 2
    browser.visit(register + "/print")
    browser.look("register-sheet")
    browser.visit(register)
    browser.press("Đối chiếu sổ giấy")
    browser.look("compare-register")
    browser.fill(numbers=f"{codes[0]}\nH56.99-200101-0001\n", first="1", last="3")
    browser.press("Đối chiếu")
    assert "Đọc được 2 hồ sơ trong sổ giấy, 1 có trên hệ thống." in browser.text
    assert "H56.99-200101-0001" in browser.text and codes[1] in browser.text and codes[0] not in links_text(browser)
    browser.look("register-compared")


def links_text(browser):
    """The words of the links to dossiers."""
    return [element.text for element in browser.find_all("a.code")]


def test_the_district_chooses_a_register(browser):
    browser.sign_in_as("inspector")
    browser.visit("/register")
    browser.look("choose-register")
    browser.visit(agency(browser, "Yên Cát"))
    browser.look("register-of-a-commune")
