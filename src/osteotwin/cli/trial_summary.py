"""The answer of a virtual trial on one screen of the terminal, in the words and numbers of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from osteotwin.cli.layout import bullets, columns, heading, indented, paragraph
from osteotwin.report.formatting import interval, number, sentence_case, share
from osteotwin.report.trial.view import by_what_is_told, label_of, lead, month, needed, p_value

if TYPE_CHECKING:
    from rich.console import RenderableType

Answer = dict[str, Any]
_WIDTHS: Final = (22, 6, 14, 14, 11)


def summary(answer: Answer) -> list[RenderableType]:
    """Return the parts of the summary, from the result to the disclaimer."""
    trial, people = answer["trial"], answer["population"]
    return [
        paragraph(
            f"{trial['name']}: {len(answer['arms'])} arms of {trial['people_per_arm']:,} people", "bold"
        ),
        paragraph(
            f"{share(people['eligible_share'])} of {people['asked']:,} candidates were eligible"
            + (f" ({'; '.join(people['eligibility'])})." if people["eligibility"] else ".")
        ),
        *(paragraph(lead(answer, row)) for row in by_what_is_told(answer["comparisons"])),
        *_differences(answer),
        *_power(answer),
        *_arms(answer),
        heading("How to read it"),
        indented(bullets([("•", text) for text in answer["notes"]])),
        paragraph(""),
        paragraph(str(answer["disclaimer"])),
    ]


def _differences(answer: Answer) -> list[RenderableType]:
    primary = answer["trial"]["primary"]
    told = [row for row in answer["comparisons"] if not row.get("not_compared")]
    if not told:
        return []
    parts: list[RenderableType] = [
        heading("Difference from the control, points of percent (95 % interval)"),
        columns(_WIDTHS, [["", "", "by sampling", "by the model", "p"]]),
    ]
    for comparison in told:
        rows = [
            [
                f"  {sentence_case(label_of(answer, endpoint))}",
                number(visits[-1]["difference"], 1, sign=True),
                *(
                    interval(visits[-1][part]["lo95"], visits[-1][part]["hi95"])
                    for part in ("sampling", "model")
                ),
                p_value(visits[-1]["p"]),
            ]
            for endpoint, visits in sorted(
                comparison["endpoints"].items(), key=lambda item: bool(item[0] != primary)
            )
        ]
        parts += [paragraph(str(comparison["arm"])), columns(_WIDTHS, rows)]
    return parts


def _power(answer: Answer) -> list[RenderableType]:
    primary = label_of(answer, answer["trial"]["primary"])
    parts: list[RenderableType] = [
        heading(f"Power for {primary} at {month(answer['power'][0]['day']).lower()}, by people in each arm")
    ]
    for row in answer["power"]:
        sizes = [(f"{one['n']:,}", share(one["power"]), share(one["assurance"])) for one in row["by_n"]]
        widths = (10, *(7 for _ in sizes))
        parts.append(paragraph(f"{row['arm']}. {sentence_case(needed(row))}."))
        if row.get("not_compared"):
            continue
        parts += [
            columns(widths, [["People", *(one[0] for one in sizes)], ["Power", *(one[1] for one in sizes)],
                             ["Assurance", *(one[2] for one in sizes)]]),
        ]  # fmt: skip
    return parts


def _arms(answer: Answer) -> list[RenderableType]:
    rows = [
        (
            f"{arm['name']}:",
            f"{'; '.join(arm['done']) or 'life as before'}. {arm['started']:,} began, {arm['left']:,} left"
            + (
                f", {arm['failed']:,} could not be simulated ({'; '.join(arm['reasons'])})"
                if arm["failed"]
                else ""
            ),
        )
        for arm in answer["arms"]
    ]
    return [heading("Arms"), indented(bullets(rows))]
