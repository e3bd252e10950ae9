#!/usr/bin/env python3
"""What a program knows of its own state is said: every field of a status struct has a reader.

A field that is kept and that no log, metric, view or screen ever looks at is how a checkpoint is
cut off in silence. The table below says which structs hold state and which files may tell it; a
field of an answer to the console must also be read by the screens. And what is told was put there
by somebody: a field of the surroundings that nobody ever sets shows zero for ever.
"""
import argparse
import pathlib
import re
import sys

import tree

# (header, struct, files or folders that tell it)
STRUCTS = [
    ("sync/link/link_io.hpp", "LinkStatus",
     ["firmware-daemon/app/link_worker.cpp", "ledger/history_watch.cpp",
      "sync/hub/link_service.cpp", "sync/hub/app/link_status.cpp"]),
    ("sync/link/transport_zmq.hpp", "TransportStatus",
     ["firmware-daemon/compose.cpp", "sync/hub/service.cpp"]),
    ("sync/hub/app/service/context.hpp", "PortNews", ["sync/hub/app", "sync/hub/http"]),
    ("sync/hub/app/service/context.hpp", "Machine", ["sync/hub/app", "sync/hub/http"]),
    ("ledger/state_compare.hpp", "StateReport", ["sync/hub/app", "sync/hub/http"]),
    ("firmware-daemon/app/machine_watch.hpp", "TransportNews",
     ["firmware-daemon/app/machine_watch.cpp"]),
    ("firmware-daemon/app/surroundings.hpp", "Surroundings",
     ["firmware-daemon/app", "firmware-daemon/http"]),
    ("firmware-daemon/app/surroundings.hpp", "LinkTrouble",
     ["firmware-daemon/app/notices.cpp", "firmware-daemon/http/metrics.cpp",
      "firmware-daemon/http/machine_routes.cpp"]),
    ("firmware-daemon/app/surroundings.hpp", "StateCheckState",
     ["firmware-daemon/app", "firmware-daemon/http/metrics.cpp"]),
    ("firmware-daemon/app/console_views.hpp", "LoginState", ["kiosk-ui/src/console"]),
    ("firmware-daemon/app/surroundings.hpp", "LinkView", ["kiosk-ui/src"]),
    ("firmware-daemon/app/surroundings.hpp", "PrinterView", ["kiosk-ui/src"]),
    ("core/value/notice.hpp", "Notice", ["kiosk-ui/src/console"]),
    ("core/value/free_space.hpp", "DiskSpace",
     ["core/value/free_space.cpp", "core/value/storage_health.cpp"]),
]

# (header, struct, how the code calls an object of it, files or folders that set it)
FED = [("firmware-daemon/app/surroundings.hpp", "Surroundings", r"around(?:\(\))?",
        ["firmware-daemon"]),
       ("sync/hub/app/service/context.hpp", "Machine", r"machine_?", ["sync/hub"])]

_MEMBER = re.compile(r"^  (?! |static|using|constexpr|bool operator|friend)[\w:<>,\s*&]+?\s"
                     r"((?:\w+(?:\s*=\s*[^,;]+|\{[^}]*\})?\s*,\s*)*\w+"
                     r"(?:\s*=\s*[^;]+|\{[^}]*\})?);", re.M)


def members(text, struct):
    """Names of the data members of a struct, in order."""
    body = re.search(rf"^struct {struct} \{{\n(.*?)^\}};", tree.code_only(text), re.M | re.S)
    if body is None:
        return None
    names = []
    for match in _MEMBER.finditer(body.group(1)):
        names += [re.match(r"\w+", part.strip()).group(0)
                  for part in re.split(r",(?![^<{]*[>}])", match.group(1))]
    return names


def told(root, places):
    """The text of all files that tell."""
    texts = []
    for name in tree.files(root):
        path = str(name)
        if any(path == place or path.startswith(place + "/") for place in places):
            texts.append((pathlib.Path(root) / name).read_text(errors="replace"))
    return "\n".join(texts)


def check(root, structs=None):
    faults = []
    for header, struct, places in structs or STRUCTS:
        names = members((pathlib.Path(root) / header).read_text(), struct)
        if not names:
            faults.append(f"{header}:1: status-field: there is no struct {struct} with members")
            continue
        text = told(root, places)
        faults += [f"{header}:1: status-field: {struct}.{name} is kept and reported by nobody in "
                   f"{', '.join(places)}" for name in names
                   if not re.search(rf"(?:\.|->|::)\s*{name}\b", text)]
    return faults


def is_fed(name, owner, text):
    """Assigned, counted up, told by a statement of its own, or lent to a name that may change it.

    Reading it into something else is none of these.
    """
    field = rf"[\w.>()-]*{owner}\.{name}\b"
    ways = [rf"{field}(?:\.\w+)*\s*(?:=(?!=)|\+=)", rf"\+\+\s*{field}",
            rf"(?<!const )auto& \w+ = {field};", rf"^\s*{field}(?:\.\w+)*\.\w+\("]
    return any(re.search(way, text, re.M) for way in ways)


def check_fed(root, structs=None):
    faults = []
    for header, struct, owner, places in structs or FED:
        names = members((pathlib.Path(root) / header).read_text(), struct) or []
        text = told(root, places)
        faults += [f"{header}:1: status-field: {struct}.{name} is reported and set by nobody in "
                   f"{', '.join(places)}" for name in names if not is_fed(name, owner, text)]
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", default=tree.TOP)
    root = parser.parse_args().root
    faults = check(root) + check_fed(root)
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
