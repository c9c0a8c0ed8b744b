"""How far a long piece of work has come: the one protocol between who works and who shows it.

Whoever works takes ``on_progress: ProgressCallback | None``, calls :func:`report` now and then and at the end, and
hands :func:`part_of` it to the work of which its own consists. Whoever shows it gives a function of one
:class:`Progress`::

    twin.simulate(plan, on_progress=lambda now: print(f"{now.fraction:.0%} {now.stage}"))

A callback may raise, which ends the work: the exception goes on once all threads have come to rest. So a display can
cancel, and one that fails is not passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Progress:
    """How far some work is.

    Attributes
    ----------
    fraction : float
        Share that is done, 0 to 1; it never falls, and is 1 when the work is done.
    stage : str
        What is being done, for a person to read; empty where it is one thing throughout.
    """

    fraction: float
    stage: str = ""


#: Called in the thread that waits for the work.
ProgressCallback: TypeAlias = Callable[[Progress], None]


def report(on_progress: ProgressCallback | None, done: float, total: float, stage: str = "") -> None:
    """Say how much of how much is done, where somebody wants to know."""
    if on_progress is not None:
        on_progress(Progress(done / total if total else 1.0, stage))


def part_of(
    on_progress: ProgressCallback | None, start: float, end: float, stage: str = ""
) -> ProgressCallback | None:
    """A callback for a part of some work.

    Parameters
    ----------
    on_progress : callable or None
        That of the whole.
    start, end : float
        Share of the whole that is done when the part begins and when it ends.
    stage : str
        What the part is, where it does not say it itself.
    """
    if on_progress is None:
        return None

    def on_part(now: Progress) -> None:
        # Exactly the end at the end, whatever the shares round to.
        fraction = end * now.fraction + start * (1.0 - now.fraction)
        on_progress(Progress(fraction, now.stage or stage))

    return on_part
