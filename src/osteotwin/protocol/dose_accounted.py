"""Every word beside a dose accounted for: one of no class of words, or a second rhythm that differs, is found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from math import inf, isclose
from typing import Any, Final

from osteotwin.inputs.shipped import parsed
from osteotwin.protocol.dose_amounts import amount_at
from osteotwin.protocol.dose_remarks import HARMLESS
from osteotwin.protocol.dose_rhythms import TIME_OF_DAY
from osteotwin.protocol.dose_step import DoseStep
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.protocol.library.tables import library_text
from osteotwin.units import AmbiguousRhythm, in_digits, rhythm, without_slips
from osteotwin.units.patterns import later

FILE: Final = "dose_vocabulary.toml"
_WORD: Final = later(r"(?<![\w'\u2019])[^\W\d_][^\W\d_'\u2019]*(?:['\u2019][^\W\d_]+)*(?!\w)")
#: What turns or doubts a dose where it is no letter but a mark for "not", a question, a box that is not ticked.
_MARK: Final = later(
    r"\bdropped\b(?! (?:me |it |the dose |my dose |down |back )*(?:to|in|by|from)\b)|"
    r"[\u2260\u00ac\u2717\u2718\u2716\u274c\u274e\u2610]|^ *(?:[\[(] *[\])]|//|#(?!\d)|!|like\b|(?:his|her)(?= *:))|"
    r"\bclean\b(?!,? (?:and )?(?:dry|skin))|(?<=[a-z0-9])\?|\? *\)",
    re.IGNORECASE,
)
#: Words of a status, of somebody else or of a doubt, alone between commas or in brackets: "(halved)", ", over".
_ALONE: Final = later(
    r"(?<=[,;(\[])\s*(?:(?:is|was|now|are|it['\u2019]?s) )?(?:halved|doubled|over|was|then|his|hers?|them|theirs|"
    r"unknown|n/?a|x|no|none|not|nope|before|prior|previous(?:ly)?|earlier|past|done|out|off|ended|finished|stopped|changed?|"
    r"reduced|increased|lowered|less|more|maybe)\s*\.?(?=[)\],;]|$)|(?<=[,;(\[\u2013-])\s*[?~]+\s*(?=[)\],;]|$)",
    re.IGNORECASE,
)
#: Who gives what is his; blanked letter by letter, so that places stay.
GIVEN_BY: Final = later(
    r"\bby my (?:wife|husband|partner|spouse|girlfriend|boyfriend|mother|father|son|daughter|friend)\b|"
    r"\bmy (?:wife|husband|partner|spouse|girlfriend|boyfriend|mother|father|son|daughter|friend) "
    r"(?=(?:does|gives|injects|administers|pins|jabs) (?:it|me)\b)",
    re.IGNORECASE,
)
#: "20 mg/d", "M/W/F", "pre-filled": letters that tell something where they stand so.
_SHORT: Final = later(
    r"(?<=[a-z]) ?/ ?d\b(?!/)|\bm ?[/, -]? ?w ?[/, -]? ?f\b|\bpre-(?=filled)|(?<=pre-)filled\b", re.IGNORECASE
)
#: "(0.5)" and "(x)" in brackets tell not what they are of.
_BARE: Final = later(r"\( *(?:\d[\d.,]*|[a-z]) *\)", re.IGNORECASE)
#: "daily, not on Sundays": the days are told by what is left out.
_EXCEPT: Final = later(r"\b(?:not|none|no|skip\w*|only|except|but|off)\b", re.IGNORECASE)
_CLAUSE: Final = later(r"[,;()]|(?<=\s)[-\u2013\u2014](?=\s)|\u2014|\.(?=\s|$)")


@cache
def classes() -> dict[str, frozenset[str]]:
    """Return the words that may stand beside a dose, by their class."""
    words: dict[str, Any] = parsed(library_text(FILE), FILE)
    return {name: frozenset(said.split()) for name, said in words.items() if isinstance(said, str)}


@cache
def _known() -> frozenset[str]:
    return frozenset().union(*classes().values())


def not_accounted(text: str, names: Iterable[str] = ()) -> str:
    """Return the first words, with their brackets or clause, that nothing accounts for; empty where all are.

    Parameters
    ----------
    text : str
        A dose with all that stands around it, in English.
    names : iterable of str
        Further words that are known: those of the drugs' names, and of reasons.

    Examples
    --------
    >>> not_accounted("1 mg daily (old)"), not_accounted("1 mg daily (with food)"), not_accounted("1 mg daily for Bob")
    ('(old)', '', 'for Bob')
    """
    for plain in (GIVEN_BY, _SHORT, HARMLESS):
        text = plain.sub(lambda found: " " * len(found[0]), text)
    known = _known().union(("clean",), (name.casefold() for name in names))
    places = [
        found.span() for found in (*_MARK.finditer(text), *_BARE.finditer(text), *_ALONE.finditer(text))
    ]
    places += [found.span() for found in _WORD.finditer(text) if not _is_known(found[0], known)]
    return _around(text, *min(places)) if places else ""


def _is_known(word: str, known: frozenset[str]) -> bool:
    plain = word.casefold().replace("\u2019", "'")
    return plain in known or plain.removesuffix("'s") in known or without_slips(plain) != plain


def _around(text: str, start: int, end: int) -> str:
    """Return what stands around a place: its brackets, or its clause, or the words from "for" on."""
    opened, closed = text.rfind("(", 0, end), text.find(")", start)
    if opened >= 0 and closed >= 0 and ")" not in text[opened:start]:
        return text[opened : closed + 1]
    marks = [found.end() for found in _CLAUSE.finditer(text, 0, start)]
    stop = _CLAUSE.search(text, end)
    clause = text[marks[-1] if marks else 0 : stop.start() if stop else len(text)]
    if marks and not re.search(r"\d", clause):
        return clause.strip()
    before = re.search(r"\bfor (?:(?:my|the|a|an|our|his) )?$", text[:start], re.IGNORECASE)
    return text[before.start() if before else start : end].strip()


def other_rhythm_in(text: str, steps: tuple[DoseStep, ...]) -> str:
    """Return a rhythm in brackets, in a clause or before the amount that differs from the dose's; empty for none.

    Examples
    --------
    >>> daily = (DoseStep("1 mg", rhythm("daily")),)
    >>> other_rhythm_in("1 mg daily (EOD)", daily), other_rhythm_in("1 mg daily (qd)", daily)
    ('eod', '')
    """
    if len(steps) != 1 or steps[0].rhythm is None or steps[0].rhythm.off_days:
        return ""
    step, read = steps[0], steps[0].rhythm
    clauses = [part.strip() for part in _CLAUSE.split(_split_before(text)) if part and part.strip()]
    said = [(clause, found) for clause in clauses if (found := _rhythm_of(clause)) is not None]
    if not said or _is_shared(text, step):
        return ""
    named = {day for _, found in said for day in found.weekdays}
    for clause, found in said:
        if found.weekdays and read.weekdays and named <= set(read.weekdays):
            continue
        if TIME_OF_DAY.search(clause) and not re.search(r"\b(?:every|each|daily)\b", clause):
            continue
        if read.weekdays and found.days == 1.0 and _EXCEPT.search(text):
            continue
        if (
            found.with_shot
            or found.days == inf
            or found.off_days
            or isclose(found.mean_days, read.mean_days, rel_tol=0.03)
        ):
            continue
        if found.weekdays and isclose(7.0 / len(named), read.mean_days, rel_tol=0.03):
            continue
        return clause
    return ""


def _split_before(text: str) -> str:
    """Return a text with a comma before and behind its first amount, so that a rhythm before it stands alone."""
    found = re.search(r"(?<![\d.,])\d*[.,]?\d+ ?(?:mg|mcg|ug|g|iu|ml)\b", in_digits(text), re.IGNORECASE)
    plain = in_digits(text)
    return plain if found is None else f"{plain[: found.start()]}, {found[0]}, {plain[found.end() :]}"


def _rhythm_of(clause: str) -> Any:
    words = clause.casefold().strip(" .:").split()
    try:
        return rhythm(" ".join(word for word in words if word not in classes()["remarks"]))
    except AmbiguousRhythm:
        return None


def _is_shared(text: str, step: DoseStep) -> bool:
    """Tell whether the amount that is read is another than the one written: the second rhythm has shared it out."""
    plain = in_digits(text).casefold()
    for place in (found.start() for found in re.finditer(r"(?<![\d.,])\d", plain)):
        try:
            found = amount_at(plain, place)
        except AmbiguousDose:
            return True
        if found is not None:
            return f"{found[0]:.12g} {found[1]}".casefold() != str(step.amount).casefold()
    return True
