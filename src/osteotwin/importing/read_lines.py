"""A file that holds no other files: FHIR, a table, or a report."""

from __future__ import annotations

from pathlib import Path

from osteotwin.importing.answers import Answers
from osteotwin.importing.found import Reading
from osteotwin.importing.safe_files import JSON, LARGEST_TEXT, PDF, TABLE, kind_of, read_whole, refusal


def read_plain(path: Path, name: str, answers: Answers) -> Reading:
    """Read FHIR as such, a table by what its columns are, and anything else as the text of a report.

    Raises
    ------
    InputError
    """
    kind = kind_of(path)
    if kind is JSON:
        from osteotwin.importing.fhir.read_fhir import read_fhir

        return read_fhir(read_whole(path, kind.largest), name, answers)
    if kind not in (PDF, TABLE):
        raise refusal(name, f"{kind.name} within an archive", "unpack it, and read it in by itself")
    from osteotwin.importing.csv_columns import names_no_place, read_values
    from osteotwin.importing.report import read_report
    from osteotwin.importing.tables import table_in

    table = None if kind is PDF else table_in(path, name)
    if table is None or names_no_place(table):
        return read_report(read_whole(path, kind.largest if kind is PDF else LARGEST_TEXT), name, answers)
    from osteotwin.importing.food_logs.read_food_log import is_food_log, read_food_log
    from osteotwin.importing.table_people import with_order_of_birth
    from osteotwin.importing.training_logs.read_log import is_training_log, read_training_log

    answers = with_order_of_birth(table, answers)
    if is_training_log(table):
        return read_training_log(table, answers)
    return read_food_log(table, answers) if is_food_log(table) else read_values(table, answers)
