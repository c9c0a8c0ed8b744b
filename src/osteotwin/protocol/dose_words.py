"""A dose as people write it: by volume, gel or tablet, as a rate, with its rhythm, in steps.

``"0.35 mL of 200 mg/mL"``, ``"5 g of 1 % gel"``, ``"half a tablet of 1 mg"``, ``"140 mg/week in two"``,
``"60 mg every 6 months"``, ``"1 mg for 4 weeks then 0.5 mg"``, ``"50 mg Tue, 100 mg Thu"``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from math import isclose

from osteotwin.protocol.alternate_doses import by_turns
from osteotwin.protocol.brand_tablets import with_strength_of_brand
from osteotwin.protocol.dose_asides import joined, with_shots, without_asides, without_names
from osteotwin.protocol.dose_days import doses_of_a_day, doses_of_a_week, mean_of_turns, week_of
from osteotwin.protocol.dose_doubts import ask_doubts, ask_either_day
from osteotwin.protocol.dose_instructions import without_instructions
from osteotwin.protocol.dose_loading import loading_in_steps
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
from osteotwin.protocol.dose_rhythms import one_rhythm
from osteotwin.protocol.dose_spellings import as_read, as_sum, ask_which_week
from osteotwin.protocol.dose_step import DoseStep, amount_text
from osteotwin.protocol.dose_strength import EACH as _EACH
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import SPLIT_NUMBER, AmbiguousDose, strength_before
from osteotwin.protocol.leading_amount import leading_amount
from osteotwin.protocol.library.ways import ways_in, without_ways
from osteotwin.protocol.rhythm_words import said
from osteotwin.protocol.syringe_marks import without_marks
from osteotwin.protocol.weekday_doses import days_behind, days_of_exceptions, in_named_days
from osteotwin.units import (
    KINDS,
    LONGEST_WORDS,
    AmbiguousRhythm,
    Rhythm,
    in_digits,
    rhythm,
    without_slips,
)
from osteotwin.units.german import in_english
from osteotwin.units.rhythm import DAYS_OF_WEEK, ask_fraction

_SQUARE = str.maketrans("[]", "()")
#: Nobody counts thousandths of an international unit.
_THOUSANDS_OF_IU = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?= ?(?:iu|i\.u\.|units?)\b)")
#: Elsewhere a point separates thousands: "20.000 IE".
_POINTS_OF_IU = re.compile(
    r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?= ?(?:iu|i\.u\.|units|ie|i\.e\.?|ui)(?!\w))"
)
_ONE = re.compile(
    r"(?:an? |1 )?(?P<once>single |1 )(?:iv |im )?(?:infusion|injection|dose|shot) of |"
    r"(?:an? )?(?:infusion|injection|dose|shot) of |(?:an? )?(?P<single>single )(?=[0-9.])"
)
_STEPS = re.compile(
    rf"[,;]? ?(?:and )?(?:then|followed by|->|→) ?|[,;] ?(?:and )?(?={_N} ?{_M}\b)| (?:and|but|plus) (?={_N} ?{_M}\b)|"
    rf" ?[/&+] ?(?={_N} ?{_M} )"
)
_LASTS = re.compile(
    rf"(?:\b(?:for|over)(?: the)?(?: first| next)?|(?<=[a-z]) x(?= ?\d)) ?"
    rf"(?P<n>{_N}|a)? ?(?P<unit>day|week|month|year)s?\b(?! ?(?:a|per|each|every|out|/)\b)|"
    r"\b(?:on )?(?:the )?(?P<first>first day|day 1)\b"
)
_SPLIT = re.compile(
    rf",? ?(?:(?:split|divided|given|taken) )?(?:up )?(?:in|into|over|as) (?:at least )?(?P<n>{SPLIT_NUMBER})"
    r"(?: (?:equal|even|divided|separate))?"
    r"(?: (?:doses?|injections?|shots?|pins?|parts?|portions?|halves))?$"
)
_SPLIT_RHYTHM = re.compile(
    r",? ?(?:split|divided|given|taken|pinned|injected|in doses)(?: up)?,? (?P<rhythm>.+)$"
)
_RATE = re.compile(
    r"(?:/|per |an? |each )?(?:day|d|week|wk|w|month|mo|24 ?h)$|daily$|weekly$|monthly$|(?:1 )?total per week$"
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
    text = in_english(text)
    return (
        _spelled_or_slipped(text) if (pauses := _PAUSES.search(text)) is None else _with_pauses(text, pauses)
    )


#: "before each shot of hcg": of another drug, whose days are not these.
_SHOT_OF_ANOTHER = re.compile(
    r"\b(?:with|before|after|at|on) (?:each|every|my|the) (?:shot|injection|pin|jab)s? of (?!test|trt|t\b)[a-z]",
    re.IGNORECASE,
)
_PAUSED = r"(?:days?|weeks?|wks?|months?|mos?)"
#: "8 weeks on, 8 weeks off", wherever it stands.
_PAUSES = re.compile(
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
    return [of_day] if of_day is not None else [_step(piece) for piece in in_named_days(pieces)]


def _in_any_order(written: str) -> list[DoseStep | None]:
    """Return the steps as they stand, or, where that says nothing, as they belong in order.

    Raises
    ------
    AmbiguousDose, AmbiguousRhythm
    """
    try:
        steps = _steps_of(_said_once(written))
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


#: What may stand before a dose that brackets say once more.
_FOR_EXAMPLE = re.compile(r"\((?:e\.?g\.?|i\.?e\.?|for example|that is|so|meaning|=)[,:]? ?(?=\d)")
_BRACKETS = re.compile(r" ?\((?P<within>[^()]*)\)")
_VOLUME_OF = re.compile(
    rf"{_N} ?(?:ml|cc)(?:(?: of| =)? ?\((?P<mass>{_N} ?{_M})(?: total| in (?:all|total))?\)|"
    rf" ?[/=] ?(?P<beside>{_N} ?{_M})(?= ))"
)
#: So much in a syringe or an infusion, and not in a vial, of which a part may be given.
_MASS_IN = re.compile(rf"(?P<mass>{_N} ?{_M}) ?(?:/|in) ?(?P<v>{_N}) ?(?:ml|cc)\b(?! (?:vial|ampoule|amp))")
_VOLUME_ALONE = re.compile(rf"{_N} ?(?:ml|cc)\b")
_SYRINGE_ML, _INFUSION_ML = 1.0, 50.0
_MASS_OF = re.compile(rf"(?P<mass>{_N} ?{_M}) ?\((?:=|or|i\.?e\.?)? ?{_N} ?(?:ml|cc)\)")


def _said_once(text: str) -> str:
    """Return a dose without an amount that brackets say once more.

    Raises
    ------
    AmbiguousDose
        If they say another amount.
    """
    text = _VOLUME_OF.sub(lambda found: found["mass"] or found["beside"], strength_before(text))
    in_all = _MASS_IN.match(text) if len(_VOLUME_ALONE.findall(text)) == 1 else None
    if in_all is not None and not _SYRINGE_ML <= float(in_all["v"]) < _INFUSION_ML:
        text = in_all["mass"] + text[in_all.end() :]
    text = _MASS_OF.sub(lambda found: found["mass"], text)
    text = _FOR_EXAMPLE.sub("(", text)
    outside = _BRACKETS.sub("", text)
    if outside == text or (stated := leading_amount(outside)) is None:
        return text

    for bracket in _BRACKETS.finditer(text):
        if (parts := _parts_of(outside, bracket["within"])) is not None:
            return f"{outside.strip()} in {parts}"
        if leading_amount(bracket["within"]) is not None and _is_more_often(outside, bracket["within"]):
            return bracket["within"]

        if (count := _COUNT_AGAIN.fullmatch(bracket["within"])) is not None:
            amount = stated[0].amount
            raise AmbiguousDose(
                f'write "{amount}" if that is all of it, or "{count["n"]} x {amount}" if so much is in one'
            )

    def kept(found: re.Match[str]) -> str:
        total = _TOTAL.fullmatch(found["within"])
        if total is not None:
            return _without_total(outside, total["all"])
        again = leading_amount(found["within"])
        if again is not None and again[1].strip() and _is_same_rate(outside, found["within"]):
            return ""
        if again is None or again[1].strip():
            return "" if not without_ways(found["within"]) else found[0]
        (first, unit), (second, other_unit) = _size(again[0]), _size(stated[0])
        if unit != other_unit or not isclose(first, second):
            if _STRENGTH_BEHIND.search(text[: found.start()]):
                return found[0]
            raise AmbiguousDose("write one amount: the brackets say another one")
        return ""

    return _BRACKETS.sub(kept, text)


#: "2.5 mg (half a tablet)": of one, or of all.
_COUNT_AGAIN = re.compile(rf"(?P<n>(?!1 ){_N}) {_EACH}")
_TOTAL = re.compile(rf"(?P<all>{_N} ?{_M})(?: total| in (?:all|total))")


def _without_total(text: str, total: str) -> str:
    """Return nothing for a total that a dose comes to, once, a day or a week.

    Raises
    ------
    AmbiguousDose
        If it comes to none.
    """
    step, whole = _step(text.strip()), leading_amount(total)
    if step is not None and whole is not None:
        (one, unit), (in_all, other_unit) = _size(step), _size(whole[0])
        days = step.rhythm.mean_days if step.rhythm else None
        times = (1.0,) if days is None else (1.0, 1.0 / days, 7.0 / days)
        if unit == other_unit and any(isclose(in_all, one * often, rel_tol=0.02) for often in times):
            return ""
    raise AmbiguousDose("write one amount: the brackets say another total")


def _is_same_rate(text: str, again: str) -> bool:
    """Tell whether two doses with their rhythms give the same a day.

    Raises
    ------
    AmbiguousDose
        If they do not.
    """
    one, other = (_step(part.strip(" ()")) for part in (text, again))
    if one is None or other is None or one.rhythm is None or other.rhythm is None:
        return False
    (first, unit), (second, other_unit) = _size(one), _size(other)
    a_day, b_day = first / one.rhythm.mean_days, second / other.rhythm.mean_days
    if unit != other_unit or not isclose(a_day, b_day, rel_tol=0.02):
        raise AmbiguousDose("write one amount: what the brackets say comes to another one")
    return True


_EACH_OF = re.compile(rf"(?P<one>{_N} ?{_M}) (?:each(?: time)?|per (?:shot|injection|dose|pin|time))")


def _parts_of(text: str, within: str) -> int | None:
    """Return into how many doses brackets share out an amount of a period: ``200 mg/week (100 mg each)``."""
    each, whole = _EACH_OF.fullmatch(within), _step(text.strip())
    one = None if each is None else leading_amount(each["one"])
    if one is None or whole is None or not whole.is_rate:
        return None
    (part, unit), (in_all, other) = _size(one[0]), _size(whole)
    parts = round(in_all / part) if part else 0
    return parts if unit == other and 1 < parts <= DAYS_OF_WEEK and isclose(parts * part, in_all) else None


def _is_more_often(text: str, again: str) -> bool:
    """Tell whether brackets say how a dose is shared out: ``160 mg/wk (80 mg Mon/Thu)``."""
    one, other = (_step(part.strip(" ()")) for part in (text, again))
    if one is None or other is None or one.rhythm is None or other.rhythm is None or one.lasts_days:
        return False
    return other.rhythm.mean_days < 0.99 * one.rhythm.mean_days and _is_same_rate(text, again)


#: Behind which brackets say how much is in one, or in a milliliter.
_STRENGTH_BEHIND = re.compile(rf"(?:{_EACH}|ml|cc)$")


def _size(step: DoseStep) -> tuple[float, str]:
    number, unit = str(step.amount).split()
    milligrams = KINDS["mass"].units.get("ug" if unit == "mcg" else unit)
    return (float(number), unit) if milligrams is None else (float(number) * milligrams, "mg")


def _step(text: str) -> DoseStep | None:
    """Return one dose with what is said of its rhythm and duration."""
    once = _ONE.match(text)
    single = once is not None and (once["once"] or once["single"]) is not None
    text = text[once.end() :] if once else text
    amount = leading_amount(text)
    if amount is None:
        return None
    step, rest = amount
    lasts = _LASTS.search(rest)
    if lasts is not None:
        step = replace(step, lasts_days=_duration(lasts))
        rest = rest[: lasts.start()] + rest[lasts.end() :]
    rest = without_ways(rest.strip(" ,;()"))
    if single:
        return replace(step, rhythm=rhythm("once")) if not rest else None
    split = _SPLIT.search(rest)
    if split is not None:
        whole = _said(rest[: split.start()])
        times = float(split["n"])
        if whole is None or times <= 0:
            return None
        return replace(
            step, amount=_divided(step.amount, times), rhythm=replace(whole, days=whole.days / times)
        )
    shared = _SPLIT_RHYTHM.search(rest)
    if shared is not None and rest[: shared.start()].strip(" ,;"):
        whole, within = _said(rest[: shared.start()]), _said(shared["rhythm"])
        if whole is None or within is None or within.days > whole.days:
            return None
        return replace(step, amount=_divided(step.amount, whole.days / within.days), rhythm=within)
    if not rest:
        return step
    said = _said(rest)
    return None if said is None else replace(step, rhythm=said, is_rate=bool(_RATE.fullmatch(rest)))


#: "with each shot, Mon/Thu": the days of the shots are said.
_SHOTS_ON = re.compile(
    r"^(?:(?:with|at) (?:each|every) (?:shot|injection|inj|jab|pin)|on (?:shot|injection|jab|pin)[- ]days?)[ ,;(]+"
    r"(?:(?:pin|inject|shoot|jab)(?:ning|ned|ing|ed)? (?:on )?)?(?=\S)"
)


def _said(rest: str) -> Rhythm | None:
    """Return the rhythm behind a dose: ``/week``, ``a week``, ``every 5 days``, ``Mon/Thu``."""
    words = _SHOTS_ON.sub("", whole := rest.strip(" ,;()"))
    days = said(words + (")" if "(" in words else ""))
    return days if days is None or words == whole else said(one_rhythm("with each injection", words))


def _duration(found: re.Match[str]) -> float:
    if found["first"]:
        return 1.0
    number = 1.0 if found["n"] in (None, "a") else float(found["n"])
    return number * KINDS["duration"].units[found["unit"]]


def _divided(amount: object, by: float) -> str:
    number, unit = str(amount).split()
    return amount_text(float(number) / by, unit)
