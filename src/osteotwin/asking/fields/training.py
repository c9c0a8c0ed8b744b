"""The fields of the question training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from osteotwin.asking.fields.field import Form, Row


def training_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of the question ``training``."""
    raise NotImplementedError


def training_words(rows: Sequence[Row], values: Row, today: date) -> str:
    """Return what the fields tell, in plain words."""
    raise NotImplementedError
