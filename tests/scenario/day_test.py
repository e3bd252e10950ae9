#!/usr/bin/env python3
"""A small day keeps every promise of the big one, and the same seed gives the same summary."""
import argparse
import concurrent.futures
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SIM = pathlib.Path(__file__).resolve().parents[1] / "sim"
TRUCKS, SEED = 20, 3
BUILD = ""


def play(folder):
    subprocess.run([sys.executable, str(SIM / "day.py"), "--build", BUILD, "--site", "nur-zholy",
                    "--trucks", str(TRUCKS), "--seed", str(SEED), "--out", str(folder)],
                   check=True)
    return json.loads((folder / "summary.json").read_text(encoding="utf-8"))


class ASmallDay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="otkel-day-test-"))
        # Side by side: each has its own ports, folder and clock.
        with concurrent.futures.ThreadPoolExecutor() as pool:
            cls.first, cls.second = pool.map(play, (cls.folder / "first", cls.folder / "second"))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def test_gives_no_number_twice_none_out_of_order_and_loses_no_event(self):
        for promise in ("order_violations", "duplicate_numbers", "lost_events", "dead_letters"):
            self.assertEqual(self.first[promise], 0, promise)
        self.assertTrue(self.first["stock_adds_up"])

    def test_is_the_same_for_the_same_seed_to_the_heads_of_the_logs(self):
        self.assertEqual(self.first, self.second)

    def test_meets_every_trouble_it_promises(self):
        s = self.first
        for word in ("returned", "lost", "spoiled"):
            self.assertEqual(s["blanks"][word], 1, word)
        self.assertEqual(s["bookings"]["no_show"], 1)
        self.assertGreaterEqual(s["visits_decided_by"]["officer"], 2)  # misread and unlisted
        self.assertEqual(s["redeemed_on"]["camera_confirmed_late"], 1)
        self.assertEqual(s["incidents"]["exit_without_camera"], 1)
        self.assertGreaterEqual(s["visits_of_two_cameras"], 3)
        self.assertGreaterEqual(s["faults_met"]["printer_waited"], 1)
        self.assertGreaterEqual(s["faults_met"]["printer_unknown"], 1)

    def test_counts_the_reads_that_waited_for_a_person_with_their_reasons(self):
        reads = self.first["reads_at_gate_and_exit"]
        self.assertGreaterEqual(reads["waited"], 2)  # misread and unlisted
        self.assertLess(reads["waited"], reads["all"])
        self.assertEqual(sum(reads["why"].values()), reads["waited"])

    def test_issues_to_everybody_who_came_and_redeems_whoever_left(self):
        s = self.first
        self.assertEqual(s["blanks"]["issued"], TRUCKS - 1)  # all but the no-show
        self.assertEqual(s["blanks"]["redeemed"], s["register_page_says"]["redeemed"])
        self.assertEqual(s["events"]["edge_log"], s["events"]["edge_log_at_hub"])
        self.assertEqual(s["events"]["hub_log"], s["events"]["hub_log_at_edge"])

    def test_keeps_a_copy_of_each_print_and_no_sheet(self):
        prints = self.folder / "first" / "prints"
        count = sum(self.first["print_jobs"].values())
        for ending in ("copy.png", "copy.pdf"):
            self.assertEqual(len(list(prints.glob(f"*.{ending}"))), count, ending)
        self.assertEqual(len(list(prints.iterdir())), 2 * count, "nothing that carries a QR")
        # One was said not to be on the paper: its sheet and its successor's are both kept.
        self.assertEqual(self.first["print_jobs"]["failed_safe"], 1)

    def test_leaves_logs_whose_chains_hold(self):
        subprocess.run([f"{BUILD}/bin/otkelctl", "verify-log", "--db",
                        str(self.folder / "first" / "edge.db")], check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    arguments, rest = parser.parse_known_args()
    BUILD = arguments.build
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
