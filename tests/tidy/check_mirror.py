#!/usr/bin/env python3
"""Unit tests stand where their product stands: tests/unit/core/gate/stay_test.cpp tests
core/gate/stay.

A unit test that looks at several files at once says so in its name's place in the list below, with
the reason; an entry that no file needs any more is a fault too.
"""
import argparse
import pathlib
import sys

import tree

# Test file (below tests/unit) -> why no single product file is its mirror.
ACROSS = {
    "anpr-bridge/decode/variants_fields_test.cpp":
        "messages of several makers and profiles, each in ten shapes",
    "anpr-bridge/decode/variants_makers_test.cpp":
        "the same vehicle in every form of Dahua, Hikvision, ONVIF and a stranger",
    "base/sqlite/crash_test.cpp": "a process that is killed while it writes",
    "config/mistakes_test.cpp": "every mistake that stops a start, whichever file notices it",
    "firmware-daemon/store/law_test.cpp": "the law as constraints of the schema",
    "firmware-daemon/store/power_cut_test.cpp": "all stores, cut off at any write",
    "core/invariants_test.cpp": "I1 to I10 go across the rooms of core",
    "firmware-daemon/app/journey_test.cpp": "one truck's way through all use cases",
    "firmware-daemon/app/law_property_test.cpp": "random days, any use case after any other",
    "printer/page/qr_damage_test.cpp":
        "what thermal paper does to the codes of page/qr, and whether claim/check_qr reads them",
    "sync/link/link_sim_test.cpp": "both ends of a link with the frames lost between them",
}


def check(root, across=None):
    across = ACROSS if across is None else across
    names = tree.cpp_files(root)
    product = {str(n.with_suffix("")) for n in names if n.parts[0] != "tests"}
    product |= {str(pathlib.PurePosixPath(*n.with_suffix("").parts[1:]))
                for n in names if n.parts[:2] == ("tests", "eval")}
    faults, seen = [], set()
    for name in names:
        if name.parts[:2] != ("tests", "unit") or not name.stem.endswith("_test"):
            continue
        place = pathlib.PurePosixPath(*name.parts[2:])
        seen.add(str(place))
        mirrored = str(place.with_name(place.stem.removesuffix("_test")))
        if mirrored not in product and str(place) not in across:
            faults.append(f"{name}:1: mirror: there is no {mirrored}.cpp or .hpp that it tests")
        if mirrored in product and str(place) in across:
            faults.append(f"{name}:1: mirror: it has its product file; strike it from the list")
    return faults + [f"tests/unit/{name}:1: mirror: listed, but there is no such test"
                     for name in across if name not in seen]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    sys.exit(tree.report("mirror", check(parser.parse_args().root)))
