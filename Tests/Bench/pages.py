"""What the portal's pages cost, beside its own shortest page and a bare C loop that answers 13 bytes.

    pages.py [--dossiers 2000] [--seconds 2] [--rounds 3] [--connections 16]

Each server has core 0 to itself and the load core 1. Every page is asked for in every round, and the median of the
rounds is printed: requests a second, microseconds of processor time for a request, and both shares of the C loop's.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "Browser"), str(TESTS / "Bench")]

from load import Figure, load, pin  # noqa: E402
from office import Person  # noqa: E402
from portal import Portal  # noqa: E402

LOOP_PORT = 9100
# Whose page it is; nobody's is a visitor's.
PAGES = [
    ("", "/health"),
    ("", "/"),
    ("", "/login"),
    ("", "/procedures"),
    ("", "/procedures?q=khai+sinh"),
    ("", "/procedures/1.001193"),
    ("", "/public/portal.css"),
    ("oneStopOfficer", "/counter"),
    ("oneStopOfficer", "/counter/receive"),
    ("specialist", "/inbox"),
    ("leader", "/to-sign"),
    ("chairman", "/overview"),
    ("applicant", "/my-dossiers"),
]


def cookies(portal: Portal) -> dict[str, str]:
    """Of a visitor and of each role that has a page here."""
    found = {"": ""}
    for role in {role for role, _ in PAGES if role}:
        person = Person(portal.url, portal.logins[role], portal.password)
        person.sign_in()
        found[role] = person.cookies
    return found


def median(figures: list[Figure]) -> Figure:
    return Figure(statistics.median(one.rate for one in figures), statistics.median(one.cost for one in figures))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossiers", type=int, default=2000)
    options.add_argument("--seconds", type=int, default=2)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--connections", type=int, default=16)
    given = options.parse_args()
    portal = Portal(level="warning")
    with tempfile.TemporaryDirectory() as folder:
        loop = f"{folder}/loop"
        subprocess.run(["cc", "-O2", "-o", loop, TESTS / "Bench" / "loop.c"], check=True)
        bare = subprocess.Popen(["taskset", "-c", "0", loop, str(LOOP_PORT)])
        try:
            portal.seed(given.dossiers)
            portal.start()
            known = cookies(portal)
            pin(portal.pid, 0)
            asked = [("bare C loop", bare.pid, f"http://127.0.0.1:{LOOP_PORT}/", "")] + [
                (path + (f" ({role})" if role else ""), portal.pid, portal.url + path, known[role])
                for role, path in PAGES
            ]
            figures: dict[str, list[Figure]] = {name: [] for name, *_ in asked}
            for _ in range(given.rounds):
                for name, pid, url, cookie in asked:
                    figures[name].append(load(pid, url, cookie, "", given.seconds, given.connections))
            base = median(figures["bare C loop"])
            print(f"{'':34}{'requests/s':>12}{'share':>8}{'µs each':>10}{'share':>8}")
            for name, found in figures.items():
                one = median(found)
                shares = (one.rate / base.rate, base.cost / one.cost)
                print(f"{name:34}{one.rate:12.0f}{shares[0]:8.3f}{one.cost:10.1f}{shares[1]:8.3f}")
        finally:
            bare.terminate()
            portal.close()


if __name__ == "__main__":
    main()
