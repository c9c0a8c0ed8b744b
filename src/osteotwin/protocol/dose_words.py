"""A dose as people write it: by volume, gel or tablet, as a rate, with its rhythm, in steps.

``"0.35 mL of 200 mg/mL"``, ``"5 g of 1 % gel"``, ``"half a tablet of 1 mg"``, ``"140 mg/week in two"``,
``"60 mg every 6 months"``, ``"1 mg for 4 weeks then 0.5 mg"``, ``"50 mg Tue, 100 mg Thu"``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from osteotwin.protocol.alternate_doses import by_turns
from osteotwin.protocol.brand_tablets import with_strength_of_brand
from osteotwin.protocol.dose_asides import joined, with_shots, without_asides, without_names
from osteotwin.protocol.dose_days import doses_of_a_day, doses_of_a_week, mean_of_turns, week_of
from osteotwin.protocol.dose_doubts import ask_doubts, ask_either_day
from osteotwin.protocol.dose_instructions import without_instructions
from osteotwin.protocol.dose_loading import loading_in_steps
from osteotwin.protocol.dose_one_step import one_step
from osteotwin.protocol.dose_packs import ask_pack, without_pack
from osteotwin.protocol.dose_parts import in_order
from osteotwin.protocol.dose_questions import (
    ask_comma_before,
    ask_open,
    ask_places,
    ask_separators,
    ask_what_lacks,
)
from osteotwin.protocol.dose_remarks import taken_now, without_remarks
from osteotwin.protocol.dose_said_twice import said_once
from osteotwin.protocol.dose_spellings import as_read, as_sum, ask_which_week
from osteotwin.protocol.dose_step import DoseStep
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import AmbiguousDose
from osteotwin.protocol.doses_of_one_day import all_of_a_day, ask_times_lost, with_commas_between_times
from osteotwin.protocol.library.ways import ways_in
from osteotwin.protocol.syringe_marks import without_marks
from osteotwin.protocol.weekday_doses import days_behind, days_of_exceptions, in_named_days
from osteotwin.units import (
    LONGEST_WORDS,
    AmbiguousRhythm,
    Rhythm,
    in_digits,
    without_slips,
)
from osteotwin.units.german import in_english
from osteotwin.units.patterns import later
from osteotwin.units.rhythm_doubts import ask_fraction

_SQUARE = str.maketrans("[]", "()")
#: Nobody counts thousandths of an international unit.
_THOUSANDS_OF_IU = later(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?= ?(?:iu|i\.u\.|units?)\b)")
#: Elsewhere a point separates thousands: "20.000 IE".
_POINTS_OF_IU = later(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?= ?(?:iu|i\.u\.|units|ie|i\.e\.?|ui)(?!\w))")
_STEPS = later(
    rf"[,;]? ?(?:and )?(?:then|followed by|->|→) ?|[,;] ?(?:and )?(?={_N} ?{_M}\b)| (?:and|but|plus) (?={_N} ?{_M}\b)|"
    rf" ?[/&+] ?(?={_N} ?{_M} )"
)
#: The pattern of what may be a dose in words, for the published schemas: a number and one of the ``UNITS``, somewhere.
IN_WORDS = r"([0-9½¼¾⅓⅔]|[Hh]alf|[Qq]uarter|[Oo]ne|[Tt]wo|[Ss]ingle).*(UNITS)([^a-z].*[a-zA-Z]|[^a-z]?$)"


@lru_cache(maxsize=2048)
def dose_steps(text: str) -> tuple[DoseStep, ...] | None:
    """Return the steps of a dose in words; ``None`` for what is none.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm
        With what to write instead.

    Examples
    --------
    >>> [(step.amount, step.lasts_days) for step in dose_steps("1 mg for 4 weeks then 0.5 mg")]
    [('1 mg', 28.0), ('0.5 mg', None)]
    >>> step = dose_steps("140 mg/week in two")[0]
    >>> step.amount, step.rhythm.days
    ('70 mg', 3.5)
    """
    if len(text) > LONGEST_WORDS:
        return None
    ask_either_day(text)
    text = with_commas_between_times(in_english(text))
    if (of_day := all_of_a_day(text, _told_steps)) is not None:
        return of_day
    found = _told_steps(text)
    ask_times_lost(text, found)
    return found


def _told_steps(text: str) -> tuple[DoseStep, ...] | None:
    return (
        _spelled_or_slipped(text) if (pauses := _PAUSES.search(text)) is None else _with_pauses(text, pauses)
    )


#: "before each shot of hcg": of another drug, whose days are not these.
_SHOT_OF_ANOTHER = later(
    r"\b(?:with|before|after|at|on) (?:each|every|my|the) (?:shot|injection|pin|jab)s? of (?!test|trt|t\b)[a-z]",
    re.IGNORECASE,
)
_PAUSED = r"(?:days?|weeks?|wks?|months?|mos?)"
#: "8 weeks on, 8 weeks off", wherever it stands.
_PAUSES = later(
    rf"[\s,(]*(?:\bfor )?\b(?P<on>\d+) ?(?P<unit>{_PAUSED})? on\b[\s,/]*(?:and |then )?"
    rf"(?P<off>\d+) ?(?P<other>{_PAUSED})? "
    r"off\b[\s,)]*",
    re.IGNORECASE,
)


def _with_pauses(text: str, pauses: re.Match[str]) -> tuple[DoseStep, ...] | None:
    """Return the steps of a dose whose pauses may stand before it.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm
        Also where the pauses are not read with it.
    """
    found = _spelled_or_slipped(text)
    if not found or any(step.rhythm is None or step.rhythm.off_days for step in found):
        return found
    on, off = pauses["unit"] or pauses["other"] or "", pauses["other"] or pauses["unit"] or ""
    behind = f"{pauses['on']} {on} on, {pauses['off']} {off} off".replace("  ", " ")
    dose = f"{text[: pauses.start()]} {text[pauses.end() :]}".strip(" ,")
    moved = _spelled_or_slipped(f"{dose}, {behind}")
    if moved and all(step.rhythm is not None and step.rhythm.off_days for step in moved):
        return moved
    raise AmbiguousDose(f'write the dose first, and its pauses behind it: "1 mg daily, {behind}"')


def _spelled_or_slipped(text: str) -> tuple[DoseStep, ...] | None:
    """Return the steps of a dose in English words, with slips of letters and asides or without.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm
    """
    ask_pack(in_digits(text))
    text = without_pack(taken_now(text))
    try:
        found = _steps_in(text)
    except (AmbiguousDose, AmbiguousRhythm):
        if (plain := _without_asides(text)) is None:
            raise
        return plain
    if found is None and (mended := without_slips(text)) != text:
        found, text = _steps_in(mended), mended
    return _without_asides(text) if found is None else found


def _without_asides(text: str) -> tuple[DoseStep, ...] | None:
    """Return the steps of a dose without its asides and remarks; ``None`` where it is no whole dose without them."""
    tried = [text]
    bare = without_instructions(text.casefold())
    for plain in (
        *(without_asides(text), remarked := without_remarks(text), without_asides(remarked)),
        *(bare, without_asides(bare), remarked := without_remarks(bare), without_asides(remarked)),
    ):
        if plain in tried:
            continue
        tried.append(plain)
        try:
            found = _steps_in(plain)
        except (AmbiguousDose, AmbiguousRhythm):
            continue
        if found and all(step.rhythm is not None for step in found):
            return found
    return None


def _steps_in(text: str) -> tuple[DoseStep, ...] | None:
    """Return the steps of a dose as it is spelled.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm
    """
    ask_fraction(text)
    ask_comma_before(text)
    written = (
        in_digits(with_strength_of_brand(text))
        .replace("µg", "ug")
        .replace("μg", "ug")
        .replace("×", "x")
        .replace("·", ".")
        .translate(_SQUARE)
        .strip(" ;,")
        .rstrip(".")
    )
    written = _THOUSANDS_OF_IU.sub(lambda found: found[0].replace(",", ""), written)
    written = _POINTS_OF_IU.sub(lambda found: found[0].replace(".", ""), written)
    written = without_marks(written)
    ask_separators(written)
    ask_places(written)
    if _SHOT_OF_ANOTHER.search(written):
        return None
    written = with_shots(written)
    ways = ways_in(written)
    written, drugs = without_names(joined(written))
    ask_open(written)
    ask_doubts(written)
    written = as_read(loading_in_steps(days_of_exceptions(written if len(drugs) > 1 else as_sum(written))))
    ask_which_week(text, written)
    turns = by_turns(written)
    steps = _in_any_order(written) if turns is None else [mean_of_turns(*turns)]
    found = tuple(step for step in steps if step is not None)
    if not found or len(found) < len(steps):
        ask_what_lacks(written)
        return None
    try:
        return tuple(replace(step, ways=ways, drugs=drugs) for step in _together(found))
    except AmbiguousDose:
        if len(drugs) < 2:
            raise
        raise AmbiguousDose("write one entry, or one dose, for each of the drugs that it names") from None


def _steps_of(written: str) -> list[DoseStep | None]:
    """Return one dose after the other; ``None`` for each that is none."""
    pieces = [piece.strip() for piece in _STEPS.split(days_behind(written)) if piece.strip()]
    of_day = doses_of_a_day(pieces) or doses_of_a_week(pieces)
    return [of_day] if of_day is not None else [one_step(piece) for piece in in_named_days(pieces)]


def _in_any_order(written: str) -> list[DoseStep | None]:
    """Return the steps as they stand, or, where that says nothing, as they belong in order.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm
    """
    try:
        steps = _steps_of(said_once(written))
    except (AmbiguousDose, AmbiguousRhythm):
        if (again := _ordered(written)) is None:
            raise
        return again
    if not steps or None in steps:
        ordered = in_order(written)
        return steps if ordered is None else _steps_of(ordered)
    if len(steps) > 1 and (one := _ordered(written)) is not None and len(one) == 1:
        # Two amounts that are the same, by the day and by the week.
        return one
    return steps


def _ordered(written: str) -> list[DoseStep | None] | None:
    """Return the steps of a dose that is put in order; None where it leaves a question, or a word that is not known."""
    try:
        ordered = in_order(written)
        return None if ordered is None else _steps_of(ordered)
    except (AmbiguousDose, AmbiguousRhythm):
        return None


#: A step of a taper that is told by its days [day].
_SHORT_STEP = 14.0


def _together(found: tuple[DoseStep, ...]) -> tuple[DoseStep, ...]:
    """Return the doses as they belong together: of one week, or one after the other."""
    if len(found) == 1:
        return found
    if all(
        step.rhythm is None and step.lasts_days is not None and step.lasts_days <= _SHORT_STEP
        for step in found
    ):
        # "20 mg for 3 days, 10 mg for 3 days" is of every day.
        return tuple(replace(step, rhythm=Rhythm(1.0, implied_daily=True)) for step in found)
    if all(step.rhythm is not None and step.rhythm.weekdays and step.lasts_days is None for step in found):
        return (week_of(found),)
    if any(step.lasts_days is None for step in found[:-1]):
        raise AmbiguousDose('say how long each dose but the last is taken: "1 mg for 4 weeks then 0.5 mg"')
    said = {step.rhythm for step in found if step.rhythm is not None}
    if len(said) != 1:
        return found
    rate = any(step.is_rate for step in found)
    return tuple(
        step if step.rhythm else replace(step, rhythm=one, is_rate=rate) for step in found for one in said
    )
