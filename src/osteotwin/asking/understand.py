"""All answers together → the entries of a person's file, or every answer that is not understood at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from osteotwin.asking.chat_words import in_plain_words
from osteotwin.asking.drugs.answers import read_drugs
from osteotwin.asking.drugs.both_go_on import ask_both_go_on
from osteotwin.asking.drugs.days import with_days
from osteotwin.asking.drugs.doses import rhythm_with_dose, strength_with_dose, with_doses
from osteotwin.asking.drugs.entries import entries_of, without_days_of_shown
from osteotwin.asking.drugs.questions import check_rhythms, check_ways
from osteotwin.asking.drugs.same_day import ask_same_day
from osteotwin.asking.drugs.since_asked import since_asked
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.told_shortly import ask_year_in_name, written_out
from osteotwin.asking.drugs.whose_day import with_month
from osteotwin.asking.every_problem import every_problem
from osteotwin.asking.food.eaten_words import REFUSED, is_of_usual_diet, not_eaten
from osteotwin.asking.food.labels import with_label_beside
from osteotwin.asking.food.totals_told import with_totals_plain
from osteotwin.asking.food_words import read_food_words
from osteotwin.asking.measured.all_asked import all_asked
from osteotwin.asking.measured.lab_words import read_labs
from osteotwin.asking.measured.scan_answers import read_scans
from osteotwin.asking.narrowed import narrowed
from osteotwin.asking.of_another import of_another
from osteotwin.asking.offers_kept import with_offers_kept
from osteotwin.asking.person.fractures_asked import fractures_together
from osteotwin.asking.person.wish_words import avoids_food, take_wishes
from osteotwin.asking.person.words import read_person_words
from osteotwin.asking.pieces import pieces_of
from osteotwin.asking.suggested import Answer, suggested
from osteotwin.asking.supplements.apart import supplements_apart
from osteotwin.asking.supplements.asides import without_asides
from osteotwin.asking.told_twice import told_twice
from osteotwin.asking.training.words import read_training_words
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.when import UNREAD, order_told, read_when
from osteotwin.errors import InputError, Problem
from osteotwin.importing.found import Found
from osteotwin.protocol.doses_of_one_day import with_commas_between_times
from osteotwin.protocol.library import load_foods
from osteotwin.protocol.plan_file import FOOD
from osteotwin.units.patterns import later
from osteotwin.units.written_numbers import with_spoken_points, with_zeros

#: Questions whose answers are about the same entries.
OF_DRUGS = ("drugs", "dose", "since")
#: Questions whose answers hold days: the numbers of others, such as 15-12-10 repetitions, may look like one.
_DATED = ("person", "drugs", "since", "scans", "labs")
#: Questions whose answers are values, each of a day.
_MEASURED = ("scans", "labs")


#: "vegan - tofu daily"
_DIET_DASH: Final = later(
    r"^(?P<diet>\s*(?:(?:i'?m|i am|strict) )*(?:vegan|vegetarian|plant[- ]based|lactose[- ]intolerant|"
    r"dairy[- ]free))\s+[-\u2013\u2014]\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Understood:
    """What was understood of answers.

    Attributes
    ----------
    entries : mapping of str to tuple of Found
        Of a person's file, by question; those of drugs under ``"drugs"``.
    taken : tuple of Taken
        The drugs that were named.
    """

    entries: Mapping[str, tuple[Found, ...]]
    taken: tuple[Taken, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The drugs that were named without a dose."""
        return tuple(one.name for one in self.taken if not one.is_told)

    @property
    def all(self) -> tuple[Found, ...]:
        """All entries."""
        return tuple(one for rows in self.entries.values() for one in rows)


def understand(
    answers: Mapping[str, str],
    today: date,
    order: str | None,
    *,
    knows_food: bool = False,
    is_shown: bool = True,
) -> Understood:
    """Return what answers say.

    Parameters
    ----------
    answers : mapping of str to str
        By the key of the question; a question that is not there, or blank, is skipped.
    today : datetime.date
    order : str or None
        ``"dmy"`` or ``"mdy"``, of dates such as 03/04/05.
    knows_food : bool
        Whether a file to begin with says what is eaten.
    is_shown : bool
        Whether what is asked is shown to somebody; else the first of it will do, and nothing is suggested.

    Raises
    ------
    InputError
        With every answer that is not understood.
    """
    said = {key: with_zeros(in_plain_words(text)) for key, text in answers.items() if text.strip()}
    said |= {key: with_spoken_points(said[key]) for key in ("drugs", "dose") if key in said}
    said |= {key: with_commas_between_times(said[key]) for key in ("drugs", "food") if key in said}
    if too_long := [problem for key, text in said.items() for problem in _too_long(key, text)]:
        raise problems_of(too_long)
    if "food" in said:
        said["food"] = _DIET_DASH.sub(r"\g<diet>, ", said["food"])
        said["food"] = supplements_apart(with_totals_plain(with_label_beside(said["food"])))
    order = order or order_told(text for key, text in said.items() if key in _DATED)
    readers: dict[str, Callable[[str], tuple[Found, ...]]] = {
        "person": lambda text: read_person_words(text, today, order),
        "scans": lambda text: read_scans(text, order, today),
        "labs": lambda text: read_labs(text, order, today),
        "training": read_training_words,
        "food": lambda text: read_food_words(text, today, order),
    }
    entries: dict[str, tuple[Found, ...]] = {}
    problems: list[Problem] = []
    taken: tuple[Taken, ...] = ()
    wishes: dict[str, tuple[Found, ...]] = {}
    try:
        said, wishes = take_wishes(said)
    except UnclearAnswerError as unclear:
        problems += unclear.problems
        said = {key: text for key, text in said.items() if key != unclear.question}

    def read_alone(text: str) -> tuple[Found, ...]:
        return _entries_of_drugs({"drugs": text}, today, order)[1]

    try:
        taken, entries["drugs"] = _entries_of_drugs(said, today, order)
    except UnclearAnswerError as unclear:
        alone = "dose" not in said and "since" not in said and unclear.question == "drugs"
        every = is_shown and alone
        problems += every_problem(read_alone, said["drugs"], unclear, "drugs") if every else unclear.problems
    for key, read in readers.items():
        if key not in said:
            continue
        try:
            entries[key] = (*(read(said[key]) if said[key].strip(" ;,\n") else ()), *wishes.get(key, ()))
        except UnclearAnswerError as unclear:
            asks = all_asked if key in _MEASURED else every_problem
            found = asks(read, said[key], unclear, key) if is_shown else unclear.problems
            problems += fractures_together(found, said[key], read, today) if key == "person" else found
    asked_of = {one.field for one in problems}
    for key, text in said.items():
        if key not in asked_of and key not in ("person", "training"):  # which ask of it in their own words
            problems += of_another(key, text, entries.get("person", ()))
    if "food" in said and "food" not in asked_of:
        problems += told_twice(entries.get("drugs", ()), entries.get("food", ()), said["food"])
    if not problems and not knows_food:
        problems += _open_diet(entries, wishes)
    problems = _but_for_more(problems)
    if problems and is_shown:
        asked = {
            key: Answer(
                key,
                without_asides(text)[0] if key == "food" else text,
                _reader_of(key, said, readers, today, order),
            )
            for key, text in said.items()
        }
        problems = [
            _with_suggestions(one, asked[one.field]) if one.field in asked else one for one in problems
        ]
    if problems:
        raise problems_of(problems)
    return Understood(entries, taken)


def _but_for_more(problems: list[Problem]) -> list[Problem]:
    """Return questions without that for more foods, where foods are asked about that are not counted yet."""
    rest = [
        one
        for one in problems
        if one.field != "food"
        or not (one.found.endswith(REFUSED) or "less than almost any diet" in one.found)
    ]
    return rest if any(one.field == "food" for one in rest) else problems


def _with_suggestions(problem: Problem, answer: Answer) -> Problem:
    """Return a question whose suggestions are read and keep what was told."""
    problem = suggested(narrowed(problem, answer.asked), answer)
    return with_offers_kept(problem, answer.text, answer.read)


def _reader_of(
    question: str,
    said: Mapping[str, str],
    readers: Mapping[str, Callable[[str], object]],
    today: date,
    order: str | None,
) -> Callable[[str], object]:
    """Return what reads another answer to a question, beside the other answers that belong to it."""
    if question in readers:
        return readers[question]
    return lambda text: _entries_of_drugs({**said, question: text}, today, order)[1]


#: Characters of one part of an answer, and parts of an answer: more than anybody writes; training is told in prose.
_LONGEST_PART, _MOST_PARTS = {"training": 400}, 60
_LONGEST_OF_OTHERS = 250


def _too_long(question: str, text: str) -> tuple[Problem, ...]:
    """Return what to say of an answer that would be read for minutes."""
    parts = pieces_of(text)
    if len(parts) > _MOST_PARTS:
        return UnclearAnswerError(
            question, f"{len(parts)} parts", f"at most {_MOST_PARTS}", "leave out the oldest"
        ).problems
    if question == "person":  # told in sentences, each read by itself
        parts = tuple(one for part in parts for one in re.split(r"(?<=[a-z)])[.!?]\s", part))
    longest = _LONGEST_PART.get(question, _LONGEST_OF_OTHERS)
    for part in parts:
        if len(part) > longest:
            return UnclearAnswerError(
                question, f"{quoted(part)}, {len(part)} characters in one part", f"at most {longest}",
                "part several things by semicolons or lines",
            ).problems  # fmt: skip
    return ()


def _open_diet(
    entries: Mapping[str, tuple[Found, ...]], wishes: Mapping[str, tuple[Found, ...]]
) -> tuple[Problem, ...]:
    """Return the question for the diet of who leaves out foods: the usual intake is not his."""
    eaten = entries.get("food", ())
    foods = [load_foods()[FOOD.read(one.keys["food"])] for one in eaten if one.table == ("habits", "food")]
    for question, rows in wishes.items():
        for row in rows:
            groups = {*row.keys.get("not_eaten", ())}
            both = next((food for food in foods if food.group in groups), None)
            if both is not None:
                return UnclearAnswerError(
                    question,
                    f"{quoted(row.said.strip())} beside {both.name}",
                    "one of the two",
                    "leave one of them out",
                ).problems
            if not avoids_food((row,)):
                continue
            is_usual = any(is_of_usual_diet(one.keys) for one in eaten)
            told = (foods and not is_usual) or any("calcium" in one.keys for one in eaten)
            if not told and (question == "food" or "dairy" in groups):
                return not_eaten(row.said.strip()).problems
    return ()


def problems_of(problems: list[Problem]) -> InputError:
    """Return an error of answers: one that knows its question, where all are of one."""
    questions = {problem.field for problem in problems}
    if len(problems) == 1 and len(questions) == 1:
        (one,) = problems
        return UnclearAnswerError(one.field, one.found, one.expected, one.fix, one.ways)
    return InputError(problems)


def _entries_of_drugs(
    said: Mapping[str, str], today: date, order: str | None
) -> tuple[tuple[Taken, ...], tuple[Found, ...]]:
    """Return the drugs of answers, and the entries of those that are told."""

    def is_day(words: str) -> bool:
        try:
            read_when("since", words, today, order)
        except UnclearAnswerError:
            return False
        return True

    said = written_out(said, today)
    taken = _drugs(said, is_day)
    taken = taken if "since" in said else without_days_of_shown(taken, today, order)
    try:
        entries = entries_of(taken, today, order, days_follow="since" in said)
    except UnclearAnswerError as unclear:
        if (
            unclear.question != "since"
            or not unclear.problems[0].fix.startswith(UNREAD)
            or "since" not in said
        ):
            raise
        lacks_day = [one.name for one in _drugs({**said, "since": ""}, is_day) if not one.since]
        raise since_asked(said["since"], lacks_day, is_day) from None
    ask_both_go_on(taken, entries, said.get("drugs", ""), days_follow="since" in said)
    return taken, entries


def _drugs(said: Mapping[str, str], is_day: Callable[[str], bool]) -> tuple[Taken, ...]:
    if "drugs" not in said:
        return ()
    said = strength_with_dose(rhythm_with_dose(said))
    taken = read_drugs(said["drugs"], days_follow="since" in said)
    ask_year_in_name(() if "since" in said else taken)
    if said.get("dose"):
        taken = with_doses(taken, said["dose"], read_drugs, days_follow="since" in said)
    check_ways(taken)
    check_rhythms(taken)
    if "since" in said:
        taken = with_days(taken, said["since"], is_day)
    else:
        ask_same_day(taken, said["drugs"])
    return tuple(replace(one, since=with_month(one.name, one.dose, one.since)) for one in taken)
