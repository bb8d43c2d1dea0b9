"""People at desks over plain HTTP: they open pages, fill in the forms they find there and press the button.

No form is known by its name: what a screen asks is read from its page, so that a kill loop keeps working when screens
change.
"""

from __future__ import annotations

import hashlib
import html.parser
import http.client
import http.cookiejar
import random
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field

SECONDS = 30


class Unanswered(Exception):
    """The connection died before an answer came: nobody knows whether it was done."""


@dataclass
class Form:
    """A form of a page with what stands in it."""

    action: str
    values: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        return dict(self.values).get(name, "")


@dataclass
class Filling:
    """A form as it is sent: to be sent again, byte for byte, when its answer was lost."""

    action: str
    key: str
    mark: str
    values: list[tuple[str, str]]
    files: list[tuple[str, bytes]]

    @property
    def kind(self) -> str:
        """Its address without what numbers and names in it vary."""
        return re.sub(r"/(papers|procedures|receive)/[^/]+", r"/\1/*", re.sub(r"/\d+(?=/|$)", "/*", self.action))

    @property
    def hashes(self) -> list[str]:
        return [hashlib.sha256(content).hexdigest() for _, content in self.files]


@dataclass
class Page:
    """An answer with its links and forms."""

    status: int
    location: str
    links: list[str]
    forms: list[Form]


class Person:
    """Somebody with a browser's cookies."""

    def __init__(self, url: str, login: str, password: str):
        self.url, self.login, self.password = url, login, password
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.jar), _StayHere()
        )

    @property
    def cookies(self) -> str:
        """As a browser sends them."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def sign_in(self) -> None:
        form = next(form for form in self.get("/login").forms if form.action == "/login")
        values = [(name, value) for name, value in form.values if name not in ("login", "password")]
        values += [("login", self.login), ("password", self.password)]
        page = self._send(form.action, urllib.parse.urlencode(values).encode(), "application/x-www-form-urlencoded")
        assert page.status == 303, f"{self.login} could not sign in: {page.status}"

    def get(self, path: str) -> Page:
        return self._send(path, None, None)

    def post(self, filling: Filling) -> Page:
        body, content_type = _multipart(filling) if filling.files else _urlencoded(filling)
        return self._send(filling.action, body, content_type)

    def _send(self, path: str, body: bytes | None, content_type: str | None) -> Page:
        request = urllib.request.Request(urllib.parse.urljoin(self.url, path), data=body)
        if content_type:
            request.add_header("Content-Type", content_type)
        try:
            with self.opener.open(request, timeout=SECONDS) as answer:
                return _page(answer)
        except urllib.error.HTTPError as answer:
            return _page(answer)
        except (OSError, http.client.HTTPException) as error:
            raise Unanswered from error


def fill(form: Form, words: dict[str, str], seed: random.Random) -> Filling:
    """Fills a form in: what stands there stays, choices are made by chance, every file field gets a file of its own."""
    mark = uuid.uuid4().hex
    values = []
    for name, value in form.values:
        if name in form.choices:
            continue
        values.append((name, words.get(name, value) or (mark if name not in words else "")))
    for name, options in form.choices.items():
        values.append((name, words.get(name, seed.choice(options))))
    files = [
        (name, f"%PDF-1.4\n% {mark} {number}\n%%EOF\n".encode()) for number, name in enumerate(form.files)
    ]
    return Filling(form.action, form.value("once"), mark, values, files)


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirect is the answer that acknowledges; it is looked at, not followed."""

    def redirect_request(self, *_):
        return None


def _page(answer) -> Page:
    try:
        text = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise Unanswered from error
    reader = _PageReader()
    if answer.headers.get_content_type() == "text/html":
        reader.feed(text.decode())
    return Page(answer.status, answer.headers.get("Location", ""), reader.links, reader.forms)


class _PageReader(html.parser.HTMLParser):
    """The links of a page, and its forms that change something."""

    def __init__(self):
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = ""

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form" and given.get("method") == "post":
            self.form = Form(given.get("action", ""))
            self.forms.append(self.form)
        elif self.form:
            self._part(tag, given)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""

    def _part(self, tag: str, given: dict[str, str]) -> None:
        name, kind, value = given.get("name", ""), given.get("type", "text"), given.get("value", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            options = self.form.choices.setdefault(self.select, [])
            if options[:1] != [""]:  # where nothing may be chosen, nothing is
                options.append(value)
        elif not name:
            pass
        elif kind == "file":
            self.form.files.append(name)
        elif kind == "radio":
            self.form.choices.setdefault(name, []).append(value)
        elif tag in ("input", "textarea"):
            self.form.values.append((name, value))


def _urlencoded(filling: Filling) -> tuple[bytes, str]:
    return urllib.parse.urlencode(filling.values).encode(), "application/x-www-form-urlencoded"


def _multipart(filling: Filling) -> tuple[bytes, str]:
    boundary = uuid.uuid4().hex
    parts = []
    for name, value in filling.values:
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, content in filling.files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filling.mark}.pdf"\r\n'
        parts += [head.encode(), b"Content-Type: application/pdf\r\n\r\n", content, b"\r\n"]
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
