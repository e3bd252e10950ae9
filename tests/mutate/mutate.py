#!/usr/bin/env python3
"""Makes one small mistake at a time in a folder and sees whether its unit tests notice.

    mutate.py FOLDER [--seed 1] [--count 200] [--tests unit_core,unit_app] [--out build/mutate]

Works in a copy of the tree below --out. A line is drawn among all that can be changed, then one of
its changes (tests/mutate/mutations.py). What does not compile is drawn again. A mistake is noticed
if a test fails, hangs or its program dies; the next program of --tests is built and asked only if
the one before it noticed nothing. Those in equivalent.txt (beside this file) change
nothing that anybody could see; each line there ends in its reason.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

import mutations

TOP = pathlib.Path(__file__).resolve().parents[2]
EQUIVALENT = pathlib.Path(__file__).with_name("equivalent.txt")
DEFAULT_TESTS = "unit_core,unit_app"
# Each mistake is compiled once and run once: the time of the compiler counts most.
FLAGS = "-O0 -g0 -D_GLIBCXX_ASSERTIONS"


def say(text):
    print(text, flush=True)


def copy_of_the_tree(out):
    """Files that did not change keep their times, so that ninja builds only what did."""
    tree = out / "tree"
    tree.mkdir(parents=True, exist_ok=True)
    names = subprocess.run(["git", "-C", TOP, "ls-files", "-z", "--cached", "--others",
                            "--exclude-standard"], check=True, capture_output=True, text=True)
    for name in filter(None, names.stdout.split("\0")):
        source, target = TOP / name, tree / name
        if not source.is_file():
            continue
        if target.is_file() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    return tree


def equivalents():
    """{"file: before -> after"} without the reasons."""
    lines = EQUIVALENT.read_text().splitlines() if EQUIVALENT.exists() else []
    return {line.split(" // ")[0].strip() for line in lines if line and not line.startswith("#")}


def key(mutation):
    return f"{mutation.file}: {mutation.before.strip()} -> {mutation.after.strip() or '(nothing)'}"


class Bench:
    def __init__(self, tree, tests):
        self.tree, self.tests, self.build = tree, tests, tree / "build/dev"

    def make(self, names):
        return subprocess.run(["ninja", "-C", self.build, *names], capture_output=True, text=True)

    def prepare(self):
        if not (self.build / "build.ninja").exists():
            subprocess.run(["cmake", "--preset", "dev", f"-DCMAKE_CXX_FLAGS={FLAGS}"],
                           cwd=self.tree, check=True, capture_output=True)
        made = self.make(self.tests)
        if made.returncode:
            raise SystemExit("the tree does not build:\n" + made.stdout[-4000:])
        began = time.monotonic()
        if any(self.fails(name, 600) for name in self.tests):
            raise SystemExit("the tests fail before anything was changed")
        self.limit = 30 + 4 * (time.monotonic() - began)

    def fails(self, name, limit):
        program = self.build / "tests" / name
        try:
            return subprocess.run([program, "--gtest_brief=1", "--gtest_fail_fast"],
                                  capture_output=True, timeout=limit,
                                  cwd=program.parent).returncode != 0
        except subprocess.TimeoutExpired:
            return True

    def judge(self, mutation):
        """"noticed", "unnoticed" or "does not compile"."""
        path = self.tree / mutation.file
        text = path.read_text()
        lines = text.split("\n")
        lines[mutation.line - 1] = mutation.after
        path.write_text("\n".join(lines))
        try:
            for name in self.tests:
                if self.make([name]).returncode:
                    return "does not compile"
                if self.fails(name, self.limit):
                    return "noticed"
            return "unnoticed"
        finally:
            path.write_text(text)


def draw(lines, rng, known):
    """A mutation of a line, each line with the same chance; none twice."""
    while lines:
        at = rng.randrange(len(lines))
        mutation = lines[at].pop(rng.randrange(len(lines[at])))
        if not lines[at]:
            lines.pop(at)
        if key(mutation) not in known:
            return mutation
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--tests", default=DEFAULT_TESTS)
    parser.add_argument("--out", type=pathlib.Path, default=TOP / "build/mutate")
    args = parser.parse_args()
    tree = copy_of_the_tree(args.out.resolve())
    bench = Bench(tree, args.tests.split(","))
    say(f"building {args.tests} in {tree}")
    bench.prepare()
    lines = [ways for path in sorted((tree / args.folder).rglob("*.[ch]pp"))
             for ways in mutations.mutations_of(os.path.relpath(path, tree),
                                                path.read_text()).values()]
    say(f"{len(lines)} lines of {args.folder} can be changed, in {sum(map(len, lines))} ways")
    if not lines:
        raise SystemExit(f"nothing to change in {args.folder}: name a folder of C++ files")
    rng, known = random.Random(args.seed), equivalents()
    counts = {"noticed": 0, "unnoticed": 0, "does not compile": 0}
    with open(args.out / "mutations.jsonl", "w", encoding="utf-8") as report:
        while counts["noticed"] + counts["unnoticed"] < args.count:
            mutation = draw(lines, rng, known)
            if mutation is None:
                break
            outcome = bench.judge(mutation)
            counts[outcome] += 1
            report.write(json.dumps({"outcome": outcome, "mutation": mutation.text()},
                                    ensure_ascii=False) + "\n")
            report.flush()
            if outcome != "does not compile":
                done = counts["noticed"] + counts["unnoticed"]
                say(f"[{done}/{args.count}] {outcome:9} {mutation.text()}")
    total = counts["noticed"] + counts["unnoticed"]
    share = 100 * counts["noticed"] / max(1, total)
    say(f"{counts['noticed']} of {total} noticed ({share:.1f} %), "
        f"{counts['does not compile']} did not compile, {len(known)} listed as equivalent")
    return 0


if __name__ == "__main__":
    sys.exit(main())
