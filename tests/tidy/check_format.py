#!/usr/bin/env python3
"""Every C++ file is in the one format (.clang-format, clang-format-19)."""
import argparse
import pathlib
import subprocess
import sys

import tree


def check(root):
    names = [str(f) for f in tree.cpp_files(root)]
    if not names:
        return []
    done = subprocess.run(["clang-format-19", "--dry-run", "-Werror", *names], cwd=root,
                          capture_output=True, text=True)
    faults = [line for line in done.stderr.splitlines() if ": error:" in line]
    if done.returncode != 0 and not faults:
        faults = [f"clang-format-19 ended with {done.returncode}: {done.stderr.strip()}"]
    return faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    found = check(parser.parse_args().root)
    sys.exit(tree.report("format", found + (["fix with: ./dev fmt"] if found else [])))
