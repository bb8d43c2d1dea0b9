"""Sums the JUnit reports of a folder; the last line is `N passed, N failed`. Exit code 1 when anything failed.

    count-tests.py FOLDER [STEP THAT FAILED]...

A step that failed without a failed test in any report (lint, build, a crash) counts as one failure.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

folder, steps = Path(sys.argv[1]), sys.argv[2:]
passed = failed = skipped = 0
for report in sorted(folder.glob("*.xml")):
    for case in ElementTree.parse(report).iter("testcase"):
        outcomes = {child.tag for child in case}
        if outcomes & {"failure", "error"}:
            failed += 1
            print(f"FAILED {case.get('classname')} {case.get('name')}")
        elif "skipped" in outcomes:
            skipped += 1
        else:
            passed += 1
for step in steps:
    print(f"FAILED STEP {step}")
failed = max(failed, len(steps))
if skipped:
    print(f"{skipped} skipped")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
