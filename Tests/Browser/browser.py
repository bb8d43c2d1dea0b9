"""A real Chromium, and what every page it shows must hold to."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

import html5lib
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from selenium_axe_python import Axe

SCREENSHOTS = Path(__file__).parent / "screenshots"
WIDTHS = (360, 1280)
NARROWEST = 320
HEIGHT = 800
WAIT_SECONDS = 10
MOST_BYTES = 50 * 1024
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def new_driver() -> webdriver.Chrome:
    """Debian's Chromium, headless, talking to nobody but the portal."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--no-first-run",
        "--no-proxy-server",
        "--lang=vi",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


class Browser:
    """One person at one screen. `look` belongs after every page that a journey visits."""

    def __init__(self, driver: webdriver.Chrome, portal, width: int):
        self.driver = driver
        self.portal = portal
        self.width = width
        self.forget()
        self.scripts(True)
        self._resize(width)

    # Going about

    def visit(self, path: str) -> None:
        """Opens an address of the portal."""
        self.driver.get(self.portal.url + path)

    def links(self, selector: str) -> list[str]:
        """Where the links of a selector lead, as paths of the portal."""
        return [link.get_attribute("href").removeprefix(self.portal.url) for link in self.find_all(selector)]

    @property
    def path(self) -> str:
        """The address it is at, with its query."""
        parts = urlsplit(self.driver.current_url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def text(self) -> str:
        """The words a reader sees."""
        return self.find("body").text

    def find(self, selector: str) -> WebElement:
        """The first element of a CSS selector, waited for."""
        return WebDriverWait(self.driver, WAIT_SECONDS).until(
            lambda driver: driver.find_element(By.CSS_SELECTOR, selector), f"no {selector} on {self.path}"
        )

    def find_all(self, selector: str) -> list[WebElement]:
        """Every element of a CSS selector there is now."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def fill(self, **values: str) -> None:
        """Types into fields by their names, over what stands there."""
        for name, value in values.items():
            field = self.find(f"[name='{name}']")
            field.clear()
            field.send_keys(value)

    def wait_for(self, words: str) -> None:
        """Waits until the page says something, as it does when the script has sent a file."""
        WebDriverWait(self.driver, WAIT_SECONDS).until(lambda _: words in self.text, f"no “{words}” on {self.path}")

    def click(self, element: WebElement) -> None:
        """Clicks an element, brought to the middle first: the bar of actions lies over the bottom of the page."""
        self._run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def press(self, words: str) -> None:
        """Presses the button or link of these words and waits for the next page."""
        element = self._named(words)
        self.leave(lambda: self.click(element))

    def unfold(self, words: str) -> None:
        """Opens what is folded away under these words."""
        self.click(self._named(words))

    def leave(self, action) -> None:
        """Does what leads to another page, and waits until that is there."""
        before = self.find("html")
        action()
        WebDriverWait(self.driver, WAIT_SECONDS).until(
            lambda _: self.find("html").id != before.id and self._run("return document.readyState") == "complete",
            f"nothing followed on {self.path}",
        )

    def _named(self, words: str) -> WebElement:
        path = f"//*[(self::a or self::button or self::summary) and normalize-space(.)='{words}'"
        path += " and not(@aria-hidden)]"
        return WebDriverWait(self.driver, WAIT_SECONDS).until(
            lambda driver: next((e for e in driver.find_elements(By.XPATH, path) if e.is_displayed()), None),
            f"no button or link “{words}” on {self.path}",
        )

    # Who and how

    def sign_in(self, login: str, password: str) -> None:
        """Signs in by the page, as a person does."""
        self.visit("/login")
        self.fill(login=login, password=password)
        self.leave(self.find("form[action='/login'] button").click)
        assert not self.path.startswith("/login"), f"{login} could not sign in: {self.text}"

    def sign_in_as(self, role: str) -> None:
        """Signs in the demo account of a role."""
        assert role in self.portal.logins, f"nobody is {role}; there are {', '.join(self.portal.logins)}"
        self.sign_in(self.portal.logins[role], self.portal.password)

    def forget(self) -> None:
        """Signs out by throwing the cookies away."""
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})

    def scripts(self, run: bool) -> None:
        """Whether the pages' own scripts run; every journey must be possible without."""
        self.scripted = run
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not run})

    def download(self, path: str) -> bytes:
        """A file as this person's browser would save it."""
        cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in self.driver.get_cookies())
        request = Request(self.portal.url + path, headers={"Cookie": cookies})
        with build_opener(ProxyHandler({})).open(request) as answer:
            return answer.read()

    # Looking

    def look(self, name: str, status: int = 200) -> None:
        """Holds the page to what every page must hold to, and keeps its picture.

        - name: of the picture, `screenshots/<name>-<width>.png`.
        - status: what the page was answered with, where that is not 200; Chromium reports it as an error.
        """
        self._picture(name)
        scripted = self.scripted
        self.scripts(True)  # the page's own did not run while it loaded; these are the looker's
        problems = [
            *self._axe(),
            *self._sideways(),
            *self._console(status),
            *self._weight(),
            *self._language(),
            *self._markup(),
        ]
        self.scripts(scripted)
        assert not problems, f"{name} ({self.path}, {self.width} px):\n" + "\n".join(problems)

    def _picture(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        (SCREENSHOTS / f"{name}-{self.width}.png").write_bytes(base64.b64decode(shot["data"]))

    def _axe(self) -> list[str]:
        axe = Axe(self.driver)
        axe.inject()
        return [
            f"axe {rule['id']} ({rule['impact']}): {rule['help']}: {node['html']}"
            for rule in axe.run(options=RULES)["violations"]
            for node in rule["nodes"]
        ]

    def _sideways(self) -> list[str]:
        here = self._overflow(self.width)
        self._resize(NARROWEST)
        narrow = self._overflow(NARROWEST)
        self._resize(self.width)
        return here + narrow

    def _overflow(self, room: int) -> list[str]:
        return self._run(
            """
            const room = arguments[0], width = document.documentElement.scrollWidth;
            if (width <= room) return [];
            const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > room + 1);
            return [`scrolls sideways at ${room} px: ${width} px wide, by `
              + out.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' … ')];
            """,
            room,
        )

    def _console(self, status: int) -> list[str]:
        expected = f"{self.driver.current_url} - Failed to load resource: the server responded with a status of {status}"
        return [
            f"console {entry['level']}: {entry['message']}"
            for entry in self.driver.get_log("browser")
            if entry["level"] in ("SEVERE", "WARNING")
            and not (status != 200 and entry["message"].startswith(expected))
        ]

    def _weight(self) -> list[str]:
        """Bytes as they travelled, or would have if they were not cached; photos and papers of dossiers apart."""
        parts = self._run(
            """
            return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
              .filter(e => !new URL(e.name).pathname.startsWith('/files/'))
              .map(e => [new URL(e.name).pathname, e.encodedBodySize]);
            """
        )
        total = sum(size for _, size in parts)
        return [] if total < MOST_BYTES else [f"weighs {total} bytes: {parts}"]

    def _language(self) -> list[str]:
        language = self.find("html").get_attribute("lang")
        return [] if language in ("vi", "en") else [f"html lang is {language!r}"]

    def _markup(self) -> list[str]:
        """What the page's source makes a browser mend; the source is asked for again, which only a GET allows."""
        source = self.driver.execute_async_script(
            "const done = arguments[0]; fetch(location.href).then(r => r.text()).then(done, e => done(String(e)));"
        )
        parser = html5lib.HTMLParser()
        parser.parse(source)
        lines = source.split("\n")
        return [
            f"HTML {code} at line {line}: {lines[line - 1][:120] if line <= len(lines) else ''}"
            for (line, _), code, _ in parser.errors
        ]

    def _resize(self, width: int) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": width < 768},
        )

    def _run(self, script: str, *arguments):
        return self.driver.execute_script(script, *arguments)
