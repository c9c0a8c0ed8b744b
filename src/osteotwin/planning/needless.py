"""Parts of a plan that bring no bone: left out, unless they stand for muscle or for what everybody should eat."""

from __future__ import annotations

from collections.abc import Mapping

from osteotwin.planning.burden import burden_of
from osteotwin.planning.choice import Choice, protocol_of
from osteotwin.planning.evaluate import Bench
from osteotwin.planning.front import Point
from osteotwin.planning.gain import brings_nothing
from osteotwin.planning.parts import levers_used, without
from osteotwin.planning.search import Found


def without_needless(
    chosen: Mapping[str, Point[Choice]], found: Found, bench: Bench
) -> dict[str, Point[Choice]]:
    """Return plans without the parts that bring nothing in any line of the answer.

    A plan that leaves no gap in lifting, calcium and vitamin D keeps the parts that fill one.

    Parameters
    ----------
    chosen : mapping of str to Point
    found : Found
    bench : Bench
        The people who judge the plans.
    """
    known = {point.thing: point for point in found.points}
    kept: dict[str, Point[Choice]] = {}
    for name, point in chosen.items():
        choice = _left(point.thing, found, bench)
        if choice == point.thing:
            kept[name] = point
        elif choice in known:
            kept[name] = known[choice]
        else:
            outlook = found.exact.simulate([protocol_of(choice, bench.frame)])[0]
            burden = burden_of(choice, bench.frame).weighed
            kept[name] = Point(choice, burden, found.exact.outcome(outlook))
    return kept


def _left(choice: Choice, found: Found, bench: Bench) -> Choice:
    for part in levers_used(choice):
        less = without(choice, part)
        fills_a_gap = choice in found.wholes and less not in found.wholes
        if not fills_a_gap and brings_nothing(bench.outcome(choice), bench.outcome(less)):
            choice = less
    return choice
