#!/usr/bin/env python3
"""Who may include whom: the table of docs/architecture.md, held by machine.

Also: core is the standard library and nothing else; Boost stays out of headers except in codec and
web; the libraries of the outside world stay in the folders that own them.
"""
import argparse
import pathlib
import re
import sys

import tree



def table(heading):
    """{first cell's names: all names of the second cell} of a table in docs/architecture.md."""
    text = (tree.TOP / "docs/architecture.md").read_text()
    section = re.split(r"\n#+ ", text.split(f"\n{heading}\n")[1])[0]
    rows = re.findall(r"^\| (`.*?) \| (.*?) \|$", section, re.M)
    return {name: set(re.findall(r"`([^`]+)`", may))
            for names, may in rows for name in re.findall(r"`([^`]+)`", names)}


# Folder -> the folders it may include besides itself. The longest matching prefix counts.
ALLOWED = table("## Who may include whom")
# A library of the outside world -> the folders whose files may include it.
OWNERS = table("### Libraries of the outside world")
# A composition root, and what stands directly beside it in firmware-daemon/, names everybody.
ROOTS = {"firmware-daemon", "tests"}

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
    for length in range(len(parts) - 1, 0, -1):
        name = "/".join(parts[:length])
        if name in ALLOWED:
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
        return [f"{name}:1: layer-unknown: this folder is not in the table of docs/architecture.md"]
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
        if owners and folder not in owners and folder != "ROOT":
            faults.append(f"{at} outside-library: <{included}> belongs to "
                          f"{', '.join(sorted(owners))}; {folder} goes through them")
    return faults


def used(root):
    """{(folder, folder it includes)} and {(outside library, folder)} as the tree has them."""
    inside, outside = set(), set()
    for name in tree.cpp_files(root):
        folder = folder_of(name)
        for _, kind, included in tree.includes((root / name).read_text(errors="replace")):
            if kind == '"':
                inside.add((folder, folder_of(included)))
            else:
                outside |= {(prefix, folder) for prefix in OWNERS if included.startswith(prefix)}
    return inside, outside


def unused(root):
    """A permission that nothing uses is none: the table says what is."""
    inside, outside = used(pathlib.Path(root))
    faults = [f"layer-unused: {folder} may include {target}, and does not"
              for folder, targets in ALLOWED.items() for target in sorted(targets)
              if (folder, target) not in inside]
    faults += [f"layer-unused: {folder} may use <{library}>, and does not"
               for library, folders in OWNERS.items() for folder in sorted(folders)
               if (library, folder) not in outside]
    return [f"docs/architecture.md:1: {fault}" for fault in faults]


def check(root):
    faults = []
    for name in tree.cpp_files(root):
        text = (pathlib.Path(root) / name).read_text(errors="replace")
        faults += check_file(root, name, text)
    return faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, default=tree.TOP)
    top = parser.parse_args().root
    sys.exit(tree.report("layers", check(top) + unused(top)))
