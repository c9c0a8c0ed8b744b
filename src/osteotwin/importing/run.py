"""From files to the preview of an import: read, told apart, checked by the reader of a person's file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final

from osteotwin.errors import InputError, Problem
from osteotwin.importing.answers import Answers, check_answers
from osteotwin.importing.duplicates import NEW, SAME, Known
from osteotwin.importing.found import Found, Left, Place, Reading, Table
from osteotwin.importing.identity import check_same_person, missing_keys
from osteotwin.importing.merge import with_entries
from osteotwin.importing.preview import ImportPreview, NotTaken
from osteotwin.importing.read_file import read_file
from osteotwin.importing.score_check import contradictions
from osteotwin.importing.sides import one_side
from osteotwin.importing.todays import PersonTexts, entry_of_today, moved, stated_birth, stated_today
from osteotwin.inputs.names import find_name
from osteotwin.inputs.notes import printable
from osteotwin.inputs.table import MOST_ENTRIES
from osteotwin.inputs.toml_file import read_toml
from osteotwin.people.person import Person
from osteotwin.progress import ProgressCallback, part_of, report
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.plan_file import Entries
from osteotwin.safety.unusual_doses import unusual_doses
from osteotwin.safety.unusual_measurements import unusual_measurements
from osteotwin.units.patterns import later

_PLACED: Final = later(r"([a-z_.]+?)\[(\d+)\]")
_BY_HAND: Final = "keep one of the two by hand"
#: Reading the changed file again ends at the latest after as many rounds.
_ROUNDS: Final = 5


def preview_import(
    files: str | PathLike[str] | Sequence[str | PathLike[str]],
    into: str | PathLike[str],
    *,
    on_progress: ProgressCallback | None = None,
    read_on: date | None = None,
    **answers: Any,
) -> ImportPreview:
    """Read files that people already have, and show what they would add to a person's file. Nothing is written.

    FHIR bundles and resources, reports of DXA scans and of laboratories as text or PDF, tables of values (CSV), logs of
    Strong, Hevy, FitNotes, Cronometer and MyFitnessPal, exports of Apple Health and Health Connect.

    Parameters
    ----------
    files : path, or sequence of paths
    into : str or path-like
        The person's file.
    on_progress : callable, optional
        Told how much of the files is read.
    read_on : datetime.date, optional
        Day on which they are read, after which nothing in them was measured; else that of the machine's clock.
    **answers
        What the files leave open: ``dates="dmy"``, ``patient="123"``, ``same_person=True`` and the other fields of
        ``osteotwin.importing.answers.Answers``.

    Returns
    -------
    ImportPreview
        Its ``write()`` changes the file, after a dated copy; :func:`undo_import` puts it back.

    Raises
    ------
    InputError
        If a file cannot be read; if something is open that only the user can tell, the sentence names the answer.
    """
    given = _answers(answers)
    given = given if read_on is None else replace(given, read_on=read_on)
    check_answers(given)
    paths = [files] if isinstance(files, str | PathLike) else list(files)
    if not paths:
        raise InputError([Problem("files", "", "nothing", "one file or more to read in", "name a file")])
    text, before = _person_text(Path(fspath(into)), given)
    reading, today = Reading(), stated_today(text, given)
    beside = replace(given, today=given.today if today is None else str(today), born=stated_birth(text))
    sizes = [_size_of(Path(fspath(path))) for path in paths]
    for n, path in enumerate(paths):
        name = Path(fspath(path)).name
        begins, ends = (sum(sizes[:k]) / sum(sizes) for k in (n, n + 1))
        own = part_of(on_progress, begins, ends, f"reading {printable(name)}")
        report(own, 0, 1)
        reading = reading.plus(_never_silent(read_file(Path(fspath(path)), beside, own), name))
        report(own, 1, 1)
    return _preview(reading, fspath(into), text, before, given)


def _size_of(path: Path) -> int:
    """Return how long a file is; of one that cannot be read, which reading it says, the least."""
    try:
        return max(path.stat().st_size, 1)
    except (OSError, ValueError):
        return 1


def _never_silent(reading: Reading, name: str) -> Reading:
    """Return what a file says; where that is nothing, that it is."""
    if reading.found or reading.left:
        return reading
    why = "no value that a person's file holds was found in it"
    return replace(reading, left=(Left(Place(name), "the whole file", why),))


def _answers(given: Mapping[str, Any]) -> Answers:
    known = {one.name for one in fields(Answers)} - {"born", "read_on"}
    unknown = [name for name in given if name not in known]
    if unknown:
        raise InputError([
            Problem("argument", unknown[0], "an unknown name", f"one of {', '.join(sorted(known))}", "leave it out")
        ])  # fmt: skip
    return Answers(**given)


def _person_text(path: Path, answers: Answers) -> tuple[str, bytes | None]:
    """Return the text of the person's file, or the beginning of a new one."""
    if not path.exists() and answers.until is not None:
        try:
            until = date.fromisoformat(answers.until)
        except ValueError:
            raise InputError([
                Problem("--until", "", repr(answers.until), "a calendar date", "write --until 2029-02-01")
            ]) from None  # fmt: skip
        return f"[person]\n\n[outlook]\nuntil = {until}\n", None
    if not path.exists():
        raise InputError([
            Problem(str(path), "", "no such file", "the file about a person, or --until DATE to make a new one",
                    "check the name, or add --until 2029-02-01 (the end of the forecast), which creates the file")
        ])  # fmt: skip
    _, text = read_toml(path)
    return text, path.read_bytes()


def _preview(reading: Reading, into: str, text: str, before: bytes | None, answers: Answers) -> ImportPreview:
    document = tomllib.loads(text)
    stated = document.get("person")
    person: Mapping[str, Any] = stated if isinstance(stated, dict) else {}
    check_same_person(reading.about, person, answers)
    found = [*missing_keys(reading.about, person), *one_side(reading.found, answers)]
    existing, new = Known(_existing(document)), Known()
    taken: list[Found] = []
    there: list[Found] = []
    refused: list[NotTaken] = []
    doubtful = contradictions(found)
    for n, one in enumerate(found):
        beside_file, beside_new = existing.against(one), new.against(one)
        if SAME in (beside_file, beside_new):
            there.append(one)
        elif n in doubtful:
            refused.append(NotTaken(one, doubtful[n]))
        elif one.table == ("measurement",) and beside_file == NEW and (rivals := new.rivals(one)):
            # Which of the two counts is told by nothing here.
            refused.append(NotTaken(one, f"another entry that was read in says {beside_new}; {_BY_HAND}"))
            refused += [
                NotTaken(
                    rival,
                    f"another entry that was read in says {one.keys['value']} of the same day; {_BY_HAND}",
                )
                for rival in rivals
                if rival in taken
            ]
            taken = [rival for rival in taken if rival not in rivals]
        elif beside_file != NEW or beside_new != NEW:
            where = "the file has" if beside_file != NEW else "another entry that was read in says"
            refused.append(NotTaken(one, f"{where} {beside_file or beside_new}; {_BY_HAND}"))
        else:
            taken.append(one)
            new.add(one)
    if sum(one.table == ("measurement",) for one in taken) > MOST_ENTRIES:
        raise InputError([
            Problem(into, "measurement", f"more than {MOST_ENTRIES} values", f"at most {MOST_ENTRIES} in one file",
                    "keep the scans and the laboratory values that matter, or one a month")
        ])  # fmt: skip
    texts = PersonTexts(into)
    new_text, kept, dropped = _checked(text, taken, into, document, texts)
    before_it, outlook = texts.today(text), document.get("outlook")
    stated = isinstance(outlook, dict) and "from" in outlook
    told = entry_of_today(before_it, texts.today(new_text), kept, answers, stated=stated)
    if told is not None:
        new_text, kept, dropped = _checked(text, [*taken, told], into, document, texts)
    return ImportPreview(
        into,
        tuple(kept),
        tuple(there),
        (*refused, *dropped),
        reading.left,
        new_text,
        moved(before_it, texts.today(new_text)),
        before,
        _unusual(texts.person(text), texts.person(new_text)),
    )


def _unusual(old: Person | None, new: Person | None) -> tuple[str, ...]:
    """Return what is far from usual in a person as the new text of a file tells him, and not in the old."""
    known = () if old is None else _all_unusual(old)
    return () if new is None else tuple(said for said in _all_unusual(new) if said not in known)


def _all_unusual(person: Person) -> tuple[str, ...]:
    return *unusual_doses(person), *unusual_measurements(person)


def _checked(
    text: str, taken: list[Found], into: str, document: Mapping[str, Any], texts: PersonTexts
) -> tuple[str, list[Found], list[NotTaken]]:
    """Let the reader of a person's file judge every entry, and leave out what it refuses."""
    old = {_unplaced(problem) for problem in texts.problems(text)}
    kept, dropped = list(taken), list[NotTaken]()
    for _ in range(_ROUNDS):
        new_text = with_entries(text, kept, into) if kept else text
        problems = [one for one in texts.problems(new_text) if _unplaced(one) not in old]
        wrong: dict[int, str] = {}
        for problem in problems:
            index = _index_of(problem, kept, document)
            if index is None and not wrong and problem is problems[-1]:
                raise InputError([problem])
            if index is not None:
                wrong.setdefault(index, f"{problem.fault}. Fix: {problem.fix}")
        if not wrong:
            return new_text, kept, dropped
        dropped += [NotTaken(kept[index], why) for index, why in sorted(wrong.items())]
        kept = [one for index, one in enumerate(kept) if index not in wrong]
    raise InputError(
        [Problem(into, "", "entries that do not go together", "a file that can be read", "read in less")]
    )


def _unplaced(problem: Problem) -> tuple[str, str, str]:
    return problem.field, problem.found, problem.expected


def _index_of(problem: Problem, kept: Sequence[Found], document: Mapping[str, Any]) -> int | None:
    """Return which of the new entries a problem is about."""
    match = _PLACED.match(problem.field)
    if match is None:
        name = problem.field.split(".")[0]
        key = problem.field.rpartition(".")[2]
        return next((n for n, one in enumerate(kept) if one.table == (name,) and key in one.keys), None)
    table = tuple(match[1].split("."))
    here: Any = document
    for step in table:
        here = here.get(step, {}) if isinstance(here, dict) else {}
    number = int(match[2]) - (len(here) if isinstance(here, list) else 0)
    own = [n for n, one in enumerate(kept) if one.table == table or _grows(one, table)]
    return own[number] if 0 <= number < len(own) else None


def _grows(one: Found, table: Table) -> bool:
    """Tell whether an entry is one more of a list within a table: ``person.conditions``."""
    return one.table == table[:-1] and isinstance(one.keys.get(table[-1]), list)


def _existing(document: Mapping[str, Any]) -> Iterable[Found]:
    """Yield the entries that a person's file has, as far as they can be compared."""
    tables: list[Table] = [("measurement",), ("habits", "training"), ("habits", "drug")]
    tables += [(part, sort) for part in ("plan", "history") for sort in Entries.model_fields]
    for table in tables:
        here: Any = document
        for step in table:
            here = here.get(step) if isinstance(here, dict) else None
        for row in here if isinstance(here, list) else ():
            if isinstance(row, dict):
                yield Found(table, row, Place(""))
    person, habits = document.get("person"), document.get("habits")
    if isinstance(person, dict) and isinstance(person.get("conditions"), list):
        yield Found(("person",), {"conditions": _conditions(person["conditions"])}, Place(""))
    if isinstance(habits, dict):
        yield Found(
            ("habits",), {k: v for k, v in habits.items() if k in ("calcium", "vitamin_d")}, Place("")
        )


def _conditions(written: list[Any]) -> list[str]:
    """Return the conditions of a person's file by the names that imports give them."""
    choices = {name: (row.label, *row.aliases) for name, row in CONDITIONS.items()}
    return [find_name(one, choices) or one for one in written if isinstance(one, str)]
