"""What an answer on scans or blood tests tells, value by value, where it is not understood as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from osteotwin.asking.fields.denied import is_plain
from osteotwin.asking.fields.heard import heard
from osteotwin.asking.fields.measured_choices import measured
from osteotwin.asking.fields.measured_days import shown
from osteotwin.asking.fields.measured_when import day_beside
from osteotwin.asking.measured.only_units import with_only_units
from osteotwin.asking.when import DATE
from osteotwin.endpoints import MEASURED
from osteotwin.importing.assay_words import assay_of
from osteotwin.importing.found import Found
from osteotwin.importing.lab_spans import names_in, without_ranges
from osteotwin.importing.scan_words import mentions_of, with_sites_in_full
from osteotwin.units import with_signs
from osteotwin.units.patterns import later

_PIECES: Final = later(r"[;\n]+")
#: Where a sentence ends within a piece: not behind "approx." or before decimals.
_SENTENCES: Final = later(r"(?:(?<=[^\W\d_]{2})|(?<=[\d)%'\"]))[.!?]['\")]*\s+(?=[^\W_])")
_NUMBER: Final = later(
    r"(?<![\w.,/+-])(?P<value>[<>]?\s?[-+]?\d+(?:[.,]\d+)?)(?![\w.,]*\d)(?!\s?/\s?[-+]?\d)"
    r"(?:\s?(?P<unit>[^\W\d]\S*|%))?"
)
_NEXT: Final = later(r"[,;]\s*(?=[^\W\d_])")
_SCORE: Final = later(r"\b(?P<kind>[TZ])(?:\b|[- ]?(?:score|wert)s?\b)")
_GRAMS: Final = later(r"(?i)g ?/ ?cm")
_DENSITY: Final = later(r"\bBMD\b|\bdensity\b|\bg ?/ ?cm", 2)
#: Numbers that are none of a test: an age, what is taken, and how often.
_BESIDE: Final = later(
    r"(?i)\b(?:i(?:['\u2019]?m| am)|aged?|at) [1-9]\d\b(?![.,]\d|\s?(?:[a-z\u00b5]{1,6}/|%))|"
    r"\b\d[\d.,]*\s?(?:iu|mcg|mg|pumps?|tab\w*|caps?\w*|sachets?|patch\w*|puffs?|"
    r"(?:x )?(?:a|per|each|every) (?:day|week)|"
    r"daily|weekly)\b(?!\s?/)|\b\d{1,2} ?(?:years?|months?|weeks?|days?|wks?|yrs?)\b(?: ago)?|"
    r"\bL[1-5]\s?[-\u2013]\s?L?[1-5]\b(?![.,]\d)|\b25[- ]?OH"
)
#: A number behind such words is of an earlier day than the one before it.
_EARLIER: Final = later(
    r"(?i)[,(\s]*\b(?:(?:up|down|risen|fallen|rising|dropped) from|previously|prior|from)\s+(?:about )?"
    r"[<>]?[-+]?\d+(?:[.,]\d+)?"
)
#: What somebody thought of a value, and whether it was taken again: nothing of the value.
_SAID_OF_IT: Final = later(
    r"(?i)[,;(]?\s*\b(?:(?:and|but|which) )?(?:she|he|they|(?:the |my |our )?(?:gp|doc|doctor|endo|nurse|oncologist|"
    r"pcp|consultant|specialist))(?:\s(?:says?|said|thinks?|thought|told|was|is|seem\w*|did\w*|does\w*|wasn\S*)\b)"
    r"(?![^.;,()]*\d)[^.;,()]*|"
    r"[,(]?\s*\b(?:(?:and|but) )?(?:no (?:idea|clue)|not sure (?:if|whether|when)|(?:not|never|haven'?t|havent|hasn'?t)"
    r"(?: been)? (?:re-?)?(?:checked|tested|done|measured|had)(?= (?:since|again|yet|after|mid|later|a)\b|\s*$))"
    r"(?![^.;,()]*\d)[^.;,()]*|\bnot fasting\b"
)
#: A value is measured on its own day, whatever it was before.
_OF_ITS_DAY: Final = later(r"(?i)\b(?:was|were|had|before|did|until|since)\b")


@dataclass(frozen=True)
class Told:
    """A value as far as it is understood.

    Attributes
    ----------
    what : str
        The endpoint; empty where a value is told of which it is open what was measured.
    site : str
        Of a score of which it is open which one it is.
    entry : Found or None
        Where it is understood but for its day.
    value, unit : str
        Where it is not, and there is one number only beside its name.
    day : str
        Empty where the answer tells none.
    """

    what: str
    entry: Found | None = None
    value: str = ""
    unit: str = ""
    day: str = ""
    assay: str = ""
    site: str = ""


def told(question: str, text: str, today: date, order: str | None) -> Iterator[Told]:
    """Yield the values of an answer in their order."""
    text = _SHORT.sub(r"\1", text)
    parts = heard(question, text, today, order)
    if len(parts) == 1 and parts[0].entries:
        yield from _of(parts[0].entries, None)
        return
    pieces = [piece for piece in _PIECES.split(text) if piece.strip(" ,.")]
    sentences = [(piece, said) for piece in pieces for said in _SENTENCES.split(piece) if said.strip(" ,.")]
    days = {one.fills for _, said in sentences if (one := day_beside(said, today, order)) is not None}
    # The only day of an answer holds for all of it.
    kinds = _kinds_of(text) - ({"bmd"} if _GRAMS.search(text) is None else set[str]())
    around = _Around(today, order, days.pop() if len(days) == 1 else "", kinds)
    for piece in pieces:
        said = [one for whole, one in sentences if whole is piece]
        is_apart = len(said) > 1 and not _is_read(question, piece, around)
        for one in said if is_apart else [piece]:
            yield from _of_piece(question, one, around)


@dataclass(frozen=True)
class _Around:
    """What holds for all parts of an answer: its only day, and the only kind of its scores."""

    today: date
    order: str | None
    day: str
    kinds: frozenset[str]


#: A clause on what was not measured, or is not known yet.
_NOT_MEASURED: Final = later(
    r"(?i)[^.;,\n]*\b(?:(?:never|not|haven'?t|hasn'?t|wasn'?t|didn'?t)\b[^.;,\n]*\b(?:measured|tested|checked|done|taken|given|"
    r"had|yet)|no\b[^.;,\n]*\b(?:tests?|results?|values?|scans?)\b|pending|unknown|awaited|to come)\b[^.;,\n]*"
)
#: Vitamin D in these units is taken, and not measured.
_OF_TABLETS: Final = later(r"(?i)\d ?(?:iu|ie|ui)\b")
#: "L1, L3, L4": the spine with one of them left out is no lumbar spine.
_SOME_VERTEBRAE: Final = later(r"(?i)\bL[1-5] ?(?:,|\+|&|and) ?L?[1-5]\b")
#: Before a name: it is reckoned otherwise than the file holds it.
_OTHERWISE: Final = later(
    r"(?i)\b(?:adj(?:usted)?|corr(?:ected)?|ioni[sz]ed|albumin|korrigiert\w*|corrig\w+)[\s-]*$"
)
#: A sentence does not end here.
_SHORT: Final = later(r"(?i)\b(adj|corr|korr|approx|ca)\.(?=\s)")


def _dated(said: str, around: _Around) -> tuple[str, str, bool, bool]:
    """Return a part with a day that is read, what fills its day, and whether it is its own, in full and at all."""
    own = day_beside(said, around.today, around.order)
    if own is not None and own.rest == said:
        return said, own.fills, True, True
    day = own.fills if own is not None else "" if DATE.search(said) else around.day
    dated = f"{around.today.isoformat()}: {said if own is None else own.rest}"
    return dated, day, False, own is not None


def _is_read(question: str, piece: str, around: _Around) -> bool:
    parts = heard(question, _dated(piece, around)[0], around.today, around.order)
    return all(part.entries for part in parts)


def _of_piece(question: str, piece: str, around: _Around) -> Iterator[Told]:
    said, day, has_day, is_own = _dated(piece, around)
    today, order = around.today, around.order
    # Of several days none is certain.
    named_day = "" if len({*DATE.findall(piece)}) > 1 else day
    for part in heard(question, said, today, order):
        if part.entries:
            yield from _of(part.entries, None if has_day else day)
            continue
        again = heard(question, f"{today.isoformat()}: {part.said}", today, order)
        if not DATE.search(part.said) and all(one.entries for one in again):
            yield from _of([entry for one in again for entry in one.entries], day)
        else:
            for one in _named(question, DATE.sub(" ", part.said), named_day, around.kinds, piece):
                # Of several numbers it is open which of them is of that day.
                is_open = is_own and not has_day and not one.value and _NUMBER.search(part.said)
                yield replace(one, day="") if is_open else one


def _of(entries: tuple[Found, ...] | list[Found], day: str | None) -> Iterator[Told]:
    for entry in entries:
        if entry.table == ("measurement",):
            own = entry.keys.get("date")
            of_entry = shown(own) if isinstance(own, date) else ""
            yield Told(str(entry.keys["what"]), entry, day=of_entry if day is None else day)


def _named(question: str, said: str, day: str, kinds: frozenset[str], around: str) -> Iterator[Told]:
    """Yield what a part names that is not understood, with a number only where it is the only one beside the name."""
    # Of somebody else, a goal or a limit: its numbers are no values of his.
    is_his = is_plain(_OF_ITS_DAY.sub(" ", _without_beside(question, DATE.sub(" ", around))), is_dated=True)
    said = with_signs(_NOT_MEASURED.sub("; ", said))
    said = with_only_units(said) if question == "labs" else said
    plain = said if question == "labs" else with_sites_in_full(said)
    read = _without_beside(question, plain)
    places = _places(question, plain, kinds)
    held = {one.id for one in measured(question).values()}
    if question == "scans" and is_his and (pairs := _in_turn(read, places)):
        for what, value in pairs:
            site = what.removeprefix(_OPEN) if what.startswith(_OPEN) and value[:1] in "-+" else ""
            yield Told(what if what in held else "", value=value, day=day, site=site)
        return
    ends = [*(start for _, start, _ in places[1:]), len(plain)]
    seen: set[str] = set()
    for (what, start, end), until in zip(places, ends, strict=False):
        if _OTHERWISE.search(plain[:start]):
            continue
        if what == "25ohd" and _OF_TABLETS.search(plain[end:until]):
            continue
        # What stands behind a comma and a word of its own is of that word: "undetectable, D 44".
        own = _NEXT.search(read, end, until)
        numbers = list(_NUMBER.finditer(read[end : own.start() if own else until]))
        is_named_again = what in seen or (not numbers and [one for one, *_ in places].count(what) > 1)
        if what not in held or (is_named_again and not numbers):
            continue
        seen.add(what)
        assay = assay_of(plain[start:until], what) if question == "labs" else None
        if (
            not is_his
            or len(numbers) != 1
            or (what.endswith("lumbar_spine") and _SOME_VERTEBRAE.search(plain))
        ):
            yield Told(what, day=day)
            continue
        unit = (numbers[0]["unit"] or "").strip(".,;()")
        yield Told(
            what,
            value=numbers[0]["value"].replace(" ", ""),
            unit=unit,
            day=day,
            assay="" if assay is None else assay.name,
        )


#: A score, or what may be one without its sign.
_OF_SITE: Final = later(r"(?<![\w.,/+-])[-+]?\d(?:[.,]\d{1,2})?(?![\w%/]|[.,]\d|\s?(?:%|m?g\b|mg|g/))")
_NO_SCORE: Final = later(
    r"(?i)\b(?:TBS|trabecular bone score|FRAX)\b[^,;.\d]*\d[\d.,]*\s?%?"
    r"(?:[\s,/]+(?:hip|major|mof)\W{0,2}\d[\d.,]*\s?%?|\s(?:hip|major|mof)\b)?"
)


def _in_turn(read: str, places: list[tuple[str, int, int]]) -> list[tuple[str, str]]:
    """Return what is named with the score of each, where each place has one, all before it or all behind it."""
    others = [one.span() for one in _NO_SCORE.finditer(read)]
    places = [one for one in places if not any(start <= one[1] < end for start, end in others)]
    read = _NO_SCORE.sub(lambda one: " " * len(one[0]), read)
    scores = [(one.start(), one[0]) for one in _OF_SITE.finditer(read)]
    if len(scores) != len(places):
        return []
    pairs = [*zip(places, scores, strict=True)]
    before = [start < at for (_, start, _), (at, _) in pairs]
    turns = [at for (_, start, _), (at, _) in pairs for at in sorted((start, at))]
    is_in_turn = len(set(before)) == 1 and turns == sorted(turns)
    return [(what, value) for (what, _, _), (_, value) in pairs] if is_in_turn else []


def _without_beside(question: str, said: str) -> str:
    """Return a text in which ranges, doses, ages and what is said of a value are blank, as long as it was."""
    for words in (_EARLIER, _BESIDE, _SAID_OF_IT):
        said = words.sub(lambda one: " " * len(one[0]), said)
    # "33% -2.9" is a site with its score, and no range.
    return without_ranges(said) if question == "labs" else said


#: Before a site of which no word says which number of it is told.
_OPEN: Final = "?"


def _places(question: str, plain: str, kinds: frozenset[str]) -> list[tuple[str, int, int]]:
    """Return what a text names, each with its place; of scans the site alone where it is open what was measured."""
    if question == "labs":
        return [(one.what, one.start, one.end) for one in names_in(plain)]
    own = _kinds_of(plain) or kinds
    found: list[tuple[str, int, int]] = []
    last = ""
    for site, start, end in mentions_of(plain):
        if found and site == last and not plain[found[-1][2] : start].strip():  # "lumbar spine" is one
            found[-1] = (*found[-1][:2], end)
            continue
        what = f"{next(iter(own))}_{site}" if len(own) == 1 else f"{_OPEN}{site}" if not own else ""
        found.append((what if what in MEASURED or what.startswith(_OPEN) else "", start, end))
        last = site
    return found


def _kinds_of(said: str) -> frozenset[str]:
    """Return which kinds of numbers of a scan a text names."""
    scores = {f"{found['kind'].lower()}_score" for found in _SCORE.finditer(said)}
    return frozenset(scores | ({"bmd"} if _DENSITY.search(said) else set[str]()))
