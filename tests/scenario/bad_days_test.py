#!/usr/bin/env python3
"""A checkpoint that was put back or emptied, with the real programs, commands and files: it gives
no number before it knows again what was given and a person at the centre has accepted it.

    bad_days_test.py --build BUILD [edge_restored] [edge_emptied]
"""
import argparse
import http.client
import itertools
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sim"))

from cameras.seen import Seen  # noqa: E402
from clients import Refused  # noqa: E402
from day import DAY, at, iso, moment  # noqa: E402
from fleet import Fleet  # noqa: E402
from stage import Stage, ms_of, wait_for  # noqa: E402
from summary import check_order, count_duplicates, edge_events  # noqa: E402

BUILD = "build/dev"
SITE = "nur-zholy"
PASSWORD = "Qonaev-street-17"
DIED = "the disk died"


class Checkpoint(Stage):
    """At ten o'clock of one day: the hour is no part of the test. Without a seed for its ids, so
    that a second database begins another log, as on a real machine."""

    def __init__(self, folder):
        super().__init__(BUILD, folder, SITE, 5, clock_start_ms=at(10))

    def _common(self):
        return {name: keys for name, keys in super()._common().items() if name != "demo"}

    def readiness(self):
        """(status, body) of /readyz."""
        connection = http.client.HTTPConnection("127.0.0.1", self.ports["kiosk"], timeout=10)
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        body = json.loads(answer.read())
        connection.close()
        return answer.status, body

    def doubt(self):
        """The sentence that `readyz` says with its 503; nothing where it is ready."""
        status, body = self.readiness()
        said = [n["detail"] for n in body["notices"] if n["code"] == "numbers_in_doubt"]
        if (status == 503) != bool(said):
            raise AssertionError(f"readyz says {status} and {body}")
        return said[0] if said else None

    def ctl(self, *words):
        """(exit status, what it said)."""
        done = subprocess.run([self.binary("otkelctl"), *map(str, words)], capture_output=True,
                              text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def accept(self, epoch):
        return self.ctl("site", "accept-epoch", SITE, "--epoch", epoch, "--person", "marat",
                        "--reason", DIED, "--config", self.hub_config)


class BadDay(unittest.TestCase):
    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="otkel-bad-day-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.here = Checkpoint(folder)
        self.addCleanup(self.here.stop)
        self.here.start()
        self.database = folder / "edge.db"
        self.events = itertools.count(1)
        self.officer = self.here.officer("aliya", PASSWORD)
        self.prepare()

    def prepare(self):
        """Four trucks that are paid, and a pack of ten blanks at the gate."""
        portal, fleet = self.here.portal, Fleet(5)
        portal.enrol_officer("aliya", "Әлия Сәрсенова", "officer", PASSWORD)
        for carrier in fleet.carriers:
            portal.enrol_carrier(carrier)
        self.trucks = [fleet.truck() for _ in range(4)]
        portal.enrol_trucks(self.trucks)
        portal.send_blanks("B-1", "C00000001", 10)
        slot = next(s["start"] for s in portal.slots(DAY.isoformat())
                    if s["free"] >= len(self.trucks) and ms_of(s["end"]) > at(10))
        for truck in self.trucks:
            portal.book(truck, slot)
            portal.apply(truck, DAY.isoformat(), iso(at(10)))
            portal.approve(truck)
            portal.pay(truck, DAY)
        self.here.settle()
        self.officer.log_in()
        self.officer.receive("B-1", "C00000001", 10)
        self.here.settle()

    # --- what happens ---------------------------------------------------------------------------

    def rest(self):
        """Until the checkpoint has done what it can, whether or not the centre is level with it."""
        here = self.here
        wait_for("the bridge to be empty", lambda: here.bridge.get("/status")["backlog"] == 0)
        wait_for("the checkpoint to rest", lambda: here.kiosk.status()["idle"])

    def see(self, camera, truck):
        self.here.see(camera, "hikvision",
                      Seen(truck.plate, f"EV-{next(self.events):05d}", moment(at(10)),
                           make=truck.make))
        self.rest()

    def arrive(self, truck):
        self.here.kiosk.check_in(truck)
        self.officer.call("1", truck.booking_no)
        self.see("gate-1", truck)

    def issue(self, truck):
        self.officer.issue(truck.application_no)
        file = wait_for("the paper", lambda: self.printed(truck))
        self.officer.hand_over(truck.application_no)
        self.rest()
        truck.blank = file["blank"]
        return truck.blank

    def printed(self, truck):
        file = self.officer.application(truck.application_no)
        return file if file["print_jobs"][-1]["state"] == "confirmed" else None

    def cross(self, truck):
        self.arrive(truck)
        number = self.issue(truck)
        self.see("exit-1", truck)
        return number

    def refusal(self, truck):
        try:
            self.officer.issue(truck.application_no)
        except Refused as refused:
            return refused.code
        return None

    def lose_database(self, *others):
        for suffix in ("", "-wal", "-shm", *others):
            pathlib.Path(f"{self.database}{suffix}").unlink(missing_ok=True)

    # --- what is waited for ---------------------------------------------------------------------

    def waiting_epoch(self):
        """As a person at the centre finds it: the incident says it."""
        found = [one["subject"] for one in
                 self.here.portal.http.get(f"/api/v1/incidents?site={SITE}")["incidents"]
                 if one["kind"] == "epoch_waits" and not one.get("closed")]
        return found[-1] if found else None

    def has_given_back(self):
        """Whatever the centre holds of the checkpoint's log stands in it again."""
        sql = "SELECT epoch, seq FROM edge_log"
        here = self.rows(self.database, sql)
        return set(here) >= set(self.rows(self.here.data / "hub.db", sql))

    def has_heard_all(self):
        """The centre's own log is here up to its end."""
        return self.here.kiosk.status()["hub"]["seq"] == \
            self.here.portal.site_status()["hub_head_seq"]

    @staticmethod
    def rows(path, sql):
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def accept(self):
        epoch = wait_for("the incident of the waiting epoch", self.waiting_epoch)
        self.assertEqual(epoch, self.here.kiosk.status()["edge"]["epoch"])
        self.assertEqual(self.here.accept(epoch[:8]), (0, epoch + "\n"))
        wait_for("numbers to be given again", lambda: self.here.doubt() is None)

    def end(self, numbers):
        """Both logs level, no number twice anywhere, none out of order, the chains whole."""
        self.here.settle()
        self.assertEqual([t.blank for t in self.trucks if t.blank], numbers)
        for truck in self.trucks:
            if truck.blank:
                self.assertEqual(self.here.portal.public_status(truck), "redeemed", truck.blank)
        self.assertEqual(self.here.stop(), [])
        edge, hub = self.database, self.here.data / "hub.db"
        for table in ("edge_log", "hub_log"):
            sql = f"SELECT epoch, seq, hash FROM {table} ORDER BY epoch, seq"
            self.assertEqual(self.rows(edge, sql), self.rows(hub, sql), table)
        given = self.rows(hub, "SELECT number, application_no FROM blank "
                               "WHERE application_no IS NOT NULL ORDER BY number")
        self.assertEqual(given, sorted((t.blank, t.application_no) for t in self.trucks if t.blank))
        database = sqlite3.connect(f"file:{edge}?mode=ro", uri=True)
        self.addCleanup(database.close)
        self.assertEqual(count_duplicates(edge_events(database), database), 0)
        self.assertEqual(check_order(edge_events(database)), 0)
        self.assertEqual(self.here.ctl("verify-log", "--db", edge)[0], 0)
        status, said = self.here.ctl("verify-state", "--db", edge)
        self.assertEqual(status, 0, said)


class ACheckpointThatWasPutBack(BadDay):
    def test_waits_for_its_history_and_a_persons_word_and_goes_on_behind_it(self):
        first, second, third, _ = self.trucks
        self.cross(first)
        backup = self.here.data / "backup" / "edge.db"
        self.assertEqual(self.here.ctl("backup", "--db", self.database, "--out", backup)[0], 0)
        self.cross(second)
        self.here.settle()
        restore = ("restore", "--db", self.database, "--from", backup, "--site", SITE)
        status, said = self.here.ctl(*restore)
        self.assertEqual(status, 1, "the daemon runs")
        self.assertIn("already_running", said)
        self.assertIsNone(self.here.stop_one("otkeld"))
        self.here.wire.cut()
        self.assertEqual(self.here.ctl(*restore)[0], 0)
        self.here.start_edge()
        self.assertIn("put back from a backup", self.here.doubt())
        self.arrive(third)
        self.assertEqual(self.refusal(third), "numbers_in_doubt")
        self.here.wire.mend()
        wait_for("the centre to give back", self.has_given_back)
        self.rest()
        self.assertIn("put back from a backup", self.here.doubt(), "nobody has accepted it")
        self.assertEqual(self.refusal(third), "numbers_in_doubt")
        self.assertEqual(self.here.accept("0" * 8)[0], 1, "no such epoch waits")
        self.accept()
        self.assertEqual(self.issue(third), "C00000003")
        self.see("exit-1", third)
        self.end(["C00000001", "C00000002", "C00000003"])

    def test_gives_no_number_while_the_witness_knows_of_one_that_the_centre_never_heard_of(self):
        first, second, third, _ = self.trucks
        self.cross(first)
        self.here.settle()
        backup = self.here.data / "backup" / "edge.db"
        self.assertEqual(self.here.ctl("backup", "--db", self.database, "--out", backup)[0], 0)
        self.here.wire.cut()
        self.cross(second)
        self.assertIsNone(self.here.stop_one("otkeld"))
        self.assertEqual(self.here.ctl("restore", "--db", self.database, "--from", backup,
                                       "--site", SITE)[0], 0)
        self.here.wire.mend()
        self.here.start_edge()
        epoch = wait_for("the incident of the waiting epoch", self.waiting_epoch)
        self.assertEqual(self.here.accept(epoch)[0], 0)
        wait_for("the centre's word to arrive", lambda: self.rows(
            self.database, "SELECT accepted FROM history") == [(1,)])
        self.arrive(third)
        self.assertEqual(self.refusal(third), "numbers_in_doubt")
        self.assertIsNotNone(self.here.doubt())


class ACheckpointThatWasEmptied(BadDay):
    def waits_and_goes_on(self, *others):
        first, second, third, _ = self.trucks
        self.cross(first)
        self.cross(second)
        self.here.settle()
        self.assertIsNone(self.here.stop_one("otkeld"))
        self.here.wire.cut()
        self.lose_database(*others)
        self.here.start_edge()
        self.assertIn("began empty", self.here.doubt())
        self.here.wire.mend()
        wait_for("the centre to give back", self.has_given_back)
        wait_for("the centre's log", self.has_heard_all)
        # Not by trying to log in: whoever tries too often is made to wait.
        wait_for("the officers to be known",
                 lambda: self.rows(self.database, "SELECT 1 FROM officer_secret"))
        self.officer.log_in()
        self.arrive(third)
        self.assertEqual(self.refusal(third), "numbers_in_doubt")
        self.assertIn("began empty", self.here.doubt(), "nobody has accepted it")
        self.accept()
        self.assertEqual(self.issue(third), "C00000003")
        self.see("exit-1", third)
        self.end(["C00000001", "C00000002", "C00000003"])

    def test_waits_for_its_history_and_a_persons_word_and_goes_on_behind_it(self):
        self.waits_and_goes_on()

    def test_does_so_without_its_witness_and_journal_too(self):
        (self.here.data / "print.journal").rename(self.here.data / "lost.journal")
        self.waits_and_goes_on(".witness")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default=BUILD)
    options, rest = parser.parse_known_args()
    BUILD = options.build
    cases = {"edge_restored": "ACheckpointThatWasPutBack",
             "edge_emptied": "ACheckpointThatWasEmptied"}
    unittest.main(argv=[sys.argv[0], *(cases.get(word, word) for word in rest)], verbosity=2)
