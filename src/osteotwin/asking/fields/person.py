"""The fields of the question person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from osteotwin.asking.fields.field import Form, Row


def person_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of the question ``person``."""
    raise NotImplementedError


def person_words(rows: Sequence[Row], values: Row, today: date) -> str:
    """Return what the fields tell, in plain words."""
    raise NotImplementedError
