#!/usr/bin/env python3
"""A short print-torture, and that its judge notices a printer program that lies or sends again."""
import argparse
import pathlib
import sys

import print_torture

SHORT = ["--random", "2", "--every-band", "20"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    build = parser.parse_args().build.resolve()
    summary = print_torture.run(build, SHORT, shards=1)
    faults = ["the torture did not come to its end"] if summary is None else \
        print_torture.faults_of(summary)
    if summary:
        print_torture.table(summary)
    for defect, noticed in (("lying", ("false_success",)),
                            ("resending", ("duplicates", "two_complete_pages_one_attempt"))):
        seen = print_torture.run(build, ["--random", "0", "--every-band", "60", "--defect", defect],
                                 shards=1)
        faults += [f"a {defect} program is not noticed: {name} is 0" for name in noticed
                   if not seen or not seen[name]]
    for fault in faults:
        print(f"WRONG: {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
