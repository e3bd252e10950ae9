"""The tree as the checks see it: which files there are, and C++ without comments and strings."""
import os
import pathlib
import re
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
SKIPPED_FOLDERS = {".git", "build", ".dev", "node_modules", "dist", "__pycache__"}


def files(root):
    """Paths relative to `root`: what git knows or would add; outside git, everything but builds."""
    root = pathlib.Path(root)
    if (root / ".git").exists():
        # The tree may belong to the person while root runs the tests; reading it is harmless.
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached",
             "--others", "--exclude-standard"], check=True, capture_output=True).stdout.decode()
        found = [name for name in listed.split("\0") if name]
    else:
        found = []
        for folder, folders, names in os.walk(root):
            folders[:] = [f for f in folders if f not in SKIPPED_FOLDERS]
            found += [os.path.relpath(os.path.join(folder, n), root) for n in names]
    return sorted(pathlib.PurePosixPath(f) for f in set(found) if (root / f).is_file())


def cpp_files(root):
    return [f for f in files(root) if f.suffix in (".cpp", ".hpp")]


_NOT_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|R"([^()\\\s]{0,16})\(.*?\)\1"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'", re.S)


def code_only(text):
    """C++ with comments and the insides of literals blanked; line numbers stay."""
    def blank(match):
        found = match.group(0)
        lines = "\n" * found.count("\n")
        if found.startswith("/"):
            return lines or " "
        return found[0] + lines + found[0] if found[0] in "\"'" else '"' + lines + '"'
    return _NOT_CODE.sub(blank, text)


_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)


def includes(text):
    """[(line, '<' or '"', path)]; includes inside comments do not count."""
    found = []
    plain = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.S)
    for match in _INCLUDE.finditer(plain):
        found.append((plain.count("\n", 0, match.start()) + 1, match.group(1), match.group(2)))
    return found


def report(name, faults):
    """Prints every fault and a closing line; the exit code of the check."""
    for fault in faults:
        print(fault)
    print(f"{name}: {len(faults)} fault(s)" if faults else f"{name}: clean")
    return 1 if faults else 0
