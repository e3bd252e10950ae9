#!/usr/bin/env python3
"""A whole working day through the real binaries on a driven clock.

    day.py --build BUILD --site nur-zholy --trucks 60 --seed 7 --out DIR

Everything goes through HTTP, ZeroMQ, SQLite and a printer on TCP; only the time is pushed. DIR then
holds summary.json, edge.db, hub.db and prints/. The same seed gives the same summary.
"""
import argparse
import datetime
import heapq
import itertools
import json
import random
import shutil
import sys
import time
from collections import Counter

from cameras.seen import Seen
from clients import Refused
from fleet import Fleet, misread
from summary import summarise
from stage import Trouble, Stage, data_folder, ms_of, say

ZONE = datetime.timezone(datetime.timedelta(hours=5))
DAY = datetime.date(2025, 5, 20)  # a Tuesday inside the term of the pilot
MINUTE = 60_000

# Cameras of several makers stand at each place, as after years of buying.
GATE_MAKERS = ["hikvision", "axis", "onvif", "trassir", "openalpr"]
EXIT_MAKERS = ["dahua", "hikvision", "platerecognizer", "genetec", "axxon", "frigate"]

# What happens to trucks beside the plain ones, at most once each, in the order in which they are
# left out where there are few trucks.
KINDS = ["late_payer", "misread", "turns_back", "spoiled", "lost", "no_show", "late_exit",
         "live_queue", "late_payer_in_the_dark", "revoked_in_the_dark"]


def at(hour, minute=0, day=DAY):
    stamp = datetime.datetime.combine(day, datetime.time(hour, minute), ZONE)
    return round(stamp.timestamp() * 1000)


def moment(ms):
    return datetime.datetime.fromtimestamp(ms / 1000, ZONE)


def iso(ms):
    stamp = datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc)
    return stamp.strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}Z"


class Agenda:
    """What is to be done when; the same order for the same entries."""

    def __init__(self):
        self._heap, self._ties = [], itertools.count()

    def add(self, ms, action, *arguments):
        heapq.heappush(self._heap, (ms, next(self._ties), action, arguments))

    def run(self, clock_to):
        while self._heap:
            ms, _, action, arguments = heapq.heappop(self._heap)
            clock_to(ms)
            action(*arguments)


class Day:
    def __init__(self, stage, trucks, seed):
        self.stage, self.random = stage, random.Random(seed)
        fleet = Fleet(seed)
        # Half of a small day is special, so that every kind has its truck in a day of 20 trucks.
        kinds = KINDS[:max(1, trucks // 2)] if trucks > 1 else []
        kinds += ["plain"] * (trucks - len(kinds))
        self.random.shuffle(kinds)
        self.trucks = [fleet.truck(kind) for kind in kinds]
        self.carriers = fleet.carriers
        self.stranger = fleet.truck("unlisted")
        self.agenda = Agenda()
        self.events = itertools.count(1)
        self.officer = stage.officer("aliya", "Qonaev-street-17")
        self.second = stage.officer("daniyar", "Tekes-river-2024")
        self.faults = {"printer_waited": 0, "printer_failed_safe": 0, "printer_unknown": 0,
                       "officer_decisions": 0, "late_records": 0}
        self.printed = 0

    # --- the day before -------------------------------------------------------------------------

    def prepare(self):
        """Registries, deliveries, bookings, applications, decisions, most payments."""
        portal, w = self.stage.portal, self.stage
        for login, name, role, password in (
                ("aliya", "Әлия Сәрсенова", "officer", "Qonaev-street-17"),
                ("daniyar", "Данияр Ержанов", "senior", "Tekes-river-2024")):
            portal.enrol_officer(login, name, role, password)
        for carrier in self.carriers:
            portal.enrol_carrier(carrier)
        portal.enrol_trucks(self.trucks)
        half = max(8, len(self.trucks) // 2 + 4)
        portal.send_blanks("B-2025-0519-1", "C00050001", half)
        portal.send_blanks("B-2025-0519-2", f"C{50001 + half:08d}", half + len(self.trucks) // 2)
        self.deliveries = [("B-2025-0519-1", "C00050001", half),
                           ("B-2025-0519-2", f"C{50001 + half:08d}", half + len(self.trucks) // 2)]
        slots = portal.slots(DAY.isoformat())
        usable = slots[1:max(2, len(slots) * 3 // 4)]
        for i, truck in enumerate(self.trucks):
            slot = usable[i * len(usable) // len(self.trucks)]
            truck.notes["slot_ms"] = ms_of(slot["start"])
            if truck.kind != "live_queue":
                portal.book(truck, slot["start"])
        # Applications come in another order than slots: the order of numbers is the order of
        # registration among those who are there, not of arrival.
        order = [t for t in self.trucks if t.kind != "live_queue"]
        self.random.shuffle(order)
        for i, truck in enumerate(order):
            w.advance_to(at(10, day=DAY - datetime.timedelta(days=1)) + i * MINUTE)
            portal.apply(truck, DAY.isoformat(), iso(w.clock.now_ms))
        w.advance_to(at(16, day=DAY - datetime.timedelta(days=1)))
        for truck in order:
            portal.approve(truck)
        for truck in order:
            if not truck.kind.startswith("late_payer"):
                portal.pay(truck, DAY)
        w.settle()

    # --- the agenda -----------------------------------------------------------------------------

    def plan(self):
        self.link_down, self.link_up = at(9, 30), at(14, 30)  # half of the working day
        add = self.agenda.add
        add(at(7, 0), self.open_shift)
        add(self.link_down, self.stage.wire.cut)
        add(self.link_up, self.mend_link)
        add(at(10, 5), self.second_delivery)
        for truck in self.trucks:
            if truck.kind == "no_show":
                continue
            early = self.random.randrange(-70, 25)
            arrival = max(at(7, 10), truck.notes["slot_ms"] + early * MINUTE)
            if truck.kind.endswith("in_the_dark"):
                arrival = max(arrival, at(10, 30))
            arrival = arrival // MINUTE * MINUTE + self.random.randrange(0, 50) * 1000
            add(arrival, self.live_booking if truck.kind == "live_queue" else self.arrive, truck)
        late = [t for t in self.trucks if t.kind == "late_payer"]
        for truck in late:
            add(at(8, 40), self.pay_late, truck)
        for truck in self.trucks:
            if truck.kind == "late_payer_in_the_dark":
                add(at(11, 0), self.pay_late, truck)
            if truck.kind == "revoked_in_the_dark":
                add(at(13, 0), self.stage.portal.revoke, truck, "Тасымалдаушы бас тартты")
        add(at(10, 17), self.pass_stranger)
        add(at(9, 5), self.run_out_of_paper, 0)
        add(at(12, 40), self.run_out_of_paper, 700)

    def open_shift(self):
        self.officer.log_in()
        self.officer.receive(*self.deliveries[0])

    def second_delivery(self):
        self.officer.receive(*self.deliveries[1])

    def mend_link(self):
        self.stage.wire.mend()
        self.stage.settle()
        say(f"  {self.clock_text()} the link is back, both logs are level")

    def pay_late(self, truck):
        self.stage.portal.pay(truck, DAY)
        self.stage.settle()

    def run_out_of_paper(self, rows_left):
        """The next print meets an empty printer, or one that runs empty in the middle."""
        self.stage.paper("paper out" if rows_left == 0 else f"paper {rows_left}")
        if rows_left == 0:
            self.stage.printer_is("not_ready")

    # --- trucks ---------------------------------------------------------------------------------

    def live_booking(self, truck):
        """No booking of the portal: the kiosk sells a place, the application follows at once."""
        kiosk = self.stage.kiosk
        now = self.stage.clock.now_ms
        free = [s for s in kiosk.slots(DAY.isoformat())
                if s["free"] > 0 and ms_of(s["slot_end"]) > now + 30 * MINUTE]
        kiosk.book(truck, free[0]["slot_start"])
        self.stage.settle()
        if not self.stage.wire.up:
            # The centre learns of the booking when the link is back.
            self.agenda.add(self.link_up + MINUTE, self.apply_now, truck)
        else:
            self.apply_now(truck)
        self.arrive(truck)

    def apply_now(self, truck):
        portal = self.stage.portal
        portal.apply(truck, DAY.isoformat(), iso(self.stage.clock.now_ms))
        portal.approve(truck)
        portal.pay(truck, DAY)
        self.stage.settle()

    def arrive(self, truck):
        card = self.stage.kiosk.look_up(truck.plate)
        if card["next_step"] == "come_later":
            return self.later(20, self.arrive, truck)
        self.stage.kiosk.check_in(truck)
        self.later(self.random.randrange(3, 12), self.call, truck)

    def call(self, truck):
        """The officer calls the next in order; whoever that is drives up."""
        called = self.officer.call("1")
        driver = next(t for t in self.trucks if t.booking_no == called["booking_no"])
        self.later(self.random.randrange(2, 6), self.enter, driver)

    def enter(self, truck):
        seen = misread(truck.plate, self.random) if truck.kind == "misread" else truck.plate
        self.see("gate-1", self.random.choice(GATE_MAKERS), seen, truck)
        if self.random.random() < 0.5:
            self.see_trailer(truck)
        self.later(self.random.randrange(2, 8), self.issue, truck)

    def seen(self, plate, when=None, **fields):
        return Seen(plate, f"EV-{self.stage.seed}-{next(self.events):05d}",
                    when or moment(self.stage.clock.now_ms), **fields)

    def see_trailer(self, truck):
        """The camera behind the gate sees it drive away; the bridge joins that to the front."""
        trailer = f"{int(truck.plate[:3]) % 90 + 10}TRL05"
        self.stage.see("gate-1-rear", "hikvision", self.seen(trailer, direction="out"))
        self.stage.settle()

    def see(self, name, maker, plate, truck):
        """A camera sees the truck; where its read may not act alone the officer looks."""
        self.stage.see(name, maker, self.seen(plate, make=truck.make))
        self.stage.settle()
        for visit in self.officer.console()["visits"]:
            listed = truck.kind != "unlisted"
            self.officer.decide(visit["visit_id"], truck.plate if listed else None,
                                "Суретте нөмір анық" if listed else "Тізімде жоқ көлік")
            self.faults["officer_decisions"] += 1
            self.stage.settle()

    def pass_stranger(self):
        self.see("gate-1", "hikvision", self.stranger.plate, self.stranger)

    def issue(self, truck):
        if not truck.application_no:  # sold a place in the dark; its application follows the link
            return self.later(15, self.issue, truck)
        try:
            self.officer.issue(truck.application_no)
        except Refused as refused:
            if refused.code == "application_closed" and truck.kind == "revoked_in_the_dark":
                return self.later(5, self.turn_back, truck)  # the revocation came before the truck
            waits = ("application_not_found", "application_unpaid", "vehicle_not_on_territory",
                     "application_wrong_state", "no_blanks", "supplement_missing",
                     "checkpoint_closed")
            if refused.code not in waits or self.stage.clock.now_ms > at(17, 0):
                raise
            return self.later(15, self.issue, truck)
        view = self.printed_view(truck)
        if truck.kind == "spoiled":
            self.officer.spoil(view["blank"], "Тасымалдаушының атауы қате жазылды")
            view = self.printed_view(truck)
        truck.blank = view["blank"]
        self.later(self.random.randrange(3, 7), self.hand_over, truck)

    def printed_view(self, truck):
        """Waits for the paper, and does what an officer does when the printer fails."""
        for _ in range(4):
            self.stage.settle()
            view = self.officer.application(truck.application_no)
            job = view["print_jobs"][-1]
            if job["state"] == "confirmed":
                self.printed += 1
                return view
            self.stage.paper("paper 100000000")
            self.stage.printer_is("ready")
            if job["state"] == "queued":  # it was not even sent, and goes now by itself
                self.faults["printer_waited"] += 1
                continue
            if job["state"] == "unknown":
                self.faults["printer_unknown"] += 1
                self.officer.resolve(job["id"], on_paper=False)
            else:
                self.faults["printer_failed_safe"] += 1
            self.print_again(truck.application_no, "Қағаз таусылды, салынды")
        raise Trouble(f"{truck.application_no} does not print: {view['print_jobs']}")

    def print_again(self, no, reason):
        try:
            self.officer.reprint(no, reason)
        except Refused as refused:
            if refused.code != "second_person_missing":  # the third print of one number
                raise
            self.officer.by_two(self.second, "reprint", no, reason)

    def hand_over(self, truck):
        self.officer.hand_over(truck.application_no)
        if truck.kind == "lost":
            self.officer.by_two(self.second, "lose", truck.blank, "Жүргізуші бланкіні жоғалтты")
        leaves_back = truck.kind in ("turns_back", "lost")
        self.later(self.random.randrange(4, 15), self.turn_back if leaves_back else self.leave,
                   truck)

    def leave_unseen(self, truck):
        """The exit camera does not answer: an officer says that it left, the record comes later."""
        self.officer.enter("exit", truck.plate, "Шығу камерасы жауап бермейді")
        self.later(45, self.tell_late, truck, moment(self.stage.clock.now_ms))

    def tell_late(self, truck, when):
        self.stage.see("exit-1", "hikvision",
                       self.seen(truck.plate, when, make=truck.make, retransmit=True))
        self.stage.settle()
        for visit in self.officer.console()["late_exits"]:
            self.officer.decide(visit["visit_id"], truck.plate, "Кешіккен жазба, суреті анық")
            self.faults["late_records"] += 1
        self.stage.settle()

    def leave(self, truck):
        if truck.kind == "late_exit":
            return self.leave_unseen(truck)
        self.see("exit-1", self.random.choice(EXIT_MAKERS), truck.plate, truck)

    def turn_back(self, truck):
        self.see("return-1", "milesight", truck.plate, truck)
        if truck.kind == "turns_back":
            self.officer.by_two(self.second, "return", truck.blank, "Көлік Қытайға кетпеді")

    # --- running --------------------------------------------------------------------------------

    def later(self, minutes, action, *arguments):
        self.agenda.add(self.stage.clock.now_ms + minutes * MINUTE, action, *arguments)

    def clock_text(self):
        return moment(self.stage.clock.now_ms).strftime("%H:%M")

    def run(self):
        hour = None

        def clock_to(ms):
            nonlocal hour
            self.stage.advance_to(max(ms, self.stage.clock.now_ms))
            self.stage.settle()
            if moment(ms).hour != hour:
                hour = moment(ms).hour
                say(f"  {self.clock_text()} printed {self.printed}, link "
                    f"{'up' if self.stage.wire.up else 'down'}")

        self.agenda.run(clock_to)
        clock_to(at(21, 0))  # evening: no-shows have fallen due
        return dict(sorted(Counter(
            self.stage.portal.public_status(t) for t in self.trucks).items()))


def play(arguments, folder):
    start = at(9, day=DAY - datetime.timedelta(days=1))
    stage = Stage(arguments.build, folder, arguments.site, arguments.seed, clock_start_ms=start,
                  printer="tcp")
    day = Day(stage, arguments.trucks, arguments.seed)
    try:
        stage.start()
        say(f"{arguments.site}: {arguments.trucks} trucks on {DAY}, seed {arguments.seed}")
        day.prepare()
        say("  the day before: registered, decided, paid; the checkpoint has it all")
        day.plan()
        register = day.run()
    finally:
        problems = stage.stop()
    if problems:
        raise Trouble("; ".join(problems))
    return summarise(folder, arguments.site, arguments.trucks, arguments.seed, day.faults) | {
        "register_page_says": register}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--site", default="nur-zholy")
    parser.add_argument("--trucks", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out")
    arguments = parser.parse_args()
    if not 1 <= arguments.trucks <= 400:
        parser.error("--trucks takes 1 to 400")
    folder = data_folder(arguments.out)
    for name in ("edge.db", "hub.db", "bridge.db"):
        for path in folder.glob(name + "*"):
            path.unlink()
    shutil.rmtree(folder / "prints", ignore_errors=True)
    shutil.rmtree(folder / "paper", ignore_errors=True)
    began = time.monotonic()
    try:
        summary = play(arguments, folder)
    except (Trouble, Refused, OSError) as error:
        say(f"the day failed: {error}\nlogs and databases: {folder}")
        return 1
    (folder / "summary.json").write_text(
        json.dumps(summary, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    broken = [k for k in ("order_violations", "duplicate_numbers", "lost_events")
              if summary[k] != 0]
    blanks = summary["blanks"]
    say(f"done in {time.monotonic() - began:.0f} s: issued {blanks['issued']}, redeemed "
        f"{blanks['redeemed']}, returned {blanks['returned']}, lost {blanks['lost']}, spoiled "
        f"{blanks['spoiled']}; order violations {summary['order_violations']}, duplicate numbers "
        f"{summary['duplicate_numbers']}, lost events {summary['lost_events']}")
    reads = summary["reads_at_gate_and_exit"]
    share = 100 * reads["waited"] / max(1, reads["all"])
    say(f"reads at gate and exit that waited for a person: {reads['waited']} of {reads['all']} "
        f"({share:.1f} %)")
    say(f"look at {folder}/summary.json and {folder}/prints/")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
