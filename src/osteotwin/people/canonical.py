"""A file in canonical form, with its comments: each value as the writers would write it."""

from __future__ import annotations

from collections.abc import MutableMapping, MutableSequence
from dataclasses import replace
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import Any, cast

from osteotwin.files import dated_copy, write_bytes, write_text
from osteotwin.inputs.notes import Notes
from osteotwin.inputs.table import FileTable, read_table
from osteotwin.inputs.toml_file import read_toml
from osteotwin.inputs.toml_keys import put_key
from osteotwin.people.person_file import PersonFile
from osteotwin.protocol.calcium_tablets import what_counts
from osteotwin.protocol.given import Given, givings
from osteotwin.protocol.library.calcium_products import calcium_with_d
from osteotwin.protocol.pauses import pauses_in
from osteotwin.protocol.plan_file import DrugTable, PlanFile, SupplementTable
from osteotwin.protocol.rhythm_words import plain_interval, rhythm_text
from osteotwin.units import Rhythm

#: Keys whose words are kept: what was measured stands as it was printed, and a name may be one of several products.
_KEPT = ("name", "food", "what", "value", "preset")


def canonical_text(path: str | PathLike[str]) -> str:
    """Return a person's or a plan's file with every value in canonical form and every comment kept.

    Parameters
    ----------
    path : str or path-like
        Of a file without problems.
    """
    import tomlkit

    file = fspath(path)
    table, text = read_toml(file)
    notes = Notes.of_text(file, table, text)
    alone = "plan" in table and not {"person", "habits", "history", "measurement", "outlook"} & set(table)
    content = read_table(PlanFile if alone else PersonFile, notes)
    notes.raise_if_any()
    document = tomlkit.parse(text)
    if content is not None:
        _rewrite(document, content.document())
        for entry in _dosed(content):
            _rewrite_dose(document, entry, notes)
    return tomlkit.dumps(document)


def write_canonical(path: str | PathLike[str], today: date) -> Path | None:
    """Write a file in canonical form in its place, and a dated copy of the old one beside it.

    Parameters
    ----------
    path : str or path-like
    today : datetime.date
        For the name of the copy.

    Returns
    -------
    Path or None
        Of the copy; ``None`` where the file is in canonical form already.
    """
    file = Path(path)
    old, new = file.read_bytes(), canonical_text(file)
    if new == read_toml(file)[1]:
        return None
    copy = dated_copy(file, today)
    write_bytes(copy, old)
    write_text(file, new)
    return copy


def _rewrite(place: Any, canonical: Any) -> None:
    """Put canonical values where a document has others."""
    if isinstance(place, MutableMapping) and isinstance(canonical, dict):
        for key, value in cast("dict[str, Any]", canonical).items():
            if key not in place or key in _KEPT:
                continue
            held = cast("MutableMapping[str, Any]", place)[key]
            if isinstance(held, MutableMapping | MutableSequence):
                _rewrite(held, value)
            elif held != value:
                place[key] = value
    elif isinstance(place, MutableSequence) and isinstance(canonical, list):
        for held, value in zip(
            cast("MutableSequence[Any]", place), cast("list[Any]", canonical), strict=False
        ):
            _rewrite(held, value)


def _dosed(content: FileTable) -> list[DrugTable | SupplementTable]:
    """Return the entries with doses, of plan and history."""
    tables = (getattr(content, "plan", None), getattr(content, "history", None))
    return [
        entry
        for table in tables
        if table is not None and not isinstance(table, dict)
        for entry in (*table.drug, *table.supplement)
    ]


def _rewrite_dose(document: Any, entry: DrugTable | SupplementTable, notes: Notes) -> None:
    """Put the amount and the rhythm of one dose where words say them; doses in steps stay as they are."""
    if not isinstance(entry.dose, str) or (entry.every is not None and entry.every.with_shot):
        return
    if isinstance(entry, SupplementTable) and (
        what_counts(entry.dose)[1] or (entry.nutrient and calcium_with_d(entry.nutrient))
    ):
        return  # the words tell what the weight counts, or how many tablets
    given = givings(entry, notes)
    if not given or len(given) != 1 or given[0].interval is None or given[0].gel_strength is not None:
        return
    place: Any = document
    for step in entry.at():
        # A table that is written once where several may stand is no list in the document.
        if isinstance(step, str) or isinstance(place, MutableSequence):
            place = cast("Any", place)[step]
    if given[0].said:
        # The days keep their own doses.
        if entry.every is None:
            place["dose"] = given[0].said
        return
    if str(given[0].amount) != entry.dose:
        place["dose"] = str(given[0].amount)
    if entry.every is None or _says_other_pauses(given[0], entry.every):
        rhythm = Rhythm(given[0].interval, implied_daily=given[0].implied_daily)
        pauses = given[0].pauses
        if pauses is not None:
            rhythm = replace(rhythm, on_days=pauses.on_days, off_days=pauses.off_days)
        put_key(place, "every", rhythm_text(rhythm, plain_interval(given[0].interval)))


def _says_other_pauses(given: Given, every: Rhythm) -> bool:
    """Tell whether the dose says pauses that its rhythm does not."""
    pauses = pauses_in(every)
    return given.pauses != pauses or (pauses is None and given.interval != every.mean_days)
