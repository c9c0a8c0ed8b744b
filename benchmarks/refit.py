"""Whether the shipped parameter set still is the fit of the present code and trials: ``python benchmarks/refit.py``.

From the posterior's mean the optimizer goes to the mode of the present problem under the set's own discrepancies, and
every trial is held out once. Printed are how far the mode lies from the set, in standard deviations of its posterior,
and the errors of unseen trials by class; run before and after a change of code, the two outputs tell whether the set
has to be fitted anew.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from osteotwin.calibration.cross_validation import cross_validation_report
from osteotwin.calibration.held_out import cross_validate, trial_folds
from osteotwin.calibration.optimize import maximize, reweight
from osteotwin.calibration.prior import prior
from osteotwin.calibration.problem import build_problem
from osteotwin.calibration.settings import FULL
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.evidence.files.load import load_trials

#: Parameters that are shown: those whose mode is furthest off.
SHOWN = 8


def main() -> None:
    """Run from the command line."""
    believed, chosen = prior(), parameters_in_use()
    posterior = chosen.posterior
    if posterior is None:
        raise SystemExit("The parameter set in use was not fitted.")
    order = [posterior.names.index(name) for name in believed.fitted]
    draws = np.array([believed.scores(row[order]) for row in posterior.draws])
    problem = build_problem(load_trials().trials, believed, FULL.people)
    fit = reweight(problem, posterior.discrepancy, draws.mean(axis=0))
    fit = maximize(fit, replace(FULL, rounds=3, steps=8), renew=False)
    off = (fit.top.x - draws.mean(axis=0)) / draws.std(axis=0)
    print(f"log posterior at the mode: {fit.top.log_posterior:.2f}")
    print(
        f"mode less mean of {chosen.name}, in posterior SD: root mean square {np.sqrt((off**2).mean()):.3f}"
    )
    for k in np.argsort(-np.abs(off))[:SHOWN]:
        print(f"  {believed.fitted[k]}: {off[k]:+.2f} (score {fit.top.x[k]:+.4f})")
    unseen = cross_validate(
        fit.problem,
        fit.discrepancies,
        fit.effect_size,
        fit.top,
        fit.problem.jacobian(fit.top.x),
        trial_folds(problem),
    )
    print(
        "unseen trials, each held out once: n, root mean square error, mean error, share in the 90 % interval"
    )
    for name, found in cross_validation_report(fit, unseen, None)["summary"]["left_out"]["by_class"].items():
        print(
            f"  {name}: {found['n']}, {found['rmse']:.3f}, {found['mean_error']:+.3f}, {found['coverage_90']:.2f}"
        )


if __name__ == "__main__":
    main()
