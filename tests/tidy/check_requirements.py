#!/usr/bin/env python3
"""docs/requirements.md stays true: every rule is in it once, and every test it names exists.
docs/conflicts.md likewise: every kind of incident is in it, each conflict with a test.

Names are those of ctest. `ctest -N` knows a test only when its binary is built, so a binary that
is not built yet is named as such instead of being taken for a missing test.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

import tree

STATES = ("done", "partly", "later")
WANTED = [f"R-{n:02}" for n in range(1, 46)] + [f"I{n}" for n in range(1, 11)]


def rows(text):
    """[(line, id, rule, carried out by, [tests], state)] of the tables."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 5 and re.fullmatch(r"(R-\d\d|I\d+|P-[\w.]+)", cells[0]):
            found.append((number, cells[0], cells[1], cells[2],
                          re.findall(r"`([^`]+)`", cells[3]), cells[4]))
    return found


def known_tests(build):
    """The names that ctest lists in a build folder."""
    done = subprocess.run(["ctest", "--test-dir", str(build), "--show-only=json-v1"],
                          capture_output=True, text=True, check=True)
    return {test["name"] for test in json.loads(done.stdout)["tests"]}


def check(root, tests):
    document = pathlib.Path(root) / "docs/requirements.md"
    if not document.exists():
        return ["docs/requirements.md:1: requirement: the document is missing"]
    faults, seen = [], set()
    for line, ident, _, where, named, state in rows(document.read_text()):
        at = f"docs/requirements.md:{line}: requirement:"
        if ident in seen:
            faults.append(f"{at} {ident} stands here twice")
        seen.add(ident)
        if not state.startswith(STATES):
            faults.append(f"{at} {ident}: the state is one of {', '.join(STATES)}")
        if state.startswith("done") and not named:
            faults.append(f"{at} {ident} is done, so name its test")
        for path in re.findall(r"`([\w./-]+/[\w./-]*)`", where):
            if not (pathlib.Path(root) / path).exists():
                faults.append(f"{at} {ident}: there is no {path}")
        if tests is not None:
            faults += [f"{at} {ident}: ctest knows no '{test}'" for test in named
                       if test not in tests and not unbuilt(test, tests)]
    return faults + [f"docs/requirements.md:1: requirement: {ident} is missing"
                     for ident in WANTED if ident not in seen]


def incident_kinds(root):
    text = (pathlib.Path(root) / "core/fact/incident.hpp").read_text()
    words = re.search(r"EnumWords<IncidentKind>.*?words\{(.*?)\};", text, re.S)
    return set(re.findall(r'"(\w+)"', words.group(1)))


def check_conflicts(root, tests):
    name = "docs/conflicts.md"
    text = (pathlib.Path(root) / name).read_text()
    kinds, faults, seen = incident_kinds(root), [], set()
    table, _, rest = text.partition("## No conflicts")
    for number, line in enumerate(table.split("\n"), 1):
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) != 5 or "`" not in cells[3]:
            continue
        at = f"{name}:{number}: conflict:"
        named = re.findall(r"`(\w+)`", cells[3])
        seen.update(named)
        faults += [f"{at} there is no incident '{kind}'" for kind in named
                   if kind not in kinds]
        shown_by = re.findall(r"`([\w.]+)`", cells[4])
        if not shown_by:
            faults.append(f"{at} {', '.join(named)}: name the test")
        if tests is not None:
            faults += [f"{at} ctest knows no '{test}'" for test in shown_by
                       if test not in tests and not unbuilt(test, tests)]
    other = set(re.findall(r"`(\w+)`", rest))
    faults += [f"{name}:1: conflict: there is no incident '{kind}'" for kind in other - kinds]
    faults += [f"{name}:1: conflict: '{kind}' stands here twice" for kind in seen & other]
    return faults + [f"{name}:1: conflict: '{kind}' is missing"
                     for kind in sorted(kinds - seen - other)]


def unbuilt(test, tests):
    return f"{test.split('.')[0]}_NOT_BUILT" in tests


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    parser.add_argument("--build", type=pathlib.Path, help="without it, names are not looked up")
    args = parser.parse_args()
    names = known_tests(args.build) if args.build else None
    found = check(args.root, names) + check_conflicts(args.root, names)
    sys.exit(tree.report("requirements", found))
