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


def machine(root):
    """What the units refer to: systemd's own units, our programs (empty) and units."""
    system = root / "usr/lib/systemd/system"
    shutil.copytree("/usr/lib/systemd/system", system, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    for unit in units():
        shutil.copy(unit, system)
        for program in re.findall(r"^Exec\w+=(/\S+)", unit.read_text(), re.M):
            path = root / program.lstrip("/")
            path.write_text("#!/bin/sh\n")
            path.chmod(0o755)
    for folder in ("sysusers.d", "tmpfiles.d"):
        shutil.copytree(CONFIG / folder, root / "usr/lib" / folder)
    (root / "etc").mkdir()


def units():
    return sorted((CONFIG / "systemd").glob("*.service")) + \
        sorted((CONFIG / "systemd").glob("*.timer"))


def verify(root):
    faults = []
    for unit in units():
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


def setting(unit, name):
    """All words of a setting, which may stand on several lines."""
    lines = re.findall(rf"^{name}=(.*)$", (CONFIG / "systemd" / unit).read_text(), re.M)
    return [word for line in lines for word in line.split()]


def modes():
    """FOLDER -> (mode, user, group) of tmpfiles.d."""
    found = {}
    for line in (CONFIG / "tmpfiles.d/otkel.conf").read_text().splitlines():
        parts = line.split()
        if parts and parts[0] == "d":
            found[parts[1]] = (int(parts[2], 8), parts[3], parts[4])
    return found


def may_read(unit, mode, user, group):
    """Whether the program of a unit may open a folder of that owner, group and mode."""
    if user in setting(unit, "User"):
        return bool(mode & 0o500)
    if group in setting(unit, "Group") + setting(unit, "SupplementaryGroups"):
        return bool(mode & 0o050)
    return bool(mode & 0o005)


def state_of(unit):
    """(mode, user, group) of a unit's folder under /var/lib."""
    return (int(setting(unit, "StateDirectoryMode")[0], 8), setting(unit, "User")[0],
            setting(unit, "Group")[0])


def walls():
    """Who parses what strangers send reads neither the database nor the keys of another."""
    faults = []
    folders = modes()
    for unit, other in (("otkel-anpr.service", "otkeld.service"),
                        ("otkel-anpr.service", "otkel-hub.service"),
                        ("otkel-hub.service", "otkeld.service")):
        if may_read(unit, *state_of(other)):
            faults.append(f"{unit} can read the database of {other}")
    for unit, keys in (("otkeld.service", "/etc/otkel/keys"),
                       ("otkel-anpr.service", "/etc/otkel/anpr-keys"),
                       ("otkel-hub.service", "/etc/otkel/hub-keys")):
        if not may_read(unit, *folders[keys]):
            faults.append(f"{unit} cannot read {keys}")
        for other in ("otkeld.service", "otkel-anpr.service", "otkel-hub.service"):
            trusted = (other, keys) == ("otkeld.service", "/etc/otkel/anpr-keys")
            if other != unit and not trusted and may_read(other, *folders[keys]):
                faults.append(f"{other} can read {keys}")
    for unit in ("otkeld.service", "otkel-anpr.service"):
        if not may_read(unit, *folders["/run/otkel"]):
            faults.append(f"{unit} cannot reach the socket in /run/otkel")
    if not may_read("otkeld.service", *state_of("otkel-anpr.service")):
        faults.append("otkeld cannot show the pictures that the bridge keeps")
    return faults


def nightly():
    """Each timer starts a service that is there and makes up for a night without power; the backup
    lies where its service may write, for its user alone, fourteen times."""
    faults = []
    for timer in sorted((CONFIG / "systemd").glob("*.timer")):
        if not timer.with_suffix(".service").exists():
            faults.append(f"{timer.name} starts nothing")
        caught_up = (setting(timer.name, "Persistent") == ["true"]
                     or setting(timer.name, "OnBootSec"))
        if setting(timer.name, "OnCalendar") and not caught_up:
            faults.append(f"{timer.name} passes over a night in which the machine was off")
    defaults = re.findall(r'StorageSettings storage\{"([^"]+)", "([^"]+)"\}',
                          (CONFIG / "settings.hpp").read_text())
    for (database, folder), name, server in zip(defaults, ("otkel-backup", "otkel-hub-backup"),
                                                ("otkeld.service", "otkel-hub.service"),
                                                strict=True):
        faults += one_nightly(name, server, database, pathlib.PurePosixPath(folder))
    return faults


def one_nightly(name, server, database, folder):
    """A backup by the settings of the server, into the folder that they name by default."""
    faults = []
    backup = f"{name}.service"
    words = setting(backup, "ExecStart")
    if str(folder.relative_to("/var/lib")) not in setting(backup, "StateDirectory"):
        faults.append(f"{backup} may not write to {folder}")
    if words[words.index("--keep") + 1] != "14":
        faults.append(f"{backup} does not keep 14")
    served = setting(server, "ExecStart")
    if words[words.index("--config") + 1] != served[served.index("--config") + 1]:
        faults.append(f"{backup} reads other settings than {server}")
    if setting(backup, "ConditionPathExists") != [database]:
        faults.append(f"{backup} does not wait for {database}")
    if setting(backup, "UMask") != ["0077"]:
        faults.append(f"{backup} makes files that others can read")
    if setting(backup, "User") != setting(server, "User"):
        faults.append(f"{backup} works for another user than {server}")
    if not setting(f"{name}.timer", "OnCalendar"):
        faults.append(f"{name}.timer has no hour")
    return faults


def memory_of_keys():
    """No program that holds keys leaves a core dump."""
    return [f"{unit.name}: LimitCORE is not 0" for unit in units()
            if unit.suffix == ".service" and setting(unit.name, "LimitCORE") != ["0"]]


def main():
    faults = walls() + nightly() + memory_of_keys()
    missing = [tool for tool in ("systemd-analyze", "systemd-sysusers", "systemd-tmpfiles")
               if shutil.which(tool) is None]
    if missing and not faults:
        print(f"{missing[0]} is not here")
        return SKIPPED
    if not missing:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            machine(root)
            faults += verify(root) + exposure() + accounts_and_folders(root)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
