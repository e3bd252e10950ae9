"""Where a C++ file can be changed by one small mistake, and what it would then say."""
import dataclasses
import re

# Each: what is looked for in a line without comments and strings, and what stands there instead.
# Comparisons are told from template brackets by the spaces that the one format puts around them.
KINDS = [
    ("comparison", re.compile(r"(?<= )<(?= )"), "<="),
    ("comparison", re.compile(r"(?<= )<=(?= )"), "<"),
    ("comparison", re.compile(r"(?<= )>(?= )"), ">="),
    ("comparison", re.compile(r"(?<= )>=(?= )"), ">"),
    ("comparison", re.compile(r"(?<= )==(?= )"), "!="),
    ("comparison", re.compile(r"(?<= )!=(?= )"), "=="),
    ("and/or", re.compile(r"(?<= )&&(?= |$)"), "||"),
    ("and/or", re.compile(r"(?<= )\|\|(?= |$)"), "&&"),
    ("dropped !", re.compile(r"(?<![\w)\]])!(?=[\w(*])"), ""),
    ("true/false", re.compile(r"\btrue\b"), "false"),
    ("true/false", re.compile(r"\bfalse\b"), "true"),
    # Not the last argument of a template: the length of a list of words, the width of a type.
    ("plus one", re.compile(r"(?<![\w.'])\d+(?![\w.'>])"), lambda m: str(int(m.group()) + 1)),
    ("deleted call", re.compile(r"^\s*(?!return\b|if\b|for\b|while\b|using\b|throw\b|case\b|else\b)"
                                r"[\w.:>-]+(?:\[\w+\])?\([^{}]*\);$"), ""),
]
# Not a decision of the code: what is included or asserted, which namespace, a width of a type, how
# much room is asked for beforehand, how long a buffer is, that a function is pure.
LEFT_OUT = re.compile(r"^\s*(#|static_assert\b|assert\b|namespace\b|using\b|template\b|friend\b|//)"
                      r"|\breserve\(|^\s*char \w+\[\d+\];|^\s*virtual\b.*= 0;")


@dataclasses.dataclass(frozen=True)
class Mutation:
    file: str
    line: int  # from 1
    kind: str
    before: str
    after: str

    def text(self):
        return f"{self.file}:{self.line}: {self.kind}: {self.before.strip()} -> " \
               f"{self.after.strip() or '(nothing)'}"


def blanked(text):
    """The same text with spaces for comments and for what stands in strings and characters."""
    token = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
                       r"|(?<![\w])'(?:\\.|[^'\\\n])+'", re.DOTALL)
    return token.sub(lambda m: re.sub(r"[^\n]", "\x01", m.group()), text)


def mutations_of(name, text):
    """{line number: [Mutation]} for every line that can be changed."""
    found = {}
    shown = text.split("\n")
    for number, line in enumerate(blanked(text).split("\n"), 1):
        if LEFT_OUT.search(line) or not line.strip("\x01 "):
            continue
        original = shown[number - 1]
        for kind, pattern, instead in KINDS:
            if kind == "deleted call" and line.count("(") != line.count(")"):
                continue  # the end of a longer statement
            for match in pattern.finditer(line):
                new = instead(match) if callable(instead) else instead
                after = original[:match.start()] + new + original[match.end():]
                found.setdefault(number, []).append(
                    Mutation(name, number, kind, original, after))
    return found
