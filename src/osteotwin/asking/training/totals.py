"""Minutes of all sessions of a week together, and what is lifted beside the body without its load."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.fixes import in_words, ways_of
from osteotwin.asking.training.known import Known
from osteotwin.asking.training.spans import Span
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found
from osteotwin.protocol.library import load_exercises
from osteotwin.units.patterns import later

_UNIT: Final = r"(?:minutes?|mins?|min|hours?|hrs?|hr|h)"
_IN_ALL: Final = r"\b(?:in all|(?:in )?total|altogether|together|combined|overall)\b"
#: "40 kg together" is of a pair.
_NO_LOAD: Final = r"(?<!kg )(?<!kgs )(?<!kilos )(?<!lb )(?<!lbs )(?<!pounds )"
_TOTAL: Final = later(
    rf"(?P<before>{_NO_LOAD}{_IN_ALL}:? ?(?:of )?)?"
    rf"(?P<n>\d+(?:\.\d+)?) ?(?P<unit>{_UNIT})\b,? ?(?(before)|(?:(?P<all>{_IN_ALL})|"
    r"(?:of [a-z]+(?: [a-z]+)? )?(?:a|per|each|every|/) ?(?:week|wk)\b|weekly\b|"
    r"(?:spread |split |divided )?(?:over|across|between|in) "
    r"(?=\d ?(?:days|sessions|times|x)|(?:mon|tue|wed|thu|fri|sat|sun))))",
    re.IGNORECASE,
)
_DAILY: Final = 7.0
WEIGHTED: Final = later(r"^weighted (?=pull|chin|dip|push|sit|crunch|plank|squat|lunge|step)", re.IGNORECASE)


#: "pull-ups 3x8 -20 kg": help of a machine, or a dash.
_LESS: Final = later(
    r"(?:(?<=[\s(])[-\u2212\u2013] ?|\bminus )(?P<load>\d+(?:\.\d+)? ?(?:kgs?|kilos?|lbs?|pounds?))\b",
    re.IGNORECASE,
)
_HUNG: Final = later(r"pull[ -]?up|\bchin|\bdip|muscle[ -]?up", re.IGNORECASE)


def check_total(text: str, said: str, spans: Sequence[Span]) -> None:
    """Ask whether minutes are of each session or of all of them: "tennis twice a week, an hour in all".

    Raises
    ------
    UnclearAnswerError
    """
    if (total := _TOTAL.search(text)) is None:
        return
    often = [
        span for span in spans
        if span.kind in (Kind.OFTEN, Kind.COUNT) and not (total.start() <= span.start and span.end <= total.end())
    ]  # fmt: skip
    times = sum(float(span.value[0]) for span in often)
    if (
        len(often) > 1 and 2.0 * float(often[0].value[0]) == times
    ):  # "three times, twice at home and once outside"
        times = float(often[0].value[0])
    if times <= 1.0 or ((total["all"] or total["before"]) and times >= _DAILY):
        return
    name = next((span.text for span in spans if span.kind is Kind.EXERCISE), "")
    minutes = float(total["n"]) * (60.0 if total["unit"][0].lower() == "h" else 1.0)
    rhythm = f"{in_words(times)} a week"
    ways = (f"{name} {each:.3g} min {rhythm}".strip() for each in (minutes / times, minutes))
    raise UnclearAnswerError(
        "training", f"{quoted(total[0].strip())} in {quoted(said)}, of each session or of all in a week",
        "how long each session is", f"write {ways_of(*ways)}",
    )  # fmt: skip


_TIMES_OF_DAY: Final = later(
    r"\b(?:mornings?|afternoons?|evenings?|nights?|noon|lunch\w*|breakfast|dinner|a\.?m\b|p\.?m\b)",
    re.IGNORECASE,
)


#: "mornings and evenings Mon-Fri", and not "Mon morning and Thu evening".
_TWICE_A_DAY: Final = later(
    r"\b(?:mornings?|afternoons?|evenings?|nights?|lunch\w*) ?(?:and|&|,|\+|/) ?(?:the )?"
    r"(?:mornings?|afternoons?|evenings?|nights?|lunch\w*)\b",
    re.IGNORECASE,
)
_SOME_DAYS: Final = 3.0


def check_times_of_day(found: Sequence[Found], text: str, said: str) -> None:
    """Ask whether an amount is of each of several times of a day: "20 push-ups morning and evening"."""
    times = list(dict.fromkeys(one[0].casefold().rstrip("s") for one in _TIMES_OF_DAY.finditer(text)))
    if len(times) < 2 or len(found) != 1:
        return
    often = float(found[0].keys["sessions_per_week"])
    if often != _DAILY and (often < _SOME_DAYS or not _TWICE_A_DAY.search(text)):
        return
    rhythm = "daily" if often == _DAILY else f"{in_words(often)} a week"
    keys = found[0].keys
    name = load_exercises()[keys["exercise"]].name.lower()
    counted = f"{keys['sets']}x{keys['reps']}" if "sets" in keys else f"{keys.get('impacts', '')} jumps"
    amount = " ".join(filter(None, (keys.get("minutes") or counted, keys.get("load", ""))))
    told = [number for number in _NUMBER.findall(text) if float(number) not in (0.0, often)]
    if (
        len({*told}) > 1 and len(told) == len(times) and told[0] in amount
    ):  # 20 in the morning and 40 at night
        lines = [f"{name} {amount.replace(told[0], one, 1)} {rhythm}" for one in told]
        fix = f'write "{"; ".join(lines)}"'
    else:
        each = "; ".join([f"{name} {amount} {rhythm}"] * len(times))
        twice = (
            f"{in_words(len(times))} a day" if often == _DAILY else f"{in_words(often * len(times))} a week"
        )
        fix = (
            f'write "{name} {amount} {twice}" where it is as much each time, or each by itself, '
            f'for example "{each}"'
        )
    raise UnclearAnswerError(
        "training", f"{' and '.join(map(quoted, times))} in {quoted(said)}, of which it is open how much is done",
        "how much each time", fix,
    )  # fmt: skip


_NUMBER: Final = later(r"(?<![\w.:])\d+(?:\.\d+)?(?! ?(?:[ap]\.?m\b|o.?clock|:))", re.IGNORECASE)


def check_weighted(known: Sequence[Known], said: str) -> None:
    """Ask for the load of what is done with more than the body, and tells not with how much.

    Raises
    ------
    UnclearAnswerError
    """
    for one in known:
        item = one.item
        if (less := _LESS.search(said)) is not None and _HUNG.search(item.name):
            added = f"{said[: less.start()].rstrip()} {said[less.start('load') :]}"
            raise UnclearAnswerError(
                "training", f"{quoted(less[0].strip())} in {quoted(said)}, a load below nothing",
                "a load, or a machine",
                f"write {ways_of(added)} where the load is added; where it helps, write the machine with what is left "
                'to lift, for example "lat pulldown 3x8 50 kg twice a week"',
            )  # fmt: skip
        loaded = item.of(Kind.LOAD, Kind.CARRIED) or any(
            span.value[2] for span in item.of(Kind.SETS, Kind.ONE_SET)
        )
        if loaded or not WEIGHTED.match(item.name) or not item.of(Kind.SETS, Kind.ONE_SET, Kind.IMPACTS):
            continue
        told = said.casefold().find(item.name.casefold())
        words = said[told : told + len(item.name)] if told >= 0 else item.name
        ways = [said.replace(words, f"{words} {load}", 1) for load in ("10 kg", "25 lb")]
        raise UnclearAnswerError(
            "training", f"{quoted(words)} in {quoted(said)}, of which the added load is not told",
            "the load beside the body",
            f"write it with its load, for example {ways_of(*ways)}; without one "
            f"write {ways_of(said.replace(words, WEIGHTED.sub('', words), 1))}",
        )  # fmt: skip
