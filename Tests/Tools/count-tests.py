"""Sums the JUnit reports of a folder; the last line is `N passed, N failed`. Exit code 1 when anything failed.

    count-tests.py FOLDER [STEP THAT FAILED[=ITS REPORT]]...

A step that failed without a failed test in its report (lint, build, a crash) counts as one failure.
"""

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

folder, steps = Path(sys.argv[1]), sys.argv[2:]
counts: Counter[str] = Counter()
failed_in: Counter[str] = Counter()
for report in sorted(folder.glob("*.xml")):
    for case in ElementTree.parse(report).iter("testcase"):
        outcomes = {child.tag for child in case}
        if outcomes & {"failure", "error"}:
            failed_in[report.name] += 1
            print(f"FAILED {case.get('classname')} {case.get('name')}")
        else:
            counts["skipped" if "skipped" in outcomes else "passed"] += 1
for step in steps:
    name, _, report = step.partition("=")
    if not failed_in[report]:
        failed_in[name] += 1
        print(f"FAILED {name}")
failed = sum(failed_in.values())
if counts["skipped"]:
    print(f"{counts['skipped']} skipped")
print(f"{counts['passed']} passed, {failed} failed")
sys.exit(1 if failed or not counts["passed"] else 0)
