"""What was measured of a level before the plan: the number itself, which no virtual person need have.

Virtual people lie between what was measured and what is usual. Whether trials had people like this one is asked of
the measured value.
"""

from __future__ import annotations

from osteotwin.cohort.assays import true_estradiol
from osteotwin.people.measurement_use import LEVELS
from osteotwin.people.person import Measurement, Person


def level_at_start(person: Person, field: str) -> float | None:
    """Return the latest value of a field measured up to day 0, a limit as it stands.

    Parameters
    ----------
    person : Person
    field : str
        Of a profile, and in its unit: ``"estradiol_pg_ml"`` (by mass spectrometry), ``"lh_iu_l"`` or
        ``"vitamin_d_25ohd_ng_ml"``.

    Returns
    -------
    float or None
        ``None`` where it was not measured.
    """
    what = LEVELS[field]
    rows = [row for row in person.measurements if row.what == what and row.date <= person.start]
    return _value(max(rows, key=lambda row: row.date)) if rows else None


def _value(row: Measurement) -> float:
    return true_estradiol(row.value) if row.is_immunoassay else row.value
