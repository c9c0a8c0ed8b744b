"""Into how many doses an amount is split, or on which days: ``in 2 injections``, ``split Mon/Thu``."""

from __future__ import annotations

from math import inf, isclose
from typing import Final

from osteotwin.protocol.dose_gathered import END, Gathered
from osteotwin.protocol.dose_rhythms import VERBS, is_rate, rhythm_at
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.protocol.dose_strength import SPLIT_NUMBER, AmbiguousDose
from osteotwin.protocol.rhythm_words import said
from osteotwin.units.patterns import later

_COUNTED: Final = (
    rf"(?P<n>{SPLIT_NUMBER})(?: (?:equal|even|divided|separate|weekly))?(?: (?:doses?|injections?|shots?|pins?|parts?|"
    rf"portions?|halves|jabs?|servings?))?"
)
_SPLIT_INTO: Final = later(
    rf"(?:{VERBS}(?: up)?(?: evenly| equally)? )?(?:in|into|over|as|across|between) (?:at least )?{_COUNTED}{END}|"
    rf"{VERBS}(?: up)?(?: evenly| equally)? (?:(?:x ?(?P<x>\d)|(?P<y>\d) ?x)|(?P<twice>twice)|(?:in "
    rf")?(?P<half>half|0\.5)){END}"
    rf"(?! ?(?:a|per|each|every|/|daily|weekly))"
)
_SPLIT_ON: Final = later(
    rf"{VERBS}(?: up)?(?: evenly| equally)?(?: (?:into|over|between|across|as|on))?{END}|as(?= (?:daily|twice|2 "
    rf"?x|eod|every|e\d))"
)
#: "(2 shots)" behind what is given a week.
_SHOTS_OF: Final = later(
    r"(?<=[(, ])(?:(?:x |for )?(?P<n>\d+) ?(?:x|(?:equal )?(?:shots|injections|pins|doses|jabs|infusions))|"
    r"x ?(?P<x>\d+))(?=\)|,|;|$)"
)
#: "2 at a time"
_AT_A_TIME: Final = later(r"(?P<n>\d+) (?:at (?:a time|once)|together|patches at a time)")
#: "(0.5 of a 50)": where the amount comes from.
_PART_OF: Final = later(rf"(?P<count>{_N}) ?(?:x )?(?:of )?(?:an? )?(?P<one>{_N})(?= ?(?:\)|$))")
HALVES: Final = later(r"0\.5 (?:of it )?(?:on |every )?(?P<one>[a-z]+),? (?:and )?(?:the other )?0\.5 "
                            r"(?:of it )?(?:on |every )?(?P<other>[a-z]+)")  # fmt: skip


def read_split(text: str, place: int, step: Gathered) -> int | None:
    """Read into how many doses what is given in a period is split, or on which days."""
    if (shots := _SHOTS_OF.match(text, place)) is not None and step.rhythm:
        whole, count = said(step.rhythm), shots["n"] or shots["x"]
        if is_rate(step.rhythm):
            step.split = f"in {count}"
            return shots.end()
        if whole is not None and not step.lasts and whole.days < inf and count != "1":
            # "monthly, 12 doses"
            if shots["x"] or shots[0].endswith("x"):
                raise AmbiguousDose(
                    f'write how often, for example "twice a week", or "{count} doses" for so many in all'
                )
            step.lasts = f"for {float(count) * whole.mean_days:.12g} days"
            return shots.end()
    if (many := _AT_A_TIME.match(text, place)) is not None and step.amount is not None:
        step.amount = step.amount[0] * float(many["n"]), step.amount[1]
        return many.end()
    part = _PART_OF.match(text, place) if text[place - 1 : place] == "(" else None
    if part is not None and step.amount is not None:
        if not isclose(float(part["count"]) * float(part["one"]), step.amount[0]):
            raise AmbiguousDose("write one amount: the brackets say another one")
        return part.end()
    into = _SPLIT_INTO.match(text, place)
    if into is not None and step.rhythm:
        many = into["n"] or into["x"] or into["y"] or "2"
        within = rhythm_at(text, place + into[0].find(many)) if into["n"] else None
        if within is not None:
            # "in 2 injections a week"
            step.split = f"split {text[within[0] : within[1]]}"
            return within[1]
        step.split = f"in {many}"
        return into.end()
    on = _SPLIT_ON.match(text, place)
    if on is None or not step.rhythm:
        return None
    within = rhythm_at(text, on.end() + (1 if text[on.end() : on.end() + 1] == " " else 0))
    if within is None:
        return None
    step.split = f"split {text[within[0] : within[1]]}"
    return within[1]
