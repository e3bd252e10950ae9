#!/usr/bin/env python3
"""cmake/join_contract.py: parts become one document, and two parts never have one name."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import tree

SCRIPT = tree.TOP / "cmake/join_contract.py"
DOCUMENT = """\
openapi: 3.1.0
components:
  parameters:
    No: {name: no, in: path}
"""
BLANKS = """\
paths:
  /blanks: {get: {summary: All blanks}}
components:
  schemas:
    Blank: {type: object, example: {issued: 2026-07-01, lost: false}}
"""
VISITS = """\
paths:
  /visits: {get: {summary: All visits}}
components:
  parameters:
    VisitId: {name: id, in: path}
  schemas:
    Visit:
      description: |
        One line.
        Another.
"""


def run(*arguments):
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True)


class JoinContract(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name)
        self.write(document=DOCUMENT, visits=VISITS, blanks=BLANKS)

    def write(self, **parts):
        for name, text in parts.items():
            (self.folder / f"{name}.yaml").write_text(text)

    def joined(self):
        out = self.folder / "out.json"
        done = run(self.folder, out)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        return json.loads(out.read_text())

    def assert_fault(self, *words):
        done = run(self.folder, self.folder / "out.json")
        self.assertEqual(1, done.returncode)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse((self.folder / "out.json").exists())

    def test_the_first_part_comes_first_and_the_others_by_name(self):
        whole = self.joined()
        self.assertEqual(["openapi", "paths", "components"], list(whole))
        self.assertEqual(["/blanks", "/visits"], list(whole["paths"]))
        self.assertEqual(["No", "VisitId"], list(whole["components"]["parameters"]))
        self.assertEqual(["Blank", "Visit"], list(whole["components"]["schemas"]))

    def test_a_no_and_a_date_are_text(self):
        components = self.joined()["components"]
        self.assertEqual("no", components["parameters"]["No"]["name"])
        self.assertEqual({"issued": "2026-07-01", "lost": False},
                         components["schemas"]["Blank"]["example"])

    def test_the_yaml_says_the_same_in_a_file_and_on_standard_output(self):
        whole, out = self.joined(), self.folder / "out/whole.yaml"
        out.parent.mkdir()
        self.assertEqual(0, run(self.folder, out).returncode)
        text = out.read_text()
        self.assertTrue(text.startswith("openapi: 3.1.0\n"))
        self.assertIn("name: 'no'\n", text)
        self.assertIn("description: |\n        One line.\n        Another.\n", text)
        self.assertEqual(text, run(self.folder).stdout)
        for part in self.folder.glob("*.yaml"):
            part.unlink()
        self.write(document=text)
        self.assertEqual(whole, self.joined())

    def test_a_name_of_two_parts_is_an_error_that_names_both(self):
        self.write(cameras="components: {schemas: {Visit: {type: object}}}\n")
        self.assert_fault("visits.yaml", "'Visit' of components/schemas", "cameras.yaml")
        self.write(cameras="paths: {/blanks: {post: {summary: One more}}}\n")
        self.assert_fault("cameras.yaml", "'/blanks' of paths", "blanks.yaml")

    def test_a_name_twice_in_one_part_is_an_error_with_its_line(self):
        self.write(cameras="paths:\n  /cameras: {}\n  /cameras: {}\n")
        self.assert_fault("'/cameras' stands here twice", "cameras.yaml", "line 3")

    def test_what_holds_for_all_stands_in_the_first_part_alone(self):
        self.write(cameras="tags: []\n")
        self.assert_fault("cameras.yaml", "'tags' belongs to document.yaml")

    def test_what_is_no_part_is_an_error(self):
        self.write(cameras="paths:\n")
        self.assert_fault("cameras.yaml", "paths is no mapping")
        self.write(cameras="")
        self.assert_fault("cameras.yaml", "this is no mapping")
        self.write(cameras="paths: {\n")
        self.assert_fault("cameras.yaml", "line 2")

    def test_without_a_first_part_there_is_no_document(self):
        (self.folder / "document.yaml").unlink()
        self.assert_fault("there is no document.yaml")


class TheTree(unittest.TestCase):
    def test_refers_to_nothing_that_is_in_no_part(self):
        for folder in ("checkpoint", "hub"):
            done = run(tree.TOP / "docs/openapi" / folder)
            self.assertEqual(0, done.returncode, done.stderr)
            known = set()
            section = ""
            for line in done.stdout[done.stdout.index("\ncomponents:\n"):].splitlines():
                if match := re.match(r"  (\w+):$", line):
                    section = match[1]
                elif match := re.match(r"    (\w+):", line):
                    known.add(f"{section}/{match[1]}")
            asked = set(re.findall(r"#/components/(\w+/\w+)", done.stdout))
            self.assertGreater(len(asked), 40)
            self.assertEqual(set(), asked - known)


if __name__ == "__main__":
    unittest.main()
