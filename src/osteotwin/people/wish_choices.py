"""What a person may wish of a plan, for a form: the words to choose from, and what stands in where nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from osteotwin.people.person import Person
from osteotwin.people.wishes import BUDGETS, EXPERIENCES, FOOD_GROUPS, PAINS, Wishes
from osteotwin.people.wishes_file import GYM, known_equipment
from osteotwin.people.wishes_of_person import completed_wishes


def wish_choices() -> Mapping[str, tuple[str, ...]]:
    """Return the words to choose from, by key of the table ``[wishes]``."""
    return {
        "equipment": (GYM, *known_equipment()),
        "experience": EXPERIENCES,
        "pain": tuple(PAINS),
        "not_eaten": FOOD_GROUPS,
        "budget": BUDGETS,
    }


def cautious_wishes(person: Person | None = None) -> Mapping[str, Any]:
    """Return what stands in for each wish that is not stated; of a person, what his training shows.

    Parameters
    ----------
    person : Person, optional
        Whose wishes are taken as stated nowhere.
    """
    if person is None:
        return vars(Wishes().completed()[0])
    return vars(completed_wishes(replace(person, wishes=Wishes()))[0])
