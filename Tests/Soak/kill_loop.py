"""Kills the portal with kill -9 while people work, round after round.

    kill_loop.py [--rounds 30] [--seconds 4] [--sessions 2] [--dossiers 300] [--seed N]

After each restart: every acknowledged form is answered for, every acknowledged file has its row, what was sent
without an answer can be sent again and is done once, and `motcua check` finds no trouble. A form counts as
acknowledged when its redirect has arrived.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

from office import Filling, Form, Page, Person, Unanswered, fill  # noqa: E402
from portal import Portal  # noqa: E402

# What fits fields that are checked; every other text field gets the mark of its form.
WORDS = {
    "ownerName": "Nguyễn Văn Kiểm",
    "name": "Nguyễn Văn Kiểm",
    "identityKind": "cccd",
    "identity": "038090001234",
    "phone": "0912345678",
    "email": "",
    "address": "Thôn 1",
    "submitterName": "",
    "submitterIdentity": "",
    "submitterPhone": "",
    "fee": "0",
    "copies": "1",
    "appointmentTime": "16:30",
}
# Where each role finds its work, and what it begins.
DESKS = {
    "oneStopOfficer": ["/counter", "/counter/receive"],
    "specialist": ["/inbox"],
    "leader": ["/to-sign"],
    "applicant": ["/my-dossiers", "/procedures"],
}
# Addresses where forms may be found.
FURTHER = ("/dossiers/", "/counter?", "/counter/receive/", "/procedures/", "/drafts/", "/my-dossiers/")


class Ledger:
    """What was acknowledged, and what was sent without an answer."""

    def __init__(self):
        self.lock = threading.Lock()
        self.acknowledged: dict[str, tuple[Filling, str]] = {}
        self.unanswered: list[tuple[Person, Filling]] = []
        self.outcomes: Counter[str] = Counter()

    def answered(self, filling: Filling, page: Page) -> None:
        with self.lock:
            self.outcomes[str(page.status)] += 1
            if page.status == 303 and filling.key:
                self.acknowledged[filling.key] = (filling, page.location)

    def lost(self, person: Person, filling: Filling) -> None:
        with self.lock:
            self.outcomes["unanswered"] += 1
            self.unanswered.append((person, filling))


class Desk(threading.Thread):
    """One person at work until the portal is gone."""

    def __init__(self, person: Person, places: list[str], ledger: Ledger, seed: int):
        super().__init__(daemon=True)
        self.person, self.places, self.ledger = person, places, ledger
        self.seed = random.Random(seed)
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            while True:
                self.act()
        except Unanswered:
            pass
        except BaseException as failure:  # told by the round, which must not go on as if all were well
            self.failure = failure

    def act(self) -> None:
        """Opens a list, a dossier or a procedure of it, perhaps one of its actions, and sends a form of the page."""
        page = self.person.get(self.seed.choice(self.places))
        for _ in range(3):
            # By kind first: a page with a hundred procedures and one dossier leads to both alike.
            kinds = [kind for kind in FURTHER if any(link.startswith(kind) for link in page.links)]
            if not kinds or (_forms(page) and self.seed.random() < 0.5):
                break
            kind = self.seed.choice(kinds)
            page = self.person.get(self.seed.choice([link for link in page.links if link.startswith(kind)]))
        if forms := _forms(page):
            self.send(fill(self.seed.choice(forms), WORDS | {"appointmentDay": next_month()}, self.seed))

    def send(self, filling: Filling) -> None:
        try:
            page = self.person.post(filling)
        except Unanswered:
            self.ledger.lost(self.person, filling)
            raise
        self.ledger.answered(filling, page)


def _forms(page: Page) -> list[Form]:
    """Those that are done once, however often they are sent."""
    return [form for form in page.forms if form.value("once")]


def next_month() -> str:
    return time.strftime("%d/%m/%Y", time.localtime(time.time() + 30 * 86_400))


def everybody(portal: Portal, sessions: int) -> list[tuple[Person, list[str]]]:
    """The people of the unit with the most desks and a citizen, each so many times, with where they work."""
    units: dict[str, list[tuple[Person, list[str]]]] = {}
    for line in portal.command("user", "list").splitlines():
        login, _, roles, *_ = line.split("\t")
        for role, unit in (pair.split(" at ", 1) for pair in roles.split(", ") if pair):
            if role in DESKS:
                units.setdefault(unit, []).append((Person(portal.url, login, portal.password), DESKS[role]))
    assert units, "nobody has a desk"
    citizen = (Person(portal.url, portal.logins["applicant"], portal.password), DESKS["applicant"])
    return [
        (Person(portal.url, person.login, portal.password), places)
        for person, places in [*max(units.values(), key=len), citizen]
        for _ in range(sessions)
    ]


def verify(portal: Portal, ledger: Ledger) -> None:
    """Everything acknowledged is there; what is unknown is done once when it is sent again."""
    for person, filling in ledger.unanswered:
        ledger.answered(filling, person.post(filling))
    ledger.unanswered.clear()
    database = sqlite3.connect(f"file:{portal.data}/portal.db?mode=ro", uri=True)
    try:
        # A key is kept together with a hash of what the form said.
        rows = database.execute("SELECT key, answer FROM answered_forms")
        answers = {key.partition(".")[0]: answer for key, answer in rows}
        # A paper used again is a row that points at the first.
        rows = database.execute("SELECT sha256 FROM attachments WHERE source_id IS NULL")
        files = Counter(row[0] for row in rows)
        received = Counter(row[0] for row in database.execute("SELECT summary FROM dossiers"))
    finally:
        database.close()
    for key, (filling, location) in ledger.acknowledged.items():
        assert answers.get(key) == location, f"{filling.action} was acknowledged but is not there"
        for digest in filling.hashes:
            assert files[digest] == 1, f"{filling.action}: its file has {files[digest]} rows"
        assert received[filling.mark] <= 1, f"{filling.action} was done {received[filling.mark]} times"
    portal.check()


def play(portal: Portal, people: list[tuple[Person, list[str]]], ledger: Ledger, seconds: float, seed: int) -> None:
    """One round: people work for some seconds, then the portal dies under them."""
    desks = [Desk(person, places, ledger, seed + number) for number, (person, places) in enumerate(people)]
    for desk in desks:
        desk.start()
    time.sleep(seconds)
    portal.kill()
    for desk in desks:
        desk.join(60)
        assert not desk.is_alive(), "a desk still waits for an answer"
        if desk.failure:
            raise desk.failure


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--seconds", type=float, default=4, help="the longest round")
    options.add_argument("--sessions", type=int, default=2, help="of each person at the same time")
    options.add_argument("--dossiers", type=int, default=300, help="in the demo district at the beginning")
    options.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    given = options.parse_args()
    print(f"seed {given.seed}", flush=True)
    chance = random.Random(given.seed)
    portal, ledger = Portal(level="notice"), Ledger()
    try:
        portal.seed(given.dossiers)
        portal.start()
        people = everybody(portal, given.sessions)
        for person, _ in people:
            person.sign_in()
        for number in range(1, given.rounds + 1):
            before = len(ledger.acknowledged)
            play(portal, people, ledger, chance.uniform(given.seconds / 8, given.seconds), chance.randrange(1 << 30))
            done = len(ledger.acknowledged) - before
            lost = len(ledger.unanswered)
            portal.start()
            verify(portal, ledger)
            print(f"round {number}: {done} acknowledged, {lost} unanswered and sent again; all there", flush=True)
        assert len(ledger.acknowledged) > given.rounds, "too little was done to prove anything"
        files = sum(len(filling.files) for filling, _ in ledger.acknowledged.values())
        print(f"{given.rounds} rounds: {len(ledger.acknowledged)} actions with {files} files, none lost")
        kinds = Counter(filling.kind for filling, _ in ledger.acknowledged.values())
        print("actions: " + ", ".join(f"{count} × {kind}" for kind, count in kinds.most_common()))
        print("answers: " + ", ".join(f"{count} × {name}" for name, count in ledger.outcomes.most_common()))
    finally:
        portal.close()


if __name__ == "__main__":
    main()
