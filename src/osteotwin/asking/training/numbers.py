"""Numbers of training that may be read in several ways: plates a side, thousands, bells, a maximum, sets not told."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.training.fixes import LIFTED, ways_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_UNIT: Final = r"(?:kgs?|kilos?|lbs?|pounds?)"
_NUMBER: Final = r"\d+(?:\.\d+)?"
_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_SETS: Final = later(
    r"\b\d{1,2} ?(?:[x\u00d7*]|sets?(?: of| x)?) ?\d{1,3}\b(?! ?min)|\bsets\b", re.IGNORECASE
)
_SIDE: Final = later(
    rf"(?<!\b2x)(?<!\b2x )(?<!\b2 x )(?<![\d.])(?P<n>{_NUMBER}) ?(?P<unit>{_UNIT})(?: plates?)? ?\(?"
    r"(?:on )?(?:(?:per|each|a|either|every) (?:side|leg)|/ ?side|"
    r"(?:pro|je|an jeder) (?:seite|bein)|(?:par|de chaque) (?:c\u00f4t\u00e9|jambe)|"
    r"(?:por|de|a|en|por cada|(?:de|a|en) cada) (?:lado|pierna))\b\)?",
    re.IGNORECASE,
)
_PLATES: Final = later(
    rf"\b(?:\d|one|two|three|four)(?: (?:{_NUMBER} ?{_UNIT}|big|large|full))? plates?\b", re.IGNORECASE
)
_THOUSANDS: Final = later(
    rf"(?<![\d.,x])(?P<a>\d{{1,3}})[.,](?P<b>\d{{3}}) ?(?P<unit>{_UNIT})\b", re.IGNORECASE
)
_BELLS: Final = later(
    r"(?<![x\u00d7\d])(?<![x\u00d7] )\b(?P<n>\d{1,3})s\b(?! (?:rest|hold|pause|break|each side|isometric))",
    re.IGNORECASE,
)
_BODY: Final = later(
    rf"(?:\b(?:bw|body ?-?weight|i weigh|weighing)|^(?:my )?weight)(?: (?:of|is|at))?[ :=(]*(?P<n>{_NUMBER}) ?"
    rf"(?P<unit>{_UNIT})\)?|(?P<m>{_NUMBER}) ?(?P<v>{_UNIT}) (?:bw|body ?-?weight|man|guy|male)\b",
    re.IGNORECASE,
)
_MAXIMUM: Final = later(
    r"(?<!% )(?<!%)\b(?:best|can (?=squat|bench|deadlift|lift|press)|able to (?=squat|bench|deadlift|lift|press)|"
    r"1 ?-?rm|one[- ]rep(?:etition)?[- ]max\w*|max(?:imum)?|pr|pb)\b(?! (?:effort|reps?|heart|hr))",
    re.IGNORECASE,
)
_MAXIMUM_OF: Final = later(
    rf"\b(?:1 ?-?rm|max(?:imum)?|pr|pb)(?: (?:of|is))?[ :=]*{_NUMBER} ?{_UNIT}\b", re.IGNORECASE
)
_WEIGHT: Final = later(rf"{_NUMBER} ?{_UNIT}\b", re.IGNORECASE)
_OFTEN: Final = later(r"\b(?:week(?:ly)?|wk|daily|days?|month(?:ly)?)\b", re.IGNORECASE)
_RUNS: Final = later(
    r"\b(?P<n>[1-9]) ?[x\u00d7] ?(?P<t>1[5-9]|[2-9]\d|\d{3}) ?(?P<unit>min\w*)\b", re.IGNORECASE
)
_HALVES: Final = later(
    r"\b(?P<name>football|soccer|fu\u00dfball|f\u00fatbol|rugby|hockey|handball|basketball) (?P<n>[2-4]) ?[x\u00d7] ?"
    r"(?P<t>\d{2}) ?min\w*",
    re.IGNORECASE,
)
_NO_BAR: Final = later(
    r"\b(?:leg press\w*|(?:per|each) leg|machines?|sleds?|carr(?:y|ies)|walks?|one|single|dumb-?bells?|lunges?|"
    r"bends?|pull-?downs?|cables?|(?:ein(?:arm|bein)|unilat|kurzhantel|mancuerna|halt\u00e8re|kabel|latzug|masch|"
    r"m\u00e1quina|polea|poulie|jal[o\u00f3]n|prensa|presse|beinpresse)\w*)\b",
    re.IGNORECASE,
)
_BAR_AND: Final = later(
    rf"\bbar ?(?:\+|plus|&|and) ?(?P<n>{_NUMBER}) ?(?P<unit>{_UNIT})\b|"
    rf"(?P<m>{_NUMBER}) ?(?P<v>{_UNIT}) ?(?:\+|plus|&|and) (?:the |a )?(?:empty )?bar\b",
    re.IGNORECASE,
)
#: "95/65", "(52/35)", "24/16 kg"
_TWO_LOADS: Final = later(
    rf"(?<![\d/.x])(?:\bm(?:en)?(?: ?/ ?(?:f|w)\b)?[ :-]*)?(?:(?P<a>[3-9]\d|\d{{3}})/(?P<b>\d{{2,3}})|"
    rf"(?P<c>\d{{1,3}})(?: ?(?P<first>{_UNIT}))? ?/ ?(?:(?:f|w|women)[ :-]*)?"
    rf"(?P<d>\d{{1,3}})(?= ?{_UNIT}\b))"
    rf"(?![\d/.]| ?%| ?(?:\"|\u2033|in\b|cm\b))(?: ?(?P<unit>{_UNIT}\b))?",
    re.IGNORECASE,
)
_EACH: Final = later(
    rf"(?P<n>{_NUMBER}) ?(?P<unit>{_UNIT}) (?:each|apiece)\b(?! (?:side|leg|arm|hand|week\b|day|time|session|set|"
    rf"morning|evening|night|afternoon|{_DAY}))",
    re.IGNORECASE,
)
_EACH_ARM: Final = later(
    rf"(?P<n>{_NUMBER}) ?(?P<unit>{_UNIT}) (?:in |on |with )?(?:each|per|every|a) arm\b", re.IGNORECASE
)
_ONE_ARM: Final = later(r"\b(?:one|single|1)[- ](?:arm|hand)|\balternat|\brows?\b", re.IGNORECASE)
_TOOLS: Final = later(
    r"\b(?:dumb-?bells?|dbs?|kettle-? ?bells?|kbs?|hands?|plates?|kurzhanteln?|halt\u00e8res?|mancuernas?)\b",
    re.IGNORECASE,
)
_SHARE: Final = later(
    rf"(?P<n>{_NUMBER}) ?% ?(?:of )?(?:my |the )?(?P<reps>[2-9]|1\d) ?-?rm\b", re.IGNORECASE
)
#: Repetitions to failure by which the load is half of what is lifted once (Epley 1985: 1 + n / 30).
_EPLEY: Final = 30.0
_UP_TO: Final = later(
    rf"\b(?:work(?:s|ed|ing)? (?:my way )?)?up to (?:about |around )?(?P<load>{_NUMBER} ?{_UNIT})\b",
    re.IGNORECASE,
)
#: The load of one of several sets: "5x5 (top set 100 kg)".
_TOP: Final = later(
    rf"\b(?:[2-9]|1\d) ?(?:x|sets? of) ?\d+(?!.*\d ?x ?\d.*\btop\b)[^;]*?"
    rf"\b(?P<words>(?:top|heaviest|last|best|hardest)(?: (?:set|single|one|load|weight))?"
    rf"(?: (?:at|of|with|was|is)|:|@)* ?(?P<load>{_NUMBER} ?{_UNIT})\b)",
    re.IGNORECASE,
)
_BAR_APART: Final = later(
    r"[ ,]*\((?:\+|plus|without|excluding|excl\.?|not counting|w/o) (?:the )?(?:weight of the )?bar\)",
    re.IGNORECASE,
)
_EMPTY: Final = later(
    r"\b(?:(?:with )?(?:an? |the )?(?:empty|unloaded)|just the|only the) bar\b|\bbar only\b", re.IGNORECASE
)
_BARS: Final = {"k": "20 kg", "l": "45 lb", "p": "45 lb"}


def check_numbers(told: str) -> None:
    """Ask where a number of a sentence may be read in several ways.

    Raises
    ------
    UnclearAnswerError
    """
    if (many := _THOUSANDS.search(told)) is not None:
        small, large = f"{float(many['a'] + '.' + many['b']):g}", many["a"] + many["b"]
        _ask(many[0], told, "a load that may be of thousands", "one load", f"{small} {many['unit']}",
             f"{large} {many['unit']}")  # fmt: skip
    if (two := _TWO_LOADS.search(told)) is not None and (two["a"] or two["c"]) != (two["b"] or two["d"]):
        unit = two["unit"] or "lb"
        first = f"{two['a'] or two['c']} {two['first'] or unit}"
        _ask(two[0], told, "two loads, as for men and women or in two units", LIFTED, first,
             f"{two['b'] or two['d']} {unit}")  # fmt: skip
    if (
        (each := _EACH.search(told)) is not None
        and not _TOOLS.search(told)
        and not re.search(r",|;|\band\b", told)
    ):
        _ask(each[0], told, "of each of two weights or of all", "the whole load",
             f"{2.0 * float(each['n']):g} {each['unit']}", f"{each['n']} {each['unit']}")  # fmt: skip
    if (arm := _EACH_ARM.search(told)) is not None and not _ONE_ARM.search(told):
        _ask(arm[0], told, "of each of two weights or of all", "the whole load",
             f"{2.0 * float(arm['n']):g} {arm['unit']}", f"{arm['n']} {arm['unit']}")  # fmt: skip
    if (share := _SHARE.search(told)) is not None:
        once = float(share["n"]) / (1.0 + int(share["reps"]) / _EPLEY)
        _ask(share[0], told, "which is no share of what is lifted once", "the load, or % of what is lifted once",
             f"{once:.0f} %1RM")  # fmt: skip
    if (most := _UP_TO.search(told)) is not None:
        _ask(most[0], told, "the most that is lifted", "the load of the sets", most["load"])
    if (top := _TOP.search(told)) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(top['words'])} in {quoted(told)}, the most that is lifted", "the load of each set",
            'write each set with its load, as in "squat 4x5 90 kg, 1x5 100 kg twice a week"',
        )  # fmt: skip
    if (side := _SIDE.search(told)) is not None:
        bar = _BARS[side["unit"][0].lower()]
        holds = "" if _NO_BAR.search(told) else f" and a bar of {bar}"
        whole = f"{2.0 * float(side['n']) + (float(bar.split()[0]) if holds else 0.0):g} {bar.split()[1]}"
        raise UnclearAnswerError(
            "training", f"{quoted(side[0])} in {quoted(told)}, of one side", "the whole load",
            f'write "{whole}" for that on each side{holds}, or "{side["n"]} {side["unit"]}" where that is all',
        )  # fmt: skip
    if (more := _BAR_AND.search(told)) is not None:
        bar = _BARS[(more["unit"] or more["v"])[0].lower()]
        whole = f"{float(more['n'] or more['m']) + float(bar.split()[0]):g} {bar.split()[1]}"
        raise UnclearAnswerError(
            "training", f"{quoted(more[0])} in {quoted(told)}, a load beside the bar", "the whole load",
            f'write "{whole}" for that and a bar of {bar}',
        )  # fmt: skip
    if (apart := _BAR_APART.search(told)) is not None and (weight := _WEIGHT.search(told)) is not None:
        bar = _BARS["k" if "k" in weight[0].lower() else "l"]
        number = float(re.match(_NUMBER, weight[0])[0])  # type: ignore[index]
        whole = told.replace(apart[0], " ").replace(
            weight[0], f"{number + float(bar.split()[0]):g} {bar.split()[1]}"
        )
        raise UnclearAnswerError(
            "training", f"{quoted(apart[0].strip())} in {quoted(told)}, a load beside the bar", "the whole load",
            f"write {ways_of(whole)} for that and a bar of {bar}",
        )  # fmt: skip
    if (empty := _EMPTY.search(told)) is not None and not _WEIGHT.search(told):
        _ask(empty[0], told, "a bar of unknown weight", "the load", "with 20 kg", "with 45 lb")
    if (plates := _PLATES.search(told)) is not None and not _WEIGHT.search(_PLATES.sub(" ", told)):
        _ask(plates[0], told, "plates of unknown weight", "the whole load, with the bar", "100 kg", "225 lb")
    if (body := _BODY.search(told)) is not None and not _WEIGHT.search(_BODY.sub(" ", told)):
        lifted = f"with {body['n'] or body['m']} {body['unit'] or body['v']}"
        ways = (" ".join(told.replace(body[0], way, 1).split()).strip(" ,;") for way in (lifted, ""))
        _ask(body[0], told, "which may be the body's weight or a load", "the load that is lifted", *ways)
    if _SETS.search(told) and (bells := _BELLS.search(told)) is not None:
        n = bells["n"]
        raise UnclearAnswerError(
            "training", f"{quoted(bells[0])} in {quoted(told)}, weights without their unit, or seconds", "the load",
            f'write "{n} kg each" or "{n} lb each" for a pair of weights, or leave it out where it is seconds',
        )  # fmt: skip
    _check_sets(told)
    if (halves := _HALVES.search(told)) is not None:
        name, count, minutes = halves["name"], int(halves["n"]), halves["t"]
        _ask(halves[0], told, "parts of one match or matches", "how long it is each time, and how often",
             f"{name} {count * int(minutes)} min", f"{name} {minutes} min {count} times")  # fmt: skip
    if (runs := _RUNS.search(told)) is not None and not (
        _OFTEN.search(part := _part(told, runs.start(), runs.end())) or re.search(rf"\b{_DAY}\b", part, re.I)
    ):
        each = f"{told[: runs.start()]}{runs['t']} min {runs['n']} times a week{told[runs.end() :]}"
        once = f"{told[: runs.start()]}{int(runs['n']) * int(runs['t'])} min once a week{told[runs.end() :]}"
        _ask(runs[0], told, "times a week or parts of one session", "how often a week", each, once)


#: Between exercises of which each may have how often of its own.
_JOINT: Final = later(r"[;+&]|,(?= ?[^\W\d])|\band\b")


def _part(told: str, start: int, end: int) -> str:
    """Return the part of a sentence between the joints about a place; all of it where it names one thing."""
    first = max((joint.end() for joint in _JOINT.finditer(told[:start])), default=0)
    last = _JOINT.search(told, end)
    return told[first : last.start()] if last is not None else told[first:] if first else told


def without_body(told: str) -> tuple[str, str]:
    """Return a sentence without the body's weight, where a load stands beside it, and what was left out.

    Examples
    --------
    >>> without_body("squat 3x10 60 kg, bodyweight 70 kg, weekly")
    ('squat 3x10 60 kg, weekly', 'bodyweight 70 kg')
    """
    body = _BODY.search(told)
    if body is None or not _WEIGHT.search(_BODY.sub(" ", told)):
        return told, ""
    heavy = float(body["n"] or body["m"]) >= (
        _LIGHTEST_KG if (body["unit"] or body["v"])[0].lower() == "k" else _LIGHTEST_LB
    )
    rest = re.sub(r"\s*,\s*(?:,\s*)+", ", ", f"{told[: body.start()]}{told[body.end() :]}").strip(" ,")
    return (" ".join(rest.split()), body[0]) if heavy else (told, "")


#: A body's weight, and no load beside it.
_LIGHTEST_KG, _LIGHTEST_LB = 45.0, 100.0


def _check_sets(told: str) -> None:
    """Ask where a load is told with a maximum, and no sets."""
    if not _WEIGHT.search(told) or (_SETS.search(told) and not _MAXIMUM_OF.search(told)):
        return
    if (most := _MAXIMUM.search(told)) is not None:
        name = " ".join(_WEIGHT.sub(" ", f"{told[: most.start()]} {told[most.end() :]}").split()).strip(" ,:")
        name = re.split(r"[,\d]", name)[0].strip()
        raise UnclearAnswerError(
            "training", f"{quoted(most[0])} in {quoted(told)}, the most that is lifted, which tells no training",
            "sets, repetitions and the load of them",
            f'write for example "{name} 3x5 80 %1RM twice a week"',
        )  # fmt: skip


def _ask(words: str, told: str, why: str, expected: str, *ways: str) -> None:
    raise UnclearAnswerError("training", f"{quoted(words)} in {quoted(told)}, {why}", expected,
                             f"write {ways_of(*ways)}")  # fmt: skip
