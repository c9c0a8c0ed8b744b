"""One dose with how often and how long it is taken: ``"140 mg/week in two"``, ``"1 mg for 4 weeks"``."""

from __future__ import annotations

import re
from dataclasses import replace

from osteotwin.protocol.dose_rhythms import one_rhythm
from osteotwin.protocol.dose_step import DoseStep, amount_text
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import SPLIT_NUMBER
from osteotwin.protocol.leading_amount import leading_amount
from osteotwin.protocol.library.ways import without_ways
from osteotwin.protocol.rhythm_words import said
from osteotwin.units import (
    KINDS,
    Rhythm,
    rhythm,
)
from osteotwin.units.patterns import later

_ONE = later(
    r"(?:an? |1 )?(?P<once>single |1 )(?:iv |im )?(?:infusion|injection|dose|shot) of |"
    r"(?:an? )?(?:infusion|injection|dose|shot) of |(?:an? )?(?P<single>single )(?=[0-9.])"
)
_LASTS = later(
    rf"(?:\b(?:for|over)(?: the)?(?: first| next)?|(?<=[a-z]) x(?= ?\d)) ?"
    rf"(?P<n>{_N}|a)? ?(?P<unit>day|week|month|year)s?\b(?! ?(?:a|per|each|every|out|/)\b)|"
    r"\b(?:on )?(?:the )?(?P<first>first day|day 1)\b"
)
_SPLIT = later(
    rf",? ?(?:(?:split|divided|given|taken) )?(?:up )?(?:in|into|over|as) (?:at least )?(?P<n>{SPLIT_NUMBER})"
    r"(?: (?:equal|even|divided|separate))?"
    r"(?: (?:doses?|injections?|shots?|pins?|parts?|portions?|halves|goes|lots))?$"
)
_SPLIT_RHYTHM = later(r",? ?(?:split|divided|given|taken|pinned|injected|in doses)(?: up)?,? (?P<rhythm>.+)$")
_RATE = later(
    r"(?:/|per |an? |each )?(?:day|d|week|wk|w|month|mo|24 ?h)$|daily$|weekly$|monthly$|(?:1 )?total per week$"
)


def one_step(text: str) -> DoseStep | None:
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
_SHOTS_ON = later(
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
