"""What a person may wish of a plan, for a form: the words to choose from, and what stands in where nothing is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from osteotwin.people.wishes import BUDGETS, EXPERIENCES, FOOD_GROUPS, PAINS, Wishes
from osteotwin.people.wishes_file import GYM, known_equipment


def wish_choices() -> Mapping[str, tuple[str, ...]]:
    """Return the words to choose from, by key of the table ``[wishes]``."""
    return {
        "equipment": (GYM, *known_equipment()),
        "experience": EXPERIENCES,
        "pain": tuple(PAINS),
        "not_eaten": FOOD_GROUPS,
        "budget": BUDGETS,
    }


def cautious_wishes() -> Mapping[str, Any]:
    """Return what stands in for each wish that is not stated."""
    return vars(Wishes().completed()[0])
