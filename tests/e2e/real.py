#!/usr/bin/env python3
"""The browser test against the real binaries: hub, checkpoint, camera bridge and a file printer.

    real.py --build BUILD

Registers three trucks at the hub, lets two of them check in, and gives the third to the browser
(run.mjs), which plays its driver and the officer. Time runs as fast as outside, on a day inside the
term of the pilot.
"""
import argparse
import datetime
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "sim"))

from cameras.seen import Seen  # noqa: E402
from clients import Refused, card_no  # noqa: E402
from fleet import Fleet  # noqa: E402
from day import DAY, ZONE, at  # noqa: E402
from stage import Trouble, Stage, ms_of, say  # noqa: E402

OFFICER = ("aliya", "Әлия Сәрсенова", "officer", "Qonaev-street-17")
TICK_S = 0.2


def register(stage, trucks, carriers):
    """The day before: everything that the hub has to say, and a booking for each."""
    portal = stage.portal
    portal.enrol_officer(*OFFICER)
    for carrier in carriers:
        portal.enrol_carrier(carrier)
    portal.enrol_trucks(trucks)
    portal.send_blanks("B-2025-0519-1", "C00050001", 20)
    slot = portal.slots(DAY.isoformat())[1]
    for truck in trucks:
        portal.book(truck, slot["start"])
        portal.apply(truck, DAY.isoformat(), "2025-05-19T05:00:00.000Z")
        portal.approve(truck)
        portal.pay(truck, DAY)
    stage.settle()
    return ms_of(slot["start"])


class Ticking(threading.Thread):
    """Lets the driven clock run as time does."""

    def __init__(self, clock):
        super().__init__(daemon=True)
        self.clock, self.done = clock, threading.Event()

    def run(self):
        start, began = self.clock.now_ms, time.monotonic()
        while not self.done.wait(TICK_S):
            self.clock.advance_to(start + round((time.monotonic() - began) * 1000))

    def stop(self):
        self.done.set()
        self.join()


def gate_server(stage, truck):
    """POST here: the truck stands before the gate camera."""

    class Gate(http.server.BaseHTTPRequestHandler):
        def do_POST(self):  # the name that http.server calls
            now = datetime.datetime.fromtimestamp(stage.clock.now_ms / 1000, ZONE)
            try:
                stage.see("gate-1", "hikvision",
                          Seen(truck.plate, "EV-E2E-1", now, make=truck.make))
                self.send_response(200)
            except Trouble as trouble:
                say(str(trouble))
                self.send_response(500)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gate)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def play(build, node, folder):
    stage = Stage(build, folder, "nur-zholy", 11,
                  clock_start_ms=at(10, day=DAY - datetime.timedelta(days=1)), printer="file")
    fleet = Fleet(11)
    trucks = [fleet.truck() for _ in range(3)]
    ours, live = trucks[2], fleet.truck()  # `live` has its permit card and nothing else
    try:
        stage.start()
        slot_ms = register(stage, trucks, fleet.carriers)
        stage.portal.enrol_trucks([live])
        stage.clock.advance_to(slot_ms + 60_000)
        stage.settle()
        officer = stage.officer(OFFICER[0], OFFICER[3])
        officer.log_in()
        officer.receive("B-2025-0519-1", "C00050001", 20)
        for truck in trucks[:2]:
            stage.kiosk.check_in(truck)
        stage.settle()
        say(f"the stage is ready in {folder}")
        ticking = Ticking(stage.clock)
        ticking.start()
        gate = gate_server(stage, ours)
        told = {
            "kiosk": f"http://127.0.0.1:{stage.ports['kiosk']}",
            "console": f"http://127.0.0.1:{stage.ports['console']}",
            "gate": f"http://127.0.0.1:{gate.server_address[1]}/",
            "login": OFFICER[0], "password": OFFICER[3], "plate": ours.plate,
            "plateShown": f"{ours.plate[:3]} {ours.plate[3:6]} {ours.plate[6:]}",
            "application": ours.application_no,
            "number": str(int(ours.application_no.split("-")[1])),
            "live": {"plate": live.plate, "proof": card_no(live).replace("-", "")},
        }
        result = subprocess.run([node, str(HERE / "run.mjs")], check=False,
                                env={**os.environ, "OTKEL_E2E": json.dumps(told)})
        ticking.stop()
        gate.shutdown()
        if result.returncode == 0:
            after_the_flow(stage, officer, ours)
        return result.returncode
    finally:
        for problem in stage.stop():
            say(problem)


def after_the_flow(stage, officer, truck):
    """What the browser saw must be what the checkpoint wrote: one number, on paper, handed over."""
    stage.settle()
    view = officer.application(truck.application_no)
    if view["blank_state"] != "issued" or len(view["print_jobs"]) != 1:
        raise Trouble(f"after the flow: {view['blank_state']}, {len(view['print_jobs'])} prints")
    if not any((stage.data / "prints").iterdir()):
        raise Trouble("the archive of prints is empty")
    say(f"ok  {truck.application_no} holds {view['blank']}, printed once, handed over")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", required=True)
    parser.add_argument("--node", default="node")
    parser.add_argument("--out", help="folder for databases, logs and prints; kept")
    arguments = parser.parse_args()
    folder = arguments.out or tempfile.mkdtemp(prefix="otkel-e2e-")
    try:
        code = play(arguments.build, arguments.node, folder)
    except (Trouble, Refused, OSError) as error:
        say(f"the browser test failed: {error}")
        code = 1
    if code:
        say(f"logs and databases: {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
