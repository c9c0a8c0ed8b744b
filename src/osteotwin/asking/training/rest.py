"""Days of rest, which are no days of training: "M/W/F with Sunday as a rest day"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.units.patterns import later

_DAY: Final = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?|"
    r"(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?|"
    r"(?:los? )?(?:lunes|martes|mi[e\u00e9]rcoles|jueves|viernes|s[a\u00e1]bados?|domingos?)|"
    r"(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?)"
)
_DAYS: Final = rf"{_DAY}(?: ?(?:and|und|y|et|&|/) ?{_DAY})*"
_REST: Final = (
    r"(?:rest(?:[ -]?days?|ing)?|(?:day|days) (?:off|of rest)|off(?: days?)?|(?:ist |sind )?(?:mein )?ruhetage?|"
    r"(?:trainings)?frei|pause|(?:d[i\u00ed]a de )?descanso|(?:jour de )?repos)"
)
_OF_REST: Final = later(
    rf"(?:^|\s*[,;:(\u2013]|\s-(?=\s)|\s(?=(?:with|mit|con|avec)\b))\s*(?:(?:and|with|mit|con|avec|but) )?"
    rf"(?:(?:on |am |my |el )*{_DAYS}(?: ?[:=]| (?:as|is|are|being|for|als))*(?: (?:an?|my|the|mein))* {_REST}|"
    rf"(?:an?|my|the)? ?(?:rest[ -]?days?|days? off|off days?|ruhetage?|d[i\u00ed]a de descanso|jour de repos)"
    rf"(?: ?[:=]| (?:is|are|on|am|el|le))* {_DAYS})\b\)?(?=\s*(?:[,;.)]|$))",
    re.IGNORECASE,
)
_DAILY: Final = later(
    r"\b(?:daily|(?:every|each) ?day|7 ?(?:x|days|times)|seven (?:days|times)|t\u00e4glich|jeden tag)\b",
    re.IGNORECASE,
)
_LEFT: Final = later(
    rf"\b{_DAY} (?:as |is |are |being )?(?:an? |my |the )?{_REST}\b(?! ?\d)|"
    rf"\brest[ -]?days?(?: is| are| on)*:? {_DAY}\b",
    re.IGNORECASE,
)


#: Days parted by commas alone, before another one: whether that is their last is open.
_LISTED: Final = later(rf"(?<![/&])(?<!and )(?<!und )(?<!y )(?<!et )\b{_DAY}(?:, ?{_DAY})*$", re.IGNORECASE)
_LAST: Final = later(rf"\s*, ?{_DAY} {_REST}", re.IGNORECASE)


_SOME_DAYS: Final = later(
    r"\b(?:[1-6]|a|one|two|three|four|five|six) (?:rest[ -]?days?|days? (?:of )?(?:rest|off)|ruhetage?)\b",
    re.IGNORECASE,
)


def without_rest(sentence: str) -> tuple[str, str]:
    """Return a sentence without its days of rest, and the words that tell them.

    Raises
    ------
    UnclearAnswerError
        Where days are told of which it is open whether he trains or rests.

    Examples
    --------
    >>> without_rest("run 30 min M/W/F with Sunday as a rest day")
    ('run 30 min M/W/F', 'with Sunday as a rest day')
    """
    if (several := _SOME_DAYS.search(sentence)) is not None and _DAILY.search(sentence):
        raise _asked(several[0], sentence)
    told = _OF_REST.search(sentence)
    if told is not None and _LAST.fullmatch(told[0]) and (before := _LISTED.search(sentence[: told.start()])):
        raise _open(sentence[before.start() : told.end()], before[0], sentence)
    rest = sentence if told is None else f"{sentence[: told.start()]}{sentence[told.end() :]}".strip(" ,;")
    if (open_ := _LEFT.search(rest) or (told if _DAILY.search(rest) else None)) is not None:
        raise _asked(open_[0], sentence)
    return rest, told[0].strip(" ,;:()-\u2013") if told is not None else ""


def check_rest(sentences: Sequence[str]) -> None:
    """Ask where a sentence of its own tells a day of rest, and another that it is done every day.

    Raises
    ------
    UnclearAnswerError
    """
    alone = next((one for one in sentences if (told := _OF_REST.match(one)) and told.end() == len(one)), None)
    if alone is not None and (daily := next(filter(_DAILY.search, sentences), None)) is not None:
        raise _asked(alone, f"{daily}; {alone}")


def _open(words: str, before: str, sentence: str) -> UnclearAnswerError:
    """Return the question for days in one row with a word of rest: "Mon, Wed, Fri rest"."""
    trained = before.replace(",", " and")
    return UnclearAnswerError(
        "training", f"{quoted(words)} in {quoted(sentence)}, days of training or of rest", "how often a week",
        f'write "{sentence.replace(words, trained)}" where only the last is of rest, or else how many times a week it '
        "whichever is meant",
    )  # fmt: skip


def _asked(words: str, sentence: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "training", f"{quoted(words.strip(' ,;'))} in {quoted(sentence)}, a day of rest beside those of training",
        "how often a week", "write how many times a week it is done, without the days of rest",
    )  # fmt: skip


_SO_LONG: Final = (
    r"(?:(?:about|around|approx\.?|~) ?)?(?:\d{1,2}(?:[.,]5)?(?: ?(?:-|\u2013|to) ?\d{1,2})? ?-?(?:min(?:ute)?s?|')|"
    r"\d{1,3}(?: ?(?:-|\u2013|to) ?\d{1,3})? ?-?(?:s|secs?|seconds?)|\d:\d\d(?: ?min(?:ute)?s?)?|"
    r"(?:a|one|two|three|four|five) min(?:ute)?s?)(?![^\W_])"
)
_OF_SETS: Final = (
    r"(?:(?: in)? ?between (?:(?:each|all|the|every) )*(?:sets?|rounds?|exercises?)(?: and exercises?)?|"
    r"(?: after| per)? (?:each|every) (?:set|round|exercise)| (?:after|per) (?:set|round|exercise))"
)
_PAUSE: Final = r"(?:rest(?:s|ing)?(?: (?:time|period|interval)s?)?|breaks?|pauses?)"
_BETWEEN_SETS: Final = later(
    r"[ ,]*\(?(?:(?:\b(?:with|and|i)\b|w/|&) ?)?(?:\ban? )?"
    r"(?:\b(?:(?:no|not) (?:more|less|longer) than|at (?:least|most)|up to|min(?:imum)?|max(?:imum)?) )?\b(?<!the )(?:"
    rf"{_PAUSE}(?:{_OF_SETS})?(?: ?[:=]| of| for| is| about)? ?{_SO_LONG}(?:{_OF_SETS})?|"
    rf"{_SO_LONG} (?:of )?{_PAUSE}\b(?:{_OF_SETS})?|{_SO_LONG}{_OF_SETS})\)?",
    re.IGNORECASE,
)
#: Sets are told: a pause of them is no pause on a walk, and no length of a session.
_SETS: Final = later(r"\d ?[x\u00d7*] ?\d|\b(?:sets?|reps?|repetitions|rounds?)\b", re.IGNORECASE)


def without_rest_between(text: str) -> tuple[str, str]:
    """Return an answer without how long he rests between sets, which is in no number, and the words that tell it.

    Examples
    --------
    >>> without_rest_between("squat 5x5 100 kg, rest 3 min between sets, twice a week")
    ('squat 5x5 100 kg, twice a week', '"rest 3 min between sets"')
    >>> without_rest_between("walk 30 min with a 5 min rest")
    ('walk 30 min with a 5 min rest', '')
    """
    told = [one[0].strip(" ,()") for one in _BETWEEN_SETS.finditer(text)]
    if not told or not _SETS.search(_BETWEEN_SETS.sub(" ", text)):
        return text, ""
    return _BETWEEN_SETS.sub("", text).strip(" ,"), " and ".join(map(quoted, dict.fromkeys(told)))
