"""What each named plan does, judged by people that had no part in choosing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from osteotwin.body.sites import DECIDING_SITES, DIAGNOSTIC_SITES, bmd_key
from osteotwin.cohort.outputs import Outputs
from osteotwin.explaining.bands import Json, interval, json_number
from osteotwin.explaining.inputs import describe_planned
from osteotwin.explaining.paired import differences
from osteotwin.explaining.questions import answer_class, probability_of_offset
from osteotwin.people.twin import Twin
from osteotwin.planning.burden import burden_of
from osteotwin.planning.choice import Choice, minutes_a_session, protocol_of
from osteotwin.planning.ending import tablets_that_end
from osteotwin.planning.frame import Frame
from osteotwin.planning.front import Point, holds, told_name
from osteotwin.planning.gain import brings_nothing
from osteotwin.planning.guidelines import to_be_measured
from osteotwin.planning.meals import servings_of, shopping_of, targets_of
from osteotwin.planning.outcome import Outcome
from osteotwin.planning.parts import (
    binding_limits,
    label_of_part,
    levers_used,
    minutes_of_part,
    neighbors,
    what_changes,
    without,
)
from osteotwin.planning.progression import progression_of
from osteotwin.planning.search import Found, Judge
from osteotwin.planning.swaps import best_of, swaps_of
from osteotwin.planning.week import Session, sessions_of
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.timeline import Habits, intake_on

#: What-ifs: as much of the plan as that is done.
ADHERENCES: Final = (0.5, 0.8)
_EXPLAINED_PEOPLE: Final = 1000
#: Weeks whose sessions are in the answer; the calendar has half a year.
_SHOWN_WEEKS: Final = 4
#: What is said of a part that stands in a plan and wins no bone there.
_LIFTED: Final = "for muscle: no bone is won by it here"
_EATEN: Final = "for the daily need: no bone is won by it here"
_NOT_FOR_BONE: Final = {
    "habit": _LIFTED, "strength": _LIFTED, "impact": _LIFTED, "food": _EATEN, "calcium": _EATEN, "vitamin_d": _EATEN,
}  # fmt: skip
#: A neighbor whose objective is no better than that adds nothing.
_NO_GAIN: Final = 0.001


@dataclass(eq=False)
class Bench:
    """Fresh people, and every plan that they were simulated under.

    Attributes
    ----------
    judge : Judge
    frame : Frame
    """

    judge: Judge
    frame: Frame

    def __post_init__(self) -> None:
        self._known: dict[Protocol, Outputs] = {}

    @classmethod
    def of(cls, twin: Twin, frame: Frame, year: int) -> Bench:
        """The bench of a fresh twin."""
        return cls(Judge.of(twin.some(_EXPLAINED_PEOPLE), year), frame)

    def outputs(self, plan: Protocol) -> Outputs:
        """Return the bone under a plan, simulated once."""
        if plan not in self._known:
            self._known[plan] = self.judge.simulate([plan])[0]
        return self._known[plan]

    def outcome(self, choice: Choice, *, adherence: float | None = None) -> Outcome:
        """Return what a choice does."""
        return self.judge.outcome(self.outputs(protocol_of(choice, self.frame, adherence=adherence)))

    def beats(self, plan: Protocol, other: Protocol) -> Json:
        """Return how sure it is that the same people do at least as well under a plan as under another."""
        one, two, year = self.outputs(plan), self.outputs(other), self.judge.year
        found = {site: differences(two, one, site)[str(year)] for site in DECIDING_SITES}
        return {
            "probability": json_number(probability_of_offset(one, two, year)),
            "difference": {
                site: {"median": row.median, "lo90": row.lo90, "hi90": row.hi90}
                for site, row in found.items()
            },
        }


def describe_plan(name: str, point: Point[Choice], found: Found, bench: Bench, choices: list[Choice]) -> Json:
    """Return everything that is said of a named plan.

    Parameters
    ----------
    name : str
    point : Point
        As it was chosen.
    found : Found
    bench : Bench
        Of people who had no part in choosing.
    choices : list of Choice
        All that fit the wishes and break no limit.
    """
    choice, frame, year = point.thing, bench.frame, bench.judge.year
    plan = protocol_of(choice, frame)
    outlook, fresh = bench.outputs(plan), bench.outcome(choice)
    burden, calcium, vitamin_d = burden_of(choice, frame), *_intakes(plan, frame)
    swaps = swaps_of(choice, frame, found.levers.parameters)
    instead = best_of(swaps)
    return {
        "name": told_name(name, does_hold=holds(fresh)),
        "holds": holds(fresh),
        "interventions": [describe_planned(item, frame.person.start) for item in plan.interventions],
        "minutes_per_week": round(burden.minutes, 1),
        "minutes_per_session": round(minutes_a_session(choice, frame), 1),
        "days_per_week": burden.days,
        "servings_per_week": round(burden.servings, 1),
        "tablets_per_week": round(burden.tablets, 1),
        "injuries_per_year": json_number(burden.injuries_per_year),
        "burden": round(burden.weighed, 1),
        "calcium_total_mg_per_day": round(calcium),
        "vitamin_d_total_iu_per_day": round(vitamin_d),
        "kept": _answer(fresh.kept),
        "offset": None if fresh.offset is None else _answer(fresh.offset),
        "probability_no_net_loss": {
            site: json_number(outlook.probability_of_no_loss(year, (site,))) for site in DIAGNOSTIC_SITES
        },
        "change": {site: interval(outlook.bone_change_at(bmd_key(site), year)) for site in DIAGNOSTIC_SITES},
        "chosen_by": {"kept": json_number(point.outcome.kept), "offset": json_number(point.outcome.offset or 0.0)
                      if point.outcome.offset is not None else None},
        "optimism": json_number(point.objective - fresh.objective),
        "parts": [_part(choice, part, fresh, bench) for part in levers_used(choice)],
        "ends": list(tablets_that_end(choice, frame)),
        "as_planned": _outcome(fresh),
        "adherence": {f"{share:.0%}": _outcome(bench.outcome(choice, adherence=share)) for share in ADHERENCES},
        "next_best": _next_best(choice, found, bench, choices),
        "beats_now": bench.beats(plan, frame.now),
        "binding_limits": list(binding_limits(choice, frame)),
        "to_be_measured": to_be_measured(frame, bench.judge.twin, plan),
        "sessions": [_session(session, instead) for session in sessions_of(choice, frame, _SHOWN_WEEKS)],
        "progression": [
            asdict(line) | {"weeks": list(line.weeks), "lighter": list(line.lighter)}
            for line in progression_of(choice, frame)
        ],
        "swaps": [asdict(swap) for swap in swaps],
        "meals": [asdict(serving) for serving in servings_of(choice, frame)],
        "targets": [asdict(row) | {"most": json_number(row.most)} for row in targets_of(choice, frame)],
        "shopping": list(shopping_of(choice, frame)),
    }  # fmt: skip


def _session(session: Session, instead: Mapping[str, str]) -> Json:
    return {
        "date": session.day.isoformat(),
        "week": session.week,
        "lighter": session.lighter,
        "minutes": round(session.minutes, 1),
        "warm_up": session.warm_up,
        "parts": [asdict(part) | {"instead": instead.get(part.exercise, "")} for part in session.parts],
    }


def _answer(probability: float) -> Json:
    return {"probability": json_number(probability), "class": answer_class(probability)}


def _outcome(outcome: Outcome) -> Json:
    return {
        "kept": json_number(outcome.kept),
        "offset": None if outcome.offset is None else json_number(outcome.offset),
        "change": json_number(outcome.change),
    }


def _part(choice: Choice, part: str, fresh: Outcome, bench: Bench) -> Json:
    """What a part brings: the plan less the plan without it, in the same people."""
    less = bench.outcome(without(choice, part))
    offset = None if fresh.offset is None or less.offset is None else json_number(fresh.offset - less.offset)
    return {
        "part": part,
        "label": label_of_part(choice, part, bench.frame),
        "note": _NOT_FOR_BONE[part] if brings_nothing(fresh, less) else "",
        "minutes_per_week": round(minutes_of_part(choice, part, bench.frame), 1),
        "kept": json_number(fresh.kept - less.kept),
        "offset": offset,
        "change": json_number(fresh.change - less.change),
    }


def _next_best(choice: Choice, found: Found, bench: Bench, choices: list[Choice]) -> Json | None:
    """The one change that brings most for the burden it adds; ``None`` where more is pointless."""
    near = [choice, *neighbors(choice, choices)]
    levers = np.array([found.levers.of(one) for one in near])
    judge, frame = bench.judge, bench.frame
    predicted = [found.judge.outcome(outlook).objective for outlook in found.predicted.predict(levers)]
    burdens = [burden_of(one, frame).weighed for one in near]
    rated = [
        ((predicted[k] - predicted[0]) / max(burdens[k] - burdens[0], 1.0), k)
        for k in range(1, len(near))
        if predicted[k] > predicted[0] + _NO_GAIN and burdens[k] > burdens[0]
    ]
    if not rated:
        return None
    best = max(rated)[1]
    before, after = bench.outcome(choice), bench.outcome(near[best])
    if after.objective <= before.objective + _NO_GAIN:
        return None
    gain: dict[str, Any] = {
        "kept": json_number(after.kept - before.kept),
        "offset": None
        if after.offset is None or before.offset is None
        else json_number(after.offset - before.offset),
        "change": json_number(after.change - before.change),
    }
    return {
        "text": what_changes(choice, near[best], frame),
        "burden": round(burdens[best] - burdens[0], 1),
        "year": judge.year,
        **gain,
    }


def _intakes(plan: Protocol, frame: Frame) -> tuple[float, float]:
    habits = Habits(frame.profile.calcium_mg_per_day, frame.profile.vitamin_d_iu_per_day)
    calcium, vitamin_d = intake_on(0.0, habits, plan)
    return float(calcium), float(vitamin_d)
