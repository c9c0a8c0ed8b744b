"""Lines of medicines as records of several countries print them → the words in which doses are read.

What is said twice is said once where both agree, what a pharmacy counts is left out; what does not agree stays, and
is asked.
"""

from __future__ import annotations

import re
from math import isclose
from typing import Final

from osteotwin.protocol.dose_accounted import classes
from osteotwin.units.patterns import later

_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_PIECE: Final = r"(?:tab(?:let)?s?|cap(?:sule)?s?|caplets?|patch(?:es)?|sachets?|mls?|pens?|syringes?)"
_SOLID: Final = r"(?:tab(?:let)?s?|cap(?:sule)?s?|caplets?)"
_OFTEN: Final = (
    r"(?:daily|weekly|monthly|day|week|month|mornings?|nights?|evenings?|bedtime|taken|od|bd|tds|directed)"
)
#: "Take 1 tablet (2.5 mg total)"
_TOTAL: Final = later(
    rf"(?<![\d.,])(?P<n>{_NUMBER}) {_PIECE} \((?P<total>{_NUMBER}) ?(?P<unit>mg|mcg|ug|g|units?|iu) (?:total|dose)\)",
    re.IGNORECASE,
)
_STRENGTH: Final = later(
    rf"(?P<n>{_NUMBER}) ?(?P<unit>mg|mcg|ug|g|units?|iu)(?: ?/ ?(?:1 ?)?ml)?\b", re.IGNORECASE
)
#: "30 capsule", more than anybody takes at once: what was dispensed. So many behind how often may be either.
_SUPPLIED: Final = later(
    rf"(?:(?<=[a-z,])\s*(?:\(?\d{{1,3}} (?:x )?{_SOLID}(?:\(s\))?\)?)(?=\s|[,.;)]|$)(?<!take )"
    rf"(?! ?(?:once|twice|daily|weekly|each|every|at|in|a|per|three|to|by|\()\b))",
    re.IGNORECASE,
)
_BEHIND_OFTEN: Final = later(rf"\b{_OFTEN}\W*$", re.IGNORECASE)
_LEAST_SUPPLY: Final = 14
#: "1 0 0 0" and "1-0-0-\u00bd": morning, noon, evening, night.
_COLUMN: Final = r"(?:\d(?:[.,]\d)?|[\u00bd\u00bc\u00be]|1/2|1/4)"
_COLUMNS: Final = later(
    rf"(?<=[a-z.] )(?P<a>{_COLUMN}) (?P<b>{_COLUMN}) (?P<c>{_COLUMN}) (?P<d>{_COLUMN})(?=\s|$)", re.IGNORECASE
)
_DASHED: Final = later(
    r"(?:(?P<strength>\b\d+(?:[.,]\d+)? ?(?:mg|mcg|[\u00b5\u03bc]g)) )?"
    rf"(?P<form>\b(?:film|kau|brause)?tab(?:l(?:ette)?n?)?\.? )?(?<![\w./-])"
    rf"(?P<counts>{_COLUMN}(?:-{_COLUMN}){{2,3}})(?![\w./-])",
    re.IGNORECASE,
)
_PARTS: Final = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75, "1/2": 0.5, "1/4": 0.25}
_DAY: Final = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
_WORDS: Final = tuple(
    (later(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"\bcommonly known as:? [\w-]+(?: [A-Z]{2,}\b)?,?", ""),
        # Units.
        (r"(?<=\d) ?i\.e\.(?=\W|$)", " IE"), (r"(?<=\d) ut\b(?=\))", " units"), (r"(?<=\d) ?mls\b", " mL"),
        (r"(?<![\w.,])(?!(?<=d )[23] )(\d{1,3}) (?=\d{3} ?(?:iu|ie|ui|units?)\b)", r"\1"), (r"(?<=\d) ?ui\b", " IU"),
        (r"\bkaps\b\.?", "Kapseln"),
        # How much a pharmacy hands out, and how often again.
        (r"[\s,]*\b(?:qsp|q\.s\.p\.?)\b:? ?\d+ (?:mois|jours?|semaines?|bo[iî]tes?)", ""),
        (r"[\s,]*\(?\b(?:\u00e0 )?renouvel(?:er|able)s? \d+ fois\)?|[\s,]*\bAR ?\d\b", ""),
        (r"\bpdt\b", "pendant"), (r"\b(?:\u00e0 jeun|en ayunas|a digiuno)\b", "on an empty stomach"),
        (r"(?<!/j )(?<!/ j )(?<!jour )\bx ?([2-4]) ?(?:/ ?|par )j(?:our)?\b", r"\1 times a day"),
        # Days.
        (r"\b(?:desde(?: el)?|a partir d(?:u|el?)|d\u00e9but(?:\u00e9e?)?(?: le)?|dal|inicio:?)(?= \d)", "since"),
        (rf"\bdu (?={_DAY} au {_DAY})", "since "), (rf"(?<=[\d/.]) au (?={_DAY})", " until "),
        (r"\barr[e\u00ea]t[e\u00e9]e?(?: le)? (?=\d)", "stopped on "),
        (r"(?<=\d) ?(?:cp|cpr|comp)s?\.? ?/ ?j(?:our)?\b", " comprim\u00e9 par jour"),
        (r"\b(?:hasta(?: el)?:?|(?:fin(?:e|al)?|ende|bis):)(?= \d)", "until"),
    )
)  # fmt: skip
#: A bracket without a number, which may be of a maker.
_BRACKET: Final = later(r" \(([^()\d]*)\)")
#: What companies are called beside their names.
_COMPANIES: Final = """
ltd limited gmbh inc plc llc ag kg co sa sas srl spa bv nv ab pharma pharmaceutical pharmaceuticals pharmaceutica
laboratories laboratory laboratoires labs healthcare generics uk ireland deutschland france europe
"""
#: So many of them, the first ones, end a company's name and nothing else.
_LEGAL_FORMS: Final = 6
_COUNTS: Final = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
#: A number and its word: "2 (two) times daily".
_COUNTED: Final = {word: n for n, word in enumerate(_COUNTS.split(), 1)} | {"thirty": 30}
_SAID_TWICE: Final = later(rf"(?<![\d.,])(?P<n>\d+) \((?P<word>{'|'.join(_COUNTED)})\)", re.IGNORECASE)


def in_plain_form(line: str) -> str:
    """Return a line of a list of medicines in the words in which doses are read.

    Examples
    --------
    >>> in_plain_form("letrozole 2.5 MG tablet Take 1 tablet (2.5 mg total) by mouth 2 (two) times daily")
    'letrozole 2.5 MG tablet Take 2.5 mg by mouth 2 times daily'
    >>> in_plain_form("Colecalciferol 800unit capsules Take one daily 30 capsule")
    'Colecalciferol 800unit capsules Take one daily'
    >>> in_plain_form("Letrozol 2,5 mg Tabl 1 0 0 0"), in_plain_form("Prednisolon 5 mg Tabl 1,5-0-0-0")
    ('Letrozol 2,5 mg Tabl 1-0-0-0', 'Prednisolon 1.5 tablets of 5 mg daily')
    """
    line = _BRACKET.sub(lambda found: "" if _is_maker(found[1]) else found[0], line)
    line = _SAID_TWICE.sub(lambda found: found["n"] if _agrees(found) else found[0], line)
    for pattern, plain in _WORDS:
        line = pattern.sub(plain, line)
    line = _SUPPLIED.sub(_without_supply, _TOTAL.sub(_once, line))
    line = _COLUMNS.sub(r"\g<a>-\g<b>-\g<c>-\g<d>", line)
    return " ".join(_DASHED.sub(_in_pieces, line).split())


#: A line beneath the name of a medicine that says how it is taken, or from when until when.
_CONTINUES: Final = later(
    r"\s*(?:[-*\u2022] )?(?:(?:take|inject|apply|place|swallow) (?=\d|one\b|two\b|half\b|a\b)|commonly known as|"
    r"(?:sig|directions?|instructions?|freq(?:uency)?|dos(?:e|age)|(?:start|stop|end)(?:ed|ped)?(?: date)?|since|from|"
    r"until|ende|fine?|hasta|bis)\s*:)",
    re.IGNORECASE,
)


#: A note beneath a medicine, which may say how it is taken.
_NOTE: Final = later(
    r"\s*(?:[-*\u2022] )?(?:(?:additional )?(?:notes?|comments?|remarks?|info(?:rmation)?|details)|"
    r"how (?:to take|taken)|timing|hinweise?|bemerkung(?:en)?|kommentare?|einnahme(?:hinweise?)?|"
    r"anwendung|anweisung(?:en)?|remarques?|mode d['\u2019]emploi|observaciones|instrucciones|notas?)\s*"
    r"(?::|\s-\s|(?<=notes )(?=take|every|half))(?P<said>.*)",
    re.IGNORECASE,
)
#: What a note may say and change nothing.
_PLAIN_OF_NOTES: Final = frozenset((
    "none", "nil", "n", "a", "no", "for", "with", "in", "at", "the", "my", "by", "to", "taken", "take", "as",
    "prescribed", "morning", "evening", "mit", "zum", "im", "am", "per",
))  # fmt: skip


def _may_change(note: str) -> bool:
    """Tell whether a note has a word that is not known to change nothing of a dose."""
    kinds = ("meals", "purposes", "routes", "people", "remarks")
    known = _PLAIN_OF_NOTES.union(*(classes()[kind] for kind in kinds)) - {"half", "alternate"}
    words = re.findall(r"[^\W\d_]+", note.casefold())
    return re.search(r"\d", note) is not None or not known.issuperset(words)


def continues(line: str) -> bool:
    """Tell whether a line goes on with the medicine above it, as portals print one over several lines.

    Examples
    --------
    >>> continues("Take 1 tablet by mouth daily."), continues("Start date: 1/15/2025"), continues("Often forgets it")
    (True, True, False)
    >>> continues("Notes: takes half"), continues("Notes: with food")
    (True, False)
    """
    note = _NOTE.match(line)
    return _CONTINUES.match(line) is not None or (note is not None and _may_change(note["said"]))


def unclear_count(line: str) -> str:
    """Return a count that may be what is taken or what was dispensed, or that is told twice and differs; else empty.

    Examples
    --------
    >>> unclear_count("prednisone 5 mg 30 tablets daily"), unclear_count("take 6 tablets weekly")
    ('30 tablets daily', '')
    >>> unclear_count("prednisolone 5 mg once daily 6 tablets"), unclear_count("letrozole every 1 (two) days")
    ('6 tablets', '1 (two)')
    """
    many = _MANY.search(line)
    if many is not None and int(many["n"]) >= _LEAST_SUPPLY:
        return many[0]
    totals = (one for one in _TOTAL.finditer(line) if _once(one) == one[0] and not _IN_ML.search(one[0]))
    behind = (one for one in _SUPPLIED.finditer(line) if _BEHIND_OFTEN.search(line[: one.start()]))
    return next((one[0].strip(" ,") for one in (*_SAID_TWICE.finditer(line), *totals, *behind)), "")


#: Of a volume it is told elsewhere what it comes to.
_IN_ML: Final = later(r"\d ?mls? ", re.IGNORECASE)


def _agrees(found: re.Match[str]) -> bool:
    return int(found["n"]) == _COUNTED[found["word"].casefold()]


def _is_maker(bracket: str) -> bool:
    """Tell whether each word of a bracket is of a company's name; of one that is not known, before its "Ltd"."""
    words = re.findall(r"[^\W\d_]+", bracket)
    names = [word for word in words if word.casefold() not in _COMPANIES.split()]
    if not names:
        return False
    if classes()["makers"].issuperset(name.casefold() for name in names):
        return True
    known = frozenset().union(*classes().values())
    is_company = words[-1].casefold() in _COMPANIES.split()[:_LEGAL_FORMS]
    return is_company and all(name[0].isupper() and name.casefold() not in known for name in names)


_MANY: Final = later(
    rf"(?<![\d.,/])(?P<n>\d{{2,3}}) {_SOLID} (?:once |twice )?(?:daily|weekly|nightly|each|every|a day|per day)\b",
    re.IGNORECASE,
)


def is_known_as(line: str) -> bool:
    """Tell whether a line is another name of the medicine above it."""
    return re.match(r"\s*commonly known as", line, re.IGNORECASE) is not None


def _once(found: re.Match[str]) -> str:
    """Return the amount of so many pieces, where it goes with what one holds."""
    strength = _STRENGTH.search(found.string[: found.start()])
    if strength is not None:
        same_unit = strength["unit"].casefold().rstrip("s") == found["unit"].casefold().rstrip("s")
        in_all = _value(strength["n"]) * _value(found["n"])
        if not same_unit or not isclose(in_all, _value(found["total"]), rel_tol=0.01):
            return found[0]
    return f"{found['total']} {found['unit']}"


def _without_supply(found: re.Match[str]) -> str:
    count = re.search(r"\d+", found[0])
    return "" if count is not None and int(count[0]) >= _LEAST_SUPPLY else found[0]


def _in_pieces(found: re.Match[str]) -> str:
    """Return parts of tablets at times of the day as so many a day; whole ones as they are."""
    counts = [_PARTS.get(one) or _value(one) for one in found["counts"].split("-")]
    taken = [one for one in counts if one]
    if not taken or all(one.is_integer() for one in taken) or len({*taken}) > 1:
        return found[0]
    often = {1: "daily", 2: "twice a day"}.get(len(taken), f"{len(taken)} times a day")
    strength = f"of {found['strength']} " if found["strength"] else ""
    return f"{taken[0]:g} tablets {strength}{often}"


def _value(number: str) -> float:
    return float(number.replace(",", "."))
