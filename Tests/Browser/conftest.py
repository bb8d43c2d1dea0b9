"""Fixtures of the browser tests.

portal    a running motcua with a demo district, one for the whole session
browser   a person at a screen, signed out; each test that takes it runs at 360 and at 1280 px

`browser.sign_in_as("oneStopOfficer")` signs in the demo account of a role: applicant, oneStopOfficer, specialist,
leader, chairman, overseer, inspector, administrator. `browser.look("name")` belongs after every page that is visited.
"""

from __future__ import annotations

import pytest

from browser import WIDTHS, Browser, new_driver
from portal import Portal

DOSSIERS = 300


@pytest.fixture(scope="session")
def portal():
    """A served demo district; at the end it must stop in order, with data that agree."""
    portal = Portal()
    portal.seed(DOSSIERS)
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
    return Browser(driver, portal, request.param)


@pytest.fixture(autouse=True)
def nothing_failed(portal):
    """No test, whatever it tries, may make the portal log an error."""
    before = len(portal.log())
    yield
    errors = [line for line in portal.log()[before:].splitlines() if " error " in line]
    assert not errors, "\n".join(errors)
