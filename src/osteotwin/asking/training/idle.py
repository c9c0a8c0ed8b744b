"""Words of an answer on training that tell nothing of it, and what behind an amount may turn it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.items import AMOUNTS, HOW_OFTEN, NAMES
from osteotwin.asking.training.known import PLACES
from osteotwin.asking.training.names import WHOLE, as_written
from osteotwin.asking.training.spans import Span
from osteotwin.asking.training.vocabulary import TURNS, idle_behind, idle_clauses, idle_places
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import folded

_JOINTS: Final = frozenset((Kind.COMMA, Kind.AND, Kind.OR, Kind.OPEN, Kind.CLOSE, Kind.DASH))
_TOLD: Final = AMOUNTS | HOW_OFTEN | NAMES | {Kind.COMPLAINT, Kind.SEASON, Kind.EACH}


def check_behind(spans: Sequence[Span], text: str, said: str, *, told: bool) -> None:
    """Ask where words behind what is done may take it back: "squat 3x5, my coach scrapped it".

    Parameters
    ----------
    spans : sequence of Span
    text : str
        The sentence in plain words, of which the spans are.
    said : str
        As it was written.
    told : bool
        Whether something that is done was told before the sentence.

    Raises
    ------
    UnclearAnswerError
    """
    for part in _parts(spans):
        before = told
        last = max((k for k, span in enumerate(part) if span.kind in _TOLD), default=-1)
        told = told or any(span.kind in NAMES for span in part)
        behind = part[last + 1 :]
        if part and _is_clause(part, text):
            continue
        kinds = {span.kind for span in part}
        if (
            before
            and Kind.HOLDS in kinds
            and not kinds & _MORE
            and (not _is_where(part) or _is_added(part, text))
        ):
            raise _unnamed(as_written(text[part[0].start : part[-1].end], said), said)
        if before and not kinds & _TOLD and _is_there(part):
            raise _unnamed(as_written(text[part[0].start : part[-1].end], said), said)
        if told and behind and not is_idle(behind, text, said):
            raise _taken_back(as_written(text[behind[0].start : behind[-1].end], said), said)


#: What makes more of a part than a name of what holds exercises.
_MORE: Final = (_TOLD | {Kind.UNKNOWN}) - {Kind.HOLDS, Kind.EACH}


def _is_where(part: Sequence[Span]) -> bool:
    """Tell whether what holds exercises is where they are done, or says that they are."""
    return any(folded(span.text) in (PLACES - _SPORT) | _FEW for span in part if span.kind is Kind.HOLDS)


_SPORT: Final = frozenset(map(folded, ("sport", "sports", "fitness")))
#: What lifters add to what they tell.
_FEW: Final = frozenset(map(folded, (
    "accessories", "accessory work", "accessory lifts", "assistance work", "assistance", "cool down", "cooldown",
    "warm up", "warmup", "stretch cool down",
)))  # fmt: skip


def _is_there(part: Sequence[Span]) -> bool:
    """Tell whether a part begins with a place where something may be done: "squats 3x5, garden too"."""
    first = next((span.text.casefold() for span in part if span.text.casefold() not in _SMALL), "")
    return first in idle_places()


_SMALL: Final = frozenset(
    ("a", "an", "the", "some", "also", "my", "one", "eine", "ein", "une", "un", "una", "la", "el")
)
_ADDED: Final = ("and", "plus", "&", "+", "also", "und", "y", "et")


def _is_added(part: Sequence[Span], text: str) -> bool:
    """Tell whether what holds exercises is told beside them: "run 30 min twice a week and gym"."""
    bare = all(span.kind is Kind.HOLDS or span.text.casefold() in _SMALL for span in part)
    return bare and (
        part[0].text.casefold() in _ADDED or text[: part[0].start].casefold().rstrip().endswith(_ADDED)
    )


def _unnamed(words: str, said: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "training", f"{quoted(words)} in {quoted(said)}, which names no exercise",
        "the exercise, how much and how often",
        f'leave it out: write "{WHOLE}", or write what is done in it',
    )  # fmt: skip


def _parts(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the spans between the joints of a sentence."""
    part: list[Span] = []
    for span in spans:
        if span.kind in _JOINTS:
            yield part
            part = []
        else:
            part.append(span)
    yield part


def is_idle(behind: Sequence[Span], text: str, said: str) -> bool:
    """Tell whether all words are known to be idle behind what is done, or are as a whole."""
    words = [
        span.text.casefold()
        for place, span in enumerate(behind)
        if span.kind in _WORDS and " " not in span.text and not is_place(behind, place, said)
    ]
    if all(word in idle_behind() or not word[0].isalnum() for word in words):
        return True
    return _is_clause(behind, text)


def _is_clause(part: Sequence[Span], text: str) -> bool:
    """Tell whether words tell nothing as a whole: "it helps my back"."""
    whole = " ".join(text[part[0].start : part[-1].end].casefold().split()).strip(" .!*~")
    return any(clause.fullmatch(whole) for clause in idle_clauses())


_WORDS: Final = frozenset((Kind.WORD, Kind.UNKNOWN))
_AT: Final = frozenset(("at", "near", "around"))


def is_place(spans: Sequence[Span], place: int, said: str) -> bool:
    """Tell whether an unknown word is the name of a place: "at the Pumphouse", with a capital."""
    span = spans[place]
    if (
        span.kind is not Kind.UNKNOWN
        or span.text.casefold() in TURNS
        or not as_written(span.text, said)[0].isupper()
    ):
        return False
    before = [one.text.casefold() for one in spans[max(place - 2, 0) : place] if one.text.casefold() != "the"]
    return bool(before) and before[-1] in _AT


def _taken_back(words: str, said: str) -> UnclearAnswerError:
    return UnclearAnswerError(
        "training", f"{quoted(words)} in {quoted(said)}, which may turn what stands before it", "what is done now",
        f'write "{WHOLE}" where that is done now, and leave it out where not',
    )  # fmt: skip
