"""Turns a page into a PDF: weasyprint.py CSS-BYTES SECONDS. Standard input is the style sheet, then the HTML.

Nothing but `data:` is fetched: neither network nor files. Limits of time, memory and output are set from outside.
"""

import logging
import sys
import tempfile
from datetime import datetime, timezone

from weasyprint import CSS, HTML, default_url_fetcher


def fetch(url, *arguments, **options):
    if not url.startswith("data:"):
        raise ValueError("only data: is fetched")
    return default_url_fetcher(url, *arguments, **options)


# An empty folder is made there; finding out where would write a file, which is not allowed.
tempfile.tempdir = "/tmp"
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
css_bytes, seconds = int(sys.argv[1]), int(sys.argv[2])
css = CSS(string=sys.stdin.buffer.read(css_bytes).decode(), url_fetcher=fetch)
html = HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=fetch)
document = html.render(stylesheets=[css])
made = datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
document.metadata.created = document.metadata.modified = made
sys.stdout.buffer.write(document.write_pdf())
