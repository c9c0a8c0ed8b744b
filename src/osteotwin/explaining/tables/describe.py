"""The tables of an answer as plain texts."""

from __future__ import annotations

from osteotwin.explaining.bands import Json
from osteotwin.explaining.tables.content import Row, Table
from osteotwin.explaining.tables.mechanisms import mechanism_table
from osteotwin.explaining.tables.nutrients import nutrient_table
from osteotwin.explaining.tables.run_numbers import FILE, RUN, RunNumbers
from osteotwin.explaining.tables.sources import not_of_men, reference_of


def describe_tables(answer: Json) -> list[Json]:
    """Return what each part of the plan does, and calcium and vitamin D; nothing where too many runs failed.

    Parameters
    ----------
    answer : dict
        All else of the answer.
    """
    numbers = RunNumbers(answer)
    if numbers.failed:
        return []
    return [_table(table, numbers) for table in (*mechanism_table(numbers), nutrient_table(numbers))]


def _table(table: Table, numbers: RunNumbers) -> Json:
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "rows": [{"cells": list(row.cells), "source": _source(row, numbers)} for row in table.rows],
    }


def _source(row: Row, numbers: RunNumbers) -> str:
    """What a row rests on beside the run and the file, which the whole answer does."""
    keys = row.sources if numbers.man else not_of_men(row.sources)
    return "; ".join(reference_of(key, numbers.answer).text for key in keys if key not in (RUN, FILE))
