"""What `look` must find on a bad page; a check that never fails proves nothing."""

import http.server
import threading
from types import SimpleNamespace

import pytest

from browser import Browser

PAGE = b"""<!doctype html><html><head><title>x</title></head><body>
<script>alert(1)</script><img src="/x.png"><p style="color:#ccc;background:#fff">pale</p>
<div style="width:900px">wide</div><p><div></p></div></body></html>"""
FAULTS = [
    "axe color-contrast",
    "axe image-alt",
    "scrolls sideways at 320 px",
    "console SEVERE",
    "weighs ",
    "html lang is ''",
    "HTML unexpected-end-tag",
]


class BadPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'")
        self.end_headers()
        self.wfile.write(PAGE + b" " * 60_000)

    def log_message(self, *_):
        pass


@pytest.fixture
def bad_site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), BadPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


def test_a_bad_page_is_found_out(driver, bad_site):
    browser = Browser(driver, bad_site, 360)
    browser.visit("/")
    with pytest.raises(AssertionError) as found:
        browser.look("bad-page")
    missed = [fault for fault in FAULTS if fault not in str(found.value)]
    assert not missed, f"not found: {missed} in {found.value}"
