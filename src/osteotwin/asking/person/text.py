"""Entries → the text of a person's file, each part with a comment that says what it is and what else is assumed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from osteotwin.constants import DAYS_PER_YEAR
from osteotwin.importing.found import Found, Place, Table
from osteotwin.importing.merge import SINGLE, entry_text, grown

#: Whom a file is about as long as nobody says.
ASSUMED_SEX, ASSUMED_AGE = "male", 50.0
#: How far ahead a new file looks [year].
YEARS_AHEAD = 3

_HEAD: Final = """\
# A person's file for osteotwin, begun with `osteotwin new`. Not medical advice: it replaces no clinician.
# What stands behind a # is a comment. Every quantity has a unit; a key that is not known is an error, and
# `osteotwin check FILE` names all that is wrong at once. All keys: docs/how-to/write-a-person-file.md.
"""
#: Tables in the order of a file, and what each is.
_PARTS: Final = (
    (("person",), "Who it is about. A missing height or weight is that of average people, with a wider interval."),
    (("habits",), "What is eaten beside the plan, food and supplements together. Missing: the usual intake."),
    (("habits", "food"), "Foods that are eaten all the time; other_calcium above stands for the rest of the diet."),
    (("habits", "training"), "Training that goes on beside the plan. None: everyday life without training."),
    (("measurement",), "What was measured. Missing: the average of people of that age and sex, with a wide interval."),
    (("history", "drug"), "What was taken and has ended."),
    (("history", "supplement"), "Supplements that were taken and have ended."),
    (("plan", "drug"), "What is taken now or from a day on. already_since: it began before today."),
    (("plan", "supplement"), "Supplements that are taken; a dose of calcium counts the calcium, not the salt."),
    (("wishes",), "What a plan has to keep to, for `osteotwin plan`. Missing: a cautious guess."),
    (("outlook",), "From today to the end of the outlook. The file's today never moves by itself: change it here."),
)  # fmt: skip
_NOTHING: Final = {
    (
        "measurement",
    ): "# No scan and no blood test was told: add [[measurement]] with date, what and value, and it is taken in.",
    ("plan", "drug"): "# No drug was told: add [[plan.drug]] with name, dose, every and from.",
}


def assumed_person(entries: Sequence[Found], today: date) -> tuple[Found, ...]:
    """Return what stands in for the sex and the birth date, without which there is no file."""
    said = {key for one in entries if one.table == ("person",) for key in one.keys}
    born = today - timedelta(days=round((ASSUMED_AGE + 0.5) * DAYS_PER_YEAR))
    stand_ins = {"sex": ASSUMED_SEX, "birth_date": born}
    keys = {key: value for key, value in stand_ins.items() if key not in said}
    if not keys:
        return ()
    what = " and ".join(key.replace("_", " ") for key in keys)
    return (Found(("person",), keys, Place(""), "", f"NOT SAID, and assumed: {what}; correct it"),)


def outlook_from(today: date) -> Found:
    """Return the outlook of a new file."""
    try:
        until = today.replace(year=today.year + YEARS_AHEAD)
    except ValueError:  # the 29th of February
        until = today.replace(year=today.year + YEARS_AHEAD, day=28)
    return Found(("outlook",), {"from": today, "until": until}, Place(""))


def person_text(entries: Sequence[Found], left_out: Sequence[str] = ()) -> str:
    """Return a person's file with comments.

    Parameters
    ----------
    entries : sequence of Found
    left_out : sequence of str
        Drugs that were named without a dose.
    """
    blocks = [_HEAD.rstrip()]
    for table, what in _PARTS:
        rows = [one for one in entries if one.table == table]
        if rows:
            blocks.append("\n".join([f"# {what}", *_written(table, rows)]))
        elif table in _NOTHING:
            blocks.append(_NOTHING[table])
        if table == ("plan", "drug") and left_out:
            blocks.append("\n".join(
                f"# Left out, for its dose was not said: {_one_line(name)}. Add [[plan.drug]] with name, dose, "
                f"every, from."
                for name in left_out
            ))  # fmt: skip
    return "\n\n".join(blocks) + "\n"


def _written(table: Table, rows: Sequence[Found]) -> list[str]:
    if table in SINGLE:
        notes = [note for one in rows if one.note for note in one.note.split("; ")]
        merged: dict[str, Any] = {}
        for one in rows:
            for key, value in one.keys.items():
                merged[key] = (
                    list(dict.fromkeys(grown(merged.get(key), value))) if isinstance(value, list) else value
                )
        return [
            *(f"# {_one_line(note[:1].upper() + note[1:])}." for note in notes),
            entry_text(Found(table, merged, Place(""))).rstrip(),
        ]
    lines: list[str] = []
    for one in rows:
        if one.note:
            lines.append(f"# {_one_line(one.note[:1].upper() + one.note[1:])}.")
        lines.append(entry_text(one).rstrip())
    return lines


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
