"""Load on one page by wrk, and what it cost the server."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass


@dataclass
class Figure:
    """Of one page."""

    rate: float
    """Requests a second; what else the machine does disturbs it."""
    cost: float
    """Microseconds of processor time the server took for a request; nothing else disturbs it much."""


def load(pid: int, url: str, cookie: str = "", body: str = "", seconds: float = 2, connections: int = 64) -> Figure:
    """Asks for one page, posting the body if there is one; every answer must be a good one."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if body:
            script.write(f'wrk.method = "POST"\nwrk.body = "{body}"\n')
            script.write('wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n')
            script.flush()
        before = processor_time(pid)
        told = subprocess.run(
            ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s"]
            + (["-s", script.name] if body else [])
            + (["-H", f"Cookie: {cookie}"] if cookie else [])
            + [url],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        spent = processor_time(pid) - before
    assert "Non-2xx" not in told and "Socket errors" not in told, f"{url}: {told}"
    count = int(re.search(r"(\d+) requests in", told)[1])
    assert count, f"{url}: no answer in {seconds} s"
    return Figure(float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]), spent / count / 1000)


def pin(pid: int, core: int) -> None:
    """Gives a process, with all its threads, one core."""
    for task in os.listdir(f"/proc/{pid}/task"):
        os.sched_setaffinity(int(task), {core})


def processor_time(pid: int) -> int:
    """Nanoseconds that all threads of a process have run."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat") as statistics:
            total += int(statistics.read().split()[0])
    return total
