"""The fields of a profile that rules and overrides may set."""

from __future__ import annotations

from collections.abc import Mapping

from osteotwin.errors import ParameterError

#: In the profile's units; T-scores, body mass index and years since menopause too.
PROFILE_FIELDS = (
    "age", "bmi_kg_m2", "menopause_age", "years_since_menopause", "estradiol_pg_ml", "testosterone_ng_dl",
    "vitamin_d_25ohd_ng_ml", "calcium_mg_per_day", "t_score_lumbar_spine", "t_score_total_hip",
    "t_score_femoral_neck",
)  # fmt: skip


def check_fields(sets: Mapping[str, float], reason: str | None, what: str) -> None:
    """Require that a rule has a reason and sets known fields.

    Raises
    ------
    ParameterError
    """
    unknown = [name for name in sets if name not in PROFILE_FIELDS]
    if unknown or not reason:
        message = f"{what} has {'no reason' if not reason else 'unknown fields'}: {unknown or dict(sets)}"
        raise ParameterError(message)
