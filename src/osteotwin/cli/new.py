"""``osteotwin new``: eight questions, and a person's file."""

from __future__ import annotations

import datetime
import re
import sys
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

import osteotwin as ot
from osteotwin.asking.completed import completions
from osteotwin.cli.new_fields import FIELDS, by_fields
from osteotwin.cli.options import file_problems, raise_if_any
from osteotwin.cli.terminal import complain, say
from osteotwin.errors import InputError, Problem
from osteotwin.files import write_bytes

File = Annotated[Path, typer.Argument(metavar="[FILE]", help="The file to write.", show_default=True)]
From = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="Begin with a person's file, or with what import reads."),
]
AnswersFile = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE", help="Answers in a file; without a terminal nothing is asked."),
]
Dates = Annotated[
    str | None, typer.Option("--dates", metavar="dmy|mdy", help="Order of day and month in 03/04/05.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Replace a file that is there; a dated copy of it is kept.")
]

_WIDTH = 88
_BACK = ("back", "b")
#: What is typed to leave out a question whose answer is not understood: there Enter asks what lacks.
_SKIP = "skip"
#: Stands for the last question until it is asked, which who leaves out foods has to answer; it is never written.
_ABOUT_TO_COME = {"food": "calcium 800 mg a day"}


def new(
    file: File = Path("person.toml"),
    begin_with: From = None,
    answers: AnswersFile = None,
    dates: Dates = None,
    force: Force = False,
) -> None:
    """Ask eight questions in plain words and write a person's file.

    Enter skips a question. What is understood is said back at once, and asked again where it is not. The file has
    comments, and `osteotwin check` and `osteotwin run` take it as it is. Not medical advice.
    """
    today = datetime.datetime.now().astimezone().date()
    raise_if_any(file_problems("FILE", file))
    given = {} if answers is None else ot.read_answers(answers)
    asks = _is_terminal()
    if not asks and answers is None and begin_with is None:
        raise_if_any([Problem("--answers", "", "no terminal to ask in", "a file of answers",
                              'add --answers FILE, which holds drugs = "anastrozole" and so on')])  # fmt: skip
    if file.exists() and not force and not (asks and _may_replace(file)):
        raise_if_any([Problem(str(file), "", "a file that is there already", "a new file",
                              "name another one, or add --force: a dated copy of it is kept")])  # fmt: skip
    if asks:
        given = _asked(file, given, begin_with, dates, today)
        draft = _draft_of(file)
        if answers is None or draft.resolve() != answers.resolve():  # a file of the user's own stays
            draft.unlink(missing_ok=True)
    try:
        made = ot.new_person(given, today=today, begin_with=begin_with, dates=dates)
    except InputError as error:
        raise _named(error, answers) from None
    if not asks:
        told: dict[str, str] = {}
        for question in ot.QUESTIONS:
            if question.key in made.understood:
                told.setdefault(made.understood[question.key], question.title)
        for sentence, title in told.items():
            say(f"{title}: {sentence}")
    copy = ot.write_new_person(made, file, today)
    _end(file, made, copy)


def _asked(
    file: Path, given: Mapping[str, str], begin_with: Path | None, dates: str | None, today: datetime.date
) -> dict[str, str]:
    """Return the answers after the questions that are open; those so far are kept in a draft at every step."""
    answers = dict(given)
    begun = ot.new_person({}, today=today, begin_with=begin_with, dates=dates)
    kept = dict(given)  # what was understood stays in the draft while a question is asked once more
    draft = _draft_of(file)
    _intro(file)
    try:
        number = 0
        while number < len(ot.QUESTIONS):
            number = _ask(number, answers, kept, begun, begin_with, dates, today)
            kept.update(answers)
            _keep(draft, kept)
    except (KeyboardInterrupt, EOFError, typer.Abort):
        print(file=sys.stderr)
        if _keep(draft, kept | answers):
            complain(
                f"Your answers so far are in {draft}; go on with: osteotwin new {file} --answers {draft}"
            )
        else:
            complain("Nothing was answered, and nothing was written.")
        raise KeyboardInterrupt from None
    return answers


def _draft_of(file: Path) -> Path:
    return file.with_name(f"{file.stem}.answers.toml")


def _keep(draft: Path, answers: Mapping[str, str]) -> bool:
    """Write the answers so far where they can be gone on from, for the user alone; nothing, where there are none."""
    if not any(answers.values()):
        return False
    write_bytes(draft, ot.answers_text(answers).encode("utf-8"), private=True)
    return True


def _ask(
    number: int, answers: dict[str, str], kept: Mapping[str, str], begun: ot.NewPerson, begin_with: Path | None,
    dates: str | None, today: datetime.date,
) -> int:  # fmt: skip
    """Ask one question, and return the number of the next one; what was answered before fills its fields."""
    question = ot.QUESTIONS[number]
    known, lacks = begun.understood.get(question.key), begun.lacks.get(question.key)
    if known is not None and lacks is None:
        _tell(f"{number + 1} of {len(ot.QUESTIONS)}  {question.title}: in the file already: {known}")
        return number + 1
    if question.key in ("dose", "since") and not _is_open(question.key, answers, dates, today):
        return number + 1
    is_given = question.key in answers
    if not is_given:
        _show(number)
        if lacks is not None:
            _tell(f"In the file already: {known} Not yet: {lacks}.")
    before: tuple[str, str] | None = None  # what was not understood, and what was found in it
    ways: tuple[str, ...] = ()
    while True:
        said = answers.pop(question.key) if question.key in answers else _chosen(_line(), ways)
        if said.strip().casefold() in _BACK:
            return _one_back(number, answers, begun, dates, today)
        only_lacking = before is not None and not said.strip()
        if said.strip().casefold() == _SKIP:
            said = ""
        if only_lacking or said.strip().casefold() == FIELDS:
            last = before[0] if before is not None else kept.get(question.key, "")
            told = _in_fields(
                question.key, {**kept, **answers, question.key: last}, dates, today, only_lacking
            )
            answers.update(told or {})
            before, ways, is_given = None, (), is_given and told is None
            if question.key in (told or {}) and next(iter(told or {})) != question.key:
                return [one.key for one in ot.QUESTIONS].index("drugs")  # where doses and days are told, too
            continue
        if not said.strip():
            answers[question.key] = ""
            if (open_still := _needed(question.key, answers, begin_with, dates, today)) is not None:
                _explain(open_still)
                del answers[question.key]
                continue
            _tell(f"Skipped: {question.skipped if lacks is None else f'average {lacks}'}.")
            return number + 1
        coming = {} if "food" in begun.understood else _ABOUT_TO_COME

        def understood(text: str, coming: Mapping[str, str] = coming) -> ot.NewPerson:
            so_far = _so_far(number, answers | {question.key: text})
            return ot.new_person({**coming, **so_far}, today=today, begin_with=begin_with, dates=dates)

        if before is not None:
            said = _completed(before, said, understood)
        answers[question.key] = said
        try:
            made = understood(said)
        except InputError as error:
            answers[question.key] = ""
            again = _again(error, question.key)
            if again is not None and again > number:  # an answer of the file that comes later
                _explain(error)
                del answers[ot.QUESTIONS[again].key]
                answers[question.key] = said
                return number
            if is_given:
                _show(number)
                complain(f"> {said}")
                is_given = False
            ways = _explain(error, question.key)
            _tell(f"Type it otherwise, Enter to be asked for what lacks one by one, or {_SKIP}.")
            if again is not None and again != number:
                for key in (ot.QUESTIONS[again].key, question.key):
                    answers.pop(key, None)
                return again
            del answers[question.key]
            before = (said, "; ".join(problem.found for problem in error.problems))
            continue
        place = f"{number + 1} of {len(ot.QUESTIONS)}  {question.title}" if is_given else "Understood"
        _tell(f"{place}: {made.understood[question.key]}")
        if (
            question.key in ("drugs", "dose")
            and made.begins_open
            and not made.left_out
            and "since" not in answers
        ):
            _tell("Since when is asked next; until then it is from today on.")
        return number + 1


def _in_fields(
    key: str, answers: Mapping[str, str], dates: str | None, today: datetime.date, only_lacking: bool
) -> Mapping[str, str] | None:
    """Return the answers that the fields of a question tell; ``None`` where he goes back to words."""
    form = ot.answer_fields(key, answers, today=today, dates=dates)
    before = {one: answers.get(one, "") for one in form.replaces}
    return by_fields(form, _line, _tell, before, only_lacking=only_lacking)


def _completed(before: tuple[str, str], reply: str, understood: Callable[[str], ot.NewPerson]) -> str:
    """Return the whole answer where a reply is only what was missing of the one before, else the reply."""
    for whole in completions(*before, reply):
        try:
            understood(whole)
        except InputError:
            continue
        _tell(f"Together: {whole}")
        return whole
    return reply


def _so_far(number: int, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers up to a question; those on drugs belong together."""
    keys = [question.key for question in ot.QUESTIONS[: max(number + 1, 3)]]
    return {key: answers[key] for key in keys if key in answers}


def _needed(
    key: str, answers: Mapping[str, str], begin_with: Path | None, dates: str | None, today: datetime.date
) -> InputError | None:
    """Return why a question cannot be skipped after what was answered before; ``None`` where it can."""
    if key not in _ABOUT_TO_COME:
        return None
    try:
        ot.new_person(answers, today=today, begin_with=begin_with, dates=dates)
    except InputError as error:
        return error if any(problem.field == key for problem in error.problems) else None
    return None


def _again(error: InputError, key: str) -> int | None:
    """Return the question whose answer is at fault; ``None`` for no question in particular."""
    keys = [question.key for question in ot.QUESTIONS]
    fields = [problem.field for problem in error.problems if problem.field in keys]
    return keys.index(key) if key in fields or not fields else keys.index(fields[0])


def _one_back(
    number: int, answers: dict[str, str], begun: ot.NewPerson, dates: str | None, today: datetime.date
) -> int:
    """Return the number of the last question before this one that is asked at all, its answer taken back."""
    for earlier in reversed(range(number)):
        key = ot.QUESTIONS[earlier].key
        is_asked = key not in begun.understood or key in begun.lacks
        if is_asked and (key not in ("dose", "since") or _is_open(key, answers, dates, today)):
            answers.pop(key, None)
            return earlier
    complain("This is the first question.")
    return number


def _is_open(key: str, answers: Mapping[str, str], dates: str | None, today: datetime.date) -> bool:
    """Tell whether doses or days of the drugs are still to be said."""
    if not answers.get("drugs", "").strip():
        return False
    made = ot.new_person({"drugs": answers["drugs"]}, today=today, dates=dates)
    return bool(made.left_out) if key == "dose" else made.begins_open


def _intro(file: Path) -> None:
    _tell(
        f"Eight questions, and {file} is written. Enter skips a question, back goes to the one before, {FIELDS} asks "
        "one thing at a time, and Ctrl-C stops: what was answered is kept. Nothing leaves this computer. Not medical "
        "advice."
    )


def _show(number: int) -> None:
    question = ot.QUESTIONS[number]
    complain("")
    complain(f"{number + 1} of {len(ot.QUESTIONS)}  {question.title}")
    for line in _wrapped(question.asks):
        complain(f"  {line}")
    for example in question.examples:
        complain(f"    for example: {example}")
    for line in _wrapped(f"Enter skips it: {question.skipped}."):
        complain(f"  {line}")


def _line(prompt: str = "> ") -> str:
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _explain(error: InputError, key: str = "") -> tuple[str, ...]:
    """Say what is asked; of the question ``key`` return the whole answers that settle it, which are said, too."""
    ways: list[str] = []
    for problem in error.problems:
        _tell(problem.question())
        for way in problem.ways if problem.field == key else ():
            ways.append(way)
            _tell(f"  or type #{len(ways)} for: {way}")
    return tuple(ways)


def _chosen(reply: str, ways: tuple[str, ...]) -> str:
    """Return the whole answer that a reply such as ``#1`` takes, else the reply."""
    number = re.fullmatch(r"\s*#\s*(\d{1,2})\s*", reply)
    return ways[int(number[1]) - 1] if number is not None and 0 < int(number[1]) <= len(ways) else reply


def _named(error: InputError, answers: Path | None) -> InputError:
    """Return problems of answers with the name of their file."""
    if answers is None:
        return error
    return InputError([
        replace(problem, file=str(answers)) if problem.file == "answers" else problem for problem in error.problems
    ])  # fmt: skip


def _may_replace(file: Path) -> bool:
    return typer.confirm(f"{file} is there already. Replace it, and keep a dated copy?", err=True)


def _end(file: Path, made: ot.NewPerson, copy: Path | None) -> None:
    say(f"Wrote {file}.{f' What it was: {copy}.' if copy is not None else ''}")
    # A dose and a day that stand in the answer about drugs are said, though their own questions were skipped.
    told = "drugs" not in made.assumed
    said = {
        key for key, lacks in (("dose", made.left_out), ("since", made.begins_open)) if told and not lacks
    }
    titles = [one.title.lower() for one in ot.QUESTIONS if one.key in made.assumed and one.key not in said]
    if titles:
        say(f"Not said, and assumed: {', '.join(titles)}. The file says what; add to it whenever you like.")
    for name in made.left_out:
        say(f"Left out, for its dose is not said: {name}.")
    say(f"Next: osteotwin check {file}, then osteotwin run {file} --out report")


def _tell(text: str) -> None:
    for line in _wrapped(text):
        complain(line)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
