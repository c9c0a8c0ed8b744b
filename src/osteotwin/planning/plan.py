"""From a person to the plans that keep his bone for the least burden."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from os import PathLike

from osteotwin._version import __version__
from osteotwin.body.whole import MODEL_VERSION
from osteotwin.errors import InputError, Problem
from osteotwin.explaining.allowed import allowed
from osteotwin.explaining.answer import DISCLAIMER
from osteotwin.explaining.bands import Json, json_number
from osteotwin.explaining.reliability import failures
from osteotwin.parameters import ParameterSet
from osteotwin.people.person import Person
from osteotwin.people.read_person import read_person
from osteotwin.people.request import USUAL_PEOPLE, check_request, check_work
from osteotwin.people.twin import Twin
from osteotwin.planning.choice import Choice, protocol_of
from osteotwin.planning.ending import said_of_tablets
from osteotwin.planning.evaluate import Bench, describe_plan
from osteotwin.planning.frame import Frame, frame_of
from osteotwin.planning.front import LITTLE, NAMES, Point, front_of, named, no_worse
from osteotwin.planning.guidelines import guideline_of
from osteotwin.planning.habits_to_cut import habits_to_cut
from osteotwin.planning.horizon import horizon_of
from osteotwin.planning.nearest import nearest_feasible
from osteotwin.planning.needless import without_needless
from osteotwin.planning.parts import levers_used
from osteotwin.planning.refused_drugs import clinicians_flags, without_refused_drugs
from osteotwin.planning.search import Found, search
from osteotwin.progress import ProgressCallback, part_of, report
from osteotwin.protocol.interventions import Protocol
from osteotwin.safety.plan_limits import see_clinician
from osteotwin.safety.unusual_training import unusual_training
from osteotwin.safety.violations import violations

_log = logging.getLogger(__name__)

SCHEMA = "osteotwin/plan_answer/1"


@dataclass(frozen=True, eq=False)
class Planned:
    """The plans of a person.

    Attributes
    ----------
    frame : Frame
    choices : mapping of str to Choice
        By name; empty where a clinician has to be seen first.
    answer : dict
        Everything as plain numbers, texts, lists and dictionaries: see :meth:`to_dict`.
    bench : Bench or None
        The people that judged the plans; ``None`` where there is no plan.
    """

    frame: Frame
    choices: Mapping[str, Choice]
    answer: Json
    bench: Bench | None = None

    def __repr__(self) -> str:
        return f"Planned({len(self.choices)} plans, {self.answer['people']} virtual people)"

    def to_dict(self) -> Json:
        """The answer, as the schema ``plan_answer`` says."""
        return self.answer

    def protocol(self, name: str) -> Protocol:
        """Return a plan by its name.

        Raises
        ------
        InputError
            If there is no such plan, or it breaks a limit: then nothing of it is shown.
        """
        if name not in self.choices:
            fix = "choose one of them" if self.choices else "see what the answer says about a clinician"
            listed = ", ".join(self.choices) or "no plan"
            raise InputError([Problem("plan", "name", repr(name), listed, fix)])
        return checked(protocol_of(self.choices[name], self.frame), self.frame.person)

    def person(self, name: str) -> Person:
        """Return the person under a plan, as a file that ``run`` takes."""
        plan, frame = self.protocol(name), self.frame
        stated = replace(frame.wishes, **dict.fromkeys(frame.unknown))
        person = replace(frame.person, wishes=stated)
        held = plan.interventions
        ended = tuple(
            item for item in person.past.interventions if item not in Protocol(held).past().interventions
        )
        return replace(person, plan=plan, history=Protocol(ended, person.past.not_simulated))

    @property
    def start(self) -> date:
        """Day 0."""
        return self.frame.person.start


def checked(plan: Protocol, person: Person) -> Protocol:
    """Return a plan that breaks no limit.

    Raises
    ------
    InputError
        With one problem for each limit that it breaks.
    """
    found = violations(plan, person)
    if found:
        raise InputError([
            Problem("plan", "", why, "a plan within the limits of safety", "take less of it, or see a clinician")
            for why in found
        ])  # fmt: skip
    return plan


def plan(
    person: Person | Twin | str | PathLike[str],
    people: int = USUAL_PEOPLE,
    seed: int = 1,
    *,
    parameters: ParameterSet | None = None,
    on_progress: ProgressCallback | None = None,
) -> Planned:
    """Search the training, food and supplements that keep a person's bone for the least burden.

    Drugs stay as his file has them: no plan starts, stops or changes one. What he does by habit and the training that
    he has begun go on; the rest of his own plan is not looked at.

    Parameters
    ----------
    person : Person, Twin or path
        With his ``[wishes]``. A twin brings its own people, seed and parameter set.
    people : int
        Number of virtual people; as many others, of the next seed, judge what was chosen.
    seed : int
        The same inputs and seed give the same plans.
    parameters : ParameterSet or None
        The set in use otherwise.
    on_progress : callable or None
        Called with the share that is done; raising in it ends the search.

    Returns
    -------
    Planned

    Raises
    ------
    InputError
        If a number cannot be, or the outlook is shorter than a year.
    """
    twin = person if isinstance(person, Twin) else None
    if isinstance(person, str | PathLike):
        person = read_person(person)
    who = person.person if isinstance(person, Twin) else person
    if twin is not None:
        people, seed, parameters = twin.size, twin.seed, twin.parameters
    check_request(people, seed)
    year = horizon_of(who)
    frame = frame_of(who)
    return planned_in(frame, twin, people, seed, year, _three, parameters=parameters, on_progress=on_progress)


def _three(found: Found) -> tuple[dict[str, Point[Choice]], Json]:
    """Choose the three plans that have a name."""
    distinct = _distinct(named(found.points, found.wholes.__contains__))
    return distinct, {"few": _few(distinct)}


def _distinct(plans: Mapping[str, Point[Choice]]) -> dict[str, Point[Choice]]:
    """Return plans by name, each under the first of its names."""
    distinct: dict[str, Point[Choice]] = {}
    for name, point in plans.items():
        if point.thing not in {other.thing for other in distinct.values()}:
            distinct[name] = point
    return distinct


def _few(distinct: Mapping[str, Point[Choice]]) -> list[str]:
    """Say why there are not three plans, or that they hardly differ."""
    points = list(distinct.values())
    if len(points) < len(NAMES):
        more = "More effort brings no more bone within the wishes and limits"
        return [f"{more}: there {'is one plan' if len(points) == 1 else 'are two plans'}."]
    if points[-1].objective - points[0].objective < LITTLE:
        return ["The plans differ little in bone: the lightest will do."]
    return []


def planned_in(
    frame: Frame,
    twin: Twin | None,
    people: int,
    seed: int,
    year: int,
    choose: Callable[[Found], tuple[dict[str, Point[Choice]], Json]],
    *,
    parameters: ParameterSet | None = None,
    on_progress: ProgressCallback | None = None,
) -> Planned:
    """Search within a frame, choose by the one people and say of the chosen what it does to others.

    Parameters
    ----------
    frame : Frame
    twin : Twin or None
        Of the frame's person; ``None``: it is made.
    people, seed, year : int
    choose : callable
        From what a search found to the plans by name, and what else the answer holds.
    parameters : ParameterSet or None
    on_progress : callable or None
    """
    begun, who = time.perf_counter(), frame.person
    if frame.bounds.clinician_first:
        return Planned(frame, {}, _answer(frame, people, seed, year, {}))
    check_work([who.protocol], people, who.outlook_days)
    if twin is None or twin.person.habits != who.habits:  # a habit that has to end is no habit of the twin
        twin = Twin.from_person(
            who, people, seed, parameters=parameters, on_progress=part_of(on_progress, 0.0, 0.25)
        )
    may = allowed(twin, who)
    urgent = [{"text": flag.text, "source": flag.source} for flag in clinicians_flags(frame, twin, may)]
    frame, twin = without_refused_drugs(frame, twin, may)
    who = frame.person
    found = search(twin, frame, year, on_progress=part_of(on_progress, 0.25, 0.55))
    chosen, more = choose(found)
    others = Twin.from_person(
        who, people, seed + 1, parameters=parameters, on_progress=part_of(on_progress, 0.55, 0.8)
    )
    bench = Bench.of(others, frame, year)
    choices = list(found.space.choices(frame))
    if "few" in more:
        chosen = _distinct(without_needless(chosen, found, bench))
    judged = no_worse(
        {name: Point(point.thing, point.burden, bench.outcome(point.thing)) for name, point in chosen.items()}
    )
    chosen = {name: chosen[name] for name in judged}
    if "few" in more:
        more |= {"few": _few(chosen)}
    for point in chosen.values():
        checked(protocol_of(point.thing, frame), who)
    plans = [describe_plan(name, point, found, bench, choices) for name, point in chosen.items()]
    front = front_of(found.points)
    content = {
        "versions": {"code": __version__, "model": MODEL_VERSION, "parameter_set": twin.parameter_set},
        "plans": plans,
        "now": _now(bench),
        "own_plan": _own_plan(bench),
        "front": [_front_point(point) for point in front],
        "dominated": [_front_point(point) for point in found.points if point not in front],
        "search": _search(found),
        "failed": failures([bench.outputs(frame.now)], len(bench.judge.twin.cohort)),
        "nearest_feasible": nearest_feasible(frame),
        "urgent": urgent,
        "guideline": guideline_of(frame, twin),
        **more,
    }
    report(on_progress, 1.0, 1.0)
    answer = _answer(frame, people, seed, year, content)
    answer["timings"] = {"total_s": round(time.perf_counter() - begun, 3)}
    _log.info("plans for %d virtual people, seed %d, in %.1f s", people, seed, time.perf_counter() - begun)
    return Planned(
        frame,
        {str(told["name"]): point.thing for told, point in zip(plans, chosen.values(), strict=True)},
        answer,
        bench,
    )


def _answer(frame: Frame, people: int, seed: int, year: int, content: Json) -> Json:
    person, bounds = frame.person, frame.bounds
    urgent: list[Json] = content.pop("urgent", [])
    few: list[str] = content.pop("few", [])
    guideline: Json = content.pop("guideline", None) or guideline_of(frame, None)
    empty: Json = {
        "versions": {"code": __version__, "model": MODEL_VERSION, "parameter_set": ""},
        "plans": [], "now": None, "own_plan": None, "front": [], "dominated": [], "search": None, "failed": None,
        "nearest_feasible": None, "dose_response": None, "timings": {}, "feedback": None,
    }  # fmt: skip
    return {
        "schema": SCHEMA,
        "disclaimer": DISCLAIMER,
        **(empty | content),
        "person": {"name": person.name, "sex": person.sex, "age": round(person.age_at_start, 2)},
        "today": person.start.isoformat(),
        "until": person.until.isoformat(),
        "year": year,
        "people": people,
        "seed": seed,
        "see_clinician_first": [
            *({"text": see_clinician(row), "source": row.source} for row in bounds.clinician_first),
            *({"text": row.ask_first, "source": row.source} for row in bounds.ask_first),
            *urgent,
            *habits_to_cut(frame),
        ],
        "guideline": guideline,
        "assumed_wishes": {name: _plain(getattr(frame.wishes, name)) for name in frame.unknown},
        "notes": [
            *few,
            *said_of_tablets(content.get("plans", []), frame),
            *unusual_training(replace(person, plan=frame.now)),
            *frame.notes,
        ],
        "limits": [
            {"what": "impact", "most": bounds.impact, "because": bounds.impact_because, "source": ""},
            *({"what": name, "most": bound.value, "because": bound.because, "source": bound.source}
              for name, bound in bounds.numbers.items() if bound.value != float("inf")),
        ],
        "for_the_clinician": [
            "Dose and schedule of every drug, and whether a bone drug is due, are the clinician's questions; no plan "
            "here changes one."
        ],
    }  # fmt: skip


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _now(bench: Bench) -> Json:
    outcome = bench.judge.outcome(bench.outputs(bench.frame.now))
    return {
        "kept": json_number(outcome.kept),
        "offset": outcome.offset,
        "change": json_number(outcome.change),
    }


def _own_plan(bench: Bench) -> Json | None:
    """What the plan of the file does, where it is more than drugs; and whether a limit speaks against it."""
    person = bench.frame.person
    if person.plan == bench.frame.now:
        return None
    outcome = bench.judge.outcome(bench.outputs(person.plan))
    return {
        "kept": json_number(outcome.kept),
        "offset": outcome.offset,
        "change": json_number(outcome.change),
        "beyond_limits": [*violations(person.plan, person), *unusual_training(person)],
    }


def _front_point(point: Point[Choice]) -> Json:
    outcome = point.outcome
    return {
        "burden": round(point.burden, 1),
        "kept": json_number(outcome.kept),
        "offset": outcome.offset,
        "change": json_number(outcome.change),
        "parts": list(levers_used(point.thing)),
    }


def _search(found: Found) -> Json:
    return {
        "choices": found.choices,
        "simulated": len(found.points),
        "surrogate_error": json_number(found.error),
        "text": f"{found.choices:,} choices fit the wishes and break no limit; all were judged by a surrogate of "
        f"simulated plans (root mean square error of the objective {found.error:.4f}), the {len(found.points)} nearest "
        "to the front were simulated. What is said of the plans is of other virtual people than those they were chosen "
        "by.",
    }
