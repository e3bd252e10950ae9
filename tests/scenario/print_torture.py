#!/usr/bin/env python3
"""./dev print-torture: a fault at every place of a print job on the printer models.

Runs otkel-print-torture on every core, for the printer at a USB cable under umockdev-wrapper and
for the one at a network cable, adds up what the shards counted, prints a table for each and writes
OUT/summary.json. Exit 1 where the paper and the journal disagree.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

# What must stay 0: the three of the promise, and what would make the next page wrong.
ZEROS = ("false_success", "duplicates", "two_complete_pages_one_attempt", "false_failure",
         "spoiled_next_page", "not_printed_after_mending")
KINDS = {"usb": ("unplug", "power", "paper_out", "stall", "kill"),
         "tcp": ("reset", "power", "paper_out", "kill")}


def shard(build, folder, printer, number, of, options):
    out = folder / f"shard-{number}.json"
    command = ["umockdev-wrapper"] if printer == "usb" else []
    command += [str(build / "bin/otkel-print-torture"), "--out", str(out), "--printer", printer,
                "--child", str(build / "bin/otkel-print-once"), "--journals", str(folder),
                "--shard", f"{number}/{of}", *options]
    return out, subprocess.Popen(command)


def added_up(parts):
    total = {"faults_injected": {}, "wrong": []}
    for part in parts:
        for name, value in part.items():
            if name == "faults_injected":
                for kind, count in value.items():
                    total[name][kind] = total[name].get(kind, 0) + count
            elif name == "wrong":
                total[name] += value
            elif name.endswith("_ms"):
                total[name] = max(total.get(name, 0), value)
            else:
                total[name] = total.get(name, 0) + value
    return total


def run(build, printer, options, shards=None):
    """The sums of all shards; None where one of them did not come to its end."""
    if printer == "usb" and shutil.which("umockdev-wrapper") is None:
        sys.exit("umockdev is missing: ./dev setup installs it")
    shards = shards or os.cpu_count() or 1
    memory = pathlib.Path("/dev/shm")  # the journal's fsync is not what is tested here
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = pathlib.Path(name)
        running = [shard(build, folder, printer, i, shards, options) for i in range(shards)]
        codes = [process.wait() for _, process in running]
        if any(codes):
            return None
        return added_up([json.loads(out.read_text()) for out, _ in running])


def faults_of(printer, summary):
    faults = [f"{name} is {summary[name]}, not 0" for name in ZEROS if summary[name]]
    faults += [f"no {kind} was injected" for kind in KINDS[printer]
               if not summary["faults_injected"].get(kind)]
    return [f"{printer}: {fault}" for fault in faults + summary["wrong"]]


def table(printer, summary):
    print(f"the printer at {printer}")
    for name in ("runs", "confirmed", "failed_safe", "unknown", *ZEROS):
        print(f"  {name:32}{summary[name]:>8}")
    for kind in KINDS[printer]:
        print(f"  injected: {kind:22}{summary['faults_injected'].get(kind, 0):>8}")
    print(f"  first byte after submit {summary['first_byte_ms']} ms, whole job "
          f"{summary['job_ms']} ms, the paper needs {summary['paper_ms']} ms at 150 mm/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("build/torture"),
                        help="folder of summary.json (%(default)s)")
    parser.add_argument("--every-row", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--random", type=int, default=300, help="byte offsets for each fault")
    parser.add_argument("--at", type=int, help="only this byte, to repeat a run that is WRONG")
    parser.add_argument("--printer", choices=KINDS, help="only this one")
    args = parser.parse_args()
    options = ["--seed", str(args.seed), "--random", str(args.random)]
    options += ["--every-row"] if args.every_row else []
    options += [] if args.at is None else ["--at", str(args.at)]
    summaries, faults = {}, []
    for printer in [args.printer] if args.printer else KINDS:
        summary = run(args.build.resolve(), printer, options)
        if summary is None:
            sys.exit(f"print-torture: a shard of {printer} did not come to its end")
        table(printer, summary)
        summaries[printer] = summary
        faults += faults_of(printer, summary)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "summary.json").write_text(json.dumps(summaries, indent=2) + "\n")
    print(f"  written to {args.out / 'summary.json'}")
    for fault in faults:
        print(f"WRONG: {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
