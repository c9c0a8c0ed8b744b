"""A question of ``osteotwin new`` field by field, for who is not understood in his own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import osteotwin as ot
from osteotwin.errors import InputError

#: What is typed for the fields of a question, to go back, to leave a field blank, and to see what may be chosen.
FIELDS = "fields"
_BACK, _BLANK, _LIST = ("back", "b"), ("-", "none"), "?"
#: So many choices are listed at once; of more those are that hold what is typed.
_MOST_LISTED, _MOST_HITS = 20, 40
_PLACE = re.compile(r"rows\[(\d+)\]\.(\w+)")


@dataclass
class _Filled:
    """What is filled in so far."""

    rows: list[dict[str, str]]
    values: dict[str, str] = field(default_factory=dict[str, str])


class _LeftError(Exception):
    """Somebody goes back from the first field: to the question in words."""


def by_fields(
    form: ot.Form, line: Callable[[str], str], tell: Callable[[str], None], before: Mapping[str, str]
) -> Mapping[str, str] | None:
    """Ask the fields of a question, and return the answers that they tell; ``None`` where he goes back to words.

    Parameters
    ----------
    form : Form
    line : callable
        Shows a prompt and returns what is typed.
    tell : callable
        Says one thing.
    before : mapping of str to str
        The answers that are replaced.
    """
    tell(
        "Field by field. Enter takes what stands in [ ], - leaves it blank, ? lists what may be chosen, back goes back."
    )
    for words in form.unread:
        tell(f"Not understood so far: {words}")
    filled = _Filled([dict(row) for row in form.rows], dict(form.values))
    try:
        for part in (_once, _rows) if form.once_first else (_rows, _once):
            part(form, filled, line, tell)
        return _in_words(form, filled, line, tell, before)
    except _LeftError:
        return None


def _in_words(
    form: ot.Form,
    filled: _Filled,
    line: Callable[[str], str],
    tell: Callable[[str], None],
    before: Mapping[str, str],
) -> Mapping[str, str]:
    """Return the answers of what is filled in; what lacks is asked until nothing does."""
    while True:
        try:
            told = ot.answers_by_fields(form.question, filled.rows, filled.values, before=before)
        except InputError as error:
            for problem in error.problems:
                tell(problem.question())
                _again(form, filled, problem.field, line, tell)
            continue
        tell(f"In words: {told.answers[form.question]}")
        if told.lost:
            tell(f"You also wrote: {', '.join(told.lost)}. Add it in words if it matters.")
        return told.answers


def _again(
    form: ot.Form, filled: _Filled, place: str, line: Callable[[str], str], tell: Callable[[str], None]
) -> None:
    """Ask one field once more; a row whose first field is left blank is left out, and back leaves the fields."""
    if (in_row := _PLACE.fullmatch(place)) is None:
        column = next(one for one in form.once if one.key == place)
        is_answered = _ask(column, filled.values, "", line, tell)
    else:
        row, first = filled.rows[int(in_row[1])], form.columns[0]
        column = next(one for one in form.columns if one.key == in_row[2])
        is_answered = _ask(column, row, row.get(first.key, ""), line, tell)
        if column is first and first.key not in row:
            row.clear()
    if not is_answered:
        raise _LeftError


def _once(form: ot.Form, filled: _Filled, line: Callable[[str], str], tell: Callable[[str], None]) -> None:
    place = 0
    while place < len(form.once):
        if _ask(form.once[place], filled.values, "", line, tell):
            place += 1
        elif place == 0:
            raise _LeftError
        else:
            place -= 1


def _rows(form: ot.Form, filled: _Filled, line: Callable[[str], str], tell: Callable[[str], None]) -> None:
    """Ask the fields of each row, then of more rows until none is named."""
    if not form.columns:
        return
    first, number = form.columns[0], 0
    while True:
        if number == len(filled.rows):
            filled.rows.append({})
        row = filled.rows[number]
        is_new = not row
        tell(
            f"{number + 1}."
            if not is_new
            else f"{number + 1}. Enter where there is {'no other one' if number else 'none'}."
        )
        try:
            _each(form, row, line, tell)
        except _LeftError:
            if number == 0:
                raise
            number -= 1
            continue
        if not row.get(first.key):
            del filled.rows[number]
            if is_new:
                return
            continue
        number += 1


def _each(
    form: ot.Form, row: dict[str, str], line: Callable[[str], str], tell: Callable[[str], None]
) -> None:
    """Ask the fields of a row one after the other; back from the first of them leaves."""
    columns, asked = form.columns, [0]
    while asked[-1] < len(columns):
        column, name = columns[asked[-1]], row.get(columns[0].key, "")
        if asked[-1] and not form.asks_of(column, name):
            row.pop(column.key, None)
            asked[-1] += 1
        elif _ask(column, row, name, line, tell):
            if asked == [0] and column.key not in row:
                return
            asked.append(asked[-1] + 1)
        elif len(asked) > 1:
            asked.pop()
        else:
            raise _LeftError


def _ask(
    column: ot.Field, row: dict[str, str], name: str, line: Callable[[str], str], tell: Callable[[str], None]
) -> bool:
    """Ask one field and keep what is typed; ``False`` to go back."""
    choices = column.choices_of(name)
    if 0 < len(choices) <= _MOST_LISTED:
        tell("   ".join(f"{number} {one}" for number, one in enumerate(choices, 1)))
    held = row.get(column.key, "")
    hint = f" [{held}]" if held else f" (for example {column.example})" if column.example else ""
    while True:
        said = line(f"{column.asks}{hint}: ").strip()
        if said.casefold() in _BACK:
            return False
        if not said:
            return True
        if said in _BLANK:
            row.pop(column.key, None)
            return True
        chosen, shown = chosen_of(said, choices, is_open=column.is_open)
        if chosen:
            row[column.key] = chosen
            return True
        tell(shown)


def chosen_of(said: str, choices: Sequence[str], *, is_open: bool) -> tuple[str, str]:
    """Return what is chosen by what is typed, or an empty text and what to say.

    Examples
    --------
    >>> chosen_of("2", ("pg/mL", "pmol/L"), is_open=False)
    ('pmol/L', '')
    >>> chosen_of("total", ("total hip T-score", "total hip BMD", "trochanter BMD"), is_open=False)
    ('', 'Which? total hip T-score; total hip BMD')
    >>> chosen_of("adex", ("Anastrozole",), is_open=True)
    ('adex', '')
    """
    if not choices:
        return said, ""
    folded = said.casefold()
    if said.isdecimal() and 0 < int(said) <= len(choices) <= _MOST_LISTED:
        return choices[int(said) - 1], ""
    if same := [one for one in choices if one.casefold() == folded]:
        return same[0], ""
    if is_open and said != _LIST:
        return said, ""
    hits = [one for one in choices if folded in one.casefold()] if said != _LIST else list(choices)
    if len(hits) == 1:
        return hits[0], ""
    if not hits:
        return "", f"Nothing with {said!r} in it; ? lists what may be chosen."
    beyond = len(hits) - _MOST_HITS
    more = f"; and {beyond} more: type a part of the name" if beyond > 0 else ""
    return "", f"Which? {'; '.join(hits[:_MOST_HITS])}{more}"
