#!/usr/bin/env python3
"""The bridge and the daemon are killed with SIGKILL again and again while a camera posts: whatever
was answered 200 stands in the daemon's database at the end, once.

    bridge_kill_test.py --build BUILD
"""
import argparse
import http.client
import random
import signal
import sqlite3
import sys
import tempfile
import threading
import unittest
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sim"))

from cameras.hikvision import hikvision_push  # noqa: E402
from cameras.seen import send  # noqa: E402
from clients import Http  # noqa: E402
from stage import Stage, wait_for  # noqa: E402

BUILD = "build/dev"
ROUNDS = 8


class Camera:
    """Posts one vehicle after the other and remembers which of them were answered 200."""

    def __init__(self, url):
        self.url, self.taken = url, []
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self):
        number = 0
        while not self.ending.wait(0.005):
            number += 1
            event = f"KILL-{number:05d}"
            plate = f"{number % 1000:03d}{chr(65 + number // 1000)}KL02"
            headers, body = hikvision_push(plate, event, datetime.now(timezone.utc),
                                           picture_bytes=b"")
            try:
                status, _ = send(self.url, headers, body, timeout=3)
            except (OSError, http.client.HTTPException):
                continue  # not answered: nothing was promised
            if status == 200:
                self.taken.append(plate)

    def end(self):
        self.ending.set()
        self.thread.join()


def kill(stage, name):
    process = stage.processes.pop(name)
    process.send_signal(signal.SIGKILL)
    process.wait()


class BothSidesDie(unittest.TestCase):
    def test_what_was_answered_arrives(self):
        stage = Stage(BUILD, tempfile.mkdtemp(prefix="otkel-kill-"), "nur-zholy", 5)
        self.addCleanup(stage.stop)
        stage.write_settings()
        stage.start_edge()
        stage.start_bridge()
        posting = Camera(stage.camera_url("gate-1"))
        self.addCleanup(posting.end)
        chance = random.Random(5)
        for turn in range(ROUNDS):
            enough = len(posting.taken) + chance.randrange(3, 25)
            wait_for("the camera to be answered", lambda: len(posting.taken) >= enough)
            if turn % 2 == 0:
                kill(stage, "otkel-anpr")
                stage.start_bridge()
            else:
                kill(stage, "otkeld")
                stage.start_edge()
        posting.end()
        wait_for("the outbox to be empty",
                 lambda: Http(stage.ports["bridge"]).get("/status")["backlog"] == 0)
        stage.stop_one("otkeld")
        database = sqlite3.connect(f"file:{stage.data}/edge.db?mode=ro", uri=True)
        visits = "\n".join(row[0] for row in database.execute("SELECT visit FROM visits"))
        database.close()
        lost = [plate for plate in posting.taken if f'"{plate}"' not in visits]
        self.assertEqual(lost, [])
        self.assertGreater(len(posting.taken), ROUNDS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default=BUILD)
    options, rest = parser.parse_known_args()
    BUILD = options.build
    unittest.main(argv=[sys.argv[0], *rest])
