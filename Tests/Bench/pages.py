"""Requests a second of the portal's pages, beside a bare C loop that answers 13 bytes.

    pages.py [--dossiers 2000] [--seconds 3] [--connections 64]

Each server has core 0 to itself and the load core 1, so a ratio means work per request.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "Browser"), str(TESTS / "Soak")]

from office import Person  # noqa: E402
from portal import Portal  # noqa: E402

LOOP_PORT = 9100
# Whose page it is; nobody's is a visitor's.
PAGES = [
    ("", "/health"),
    ("", "/"),
    ("", "/login"),
    ("", "/procedures"),
    ("oneStopOfficer", "/counter"),
    ("specialist", "/inbox"),
    ("leader", "/to-sign"),
    ("chairman", "/overview"),
]


def rate(url: str, cookie: str, given: argparse.Namespace) -> float:
    """Requests a second by wrk; every answer must be a good one."""
    told = subprocess.run(
        ["taskset", "-c", "1", "wrk", "-t1", f"-c{given.connections}", f"-d{given.seconds}", "-H", f"Cookie: {cookie}", url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Non-2xx" not in told and "Socket errors" not in told, f"{url}: {told}"
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def cookies(portal: Portal) -> dict[str, str]:
    """Of a visitor and of each role that has a page here."""
    found = {"": ""}
    for role in {role for role, _ in PAGES if role}:
        person = Person(portal.url, portal.logins[role], portal.password)
        person.sign_in()
        found[role] = person.cookies
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossiers", type=int, default=2000)
    options.add_argument("--seconds", type=int, default=3)
    options.add_argument("--connections", type=int, default=64)
    given = options.parse_args()
    portal = Portal(level="warning", prefix=["taskset", "-c", "0"])
    with tempfile.TemporaryDirectory() as folder:
        loop = f"{folder}/loop"
        subprocess.run(["cc", "-O2", "-o", loop, TESTS / "Bench" / "loop.c"], check=True)
        bare = subprocess.Popen(["taskset", "-c", "0", loop, str(LOOP_PORT)])
        try:
            portal.seed(given.dossiers)
            portal.start()
            known = cookies(portal)
            base = rate(f"http://127.0.0.1:{LOOP_PORT}/", "", given)
            print(f"{'bare C loop':32}{base:10.0f}/s")
            for role, path in PAGES:
                figure = rate(portal.url + path, known[role], given)
                print(f"{path + (f' ({role})' if role else ''):32}{figure:10.0f}/s{figure / base:8.3f}", flush=True)
        finally:
            bare.terminate()
            portal.close()


if __name__ == "__main__":
    main()
