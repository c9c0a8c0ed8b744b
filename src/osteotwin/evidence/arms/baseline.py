"""What an arm measured before its intervention, from its baseline table or its values at week 0."""

from __future__ import annotations

from osteotwin.body.sites import DXA_SITES
from osteotwin.evidence.files.trial import Arm, Trial

# Key of the baseline table for an endpoint.
_KEY_OF_ENDPOINT = {
    "estradiol": "estradiol_pg_ml",
    "testosterone": "testosterone_ng_dl",
    "lh": "lh_iu_l",
    "25ohd": "25ohd_ng_ml",
    "pth": "pth_pg_ml",
    **{f"bmd_{site}": f"bmd_{site}_g_cm2" for site in DXA_SITES},
}
_ENDPOINT_OF_KEY = {key: endpoint for endpoint, key in _KEY_OF_ENDPOINT.items()}
#: Designs whose arms chance has made alike.
RANDOMIZED = ("rct", "crossover")


def baseline_value(arm: Arm, endpoint: str) -> float | None:
    """Value of an endpoint in an arm before the intervention; ``None`` where it was not measured."""
    key = _KEY_OF_ENDPOINT.get(endpoint)
    if key is not None and key in arm.baseline:
        return arm.baseline[key]
    for row in arm.observations:
        if row.endpoint == endpoint and row.result_type == "absolute" and row.week == 0:
            return row.value
    return None


def own_baseline(arm: Arm, key: str) -> float | None:
    """Value of a key of the baseline table in an arm, or what it measured at week 0."""
    endpoint = _ENDPOINT_OF_KEY.get(key)
    return arm.baseline.get(key) if endpoint is None else baseline_value(arm, endpoint)


def randomized_baseline(trial: Trial, key: str) -> float | None:
    """Mean of a baseline value over the arms that have it, by their size; only where chance made the arms."""
    if trial.design not in RANDOMIZED:
        return None
    values = [(own_baseline(arm, key), arm.n or 1.0) for arm in trial.arms]
    found = [(value, n) for value, n in values if value is not None]
    return sum(value * n for value, n in found) / sum(n for _, n in found) if found else None


def gives_estradiol(trial: Trial) -> bool:
    """Whether any arm has a value of estradiol before the intervention."""
    return any(baseline_value(arm, "estradiol") is not None for arm in trial.arms)
