"""From points of burden and objective to the front, and to the three plans of it that have a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from osteotwin.explaining.questions import YES
from osteotwin.planning.outcome import Outcome

LEAST, BALANCED, MOST = "least effort that holds", "balanced", "most bone"
NAMES: Final = (LEAST, BALANCED, MOST)
#: What the first is called where it does not hold.
LIGHTEST: Final = "least effort"
#: What the rest of a plan that is under way is called.
KEEP, CHANGE = "keep going", "smallest change"
RESTS: Final = (KEEP, CHANGE)
#: A gain of the objective that is worth no burden at all: one of a hundred people.
FLAT: Final = 0.01
#: Where no plan holds, the least effort is the one that comes so near to the best.
NEAR: Final = 0.05
#: Plans whose objectives lie nearer to each other hardly differ.
LITTLE: Final = 0.05

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Point(Generic[Thing]):
    """One plan among others.

    Attributes
    ----------
    thing : object
        What it is a point of.
    burden : float
    outcome : Outcome
    """

    thing: Thing
    burden: float
    outcome: Outcome

    @property
    def objective(self) -> float:
        """How good it is."""
        return self.outcome.objective


def holds(outcome: Outcome) -> bool:
    """Tell whether the verdict answers both questions with yes."""
    return outcome.kept >= YES and (outcome.offset is None or outcome.offset >= YES)


def told_name(name: str, *, does_hold: bool) -> str:
    """Return what a plan is called; none is said to hold that does not."""
    return LIGHTEST if name == LEAST and not does_hold else name


def middle_of(names: Sequence[str]) -> str:
    """Return the plan that stands for all of those that are there: the middle one; *balanced* of no plans."""
    return names[len(names) // 2] if names else BALANCED


def front_of(points: Sequence[Point[Thing]]) -> list[Point[Thing]]:
    """Return the points that no other beats in both burden and objective, by burden."""
    found: list[Point[Thing]] = []
    for point in sorted(points, key=lambda one: (one.burden, -one.objective)):
        if not found or point.objective > found[-1].objective:
            found.append(point)
    return found


def named(
    points: Sequence[Point[Thing]], full: Callable[[Thing], bool] | None = None
) -> dict[str, Point[Thing]]:
    """Return the three plans of a front.

    *Most bone* is the best objective, or the lightest plan that hardly differs from it. *Least effort that holds* is
    the lightest plan of which the verdict says yes; where there is none, the lightest that comes near to the best.
    *Balanced* lies between them, where a further minute begins to bring less than it did on the whole.

    Parameters
    ----------
    points : sequence of Point
        At least one.
    full : callable or None
        Of which plans *balanced* and *most bone* are chosen, where there are any.
    """
    front = front_of(points)
    near = max(point.objective for point in front) - NEAR
    holding = [point for point in front if holds(point.outcome)]
    least = holding[0] if holding else next(point for point in front if point.objective >= near)
    usable = [point for point in points if full is None or full(point.thing)] or list(points)
    front = [point for point in front_of(usable) if point.burden >= least.burden] or [least]
    most = next(point for point in front if point.objective >= front[-1].objective - FLAT)
    if most.objective < least.objective - FLAT:
        return dict.fromkeys(NAMES, least)
    between = [point for point in front if least.burden < point.burden < most.burden]
    width, height = most.burden - least.burden, most.objective - least.objective

    def above_chord(point: Point[Thing]) -> float:
        return (point.objective - least.objective) / (height or 1.0) - (point.burden - least.burden) / width

    balanced = max(between, key=above_chord, default=most)
    return {LEAST: least, BALANCED: balanced, MOST: most}


def no_worse(plans: Mapping[str, Point[Thing]]) -> dict[str, Point[Thing]]:
    """Return the plans, lightest first, without each that a lighter one beats.

    Parameters
    ----------
    plans : mapping of str to Point
        As fresh people find them.
    """
    kept: dict[str, Point[Thing]] = {}
    for name, point in sorted(plans.items(), key=lambda row: row[1].burden):
        if all(point.outcome.objective >= other.outcome.objective for other in kept.values()):
            kept[name] = point
    return kept


def thinned(front: Sequence[Point[Thing]], count: int) -> list[Point[Thing]]:
    """Return at most so many points of a front, spread evenly over its objective."""
    if len(front) <= count:
        return list(front)
    low, high = front[0].objective, front[-1].objective
    wanted = [low + (high - low) * k / (count - 1) for k in range(count)]
    chosen = {min(range(len(front)), key=lambda i, at=at: abs(front[i].objective - at)) for at in wanted}
    return [front[i] for i in sorted(chosen)]
