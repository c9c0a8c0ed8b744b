"""Which day is today, on which the forecast starts: the file tells it, never the machine's clock."""

from __future__ import annotations

from datetime import date, timedelta

from osteotwin.protocol.plan_draft import PlanDraft


def today_of(stated: date | None, plan: PlanDraft, last_measured: date | None) -> date | None:
    """Return today, which is day 0.

    Parameters
    ----------
    stated : datetime.date or None
        ``from`` of the outlook, which holds wherever it is given.
    plan : PlanDraft
    last_measured : datetime.date or None
        Day of the last measurement.

    Returns
    -------
    datetime.date or None
        Where something of the plan had begun by the last measurement, the day of that; else the earliest ``from`` of
        the plan; without one the day after the last measurement; without that the first of a drug that is only shown.
        ``None`` where nothing tells.
    """
    if stated is not None:
        return stated
    begins = [window.begins_on for window in plan.windows if window.begins_on is not None]
    if last_measured is not None and any(day <= last_measured for day in begins):
        return last_measured
    if plan.earliest is not None or begins:
        return plan.earliest
    return plan.earliest_shown if last_measured is None else last_measured + timedelta(days=1)
