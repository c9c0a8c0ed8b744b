"""The exercises of a plan that nothing forbids: how each is done, what it loads, and how it is best spread."""

from __future__ import annotations

from osteotwin.body.sites import LUMBAR_SPINE, TOTAL_HIP
from osteotwin.explaining.tables.content import Row, Sentence, Table
from osteotwin.explaining.tables.run_numbers import FILE, RUN, RunNumbers
from osteotwin.explaining.tables.wording import says, signed
from osteotwin.protocol.library import Exercise, load_exercises
from osteotwin.protocol.library.exercises import SiteForce
from osteotwin.units import listed

PROTOCOL = "standard_protocol"
_IMPACT = ("moderate", "high")


def exercises_of(numbers: RunNumbers, *, cautioned: bool = True) -> list[Exercise]:
    """The exercises, each once.

    Parameters
    ----------
    numbers : RunNumbers
    cautioned : bool
        With those that the person may do after specialist advice only.
    """
    names = dict.fromkeys(item["part"] for item in numbers.exercises)
    found = [load_exercises()[name] for name in names]
    return [one for one in found if cautioned or not _needs_advice(one, numbers)]


def _needs_advice(exercise: Exercise, numbers: RunNumbers) -> bool:
    """Whether a limit of plans or a flag asks for advice first."""
    return exercise.id in numbers.answer["advice"]["exercises"]


def exercise_table(numbers: RunNumbers) -> tuple[Table, ...]:
    """The exercises with their amount and what they load; no table where there are none."""
    rows = [
        Row(
            (
                exercise.name,
                "; ".join(item["text"] for item in numbers.exercises if item["part"] == exercise.id),
                f"{exercise.how} Only after specialist advice."
                if _needs_advice(exercise, numbers)
                else exercise.how,
                _force(exercise.spine, exercise),
                _force(exercise.hip, exercise),
                exercise.impact_level,
            ),
            (FILE, f"exercise.{exercise.id}"),
        )
        for exercise in exercises_of(numbers)
    ]
    columns = ("Exercise", "In your plan", "How", "Force on the spine", "Force on the hip", "Impact")
    return (Table("Your exercises", columns, tuple(rows)),) if rows else ()


def _force(force: SiteForce, exercise: Exercise) -> str:
    lifted = f" + {force.slope:g} × the weight lifted" if exercise.one_rep_max_bodyweights else ""
    return f"{force.base:g} × body weight{lifted}"


def how_to_spread(numbers: RunNumbers) -> tuple[Sentence, ...]:
    """How impact and lifting are best done, of those that the plan has."""
    exercises = exercises_of(numbers, cautioned=False)
    impact = [one for one in exercises if one.impact_level in _IMPACT]
    lifting = [one for one in exercises if one.training_type == "resistance"]
    said: tuple[Sentence, ...] = ()
    if impact:
        said += says(
            "Impact counts by its peaks and not by its hours, so the protocol takes 15 to 20 minutes of it three times "
            "a week; in your plan that is {names}.",
            PROTOCOL, FILE, names=_names(impact),
        )  # fmt: skip
    if lifting:
        said += says(
            "Lifting is progressive: 5 sets of 5 twice a week, from 70 to 85 % of the most that can "
            "be lifted once, the "
            "load rising by 2.5 % a week, technique first; you lift by {names}.",
            PROTOCOL, "brookewavell2022", FILE, names=_names(lifting),
        )  # fmt: skip
        best = max(lifting, key=lambda one: numbers.worth(LUMBAR_SPINE, one.id) or 0.0)
        if numbers.man:
            said += says(
                "In 38 men with osteopenia a year of such lifting, or of jumps, raised density of the spine; of what "
                "you lift, the {name} does most in the model, {spine} points at the spine and {hip} at the hip.",
                "hinton2015_rt_jump", RUN, name=best.name.lower(),
                spine=signed(numbers.worth(LUMBAR_SPINE, best.id)), hip=signed(numbers.worth(TOTAL_HIP, best.id)),
            )  # fmt: skip
    return said


def _names(exercises: list[Exercise]) -> str:
    return listed(one.name.lower() for one in exercises)
