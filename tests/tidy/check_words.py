#!/usr/bin/env python3
"""Plain English: no word of plain_words.py in names, test names, documents and error texts.

docs/glossary.md shows the same list; `--write` puts it there. `--comments FILE...` looks at the
comments of the files that a change touches, which the test run does not.
"""
import argparse
import pathlib
import re
import sys

import tree
from plain_words import DOCS, ERRORS, NAMES, TESTS, TYPES, WORDS

GLOSSARY = "docs/glossary.md"
BEGIN, END = "<!-- plain words: from tests/tidy/plain_words.py -->", "<!-- plain words: end -->"
SHOWN = {TYPES: "types", NAMES: "names", TESTS: "test names", DOCS: "documents",
         ERRORS: "error texts"}

# What stands on screens and on paper is worded by its readers, and quoted in docs/wording.md.
SCREENS = ("printer/page/", "sync/hub/http/register_page.cpp", "docs/wording.md",
           "firmware-daemon/app/ground_words.cpp", "firmware-daemon/app/incident_words.cpp")
ROOT_DOCUMENTS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")

_STRING = re.compile(r'"((?:\\.|[^"\\\n])*)"')
_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"|\'((?:\\.|[^\'\\])*)\'')
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
_SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|WHERE|JOIN|ORDER BY|VALUES)\b")
_TEST = re.compile(r"\b(?:TEST(?:_F|_P)?|RC_GTEST_(?:FIXTURE_)?PROP)\(\s*(\w+),\s*(\w+)")
_TYPE = re.compile(r"^[ \t]*(?:(?:struct|class|enum class|enum|concept) (\w+)(?: final)?"
                   r"(?: : [^\n]*)?(?: \{|$)|using (\w+) =)", re.M)
_FUNCTION = re.compile(r"^[ \t]*(?!return|co_return|else|throw|case|new|delete)"
                       r"(?:[\w:<>,*& \t]+[ *&])(?:\w+::)?(\w+)\(", re.M)
_NO_FUNCTION = {"if", "for", "while", "switch", "return", "TEST", "TEST_F", "TEST_P"}


def words_of(name):
    """`take_pen` and `TakePen` as "take pen"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+", " ", name).strip().lower()


def found_in(place, text):
    """[(word, what was found)] in one piece of text."""
    found = [(word, word.pattern.search(text)) for word in WORDS if place in word.places]
    return [(word, match.group(0)) for word, match in found if match]


def fault(name, line, place, word, found):
    shown = " ".join(found.split())
    return f"{name}:{line}: plain-words: '{shown}' in {SHOWN[place]}; write: {word.instead}"


def look(name, text, place, pieces):
    """`pieces`: [(offset in text, piece)]."""
    return [fault(name, text.count("\n", 0, at) + 1, place, word, found)
            for at, piece in pieces for word, found in found_in(place, piece)]


def names(name, text):
    code = tree.code_only(text)
    types = [(m.start(1) if m[1] else m.start(2), words_of(m[1] or m[2]))
             for m in _TYPE.finditer(code)]
    functions = [(m.start(1), words_of(m[1])) for m in _FUNCTION.finditer(code)
                 if m[1] not in _NO_FUNCTION]
    return look(name, code, TYPES, types) + look(name, code, NAMES, types + functions)


def tests(name, text):
    return look(name, text, TESTS, [(m.start(), f"{words_of(m[1])}: {words_of(m[2])}")
                                    for m in _TEST.finditer(text)])


def literals(text):
    """[(offset, text)] of string literals with more than one word; a split one is joined."""
    found, at = [], 0
    plain = _COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group(0)), text)
    while match := _STRING.search(plain, at):
        start, value, at = match.start(), match[1], match.end()
        while more := re.compile(r"\s*" + _STRING.pattern).match(plain, at):
            value, at = value + more[1], more.end()
        if " " in value.strip() and not _SQL.search(value):
            found.append((start, value))
    return found


def script_messages(line):
    """String literals with more than one word in a line of Python or shell, variables left out."""
    if re.match(r'\s*(?:#|""")', line):
        return []
    found = [re.sub(r"\{[^}]*\}", "", m[1] or m[2] or "") for m in _QUOTED.finditer(line)]
    return [piece for piece in found if " " in piece.strip() and not _SQL.search(piece)]


def prose(text):
    """Markdown without code, addresses and the list itself; line numbers stay."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    text = re.sub(re.escape(BEGIN) + r".*?" + re.escape(END), blank, text, flags=re.S)
    text = re.sub(r"^```.*?^```", blank, text, flags=re.S | re.M)
    return re.sub(r"`[^`\n]*`|\]\([^)\n]*\)|https?://\S+|«[^»]*»", blank, text)


def comments(name, text):
    """A comment may go over several lines; a word that a line break parts is not seen."""
    return [fault(name, text.count("\n", 0, m.start()) + 1, DOCS, word, found)
            for m in _COMMENT.finditer(text) for word, found in found_in(DOCS, m.group(0))]


def of_file(name, text):
    path = str(name)
    if path.startswith(SCREENS):
        return []
    if name.suffix == ".md" and (path.startswith("docs/") or path in ROOT_DOCUMENTS):
        plain = prose(text)
        return [fault(name, plain.count("\n", 0, m.start()) + 1, DOCS, word, m.group(0))
                for word in WORDS if DOCS in word.places for m in word.pattern.finditer(plain)]
    if name.suffix in (".cpp", ".hpp"):
        faults = names(name, text)
        if path.startswith("tests/"):
            return faults + tests(name, text)
        return faults + look(name, text, ERRORS, literals(text))
    if path.startswith("tests/tidy/"):  # the rules and their planted faults name what is banned
        return []
    if name.suffix in (".py", ".sh") or path == "dev":
        return script_faults(name, text)
    return []


def script_faults(name, text):
    return [fault(name, number, ERRORS, word, found)
            for number, line in enumerate(text.split("\n"), 1)
            for piece in script_messages(line) for word, found in found_in(ERRORS, piece)]


def table():
    """The list as docs/glossary.md shows it."""
    rows = [f"| {w.shown} | {w.instead} | {', '.join(SHOWN[p] for p in w.places)} |" for w in WORDS]
    return "\n".join([BEGIN, "| not | but | in |", "|---|---|---|", *rows, END])


def shown_in(text):
    match = re.search(re.escape(BEGIN) + r".*?" + re.escape(END), text, re.S)
    return match.group(0) if match else ""


def check(root):
    root = pathlib.Path(root)
    faults = []
    for name in tree.files(root):
        if name.suffix in (".cpp", ".hpp", ".md", ".py", ".sh") or str(name) == "dev":
            faults += of_file(name, (root / name).read_text())
    glossary = root / GLOSSARY
    if glossary.exists() and shown_in(glossary.read_text()) != table():
        faults.append(f"{GLOSSARY}:1: plain-words: the list is not that of plain_words.py; "
                      "write it with: tests/tidy/check_words.py --write")
    return faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    parser.add_argument("--write", action="store_true", help="put the list into the glossary")
    parser.add_argument("--comments", nargs="*", type=pathlib.Path, metavar="FILE",
                        help="look at the comments of these C++ files")
    args = parser.parse_args()
    if args.write:
        page = args.root / GLOSSARY
        page.write_text(page.read_text().replace(shown_in(page.read_text()), table()))
    if args.comments is not None:
        sys.exit(tree.report("words", [f for name in args.comments
                                       for f in comments(name, name.read_text())]))
    sys.exit(tree.report("words", check(args.root)))
