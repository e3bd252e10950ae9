#!/usr/bin/env python3
"""A short print-torture, and that its judge notices a printer program that lies or sends again."""
import argparse
import pathlib
import sys

import print_torture

SHORT = ["--random", "2", "--every-band", "20"]
WITH_DEFECT = ["--random", "0", "--every-band", "60", "--defect"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    build = parser.parse_args().build.resolve()
    faults = []
    for printer in print_torture.KINDS:
        summary = print_torture.run(build, printer, SHORT, shards=1)
        if summary:
            print_torture.table(printer, summary)
            faults += print_torture.faults_of(printer, summary)
        else:
            faults.append(f"the torture at {printer} did not come to its end")
        for defect, noticed in (("lying", ("false_success",)),
                                ("resending", ("duplicates", "two_complete_pages_one_attempt"))):
            seen = print_torture.run(build, printer, [*WITH_DEFECT, defect], shards=1)
            faults += [f"{printer}: a {defect} program is not noticed: {name} is 0"
                       for name in noticed if not seen or not seen[name]]
    for fault in faults:
        print(f"WRONG: {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
