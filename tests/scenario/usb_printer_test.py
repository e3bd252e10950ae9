#!/usr/bin/env python3
"""The real daemon and a printer at a USB cable that umockdev pretends: a supplement proven by its
echo, one whose cable is pulled out in the middle, and one that waits for a printer that is away.

    usb_printer_test.py --build BUILD
"""
import argparse
import itertools
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sim"))

import run  # noqa: E402
from clients import Refused  # noqa: E402
from stage import wait_for  # noqa: E402

BUILD = "build/dev"
MIDDLE_OF_THE_PAGE = 60_000  # bytes of about 159,000


class UsbPrinter(unittest.TestCase):
    def setUp(self):
        options = argparse.Namespace(build=BUILD, site="nur-zholy", seed=11, every=1.0,
                                     printer="usb", fixed_ports=False)
        folder = pathlib.Path(tempfile.mkdtemp(prefix="otkel-usb-"))
        self.stage, self.day, _ = run.start(options, folder)
        self.addCleanup(self.stage.stop)
        self.officer = self.day.officer

    def issued(self):
        """A truck that has come in and whose number was given; its supplement is asked for."""
        truck = self.day.new_truck()
        for step in itertools.islice(self.day.steps(truck), 4):
            step()
        return truck

    def job(self, truck):
        """The newest one of the truck."""
        return max(self.officer.application(truck.application_no)["print_jobs"],
                   key=lambda job: job["id"])

    def once(self, truck, state):
        def look():
            job = self.job(truck)
            return job if job["state"] == state else None
        try:
            return wait_for(f"a print that is {state}", look, 40)
        except Exception as problem:
            self.fail(f"{problem}: {self.job(truck)}")

    def test_every_end_of_a_print_is_known_for_what_it_is(self):
        with self.subTest("the echo proves it"):
            truck = self.issued()
            self.assertEqual(self.once(truck, "confirmed")["grade"], "order")  # nobody measured it
            self.officer.hand_over(truck.application_no)
            self.assertEqual(self.stage.paper("status")["pages_printed"], 1)

        with self.subTest("a cable pulled out in the middle: a person looks, a duplicate"):
            self.stage.paper(f"arm unplug {MIDDLE_OF_THE_PAGE}")
            truck = self.issued()
            unknown = self.once(truck, "unknown")
            self.assertEqual(unknown["cause"], "printer_absent")
            with self.assertRaises(Refused) as refused:
                self.officer.hand_over(truck.application_no)
            self.assertEqual(refused.exception.code, "unknown_print_unresolved")
            self.stage.paper("plug")
            self.officer.resolve(unknown["id"], on_paper=False)
            self.officer.reprint(truck.application_no, "кабель суырылды")
            again = self.once(truck, "confirmed")
            self.assertEqual((again["attempt"], again["grade"]), (2, "order"))
            self.officer.hand_over(truck.application_no)
            # Both pieces of the first try were cut off before the duplicate came out alone.
            self.assertEqual(self.stage.paper("status")["rows_hanging"], 0)

        with self.subTest("a printer that is away is waited for"):
            self.stage.paper("unplug")
            self.stage.printer_is("not_ready")  # before it is looked at again a job fails safe
            truck = self.issued()
            waiting = self.once(truck, "queued")
            self.stage.paper("plug")
            done = self.once(truck, "confirmed")
            self.assertEqual((done["id"], done["attempt"], done["grade"]),
                             (waiting["id"], 1, "order"))

        known = list((self.stage.data / "printers").glob("*.json"))
        self.assertEqual(len(known), 1)
        self.assertIn('"process_id":"probed"', known[0].read_text())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default=BUILD)
    options, rest = parser.parse_known_args()
    BUILD = options.build
    unittest.main(argv=[sys.argv[0], *rest])
