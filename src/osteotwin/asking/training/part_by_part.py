"""A net under the reading of training: parts with days of their own are read alone, too, and must come out the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.items import AMOUNTS, HOW_OFTEN
from osteotwin.asking.training.plain import plain
from osteotwin.asking.training.rest import without_rest
from osteotwin.asking.training.spans import kinds_of, spans_of
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.importing.found import Found
from osteotwin.units.patterns import later

_SENTENCES: Final = later(r"[;\n]+|\.\s+(?=[^\W_])")
#: Between parts of a sentence, outside brackets.
_CLAUSES: Final = later(r",\s+(?![^()]*\))|\s+(?:and|then|und|et|y|plus)\s+(?![^()]*\))", re.IGNORECASE)
#: What joins days to others, and takes some out.
_JOINS: Final = frozenset(
    ["and", "und", "los", "except", "but", "not", "ohne", "sauf", "salvo", "au\u00dfer", "each", "every"]
)
#: Where, and no other thing: "Thu in the park"; in a gym it is something else.
_PLACE: Final = later(
    r"\b(?:in|at|on|im|am|beim|au|en|dans|around) (?:(?:the|my|a|der|dem|la|el|le) )?(?:park|club|home|beach|road|"
    r"forest|woods|neighbou?rhood|verein|wald|parque|parc|casa|plage|playa|morning|evening|afternoon)\b",
    re.IGNORECASE,
)
_WORD: Final = later(r"[^\W\d_]{3,}")
_MOST: Final = 8


def check_parts(text: str, found: Sequence[Found], read: Callable[[str], Sequence[Found]]) -> None:
    """Ask of training whose parts, each with days of its own, are read otherwise alone than together.

    Parameters
    ----------
    text : str
    found : sequence of Found
        What it is read as.
    read : callable
        Reads a part.

    Raises
    ------
    UnclearAnswerError
    """
    parts = _parts_of(text)
    if not 1 < len(parts) <= _MOST:
        return
    alone: list[Found] = []
    for part in parts:
        try:
            alone += read(part)
        except UnclearAnswerError:
            if Kind.EXERCISE in kinds_of(part):
                return  # what it lacks stands in another part
            raise _asked(f"{quoted(part)} in {quoted(text)}, which is not understood by itself") from None
    if _counted(alone) != _counted(found):
        raise _asked(f"{quoted(text)}, of which it is not clear what belongs to which days")


def _parts_of(text: str) -> tuple[str, ...]:
    """Return the parts of a text that tell each something and its days; none where a sentence of it does not."""
    parts: list[str] = []
    for sentence in filter(None, (without_rest(one)[0].strip(" ,.") for one in _SENTENCES.split(text))):
        mine = _parts_of_sentence(sentence)
        if not all(map(_is_whole, mine)) or (len(mine) > 1 and any(map(_is_between_days, mine))):
            return ()
        parts += mine
    return tuple(parts)


def _parts_of_sentence(sentence: str) -> list[str]:
    """Return the parts of a sentence: each begins with its days, where the first does, and ends with them elsewhere."""
    clauses = [one.strip(" ,.") for one in _CLAUSES.split(sentence)]
    days_first = _begins_with_days(sentence)
    parts: list[str] = []
    open_ = False  # the last part waits for more
    for clause in filter(None, clauses):
        days, more = _days_and_more(clause)
        begins = not parts or (
            not open_ and (_begins_with_days(clause) if days_first else more and _is_whole(parts[-1]))
        )
        if begins:
            parts.append(clause)
        else:
            parts[-1] = f"{parts[-1]}, {clause}"
        open_ = days_first and days and not more
    return parts


def _is_whole(part: str) -> bool:
    return _days_and_more(part) == (True, True)


def _begins_with_days(text: str) -> bool:
    spans = spans_of(plain(text))
    return bool(spans) and spans[0].kind in HOW_OFTEN


def _is_between_days(part: str) -> bool:
    """Tell whether something stands between days: those behind it may be of what follows."""
    spans = spans_of(plain(part))
    return {spans[0].kind, spans[-1].kind} <= HOW_OFTEN


def _days_and_more(part: str) -> tuple[bool, bool]:
    """Return whether a part tells how often, and whether it tells anything besides that and an amount."""
    spans = spans_of(plain(_PLACE.sub(" ", part)))
    rest = " ".join(span.text for span in spans if span.kind not in HOW_OFTEN | AMOUNTS).casefold()
    words = _WORD.findall(rest)
    return bool(kinds_of(part) & HOW_OFTEN), any(word not in _JOINS for word in words)


def _counted(found: Sequence[Found]) -> Counter[str]:
    return Counter(repr(sorted(one.keys.items())) for one in found if one.keys)


def _asked(found: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "training", found, "what is done on which days", "part what is done on other days by semicolons, for example "
        '"back squat 3x8 80 kg twice a week; walking 30 min daily"',
    )  # fmt: skip
