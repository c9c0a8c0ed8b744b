"""``osteotwin calibrate``: fit the model on published trials."""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import inf, isnan
from pathlib import Path
from typing import Annotated, Final

import typer

import osteotwin as ot
from osteotwin.cli.options import folder_problems, raise_if_any
from osteotwin.cli.terminal import complain, say, show
from osteotwin.cli.validate import Trials
from osteotwin.progress import Progress

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the parameter set is written.")]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="Of the set and of its folder.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same set.")]
Quick = Annotated[bool, typer.Option("--quick", help="A few minutes: to see that it works, not for use.")]

#: Chains whose R-hat is above it have not found the same distribution.
CONVERGED: Final = 1.05
#: Seconds between two lines about the same work.
_QUIET = 10.0


def calibrate(
    out: Out = Path("calibration"),
    name: Name = "calibrated-2",
    trials: Trials = None,
    seed: Seed = 1,
    quick: Quick = False,
) -> None:
    """Fit the model on published trials and write a parameter set with its uncertainty.

    Interrupted, the same command goes on where it was. The set is used with `--parameters DIR`.
    """
    from osteotwin.cli.fit_table import fit_table

    raise_if_any(folder_problems(out))
    done, report = ot.calibrate(
        out, trials=trials, name=name, seed=seed, quick=quick, on_progress=_Lines().show
    )
    show(*fit_table(report))
    draws = done.effective_sample_size.min()
    say(
        f"Chains: R-hat at most {done.r_hat.max():.2f}, at least {draws:.0f} independent draws; "
        f"{done.seconds:.0f} s of computing."
    )
    for text in doubts(int(done.fit.problem.observations.used.sum()), done.r_hat.tolist()):
        complain(text)
    say(f"Parameter set: {done.folder}")


def doubts(values: int, r_hat: Sequence[float]) -> list[str]:
    """Return why a fit on so many values is not to be trusted, with R-hat by parameter; empty where nothing is."""
    fitted = len(r_hat)
    worst = max(r_hat, key=lambda one: inf if isnan(one) else one)
    said: list[str] = []
    if values < fitted:
        of = f"{values} value" if values == 1 else f"{values} values"
        said.append(
            f"Fitted on {of}, fewer than the {fitted} parameters: what the trials do not hold stays as it was believed "
            "before, and no other effect was fitted. Add trials before the set is used for anything else."
        )
    if not worst <= CONVERGED:
        said.append(
            f"The chains do not agree: R-hat is {worst:.2f} at most and should be under {CONVERGED:g}. The intervals "
            "of the set are not to be trusted; run it without --quick."
        )
    return said


class _Lines:
    """Says on standard error what goes on: each new work at once, its progress now and then."""

    def __init__(self) -> None:
        self.stage, self.when = "", 0.0

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.stage == self.stage and now - self.when < _QUIET:
            return
        self.stage, self.when = progress.stage, now
        complain(f"{100 * progress.fraction:3.0f} % {progress.stage}")
