"""Fixtures of the browser tests.

portal    a running motcua with a fresh data folder, one for the whole session
browser   a person at a screen, signed out; each test that takes it runs at 360 and at 1280 px
"""

from __future__ import annotations

import pytest

from browser import WIDTHS, Browser, new_driver
from portal import Portal

ADMINISTRATOR = ("quan-tri", "thử nghiệm trình duyệt")


@pytest.fixture(scope="session")
def portal():
    """A served installation with its first administrator."""
    portal = Portal()
    login, password = ADMINISTRATOR
    portal.command(
        *("user", "add-administrator", "--login", login, "--name", "Nguyễn Văn Quản"),
        *("--agency-name", "UBND huyện Thử Nghiệm", "--agency-code", "H00.00"),
        *("--agency-kind", "district", "--regime", "nd61"),
        text=password + "\n",
    )
    portal.start()
    yield portal
    code = portal.stop()
    portal.check()
    portal.close()
    assert code == 0, "SIGTERM must end motcua with exit code 0"


@pytest.fixture(scope="session")
def driver():
    """One Chromium for all tests."""
    driver = new_driver()
    yield driver
    driver.quit()


@pytest.fixture(params=WIDTHS)
def browser(request, portal, driver):
    """A fresh visitor at each width."""
    driver.get_log("browser")
    return Browser(driver, portal.url, request.param)


@pytest.fixture(autouse=True)
def nothing_failed(portal):
    """No test, whatever it tries, may make the portal log an error."""
    before = len(portal.log())
    yield
    errors = [line for line in portal.log()[before:].splitlines() if " error " in line]
    assert not errors, "\n".join(errors)
