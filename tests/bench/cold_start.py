#!/usr/bin/env python3
"""Cold start and memory of otkeld with a large register of permit cards (docs/budget.md).

    cold_start.py --build build/release [--cards 100000] [--runs 5]

Cold means a new process and, where this runs as root, a file that is no longer in the page cache.
"""
import argparse
import os
import pathlib
import sqlite3
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "sim"))

from clients import Http  # noqa: E402
from stage import Stage, say, wait_for  # noqa: E402


def fill(path, cards):
    db = sqlite3.connect(path)
    rows = ((f"{i:06d}AB{i % 20 + 1:02d}", f"PC-{i}", "150440086090", "DAF", "XF 480",
             f"VIN{i:014d}", "2029-12-31", "2029-06-30", "2029-06-30") for i in range(cards))
    db.executemany("INSERT INTO permit_cards (plate, card_no, bin, make, model, vin, valid_until, "
                   "tachograph_until, inspection_until) VALUES (?,?,?,?,?,?,?,?,?)", rows)
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def drop_from_cache(path):
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)


def resident_kib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def ready(stage):
    """Once: the first answer of /readyz that is 200."""
    def look():
        try:
            return Http(stage.ports["kiosk"]).get("/readyz") is not None
        except Exception:  # not listening yet, or not ready yet
            return False
    wait_for("otkeld to be ready", look, 30, 0.001)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    stage = Stage(arguments.build, tempfile.mkdtemp(prefix="otkel-cold-"), "nur-zholy", 1,
                  printer="file")
    times, sizes = [], []
    try:
        stage.start()  # with the hub, which says that this checkpoint has given no number yet
        ready(stage)
        stage.stop_one("otkeld")
        fill(stage.data / "edge.db", arguments.cards)
        for _ in range(arguments.runs):
            drop_from_cache(stage.data / "edge.db")
            began = time.monotonic()
            stage.spawn_edge()
            ready(stage)
            times.append(time.monotonic() - began)
            Http(stage.ports["kiosk"]).get("/api/v1/board")
            sizes.append(resident_kib(stage.processes["otkeld"].pid) / 1024)
            stage.stop_one("otkeld")
    finally:
        stage.stop()
    say(f"{arguments.cards} permit cards, {arguments.runs} runs: ready after "
        f"{statistics.median(times):.3f} s (max {max(times):.3f}), "
        f"{statistics.median(sizes):.1f} MiB resident (max {max(sizes):.1f})")


if __name__ == "__main__":
    main()
