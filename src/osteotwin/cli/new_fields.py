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
#: So many choices are listed at once; of more those are that hold what is typed, or all of them where ? is.
_MOST_LISTED, _MOST_HITS, _MOST_SHOWN = 20, 12, 200
_HOW = "Enter takes what stands in [ ], - leaves it blank, ? lists what may be chosen, back goes back."
_PLACE = re.compile(r"rows\[(\d+)\]\.(\w+)")


@dataclass
class _Filled:
    """What is filled in so far."""

    rows: list[dict[str, str]]
    values: dict[str, str] = field(default_factory=dict[str, str])


class _LeftError(Exception):
    """Somebody goes back from the first field: to the question in words."""


def by_fields(
    form: ot.Form,
    line: Callable[[str], str],
    tell: Callable[[str], None],
    before: Mapping[str, str],
    *,
    only_lacking: bool = False,
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
    only_lacking : bool
        Whether what is understood is not gone through once more.
    """
    tell(f"Field by field. {_HOW}")
    filled = _Filled([dict(row) for row in form.rows], dict(form.values))
    is_short = only_lacking and bool(form.rows or form.lacks)
    if is_short:
        for number, row in enumerate(form.rows, 1):
            tell(f"Understood so far: {number}. {', '.join(row.values())}")
    for words in form.unread:
        tell(f"Not understood so far: {words}")
    try:
        is_short = is_short and _beyond(form, filled, line, tell, before)
        while True:
            if not is_short:
                _rows(form, filled, line, tell)
                _once(form, filled, line, tell)
            is_short = False
            if (answers := _in_words(form, filled, line, tell, before)) is not None:
                return answers
    except _LeftError:
        tell("In your own words, then; Enter skips the question.")
        return None


def _in_words(
    form: ot.Form,
    filled: _Filled,
    line: Callable[[str], str],
    tell: Callable[[str], None],
    before: Mapping[str, str],
) -> Mapping[str, str] | None:
    """Return the answers of what is filled in, once nothing lacks; ``None`` to see all again."""
    if (told := _whole(form, filled, line, tell, before)) is None:
        return None
    is_told = any(told.answers.values())
    tell(f"In words: {told.answers[form.question]}" if is_told else "Nothing is filled in.")
    if told.lost:
        tell(f"You also wrote: {', '.join(f'“{one}”' for one in told.lost)}. Add it in words if it matters.")
    return told.answers


def _beyond(
    form: ot.Form,
    filled: _Filled,
    line: Callable[[str], str],
    tell: Callable[[str], None],
    before: Mapping[str, str],
) -> bool:
    """Ask what lacks of what is understood, then what is not; ``False`` to see all."""
    if _whole(form, filled, line, tell, before) is None:
        return False
    if form.unread:
        filled.rows = [row for row in filled.rows if row]
        _rows(form, filled, line, tell, len(filled.rows))
        _once(form, filled, line, tell)
    return True


def _whole(
    form: ot.Form,
    filled: _Filled,
    line: Callable[[str], str],
    tell: Callable[[str], None],
    before: Mapping[str, str],
) -> ot.InWords | None:
    """Return what is filled in, in words; what lacks is asked until nothing does. ``None`` to see all again."""
    is_again = False
    while True:
        try:
            return ot.answers_by_fields(form.question, filled.rows, filled.values, before=before)
        except InputError as error:
            if is_again:
                tell("What you do not know can be left out: back goes through all fields again.")
            is_again = True
            for problem in error.problems:
                tell(problem.question())
                if not _again(form, filled, problem.field, line, tell):
                    return None


def _again(
    form: ot.Form, filled: _Filled, place: str, line: Callable[[str], str], tell: Callable[[str], None]
) -> bool:
    """Ask one field once more; a row whose first field is left blank is left out. ``False`` to go back."""
    in_row = _PLACE.fullmatch(place)
    columns, key = (form.once, place) if in_row is None else (form.columns, in_row[2])
    column = next((one for one in columns if one.key == key), None)
    if column is None:  # what is wrong with all of them
        return False
    if in_row is None:
        return _ask(column, filled.values, "", line, tell)
    row, first = filled.rows[int(in_row[1])], form.columns[0]
    if not row:  # left out just now
        return True
    is_answered = _ask(column, row, row.get(first.key, ""), line, tell)
    if column is first and first.key not in row:
        row.clear()
    return is_answered


def _once(form: ot.Form, filled: _Filled, line: Callable[[str], str], tell: Callable[[str], None]) -> None:
    place = 0
    while place < len(form.once):
        if _ask(form.once[place], filled.values, "", line, tell):
            place += 1
        elif place == 0:
            raise _LeftError
        else:
            place -= 1


def _rows(
    form: ot.Form,
    filled: _Filled,
    line: Callable[[str], str],
    tell: Callable[[str], None],
    number: int = 0,
) -> None:
    """Ask the fields of each row from a number on, then of more rows until none is named."""
    if not form.columns:
        return
    first = form.columns[0]
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
        elif column.is_rare and not row.get(column.key):
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
    offered = choices if len(choices) <= _MOST_LISTED else ()
    if len(offered) > 1 or (offered and not column.is_open):
        tell(numbered(offered))
    held, before = row.get(column.key, ""), ""
    hint = f" [{held}]" if held else f" (for example {column.example})" if column.example else ""
    while True:
        said = line(f"{column.asks}{hint}: ").strip()
        if said.casefold() in _BACK:
            return False
        if not said and not before:
            return True
        said = said or before  # Enter beneath what is offered takes what was typed; nothing of it is lost
        if said in _BLANK:
            row.pop(column.key, None)
            return True
        if said.casefold() == FIELDS or (said == _LIST and not choices):
            tell(
                _HOW
                if said != _LIST
                else f"Anything may be written here: {column.example or 'a word or two'}."
            )
            continue
        is_own = column.is_open and (said == before or len(choices) <= _MOST_LISTED)
        chosen, hits = chosen_of(said, choices, offered, is_own=is_own, is_open=column.is_open)
        if chosen or (column.is_open and not hits):
            row[column.key] = chosen or said
            return True
        tell(which(said, hits, is_open=column.is_open))
        before, offered = said, hits[:_MOST_HITS] if said != _LIST else ()


def chosen_of(
    said: str, choices: Sequence[str], offered: Sequence[str], *, is_own: bool, is_open: bool
) -> tuple[str, tuple[str, ...]]:
    """Return what is chosen by what is typed, or an empty text and the choices that hold it.

    Parameters
    ----------
    said : str
    choices : sequence of str
        Nothing where anything may be written.
    offered : sequence of str
        Those that were listed with numbers.
    is_own : bool
        Whether it is taken as it is where it is none of them.
    is_open : bool
        Whether other words than the choices may be written; where not, the only one that holds it is meant.

    Examples
    --------
    >>> units = ("pg/mL", "pmol/L")
    >>> chosen_of("2", units, units, is_own=False, is_open=False)
    ('pmol/L', ())
    >>> chosen_of("total", ("trochanter BMD", "total hip T-score", "total hip BMD"), (), is_own=False, is_open=False)
    ('', ('total hip T-score', 'total hip BMD'))
    >>> chosen_of("adex", ("Anastrozole",), (), is_own=True, is_open=True)
    ('adex', ())
    """
    if said.isdecimal() and 0 < int(said) <= len(offered):
        return offered[int(said) - 1], ()
    folded = said.casefold()
    if same := [one for one in choices if one.casefold() == folded]:
        return same[0], ()
    if said == _LIST:
        return "", tuple(choices)
    if is_own or not choices:
        return said, ()
    hits = tuple(one for one in choices if folded in one.casefold())
    return (hits[0], ()) if len(hits) == 1 and not is_open else ("", hits)


def which(said: str, hits: Sequence[str], *, is_open: bool) -> str:
    """Return what is asked where what is typed is none of the choices.

    Examples
    --------
    >>> print(which("squat", ("Back squat", "Front squat"), is_open=True).replace(chr(160), " "))
    Which? 1 Back squat   2 Front squat   or Enter to take 'squat' as it is
    >>> which("x", (), is_open=False)
    "Nothing with 'x' in it; ? lists what may be chosen."
    """
    if said == _LIST:
        beyond = len(hits) - _MOST_SHOWN
        return "; ".join(hits[:_MOST_SHOWN]) + (
            f"; and {beyond} more: type a part of the name" if beyond > 0 else ""
        )
    if not hits:
        return f"Nothing with {said!r} in it; {_LIST} lists what may be chosen."
    beyond = len(hits) - _MOST_HITS
    more = f"   and {beyond} more: type more of the name" if beyond > 0 else ""
    own = f"   or Enter to take {said!r} as it is" if is_open else ""
    return f"Which? {numbered(hits[:_MOST_HITS])}{more}{own}"


def numbered(choices: Sequence[str]) -> str:
    """Return choices with their numbers, none of which is parted at the end of a line."""
    return "   ".join(f"{number} {one}".replace(" ", "\u00a0") for number, one in enumerate(choices, 1))
