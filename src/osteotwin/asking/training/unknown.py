"""Words of a sentence on training that are no exercise, no amount and not known: left out, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.fixes import EXERCISE, ways_of
from osteotwin.asking.training.idle import is_idle, is_place
from osteotwin.asking.training.items import AMOUNTS, HOW_OFTEN, NAMES, Told
from osteotwin.asking.training.names import BY_NAME, COMMON_NAME, WHOLE, as_written
from osteotwin.asking.training.nothing import example_of, nothing_done
from osteotwin.asking.training.sentence import is_of_weekdays
from osteotwin.asking.training.spans import Span
from osteotwin.asking.training.vocabulary import NEUTRAL, ONCE, TURNS, idle_places, idle_words
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.names import folded
from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.protocol.library import find_exercise

#: Unknown words that may name what is done; of more the sentence names nothing.
_SCRAPS: Final = 3
_JOINTS: Final = frozenset((Kind.COMMA, Kind.AND, Kind.OR, Kind.COLON, Kind.OPEN, Kind.CLOSE))
#: What without an exercise is still of one; a way alone may be of what was told before.
_TELLING: Final = (AMOUNTS | HOW_OFTEN) - {Kind.DISTANCE}


def left_out(
    spans: Sequence[Span], told: Told, text: str, said: str
) -> tuple[str, UnclearAnswerError | None]:
    """Return the words of a sentence that are left out, as they were written, and what is to be asked of unknown ones.

    An unknown word is left out with a whole sentence that tells nothing; of others it is asked,
    once all else that lacks is told.

    Parameters
    ----------
    spans : sequence of Span
    told : Told
        What they tell, put together.
    text : str
        The sentence in plain words.
    said : str
        As it was written.

    Raises
    ------
    UnclearAnswerError
        Where a word may turn what is said, or may be what is done.
    """
    runs = list(_runs(spans, said))
    everyday = _everyday(spans, said)
    if not runs:
        return ", ".join(everyday), None
    often = _tells_how_often(told)
    turning = [span.text for run in runs for span in run if span.text in TURNS]
    if (told.items or len(runs) > 1) and any(one not in ONCE or often for one in turning):
        raise _turned(next(one for one in turning if one not in ONCE or often), said)
    words = [as_written(text[run[0].start : run[-1].end], said) for run in runs]
    apart = [k for k, run in enumerate(runs) if _is_apart(spans, run)]
    if not told.items and not apart and not any(one.kind in _TELLING for one in spans):
        return said, None if is_idle(spans, text, said) else _nothing_told(said)
    if (whole := next((one for run in runs if (one := _another(spans, run, text))), "")) and not apart:
        raise _either_of(whole, said)
    several = sum(one.kind is Kind.HOLDS for one in spans) > 1
    if (several or any(one.kind is Kind.EXERCISE for one in spans)) and not apart:
        return ", ".join((*words, *everyday)), _asked(words, apart, told, said, spans)
    raise _asked(words, apart, told, said, spans)


def _another(spans: Sequence[Span], run: Sequence[Span], text: str) -> str:
    """Return a name with the unknown words beside it where those may make another exercise of it; else nothing."""
    first, last = spans.index(run[0]), spans.index(run[-1])
    for name, (start, end) in (
        (spans[first - 1] if first else None, (first - 1, last)),
        (spans[last + 1] if last + 1 < len(spans) else None, (first, last + 1)),
    ):
        if name is not None and name.kind is Kind.EXERCISE:
            whole = text[spans[start].start : spans[end].end]
            near = _near(whole)
            if len(near) > 1 and any(folded(one) not in folded(whole) for one in near):
                return whole
    return ""


def _either_of(whole: str, said: str) -> UnclearAnswerError:
    """Return the question which of two exercises a name means."""
    written = as_written(whole, said)
    ways = [said.replace(written, name[:1].lower() + name[1:], 1) for name in _near(whole)]
    return UnclearAnswerError(
        "training", f"{quoted(written)} in {quoted(said)}, which may be two exercises", EXERCISE,
        f"write {ways_of(*ways)}, whichever is meant",
    )  # fmt: skip


#: Shorter everyday words only join others, and are not said back.
_LEAST_SAID: Final = 4


def _everyday(spans: Sequence[Span], said: str) -> list[str]:
    """Return the idle words of a sentence, those that this reader knows as neutral apart, and its places."""
    return [
        as_written(span.text, said) if span.kind is Kind.UNKNOWN else span.text
        for place, span in enumerate(spans)
        if is_place(spans, place, said)
        or (
            span.kind is Kind.WORD
            and len(span.text) >= _LEAST_SAID
            and span.text.casefold() not in NEUTRAL
            and span.text.casefold() in idle_words()
        )
    ]


def check_named(spans: Sequence[Span], said: str) -> None:
    """Ask what is done where a part tells how long and how often of a class or a session beside an exercise.

    Raises
    ------
    UnclearAnswerError
    """
    for place, span in enumerate(spans):
        if words := _of_a_day(spans, place) if span.kind is Kind.COLON else ():
            named = as_written(" ".join(one.text for one in words), said)
            found = f"{quoted(named)} of {quoted(spans[place - 1].text)} in {quoted(said)}, which names no exercise"
            raise UnclearAnswerError("training", found, EXERCISE, COMMON_NAME)
    place = 0
    while place < len(spans):
        part = _part(spans, place)
        end = place + len(part)
        headed = end < len(spans) and spans[end].kind is Kind.COLON
        named = not headed and any(one.kind is Kind.EXERCISE for one in spans[:end])
        if named and (words := _beside_day(part)):
            told = as_written(" ".join(one.text for one in part), said)
            raise UnclearAnswerError(
                "training",
                f"{quoted(words[0].text)} in {quoted(told)}, which names no exercise",
                EXERCISE,
                COMMON_NAME,
            )
        place += len(part) + 1
        kinds = {one.kind for one in part}
        word = next((one.text for one in part if one.kind is Kind.WORD and one.text in _UNNAMED), None)
        if word and not kinds & NAMES and kinds & HOW_OFTEN and kinds & AMOUNTS and part[0] is not spans[0]:
            raise UnclearAnswerError(
                "training", f"{quoted(word)} in {quoted(said)}, which is no exercise of the library", EXERCISE,
                COMMON_NAME,
            )  # fmt: skip


def _of_a_day(spans: Sequence[Span], colon: int) -> Sequence[Span]:
    """Return the words of a day that name no exercise, before another day: "Mon: class, Tue: run 30 min"."""
    end = next((k for k in range(colon + 1, len(spans)) if spans[k].kind in _JOINTS), len(spans))
    behind, words = spans[end + 1 : end + 3], spans[colon + 1 : end]
    days = [*spans[max(colon - 1, 0) : colon], *behind[:1]]
    headed = len(behind) == len(days) == 2 and behind[1].kind is Kind.COLON and (
        all(one.kind in HOW_OFTEN for one in days)
    )  # fmt: skip
    told = headed and words and all(one.kind is Kind.WORD for one in words)
    return words if told and not any(one.text.casefold() in _RESTED for one in words) else ()


def _beside_day(part: Sequence[Span]) -> list[Span]:
    """Return the words beside a day of a part that may be what is done on it: "Tue run 30 min, Thu class"."""
    if {one.kind for one in part} - {Kind.WORD, Kind.HOLDS, Kind.OFTEN} or not any(
        is_of_weekdays(one) for one in part
    ):
        return _behind_last_day(part)
    words = [
        one
        for place, one in enumerate(part)
        if one.kind is not Kind.OFTEN
        and one.text[0].isalpha()
        and one.text.casefold() not in _OF_TIME | _WHERE
        and not any(before.text.casefold() in _WHERE for before in part[max(place - 3, 0) : place])
    ]
    return [] if any(one.text.casefold() in _RESTED for one in part) else words


_TIMES: Final = """
it's it that's that is are
and also too the a an every each usually normally always mostly morning mornings evening evenings afternoon afternoons
night nights noon lunch lunchtime early late am pm again both day days week weekly easy hard slow fast short only just
then plus i my same as well regularly abends morgens mittags immer auch el la los las le les por am soir matin tarde
mañana light heavy
"""


def _behind_last_day(part: Sequence[Span]) -> list[Span]:
    """Return what may be of the last of several days alone: "run 30 min Tue, Thu gym"."""
    return [
        one
        for days, one in pairwise(part)
        if is_of_weekdays(days)
        and "," in days.text
        and (one.kind is Kind.HOLDS or (one.kind is Kind.WORD and one.text.casefold() in idle_places()))
    ]


#: Beside a day they say when or how.
_OF_TIME: Final = frozenset(_TIMES.split())
_PLACED: Final = """
in at on with by from to near around along through after before during for im am zur zum mit bei auf dans au à chez avec
en al con por de von
"""
_WHERE: Final = frozenset(_PLACED.split())
_RESTED: Final = frozenset(
    ("rest", "rested", "resting", "off", "frei", "pause", "descanso", "repos", "nothing")
)
#: What is done in them is not told.
_UNNAMED: Final = frozenset((
    "class", "classes", "session", "sessions", "lesson", "lessons", "moving", "game", "games", "practice", "match",
    "matches", "routine", "program", "course", "programme", "active", "activity",
))  # fmt: skip


def _runs(spans: Sequence[Span], said: str) -> Iterator[list[Span]]:
    """Yield the unknown words, those that stand together in one, but for names of places."""
    run: list[Span] = []
    for place, span in enumerate(spans):
        if span.kind is Kind.UNKNOWN and not is_place(spans, place, said):
            run.append(span)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _tells_how_often(told: Told) -> bool:
    return bool(told.heading or told.trailing or any(one.often for one in told.items))


def _part(spans: Sequence[Span], place: int) -> list[Span]:
    """Return the spans between the joints about a place."""
    start = next((k + 1 for k in range(place, -1, -1) if spans[k].kind in _JOINTS), 0)
    end = next((k for k in range(place, len(spans)) if spans[k].kind in _JOINTS), len(spans))
    return list(spans[start:end])


def _is_apart(spans: Sequence[Span], run: Sequence[Span]) -> bool:
    """Tell whether words stand alone between the joints of a sentence, as a name does."""
    first, last = spans.index(run[0]), spans.index(run[-1])
    before = spans[first - 1].kind if first else Kind.COMMA
    behind = spans[last + 1].kind if last + 1 < len(spans) else Kind.COMMA
    return before in _JOINTS and behind in _JOINTS


def _asked(
    words: Sequence[str], apart: Sequence[int], told: Told, said: str, spans: Sequence[Span]
) -> UnclearAnswerError:
    """Return what is asked of words that may be what is done."""
    first = words[apart[0]] if apart else words[0]
    named = any(not one.holds for one in told.items)
    near = _near(first) if apart else ()
    if not near and not told.items and len(words) + sum(one.kind in AMOUNTS for one in spans) > 1:
        (one, *_) = nothing_done(spans, said).problems
        expected = one.expected.replace("an exercise or a sport", EXERCISE)
        if len(words) > _SCRAPS:
            return UnclearAnswerError("training", one.found, expected, one.fix)
        fix = one.fix.replace("write for", "write it by a common name, or what is nearest: for", 1)
        return UnclearAnswerError(
            "training", f"{', '.join(map(quoted, words))} in {quoted(said)}", expected, fix
        )
    if near:
        ways = [said.replace(first, name[:1].lower() + name[1:], 1) for name in near]
        fix = f"write {ways_of(*ways)}, if that is meant"
    else:
        fix = (
            f'leave it out where it changes nothing of what is done: write "{WHOLE}"'
            if named
            else f'{BY_NAME}"{example_of(spans, said)}"'
            if any(one.kind in AMOUNTS for one in spans)
            else COMMON_NAME
        )
    found = f"{', '.join(map(quoted, words))} in {quoted(said)}"
    if named and not apart:
        found, expected = f"{found}, which is not understood", f"{EXERCISE}, how much and how often"
        return UnclearAnswerError("training", found, expected, fix)
    return UnclearAnswerError("training", found, EXERCISE, fix)


def _nothing_told(said: str) -> UnclearAnswerError:
    """Return what is asked of a sentence of words that are not known, which names no exercise."""
    return UnclearAnswerError(
        "training", f"{quoted(said)}, which is not understood", "what is done now, how much and how often",
        'write what is done, how long and how often, for example "walking 30 min 3 times a week"; leave it out '
        "where it is of no matter, and where it says that something is not done",
    )  # fmt: skip


#: With these a clause begins that says when something is done.
_CONDITIONS: Final = frozenset(
    ("when", "whenever", "if", "unless", "until", "till", "wenn", "si", "quand", "cuando")
)


def _turned(word: str, said: str) -> UnclearAnswerError:
    """Return what is asked of a word that denies or bounds what is said; of a condition all of its words."""
    clause = re.search(rf"(?i)\b{word}\b[^,;.()]*", said) if word.casefold() in _CONDITIONS else None
    words = word if clause is None else clause[0].strip()
    return UnclearAnswerError(
        "training", f"{quoted(words)} in {quoted(said)}, which may turn what is said", "what is done now",
        f'write only what is done now, for example "{WHOLE}", or "none" where nothing is done; what no plan may hold '
        "stands behind it in a part of its own, as: no running",
    )  # fmt: skip


def _near(words: str) -> tuple[str, ...]:
    try:
        find_exercise(words)
    except NotInLibraryError as unknown:
        return unknown.nearest[:2]
    return ()
