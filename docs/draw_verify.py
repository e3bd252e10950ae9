#!/usr/bin/env python3
"""Verifies a file draw/<id>.json by docs/draw.md and prints the faults; earlier draws beside it."""
import datetime
import hashlib
import json
import pathlib
import sys

TIME = datetime.datetime.fromisoformat


def parts(*items):
    return "".join(f"{len(str(i).encode())}:{i};" for i in items)


def h(tag, *items):
    return hashlib.blake2b(f"{tag};{parts(*items)}".encode(), digest_size=32).hexdigest()


def tickets(request, closes, rules, folder):
    """What the draw before gives, read from its file; 0 if it supports nothing."""
    if not request["prev"]:
        return 1
    name, _, vehicle = request["prev"].partition("/")
    if not (folder / f"{name}.json").exists():
        return 0
    old = json.loads((folder / f"{name}.json").read_text())
    row = next((r for r in old["requests"] if r["vehicle"] == vehicle), None)
    age = closes - TIME(old["closes"])
    won = any(r["interval"] and r["vehicle"] == vehicle for r in old["ranks"])
    if not row or won or not age.total_seconds() > 0 or age.days * 86400 + age.seconds > \
            rules["loss_days"] * 86400:
        return 0
    number = len(row["choices"].split(","))
    counts = old["voided"] or row["choices"] == "any" or number == len(old["places"]) \
        or number >= old["rules"]["least_choices"]
    return min(row["tickets"] * (2 if counts else 1), rules["ticket_cap"])


def verify(path):
    f = json.loads(path.read_text())
    draw, drawer, rules, requests, faults = f["draw"], f["drawer"], f["rules"], f["requests"], set()
    opens, closes = TIME(f["opens"]), TIME(f["closes"])
    seeds = {s["role"]: s["seed"] for s in f["seeds"]}
    commits = {c["role"]: c["commit"] for c in f["commits"]}
    room = {p["interval"]: p["places"] for p in f["places"]}
    sites = [w["site"] for w in f["witnesses"]]

    def need(holds, fault):
        faults.update([] if holds else [fault])

    need(f["algorithm"] == "otkel-draw-1" and opens < closes, "form_wrong")
    ids, used = [r["vehicle"] for r in requests], [r["prev"] for r in requests if r["prev"]]
    need(ids == sorted(set(ids)), "list_not_in_order")
    need(len(used) == len(set(used)), "tickets_unsupported")
    for r in requests:
        wanted = [] if r["choices"] == "any" else r["choices"].split(",")
        need(opens <= TIME(r["received"]) < closes and set(wanted) <= set(room)
             and len(wanted) <= rules["most_choices"], "request_not_allowed")
        need(r["tickets"] == tickets(r, closes, rules, path.parent), "tickets_unsupported")
    root = h("otkel-draw-list-1", draw, len(requests), "".join(
        parts(r["vehicle"], r["tickets"], r["choices"], r["prev"]) for r in requests))
    need(all(seen["root"] == root for seen in [f, *f["witnesses"]]), "root_differs")
    end = closes + datetime.timedelta(minutes=rules["witness_minutes"])
    need((sites or drawer != "hub") and sites == sorted(set(sites) - {drawer})
         and all(closes <= TIME(w["seen"]) < end for w in f["witnesses"]), "witness_missing")
    if f["voided"]:
        return faults | ({"result_differs"} if f["ranks"] else set())
    for role in [drawer, *sites]:
        need(role in seeds and role in commits, "seed_missing")
        need(h("otkel-draw-commit-1", draw, role, seeds.get(role)) == commits.get(role)
             or not (role in seeds and role in commits), "seed_wrong")
    need(f["seed"] == h("otkel-draw-seed-1", draw, seeds.get(drawer, ""), len(sites),
                        *(x for site in sites for x in (site, seeds.get(site, ""))),
                        f["beacon"]["value"] if f["beacon"] else "none"), "seed_wrong")
    scored = sorted((*min((h("otkel-draw-ticket-1", f["seed"], r["vehicle"], j), r["vehicle"], j)
                          for j in range(1, r["tickets"] + 1)), r["choices"]) for r in requests)
    right = []
    for score, vehicle, j, choices in scored:
        wanted = sorted(room) if choices == "any" else choices.split(",")
        got = next((i for i in wanted if room.get(i, 0) > 0), None)
        room.update({got: room[got] - 1} if got else {})
        right.append({"vehicle": vehicle, "ticket": j, "score": score, "interval": got})
    need(right == f["ranks"], "result_differs")
    return faults


if __name__ == "__main__":
    FOUND = sorted(verify(pathlib.Path(sys.argv[1])))
    print("\n".join(FOUND) or "holds")
    sys.exit(1 if FOUND else 0)
