"""The plans of a person on one screen of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from osteotwin.cli.layout import bullets, columns, heading, indented, paragraph
from osteotwin.report.formatting import calendar_date, number
from osteotwin.report.plan import words
from osteotwin.report.verdict import guideline_in_a_line

if TYPE_CHECKING:
    from rich.console import RenderableType

Answer = dict[str, Any]
_WIDTHS: Final = (24, 17, 15, 15)
_MOST_NOTES: Final = 4


def summary(answer: Answer) -> list[RenderableType]:
    """Return the parts of the summary, from the plans to the disclaimer."""
    name = answer["person"]["name"] or "You"
    title = f"{name}: plans from {calendar_date(answer['today'])}, judged after {_years(answer['year'])}"
    first = [paragraph(row["text"]) for row in answer["see_clinician_first"]]
    return [
        paragraph(title, "bold"),
        *first,
        paragraph(guideline_in_a_line(answer["guideline"]).partition(". ")[0].rstrip(".") + "."),
        *_feedback(answer["feedback"]),
        *(_table(answer) if answer["plans"] else []),
        *(_verdict(answer["plans"]) if answer["plans"] else []),
        *(_contents(answer["plans"]) if answer["plans"] else []),
        *(_doses(answer["dose_response"]) if answer["dose_response"] else []),
        *_notes(answer),
        paragraph(str(answer["disclaimer"])),
    ]


def _feedback(told: Answer | None) -> list[RenderableType]:
    """Return what was done of a plan that is under way, and what that changes."""
    if told is None:
        return []
    done = f"On {told['days_done']} days since {calendar_date(told['began'])} something was done, "
    done += (
        f"{told['days_planned']:.0f} were planned; the longest break was {told['longest_break_days']} days."
    )
    learned = [f"Learned from {text}." for text in told["learned_from"]]
    rows = [("•", str(text)) for text in (done, told["why"], *told["restarts"], *learned, *told["notes"])]
    return [paragraph(told["text"], "bold"), indented(bullets(rows))]


def _years(count: int) -> str:
    return f"{count} year{'s' if count != 1 else ''}"


def _of_100(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}"


def _better(plan: Answer) -> str:
    return _of_100(plan["beats_now"]["probability"]) if plan["parts"] or plan["ends"] else "as now"


def _table(answer: Answer) -> list[RenderableType]:
    plans, now = answer["plans"], answer["now"]

    def row(label: str, *cells: str) -> list[str]:
        return [label, *cells]

    kept = [f"{_of_100(plan['kept']['probability'])} ({_of_100(now['kept'])} now)" for plan in plans]
    rows = [
        row("", *(str(plan["name"]) for plan in plans)),
        row("keep bone, of 100", *kept),
    ]
    if now["offset"] is not None:
        offset = [
            f"{_of_100(plan['offset']['probability'])} ({_of_100(now['offset'])} now)" for plan in plans
        ]
        rows.append(row("drug made up for, of 100", *offset))
    rows += [
        row("minutes a week", *(f"{plan['minutes_per_week']:.0f}" for plan in plans)),
        row("days a week", *(f"{plan['days_per_week']}" for plan in plans)),
        row("calcium, mg a day", *(f"{plan['calcium_total_mg_per_day']:,}" for plan in plans)),
        row("vitamin D, IU a day", *(f"{plan['vitamin_d_total_iu_per_day']:,}" for plan in plans)),
        row("better than now, of 100", *map(_better, plans)),
        row("if half is done: kept", *(_of_100(plan["adherence"]["50%"]["kept"]) for plan in plans)),
    ]
    title = ("One plan", "Two plans", "Three plans")[len(plans) - 1]
    title = title if answer["feedback"] is None else "From today on"
    return [heading(title), columns(_WIDTHS[: len(plans) + 1], rows)]


def _verdict(plans: list[Answer]) -> list[RenderableType]:
    if any(plan["holds"] for plan in plans):
        return []
    text = "No plan within these wishes and limits holds in 80 of 100: ask the clinician what else is due."
    return [paragraph(text)]


def _contents(plans: list[Answer]) -> list[RenderableType]:
    rows: list[tuple[str, str]] = []
    for plan in plans:
        labels = list(map(_labelled, plan["parts"])) or ["nothing more than now"]
        ends = f", without {ended}" if (ended := words.tablets_that_end(plan)) else ""
        rows.append(("•", f"{plan['name']}: {'; '.join(labels)}{ends}."))
    middle = plans[len(plans) // 2]
    if swaps := words.swaps(middle):
        rows.append(("⇄", swaps))
    following = middle["next_best"]
    if following and round(100 * (following["kept"] or 0.0)):
        gain = f"{number(100 * following['kept'], 0, sign=True)} of 100 keep bone"
        rows.append(("+", f"beside {middle['name']}, next best: {following['text']} ({gain})."))
    return [heading("What is done"), indented(bullets(rows))]


def _labelled(part: Answer) -> str:
    note = str(part["note"]).partition(":")[0]
    return f"{part['label']} ({note})" if note else str(part["label"])


def _doses(found: Answer) -> list[RenderableType]:
    rows = [("\u2022", _dose(axis)) for axis in found["axes"]]
    title = f"More or less of each part, around {found['around']} (keep bone, of 100)"
    return [heading(title), indented(bullets(rows))]


def _dose(axis: Answer) -> str:
    within = [row for row in axis["doses"] if row["within_limits"]] or axis["doses"]
    ends = [f"{_of_100(row['kept'])} at {row['total']:,.6g}" for row in (within[0], within[-1])]
    return f"{axis['label']}: {', '.join(dict.fromkeys(ends))}. {axis['text']}"


def _notes(answer: Answer) -> list[RenderableType]:
    plans = answer["plans"]
    binding = [text for plan in plans[-1:] for text in plan["binding_limits"]]
    nearest = answer["nearest_feasible"]
    measured = [row["text"] for plan in plans[-1:] for row in plan["to_be_measured"]]
    texts = [*measured, *([nearest["text"]] if nearest else []), *answer["notes"], *binding]
    left = len(texts) - _MOST_NOTES
    rows = [("•", str(text)) for text in texts[:_MOST_NOTES]]
    if left > 0:
        rows.append(("•", f"and {left} more: --json"))
    if answer["assumed_wishes"]:
        names = ", ".join(name.replace("_", " ") for name in answer["assumed_wishes"])
        rows.append(("?", f"Assumed with caution, not stated in [wishes]: {names}."))
    return [heading("What holds it back"), indented(bullets(rows))] if rows else []
