#!/usr/bin/env python3
"""Computes the list of every call of a checkpoint's database again, from its log alone.

By docs/adr/0063: for each call its number, whether the recorded hash is that of the list, and
whether all who stood before the called truck are recorded as passed. Exit 1 if one differs.
"""
import hashlib
import json
import sqlite3
import sys

HEAD, QUEUE, LIVE = range(3)


def hash_of(list_of_numbers):
    text = "otkel-order-1;" + "".join(f"{len(n.encode())}:{n};" for n in list_of_numbers)
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


def key_of(truck):
    if truck["head"]:
        return (HEAD, "", 0, max(truck["seq"], truck["head"]))
    if truck["back"]:
        return (QUEUE, truck["back_interval"], 1, truck["back"])
    if not truck["interval"]:
        return (LIVE, "", 0, truck["seq"])
    late = truck["late_interval"]
    return (QUEUE, late or truck["interval"], 1 if late else 0, truck["seq"])


def verify(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = database.execute("SELECT type, body FROM edge_log JOIN edge_epoch USING (epoch) "
                            "ORDER BY ordinal, edge_log.seq")
    interval, waiting, left, calls, faults = {}, {}, {}, 0, []
    for number, (kind, body) in enumerate(rows, 1):
        fact = json.loads(body)
        if kind == "booking_confirmed":
            interval[fact["booking_no"]] = fact["slot_start"]
        if kind != "booking_moved":
            continue
        name = fact["booking_no"]
        if fact["event"] == "check_in":
            waiting[name] = {"seq": number, "interval": interval.get(name), "head": 0, "back": 0,
                             "late_interval": fact.get("late_interval")}
            continue
        if fact["event"] == "put_back" and name in left:
            waiting[name] = left[name]
            continue
        if fact["event"] == "come_back" and name in left:
            waiting[name] = {**left[name], "back": number, "back_interval": fact["back_interval"]}
            continue
        call = fact.get("call")
        if call and call["order_hash"] and name in waiting:
            calls += 1
            waiting[name]["head"] = number if call.get("grant") else waiting[name]["head"]
            order = sorted(waiting, key=lambda one: key_of(waiting[one]))
            passed = [one["booking_no"] for one in call["passed"]]
            if hash_of(order) != call["order_hash"] or passed != order[:order.index(name)]:
                faults.append(f"{number}: {name}")
        left[name] = waiting.pop(name, left.get(name))
    return calls, faults


if __name__ == "__main__":
    CALLS, FAULTS = verify(sys.argv[1])
    print("\n".join([*FAULTS, f"{CALLS} calls, {len(FAULTS)} faults"]))
    sys.exit(1 if FAULTS else 0)
