"""The portal answers, its first pages are sound, and every role can sign in."""

import pytest

ROLES = [
    "applicant",
    "oneStopOfficer",
    "specialist",
    "leader",
    "chairman",
    "overseer",
    "inspector",
    "administrator",
]


def test_health(browser):
    browser.visit("/health")
    assert browser.text == "ok"


def test_home(browser):
    browser.visit("/")
    browser.look("home")


def test_sign_in(browser):
    browser.visit("/login")
    browser.look("sign-in")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_signs_in(browser, role):
    browser.sign_in_as(role)
    browser.look(f"first-page-{role}")


def test_sign_in_without_scripts(browser):
    browser.scripts(False)
    browser.sign_in_as("oneStopOfficer")


def test_wrong_password(browser):
    browser.visit("/login")
    browser.fill(login="quantri", password="không phải mật khẩu này")
    browser.leave(browser.find("form[action='/login'] button").click)
    assert "không đúng" in browser.text
    browser.look("sign-in-refused", status=422)


def test_unknown_page(browser):
    browser.visit("/khong-co-trang-nay")
    assert "Không tìm thấy trang" in browser.text
    browser.look("not-found", status=404)
