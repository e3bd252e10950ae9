#!/usr/bin/env python3
"""Adds up what the test runners reported: names every failure, then one line with the totals.

The exit code is 0 only when nothing failed and something passed.
"""
import argparse
import pathlib
import re
import sys
import xml.etree.ElementTree as xml


def ctest_counts(report, exit_code):
    """(passed, names of failures, names of skipped) of a JUnit file written by ctest."""
    if not report.exists():
        return 0, [f"ctest wrote no report (exit code {exit_code})"], []
    passed, failed, skipped = 0, [], []
    for case in xml.parse(report).getroot().iter("testcase"):
        if case.find("failure") is not None or case.get("status") == "fail":
            failed.append(case.get("name"))
        elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
            skipped.append(case.get("name"))
        else:
            passed += 1
    if exit_code != 0 and not failed:
        failed.append(f"ctest ended with exit code {exit_code}")
    return passed, failed, skipped


def longest(report, most=10):
    """[(seconds, name)] of the tests that took longest."""
    if not report.exists():
        return []
    cases = xml.parse(report).getroot().iter("testcase")
    return sorted(((float(case.get("time") or 0), case.get("name")) for case in cases),
                  reverse=True)[:most]


def stage_counts(file):
    """(passed, names of failures) of the further stages of a full run; none is fine."""
    lines = file.read_text().splitlines() if file and file.exists() else []
    failed = [line.partition(" ")[2] for line in lines if line.startswith("failed ")]
    return len(lines) - len(failed), failed


def ui_counts(log, outcome):
    """(passed, failed) of the UI's runner, read from its closing lines."""
    if not log.exists():
        return 0, 0
    text = re.sub(r"\x1b\[[0-9;]*m", "", log.read_text(errors="replace"))
    line = re.findall(r"^\s*Tests\s+(.*)$", text, re.M)
    if line:
        count = lambda word: sum(int(n) for n in re.findall(rf"(\d+) {word}", line[-1]))
        passed, failed = count("passed"), count("failed")
    else:
        count = lambda word: sum(int(n) for n in re.findall(rf"^\S+ {word} (\d+)$", text, re.M))
        passed, failed = count("pass"), count("fail")
    if outcome == "failed" and failed == 0:
        failed = 1
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ctest", type=pathlib.Path, required=True)
    parser.add_argument("--ctest-exit", type=int, required=True)
    parser.add_argument("--ui-log", type=pathlib.Path, required=True)
    parser.add_argument("--ui-check", choices=("passed", "failed"), required=True)
    parser.add_argument("--ui-tests", choices=("passed", "failed"), required=True)
    parser.add_argument("--stages", type=pathlib.Path)
    args = parser.parse_args()

    passed, failed, skipped = ctest_counts(args.ctest, args.ctest_exit)
    ui_passed, ui_failed = ui_counts(args.ui_log, args.ui_tests)
    if args.ui_log.exists():
        passed += args.ui_check == "passed"
    if args.ui_check == "failed":
        failed.append("kiosk-ui: npm run check")
    failed += [f"kiosk-ui: npm test, {ui_failed} failed (see above)"] if ui_failed else []
    stages_passed, stages_failed = stage_counts(args.stages)
    passed += stages_passed
    failed += stages_failed
    print("the longest tests:")
    for seconds, name in longest(args.ctest):
        print(f"  {seconds:6.1f} s  {name}")
    for name in skipped:
        print(f"skipped: {name}")
    for name in failed:
        print(f"FAILED: {name}")
    failures = len(failed) + (ui_failed - 1 if ui_failed else 0)
    print(f"{passed + ui_passed} passed, {failures} failed")
    return 0 if failures == 0 and passed + ui_passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
