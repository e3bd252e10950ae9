#!/usr/bin/env python3
"""No shipped program holds a source of random numbers that repeats: neither the tests' seeded one
nor the engine under it.

A program that links the seeded source on purpose is looked at too: where nothing is found in it,
the look itself is blind.
"""
import argparse
import pathlib
import sys

# The name of a class with virtual functions stands in every program that links it, stripped or not.
TRACES = (b"SeededRandom", b"mersenne_twister_engine")


def traces_in(program):
    content = pathlib.Path(program).read_bytes()
    return [trace.decode() for trace in TRACES if trace in content]


def check(shipped, control):
    faults = [f"{program}: shipped-seed: it holds {', '.join(found)}; only tests may link that"
              for program in shipped if (found := traces_in(program))]
    if TRACES[0].decode() not in traces_in(control):
        faults.append(f"{control}: the seeded source is not found where it is linked; fix TRACES")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--control", required=True, help="a program that links the seeded source")
    parser.add_argument("shipped", nargs="+")
    arguments = parser.parse_args()
    faults = check(arguments.shipped, arguments.control)
    for fault in faults:
        print(fault)
    print("shipped programs: " + (f"{len(faults)} fault(s)" if faults else "clean"))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
