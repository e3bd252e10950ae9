#!/usr/bin/env python3
"""The units, accounts and folders that are shipped are what systemd understands.

Runs `systemd-analyze verify` in a folder that looks like the machine after the package is
installed, and `systemd-sysusers` and `systemd-tmpfiles` without touching the real machine. Exits
with 77 (skipped) where systemd's tools are missing.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CONFIG = pathlib.Path(__file__).resolve().parents[3] / "config"
SKIPPED = 77
WORST_EXPOSURE = 25  # tenths; systemd's own scale goes to 100


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def shipped_units():
    return sorted((CONFIG / "systemd").glob("*.service")) + sorted((CONFIG / "systemd").glob("*.timer"))


def machine(root):
    """What the units refer to: systemd's own units, our programs (empty) and units."""
    units = root / "usr/lib/systemd/system"
    shutil.copytree("/usr/lib/systemd/system", units, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    for unit in shipped_units():
        shutil.copy(unit, units)
        for program in re.findall(r"^Exec\w+=(/\S+)", unit.read_text(), re.M):
            path = root / program.lstrip("/")
            path.write_text("#!/bin/sh\n")
            path.chmod(0o755)
    for folder in ("sysusers.d", "tmpfiles.d"):
        shutil.copytree(CONFIG / folder, root / "usr/lib" / folder)
    (root / "etc").mkdir()


def verify(root):
    faults = []
    for unit in shipped_units():
        status, said = run("systemd-analyze", "verify", "--man=no", f"--root={root}", unit.name)
        ours = [line for line in said.splitlines() if "otkel" in line]
        if status != 0 or ours:
            faults.append(f"{unit.name}: {status}: {said}")
    return faults


def exposure():
    faults = []
    for unit in sorted((CONFIG / "systemd").glob("*.service")):
        status, said = run("systemd-analyze", "security", "--offline=yes",
                           f"--threshold={WORST_EXPOSURE}", str(unit))
        if status != 0:
            faults.append(f"{unit.name}: {said[-300:]}")
    return faults


def accounts_and_folders(root):
    status, said = run("systemd-sysusers", f"--root={root}", "otkel.conf")
    if status != 0:
        return [f"sysusers: {said}"]
    faults = []
    accounts = (root / "etc/passwd").read_text()
    for unit in sorted((CONFIG / "systemd").glob("*.service")):
        user = re.search(r"^User=(\S+)", unit.read_text(), re.M).group(1)
        if f"{user}:" not in accounts:
            faults.append(f"{unit.name}: the account {user} is not made")
    status, said = run("systemd-tmpfiles", "--create", "--dry-run", f"--root={root}", "otkel.conf")
    if status != 0 and "unrecognized option" in said:
        status, said = run("systemd-tmpfiles", "--create", f"--root={root}", "otkel.conf")
    if status != 0:
        faults.append(f"tmpfiles: {said}")
    return faults


def main():
    for tool in ("systemd-analyze", "systemd-sysusers", "systemd-tmpfiles"):
        if shutil.which(tool) is None:
            print(f"{tool} is not here")
            return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        machine(root)
        faults = verify(root) + exposure() + accounts_and_folders(root)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
