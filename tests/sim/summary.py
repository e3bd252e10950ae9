"""What a day came to, computed from the databases alone: nothing here knows what was planned."""
import json
import sqlite3
from collections import Counter


def _counts(db, table, column="state"):
    return {word: n for word, n in
            db.execute(f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 1")}


def edge_events(edge):
    return [(seq, kind, json.loads(body)) for seq, kind, body in
            edge.execute("SELECT seq, type, body FROM edge_log ORDER BY pos")]


def _deliver(stock, body):
    digits = len(body["first"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    letters = body["first"][:-digits]
    first = int(body["first"][-digits:])
    stock.extend(f"{letters}{first + i:0{digits}d}" for i in range(body["count"]))


def check_order(events):
    """Runs every allocation again on the list it was decided on, and on a stock kept from the log.
    Returns how many gave a number out of the order of applications or out of the stock's order."""
    stock, violations = [], 0
    for _, kind, body in events:
        if kind == "blanks_received":
            _deliver(stock, body)
        elif kind == "blank_ended" and body["blank"] in stock:
            stock.remove(body["blank"])
        elif kind == "number_allocated":
            served = [n for n in sorted(body["waiting"]) if n <= body["wanted"]]
            right = [{"application_no": n, "blank": b} for n, b in zip(served, stock)]
            if body["steps"] != right or served[-1:] != [body["wanted"]]:
                violations += 1
            for step in body["steps"]:
                if step["blank"] in stock:
                    stock.remove(step["blank"])
    return violations


def count_duplicates(events, edge):
    """Numbers given more than once: in the log, in the stock table, and on confirmed prints."""
    given = Counter(step["blank"] for _, kind, body in events if kind == "number_allocated"
                    for step in body["steps"])
    printed = {}
    for application, blank in edge.execute(
            "SELECT DISTINCT application_no, blank FROM print_jobs WHERE state = 'confirmed'"):
        printed.setdefault(blank, set()).add(application)
    return (sum(1 for n in given.values() if n > 1)
            + sum(1 for who in printed.values() if len(who) > 1))


def count_lost(edge, hub, site):
    """Events of either log that the other side does not hold with the same hash."""
    def missing(mine, theirs):
        held = {(epoch, seq): h for epoch, seq, h in theirs}
        return sum(1 for epoch, seq, h in mine if held.get((epoch, seq)) != h)
    own = list(edge.execute("SELECT epoch, seq, hash FROM edge_log"))
    raw = list(hub.execute("SELECT epoch, seq, hash FROM edge_log WHERE site = ?", (site,)))
    told = list(hub.execute("SELECT epoch, seq, hash FROM hub_log WHERE site = ?", (site,)))
    kept = list(edge.execute("SELECT epoch, seq, hash FROM hub_log"))
    gaps = sum(1 for (a,), (b,) in zip(
        edge.execute("SELECT seq FROM edge_log ORDER BY pos"),
        edge.execute("SELECT seq FROM edge_log ORDER BY pos LIMIT -1 OFFSET 1")) if b != a + 1)
    return missing(own, raw) + missing(told, kept) + gaps


def count_waiting(edge):
    """Live reads of the cameras at gate and exit, and how many of them a person had to look at."""
    reads = {"all": 0, "waited": 0, "why": Counter()}
    for decision, decided_by in edge.execute(
            "SELECT decision, decided_by FROM visits WHERE role IN ('gate_in', 'exit') "
            "AND live = 1 AND camera <> 'officer-entry'"):
        reads["all"] += 1
        if decided_by != "exact":
            reads["waited"] += 1
            reads["why"][json.loads(decision)["why"]] += 1
    return reads | {"why": dict(sorted(reads["why"].items()))}


def _head(db, table, order):
    epoch, seq, digest = db.execute(
        f"SELECT epoch, seq, hash FROM {table} ORDER BY {order} DESC LIMIT 1").fetchone()
    return {"epoch": epoch, "seq": seq, "hash": digest}


def summarise(folder, site, trucks, seed, faults):
    edge = sqlite3.connect(f"file:{folder}/edge.db?mode=ro", uri=True)
    hub = sqlite3.connect(f"file:{folder}/hub.db?mode=ro", uri=True)
    events = edge_events(edge)
    kinds = Counter(kind for _, kind, _ in events)
    states = _counts(edge, "blanks")
    blanks = {word: states.get(word, 0) for word in
              ("in_stock", "allocated", "printed", "redeemed", "returned", "lost", "annulled",
               "spoiled")}
    blanks["issued_and_not_ended"] = states.get("issued", 0)
    blanks["issued"] = kinds["permit_issued"]
    blanks["received"] = sum(body["count"] for _, kind, body in events if kind == "blanks_received")
    grades = Counter(body["evidence"]["grade"] for _, kind, body in events
                     if kind == "permit_redeemed")
    trailers = sum(1 for (visit,) in edge.execute("SELECT visit FROM visits WHERE role = 'gate_in'")
                   if len({read.get("camera") for read in json.loads(visit)["reads"]}) > 1)
    hub_site = f"WHERE site = '{site}'"
    return {
        "site": site, "trucks": trucks, "seed": seed,
        "blanks": dict(sorted(blanks.items())),
        "stock_adds_up": blanks["received"] == sum(states.values()),
        "bookings": _counts(edge, "bookings"),
        "applications": _counts(edge, "applications"),
        "applications_at_hub": _counts(hub, "application"),
        "print_jobs": _counts(edge, "print_jobs"),
        "incidents": _counts(edge, "incidents", "kind"),
        "redeemed_on": dict(sorted(grades.items())), "visits_of_two_cameras": trailers,
        "visits_decided_by": _counts(edge, "visits",
                                     "CASE WHEN decided_by LIKE 'officer:%' THEN 'officer' "
                                     "ELSE coalesce(decided_by, 'nobody') END"),
        "reads_at_gate_and_exit": count_waiting(edge),
        "events_of_the_edge": dict(sorted(kinds.items())),
        "events_of_the_hub": _counts(hub, "hub_log", "type"),
        "events": {"edge_log": len(events),
                   "edge_log_at_hub": hub.execute(
                       f"SELECT count(*) FROM edge_log {hub_site}").fetchone()[0],
                   "hub_log": hub.execute(
                       f"SELECT count(*) FROM hub_log {hub_site}").fetchone()[0],
                   "hub_log_at_edge": edge.execute("SELECT count(*) FROM hub_log").fetchone()[0]},
        "heads": {"edge_log": _head(edge, "edge_log", "pos"),
                  "hub_log": _head(hub, f"(SELECT * FROM hub_log {hub_site})", "seq")},
        "dead_letters": edge.execute("SELECT count(*) FROM dead_letter").fetchone()[0],
        "faults_met": dict(sorted(faults.items())),
        "order_violations": check_order(events),
        "duplicate_numbers": count_duplicates(events, edge),
        "lost_events": count_lost(edge, hub, site),
    }
