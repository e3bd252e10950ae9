#!/usr/bin/env python3
"""The house rules that a machine can hold: banned words, sizes, shapes, nothing forgotten."""
import argparse
import ast
import fnmatch
import hashlib
import pathlib
import re
import sys

import rules
import tree

FILE_LINES = 500
FUNCTION_LINES = 70
COLUMNS = 100
BLOB_BYTES = 200 * 1024
BLOBS_MAY_BE_LARGE = ("*.ttf", "*.otf", "*.woff2", "*package-lock.json")

SIZED = (".cpp", ".hpp", ".py", ".sh", ".ts", ".svelte", ".css", ".yaml")
COLUMNED = (".cpp", ".hpp", ".py", ".sh", ".cmake")
COMMENTED = (".cpp", ".hpp", ".py", ".sh", ".ts", ".sql", ".svelte")


def banned_words(name, text):
    faults = []
    code = tree.code_only(text) if name.suffix in (".cpp", ".hpp") else text
    for rule in rules.RULES:
        path = str(name)
        if name.suffix not in rule.suffixes or path.startswith(rule.outside or ("\0",)):
            continue
        if rule.inside and not path.startswith(rule.inside):
            continue
        where = text if rule.raw else code
        for number, line in enumerate(where.split("\n"), 1):
            found = rule.pattern.search(line)
            if found:
                faults.append(f"{name}:{number}: {rule.ident}: '{found.group(0).strip()}' here; "
                              f"instead: {rule.instead}")
    return faults


def sizes(name, text):
    faults, lines = [], text.split("\n")
    if name.suffix in SIZED and len(lines) - 1 > FILE_LINES:
        faults.append(f"{name}:1: file-size: {len(lines) - 1} lines, at most {FILE_LINES}")
    if name.suffix in COLUMNED or name.name in ("dev", "CMakeLists.txt"):
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS and "://" not in line:
                faults.append(f"{name}:{number}: columns: {len(line)}, at most {COLUMNS}")
    return faults


def cpp_functions(text):
    """[(first line, lines)] of every outermost function body, found by its braces."""
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: "\n" * m.group(0).count("\n"),
                  tree.code_only(text), flags=re.M)
    found, stack, statement, line, start = [], [], "", 1, 1
    for char in code:
        if char == "\n":
            line += 1
        if char == "{":
            head = statement.strip()
            if "function" in stack:
                kind = "inner"
            elif re.match(r"(inline\s+)?namespace\b|extern\b\s*\"", head) or \
                    re.search(r"\b(class|struct|union|enum)\b[^()]*$", head):
                kind = "scope"
            elif ")" in head and not re.search(r"=\s*$", head):
                kind = "function"
            else:
                kind = "value"
            stack.append(kind)
            if kind == "function":
                found.append([start, line])
            statement = ""
        elif char == "}":
            if stack and stack.pop() == "function":
                found[-1][1] = line - found[-1][0] + 1
            statement = ""
        elif char == ";":
            statement = ""
        else:
            if not statement.strip() and not char.isspace():
                start, statement = line, ""
            statement += char
    return [tuple(f) for f in found]


def function_sizes(name, text):
    long = []
    if name.suffix in (".cpp", ".hpp"):
        long = cpp_functions(text)
    elif name.suffix == ".py":
        long = [(node.lineno, node.end_lineno - node.lineno + 1)
                for node in ast.walk(ast.parse(text))
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return [f"{name}:{line}: function-size: {count} lines, at most {FUNCTION_LINES}"
            for line, count in long if count > FUNCTION_LINES]


def shapes(name, text):
    """A comment at the top; headers guarded once; the own header first."""
    faults = []
    if name.suffix in COMMENTED and text.strip():
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        while lines and re.match(r"#pragma once|#!|<script", lines[0]):
            lines.pop(0)
        if not lines or not re.match(r'//|/\*|#(?!include|define|if)|--|<!--|r?"""', lines[0]):
            faults.append(f"{name}:1: top-comment: say at the top what lives in this file")
    if name.suffix == ".hpp" and "#pragma once" not in text:
        faults.append(f"{name}:1: pragma-once: missing")
    return faults


def own_header_first(name, text, known):
    if name.suffix != ".cpp" or str(name.with_suffix(".hpp")) not in known:
        return []
    quoted = [path for _, _, path in tree.includes(text)]
    if quoted and quoted[0] == str(name.with_suffix(".hpp")):
        return []
    return [f"{name}:1: own-header-first: include {name.with_suffix('.hpp')} before all others"]


def blobs(root, names):
    faults = []
    for name in names:
        size = (root / name).stat().st_size
        if size > BLOB_BYTES and not any(fnmatch.fnmatch(str(name), p)
                                         for p in BLOBS_MAY_BE_LARGE):
            faults.append(f"{name}:1: blob: {size // 1024} KiB, at most {BLOB_BYTES // 1024}")
    return faults


def migrations(root, names):
    """What has been released stays as it is: every migration has its sha256 in the list."""
    faults = []
    for folder in sorted({n.parent for n in names if n.parent.name == "migrations"
                          and n.parts[0] != "tests"}):
        sums, listed = root / folder / "SHA256SUMS", {}
        if sums.is_file():
            listed = dict(reversed(line.split(maxsplit=1))
                          for line in sums.read_text().splitlines() if line.strip())
        for file in sorted((root / folder).glob("*.sql")):
            now = hashlib.sha256(file.read_bytes()).hexdigest()
            if listed.pop(file.name, None) != now:
                faults.append(f"{folder / file.name}:1: migration: not as in {folder}/SHA256SUMS; "
                              "one that was released never changes, write the next one")
        faults += [f"{folder}/SHA256SUMS:1: migration: {name} is gone" for name in listed]
    return faults


def orphans(root, names):
    """Every .cpp is named, or matched by a GLOB, in a CMakeLists.txt of its folder or above; a
    file of tests/support may also be named by its path in the list of whoever shares it."""
    lists = {name: (root / name).read_text(errors="replace") for name in names
             if name.name == "CMakeLists.txt" or name.suffix == ".cmake"}
    faults = []
    for name in names:
        if name.suffix == ".cpp" and not any(
                _lists(text, name.relative_to(place.parent)) for place, text in lists.items()
                if place.parent in name.parents) and not any(
                str(name) in text for text in lists.values()):
            faults.append(f"{name}:1: orphan: no CMakeLists.txt builds this file")
    return faults


def _lists(cmake, path):
    """Whether a list names the file, with its ending, without (a foreach or a helper), or by GLOB.
    """
    cmake = re.sub(r"#.*", "", cmake)
    bare = str(path.with_suffix(""))
    if re.search(rf"(?<![\w./-]){re.escape(bare)}(\.cpp)?(?![\w./-])", cmake):
        return True
    return any(fnmatch.fnmatch(str(path), pattern) and str(path).count("/") == pattern.count("/")
               for call in re.findall(r"GLOB[^)]*", cmake)
               for pattern in re.findall(r"[\w.*/-]*\*[\w*.-]*\.cpp", call))


def check(root):
    root = pathlib.Path(root)
    names = tree.files(root)
    known = {str(n) for n in names}
    faults = blobs(root, names) + migrations(root, names) + orphans(root, names)
    for name in names:
        if name.suffix not in rules.SOURCES + (".md", ".txt", ".json", ".yaml") \
                and name.name != "dev":
            continue
        text = (root / name).read_text(errors="replace")
        faults += banned_words(name, text) + sizes(name, text)
        faults += function_sizes(name, text) + shapes(name, text)
        faults += own_header_first(name, text, known)
    return faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    sys.exit(tree.report("tidy", check(parser.parse_args().root)))
