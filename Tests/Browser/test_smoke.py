"""The portal answers, its first pages are sound, and people can sign in."""

from conftest import ADMINISTRATOR


def test_health(portal, browser):
    browser.visit("/health")
    assert browser.text == "ok"


def test_home(browser):
    browser.visit("/")
    browser.look("home")


def test_sign_in(browser):
    browser.visit("/login")
    browser.look("sign-in")
    browser.sign_in(*ADMINISTRATOR)


def test_sign_in_without_scripts(browser):
    browser.scripts(False)
    browser.sign_in(*ADMINISTRATOR)


def test_wrong_password(browser):
    browser.visit("/login")
    browser.fill(login=ADMINISTRATOR[0], password="không phải mật khẩu này")
    browser.leave(browser.find("form[action='/login'] button").click)
    assert "không đúng" in browser.text
    browser.look("sign-in-refused", status=422)


def test_unknown_page(browser):
    browser.visit("/khong-co-trang-nay")
    assert "Không tìm thấy trang" in browser.text
    browser.look("not-found", status=404)
