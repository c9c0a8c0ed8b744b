"""What a person can and wants to do: the frame into which a plan has to fit."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final

EXPERIENCES: Final = ("none", "some", "experienced")
BUDGETS: Final = ("low", "medium", "high")
FOOD_GROUPS: Final = ("dairy", "fish", "soy", "nuts and seeds", "greens", "legumes", "fruit")
#: Joint that hurts -> the condition by which exercises are minded.
PAINS: Final = {"knee": "knee_pain", "hip": "hip_pain", "back": "back_pain", "shoulder": "shoulder_pain"}


@dataclass(frozen=True)
class Wishes:
    """Wishes as a file states them; ``None`` means not stated.

    Attributes
    ----------
    days_per_week : int or None
    minutes_per_session : float or None [min]
    equipment : tuple of str or None
        Words of the exercise library; empty: none.
    experience : str or None
        Of lifting and jumping, one of :data:`EXPERIENCES`.
    pain : tuple of str or None
        Joints that hurt, of :data:`PAINS`.
    not_eaten : tuple of str or None
        Groups of foods, and foods of the library, that are disliked or not tolerated.
    not_done : tuple of str or None
        Exercises of the library that are disliked.
    budget : str or None
        For food, one of :data:`BUDGETS`.
    supplements : bool or None
        Whether tablets would be taken.
    """

    days_per_week: int | None = None
    minutes_per_session: float | None = None
    equipment: tuple[str, ...] | None = None
    experience: str | None = None
    pain: tuple[str, ...] | None = None
    not_eaten: tuple[str, ...] | None = None
    not_done: tuple[str, ...] | None = None
    budget: str | None = None
    supplements: bool | None = None

    def completed(self) -> tuple[Wishes, tuple[str, ...]]:
        """Return the wishes with a cautious default for each that is not stated, and the names of those."""
        unknown = tuple(field.name for field in fields(self) if getattr(self, field.name) is None)
        return replace(self, **{name: _CAUTIOUS[name] for name in unknown}), unknown


#: What asks least of a person of whom nothing is known: three half hours, at home, without equipment or experience.
_CAUTIOUS: Final[dict[str, Any]] = {
    "days_per_week": 3,
    "minutes_per_session": 30.0,
    "equipment": (),
    "experience": "none",
    "pain": (),
    "not_eaten": (),
    "not_done": (),
    "budget": "medium",
    "supplements": True,
}
