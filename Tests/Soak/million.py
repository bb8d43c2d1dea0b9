"""Goes through the pages of a large district, role by role, and measures what each costs.

    million.py [--dossiers 1000000] [--data DIR] [--requests 5] [--seconds 2]

Makes the district in a folder of its own, or in --data, which is kept and used again. Every page that a role reaches
by links is asked for; its cost is the processor time that the server took for a request, beside that of /health.
A page that reads closed dossiers one by one costs hundreds of milliseconds here. The pages that offices use all day are
then asked for under load, in requests a second beside /health of the same server.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "Browser"), str(TESTS / "Bench")]

from load import load, pin, processor_time  # noqa: E402
from office import Page, Person  # noqa: E402
from portal import Portal  # noqa: E402
from walk import ROLES, walk  # noqa: E402

# What offices and citizens ask for all day.
BUSY = [
    ("oneStopOfficer", "/counter"),
    ("specialist", "/inbox"),
    ("leader", "/to-sign"),
    ("chairman", "/overview"),
    ("overseer", "/overview"),
    ("applicant", "/my-dossiers"),
]


@dataclass
class Cost:
    """Of one page."""

    role: str
    path: str
    status: int
    milliseconds: float


def costs(portal: Portal, role: str, start: str, requests: int) -> list[Cost]:
    """What each kind of page costs that a role reaches by links; nobody reaches what nobody signs in to."""
    person = Person(portal.url, portal.logins.get(role, ""), portal.password)
    if role:
        person.sign_in()
    spent: dict[str, float] = {}

    def get(path: str) -> Page:
        taken = []
        for _ in range(requests):
            before = processor_time(portal.pid)
            page = person.get(path)
            taken.append((processor_time(portal.pid) - before) / 1e6)
        spent[path] = statistics.median(taken)
        return page

    return [Cost(role, path, page.status, spent[path]) for path, page in walk(person, start, get)]


def searches(portal: Portal, role: str) -> tuple[dict[str, str], str]:
    """Bodies of searches by code, name, identity number and telephone, and the cookies of who searches."""
    person = Person(portal.url, portal.logins[role], portal.password)
    person.sign_in()
    listed = person.get("/counter?tab=results")
    form = next(form for form in person.get("/search").forms if form.action == "/search")
    fixed = [(name, value) for name, value in form.values if name != "q"]
    codes = [urllib.parse.unquote(link) for link in listed.links]
    words = {"name": "nguyen thi", "full name": "Nguyễn Thị Hoa", "identity": "038190001234", "telephone": "0912345678"}
    code = next((found[0] for link in codes if (found := re.search(r"H\d\d[\d.]*-\d{6}-\d{4}", link))), "")
    words |= {"code": code} if code else {}
    return {name: urllib.parse.urlencode(fixed + [("q", word)]) for name, word in words.items()}, person.cookies


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossiers", type=int, default=1_000_000)
    options.add_argument("--data", type=Path)
    options.add_argument("--requests", type=int, default=5)
    options.add_argument("--seconds", type=int, default=2)
    given = options.parse_args()
    portal = Portal(level="warning")
    portal.data = given.data or portal.data
    try:
        begun = time.monotonic()
        if not (portal.data / "portal.db").exists():
            portal.seed(given.dossiers)
            print(f"made {given.dossiers} dossiers in {time.monotonic() - begun:.0f} s")
        portal.start()
        plain = costs(portal, "", "/health", 25)[0].milliseconds
        found = [one for role, start in ROLES.items() for one in costs(portal, role, start, given.requests)]
        print(f"{len(found)} pages; /health {plain:.2f} ms of processor time; the dearest:")
        for one in sorted(found, key=lambda one: -one.milliseconds)[:25]:
            print(f"{one.milliseconds:9.2f} ms {one.status} {one.role:15} {one.path[:90]}")
        under_load(portal, given.seconds)
    finally:
        portal.close()


def under_load(portal: Portal, seconds: int) -> None:
    """Requests a second, the server on one core and the load on the other."""
    pin(portal.pid, 0)
    base = load(portal.pid, portal.url + "/health", seconds=seconds, connections=16)
    print(f"{'/health':45}{base.rate:10.0f} requests/s")
    asked = []
    for role, path in BUSY:
        person = Person(portal.url, portal.logins[role], portal.password)
        person.sign_in()
        asked.append((f"{path} ({role})", path, person.cookies, ""))
    bodies, cookies = searches(portal, "oneStopOfficer")
    asked += [(f"/search by {name}", "/search", cookies, body) for name, body in bodies.items()]
    for name, path, cookie, body in asked:
        one = load(portal.pid, portal.url + path, cookie, body, seconds, 16)
        print(f"{name:45}{one.rate:10.0f} requests/s {one.rate / base.rate:7.3f} of /health {one.cost:9.0f} µs each")


if __name__ == "__main__":
    main()
