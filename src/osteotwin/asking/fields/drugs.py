"""The fields of drugs, their doses and their days: one row for each dose of each drug."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from osteotwin.asking.fields.denied import but_for_denied
from osteotwin.asking.fields.drugs_heard import rows_of
from osteotwin.asking.fields.drugs_known import OFTEN, UNITS, plain_name, plain_names
from osteotwin.asking.fields.drugs_own_words import own_words
from osteotwin.asking.fields.drugs_told import told
from osteotwin.asking.fields.field import FIELDS, Field, Form, Row, missing, raise_if_any
from osteotwin.asking.understand import OF_DRUGS
from osteotwin.errors import Problem
from osteotwin.protocol.library import by_way
from osteotwin.units.patterns import later


def drugs_form(answers: Mapping[str, str], today: date, order: str | None) -> Form:
    """Return the fields of drugs, doses and days.

    Examples
    --------
    >>> answers = {"drugs": "arimidex; test cyp", "dose": "1 mg daily; 100 mg weekly"}
    >>> form = drugs_form(answers, date(2026, 2, 1), None)
    >>> form.rows[0]
    {'drug': 'Anastrozole', 'amount': '1', 'unit': 'mg', 'often': 'once a day'}
    """
    rows = rows_of(answers, today, order)
    return Form("drugs", OF_DRUGS, _columns(), rows, lacks=tuple(_doubts(rows, answers)))


def drugs_words(rows: Sequence[Row], _: Row) -> str:
    """Return what the fields tell of drugs, in plain words.

    Examples
    --------
    >>> row = {"drug": "Anastrozole", "amount": "0,5", "unit": "mg", "often": "Mon and Thu", "since": "March 2024"}
    >>> drugs_words([row], {})
    'Anastrozole 0.5 mg Mon and Thu since March 2024'
    """
    problems: list[Problem] = []
    words = told(rows, problems)
    raise_if_any(problems)
    return words or "none"


#: "last one mid Sept"
_LAST: Final = later(
    r"\blast (?:one|dose|shot|jab|injection|infusion|time|was|given)\b|\b(?:overdue|late)\b", re.IGNORECASE
)


def _doubts(rows: Sequence[Row], answers: Mapping[str, str]) -> Iterator[Problem]:
    """Ask of what may have ended until when it was taken, and since when, where an answer on days does not tell it."""
    own = {plain_name(one.name): one for one in own_words(but_for_denied(answers.get("drugs", "")))}
    # That it is taken no longer is a denial, too.
    all_said = {plain_name(one.name): one for one in own_words(answers.get("drugs", ""))}
    for number, row in enumerate(rows):
        words, said = own.get(row["drug"]), all_said.get(row["drug"])
        ended = any(one is not None and one.may_have_ended for one in (words, said))
        if ended and "until" not in row:
            yield Problem(
                FIELDS, f"rows[{number}].until", f"{row['drug']} may have ended", "",
                'fill in until when it was taken, or "goes on"',
            )  # fmt: skip
        if words is not None and _LAST.search(words.words) and "since" not in row:
            yield Problem(
                FIELDS, f"rows[{number}].since", f"no first day of {row['drug']}, only the last one", "",
                "fill in when it was begun: what is given every few weeks or months is reckoned from that day",
            )  # fmt: skip
        elif "since" in answers and "since" not in row:
            yield missing(f"rows[{number}].since", "first day", row["drug"], '"March 2024"')
        if ways := by_way(row["drug"]):
            labels = [one.products[0].label for one in ways.values()]
            yield Problem(
                FIELDS, f"rows[{number}].drug", f"how {row['drug']} is given is not told", "",
                f"choose {' or '.join(dict.fromkeys(labels))}",
            )  # fmt: skip


@cache
def _columns() -> tuple[Field, ...]:
    return (
        Field("drug", "drug", "Anastrozole", plain_names()),
        Field("amount", "how much each time", "0.5"),
        Field("unit", "unit", "mg", UNITS),
        Field("strength", "strength of one (of mL, tablets, patches)", "200 mg/mL", is_rare=True),
        Field("often", "how often", "every 3.5 days", OFTEN),
        Field("since", "since when", "March 2024"),
        Field("until", "until when (blank: goes on)", "2026-01-31", ("goes on",)),
    )
