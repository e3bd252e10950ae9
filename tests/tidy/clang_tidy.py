#!/usr/bin/env python3
"""Runs clang-tidy-19 (.clang-tidy) over the .cpp files of a configured build, two at a time.

A file that was clean is not looked at again until it, a header of the tree that it includes, its
compile command or .clang-tidy changes.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import tree


def reached(root, name, seen):
    """`name` and every file of the tree that it includes, directly or not."""
    path = pathlib.Path(root) / name
    if name in seen or not path.is_file():
        return
    seen.add(name)
    for _, kind, included in tree.includes(path.read_text(errors="replace")):
        if kind == '"':
            reached(root, included, seen)


def fingerprint(root, name, command):
    """Changes with everything that clang-tidy's answer for `name` depends on in this tree."""
    seen = set()
    reached(root, str(name), seen)
    digest = hashlib.sha256(command.encode())
    for part in [".clang-tidy", *sorted(seen)]:
        digest.update(part.encode() + b"\0")
        digest.update((pathlib.Path(root) / part).read_bytes())
    return digest.hexdigest()


def changed(root):
    """What differs from the last commit, untracked files included."""
    def git(*args):
        done = subprocess.run(["git", "-c", "safe.directory=*", "-C", str(root), *args],
                              check=True, capture_output=True, text=True)
        return set(done.stdout.split())
    return git("diff", "--name-only", "HEAD") | \
        git("ls-files", "--others", "--exclude-standard")


def commands(root, build):
    """{file of the tree: its compile command}"""
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), root)
        if not path.startswith(("..", os.path.relpath(build, root) + os.sep)):
            found[path] = entry["command"]
    return found


def plug_in(build):
    """own_code_only.cpp, built when it is wanted: its packages come with the full tier."""
    done = subprocess.run(["ninja", "-C", str(build), "own_code_only"], capture_output=True,
                          text=True)
    if done.returncode:
        sys.exit(f"clang-tidy's plug-in does not build:\n{done.stdout}")
    return build / "tests/tidy/own_code_only.so"


def look(root, build, name, plug):
    # g++'s precompiled headers are none of clang's, which reads the headers themselves; and the
    # standard library of g++ 12 uses what it calls deprecated.
    quiet = ["--extra-arg=-Wno-ignored-gch", "--extra-arg=-Wno-deprecated-declarations"]
    done = subprocess.run(["clang-tidy-19", f"--load={plug}", "--quiet", *quiet, "-p",
                           str(build), name], cwd=root, capture_output=True, text=True)
    # clang-tidy counts what it suppressed on stderr; only a failure makes that interesting.
    return done.returncode == 0, done.stdout + ("" if done.returncode == 0 else done.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--all", action="store_true", help="not only what differs from HEAD")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("paths", nargs="*", help="only files that start with one of these")
    args = parser.parse_args()
    root, build = args.root.resolve(), args.build.resolve()
    known = commands(root, build)
    touched = None if args.all or args.paths else changed(root)
    cache = build / "clang-tidy-clean"
    cache.mkdir(exist_ok=True)

    waiting = {}
    for name, command in sorted(known.items()):
        parts = set()
        reached(root, name, parts)
        if (touched is not None and not parts & touched) or \
                (args.paths and not name.startswith(tuple(args.paths))):
            continue
        stamp = cache / fingerprint(root, name, command)
        if not stamp.exists():
            waiting[name] = stamp
    plug = plug_in(build)
    bad = 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        running = {pool.submit(look, root, build, name, plug): name for name in waiting}
        for number, done in enumerate(concurrent.futures.as_completed(running), 1):
            name, (clean, text) = running[done], done.result()
            print(f"[{number}/{len(waiting)}] {name}{'' if clean else ': findings'}", flush=True)
            if clean:
                waiting[name].touch()
            else:
                bad += 1
                print(text.strip(), flush=True)
    return tree.report("clang-tidy", [f"{bad} file(s) with findings"] if bad else [])


if __name__ == "__main__":
    sys.exit(main())
