#!/usr/bin/env python3
"""What `./dev run` installs is what the programs are made from: each library's package owns a
header that an object of a program includes or a file that one links, each package of fonts one that
a page names, and every other one is a tool of the list below.

    check_packages.py --build BUILD

BUILD is a whole build of the tree: its dependencies are read, not guessed.
"""
import argparse
import pathlib
import re
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parents[2]
LIST = "scripts/packages.sh"
FONTS = "printer/page/fonts.cpp"
TOOLS = {"ca-certificates", "ccache", "ninja-build", "cmake", "g++", "pkg-config", "python3",
         "python3-yaml"}


def run_packages(text):
    body = re.search(r"^run_packages=\((.*?)^\)", text, re.S | re.M).group(1)
    return [word for line in body.splitlines() for word in line.split("#")[0].split()]


def headers_of(deps):
    """Of the output of `ninja -t deps`: what is read for objects outside tests/."""
    headers, ours = set(), False
    for line in deps.splitlines():
        if line and not line.startswith(" "):
            ours = not line.startswith("tests/")
        elif ours and line.strip().startswith("/"):
            headers.add(line.strip())
    return headers


def linked_by(rules):
    """Absolute paths of libraries in build.ninja, of what is linked from no object of tests/."""
    libraries, ours = set(), False
    for line in rules.splitlines():
        if line.startswith("build "):
            ours = not re.search(r"[: ]tests/", line.split("|")[0])
        elif ours and "LINK_LIBRARIES" in line:
            libraries.update(re.findall(r"/\S+\.(?:so|a)\b", line))
    return libraries


def check(packages, owned, used, fonts):
    """`owned`: package -> its files; `used`: real paths; `fonts`: the text that names the files."""
    faults = []
    for package in packages:
        if package in TOOLS:
            continue
        files = owned(package)
        if package.startswith("fonts-"):
            found = any(file in fonts for file in files if file.endswith((".ttf", ".ttc", ".otf")))
        else:
            found = any(file in used for file in files)
        if not found:
            faults.append(f"{LIST}: run-package: no program includes or links a file of {package}")
    return faults


def real(paths):
    return {str(pathlib.Path(path).resolve()) for path in paths}


def files_of(package):
    listed = subprocess.run(["dpkg", "-L", package], check=True, capture_output=True, text=True)
    paths = [path for path in listed.stdout.splitlines() if pathlib.Path(path).is_file()]
    return {*paths, *real(paths)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", required=True)
    build = pathlib.Path(parser.parse_args().build)
    deps = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], check=True,
                          capture_output=True, text=True).stdout
    used = real(headers_of(deps) | linked_by((build / "build.ninja").read_text()))
    faults = check(run_packages((TREE / LIST).read_text()), files_of, used,
                   (TREE / FONTS).read_text())
    for fault in faults:
        print(fault)
    print("packages: " + (f"{len(faults)} fault(s)" if faults else "clean"))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
