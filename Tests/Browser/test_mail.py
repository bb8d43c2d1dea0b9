"""Letters by e-mail (issue 4 §1), through a real mail server on loopback."""

import email
import email.policy
import socket
import time
from datetime import datetime, timedelta, timezone

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from browser import Browser
from portal import Portal

SENDER = "motcua@nhuxuan.example.vn"
PASSWORD = "Mật khẩu của máy thư"
# Rounds of the outbox are a minute apart; one begins when the portal starts.
PATIENCE = 75


class Mailbox:
    """Takes letters from whoever signs in, except those to an address that does not exist."""

    def __init__(self):
        self.letters = []
        self.refused = ""
        self.answer = "550 5.1.1 no such mailbox"
        self.signed_in = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == self.refused:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 taken"

    def authenticate(self, server, session, envelope, mechanism, data):
        good = data.login == b"motcua" and data.password == PASSWORD.encode()
        self.signed_in.append(good)
        return AuthResult(success=good)

    def to(self, address: str) -> list:
        return [letter for receivers, letter in self.letters if receivers == [address]]


@pytest.fixture(scope="module")
def mailbox():
    box = Mailbox()
    controller = Controller(
        box, hostname="127.0.0.1", port=0, authenticator=box.authenticate, auth_required=True, auth_require_tls=False
    )
    # A port that is free now; the controller itself cannot say which one port 0 became.
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        controller.port = probe.getsockname()[1]
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


@pytest.fixture(scope="module")
def mailing(mailbox, tmp_path_factory):
    """A small demo district that sends letters through the mail server."""
    secret = tmp_path_factory.mktemp("mail") / "password"
    secret.write_text(PASSWORD + "\n")
    portal = Portal(
        serve=["--smtp", f"smtp://127.0.0.1:{mailbox.port}", "--mail-from", SENDER]
        + ["--smtp-user", "motcua", "--smtp-password-file", str(secret)]
    )
    portal.seed(120)
    portal.start()
    yield portal
    assert portal.stop() == 0
    assert PASSWORD not in portal.log()
    portal.close()


def wait_for(what) -> object:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.2)
    raise AssertionError("no letter came")


def administrator(driver, portal, width=1280) -> Browser:
    browser = Browser(driver, portal, width)
    browser.sign_in_as("administrator")
    browser.visit("/admin/letters")
    return browser


def test_a_letter_reaches_the_mailbox_once(driver, mailbox, mailing):
    """Queued, then the machine loses power: the letter leaves after the restart."""
    browser = administrator(driver, mailing)
    address = mailing.logins["administrator"] + "@example.vn"
    before = len(mailbox.to(address))
    browser.press("Gửi thư thử")
    assert "Đã xếp thư vào hàng gửi" in browser.text
    browser.look("letters")
    mailing.kill()
    mailing.start()
    wait_for(lambda: len(mailbox.to(address)) > before)
    letter = mailbox.to(address)[-1]
    assert letter["From"] == SENDER and letter["Subject"] == "Thư thử của Một cửa điện tử"
    assert "cổng gửi được thư điện tử" in letter.get_content()
    assert all(mailbox.signed_in)
    wait_for(lambda: browser.visit("/admin/letters") or "Đã gửi lúc" in browser.text)
    mailing.stop()
    mailing.start()
    assert len(mailbox.to(address)) == before + 1
    for width in (360, 1280):
        administrator(driver, mailing, width).look(f"letters-sent-{width}")


def test_a_letter_refused_for_good_is_not_sent_again(driver, mailbox, mailing):
    browser = administrator(driver, mailing)
    mailbox.refused = mailing.logins["administrator"] + "@example.vn"
    browser.press("Gửi thư thử")
    mailing.stop()
    mailing.start()
    wait_for(lambda: browser.visit("/admin/letters") or "Không gửi được sau 1 lần" in browser.text)
    assert "550" in browser.text
    browser.look("letters-refused")
    mailbox.refused = ""
    before = len(mailbox.letters)
    browser.leave(lambda: browser.click(browser.find("td button")))
    mailing.stop()
    mailing.start()
    wait_for(lambda: len(mailbox.letters) > before)


def test_a_letter_wanted_later_holds_no_other_up(driver, mailbox, mailing):
    """Greylisting: one mailbox says later, the letter behind it leaves in the same round."""
    mailbox.refused, mailbox.answer = mailing.logins["administrator"] + "@example.vn", "451 4.7.1 try again later"
    administrator(driver, mailing).press("Gửi thư thử")
    issue(driver, mailing, first_commune(driver, mailing))
    before = len(mailbox.letters)
    mailing.stop()
    mailing.start()
    wait_for(lambda: len(mailbox.letters) > before)
    mailbox.refused = ""
    page = administrator(driver, mailing)
    assert "451" in page.text and "gửi lại lúc" in page.text


def first_commune(driver, portal) -> str:
    """The chairman's agency."""
    browser = Browser(driver, portal, 1280)
    browser.sign_in_as("chairman")
    return browser.path.split("/")[2]


def issue(driver, portal, agency: str) -> None:
    """A directive to the chairman's agency, which writes to its leaders."""
    browser = Browser(driver, portal, 1280)
    browser.sign_in_as("overseer")
    browser.visit("/directives/new")
    due = datetime.now(timezone(timedelta(hours=7))) + timedelta(days=9)
    browser.fill(number="9/UBND", title="Đôn đốc", body="Báo cáo.", due=due.strftime("%d/%m/%Y"))
    browser.click(browser.find(f"#unit-{agency}"))
    browser.press("Giao nhiệm vụ")
    assert "Đã giao nhiệm vụ" in browser.text


def test_a_digest_of_today(driver, mailbox, mailing):
    """What the demo district's people were told today, if today is a working day: the letter and the page agree."""
    agency = first_commune(driver, mailing)
    browser = Browser(driver, mailing, 360)
    browser.sign_in_as("administrator")
    browser.visit(f"/admin/agencies/{agency}")
    browser.fill(digestTime="00:00")
    browser.look("agency-digest-time")
    browser.press("Lưu")
    mailing.stop()
    mailing.start()
    browser.forget()
    browser.sign_in_as("chairman")
    browser.visit("/digest")
    address = mailing.logins["chairman"] + "@example.vn"

    def digests() -> list:
        return [letter for letter in mailbox.to(address) if letter["Subject"].startswith("Việc ngày")]

    # The next round of the outbox takes what this start of the portal told.
    mailing.stop()
    mailing.start()
    if "Chưa có bản tin nào" in browser.text:
        assert not digests()
    else:
        browser.look("digest")
        letters = wait_for(digests)
        assert len(letters) == 1
        for heading in browser.find_all("h2"):
            title, count = heading.text.rsplit(" ", 1)
            assert f"{title}: {count}" in letters[0].get_content()


def test_options_that_cannot_be(mailing):
    for options, name in [
        (["--smtp", "http://mail.example.vn"], "--smtp"),
        (["--smtp", "smtp://u:geheim@mail.example.vn"], "--smtp"),
        (["--smtp", "smtp://mail.example.vn"], "--mail-from"),
        (["--smtp", "smtp://mail.example.vn", "--mail-from", "a@b.vn", "--smtp-user", "u"], "--smtp-password-file"),
    ]:
        done = mailing.run("serve", *options)
        assert done.returncode != 0 and name in done.stderr, options
        assert "geheim" not in done.stderr
