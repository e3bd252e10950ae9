"""The banned words of the tree: rule id, pattern, what to write instead, and where it holds.

docs/common-errors.md shows a bad and a good pair for each id. Patterns run over code without
comments and string contents, except where `raw` is set.
"""
import dataclasses
import re


@dataclasses.dataclass(frozen=True)
class Rule:
    ident: str
    pattern: re.Pattern
    instead: str
    suffixes: tuple = (".cpp", ".hpp")
    inside: tuple = ()   # path prefixes it is limited to; none: everywhere
    outside: tuple = ()  # path prefixes it does not hold for
    raw: bool = False    # look at the text itself, comments and strings included


def _rule(ident, pattern, instead, **where):
    return Rule(ident, re.compile(pattern), instead, **where)


SOURCES = (".cpp", ".hpp", ".py", ".sh", ".ts", ".svelte", ".css", ".sql", ".cmake", ".toml")

RULES = [
    _rule("clock", r"\b(system|steady|high_resolution|utc|tai|file)_clock::now\b"
          r"|\b(gettimeofday|clock_gettime|localtime|gmtime)\s*\("
          r"|\btime\s*\(\s*(nullptr|NULL|0)\s*\)",
          "take core::Instant now as an argument, or core::Clock& if a worker or main holds one",
          outside=("config/system_clock", "tests/unit/config/clock_test", "tests/contract/",
                   "tests/bench/", "tests/scenario/", "tests/support/")),
    _rule("random", r"\bstd::(random_device|(mt19937|minstd_rand|ranlux|default_random)\w*)"
          r"|\b(randombytes_\w+|RAND_bytes|arc4random\w*|getrandom|getentropy)\s*\(",
          "core::Random&, which main() hands down",
          # The second makes a key, which no test may foresee either.
          outside=("config/system_random", "printer/claim/signing_key", "tests/")),
    _rule("number-parse", r"\bsto(i|l|ll|ul|ull|f|d|ld)\s*\(|\b(atoi|atol|atoll|atof|strtol|strtoll"
          r"|strtoul|strtoull|strtod|sscanf)\s*\(",
          "std::from_chars and a check that all of the text was used", outside=("tests/",)),
    _rule("sleep", r"\bsleep_(for|until)\b|\b(usleep|nanosleep)\s*\(|::sleep\s*\(",
          "return the next wake-up from step(now); in a test, drive the clock or await the event"),
    _rule("using-namespace", r"\busing\s+namespace\b", "name what you use", suffixes=(".hpp",)),
    _rule("raw-new", r"(?<![\w:])(?<!>\()new\s+[A-Za-z_:(]"
          r"|(?<!=)(?<!= )\bdelete\s*(\[\s*\])?\s+?[A-Za-z_*(]",
          "std::make_unique, a container or a value"),
    _rule("endl", r"\bstd::endl\b", r"'\n'; flush where it matters, by name"),
    _rule("singleton", r"\b(get_?instance|GetInstance|getInstance)\s*\(",
          "a reference through the constructor"),
    _rule("mutex", r"\bstd::(recursive_|shared_|timed_)?mutex\b|\bstd::(lock_guard|scoped_lock)\b",
          "one thread owns the state; post to it",
          inside=("core/", "firmware-daemon/store/", "firmware-daemon/app/")),
    _rule("empty-catch", r"\bcatch\s*\([^)]*\)\s*\{\s*\}", "answer with an Error or let it pass"),
    _rule("assert-effect", r"\bassert\s*\([^;]*(\+\+|--|[^=!<>]=[^=])[^;]*\)\s*;",
          "an assertion has no effect of its own: release builds drop it"),
    _rule("test-off", r"\bDISABLED_|\bGTEST_SKIP\b", "a test that runs, or no test"),
    _rule("test-off", r"\b(it|test|describe)\.(skip|only|todo)\b", "a test that runs, or no test",
          suffixes=(".ts",)),
    _rule("left-over", r"\b(FIX" r"ME|TO" r"DO|X" r"XX)\b", "do it, or open an issue",
          suffixes=SOURCES, raw=True),
    _rule("tab", "\t", "spaces", suffixes=SOURCES, raw=True),
    _rule("trailing-space", r"[ \t]+$", "nothing", suffixes=SOURCES, raw=True),
    _rule("machine-path", r"(?<![\w.)}])/(wo" r"rk|fa" r"rm)/", "a path inside the tree",
          suffixes=SOURCES + (".md", ".txt", ".json", ".yaml"), raw=True),
    _rule("registry-host", r"registry\.(npmjs|yarnpkg)|pypi\.org|python[h]osted",
          "no host: npm's own settings say where packages come from",
          suffixes=SOURCES + (".md", ".json", ".yaml"), raw=True),
]
