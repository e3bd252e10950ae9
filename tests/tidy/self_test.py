#!/usr/bin/env python3
"""Plants one fault at a time in a small clean tree; its rule, and no other, must see it."""
import hashlib
import pathlib
import sys
import tempfile
import unittest

import check_circles
import check_format
import check_layers
import check_mirror
import check_packages
import check_requirements
import check_status_fields
import check_words
import clang_tidy
import rules
import tidy
import tree

CLEAN = {
    "CMakeLists.txt": "add_subdirectory(core)\n",
    "core/CMakeLists.txt": "otkel_library(core SOURCES lane.cpp)\n",
    "core/lane.hpp": "#pragma once\n// Lanes.\n#include <string>\nint width(std::string lane);\n",
    "core/lane.cpp": '// Lanes.\n#include "core/lane.hpp"\n\n'
                     "int width(std::string lane) { return static_cast<int>(lane.size()); }\n",
    "core/road.hpp": '#pragma once\n// Roads.\n#include "core/lane.hpp"\n',
    "config/CMakeLists.txt": "file(GLOB SOURCES *.cpp)\n",
    "config/gate.cpp": '// Gates.\n#include "core/lane.hpp"\n',
    "config/yard/fence.hpp": '#pragma once\n// Fences.\n#include "config/rail/post.hpp"\n',
    "config/yard/stone.hpp": "#pragma once\n// Stones.\n",
    "config/rail/post.hpp": "#pragma once\n// Posts.\n",
    "tests/CMakeLists.txt": "file(GLOB TESTS unit/core/*_test.cpp)\n",
    "tests/unit/core/lane_test.cpp": '// Lanes.\n#include "core/lane.hpp"\n',
    "docs/requirements.md": "\n".join(
        f"| {ident} | text | `core/` | `unit_core.Lane.HasAWidth` | done |"
        for ident in check_requirements.WANTED) + "\n",
}
ENTER = "void enter() {\n"

# (rule id, file, its text): each is the clean tree with one file put in or replaced.
PLANTED = [
    ("layer", "core/lane.cpp",
     '// L.\n#include "core/lane.hpp"\n#include "config/yard/stone.hpp"\n'),
    ("layer", "config/gate.cpp", '// G.\n#include "firmware-daemon/store/database.hpp"\n'),
    ("layer", "sync/hub/http/signing_keys.hpp",
     '#pragma once\n// D.\n#include "sync/hub/store/signing_keys.hpp"\n'),
    ("layer", "sync/hub/app/service/case.hpp",
     '#pragma once\n// C.\n#include "sync/hub/app/permit/supplement.hpp"\n'),
    ("core-pure", "core/lane.cpp", '// L.\n#include "core/lane.hpp"\n#include <unistd.h>\n'),
    ("boost-in-header", "anpr-bridge/pull/door.hpp",
     "#pragma once\n// D.\n#include <boost/asio.hpp>\n"),
    ("outside-library", "config/gate.cpp", "// G.\n#include <sqlite3.h>\n"),
    ("include-path", "config/gate.cpp", '// G.\n#include "gate_parts.hpp"\n'),
    ("unit-circle", "core/lane.hpp",
     '#pragma once\n// L.\n#include "core/road.hpp"\n'),
    ("folder-circle", "config/rail/beam.hpp",
     '#pragma once\n// B.\n#include "config/yard/stone.hpp"\n'),
    ("mirror", "tests/unit/core/toll_test.cpp", '// R.\n#include "core/lane.hpp"\n'),
    ("layer-unknown", "attic/box.hpp", "#pragma once\n// Box.\n"),
    ("clock", "config/gate.cpp", ENTER + "  auto t = std::chrono::system_clock::now();\n}\n"),
    ("random", "config/gate.cpp", ENTER + "  std::random_device seed;\n}\n"),
    ("random", "config/gate.cpp", ENTER + "  randombytes_buf(salt, 16);\n}\n"),
    ("number-parse", "config/gate.cpp", ENTER + '  int n = std::stoi("7");\n}\n'),
    ("sleep", "config/gate.cpp", ENTER + "  std::this_thread::sleep_for(1s);\n}\n"),
    ("using-namespace", "config/door.hpp", "#pragma once\n// D.\nusing namespace std;\n"),
    ("raw-new", "config/gate.cpp", ENTER + "  auto* p = new Lane();\n}\n"),
    ("raw-new", "config/gate.cpp", ENTER + "  delete lane;\n}\n"),
    ("endl", "config/gate.cpp", ENTER + "  std::cerr << std::endl;\n}\n"),
    ("singleton", "config/gate.cpp", ENTER + "  Gate::get_instance().open();\n}\n"),
    ("mutex", "core/lane.cpp", '// L.\n#include "core/lane.hpp"\nstd::mutex m;\n'),
    ("empty-catch", "config/gate.cpp", ENTER + "  try { open(); } catch (...) {}\n}\n"),
    ("assert-effect", "config/gate.cpp", ENTER + "  assert(count++ > 0);\n}\n"),
    ("test-off", "config/gate.cpp", "// G.\nTEST(Gate, DISABLED_Opens) {}\n"),
    ("left-over", "config/gate.cpp", "// FIX" "ME: later\n"),
    ("tab", "config/gate.cpp", "// G.\nint\tlanes;\n"),
    ("trailing-space", "config/gate.cpp", "// G.\nint lanes; \n"),
    ("machine-path", "config/gate.cpp", '// G.\nauto p = "/wo' 'rk/lanes";\n'),
    ("registry-host", "notes.md", "see registry.np" "mjs\n"),
    ("file-size", "config/gate.cpp", "// G.\n" + "int lanes;\n" * 500),
    ("file-size", "docs/lanes.yaml", "lanes:\n" + "  - one\n" * 500),
    ("function-size", "config/gate.cpp", "// G.\n" + ENTER + "  step();\n" * 70 + "}\n"),
    ("function-size", "tool.py", '"""T."""\ndef run():\n' + "    step()\n" * 70),
    ("columns", "config/gate.cpp", "// " + "g" * 98 + "\n"),
    ("top-comment", "config/gate.cpp", "int lanes;\n"),
    ("pragma-once", "config/door.hpp", "// G.\nint lanes;\n"),
    ("own-header-first", "core/lane.cpp", '// L.\n#include <string>\n#include "core/gate.hpp"\n'),
    ("blob", "config/picture.bin", "x" * (tidy.BLOB_BYTES + 1)),
    ("orphan", "core/forgotten.cpp", "// Nobody builds this.\n"),
    ("migration", "firmware-daemon/store/migrations/0001_first.sql", "-- First.\nSELECT 1;\n"),
    ("requirement", "docs/requirements.md", "| R-01 | text | `core/` | - | done |\n"),
    ("plain-words", "core/desk.hpp", "#pragma once\n// D.\nstruct Desk {\n};\n"),
    ("plain-words", "core/desk.hpp", "#pragma once\n// D.\nvoid tell_width(int lanes);\n"),
    ("plain-words", "tests/unit/core/lane_test.cpp",
     '// L.\n#include "core/lane.hpp"\nTEST(Lane, IsNarrowWhereABridgeIs) {}\n'),
    ("plain-words", "docs/lanes.md", "# Lanes\n\nThe width is told to the gate.\n"),
    ("plain-words", "config/gate.cpp", 'auto e = fail(kCode, "only where the "\n    "lane is");\n'),
    ("plain-words", "tool.py", '"""T."""\nprint("lanes: nothing to mend")\n'),
]


def planted(folder, extra):
    for name, text in {**CLEAN, **extra}.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return pathlib.Path(folder)


def all_faults(root):
    """Rule ids found by every check that needs no build."""
    faults = check_layers.check(root) + check_circles.check(root) + tidy.check(root)
    faults += check_mirror.check(root, across={})
    faults += check_words.check(root)
    faults += check_requirements.check(root, {"unit_core.Lane.HasAWidth"})
    return faults


def ids(faults):
    return {fault.split(": ")[1] for fault in faults}


class TidyRules(unittest.TestCase):
    def test_the_clean_tree_is_clean(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual([], all_faults(planted(folder, {})))

    def test_each_planted_fault_is_seen_by_its_rule(self):
        for rule, name, text in PLANTED:
            if not text.startswith(("//", "#", "|", '"""', "int", "see", "x", "-")):
                text = "// Gates.\n" + text
            with self.subTest(rule=rule, file=name), tempfile.TemporaryDirectory() as folder:
                self.assertEqual({rule}, ids(all_faults(planted(folder, {name: text}))))

    def test_a_permission_that_nothing_uses_is_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            unused = check_layers.unused(planted(folder, {}))
        self.assertTrue(any("layer-unused: printer/page may include core" in u for u in unused))
        self.assertFalse(any("layer-unused: config may include core" in u for u in unused))

    def test_a_changed_migration_is_seen_and_a_listed_one_is_not(self):
        name, text = "firmware-daemon/store/migrations/0001_first.sql", "-- First.\nSELECT 1;\n"
        sums = f"{hashlib.sha256(text.encode()).hexdigest()}  0001_first.sql\n"
        listed = {name: text,
                  "firmware-daemon/store/migrations/SHA256SUMS": sums}
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual([], all_faults(planted(folder, listed)))
            self.assertEqual({"migration"}, ids(all_faults(planted(
                folder, {**listed, name: text + "SELECT 2;\n"}))))

    def test_a_named_test_that_ctest_does_not_know_is_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            faults = check_requirements.check(planted(folder, {}), {"unit_core.Lane.IsWide"})
            self.assertEqual({"requirement"}, ids(faults))

    def test_words_in_comments_and_strings_are_not_code(self):
        text = '// A new lane; sleep_for.\nauto s = R"(std::endl; new Lane())";\nint n = 1\'000;\n'
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual([], all_faults(planted(folder, {"config/gate.cpp": text})))

    def test_the_glossary_shows_the_list_of_words(self):
        page = f"# Glossary\n\n{check_words.table()}\n"
        with tempfile.TemporaryDirectory() as folder:
            root = planted(folder, {check_words.GLOSSARY: page})
            self.assertEqual([], check_words.check(root))
            (root / check_words.GLOSSARY).write_text(page.replace("| told", "| tolled"))
            self.assertEqual({"plain-words"}, ids(check_words.check(root)))

    def test_a_badly_formatted_file_is_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            root = planted(folder, {".clang-format": "BasedOnStyle: Google\n"})
            self.assertEqual([], check_format.check(root))
            (root / "config/gate.cpp").write_text("// G.\nint   lanes ;\n")
            self.assertNotEqual([], check_format.check(root))

    def test_clang_tidy_looks_again_when_a_header_changed(self):
        with tempfile.TemporaryDirectory() as folder:
            root = planted(folder, {".clang-tidy": "Checks: '-*'\n"})
            before = clang_tidy.fingerprint(root, "core/lane.cpp", "g++ -c")
            self.assertEqual(before, clang_tidy.fingerprint(root, "core/lane.cpp", "g++ -c"))
            (root / "core/lane.hpp").write_text("#pragma once\n// Wider lanes.\n")
            self.assertNotEqual(before, clang_tidy.fingerprint(root, "core/lane.cpp", "g++ -c"))

    def test_a_status_field_that_nobody_tells_is_seen(self):
        header = ("#pragma once\n// S.\nstruct State {\n  bool up = false;\n"
                  "  int sent = 0, lost = 0;\n  static constexpr int kNone = 0;\n};\n")
        structs = [("core/state.hpp", "State", ["config"])]
        with tempfile.TemporaryDirectory() as folder:
            root = planted(folder, {"core/state.hpp": header,
                                    "config/gate.cpp": "// G.\nint n = s.up + s.sent;\n"})
            faults = check_status_fields.check(root, structs)
            self.assertEqual(1, len(faults), faults)
            self.assertIn("State.lost", faults[0])
            (root / "config/gate.cpp").write_text("// G.\nint n = s.up + s.sent + s.lost;\n")
            self.assertEqual([], check_status_fields.check(root, structs))

    def test_a_status_field_that_nobody_sets_is_seen(self):
        header = ("#pragma once\n// S.\nstruct State {\n  bool up = false;\n  Log kept;\n"
                  "  int sent = 0, lost = 0;\n};\n")
        structs = [("core/state.hpp", "State", "around", ["config"])]
        code = "// G.\n  c.around.up = true;\n  ++c.around.sent;\n  c.around.kept.note(1);\n"
        with tempfile.TemporaryDirectory() as folder:
            root = planted(folder, {"core/state.hpp": header,
                                    "config/gate.cpp": code + "int n = c.around.lost;\n"})
            faults = check_status_fields.check_fed(root, structs)
            self.assertEqual(1, len(faults), faults)
            self.assertIn("State.lost", faults[0])
            (root / "config/gate.cpp").write_text(code + "auto& lost = c.around.lost;\n")
            self.assertEqual([], check_status_fields.check_fed(root, structs))

    def test_a_package_that_no_program_uses_is_seen(self):
        listed = check_packages.run_packages(
            "run_packages=(\n  cmake liba-dev  # why\n"
            "  libb-dev libc-dev fonts-d fonts-e\n)\nx=(z)\n")
        self.assertEqual(["cmake", "liba-dev", "libb-dev", "libc-dev", "fonts-d", "fonts-e"],
                         listed)
        headers = check_packages.headers_of("core/lane.o: #deps 2, VALID\n    core/lane.hpp\n"
                                            "    /usr/include/a.h\n\ntests/unit.o: #deps 1\n"
                                            "    /usr/include/c.h\n")
        libraries = check_packages.linked_by(
            "build bin/x: LINK core/lane.o | /l/libb.so\n  LINK_LIBRARIES = -la /l/libb.so\n"
            "build bin/y: LINK tests/unit.o | /l/libc.so\n  LINK_LIBRARIES = /l/libc.so\n")
        self.assertEqual({"/usr/include/a.h", "/l/libb.so"}, headers | libraries)
        files = {"liba-dev": ["/usr/include/a.h"], "libb-dev": ["/l/libb.so"],
                 "libc-dev": ["/usr/include/c.h", "/l/libc.so"], "fonts-d": ["/f/d.ttf"],
                 "fonts-e": ["/f/e.ttf", "/doc"]}
        faults = check_packages.check(listed, files.get, headers | libraries, '"/f/d.ttf" "/doc"')
        self.assertEqual(["libc-dev", "fonts-e"], [fault.split()[-1] for fault in faults])

    def test_each_rule_is_planted_and_explained(self):
        named = {rule for rule, _, _ in PLANTED}
        explained = (tree.TOP / "docs/common-errors.md").read_text()
        self.assertEqual(set(), {rule.ident for rule in rules.RULES} - named)
        self.assertEqual(set(), {rule for rule in named if f"`{rule}`" not in explained})


if __name__ == "__main__":
    sys.exit(unittest.main())
