"""Answers to the eight questions → a person's file that can be checked and run as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final

from osteotwin.asking.beginning import Beginning, read_beginning
from osteotwin.asking.drugs.classes_apart import classes_apart
from osteotwin.asking.own_words import in_own_words
from osteotwin.asking.person.text import assumed_person, outlook_from, person_text
from osteotwin.asking.person.wish_words import WISHES
from osteotwin.asking.questions import KEYS, QUESTIONS
from osteotwin.asking.sentences import sentence
from osteotwin.asking.two_tellings import agreeing
from osteotwin.asking.unclear import ANSWERS
from osteotwin.asking.understand import OF_DRUGS, Understood, problems_of, understand
from osteotwin.asking.unused import said_of_unused
from osteotwin.asking.whole_ways import Asked, with_whole_ways
from osteotwin.errors import InputError, Problem
from osteotwin.files import dated_copy, write_bytes, write_text
from osteotwin.importing.found import Found
from osteotwin.importing.merge import with_entries
from osteotwin.inputs.names import did_you_mean
from osteotwin.inputs.notes import Notes, printable
from osteotwin.people.person import Person
from osteotwin.people.read_person import person_of
from osteotwin.units.patterns import later

#: Questions that are answered in running words; the others say themselves what they leave out.
_RUNNING: Final = ("drugs", "training", "food")
_PLACED: Final = later(r"([a-z_.]+?)\[(\d+)\](?:\.(\w+))?")


@dataclass(frozen=True)
class NewPerson:
    """A new person's file, and what was understood.

    Attributes
    ----------
    text : str
        The file, with comments.
    understood : mapping of str to str
        One sentence for each question that was answered.
    assumed : mapping of str to str
        What is taken for each question that was skipped.
    left_out : tuple of str
        Drugs that were named without a dose, and are not in the file.
    begins_open : bool
        Whether since when a drug is taken was not said.
    lacks : mapping of str to str
        What the file that it begins with does not say, by the question that it answers otherwise.
    """

    text: str = field(repr=False)
    understood: Mapping[str, str]
    assumed: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    begins_open: bool = False
    lacks: Mapping[str, str] = field(default_factory=dict[str, str])


def new_person(
    answers: Mapping[str, str],
    *,
    today: date | None = None,
    begin_with: str | PathLike[str] | None = None,
    dates: str | None = None,
) -> NewPerson:
    """Return a person's file by answers in plain words.

    Parameters
    ----------
    answers : mapping of str to str
        Of the questions ``drugs``, ``dose``, ``since``, ``person``, ``scans``, ``labs``, ``training`` and ``food``;
        what is not there, or blank, is skipped. Several things of one answer are parted by semicolons.
    today : datetime.date, optional
        The day on which the forecast starts; else the machine's. It is written into the file.
    begin_with : path, optional
        A person's file, or anything that :func:`osteotwin.preview_import` reads, to begin with.
    dates : str, optional
        ``"dmy"`` or ``"mdy"``: the order of day and month in 03/04/05.

    Returns
    -------
    NewPerson

    Raises
    ------
    InputError
        With every answer that is not understood: the question, what was found, what is expected and how to mend it.

    Examples
    --------
    >>> import datetime
    >>> new = new_person({"drugs": "arimidex", "dose": "0.5 mg twice a week"}, today=datetime.date(2026, 2, 1))
    >>> new.understood["dose"]
    'anastrozole: 0.5 mg every 3.5 days, from 2026-02-01 on.'
    """
    _check_keys(answers, dates)
    if "drugs" in answers:
        answers = {**answers, "drugs": classes_apart(answers["drugs"])}
    today = today or date.today()
    beginning = Beginning() if begin_with is None else read_beginning(Path(fspath(begin_with)), today, dates)
    today = beginning.today or today
    try:
        return _read(answers, beginning, today, dates)
    except InputError as error:
        reader_of = partial(_reader_of, answers=answers, beginning=beginning, today=today, dates=dates)
        problems = with_whole_ways(error.problems, answers, reader_of)
        raise problems_of([in_own_words(one, answers.get(one.field, "")) for one in problems]) from None


def _reader_of(
    question: str, answers: Mapping[str, str], beginning: Beginning, today: date, dates: str | None
) -> Asked:
    """Return what reads another answer to a question, as it is read beside those that belong to it."""
    beside = {key: answers[key] for key in OF_DRUGS if question in OF_DRUGS and key in answers}
    # What somebody eats who leaves out foods is asked of the whole.
    beside |= {} if question in OF_DRUGS or "food" in (question, *beginning.told) else {"food": _SOME_FOOD}

    def asked(text: str) -> Problem | None:
        try:
            _read({**beside, question: text}, beginning, today, dates, is_shown=False)
        except InputError as error:
            return next((one for one in error.problems if one.field == question), None)
        return None

    return asked


_SOME_FOOD: Final = "calcium 800 mg a day"


def _read(
    answers: Mapping[str, str], beginning: Beginning, today: date, dates: str | None, *, is_shown: bool = True
) -> NewPerson:
    """Return a person's file by answers; where nothing is shown, nothing is offered either."""
    understood = understand(answers, today, dates, knows_food="food" in beginning.told, is_shown=is_shown)
    of_person = agreeing(understood.entries.get("person", ()), beginning.person)
    understood = replace(understood, entries={**understood.entries, "person": of_person})
    text = _text(understood, beginning, today)
    knows_age, knows_sex = (_knows(key, understood, beginning) for key in ("birth_date", "sex"))
    whole = _check(text, understood, knows_age=knows_age, knows_sex=knows_sex)
    answered = {key for key in KEYS if answers.get(key, "").strip()}
    heard = {
        key: sentence(key, understood, today, whole, beginning.person) for key in KEYS if key in answered
    }
    heard |= {
        one: heard[one] + said_of_unused(one, heard[one], answers, understood, today, dates)
        for one in _RUNNING
        if one in heard
    }
    known = {key: said for key, said in beginning.told.items() if key not in heard}
    skipped = [question for question in QUESTIONS if question.key not in heard and question.key not in known]
    no_drugs = not understood.taken
    assumed = {one.key: one.skipped for one in skipped if not (no_drugs and one.key in OF_DRUGS[1:])}
    return NewPerson(text, {key: {**heard, **known}[key] for key in KEYS if key in heard or key in known}, assumed,
                     understood.left_out, any(not one.since for one in understood.taken),
                     beginning.lacks)  # fmt: skip


def write_new_person(new: NewPerson, path: str | PathLike[str], today: date) -> Path | None:
    """Write a new person's file, after a dated copy of what stood there.

    Parameters
    ----------
    new : NewPerson
    path : str or path-like
    today : datetime.date
        For the name of the copy.

    Returns
    -------
    Path or None
        Of the copy; ``None`` where nothing stood there.
    """
    file = Path(path)
    copy = dated_copy(file, today) if file.is_file() else None
    if copy is not None:
        write_bytes(copy, file.read_bytes(), private=True)
    write_text(file, new.text)
    return copy


def _text(understood: Understood, beginning: Beginning, today: date) -> str:
    entries = understood.all
    if beginning.text:
        document = tomllib.loads(beginning.text)
        have = document.get("person", {})
        new = [_without(one, have) if one.table == ("person",) else one for one in entries]
        if "outlook" not in document:
            new.append(outlook_from(today))
        new += assumed_person((*entries, Found(("person",), have, beginning.place)), today)
        new = [one for one in new if one.keys]
        return with_entries(beginning.text, new, beginning.place.file) if new else beginning.text
    entries = (*beginning.entries, *entries)
    said = [one for one in entries if one.table == ("person",)]
    return person_text((*entries, *assumed_person(said, today), outlook_from(today)), understood.left_out)


def _without(one: Found, have: Mapping[str, Any]) -> Found:
    keys = {key: value for key, value in one.keys.items() if have.get(key) != value}
    return Found(one.table, keys, one.place, one.said, one.note)


def _knows(key: str, understood: Understood, beginning: Beginning) -> bool:
    rows = (*understood.entries.get("person", ()), *beginning.entries)
    return bool(beginning.text) or any(key in one.keys for one in rows)


def _check(text: str, understood: Understood, *, knows_age: bool, knows_sex: bool) -> Person:
    """Let the reader of a person's file judge, and name the question of what it refuses."""
    try:
        return person_of(Notes.of_text(ANSWERS, tomllib.loads(text), text))
    except InputError as error:
        problems = _by_question(error.problems, tomllib.loads(text), understood)
        if not knows_sex:
            problems = [_of_whom(one) if _UNSEEN in one.found else one for one in problems]
        if not knows_age:
            problems = [
                _WITHOUT_AGE if one.field == "person" and "an age of" in one.found else one
                for one in problems
            ]
        raise problems_of(problems) from None


#: An age at menopause that the age taken for who told none has not reached.
_WITHOUT_AGE: Final = Problem(
    ANSWERS, "person", "an age at menopause, and no age of now", "the age of now, too",
    'write for example "woman, 63, menopause at 51", with your own numbers',
)  # fmt: skip


_UNSEEN: Final = "a value hardly ever seen"


def _of_whom(problem: Problem) -> Problem:
    """Return the question on an unusual value of the man who is taken where the sex is not told."""
    return replace(
        problem,
        found=f"{problem.found} of a man, who is taken where the sex is not told",
        expected=f"the sex, or {problem.expected}",
        fix=f"write the sex and the age in the answer on the person; where it is a man's, {problem.fix}",
    )


def _by_question(
    problems: tuple[Problem, ...], document: Mapping[str, Any], understood: Understood
) -> list[Problem]:
    return [
        Problem(ANSWERS, question, problem.found, problem.expected, _in_words(problem.fix))
        if (question := _question_of(problem.field, document, understood))
        else problem
        for problem in problems
    ]


#: Advice of a file's reader, and the same in an answer's words.
_WORDS_FOR: Final = {
    "add confirmed = true if": 'write "confirmed" behind it if',
    "add minutes = 30": 'say how long, too, for example "30 min"',
    "add sets = 5 and reps = 5": 'say the sets and repetitions, too, for example "5x5"',
}


def _in_words(fix: str) -> str:
    """Return what to do about a key of a file as what to write in an answer."""
    for key, words in _WORDS_FOR.items():
        fix = fix.replace(key, words)
    return fix


def _question_of(place: str, document: Mapping[str, Any], understood: Understood) -> str:
    """Return the question that a key of the file answers; empty for none."""
    match = _PLACED.match(place)
    if match is None:
        if place.startswith("wishes"):
            return _of_wish(place.removeprefix("wishes.").partition("[")[0], understood)
        if place.startswith("person"):
            return "person"
        return "food" if place.startswith("habits.") else ""
    table, number, key = match[1], int(match[2]), match[3]
    if table == "measurement":
        row = document["measurement"][number]
        return "labs" if any(one.keys == row for one in understood.entries.get("labs", ())) else "scans"
    if table.startswith("habits."):
        return table.removeprefix("habits.")
    if key in ("dose", "every"):
        return "dose"
    return "since" if key in ("from", "until", "already_since") else "drugs"


def _of_wish(key: str, understood: Understood) -> str:
    return next((question for question, rows in understood.entries.items()
                 if any(one.table == WISHES and key in one.keys for one in rows)), "")  # fmt: skip


def _check_keys(answers: Mapping[str, str], dates: str | None) -> None:
    problems = [
        Problem(ANSWERS, printable(str(key)), "an unknown question", f"one of {', '.join(KEYS)}",
                did_you_mean(str(key), KEYS, "remove it"))
        for key in answers if key not in KEYS
    ]  # fmt: skip
    said: dict[str, object] = {**answers}
    problems += [
        Problem(ANSWERS, key, f"{said[key]!r}, which is no text", "an answer in words", "write it in quotes")
        for key in said if key in KEYS and not isinstance(said[key], str)
    ]  # fmt: skip
    if dates not in (None, "dmy", "mdy"):
        problems.append(Problem("--dates", "", repr(dates), "dmy or mdy", "write --dates dmy"))
    if problems:
        raise InputError(problems)
