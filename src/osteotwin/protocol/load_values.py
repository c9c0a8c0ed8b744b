"""An external load and its progression, as people and training logs write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from osteotwin.errors import InputError
from osteotwin.inputs.unit_pattern import quantity_pattern
from osteotwin.inputs.values import Mistake, Schema, Value
from osteotwin.units import LONGEST_WORDS, in_digits, parse_quantity, quantity_text, shown_value
from osteotwin.units.patterns import later

LARGEST_SHARE_OF_1RM, LARGEST_LOAD_KG, FASTEST_RISE_PER_WEEK = 1.2, 500.0, 0.2
LARGEST_SHARE_OF_BODY_WEIGHT = 4.0
EASIEST_RPE, HARDEST_RPE = 6.0, 10.0

_RPE = later(
    r"(?:rpe(?: of)? ?|@ ?(?:rpe ?)?)([0-9]+(?:\.5|\.0)?)|@? ?([0-9]+(?:\.5|\.0)?) ?(?:/ ?10 ?)?rpe",
    re.IGNORECASE,
)
_RIR = later(
    r"@? ?(?:rir ?(?:of )?)([0-9])|@? ?([0-9]) ?(?:rir|reps? (?:left )?(?:in (?:reserve|the tank)|left|shy of "
    r"failure))",
    re.IGNORECASE,
)
#: "3x5 @ 75 %": what is done, before how heavy it is.
_SETS_BEFORE = later(
    r"(?P<sets>[0-9]{1,2}) ?(?:x|×|sets? (?:of|x)) ?(?P<reps>[0-9]{1,3})(?![0-9.])(?: reps?)?,? ?(?:@|at|with|x(?= "
    r"?[0-9]))? ?(?=[0-9r@])",
    re.IGNORECASE,
)
#: "5 x 80 kg": whether sets or repetitions are counted is not said.
_COUNTED_ONCE = later(r"[0-9]{1,2} ?(?:x|×) ?(?P<load>[0-9]+(?:[.,][0-9]+)? ?(?:kgs?|lbs?))", re.IGNORECASE)
_SETS_BEHIND = later(
    r", ?(?P<sets_x>[0-9]{1,2}) ?(?:x|×) ?(?P<reps_x>[0-9]{1,3})$|"
    r",? ?(?:for |in |x ?)?(?:(?P<sets>[0-9]{1,2}) )?sets? of (?P<reps>[0-9]{1,3})(?: reps?)?$",
    re.IGNORECASE,
)
#: "20 kg bar + 2 x 15 kg", "20 kg bar + 15 kg a side".
_BAR = later(
    r"(?P<bar>[0-9.]+) ?(?P<unit>kg|lbs?)(?: bar(?:bell)?)? ?\+ ?(?:(?P<n>[0-9]) ?(?:x|×) ?(?P<plate>[0-9.]+) "
    r"?(?P=unit)|"
    r"(?P<side>[0-9.]+) ?(?P=unit) (?:a|per|each|on each|either) side)",
    re.IGNORECASE,
)
#: "empty bar (20 kg)", "20 kg bar": the bar is all the load.
_BAR_ALONE = later(
    r"(?:(?:just|only) )?(?:the |an? )?(?:(?:empty|bare|olympic) )?bar(?:bell)?(?: only)?,? ?\(?"
    r"(?P<before>[0-9.]+ ?(?:kgs?|lbs?))\)?|"
    r"(?P<behind>[0-9.]+ ?(?:kgs?|lbs?)) (?:(?:empty|olympic) )?bar(?:bell)?(?: only)?",
    re.IGNORECASE,
)
_WITH_BAR = later(r",? ?\(?(?:incl\.?|including) (?:the )?bar(?:bell)?\)?$", re.IGNORECASE)
_SHARE_ALONE = later(r"(?:@|at) ?([0-9.]+) ?%", re.IGNORECASE)
_OF_MY = later(
    r"(?<=%) ?(?:of )?(?:my |his |her |the )?(?=(?:1[ -]?rm|body|bw))|"
    r"(?<=%)(?: of)? (?:my |the )(?:one[- ]rep(?:etition)? )?max(?:imum)?$", re.IGNORECASE
)  # fmt: skip
_TIMES = later(
    r"([0-9]*[.,]?[0-9]+) ?(?:x|×|times|of)? ?(?:my |his |her |the )?(?:own )?(bw|body[ -]?weight|1[ -]?rm|"
    r"max(?:imum)?)",
    re.IGNORECASE,
)
#: One thing that weighs what is said; a pair of dumbbells may each weigh it, or both.
_EQUIPMENT = later(
    r"(?<=[a-z]) (?:kettlebell|kb|vest|weighted vest|weight vest|backpack|rucksack|ruck|sandbag|barbell|on the "
    r"bar|total|"
    r"in total|plate|medicine ball|d-?ball|trap bar|working weight|all sets)$",
    re.IGNORECASE,
)
_ADDED = later(r"(?:bw|body ?weight) ?\+ ?(?=[0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Load:
    """An external load, said in one of four ways.

    Attributes
    ----------
    share_of_1rm : float or None
    kilograms : float or None [kg]
    share_of_body_weight : float or None
    reps_in_reserve : float or None
        How many repetitions more would have been possible: with the repetitions it tells a share of the maximum.
    sets, reps : int or None
        What a load such as ``"3x5 @ 75 %"`` says besides.
    """

    share_of_1rm: float | None = None
    kilograms: float | None = None
    share_of_body_weight: float | None = None
    reps_in_reserve: float | None = None
    sets: int | None = field(default=None, compare=False)
    reps: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class LoadValue(Value):
    """``"80 %1RM"``, ``"90 kg"``, ``"10 %BW"`` or ``"RPE 8"``."""

    @property
    def expected(self) -> str:
        return (
            f'"80 %1RM" (above 0 to {100.0 * LARGEST_SHARE_OF_1RM:g}), "90 kg" (above 0 to {LARGEST_LOAD_KG:g}), '
            f'"10 %BW" or "RPE 8" ({EASIEST_RPE:g} to {HARDEST_RPE:g})'
        )

    @property
    def example(self) -> str:
        return '"70 %1RM"'

    def read(self, written: object) -> Load:
        if not isinstance(written, str):
            return self._read(written)
        if len(written) > LONGEST_WORDS:
            raise Mistake(shown_value(written), self.expected, "write the load alone")
        if (behind := _SETS_BEHIND.search(written)) is not None:
            load = self._read(written[: behind.start()])
            sets = behind["sets"] or behind["sets_x"]
            return replace(
                load, reps=int(behind["reps"] or behind["reps_x"]), sets=int(sets) if sets else None
            )
        text = written.strip()
        if (bar := _BAR.fullmatch(text)) is not None:
            plates = float(bar["n"] or 2) * float(bar["plate"] or bar["side"])
            return self._read(f"{float(bar['bar']) + plates:g} {bar['unit']}")
        if (alone := _BAR_ALONE.fullmatch(text)) is not None:
            return self._read(alone["before"] or alone["behind"])
        if (once := _COUNTED_ONCE.fullmatch(text)) is not None:
            fix = f'write sets and reps beside it, and only how heavy as the load: "{once["load"]}"'
            raise Mistake(f"{shown_value(written)}, sets or repetitions", self.expected, fix)
        if (before := _SETS_BEFORE.match(text)) is None:
            return self._read(written)
        text = text[before.end() :].strip()
        # Behind sets and repetitions a bare share is one of the maximum.
        text = f"{text}1RM" if re.fullmatch(r"[0-9.]+ ?%", text) else text
        return replace(self._read(text), sets=int(before["sets"]), reps=int(before["reps"]))

    def _read(self, written: object) -> Load:
        if isinstance(written, str) and (alone := _SHARE_ALONE.fullmatch(written.strip())):
            written = f"{alone[1]} %1RM"
        effort = self._effort(written) if isinstance(written, str) else None
        if effort is not None:
            return effort
        text = _OF_MY.sub("", _ADDED.sub("", written.strip())) if isinstance(written, str) else written
        if isinstance(text, str):
            text = text if "+" in str(written) else _EQUIPMENT.sub("", _WITH_BAR.sub("", text))
        if isinstance(text, str) and re.search(r"half|quarter|½|¼|¾", text, re.IGNORECASE):
            text = in_digits(text)
        if isinstance(text, str) and (times := _TIMES.fullmatch(text)):
            of = "BW" if times[2].casefold().startswith("b") else "1RM"
            text = f"{100.0 * float(times[1].replace(',', '.')):.6g} %{of}"
        try:
            text = text.replace("1-RM", "1RM").replace("1-rm", "1rm") if isinstance(text, str) else text
            if isinstance(text, str) and re.search(r"%|percent", text):
                load = _share(text)
            else:
                load = Load(kilograms=parse_quantity(text, "body_mass"))
        except InputError as error:
            problem = error.problems[0]
            raise Mistake(problem.found, self.expected, problem.fix) from None
        too_much = (
            (load.share_of_1rm or 0.0) > LARGEST_SHARE_OF_1RM
            or (load.kilograms or 0.0) > LARGEST_LOAD_KG
            or (load.share_of_body_weight or 0.0) > LARGEST_SHARE_OF_BODY_WEIGHT
        )
        if too_much:
            raise Mistake(shown_value(written), self.expected, "check the number and its unit")
        if not (load.share_of_1rm or load.kilograms or load.share_of_body_weight):
            raise Mistake(shown_value(written), self.expected, "write the load, or remove {key}")
        return load

    def _effort(self, written: str) -> Load | None:
        """Return how hard it is, where that is what is written."""
        rpe, rir = _RPE.fullmatch(written.strip()), _RIR.fullmatch(written.strip())
        if rpe is None and rir is None:
            return None
        reserve = HARDEST_RPE - float(rpe[1] or rpe[2]) if rpe else float((rir and (rir[1] or rir[2])) or 0)
        if not 0.0 <= reserve <= HARDEST_RPE - EASIEST_RPE:
            raise Mistake(shown_value(written), self.expected, "write the load, or a share of the maximum")
        return Load(reps_in_reserve=reserve)

    def write(self, value: Load) -> object:
        if value.share_of_1rm is not None:
            return quantity_text(value.share_of_1rm, "share_of_1rm")
        if value.share_of_body_weight is not None:
            return quantity_text(value.share_of_body_weight, "share_of_body_weight")
        if value.reps_in_reserve is not None:
            return f"RPE {HARDEST_RPE - value.reps_in_reserve:g}"
        return quantity_text(value.kilograms or 0.0, "body_mass")

    def schema(self) -> Schema:
        patterns = [quantity_pattern(kind) for kind in ("share_of_1rm", "body_mass", "share_of_body_weight")]
        effort = r"^\s*((RPE|rpe|@|RIR|rir) ?[0-9]+(\.[05])?|[0-9]+(\.[05])? ?(RPE|rpe|RIR|rir|reps in reserve))\s*$"
        return {"type": "string", "anyOf": [{"pattern": pattern} for pattern in (*patterns, effort)]}


def _share(text: str) -> Load:
    """Return a share of the one-repetition maximum, or of body weight."""
    if re.search(r"bw\b|body", text, re.IGNORECASE):
        return Load(share_of_body_weight=parse_quantity(text, "share_of_body_weight"))
    return Load(share_of_1rm=parse_quantity(text, "share_of_1rm"))


@dataclass(frozen=True)
class Progression:
    """How a load rises, and where it ends.

    Attributes
    ----------
    per_week : float or None
        The relative rise per week.
    until_share_of_1rm : float or None
    kilograms : float or None [kg]
        The rise each week or session, where it is said in kilograms or pounds.
    each_session : bool
        Whether ``kilograms`` are added each session.
    until_kilograms : float or None [kg]
    """

    per_week: float | None = None
    until_share_of_1rm: float | None = None
    kilograms: float | None = None
    each_session: bool = False
    until_kilograms: float | None = None


@dataclass(frozen=True)
class ProgressionValue(Value):
    """``"2.5 %/week until 85 %1RM"`` or ``"5 lb/session until 315 lb"``."""

    @property
    def expected(self) -> str:
        return f'{self.example} or "2.5 kg/week until 140 kg"'

    @property
    def example(self) -> str:
        return '"2.5 %/week until 85 %1RM"'

    def read(self, written: object) -> Progression:
        text = re.sub(r"\s(?:up\s+)?to\s", " until ", written) if isinstance(written, str) else ""
        rise, until, end = text.partition("until")
        if not until:
            fix = f"write the rise per week and where it ends, for example {{key}} = {self.example}"
            raise Mistake(shown_value(written), self.expected, fix)
        try:
            found = self._found(rise.strip(), end.strip())
        except InputError as error:
            problem = error.problems[0]
            raise Mistake(
                f"{shown_value(written)}, with {problem.found}", self.expected, problem.fix
            ) from None
        too_fast = (found.per_week or 0.0) > FASTEST_RISE_PER_WEEK or (
            found.kilograms or 0.0
        ) > LARGEST_LOAD_KG
        too_far = (found.until_share_of_1rm or 0.0) > LARGEST_SHARE_OF_1RM
        if too_fast or too_far or (found.until_kilograms or 0.0) > LARGEST_LOAD_KG:
            most = f"{100.0 * FASTEST_RISE_PER_WEEK:g} %/week until {100.0 * LARGEST_SHARE_OF_1RM:g} %1RM"
            raise Mistake(shown_value(written), f"at most {most}", "check the numbers")
        return found

    def _found(self, rise: str, end: str) -> Progression:
        until = (
            Progression(until_share_of_1rm=parse_quantity(end, "share_of_1rm"))
            if "%" in end or "percent" in end
            else Progression(until_kilograms=parse_quantity(end, "body_mass"))
        )
        by_mass = re.fullmatch(
            r"\+?(.+?)(?: ?/ ?| per | a | each | every )(week|session|workout)", rise, re.IGNORECASE
        )
        if by_mass is None or "%" in rise:
            rate = parse_quantity(rise, "rise_per_week")
            return Progression(rate, until.until_share_of_1rm, until_kilograms=until.until_kilograms)
        return Progression(
            None,
            until.until_share_of_1rm,
            parse_quantity(by_mass[1], "body_mass"),
            by_mass[2].casefold() != "week",
            until.until_kilograms,
        )

    def write(self, value: Progression) -> object:
        rise = (
            quantity_text(value.per_week or 0.0, "rise_per_week")
            if value.kilograms is None
            else f"{quantity_text(value.kilograms, 'body_mass')}/{'session' if value.each_session else 'week'}"
        )
        end = (
            quantity_text(value.until_kilograms, "body_mass")
            if value.until_kilograms is not None
            else quantity_text(value.until_share_of_1rm or 0.0, "share_of_1rm")
        )
        return f"{rise} until {end}"

    def schema(self) -> Schema:
        rise, end, mass = (
            quantity_pattern(quantity).strip("^$")
            for quantity in ("rise_per_week", "share_of_1rm", "body_mass")
        )
        rises = rf"({rise}|{mass}( ?/ ?| per | a | each | every )(week|session|workout))"
        return {"type": "string", "pattern": rf"^{rises}\s(until|to|up to)\s({end}|{mass})$"}
