"""What a file leaves open, as a question; and what was answered, by a question or by an option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from types import MappingProxyType

from osteotwin.errors import InputError, Problem
from osteotwin.importing.found import Place
from osteotwin.inputs.notes import printable


@dataclass(frozen=True)
class Answers:
    """What was said about what files leave open; ``None`` where nothing was.

    Attributes
    ----------
    dates : str or None
        ``"dmy"`` or ``"mdy"``: the order in dates such as 03/04/05.
    decimal : str or None
        ``"comma"`` or ``"point"``: what the comma in 1,234 is.
    patient : str or None
        Identifier, name or birth date of the one among several people.
    same_person : bool
        Whether what is about somebody of another name or birth date is about this person all the same.
    side : str or None
        ``"left"``, ``"right"`` or ``"mean"``: the hip or forearm to take, where both were scanned.
    femur : str or None
        ``"total_hip"`` or ``"femoral_neck"``: what a density of "the femur" is of.
    weights : str or None
        ``"kg"`` or ``"lb"``: the unit of a training log that names none.
    dumbbells : str or None
        ``"each"`` or ``"together"``: whether a training log writes the weight of one of two dumbbells or of both.
    training : str or None
        ``"habits"`` or ``"plan"``: where a training log goes; habits where nothing is said.
    calcium_percent_of : str or None
        Milligrams a day of which a food log's calcium is percent.
    units : mapping of str to str
        Endpoint, and the unit of its values where a file names none.
    until : str or None
        End of the outlook of a file that is new.
    today : str or None
        Day from which to look ahead, where the person's file states none.
    born : datetime.date or None
        Birth date that the person's file states.
    read_on : datetime.date
        Day on which files are read: nothing in them was measured after it. By the clock where nobody says it.
    """

    dates: str | None = None
    decimal: str | None = None
    patient: str | None = None
    same_person: bool = False
    side: str | None = None
    femur: str | None = None
    weights: str | None = None
    dumbbells: str | None = None
    training: str | None = None
    calcium_percent_of: str | None = None
    units: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    until: str | None = None
    today: str | None = None
    born: date | None = None
    read_on: date = field(default_factory=lambda: datetime.now().astimezone().date())


#: answer -> what it may be, where that is one of a few words
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "dates": ("dmy", "mdy"),
    "decimal": ("comma", "point"),
    "side": ("left", "right", "mean"),
    "femur": ("total_hip", "femoral_neck"),
    "weights": ("kg", "lb"),
    "dumbbells": ("each", "together"),
    "training": ("habits", "plan"),
    "calcium_percent_of": ("1000", "1300"),
})  # fmt: skip


class ImportQuestionError(InputError):
    """Something that only the user can tell; as an error it names the option that tells it.

    Attributes
    ----------
    answer : str
        Field of :class:`Answers` that settles it.
    asks : str
        The question, as one sentence.
    choices : tuple of (str, str)
        Each answer and what it means.
    """

    def __init__(
        self, answer: str, place: Place, found: str, asks: str, choices: tuple[tuple[str, str], ...]
    ) -> None:
        self.answer, self.asks, self.choices = answer, asks, choices
        option = f"--{answer.replace('_', '-')}"
        flag = answer == "same_person"
        ways = [option] if flag else [f"{option} {_quoted(value)}" for value, _ in choices]
        meant = [f"{way} ({meaning})" for way, (_, meaning) in zip(ways, choices, strict=False)]
        fix = f"add {' or '.join(meant)}"
        open_ = found if found.startswith("no ") else f"no certain reading of {found}"
        super().__init__([Problem(printable(place.file), place.within, open_, asks, fix)])


def check_answers(answers: Answers) -> None:
    """Refuse an answer that is none of those there are.

    Raises
    ------
    InputError
    """
    problems: list[Problem] = []
    for one in fields(answers):
        given, allowed = getattr(answers, one.name), CHOICES.get(one.name)
        if given is not None and allowed is not None and given not in allowed:
            option = f"--{one.name.replace('_', '-')}"
            problems.append(
                Problem(
                    option, "", repr(given), f"one of {', '.join(allowed)}", f"write {option} {allowed[0]}"
                )
            )
    if problems:
        raise InputError(problems)


def _quoted(value: str) -> str:
    return value if value.replace("-", "").replace("_", "").isalnum() else f'"{value}"'
