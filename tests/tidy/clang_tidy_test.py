#!/usr/bin/env python3
"""What clang_tidy.py finds: a fault in a file and in its header, and none in a system header.
usage: clang_tidy_test.py BUILD"""
import json
import pathlib
import shutil
import sys
import tempfile
import unittest

import clang_tidy
import tree

BUILD = pathlib.Path(sys.argv.pop(1))  # a configured build of the tree


class Look(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name, text in {
                "core/part.hpp": "inline const int* in_header() { return 0; }\n",
                "system/theirs.hpp": "inline const int* in_system() { return 0; }\n",
                "core/part.cpp": '#include "core/part.hpp"\n#include <theirs.hpp>\n'
                                 "const int* in_file() { return 0; }\n",
                "core/clean.cpp": "#include <theirs.hpp>\n"
                                  "const int* in_clean() { return nullptr; }\n"}.items():
            path = self.root / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        shutil.copy(tree.TOP / ".clang-tidy", self.root)
        (self.root / "compile_commands.json").write_text(json.dumps([
            {"directory": str(self.root), "file": f"core/{name}.cpp",
             "command": f"g++ -I{self.root} -isystem {self.root}/system -c core/{name}.cpp"}
            for name in ("part", "clean")]))

    def look(self, name):
        return clang_tidy.look(self.root, self.root, name, clang_tidy.plug_in(BUILD))

    def test_finds_what_stands_in_the_file_and_in_its_header(self):
        clean, text = self.look("core/part.cpp")
        self.assertFalse(clean)
        self.assertIn("part.cpp:3", text)
        self.assertIn("part.hpp:1", text)

    def test_leaves_system_headers_alone(self):
        self.assertEqual(self.look("core/clean.cpp"), (True, ""))


if __name__ == "__main__":
    sys.exit(unittest.main())
