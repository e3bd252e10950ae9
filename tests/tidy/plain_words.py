"""Words that this tree does not use, and the plain ones or the field's terms that stand instead.

One row for each: as docs/glossary.md shows it, the pattern, the replacement, and where it applies.
A name is looked at as its words: `take_pen` is "take pen", `RefusesAPen` is "refuses a pen".
"""
import dataclasses
import re

TYPES = "types"    # the whole name of a C++ type
NAMES = "names"    # names of C++ types and functions
TESTS = "tests"    # test names: TEST(Suite, Name)
DOCS = "docs"      # docs/*.md, the decisions, README, CHANGELOG, CONTRIBUTING; without code
ERRORS = "errors"  # messages in C++, Python and shell
EVERYWHERE = (NAMES, TESTS, DOCS, ERRORS)
TEXT = (TESTS, DOCS, ERRORS)


@dataclasses.dataclass(frozen=True)
class Word:
    shown: str    # in the glossary
    find: str     # regular expression over lower case words
    instead: str
    places: tuple = EVERYWHERE

    @property
    def pattern(self):
        return re.compile(self.find, re.IGNORECASE | re.MULTILINE)


# "where" is for a place. These are the shapes in which it stands for "if".
WHERE = (r"(?:^|(?<=[.;:|(] ))where (?:it|its|there|this|that|the|a|an|nobody|nothing|all|one|both|"
         r"such|bytes)\b(?= [a-z']+ (?:is|are|was|were|has|have|can|cannot|may|must|do|does|would|"
         r"will|not)\b)"
         r"|\b(?:only|also|even|just|empty|nothing|null|none|refused|made|else) where\b"
         r"|\bwhere (?:there (?:is|are|was|were)|nobody|nothing|none|no|it (?:is|was|has) not)\b")

WORDS = [
    # A type is called as the field calls it, not by a picture or by an everyday word.
    Word("`Desk`", r"^desk$", "`Dispatcher`, or one class for each aggregate", (TYPES,)),
    Word("`Counter` for a struct of references", r"^counter$", "`HandlerContext`", (TYPES,)),
    Word("`Place`", r"^places?$", "`ListenAddress`, `TablePath`, `ConnectionLimiter`", (TYPES,)),
    Word("`Face`", r"^faces?$", "`VirtualHost`", (TYPES,)),
    Word("`Note`, `Notes`, `Noted`", r"^note[sd]?$", "`Sample`, `Diagnostics`", (TYPES,)),
    Word("`Asked`, `Asker`, `Asking`", r"^ask(?:ed|er|ing)$",
         "`IdempotentRequest`, `Client`, `PendingCheck`", (TYPES,)),
    Word("`Whose`, `Told`, `Said`, `Heard`", r"^(?:whose|told|said|heard)$",
         "`SupplementFilter`, `ReportedRow`, `ShownStatus`, `SessionReport`", (TYPES,)),
    Word("`Pen`", r"^(?:\w+ )?pen$", "`AppendLock`, `HubWriter`", (TYPES,)),
    Word("`Seat`, `Wire`, `Line`, `Post`", r"^(?:seat|line|post)$",
         "`ConnectionSlot`, `AcceptedSocket`, `SiteLink`, `SiteDevices`", (TYPES,)),
    Word("`StandBy`, `LastWords`, `Patience`", r"^(?:stand by|last words|patience)$",
         "`Countersignature`, `StatusText`, `PrintTimeouts`", (TYPES,)),
    # Everywhere.
    Word("told, tells, telling", r"\b(?:told|tells?|telling)\b",
         "reported, reports; shown; distinguished (for \"told apart\")"),
    Word("said", r"\bsaid\b(?! left)", "reported, stated", TEXT),
    Word("says (in a test name)", r"\bsays?\b", "reports, shows, names", (TESTS,)),
    Word("wants (in a test name)", r"\bwants?\b", "requires", (TESTS,)),
    Word("wish", r"\bwish(?:es|ed)?\b", "request, options"),
    Word("whoever, whomever", r"\bwho(?:so|m)?ever\b", "anyone who; the client, the officer"),
    Word("whose (as a name)", r"\bwhose\b", "filter, owner", (NAMES,)),
    Word("thereby, whence, hither and the like",
         r"\b(?:(?:there|here|where)(?:by|of|upon|unto)|[hw]hence|thence|[ht]hither|forthwith)\b",
         "by this; from there"),
    Word("anew", r"\banew\b", "again"),
    Word("mend", r"\bmend(?:s|ed|ing)?\b", "fix, repair, correct"),
    Word("nought", r"\bnought\b", "zero"),
    Word("where, for a condition", WHERE, "if", (DOCS, ERRORS)),
    Word("where (in a test name)", r"\bwhere\b", "if; the position, the path", (TESTS,)),
    # Pictures.
    Word("in its IPv6 clothes, in another dress", r"\bclothes\b|\bdress\b",
         "the term: IPv4-mapped; in every spelling"),
    Word("mouth", r"\bmouths?\b", "input, entry"),
    Word("swallow", r"\bswallow(?:s|ed|ing)?\b", "ignore, drop"),
    Word("the pen", r"\bpens?\b", "the append lock, the writer"),
    Word("a face (of the network)", r"(?<!font )\bfaces?\b",
         "port, virtual host", (NAMES, DOCS, ERRORS)),
    Word("somebody's word for it", r"\b(?:officer|paper|camera|checkpoint|person)'?s word\b"
         r"|\blast words?\b", "statement; last value"),
    Word("stands for, stands in for", r"\bst(?:ands?|ood) (?:in )?for\b",
         "confirms; replaces; means", TEXT),
    Word("stands in the way", r"\bst(?:ands?|ood) in the way\b", "prevents, is too near", TEXT),
    Word("speaks for, speaks against", r"\bsp(?:eaks?|oke) (?:for|against)\b",
         "supports, contradicts", TEXT),
    Word("turned away", r"\bturn(?:s|ed|ing)? (?:\w+ )?away\b", "rejected", TEXT),
    Word("a hand must", r"\ba hand (?:must|has)\b", "a person must", TEXT),
    Word("in the driver's hands", r"\bdriver'?s hands\b", "issued to the driver", TEXT),
    Word("two truths", r"\btruths\b", "contradicting facts", TEXT),
    Word("poison, buried", r"\bpoison(?:ed)?\b|\bbur(?:y|ies|ied)\b",
         "invalid event; dead letter", EVERYWHERE),
    Word("half-way, by halves", r"\bhalf-?way\b|\bby halves\b", "before the end; partly", TEXT),
    Word("rubbish", r"\brubbish\b", "invalid data", TEXT),
    Word("reckoned", r"\breckon(?:s|ed|ing)?\b", "computed", TEXT),
    # Sentences that say the opposite.
    Word("\"Nobody is worse than the wrong one\"",
         r"\b(?:nobody|nothing|none) is (?:worse|better|more|less) than\b",
         "turn it round: \"A wrong one is worse than none\"", TEXT),
]
