"""An answer on one screen of the terminal: what the report says first, in its words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from osteotwin.cli.layout import bullets, columns, height, indented, paragraph, shortened
from osteotwin.report.access import Answer, part
from osteotwin.report.first_screen import MOST_DATES, first_day, next_dates, screen
from osteotwin.report.flags import folded_flags
from osteotwin.report.labels import FORBIDDING, MILDEST

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Lines of a screen, with the paths of the files that are named beneath.
LINES: Final = 30
_SITE_WIDTH: Final = 14
_NUMBER_WIDTH: Final = 25
#: Lines of a flag where there is not room for all of it.
_LEAST: Final = 2


def summary(answer: Answer, *, below: int = 0) -> list[RenderableType]:
    """Return the parts of the first screen: :data:`LINES`, or more where all that must not be done takes more.

    Parameters
    ----------
    answer : mapping
    below : int
        Lines that are written beneath.
    """
    first = screen(answer)
    name = f"Bone outlook for {first['name']}: " if first["name"] else "Bone outlook: "
    above = [
        paragraph(name + _lower(first["about"]), "bold"),
        paragraph(""),
        *_numbers(first),
        *([paragraph("")] if first["lines"] else []),
        *(_line(line) for line in first["lines"]),
        *([paragraph(first["caveat"])] if first["caveat"] else []),
    ]
    room = LINES - below - height([*above, *_footing(answer)])
    room = max(room, _least_room(answer, first["flags"]))
    layouts = [_layout(answer, first["flags"], most, room) for most in range(MOST_DATES, -1, -1)]
    flags, due = max(layouts, key=lambda layout: layout.worth).parts
    return [*above, *flags, *due, *_footing(answer)]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _numbers(first: dict[str, Any]) -> list[RenderableType]:
    """Hip and spine beside what else would be, or the sentence that says why there is no number."""
    sites: Sequence[dict[str, Any]] = first["numbers"]
    if not sites:
        return [paragraph(first["lead"] or "No verdict is available.")]
    names = [sites[0]["plan"]["label"], *(row["label"] for row in sites[0]["others"])]
    rows = [[site["label"], *(_cell(one) for one in (site["plan"], *site["others"]))] for site in sites]
    when = sites[0]["when"]
    return [
        paragraph(f"Change of the bone in percent, {when}: median (nine in ten)"),
        columns([_SITE_WIDTH, *(_width(len(names)) for _ in names)], [["", *names], *rows]),
        *([paragraph(first["on_top"])] if first["on_top"] else []),
    ]


def _width(count: int) -> int:
    return min(_NUMBER_WIDTH, (80 - _SITE_WIDTH) // count - 2)


def _cell(one: dict[str, Any]) -> str:
    value = one["value"].replace("\u00a0%", "")
    return f"{value} ({one['interval']})" if one["interval"] else value


def _line(line: dict[str, Any]) -> RenderableType:
    return paragraph(
        f"{line['question']} {line['word']}: {line['short']}"
        if line["short"]
        else f"{line['question']} {line['word']}"
    )


class _Layout(NamedTuple):
    """Flags and dates beneath the verdict, and what speaks for them: how much is shown, the gravest first."""

    parts: tuple[list[RenderableType], list[RenderableType]]
    worth: tuple[int, ...]


def _least_room(answer: Answer, flags: Sequence[dict[str, Any]]) -> int:
    """Lines of everything that must not be done, whole, with the next date; none where nothing is forbidden."""
    hard = [(f"{flag['word']}:", str(flag["text"])) for flag in flags if flag["severity"] == FORBIDDING]
    if not hard:
        return 0
    left = len(flags) - len(hard) + len(folded_flags(answer))
    return height([paragraph("What to do"), bullets(hard), *_more(left), *_next(answer, 1)])


def _layout(answer: Answer, flags: Sequence[dict[str, Any]], most: int, room: int) -> _Layout:
    """What the room holds beside so many dates. The next date goes before all but what must not be done."""
    due = _next(answer, most)
    shown, parts = _flags(flags, room - height(due), len(folded_flags(answer)))
    forbidding = sum(flag["severity"] == FORBIDDING for flag in flags[:shown])
    grave = sum(flag["severity"] != MILDEST for flag in flags[:shown])
    fits = height([*parts, *due]) <= room
    return _Layout((parts, due), (fits, forbidding, most > 0, grave, most, shown))


def _flags(flags: Sequence[dict[str, Any]], room: int, folded: int) -> tuple[int, list[RenderableType]]:
    """As many flags as there is room for, the gravest first: in full where all fit, else each by its first lines.

    All that are not shown are counted, the folded ones of the report among them.

    What must not be done is never cut: half of such a sentence may leave out what to do instead.
    """
    if not flags:
        return 0, []
    title = paragraph("What to do", "bold")
    rows = [(f"{flag['word']}:", str(flag["text"])) for flag in flags]
    beside = max(len(mark) for mark, _ in rows)
    short = [
        (mark, text if flag["severity"] == FORBIDDING else shortened(text, beside, _LEAST))
        for flag, (mark, text) in zip(flags, rows, strict=True)
    ]
    parts: list[RenderableType] = []
    for count in range(len(rows), 0, -1):
        for shown in (rows[:count], short[:count]):
            parts = [title, bullets(shown), *_more(len(rows) - count + folded)]
            if height(parts) <= room:
                return count, parts
    return 1, parts


def _more(count: int) -> list[RenderableType]:
    return [paragraph(f"and {count} more: --verbose shows them")] if count else []


def _next(answer: Answer, most: int) -> list[RenderableType]:
    """So many dates; of one alone it is the earliest, with everything that is due on it."""
    rows = next_dates(answer, most) if most > 1 else first_day(answer) if most else []
    if not rows:
        return []
    if most == 1 or len(rows) == 1:
        labels = [row["label"].partition(", ")[0] if rows[1:] else row["label"] for row in rows]
        return [paragraph(f"Due next, {rows[0]['on']}: {'; '.join(labels)}")]
    return [
        paragraph("What is due next", "bold"),
        indented(bullets([(f"{row['on']}:", row["label"]) for row in rows])),
    ]


def _footing(answer: Answer) -> list[RenderableType]:
    assumed = len(part(answer, "assumptions") or [])
    failed = part(answer, "failed", "count") or 0
    people = part(answer, "uncertainty", "people")
    said = f"{assumed} values are assumed" if assumed else "Every value came from the file"
    left_out = f", {failed} of {people} virtual people are left out" if failed else ""
    disclaimer = str(part(answer, "disclaimer") or "Not medical advice.")
    return [
        paragraph(f"{said}{left_out}; --verbose and the report tell which, why and all numbers."),
        paragraph(disclaimer, "bold"),
    ]
