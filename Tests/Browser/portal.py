"""A running motcua with a data folder of its own, for browser tests and kill loops."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("MOTCUA_PROGRAM", ROOT / ".build" / "debug" / "motcua"))
ADDRESS = "Một Cửa: "
READY_SECONDS = 30
STOP_SECONDS = 30


class Portal:
    """Starts the program on a free port of loopback, and again on the same port after a stop or a kill."""

    def __init__(self, level: str = "info", prefix: list[str] | None = None, serve: list[str] | None = None):
        """level: of the log; prefix: a command that starts the program, such as taskset; serve: more options."""
        self.folder = Path(tempfile.mkdtemp(prefix="motcua-test-"))
        self.data = self.folder / "data"
        self.log_path = self.folder / "serve.log"
        self.level = level
        self.prefix = prefix or []
        self.serve = serve or []
        self.url = ""
        # By role, and the password of all, as the program prints them when it serves a demo district.
        self.logins: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.password = ""
        self._process: subprocess.Popen | None = None

    @property
    def pid(self) -> int:
        """Of the program, while it serves."""
        assert self._process, "not started"
        return self._process.pid

    # Commands

    def run(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess:
        """Runs a command on this data folder to its end, whatever its exit code."""
        return subprocess.run(
            [PROGRAM, *arguments, "--data", self.data],
            cwd=ROOT,
            env=_environment(),
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )

    def command(self, *arguments: str, text: str = "") -> str:
        """Runs a command that must succeed; returns what it printed."""
        done = self.run(*arguments, text=text)
        assert done.returncode == 0, f"motcua {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def seed(self, dossiers: int) -> None:
        """Makes the demo district."""
        self.command("demo", "--dossiers", str(dossiers))

    def check(self) -> str:
        """`motcua check`, which must find no trouble."""
        return self.command("check", "--home", str(ROOT))

    # Serving

    def start(self) -> None:
        """Returns when /health answers 200."""
        port = self.url.rsplit(":", 1)[1] if self.url else "0"
        with open(self.log_path, "ab") as log:
            self._process = subprocess.Popen(
                [*self.prefix, PROGRAM, "serve", "--data", self.data, "--port", port, "--log", self.level, *self.serve],
                cwd=ROOT,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self._read_address()
        self._wait_until_healthy()

    def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """kill -9, as a power cut does it."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """Ends the program if it runs, and removes the folder."""
        if self._process and self._process.poll() is None:
            self._end(signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """Everything logged so far."""
        time.sleep(0.1)  # lines are written 50 ms late
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def _end(self, number: int) -> int:
        assert self._process, "not started"
        self._process.send_signal(number)
        code = self._process.wait(STOP_SECONDS)
        self._process = None
        return code

    def _read_address(self) -> None:
        assert self._process and self._process.stdout
        line = self._process.stdout.readline()
        assert line.startswith(ADDRESS), f"motcua did not start: {line}{self.log()}"
        self.url = line.removeprefix(ADDRESS).strip()
        threading.Thread(target=self._read_logins, args=(self._process.stdout,), daemon=True).start()

    def _read_logins(self, output) -> None:
        for line in output:
            if " password " in line:
                self.password = line.rsplit(" ", 1)[1].strip(":\n")
            elif line.startswith("  "):
                role, login, name = line.split(None, 2)
                self.logins[role] = login
                self.names[role] = name.split(",")[0].strip()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                with _opener.open(self.url + "/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                pass
            assert time.monotonic() < deadline, f"/health never answered 200: {self.log()}"
            time.sleep(0.05)


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _environment() -> dict[str, str]:
    """The environment without settings of whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
