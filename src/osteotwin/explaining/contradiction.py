"""Measurements that cannot all be right: who they are, and the warning that they call for."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.explaining.bands import Json
from osteotwin.safety import Flag


def contradicting(fit: Json) -> list[str]:
    """Names of the measurements that contradict all others, each with its date.

    Parameters
    ----------
    fit : dict
        See :func:`osteotwin.explaining.fit.fit_of`.
    """
    return [f"{row['label']} of {row['date']}" for row in _rows(fit)]


def contradiction_flags(fit: Json) -> Iterator[Flag]:
    """Warn of measurements that cannot be right together: the outlook lies between what they say.

    Parameters
    ----------
    fit : dict
        See :func:`osteotwin.explaining.fit.fit_of`.
    """
    names = contradicting(fit)
    if not names:
        return
    do_not_fit = (
        f"{names[0]} does not fit to all others"
        if len(names) == 1
        else f"{'; '.join(names)} do not fit together"
    )
    yield Flag(
        "ask_first",
        f"Measurements contradict each other: {do_not_fit} within their precision. Look at the original reports "
        "(scanner, region, unit, name), or measure again, before anything is decided by these numbers.",
        "osteotwin: what everything else in the file lets expect of each",
        about=tuple(f"{row['what']} {row['date']}" for row in _rows(fit)),
    )


def _rows(fit: Json) -> list[Json]:
    return [row for row in fit["surprising"] if row["contradicts"]]
