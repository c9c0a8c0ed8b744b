"""What is read of an answer is held against its words: those that change nothing are said, or asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from osteotwin.asking.chat_words import in_plain_words
from osteotwin.asking.drugs.own_example import ended_as
from osteotwin.asking.lost_numbers import lost_numbers
from osteotwin.asking.sentences import person_from, told
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.asking.understand import OF_DRUGS, Understood, understand
from osteotwin.asking.without_effect import may_turn, not_used, note_of, tells_another_time
from osteotwin.protocol.dose_of_drug import steps_of_drug


def said_of_unused(
    key: str, said: str, answers: Mapping[str, str], understood: Understood, today: date, dates: str | None
) -> str:
    """Return what is to be said of words of an answer that change nothing.

    Raises
    ------
    UnclearAnswerError
        Where a clause beside a drug, a word of another time, or a number, that is not used may change it.
    """
    answers = {one: in_plain_words(text) for one, text in answers.items()}
    beside = {one: answers[one] for one in OF_DRUGS if one in answers} if key in OF_DRUGS else {}

    def meaning(text: str) -> object:
        read = understand({**beside, key: text}, today, dates, knows_food=True, is_shown=False)
        return _meaning(key, read, today)

    whole = _meaning(key, understood, today)
    unused = not_used(answers[key], said, whole, meaning, clauses=key == "drugs")
    if key != "training" and (
        then := next((one for one in unused if tells_another_time(one, answers[key])), "")
    ):
        raise UnclearAnswerError(
            key, f"{quoted(then)} in {quoted(answers[key])}, which tells another time than now", "what is taken now",
            f'write both days of what is over, as in "{ended_as(answers[key])}", with your own'
            if key == "drugs" else "leave out what is over",
        )  # fmt: skip
    if key == "drugs" and (turning := next(filter(may_turn, unused), "")):
        raise UnclearAnswerError(
            "drugs", f"{quoted(turning)} beside what is taken", "only what changes how much, how often or since when",
            "say so in numbers and days, or leave it out if it changes nothing",
        )  # fmt: skip
    uncounted = [one.uncounted for one in understood.entries.get(key, ()) if one.uncounted]
    numbers = lost_numbers(answers[key], said, whole, meaning, uncounted)
    # Beside a dose stand packs, strengths and plans: there they are said.
    if lost := next((one for one, matters in numbers if matters and key != "drugs"), ""):
        raise UnclearAnswerError(
            key, f"{quoted(lost)} in {quoted(answers[key])}, which changes nothing that is understood",
            "only numbers of how much and how often",
            "say what it counts in other words, or leave it out if it counts nothing",
        )  # fmt: skip
    return note_of((*unused, *(one for one, _ in numbers)))


def _meaning(key: str, understood: Understood, today: date) -> object:
    """Return what was understood of a question, in a form in which the same is equal."""
    entries = understood.entries.get(key, ())
    if key == "drugs":  # a dose stands in its own words in a file: what they mean is compared
        return told("drugs", person_from(entries, today)) if entries else ""
    return [
        (one.table, one.keys if one.table[-1] != "supplement" else _supplement(one.keys)) for one in entries
    ]


def _supplement(keys: Mapping[str, object]) -> Mapping[str, object]:
    """Return what is told of a supplement with the meaning of its dose in place of the words."""
    try:
        steps = steps_of_drug(str(keys["nutrient"]), str(keys["dose"]))
    except ValueError:  # tablets of which a product tells what they hold
        steps = None
    return {**keys, "dose": steps or keys["dose"]}
