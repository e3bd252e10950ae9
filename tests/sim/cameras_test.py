#!/usr/bin/env python3
"""Every maker's simulated messages through otkel-decode: what was seen must be what is read.

    cameras_test.py --decode build/dev/bin/otkel-decode
"""
import argparse
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import cameras
from camera import whole
from cameras import generic
from cameras.seen import KAZAKHSTAN, Seen

NOON = datetime.datetime(2025, 5, 20, 12, 0, 30, 250000, KAZAKHSTAN)
NO_DIRECTION = {"platerecognizer", "openalpr", "frigate"}
NO_LANE = NO_DIRECTION | {"axxon", "cargoruqsat", "genetec", "onvif"}
NO_MAKE = {"axis", "frigate", "axxon"}
NO_COUNTRY = {"cargoruqsat", "dahua", "frigate"}
DECODE = None


def decoded(maker, seen, tell=cameras.messages):
    """The reads that otkel-decode prints of the maker's messages."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        files = []
        for number, message in enumerate(tell(maker, seen)):
            files.append(folder / f"{number}.http")
            files[-1].write_bytes(whole(*message))
        command = [DECODE, "--zone-minutes", "300"]
        if maker == "generic":
            (folder / "profile.json").write_text(json.dumps(generic.PROFILE))
            command += ["--profile", folder / "profile.json"]
        done = subprocess.run(command + files, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{maker}: {done.stderr}"
        return [json.loads(line) for line in done.stdout.splitlines()]


class Cameras(unittest.TestCase):
    def test_what_was_seen_is_what_is_read(self):
        for maker in cameras.MAKERS:
            with self.subTest(maker):
                (message,) = decoded(maker, Seen("123ABC02", "EV-1", NOON, confidence=93,
                                                 direction="out", lane=3, make="Volvo"))
                read = message["read"]
                self.assertEqual(message["maker"], "sim-box" if maker == "generic" else maker)
                self.assertEqual(read["plate"].upper(), "123ABC02")
                self.assertAlmostEqual(read["confidence"], 0.93)
                self.assertEqual(read["country"], "" if maker in NO_COUNTRY else "KZ")
                self.assertEqual(read["camera_time"][:19], "2025-05-20T07:00:30")
                self.assertEqual(read["motion"],
                                 "unknown" if maker in NO_DIRECTION else "leaving")
                self.assertEqual(read.get("lane"), None if maker in NO_LANE else 3)
                self.assertEqual(read["vehicle_make"], "" if maker in NO_MAKE else "Volvo")
                has_picture = maker not in ("trassir", "frigate")
                self.assertEqual("picture" in message, has_picture)

    def test_what_was_not_told_stays_missing(self):
        for maker in cameras.MAKERS:
            with self.subTest(maker):
                (message,) = decoded(maker, Seen(None, "EV-2", NOON, confidence=None,
                                                 direction="", picture=b""))
                self.assertEqual(message["read"]["plate"], "")
                self.assertNotIn("confidence", message["read"])
                self.assertEqual(message["read"]["motion"], "unknown")
                self.assertNotIn("picture", message)

    def test_all_messages_of_one_vehicle_name_it_alike(self):
        for maker in ("hikvision", "axis", "openalpr", "frigate"):
            with self.subTest(maker):
                reads = [m["read"] for m in decoded(maker, Seen("103ABC02", "EV-3", NOON),
                                                    cameras.visit) if m["kind"] == "read"]
                self.assertGreater(len(reads), 1)
                self.assertEqual(len({r.get("group_id", r["event_id"]) for r in reads}), 1)

    def test_a_retransmission_is_marked(self):
        (message,) = decoded("hikvision", Seen("123ABC02", "EV-4", NOON, retransmit=True))
        self.assertTrue(message["read"]["retransmitted"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--decode", required=True)
    options, rest = parser.parse_known_args()
    DECODE = options.decode
    unittest.main(argv=[sys.argv[0], *rest])
