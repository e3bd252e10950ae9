#!/usr/bin/env python3
"""`run` brings everything up, keeps a small day going, and Ctrl-C ends all of it cleanly."""
import argparse
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

SIM = pathlib.Path(__file__).resolve().parents[1] / "sim"
BUILD = ""


class TheDemonstration(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="otkel-run-test-"))
        self.process = subprocess.Popen(
            [sys.executable, str(SIM / "run.py"), "--build", BUILD, "--site", "bakhty",
             "--any-ports", "--every", "0.3", "--data", str(self.folder)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said = ""

    def tearDown(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.stdout.close()
        self.process.wait()
        shutil.rmtree(self.folder)

    def hear(self, pattern, seconds=90):
        """Reads on until the pattern has been said; a run that hangs is ended by ctest's limit."""
        end = time.monotonic() + seconds
        while not (found := re.search(pattern, self.said)):
            line = self.process.stdout.readline()
            self.assertTrue(line, f"it ended before saying {pattern}:\n{self.said}")
            self.assertLess(time.monotonic(), end, self.said)
            self.said += line
        return found

    def test_shows_the_screens_and_carries_trucks_across(self):
        self.hear("Ctrl-C ends everything")
        for name in ("kiosk", "board", "console", "register"):
            address = re.search(rf"{name}\s+(http://\S+)", self.said).group(1)
            with urllib.request.urlopen(address, timeout=10) as answer:
                self.assertEqual(answer.status, 200, address)
        crossed = self.hear(r"(\S+) has crossed").group(1)
        register = re.search(r"register\s+(http://\S+)/P/", self.said).group(1)
        with urllib.request.urlopen(f"{register}/api/v1/register/{crossed}", timeout=10) as answer:
            self.assertIn('"status":"redeemed"', answer.read().decode())
        self.process.send_signal(signal.SIGINT)
        self.hear("ended; data stays in")
        self.assertEqual(self.process.wait(30), 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    arguments, rest = parser.parse_known_args()
    BUILD = arguments.build
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
