#!/usr/bin/env python3
"""The main job to look at: hub, checkpoint, camera bridge and a file printer on the real clock, and
a small day that keeps going.

    run.py --build BUILD --site nur-zholy [--data DIR] [--every SECONDS]

Ctrl-C ends all of it.
"""
import argparse
import datetime
import itertools
import pathlib
import random
import signal
import sys
import threading
import time

import cameras
from cameras.seen import Seen
from clients import Refused
from day import EXIT_MAKERS, GATE_MAKERS
from fleet import Fleet
from stage import TREE, Trouble, Stage, data_folder, say

ZONE = datetime.timezone(datetime.timedelta(hours=5))
PASSWORD = "otkel-demonstration"
FIRST_EVERY = 1.0  # seconds between the steps of the first truck
PORTS = {"kiosk": 8080, "console": 8081, "bridge": 8082, "hub": 8090}


class SmallDay:
    """One truck after the other, from application to exit."""

    def __init__(self, stage, every, crossed=lambda: None):
        """`crossed` is called once, when the first truck is through."""
        self.stage, self.every, self.crossed = stage, every, crossed
        self.random = random.Random(stage.seed)
        self.fleet = Fleet(stage.seed)
        self.events = itertools.count(1)
        self.officer = stage.officer("demo-machine", PASSWORD)
        self.stopping = threading.Event()

    def prepare(self):
        portal = self.stage.portal
        for login, name, role in (("officer", "Көрсетілім қызметкері", "officer"),
                                  ("senior", "Көрсетілім аға қызметкері", "senior"),
                                  ("demo-machine", "Көрсетілім автоматы", "officer")):
            portal.enrol_officer(login, name, role, PASSWORD)
        for carrier in self.fleet.carriers:
            portal.enrol_carrier(carrier)
        portal.send_blanks("B-DEMO-1", "C00000001", 500)
        self.stage.settle()
        self.officer.log_in()
        self.officer.receive("B-DEMO-1", "C00000001", 500)

    def today(self):
        return datetime.datetime.now(ZONE).date().isoformat()

    def new_truck(self):
        """Booked in the running slot, decided and paid: ready to arrive."""
        portal, truck = self.stage.portal, self.fleet.truck()
        portal.enrol_trucks([truck])
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
        open_slots = [s for s in portal.slots(self.today())
                      if s["free"] > 0 and s["end"] > now.replace("+00:00", "Z")]
        if not open_slots:
            raise Trouble("no slot of today is left; the next one opens at midnight")
        portal.book(truck, open_slots[0]["start"])
        portal.apply(truck, self.today(), now.replace("+00:00", "Z"))
        portal.approve(truck)
        portal.pay(truck, datetime.datetime.now(ZONE).date())
        self.stage.national.plates.append(truck.plate)
        self.stage.settle()
        return truck

    def see(self, camera_name, maker, truck):
        event = f"DEMO-{self.stage.seed}-{next(self.events):06d}"
        self.stage.see(camera_name, maker, Seen(truck.plate, event, make=truck.make),
                       tell=cameras.visit)
        self.stage.settle()
        for visit in self.officer.console()["visits"]:
            self.officer.decide(visit["visit_id"], truck.plate, "Суретте нөмір анық")
        self.stage.settle()

    def steps(self, truck):
        """What happens to one truck, one step a tick."""
        yield lambda: self.stage.kiosk.check_in(truck)
        yield lambda: self.officer.call("1", truck.booking_no, "domestic_export", "Көрсетілім",
                                        ("1", self.today()))
        yield lambda: self.see("gate-1", self.random.choice(GATE_MAKERS), truck)
        yield lambda: self.officer.issue(truck.application_no)
        yield lambda: (self.stage.settle(), self.officer.hand_over(truck.application_no))
        yield lambda: self.see("exit-1", self.random.choice(EXIT_MAKERS), truck)

    def run(self):
        """Up to six trucks at a time, until somebody stops it; the first one goes at once, so that
        whoever waits sees a whole way."""
        under_way, crossed = [], 0
        for tick in itertools.count():
            if self.stopping.wait(self.every if crossed else min(self.every, FIRST_EVERY)):
                return
            try:
                if tick % 2 == 0 and len(under_way) < 6:
                    truck = self.new_truck()
                    under_way.append((truck, self.steps(truck)))
                for truck, steps in list(under_way):
                    step = next(steps, None)
                    if step is not None:
                        step()
                        continue
                    under_way.remove((truck, steps))
                    say(f"  {truck.plate} {truck.application_no} has crossed; the national "
                        f"queue knows of {len(self.stage.national.events)} passages")
                    crossed += 1
                    if crossed == 1:
                        self.crossed()
            except (Refused, Trouble, OSError) as problem:
                say(f"  {problem}")


def tell_first_crossing(arguments):
    if arguments.began is not None:
        seconds = round(time.time() - arguments.began)
        say(f"  first crossing after {seconds} s, {seconds - arguments.downloading} s without the "
            f"download of Debian's packages ({arguments.downloading} s)")


def start(arguments, folder):
    config = TREE / "config"
    stage = Stage(arguments.build, folder, arguments.site, arguments.seed,
                  printer=arguments.printer,
                  pack="kz-cn-c-demonstration.toml", overlays=[config / "round-the-clock.toml"],
                  ports=PORTS if arguments.fixed_ports else None, national=True)
    try:
        stage.start()
        day = SmallDay(stage, arguments.every, lambda: tell_first_crossing(arguments))
        day.prepare()
        today = day.new_truck()
        return stage, day, today
    except BaseException:
        stage.stop()
        raise


def show(stage, truck, folder):
    p = stage.ports
    say(f"""
Otkel runs: checkpoint {stage.site}, demonstration, data in {folder}

  kiosk    http://127.0.0.1:{p['kiosk']}/kiosk/
           try application {truck.application_no} or plate {truck.plate}
  board    http://127.0.0.1:{p['kiosk']}/board/
  console  http://127.0.0.1:{p['console']}/console/
           login officer, password {PASSWORD}
  register http://127.0.0.1:{p['hub']}/P/{truck.application_no}
  prints   {folder}/prints/
  camera   {stage.camera_url('gate-1')}
           ./dev camera --maker hikvision --plate {truck.plate} drives that truck to the gate

  national queue, simulated: http://127.0.0.1:{stage.national.port}

A truck comes every few seconds. Ctrl-C ends everything.
""")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--site", default="nur-zholy")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data", help="a folder to keep; default: a new one")
    parser.add_argument("--every", type=float, default=4.0, help="seconds between two steps")
    parser.add_argument("--printer", choices=["file", "tcp", "usb"], default="file",
                        help="a folder, or a simulated printer at a socket or at a USB cable")
    parser.add_argument("--seconds", type=float, help="end by itself after so long")
    parser.add_argument("--began", type=int, help="when ./dev run was called, seconds since 1970")
    parser.add_argument("--downloading", type=int, default=0, help="seconds of it that went there")
    parser.add_argument("--any-ports", dest="fixed_ports", action="store_false",
                        help="free ports instead of 8080, 8081, 8082, 8090")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data and pathlib.Path(arguments.data)).resolve()
    try:
        stage, day, truck = start(arguments, folder)
    except (Trouble, Refused, OSError) as problem:
        say(f"could not start: {problem}\nlogs: {folder}/*.log")
        return 1
    show(stage, truck, folder)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: day.stopping.set())
    if arguments.seconds:
        threading.Timer(arguments.seconds, day.stopping.set).start()
    day.run()
    say("ending ...")
    problems = stage.stop()
    for problem in problems:
        say(problem)
    say(f"ended; data stays in {folder}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
