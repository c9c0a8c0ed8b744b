"""Which number of a line is of which test: each name with the number beside it, and the words that are of both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from osteotwin.importing.lab_names import near_endpoint
from osteotwin.importing.lab_spans import Name, Value, masked, names_in, values_in
from osteotwin.importing.not_of_this import other_words
from osteotwin.importing.scan_words import PRIOR_WORDS

#: Between a name and its number these change nothing.
_SAID: Final = (
    r"levels?|lvl|values?|results?|concentrations?|readings?|counts?|is|was|were|are|of|at|to be|came|comes|come|back|out|in at|"
    r"measured|found|reported|as|now|currently|current|today|still|around|about|approx(?:imately)?|roughly|ca|circa|just|only|"
    r"sits?|sitting|stands?|runs?|running|hovers?|hovering|tested|reads?|read|returned|shows?|showed|bei|liegt|lag|beträgt|betrug|"
    r"ist|war|wert|im serum|i\.\s?s|est|était|à|es|era|fue|en|es de|de|di|HH?|LL?|high|low|normal|elevated|borderline|slightly|"
    r"very|a bit|quite|well|mildly|abnormal|flag|total|fasting|nüchtern|serum|plasma|blood|in serum|in plasma|sensitive|it"
)
_BETWEEN: Final = re.compile(
    rf"(?:[\s:=,|~\u2248\u2022.\u2026_-]|\*|[\u2013\u2014]|\b(?:{_SAID})\b\.?|[(\[](?=\s*$)){{0,24}}",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
#: Between a number and the name behind it.
_OF: Final = re.compile(r"[\s(:]{0,3}(?:(?:of|for|von|de|total|serum)\s)?\s?", re.IGNORECASE)
#: What may stand right before a name without being of it.
_JOINS: Final = (
    r"an?|the|my|his|her|your|our|their|pt'?s?|patient'?s?|and|with|plus|also|then|of|for|in|on|at|had|has|have|having|is|was|were|are|got|"
    r"shows?|showed|shown|showing|reveal(?:s|ed|ing)?|found|finding|demonstrat\w+|report(?:s|ed)?|include[sd]?|including|noted|notable|"
    r"labs?|bloods?|blood ?work|blood ?tests?|results?|tests?|panel|levels?|values?|day|week|month|wk|mo|both|und|mit|et|avec|y|con|e|der|die|das|ein|"
    r"eine[nrms]?|mein\w*|le|la|les|un|une|mon|ma|el|los|unos|una|mi|su|un'|il|lo|i|that|which|where|while|when|so|but"
)
_BEFORE_NAME: Final = re.compile(
    rf"(?:^|[\s(]|\b(?:{_JOINS})|[:;,.|&/+~*\u2022=>\u2013\u2014)\]\u2192-])\s*(?:[\"'(*]\s*)?$",
    re.IGNORECASE,
)
#: Adjectives that leave a test what it is.
_SUCH: Final = re.compile(
    r"(?:\b(?:latest|recent|last|current|today's|new|most recent|baseline|trough|peak|nadir|fasting|fasted|morning|random|am|pm|mid|"
    r"normal|low|high|low-normal|high-normal|elevated|raised|borderline|suppressed|suboptimal|optimal|sufficient|insufficient|deficient|"
    r"good|decent|great|unremarkable|abnormal|mildly|slightly|very|stable|serum|plasma|blood|measured|corresponding|aktuell\w*|"
    r"normal\w*|erhöht\w*|erniedrigt\w*|n[uü]chtern)\s+)+$",
    re.IGNORECASE)  # fmt: skip
#: Before a name these make it another thing, or of another time.
_TURNS: Final = re.compile(
    r"\b(?:urin\w*|harn\w*|orina|saliva\w*|speichel|salive|fluid|drain|csf|synovial|no|not|non|without|never|kein\w*|ohne|sans|sin|senza|"
    r"until|till|when|if|once|versus|vs|ratio|index|change[sd]?|delta|increase[sd]?|decrease[sd]?|dropp?\w*|fell|fallen|rose|risen|"
    r"went|down|up|from|average|mean|range|ranges|previous\w*|prior|earlier|formerly|pre|old|initial\w*|before|after|ago|"
    r"last (?:year|month|time|visit|summer|winter|spring))\b|\d\s?%",
    re.IGNORECASE)  # fmt: skip
#: Parts what is of one test from what is of the next.
_PARTS: Final = re.compile(
    r"[,;|&]|(?<!\d)\.(?=\s)|\.\s+(?=[A-ZÄÖÜ])|\s[/\u2013\u2014-]\s|\b(?:and|with|plus|und|mit|et|avec|y|con)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<![A-Za-z]\.[A-Za-z])[.;!?]\s+(?=[A-ZÄÖÜ\d])")
#: A name that is not known, close before a number; words of time and direction are none.
_STRANGER: Final = re.compile(
    r"(?:^|[,;|&.(]\s*|\band\s+)(?P<name>(?!(?:now|then|today|current\w*|was|were|is|previous\w*|prior|before|after|last|from|to|up|down|about|"
    r"around|jetzt|heute|aktuell|zuvor|ref\w*|range|normal|goal|target|ziel|flag|result|value|units?|page|on|at|in|for|over|with|by|day|week|month)\b)"
    r"[A-Za-zÄÖÜäöü][\w-]{1,24}(?:\s[A-Za-zÄÖÜäöü][\w-]{1,20}){0,2})\s?[:=]?\s?-?\s?$",
    re.IGNORECASE)  # fmt: skip
#: "Testosterone (total 24 nmol/L, free 0.45 nmol/L)".
_PART: Final = re.compile(
    r"\b(total|free|frei(?:es)?|gesamt|libre|libera)\b(?=[\s:=]{1,3}[<>]?\d)", re.IGNORECASE
)
_PARTS_OF_TESTOSTERONE: Final = {
    **dict.fromkeys("tg", ("total testosterone", "testosterone")),
    **dict.fromkeys("fl", ("free testosterone", "free_testosterone")),
}


@dataclass(frozen=True)
class Pair:
    """A test with its number.

    Attributes
    ----------
    text : str
        Name, number, unit, and what is said of it behind; as it stands where that cannot be parted.
    what : str
        The endpoint; empty for a test that no person's file holds.
    whole : bool
        Whether the name was parted from the words around it.
    """

    text: str
    what: str
    whole: bool


def pairs_of(words: str) -> list[Pair]:
    """Return the tests of a line with their numbers; none where a number of it may be of any of them.

    Examples
    --------
    >>> [one.text for one in pairs_of("My labs: eGFR 85 mL/min. TT sits at 690 ng/dL & TSH 1.4")]
    ['eGFR: 85 mL/min', 'TT: 690 ng/dL', 'TSH: 1.4']
    """
    names = names_in(words)
    bare = masked(words)
    values = values_in(bare, names)
    if not names or not values:
        return []
    names = _with_strangers(bare, _with_parts(bare, names), values)
    beside = _beside(words, names, values)
    if not beside:
        return []
    paired = {value.start for _, value in beside}
    begins = [min(name.start, value.start) for name, value in beside]
    ends = [max(name.end, value.end) for name, value in beside]
    behind = [
        _behind(words, bare, end, until) for end, until in zip(ends, [*begins[1:], len(words)], strict=True)
    ]
    if len(beside) > 1 and _is_of_all(words[ends[-1] :], values, ends[-1]):
        return []
    heading = words[: words.find(":", 0, begins[0]) + 1]
    found: list[Pair] = []
    left = 0
    for n, (name, value) in enumerate(beside):
        lead, tail = words[left : begins[n]], words[ends[n] : behind[n]]
        more = any(left <= one.start < behind[n] and one.start not in paired for one in values)
        own = words[begins[n] : ends[n]]
        whole = not more and _is_clear(lead, heading, own, name)
        number = re.sub(r"(?<=\d)%", " %", words[value.start : value.end])
        named = f"{name.text}: {number}" if name.what else own
        text = f"{named if whole else f'{lead}{own}'}{tail}"
        found.append(Pair(text.strip(" ,;&|"), name.what, whole))
        left = behind[n]
    return found


def _with_parts(bare: str, names: list[Name]) -> list[Name]:
    """Return the names with "free" and "total" alone, behind the name of what they are a part of."""
    whole = next((one for one in names if one.what in ("testosterone", "free_testosterone")), None)
    if whole is None:
        return names
    parts = [
        Name(one.start(), one.end(), *_PARTS_OF_TESTOSTERONE[one[1][0].casefold()])
        for one in _PART.finditer(bare, whole.end)
        if not any(name.start < one.end() and one.start() < name.end for name in names)
    ]
    return sorted([*names, *parts], key=lambda one: one.start)


def _with_strangers(bare: str, names: list[Name], values: list[Value]) -> list[Name]:
    """Return the names with those that are not known and stand close before a number in a line of results."""
    if not any(name.what for name in names):
        return names
    strangers: list[Name] = []
    for value in values:
        before = max((name.end for name in names if name.end <= value.start), default=0)
        if before and not any(before <= one.start < value.start for one in values):
            continue
        match = _STRANGER.search(bare, before, value.start)
        if match is not None:
            strangers.append(Name(match.start("name"), match.end("name"), match["name"], ""))
    return sorted([*names, *strangers], key=lambda one: one.start)


def _beside(words: str, names: list[Name], values: list[Value]) -> list[tuple[Name, Value]]:
    """Return each name with the number beside it: behind it everywhere, or before it everywhere; none where either may be."""
    behind = [
        (name, value)
        for name, following in zip(names, [*names[1:], None], strict=True)
        for value in values
        if name.end <= value.start
        and (following is None or value.start < following.start)
        and (not name.short or value.unit)
        and _BETWEEN.fullmatch(_IN_BRACKETS.sub(" ", words[name.end : value.start]))
    ]
    before = [
        (name, value)
        for name in names
        for value in values
        if value.end <= name.start
        and (value.unit or not name.what)
        and _OF.fullmatch(words[value.end : name.start])
    ]
    if len(behind) > len(before):
        return behind
    unused = {value.start for value in values} - {value.start for _, value in behind}
    return before if len(before) > len(behind) else behind if not unused else []


def _is_of_all(tail: str, values: list[Value], end: int) -> bool:
    """Tell whether the words behind the last result of several are of another time or person, and so may be of all."""
    own = any(value.start >= end for value in values)
    return not own and (other_words(tail) or PRIOR_WORDS.search(tail) is not None)


def _behind(words: str, bare: str, end: int, until: int) -> int:
    """Return where what is said of a number ends, before the words on the next one."""
    if until == len(words):
        return until
    parts = [one.start() for one in _PARTS.finditer(bare, end, until)]
    outside = [at for at in parts if words.count("(", end, at) <= words.count(")", end, at)]
    return outside[-1] if outside else end if not re.search(r"\w", words[end:until]) else until


def _is_clear(lead: str, heading: str, own: str, name: Name) -> bool:
    """Tell whether the words before and behind a name leave it what it is, and of this person and day."""
    if lead[-1:] and (lead[-1:].isalnum() or lead[-1:] in "-\u2010'\u2019"):
        return False
    bare = _SUCH.sub("", lead.rstrip(" \t") + " ") if re.search(r"\w\s*$", lead) else lead
    if _BEFORE_NAME.search(bare) is None and bare.strip():
        return False
    sentence = _SENTENCE.split(lead)[-1]
    if near_endpoint(f"{sentence} {own}") and name.what:
        return False
    if other_words(own) or PRIOR_WORDS.search(own):
        return False
    return not any(
        other_words(one) or _TURNS.search(one) or PRIOR_WORDS.search(one) for one in (sentence, heading)
    )
