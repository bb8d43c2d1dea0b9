"""Goes wherever links lead: every kind of page that a role reaches."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Iterator

from office import Page, Person

# Where each role begins.
ROLES = {
    "oneStopOfficer": "/counter",
    "specialist": "/inbox",
    "leader": "/to-sign",
    "chairman": "/overview",
    "overseer": "/overview",
    "inspector": "/overview",
    "administrator": "/admin/people",
    "applicant": "/my-dossiers",
}
DEPTH = 3
# Files and what is not a page.
LEFT_OUT = re.compile(r"^/(files|public|logout)|\.pdf$|[?&]lang=")


def walk(person: Person, start: str, get: Callable[[str], Page] | None = None) -> Iterator[tuple[str, Page]]:
    """Each kind of page that a person reaches by links from one, with its address.

    get: what asks for a page, such as one that takes the time; the person by default.
    """
    get = get or person.get
    seen, waiting = {_kind(start)}, [(start, 0)]
    while waiting:
        path, depth = waiting.pop(0)
        page = get(path)
        yield path, page
        for link in page.links if depth < DEPTH else []:
            link = link.split("#")[0]
            if link.startswith("/") and not LEFT_OUT.search(link) and _kind(link) not in seen:
                seen.add(_kind(link))
                waiting.append((link, depth + 1))


def _kind(path: str) -> str:
    """Addresses that differ in numbers, codes and keys only ask the same question."""
    path = re.sub(r"(after|before|key)=[^&]*", r"\1=*", urllib.parse.unquote(path))
    return re.sub(r"\d[\d.,-]*", "*", path)
