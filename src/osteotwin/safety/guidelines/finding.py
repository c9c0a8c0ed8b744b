"""What a criterion finds: met, not met or not known, with the number behind it and what would tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """The outcome of one criterion, or of several together.

    Attributes
    ----------
    met : bool or None
        ``None``: not known.
    because : str
        The person's number, in words.
    tell : str
        What would tell, or would tell better; empty where nothing more is needed.
    """

    met: bool | None
    because: str = ""
    tell: str = ""


def all_of(findings: Iterable[Finding]) -> Finding:
    """Return what criteria find that must all be met: one that is not decides, whatever is not known of the others."""
    found = tuple(findings)
    if len(found) == 1:  # of most rules
        return found[0]
    if any(one.met is False for one in found):
        return _joined(False, (one for one in found if one.met is False))
    return _joined(None if any(one.met is None for one in found) else True, found)


def at_least(least: int, findings: Iterable[Finding]) -> Finding:
    """Return what criteria find of which a number must be met; ``because`` counts where it is more than one."""
    found = tuple(findings)
    met = tuple(one for one in found if one.met)
    unknown = tuple(one for one in found if one.met is None)
    if len(met) >= least:
        outcome = _joined(True, met)
    elif len(met) + len(unknown) >= least:
        outcome = _joined(None, (*met, *unknown))
    else:
        outcome = _joined(False, met if met and least > 1 else found)
    if least == 1:
        return outcome
    counted = f"{len(met)} where {least} are needed"
    words = ", ".join(one.because for one in met if one.because)
    return Finding(outcome.met, f"{counted}: {words}" if words else counted, outcome.tell)


def _joined(met: bool | None, findings: Iterable[Finding]) -> Finding:
    found = tuple(findings)
    if len(found) == 1 and found[0].met is met:
        return found[0]
    because = dict.fromkeys(one.because for one in found if one.because)
    tell = dict.fromkeys(one.tell for one in found if one.tell)
    return Finding(met, "; ".join(because), "; ".join(tell))
