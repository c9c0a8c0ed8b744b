"""What is told of training and is in no number, or counted otherwise, and is said back: the past, steps, heights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from osteotwin.asking.training.now import is_past
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found
from osteotwin.units.patterns import later

_NOW: Final = (
    r"(?:now(?:adays)?|jetzt|heute|ahora|maintenant|these days|currently|at the moment|today|(?:i )?still)"
    r"\b:?"
)  # fmt: skip
_PARTS: Final = later(
    rf"[;\n]+|(?<=[a-z0-9)])\.\s+|,\s+(?:(?:but|and) )?(?={_NOW})|\s+(?:but|and) (?={_NOW})", re.IGNORECASE
)
_STARTS_NOW: Final = later(rf"(?:(?:but|and) )?{_NOW},? ?", re.IGNORECASE)
_STEPS: Final = later(
    r"\b(?:(?:walk(?:s|ing)?|do|does|get|average) )?(?:(?:about|around|roughly|some|approx\.?) )?(?<![\d.,-])(?<!to )"
    r"(?P<n>\d{1,2}(?:\.\d)?k|\d{1,2}[, .]?\d{3}|\d{4,5}) steps"
    r"(?:,? (?:(?:a|per|each|every) day|daily)\b| ?/ ?day\b)|"
    r"\bdaily,? (?:(?:about|around|some) )?(?P<m>\d{1,2}(?:\.\d)?k|\d{1,2}[, .]?\d{3}|\d{4,5}) steps\b",
    re.IGNORECASE,
)
#: "10k steps most days", "8000 steps 5 days a week"
_STEPS_OFTEN: Final = later(
    r"\b(?:(?:walk(?:s|ing)?|do|does|get|average) )?(?:(?:about|around|roughly|some|approx\.?) )?(?<![\d.,-])(?<!to )"
    r"(?P<n>\d{1,2}(?:\.\d)?k|\d{1,2}[, .]?\d{3}|\d{4,5}) steps(?=,? (?:on )?(?:[1-7] ?(?:x|days|times)\b))",
    re.IGNORECASE,
)
_STEPS_BETWEEN: Final = later(
    r"\b(?P<low>\d{1,2}[,. ]?\d{0,3})k? ?(?:-|to|\u2013|bis|\u00e0|a) ?(?P<high>\d{1,2}[,. ]?\d{0,3})(?P<k>k)? steps\b",
    re.IGNORECASE,
)
_BOUND: Final = later(
    r"(?:\b(?:min(?:imum)?\.?|max(?:imum)?\.?|at (?:least|most)|more than|less than|over|under|up to|"
    r"mindestens|al menos|au moins)|[<>\u2264\u2265]) ?$",
    re.IGNORECASE,
)
#: Steps a minute of walking at a moderate pace (Tudor-Locke 2018).
_CADENCE: Final = 100
_AFOOT: Final = later(r"\b(?:walk|jog|run|hik|ruck)\w*\b", re.IGNORECASE)
_SLOPE: Final = later(
    r"\b\d+(?:\.\d+)? ?% (?:incline|grade)\b|\b(?:incline|grade) (?:of )?\d+(?:\.\d+)? ?%", re.IGNORECASE
)
_HEIGHT: Final = later(
    r"\b\d{1,3}(?:\.\d)? ?-?(?:inch(?:es)?\b|cm\b|(?<=\d)in\b|"
    r"in(?= (?:box|step|bench|high|height)\b| ?[),;]|$)|[\"\u2033\u201d])",
    re.IGNORECASE,
)
#: What is done otherwise than the exercise of the library that stands for it.
_STANDS_FOR: Final = {
    "swimming": (
        later(r"\b(?:aqua|water|pool|hydro|wasser)\w*(?: [a-z]{3,})?\b", re.IGNORECASE),
        "is counted as swimming: water carries the body in both",
    ),
    "cycling": (
        later(r"\b(?:e[ -]?bik\w+|electric bike|pedelec)\b", re.IGNORECASE),
        "is counted as cycling without a motor",
    ),
}


#: How often that is no number, and is counted as one: 5 days are most of a week.
MOST_DAYS: Final = later(
    r"(?:on )?\b(?:most|almost all|nearly all) (?:days|mornings|evenings|nights|afternoons)\b"
    r"(?: (?:a|of the|in the|each|per) week)?",
    re.IGNORECASE,
)
_MOST_TIMES: Final = 5


def in_times_a_week(piece: str) -> str:
    """Return a piece with "most days" as times a week, where it does not tell itself how often.

    Examples
    --------
    >>> in_times_a_week("walking 30 min most days of the week")
    'walking 30 min 5 times a week'
    """
    return MOST_DAYS.sub(f"{_MOST_TIMES} times a week", piece)


#: How long it usually takes, where a name tells that: a timed run of 5 km, classes of a set length, a round of golf.
_USUAL: Final = (
    (later(r"\bpark ?runs?\b", re.IGNORECASE), "5 km"),
    (later(r"\b(?:c25k|couch (?:to|2|-to-|-2-) ?5 ?k)\b(?!.*\bruns?\b)", re.IGNORECASE), "30 min"),
    (later(r"\bf ?45\b", re.IGNORECASE), "45 min"),
    (later(r"\b(?:orange ?theory|otf)\b", re.IGNORECASE), "60 min"),
    (later(r"\b(?:(?:a )?round of golf|golf,? \(?(?:18|eighteen) holes\)?|(?:18|eighteen) holes(?: of golf)?|"
           r"(?<=golf )\((?:18|eighteen) holes\))", re.IGNORECASE), "240 min"),
    (later(r"\b(?:golf,? \(?(?:9|nine) holes\)?|(?:9|nine) holes(?: of golf)?)", re.IGNORECASE), "120 min"),
)  # fmt: skip
_LONG: Final = later(r"\d ?-?(?:min|h\b|hours?|hrs?|kms?\b|k\b|mi\b|miles?)|\bhours?\b", re.IGNORECASE)
#: With which the course is not walked.
_DRIVEN: Final = later(r"\b(?:carts?|buggy|buggies|riding|driv\w+)\b", re.IGNORECASE)
_GOLF: Final = later(r"\bgolf\b|\bholes\b", re.IGNORECASE)


def in_usual_length(piece: str) -> str:
    """Return a piece with the usual length of what it names, where it tells none.

    Examples
    --------
    >>> in_usual_length("parkrun every Saturday"), in_usual_length("F45 4 days a week, 30 min")
    ('parkrun 5 km every Saturday', 'F45 4 days a week, 30 min')
    >>> in_usual_length("golf 18 holes walking once a week")
    'golf 240 min once a week'
    """
    for name, length in _USUAL:
        if (told := name.search(piece)) is not None:
            if _LONG.search(_JOINTS.split(piece[: told.start()])[-1]) or _LONG.search(
                _own(piece[told.end() :])
            ):
                return piece
            is_golf = _GOLF.search(told[0]) is not None
            if is_golf and _DRIVEN.search(piece):
                return piece
            behind = _WALKED.sub("", piece[told.end() :]) if is_golf else piece[told.end() :]
            return f"{piece[: told.start()]}{'golf' if is_golf else told[0]} {length}{behind}"
    return piece


_JOINTS: Final = later(r"[,;+&]|\band\b|\bplus\b")


def _own(tail: str) -> str:
    """Return what is told of a name behind it: up to the next joint, or to the one behind a number."""
    first, *others = _JOINTS.split(tail)
    return " ".join(
        (first, *(one for one in others[:1] if re.match(r"\s*(?:about |around |~)?\d|\s*an? hour", one)))
    )


#: How the course is walked: no walk beside it.
_WALKED: Final = later(
    r"^,? ?\(?(?:always )?(?:walk(?:ing|ed|s)?|carry(?:ing)?|push(?:ing)?)(?: (?:the|my|a) (?:course|bag|"
    r"clubs|trolley|cart))?"
    r"\)?(?=\s|,|$)",
    re.IGNORECASE,
)


def _name_of(piece: str) -> str:
    return next((told[0] for name, _ in _USUAL if (told := name.search(piece)) is not None), "\0")


def _usual_of(piece: str) -> str:
    """Return what is said of a usual length; empty where it is told."""
    if in_usual_length(piece) == piece:
        return ""
    length = next(length for name, length in _USUAL if name.search(piece))
    return f"{quoted(_name_of(piece))} is counted as {length}, for how long is not told"


def past_apart(text: str) -> tuple[str, str]:
    """Return an answer without what is past, where what is done now is told beside it, and what to say of that.

    Examples
    --------
    >>> past_apart("before my injury I ran marathons; now I swim twice a week 45 min")[0]
    'I swim twice a week 45 min'
    >>> past_apart("I used to run")
    ('I used to run', '')
    """
    parts = _with_heads([part.strip(" ,.") for part in _PARTS.split(text) if part.strip(" ,.")])
    past = [part for part in parts if is_past(part)]
    if not past or not any(map(_STARTS_NOW.match, parts)):
        return text, ""
    rest = "; ".join(_STARTS_NOW.sub("", part, count=1) for part in parts if part not in past)
    return rest, f"{' and '.join(map(quoted, past))} is past, and left out"


def _with_heads(parts: list[str]) -> list[str]:
    """Return parts, each behind a line such as "Before:" or "Now:" with that before it."""
    found: list[str] = []
    head = ""
    for part in parts:
        if part.endswith(":") and (is_past(part) or _STARTS_NOW.match(part)):
            head = f"{part} "
        else:
            found.append(f"{head}{part}")
    return found if head else parts


def check_steps(text: str) -> None:
    """Ask where steps are told beside walks or runs, which may be among them.

    Raises
    ------
    UnclearAnswerError
    """
    if (several := _STEPS_BETWEEN.search(text)) is not None:
        low, high = (
            float(re.sub(r"\D", "", several[end])) * (1000.0 if several["k"] else 1.0)
            for end in ("low", "high")
        )
        raise UnclearAnswerError(
            "training", f"{quoted(several[0].strip())}, a range of steps", "one number of steps",
            f'write for example "{(low + high) / 2.0:.0f} steps a day"',
        )  # fmt: skip
    text = in_times_a_week(text)
    if (steps := _STEPS.search(text) or _STEPS_OFTEN.search(text)) is None:
        return
    if (bound := _BOUND.search(text[: steps.start("n") if steps["n"] else steps.start("m")])) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(f'{bound[0].strip()} {steps[0].strip()}')}, a bound", "one number of steps",
            f'write for example "{steps["n"] or steps["m"]} steps a day"',
        )  # fmt: skip
    if (afoot := _AFOOT.search(f"{text[: steps.start()]} {text[steps.end() :]}")) is not None:
        raise UnclearAnswerError(
            "training", f"{quoted(steps[0].strip())} beside {quoted(afoot[0])}, which may be among the steps",
            "each walk once", "leave out the steps, or what is among them",
        )  # fmt: skip


def in_minutes_of_walking(piece: str) -> str:
    """Return a piece with its steps a day as minutes of walking.

    Examples
    --------
    >>> in_minutes_of_walking("10k steps a day"), in_minutes_of_walking("8,500 steps daily")
    ('walking 100 min daily', 'walking 85 min daily')
    """
    piece = _STEPS.sub(lambda found: f"walking {_steps(found) / _CADENCE:.3g} min daily", piece)
    return _STEPS_OFTEN.sub(lambda found: f"walking {_steps(found) / _CADENCE:.3g} min", piece)


def _steps(found: re.Match[str]) -> float:
    digits = next(filter(None, found.groups())).lower()
    return 1000.0 * float(digits[:-1]) if digits.endswith("k") else float(re.sub(r"\D", "", digits))


def with_note(found: Sequence[Found], note: str) -> tuple[Found, ...]:
    """Return entries, the first with something to be said of it, too."""
    if not note or not found:
        return tuple(found)
    first, *rest = found
    return (first.noting(note), *rest)


_JUMPS: Final = 100
_JUMPED: Final = later(
    r"(?:rope|skipping|jumping|springen|rebound\w+|trampoline)\D{0,12}(?P<n>\d{1,2}) ?-?min|"
    r"(?P<m>\d{1,2}) ?-?min\D{0,12}(?:rope|skip|jump|rebound|trampoline)",
    re.IGNORECASE,
)


def noted(found: Found, piece: str) -> Found:
    """Return an entry with what is to be said of the words it was read from."""
    notes = []
    if (steps := _STEPS.search(piece) or _STEPS_OFTEN.search(in_times_a_week(piece))) is not None:
        notes.append(
            f"{quoted(steps[0].strip())} are counted as {_steps(steps) / _CADENCE:.3g} min of walking, "
            f"{_CADENCE} steps a minute"
        )
    if "impacts" in found.keys and (jumped := _JUMPED.search(piece)) is not None:
        minutes = int(jumped["n"] or jumped["m"])
        if found.keys["impacts"] == _JUMPS * minutes:
            notes.append(
                f"{quoted(f'{minutes} min')} is counted as {_JUMPS * minutes} jumps, {_JUMPS} a minute"
            )
    if usual := _usual_of(piece):
        notes.append(usual)
    if (most := MOST_DAYS.search(piece)) is not None and found.keys["sessions_per_week"] == _MOST_TIMES:
        notes.append(f"{quoted(most[0])} is counted as {_MOST_TIMES} times a week")
    if "minutes" not in found.keys and (height := _HEIGHT.search(piece)) is not None:
        notes.append(f"{quoted(height[0])} is in no number: each exercise has one height")
    if (slope := _SLOPE.search(piece)) is not None:
        notes.append(f"{quoted(slope[0])} is in no number: hill walking has one slope")
    pattern, why = _STANDS_FOR.get(found.keys["exercise"], (None, ""))
    if (
        pattern is not None
        and "swim" not in piece.casefold()
        and (other := pattern.search(piece)) is not None
    ):
        notes.append(f"{quoted(other[0])} {why}")
    return found.noting("; ".join(notes))
