#!/usr/bin/env python3
"""Who may include whom: the table of docs/architecture.md, held by machine.

Also: core is the standard library and nothing else; Boost stays out of headers except in codec and
web; the libraries of the outside world stay in the folders that own them; no include loops.
"""
import argparse
import pathlib
import sys

import tree

# Folder -> the folders it may include besides itself. The longest matching prefix counts.
ALLOWED = {
    "core": set(),
    "base/codec": {"core"},
    "base/files": {"core"},
    "base/threads": set(),
    "base/web": {"core", "base/codec"},
    "base/sqlite": {"core", "base/files"},
    "printer": {"core", "base/codec", "base/files"},
    "config": {"core", "base/codec", "base/files"},
    "anpr-bridge": {"core", "base/codec", "base/files", "base/web", "base/sqlite"},
    "sync/link": {"core", "base/codec", "base/files"},
    "sync/bridge": {"core", "base/codec", "sync/link"},
    "sync/hub": {"core", "base/codec", "base/files", "base/threads", "base/web", "base/sqlite",
                 "sync/link", "config"},
    "firmware-daemon/store": {"core", "base/codec", "base/sqlite"},
    "firmware-daemon/app": {"core", "base/codec", "base/threads", "firmware-daemon/store",
                            "config", "printer", "sync/link", "sync/bridge"},
    "firmware-daemon/http": {"core", "base/codec", "base/web", "firmware-daemon/app"},
    "firmware-daemon/ctl": {"core", "base/codec", "base/files", "base/sqlite", "config",
                            "sync/link", "printer", "firmware-daemon/store",
                            "firmware-daemon/app"},
}
# A composition root, and what stands directly beside it in firmware-daemon/, names everybody.
ROOTS = {"firmware-daemon", "tests"}

# A library of the outside world -> the folders whose files may include it.
OWNERS = {
    "boost/asio": {"base/web", "anpr-bridge", "sync/link", "printer", "ROOT"},
    "boost/beast": {"base/web", "anpr-bridge"},
    "boost/json": {"base/codec", "base/web", "anpr-bridge", "sync/link", "sync/bridge", "sync/hub",
                   "firmware-daemon/app", "firmware-daemon/http", "firmware-daemon/store",
                   "firmware-daemon/ctl", "config", "printer", "ROOT"},
    "sqlite3.h": {"base/sqlite"},
    "libpq-fe.h": {"sync/hub"},
    "zmq": {"sync/link", "sync/bridge", "sync/hub", "anpr-bridge", "ROOT"},
    "toml": {"config"},
    "mosquitto": {"anpr-bridge"},
    "pango": {"printer"},
    "cairo": {"printer", "ROOT"},
    "libusb": {"printer"},
    "cups": {"printer"},
}

STANDARD = set("""
algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono
cinttypes climits clocale cmath compare complex concepts condition_variable coroutine csetjmp
csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception
execution expected filesystem format forward_list fstream functional future generator
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map mdspan
memory memory_resource mutex new numbers numeric optional ostream print queue random ranges ratio
regex scoped_allocator semaphore set shared_mutex source_location span spanstream sstream stack
stacktrace stdexcept stdfloat stop_token streambuf string string_view strstream syncstream
system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility
valarray variant vector version
""".split())


def folder_of(path):
    """The folder of the table a path belongs to; "ROOT" for a composition root; None outside."""
    path = pathlib.PurePosixPath(path)
    parts = path.parts
    if not parts:
        return None
    if parts[0] == "tests" or path.name == "main.cpp":
        return "ROOT"
    for length in (2, 1):
        name = "/".join(parts[:length])
        if len(parts) > length and name in ALLOWED:
            return name
    return "ROOT" if parts[0] in ROOTS else None


def outside_owner(path):
    """The owners of an outside header, or None where anybody may include it."""
    for prefix, owners in OWNERS.items():
        if path.startswith(prefix):
            return owners
    return None


def check_file(root, name, text):
    faults = []
    folder = folder_of(name)
    if folder is None:
        return [f"{name}:1: layer-unknown: this folder is not in the table of check_layers.py"]
    for line, kind, included in tree.includes(text):
        at = f"{name}:{line}:"
        if kind == '"':
            target = folder_of(included)
            if "/" not in included or target is None:
                faults.append(f"{at} include-path: write the path from the top of the tree, "
                              f'not "{included}"')
            elif folder != "ROOT" and target != folder and target not in ALLOWED[folder]:
                faults.append(f"{at} layer: {folder} may not include {included} ({target})")
            continue
        if folder == "core" and included not in STANDARD:
            faults.append(f"{at} core-pure: core includes the standard library only, "
                          f"not <{included}>")
        if name.suffix == ".hpp" and included.startswith("boost/") and \
                folder not in ("base/codec", "base/web", "ROOT"):
            faults.append(f"{at} boost-in-header: keep <{included}> in a .cpp")
        owners = outside_owner(included)
        if owners and folder not in owners and not str(name).startswith("tests/"):
            faults.append(f"{at} outside-library: <{included}> belongs to "
                          f"{', '.join(sorted(owners))}; {folder} goes through them")
    return faults


def loops(graph):
    """Every header that can reach itself, named once per loop."""
    faults, done = [], set()

    def walk(node, trail):
        if node in trail:
            loop = trail[trail.index(node):] + [node]
            faults.append(f"{node}:1: include-loop: {' -> '.join(loop)}")
            return
        if node in done:
            return
        for following in graph.get(node, ()):
            walk(following, trail + [node])
        done.add(node)

    for start in sorted(graph):
        walk(start, [])
    return faults


def check(root):
    faults, graph = [], {}
    for name in tree.cpp_files(root):
        text = (pathlib.Path(root) / name).read_text(errors="replace")
        faults += check_file(root, name, text)
        graph[str(name)] = [inc for _, kind, inc in tree.includes(text) if kind == '"']
    return faults + loops(graph)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    sys.exit(tree.report("layers", check(parser.parse_args().root)))
