"""The table of a person file that says what he can and wants to do: ``[wishes]``."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from osteotwin.inputs.names import did_you_mean, find_name
from osteotwin.inputs.table import FileTable
from osteotwin.inputs.values import Choice, Flag, ListOf, Mistake, Named, Number
from osteotwin.people.wishes import BUDGETS, EXPERIENCES, FOOD_GROUPS, PAINS, Wishes
from osteotwin.protocol.library import load_exercises
from osteotwin.protocol.plan_file import EXERCISE, FOOD
from osteotwin.units import shown_value

_EXPERIENCE_NAMES = {"beginner": "none", "novice": "none", "intermediate": "some", "advanced": "experienced",
                     "a little": "some", "a lot": "experienced"}  # fmt: skip
_BUDGET_NAMES = {"small": "low", "middle": "medium", "normal": "medium", "large": "high"}
_PAIN_NAMES = {
    "knees": "knee", "hips": "hip", "lower back": "back", "spine": "back", "shoulders": "shoulder",
    **{condition: joint for joint, condition in PAINS.items()},
}  # fmt: skip
GYM = "gym"


@cache
def known_equipment() -> tuple[str, ...]:
    """Every piece of equipment that an exercise of the library needs."""
    return tuple(dict.fromkeys(item for exercise in load_exercises().values() for item in exercise.equipment))


def _equipment(text: str) -> str:
    names = (GYM, *known_equipment())
    found = find_name(text, dict.fromkeys(names, ()))
    if found is None:
        fix = did_you_mean(text, names, "remove it, or see the column of `osteotwin list exercises`")
        raise Mistake(shown_value(text), f"{GYM} (all of it), or of {', '.join(known_equipment())}", fix)
    return found


def _food(text: str) -> str:
    """Return the group or the food of the library that a text names."""
    return find_name(text, dict.fromkeys(FOOD_GROUPS, ())) or FOOD.read(text)


class WishesTable(FileTable):
    """What a person can and wants to do, for ``osteotwin plan``: ``[wishes]``."""

    SAMPLE = "days_per_week = 3 and minutes_per_session = 40"
    days_per_week: Annotated[float, Number(0, 7, whole=True)] | None = None
    minutes_per_session: Annotated[float, Number(0, 180)] | None = None
    equipment: (
        Annotated[
            tuple[Annotated[str, Named(_equipment, "a piece of equipment", "barbell")], ...],
            ListOf("equipment", '["barbell", "rack"], or [] for none'),
        ]
        | None
    ) = Field(default=None, description="words of the exercise library, or gym; an empty list: none")
    experience: Annotated[str, Choice(EXPERIENCES, _EXPERIENCE_NAMES)] | None = Field(
        default=None, description="of lifting and jumping"
    )
    pain: (
        Annotated[
            tuple[Annotated[str, Choice(tuple(PAINS), _PAIN_NAMES)], ...],
            ListOf("joints", '["knee"], or [] for none'),
        ]
        | None
    ) = Field(default=None, description="joints that hurt; an empty list: none")
    not_eaten: (
        Annotated[
            tuple[Annotated[str, Named(_food, "a food or a group of foods", "dairy")], ...],
            ListOf("foods", '["fish", "kale, boiled"], or [] for none'),
        ]
        | None
    ) = Field(default=None, description="foods or groups of foods that are disliked or not tolerated")
    not_done: (
        Annotated[
            tuple[Annotated[str, EXERCISE], ...],
            ListOf("exercises", '["rope jumping"], or [] for none'),
        ]
        | None
    ) = Field(default=None, description="exercises that are disliked")
    budget: Annotated[str, Choice(BUDGETS, _BUDGET_NAMES)] | None = Field(
        default=None, description="for food and supplements"
    )
    supplements: Annotated[bool, Flag()] | None = Field(
        default=None, description="whether tablets would be taken"
    )


def wishes_of(table: WishesTable | None) -> Wishes:
    """Return the wishes of a table that was read."""
    if table is None:
        return Wishes()
    return Wishes(
        None if table.days_per_week is None else int(table.days_per_week),
        table.minutes_per_session,
        _all_of_gym(_each_once(table.equipment)),
        table.experience,
        _each_once(table.pain),
        _each_once(table.not_eaten),
        _each_once(table.not_done),
        table.budget,
        table.supplements,
    )


def table_of(wishes: Wishes) -> WishesTable | None:
    """Return the table that holds wishes; ``None`` where there are none."""
    return None if wishes == Wishes() else WishesTable.model_construct(None, **vars(wishes))


def _each_once(items: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if items is None else tuple(dict.fromkeys(items))


def _all_of_gym(items: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return known_equipment() if items is not None and GYM in items else items
