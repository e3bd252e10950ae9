#!/usr/bin/env python3
"""The closing line of ./dev test is honest: what failed, died or never ran is not a pass."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

import tree

PASSED = '<testcase name="unit_core.A" status="run"/>'
FAILED = '<testcase name="unit_core.B" status="fail"><failure message=""/></testcase>'
SKIPPED = '<testcase name="unit_core.C" status="notrun"><skipped/></testcase>'


def totals(cases, ctest_exit=0, ui=None, check="passed", tests="passed", stages=""):
    """(exit code, last line) of scripts/totals.py for a made-up run."""
    with tempfile.TemporaryDirectory() as folder:
        report, log = pathlib.Path(folder) / "ctest.xml", pathlib.Path(folder) / "ui.log"
        if cases is not None:
            report.write_text(f"<testsuite>{''.join(cases)}</testsuite>")
        if ui is not None:
            log.write_text(ui)
        (pathlib.Path(folder) / "stages").write_text(stages)
        done = subprocess.run(
            [sys.executable, tree.TOP / "scripts/totals.py", "--ctest", report, "--ctest-exit",
             str(ctest_exit), "--ui-log", log, "--ui-check", check, "--ui-tests", tests,
             "--stages", pathlib.Path(folder) / "stages"],
            capture_output=True, text=True)
        return done.returncode, done.stdout.splitlines()[-1]


class Totals(unittest.TestCase):
    def test_passes_add_up_over_the_runners(self):
        self.assertEqual((0, "5 passed, 0 failed"),
                         totals([PASSED], ui="\n \x1b[2mTests\x1b[22m  3 passed (3)\n"))

    def test_a_failure_of_either_runner_counts(self):
        self.assertEqual((1, "1 passed, 1 failed"), totals([PASSED, FAILED], ctest_exit=8))
        self.assertEqual((1, "4 passed, 2 failed"), totals(
            [PASSED], ui=" Tests  2 failed | 2 passed (4)\n", tests="failed"))
        self.assertEqual((1, "2 passed, 1 failed"), totals(
            [PASSED], ui=" Tests  1 passed (1)\n", check="failed"))

    def test_a_runner_that_died_is_a_failure(self):
        self.assertEqual((1, "0 passed, 1 failed"), totals(None, ctest_exit=139))
        self.assertEqual((1, "1 passed, 1 failed"), totals([PASSED], ctest_exit=8))
        self.assertEqual((1, "2 passed, 1 failed"), totals([PASSED], ui="crash\n", tests="failed"))

    def test_a_stage_of_the_full_tier_counts_as_one_test(self):
        self.assertEqual((0, "3 passed, 0 failed"),
                         totals([PASSED], stages="passed fuzzing\npassed torture\n"))
        self.assertEqual((1, "2 passed, 1 failed"),
                         totals([PASSED], stages="failed fuzzing\npassed torture\n"))

    def test_nothing_run_is_not_a_pass(self):
        self.assertEqual((1, "0 passed, 0 failed"), totals([]))
        self.assertEqual((1, "0 passed, 0 failed"), totals([SKIPPED]))


if __name__ == "__main__":
    sys.exit(unittest.main())
