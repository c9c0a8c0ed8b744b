"""What was measured last of one thing, up to today."""

from __future__ import annotations

from osteotwin.people.person import Measurement, Person


def latest_level(person: Person, what: str) -> Measurement | None:
    """Return the latest measurement of an endpoint up to today; ``None`` where there is none."""
    rows = [row for row in person.measurements if row.what == what and row.date <= person.start]
    return max(rows, key=lambda row: row.date, default=None)
