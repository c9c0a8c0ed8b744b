"""Words of a sentence on training that are neither exercise nor amount nor known to tell nothing: asked by name."""

from __future__ import annotations

from collections.abc import Sequence

from osteotwin.asking.training.amounts import Kind
from osteotwin.asking.training.fixes import EXERCISE
from osteotwin.asking.training.items import Told
from osteotwin.asking.training.names import COMMON_NAME, WHOLE, as_written
from osteotwin.asking.training.spans import Span
from osteotwin.asking.training.vocabulary import TURNS
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.not_in_library import NotInLibraryError
from osteotwin.protocol.library import find_exercise

#: Unknown words from which on more is told than exercises.
_MANY = 2


def unknown_words(spans: Sequence[Span], told: Told, text: str, said: str) -> UnclearAnswerError | None:
    """Return what is asked of the words of a sentence that are not known; ``None`` where all are.

    Parameters
    ----------
    spans : sequence of Span
    told : Told
        What they tell, put together.
    text : str
        The sentence in plain words.
    said : str
        As it was written.
    """
    runs: list[list[Span]] = []
    for before, span in zip((None, *spans), spans, strict=False):
        if span.kind is not Kind.UNKNOWN:
            continue
        if before is not None and before.kind is Kind.UNKNOWN:
            runs[-1].append(span)
        else:
            runs.append([span])
    if not runs:
        return None
    if (turning := [span for run in runs for span in run if span.text in TURNS]) and (
        told.items or len(runs) > 1
    ):
        return _turned(turning[0], said)
    words = [as_written(text[run[0].start : run[-1].end], said) for run in runs]
    named = [one.name for one in told.items if not one.holds]
    if named and not any(_is_apart(spans, run) for run in runs) and sum(map(len, runs)) >= _MANY:
        return UnclearAnswerError(
            "training", f"{quoted(said)}, in which more is said than one exercise",
            f"{EXERCISE}, how much and how often",
            f'leave it out: write "{WHOLE}"',
        )  # fmt: skip
    near = _near(words[0]) if _is_apart(spans, runs[0]) else ()
    if near:
        ways = [said.replace(words[0], name[:1].lower() + name[1:], 1) for name in near]
        fix = f"write {' or '.join(map(quoted, ways))}, if that is meant"
    elif named:
        fix = f'leave it out: write "{WHOLE}"'
    else:
        fix = COMMON_NAME
    found = f"{', '.join(map(quoted, words))} in {quoted(said)}"
    if named and not any(_is_apart(spans, run) for run in runs):
        return UnclearAnswerError(
            "training", f"{found}, which is not understood", f"{EXERCISE}, how much and how often", fix
        )
    return UnclearAnswerError("training", found, EXERCISE, fix)


def _turned(span: Span, said: str) -> UnclearAnswerError:
    """Return what is asked of a word that denies or bounds what is said."""
    return UnclearAnswerError(
        "training", f"{quoted(span.text)} in {quoted(said)}, which may turn what is said", "what is done now",
        f'write only what is done now, for example "{WHOLE}", or "none" where nothing is done',
    )  # fmt: skip


def _is_apart(spans: Sequence[Span], run: Sequence[Span]) -> bool:
    """Tell whether words stand alone between the joints of a sentence, as a name does."""
    first, last = spans.index(run[0]), spans.index(run[-1])
    before = spans[first - 1].kind if first else Kind.COMMA
    behind = spans[last + 1].kind if last + 1 < len(spans) else Kind.COMMA
    return before in _JOINTS and behind in _JOINTS


_JOINTS = frozenset((Kind.COMMA, Kind.AND, Kind.OR, Kind.COLON, Kind.OPEN, Kind.CLOSE))


def _near(words: str) -> tuple[str, ...]:
    try:
        find_exercise(words)
    except NotInLibraryError as unknown:
        return unknown.nearest[:2]
    return ()
