"""A day's log in the present tense: "ran 5 km in 30 min"; of it is asked how often it is done."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.asking.training.vocabulary import COMPLAINT
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_IRREGULAR: Final = {
    "ran": "run", "swam": "swim", "swum": "swim", "rode": "ride", "ridden": "ride", "went": "go", "gone": "go",
    "did": "do", "done": "do", "took": "take", "got": "get", "spent": "spend", "had": "have", "was": "is",
    "were": "are", "held": "hold", "kept": "keep", "spun": "spin",
}  # fmt: skip
_REGULAR: Final = (
    "walk", "jogg", "lift", "train", "cycl", "bik", "hik", "row", "play", "danc", "exercis", "practic", "practis",
    "climb", "ski", "squatt", "bench", "deadlift", "press", "pull", "curl", "ruck", "sprint", "stretch", "box",
    "golf", "kayak", "paddl", "surf", "skat", "finish", "complet", "perform", "manag", "work", "use", "us", "push",
    "clean", "snatch", "add", "mov", "attend", "join", "start", "warm", "cool", "hold", "rotat",
)  # fmt: skip
_HAVE: Final = r"(?P<have>(?:i|he|she|we)(?:'ve| have| has) (?:also |just |only )?)?"
_VERB: Final = later(
    rf"(?<!\bgets )(?<!\bget )(?<!\bsince i )(?<!\bwhen i )"
    rf"\b{_HAVE}(?P<verb>{'|'.join(_IRREGULAR)}|(?:{'|'.join(_REGULAR)})ed)\b(?!n't| to\b| by\b)",
    re.IGNORECASE,
)
_RUN: Final = later(r"\b(?:i|he|she|we)(?:'ve| have| has) run\b(?!.*\b(?:since|years)\b)", re.IGNORECASE)
#: "have done since 1983": it goes on.
_GOES_ON: Final = later(r"\b(?:since|for (?:\w+ )*(?:years|decades))\b", re.IGNORECASE)
_AS_EVER: Final = later(
    r",? as i(?:'ve| have) (?:always )?(?:done|been doing)\b(?=.*\b(?:since|for)\b)", re.IGNORECASE
)
_TODAY: Final = later(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|(?:over|at|in) (?:my )?lunch(?:time| hour| break)?)\b",
    re.IGNORECASE,
)
#: The day that is told, in a log of it.
_THAT_DAY: Final = later(
    r",? ?\b(?:(?:early|late) )?(?:(?:last (?:night|evening)|yesterday|this (?:morning|afternoon|evening)|today|"
    r"tonight|earlier today)"
    r"(?: (?:morning|afternoon|evening|night))?)(?!')\b:?",
    re.IGNORECASE,
)
_WILL: Final = later(
    r"\b(?:i'?ll(?: be(?= \w+ing))?|i will(?: be(?= \w+ing))?|i'?m going to|"
    r"i am going to)\b",
    re.IGNORECASE,
)
_NOW: Final = later(
    r"\b(?:now|currently|still|usually|normally|always|generally|typically|these days|regularly)\b",
    re.IGNORECASE,
)


def is_of_today(sentence: str) -> bool:
    """Tell whether a sentence is of what is done this very day, which is no plan for other days."""
    return _TODAY.search(sentence) is not None and _WILL.search(sentence) is not None


def in_present(sentence: str) -> tuple[str, str]:
    """Return a sentence of one day in the present tense, and the words that were of another one.

    Examples
    --------
    >>> in_present("I ran 5 km in 30 min"), in_present("squat 3x5")
    (('I run 5 km in 30 min', 'ran'), ('squat 3x5', ''))
    """
    sentence = _AS_EVER.sub("", sentence)
    told: list[str] = []

    def now(found: re.Match[str]) -> str:
        if COMPLAINT.match(found.string, found.end() + 1) is not None:  # "I've had two knee replacements"
            return found[0]
        if found["have"] and _GOES_ON.search(sentence):
            return found[0] if found["verb"].lower() not in _IRREGULAR else f"I {_present(found['verb'])}"
        told.append(found[0])
        return f"{'I ' if found['have'] else ''}{_present(found['verb'])}"

    said = _VERB.sub(now, _RUN.sub("I ran", sentence))
    if is_of_today(said):
        told += [one[0] for one in _WILL.finditer(said)]
        said = _WILL.sub("I", said)
    if (day := _THAT_DAY.search(said)) is not None and not _NOW.search(sentence):
        told.append(day[0].strip(" ,:"))
        said = " ".join(_THAT_DAY.sub(" ", said).split()).strip(" ,")
    return said, "" if _NOW.search(sentence) else next(iter(told), "")


def _present(verb: str) -> str:
    verb = verb.lower()
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    bare = verb.removesuffix("ed")
    if bare[-1] == bare[-2] and bare[-1] in "gt":
        return bare[:-1]
    return f"{bare}e" if bare in _SILENT else bare


_SILENT: Final = frozenset(
    ("cycl", "bik", "hik", "danc", "exercis", "practic", "practis", "paddl", "skat", "complet", "manag", "us", "mov",
     "rotat")
)  # fmt: skip


def check_past(words: str, now: str, said: str) -> None:
    """Ask where all that is told of a habit is told as past.

    Raises
    ------
    UnclearAnswerError
    """
    if words:
        raise UnclearAnswerError(
            "training", f"{quoted(words)} in {quoted(said)}, which may be past", "what is done now",
            f'write "{" ".join(now.split())}" where it is done now, and leave it out where not',
        )  # fmt: skip
