"""One answer, and what is said back."""

from __future__ import annotations

from datetime import date

import osteotwin as ot

TODAY = date(2026, 2, 1)


def told(question: str, answer: str, **more: str) -> str:
    """Return what is said back of one answer beside others."""
    return ot.new_person({question: answer, **more}, today=TODAY).understood[question]
