"""Which number of a line is of which test: each name with the number beside it, and the words that are of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from osteotwin.importing.lab_names import changes, holds_odd_bracket, near_endpoint
from osteotwin.importing.lab_spans import Name, Value, masked, names_in, values_in
from osteotwin.importing.not_of_this import other_words, time_told
from osteotwin.importing.remarks import why_not
from osteotwin.importing.scan_words import PRIOR_WORDS
from osteotwin.units.patterns import later

#: Between a name and its number these change nothing.
_SAID: Final = (
    r"levels?|lvl|values?|results?|concentrations?|readings?|counts?|is|was|were|are|of|at|to be|came|comes|come|"
    r"back|out|in at|measured|found|reported|as|now|currently|current|today|still|around|about|approx(?:imately)?|"
    r"roughly|ca|circa|just|only|sits?|sitting|stands?|runs?|running|hovers?|hovering|tested|reads?|returned|shows?|"
    r"showed|undetectable|ind[eé]tectable|(?:in)?sufficiency|deficiency|spiegel|niveau|taux|nivel(?:es)?|"
    r"bei|liegt|lag|beträgt|betrug|ist|war|wert|im serum|i\.\s?s|est|était|à|es|era|fue|sali[oó]|en|de|di|HH?|LL?|"
    r"high|low|normal|elevated|borderline|slightly|very|a bit|quite|well|mildly|abnormal|flag|total|fasting|nüchtern|"
    r"serum|plasma|blood|in serum|in plasma|sensitive|it"
)
_BETWEEN: Final = later(
    rf"\)?(?:[\s:=,|~\u2248\u2022.\u2026_-]|\*|\+\+|[\u2013\u2014]|\b(?:{_SAID})\b\.?|[(\[](?=\s*$)){{0,24}}",
    re.IGNORECASE,
)
_ABOUT: Final = later(
    r"[~\u2248]|\b(?:about|around|approx\w*|roughly|ca|circa|ungefähr|etwa|environ)\b", re.IGNORECASE
)
#: With a limit behind it a word that defines what it is called from.
_TOO_LITTLE: Final = later(r"(?:in)?sufficiency|deficiency", re.IGNORECASE)
_IN_BRACKETS: Final = later(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
#: Between a number and the name behind it.
_OF: Final = later(r"[\s(:]{0,3}(?:(?:of|for|von|de|total|serum)\s)?\s?", re.IGNORECASE)
#: What may stand right before a name without being of it.
_JOINS: Final = (
    r"an?|the|my|mine|his|her|your|our|their|pt'?s?|patient'?s?|and|with|plus|also|then|now|of|for|in|on|at|had|has|have|having|"
    r"is|was|were|are|got|shows?|showed|shown|showing|reveal(?:s|ed|ing)?|found|finding|demonstrat\w+|report(?:s|ed)?|"
    r"include[sd]?|including|noted|notable|labs?|bloods?|blood ?work|blood ?tests?|results?|tests?|panel|levels?|"
    r"values?|day|week|month|wk|mo|both|currently|today|und|mit|et|avec|y|con|e|der|die|das|ein|eine[nrms]?|mein\w*|le|la|les|un|une|"
    r"mon|ma|el|los|unos|una|mi|su|un'|il|lo|i|that|which|where|while|when|so|but"
)
_BEFORE_NAME: Final = later(
    rf"(?:^|\(|\b(?:{_JOINS})\s|[:;,.|&/+~*\u2022=>\u2013\u2014)\]\u2192-])\s*(?:[\"'(*]\s*)?$", re.IGNORECASE
)
#: Adjectives that leave a test what it is.
_SUCH: Final = later(
    r"(?:\b(?:latest|recent|last|current|today's|new|most recent|baseline|trough|peak|nadir|fasting|fasted|morning|"
    r"random|am|pm|mid|normal|low|high|low-normal|high-normal|elevated|raised|borderline|suppressed|suboptimal|optimal|"
    r"sufficient|insufficient|deficient|good|decent|great|unremarkable|abnormal|mildly|slightly|very|stable|serum|plasma|"
    r"blood|measured|corresponding|aktuell\w*|normal\w*|erhöht\w*|erniedrigt\w*|n[uü]chtern)\s+)+$",
    re.IGNORECASE)  # fmt: skip
#: Before a name these make it another thing, of other people, or of another time: up to where it is said to turn back.
_TURNS: Final = later(
    r"\b(?:urin\w*|harn\w*|orina|saliva\w*|speichel|salive|fluid|drain|csf|synovial|"
    r"until|till|if|once|ha?emoly[sz]ed|lip[ae]+mic|clotted|contaminated|versus|vs|ratio|index|change[sd]?|delta|increase[sd]?|decrease[sd]?|dropp?\w*|fell|fallen|rose|"
    r"risen|went|from|average|mean|median|range|ranges|normal|reference|previous\w*|prior|earlier|formerly|pre|old|initial\w*|"
    r"before|after|ago|patients|participants|subjects|men|women|people|group|cohort|stud(?:y|ies)|trial|controls|"
    r"estimat\w+|last (?:year|month|time|visit|summer|winter|spring))\b(?=\W)|\d\s?%",
    re.IGNORECASE)  # fmt: skip
_BACK: Final = later(
    r"\b(?:now|current(?:ly)?|today|latest|recent(?:ly)?|mine|ours|jetzt|heute|aktuell|actuellement|ahora)\b",
    re.IGNORECASE,
)
#: Before a name they make it another thing in their own clause alone.
_DENIES: Final = later(
    r"\b(?:no|not|non|without|never|kein\w*|ohne|sans|sin|senza|down|up|to(?!\s(?:have|be)\b)|by)\b[^,;.:]*$",
    re.IGNORECASE,
)
#: Parts what is of one test from what is of the next.
_PARTS: Final = later(
    r"[,;|&]|(?<!\d)\.(?=\s)|\.\s+(?=[A-ZÄÖÜ])|\s[/\u2013\u2014-]\s|\b(?:and|with|plus|und|mit|et|avec|y|con)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = later(r"(?<![A-Za-z]\.[A-Za-z])[.;!?]\s+(?=[A-ZÄÖÜ\d])")
#: Begins what is of all results before it: "... - both haemolysed".
_OF_ALL: Final = later(r"^\W*(?:[.\u2013\u2014-]\s|(?:both|all|these|beide|alle)\b)", re.IGNORECASE)
#: A name that is not known, close before a number; words of time and direction are none.
_STRANGER: Final = later(
    r"(?:^|[,;|&.(]\s*|\band\s+)(?P<name>(?!(?:now|then|today|current\w*|was|were|is|previous\w*|prior|before|after|last|"
    r"from|to|up|down|about|around|jetzt|heute|aktuell|zuvor|ref\w*|range|normal|goal|target|ziel|flag|result|value|"
    r"units?|page|on|at|in|for|over|with|by|day|week|month|mine|yours|ours|his|hers)\b)"
    r"[A-Za-zÄÖÜäöü][\w-]{1,24}(?:\s[A-Za-zÄÖÜäöü][\w-]{1,20}){0,2})\s?[:=]?\s?-?\s?$",
    re.IGNORECASE)  # fmt: skip
#: "Testosterone (total 24 nmol/L, free 0.45 nmol/L)".
_PART: Final = later(r"\b(total|free|frei(?:es)?|gesamt|libre|libera)\b(?=[\s:=]{1,3}[<>]?\d)", re.IGNORECASE)
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
    ['eGFR: 85 mL/min', 'TT: 690 ng/dL', 'TSH 1.4']
    """
    names = names_in(words) if re.search(r"\d", words) else ()
    if not names:
        return []
    bare = masked(words)
    values = values_in(bare, names)
    if not values:
        return []
    names = _with_strangers(bare, _with_parts(bare, _one_where_two_contradict(words, names)), values)
    beside = _beside(words, names, values)
    if not beside:
        return []
    paired = {value.start for _, value in beside}
    begins = [min(name.start, value.start) for name, value in beside]
    ends = [max(name.end, value.end) for name, value in beside]
    behind = [
        _behind(words, bare, end, until) for end, until in zip(ends, [*begins[1:], len(words)], strict=True)
    ]
    of_all = _of_all(words, begins[0], ends[-1], values) if len(beside) > 1 else ""
    found: list[Pair] = []
    left, turned, when, heading = 0, "", "", words.find(":", 0, begins[0]) + 1
    for n, (name, value) in enumerate(beside):
        lead, tail = words[left : begins[n]], words[ends[n] : behind[n]]
        tail += "" if of_all in tail else of_all
        if _BACK.search(lead) or (n and not heading and (";" in lead or _SENTENCE.search(lead))):
            turned = when = ""
        told = time_told(_SENTENCE.split(lead)[-1] + words[begins[n] : ends[n]])
        when = f" {told}" if told else when
        turned = lead if _is_turned(lead) else turned
        own = words[begins[n] : ends[n]]
        if (unpaired := _unpaired(words, left, begins[n], names, values)) is not None:
            found.append(unpaired)
            left += len(unpaired.text)
            lead = words[left : begins[n]]
        more = any(left <= one.start < behind[n] and one.start not in paired for one in values)
        odd = bool(name.what) and holds_odd_bracket(words[name.end : value.start], name.what)
        whole = not (more or turned or of_all or odd) and _is_clear(lead, own, name)
        number = re.sub(r"(?<=\d)%", " %", words[value.start : value.end])
        about = " approx" if _ABOUT.search(words, name.end, value.start) else ""
        named = f"{name.text}: {number}{about}" if name.what and not odd else own
        text = (
            f"{named}{when}{tail}"
            if whole or of_all
            else f"{lead if _is_turned(lead) else turned or lead}{own}{tail}"
        )
        found.append(Pair(_closed(text.strip(" ,;&|")), name.what, whole or bool(of_all)))
        left = behind[n]
    return found


def _one_where_two_contradict(words: str, names: Sequence[Name]) -> list[Name]:
    """Return the names with "estradiol (E1)", a test and another one in brackets, as one that is not known."""
    found: list[Name] = []
    for name in names:
        last = found[-1] if found else None
        if (
            last is not None
            and last.what
            and name.what not in ("", last.what)
            and re.fullmatch(r"\s*[(\[]\s*", words[last.end : name.start])
        ):
            end = name.end + (words[name.end : name.end + 1] in (")", "]"))
            found[-1] = Name(last.start, end, words[last.start : end], "")
        else:
            found.append(name)
    return found


def _unpaired(words: str, begin: int, end: int, names: list[Name], values: list[Value]) -> Pair | None:
    """Return what stands before a pair and holds a name and a number without a pair; ``None`` where nothing does."""
    parts = [one.start() for one in _PARTS.finditer(words, begin + 1, end)]
    until = parts[-1] if parts else end
    name = next((one for one in names if begin <= one.start < until), None)
    numbers = any(begin <= one.start < until for one in values)
    return Pair(words[begin:until], name.what, whole=False) if name is not None and numbers else None


def _closed(text: str) -> str:
    """Return a piece without the bracket that closes what began before it."""
    return text.rstrip(" )") if text.count(")") > text.count("(") else text


def _with_parts(bare: str, names: Sequence[Name]) -> list[Name]:
    """Return the names with "free" and "total" alone, behind the name of what they are a part of."""
    whole = next((one for one in names if one.what in ("testosterone", "free_testosterone")), None)
    if whole is None:
        return list(names)
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
    """Return each name with its number, behind it everywhere or before it everywhere; none where either may be."""
    behind = [
        (name, value)
        for name, following in zip(names, [*names[1:], None], strict=True)
        for value in values
        if name.end <= value.start
        and (following is None or value.start < following.start)
        and (not name.short or value.unit)
        and not (words[value.start] in "<>" and _TOO_LITTLE.search(words, name.end, value.start))
        and _BETWEEN.fullmatch(_IN_BRACKETS.sub(_without_aside, words[name.end : value.start]))
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


def _without_aside(found: re.Match[str]) -> str:
    return found[0] if changes(found[0]) else " "


def _of_all(words: str, begin: int, end: int, values: list[Value]) -> str:
    """Return the words behind the last result of several, or before the first, by which none of them counts here."""
    tail, head = words[end:], words[:begin]
    if not any(value.start >= end for value in values) and (
        other_words(tail) or PRIOR_WORDS.search(tail) or (_OF_ALL.search(tail) and why_not(tail, signed=True))
    ):
        return tail
    return (
        f" ({head.strip(' .')})"
        if _SENTENCE.search(words[: begin + 1]) and why_not(head, signed=True)
        else ""
    )


def _behind(words: str, bare: str, end: int, until: int) -> int:
    """Return where what is said of a number ends, before the words on the next one."""
    if until == len(words):
        return until
    parts = [one.start() for one in _PARTS.finditer(bare, end, until)]
    outside = [at for at in parts if words.count("(", end, at) <= words.count(")", end, at)]
    return outside[-1] if outside else end if not re.search(r"\w", words[end:until]) else until


def _is_turned(lead: str) -> bool:
    """Tell whether words before a name make it another thing, somebody else's, or of another time."""
    said = _SENTENCE.split(lead)[-1]
    bare = _SUCH.sub("", said)
    return any(find(bare) for find in (other_words, _TURNS.search, PRIOR_WORDS.search))


def _is_clear(lead: str, own: str, name: Name) -> bool:
    """Tell whether the words around a name leave it what it is: no adjective that is not known stands before it."""
    if lead[-1:].isalnum() or lead[-1:] in ("-", "\u2010", "'", "\u2019"):
        return False
    if _BEFORE_NAME.search(_SUCH.sub("", lead)) is None or _DENIES.search(lead):
        return False
    if near_endpoint(f"{_SENTENCE.split(lead)[-1]} {own}") and name.what:
        return False
    return not (other_words(own) or PRIOR_WORDS.search(own))
