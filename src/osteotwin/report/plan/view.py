"""The plans of a person as the sections of page and PDF: words and rows; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from osteotwin.report.formatting import calendar_date, number, sentence_case, tied
from osteotwin.report.page import css_string
from osteotwin.report.plan import charts, doses, words
from osteotwin.report.plan.week import week
from osteotwin.report.verdict import guideline_in_a_line

Answer = Mapping[str, Any]
_TREAT: Final = "treat"
_LETTERS: Final = ("A", "B", "C")
#: Questions that are the clinician's, whatever the drugs.
_DOSES: Final = "Is the dose of each drug what it has to be, and for how long?"
_DUE: Final = "Is a bone drug due? osteotwin run says what guidelines say of this file."
_WHICH: Final = (
    "Guidelines ask for a bone drug, as said above: which one, from when on, and what is tested before?"
)


def context(answer: Answer, written: date | None) -> dict[str, Any]:
    """Return what page and PDF show."""
    name = str(answer["person"]["name"] or "")
    title = "Plan" + (f" for {name}" if name else "")
    day = "" if written is None else calendar_date(written.isoformat())
    margin = ", ".join(filter(None, (title, day)))
    plans = [_card(answer, plan, place) for place, plan in enumerate(answer["plans"])]
    return {
        "disclaimer": answer["disclaimer"],
        "name": name,
        "written": day,
        "about": _about(answer),
        "margin": css_string(margin),
        "margin_text": margin,
        "years": words.years(answer["year"]),
        "adults": words.adults(answer),
        "first": [
            {"text": tied(row["text"]), "source": row["source"]} for row in answer["see_clinician_first"]
        ],
        "guideline": tied(guideline_in_a_line(answer["guideline"])),
        "nearest": "" if answer["nearest_feasible"] is None else tied(answer["nearest_feasible"]["text"]),
        "lead": _lead(answer),
        "plans": plans,
        "now": None if answer["now"] is None else words.outcome(answer["now"]),
        "own_plan": _own(answer),
        "clinician": {
            "drugs": _drugs(answer),
            "said": [tied(text) for text in answer["for_the_clinician"]],
            "questions": _questions(answer),
        },
        "panels": [_panel(answer, places) for places in _alike(answer)],
        "front": _front(answer) if plans else None,
        "doses": doses.section(answer["dose_response"]) if answer["dose_response"] else None,
        "notes": [tied(text) for text in answer["notes"]],
        "assumed": [words.WISHES.get(key, key.replace("_", " ")) for key in answer["assumed_wishes"]],
        **_limits(answer),
        "method": _method(answer),
        "versions": answer["versions"],
    }


def _about(answer: Answer) -> str:
    person = answer["person"]
    who = f"{sentence_case(words.adult(answer))} of {int(person['age'])}"
    drugs = _drugs(answer)
    return ", ".join([
        who, *(drugs or (["no drug"] if answer["plans"] else [])),
        f"plans from {calendar_date(answer['today'])}, judged after {words.years(answer['year'])}",
    ])  # fmt: skip


def _drugs(answer: Answer) -> list[str]:
    """Return the drugs that every plan holds as they are."""
    if not answer["plans"]:
        return []
    rows = answer["plans"][0]["interventions"]
    return list(
        dict.fromkeys(
            tied(f"{row['label']} {row['text']}") for row in rows if row["category"] in ("drug", "bone_drug")
        )
    )


def _lead(answer: Answer) -> str:
    plans = answer["plans"]
    if not plans:
        return "No plan is made before that is settled." if answer["see_clinician_first"] else ""
    who, now = words.adults(answer), words.of_100(answer["now"]["kept"])
    holding = next((plan for plan in plans if plan["holds"]), None)
    if holding is not None:
        share = words.of_100(holding["kept"]["probability"])
        if _is_drug_missing(answer):
            return (
                "A bone drug is due all the same: no plan here takes its place. Beside it training and food do their "
                f"part: as the simulation has it, without that drug {share} of 100 such {who} keep their bone with the "
                f"plan called {words.name_of(holding).lower()}, {words.asked(holding)[0].lower()}, against {now} as "
                "life is now; how easily bone breaks is more than that."
            )
        return (
            f"Training and food can hold this bone: with the plan called {words.name_of(holding).lower()}, "
            f"{words.asked(holding)[0].lower()}, {share} of 100 such {who} keep it, against {now} as life is now."
        )
    best = max(plans, key=lambda plan: plan["kept"]["probability"])
    return (
        f"No plan within these wishes and limits holds in 80 of 100: with the best, "
        f"{words.of_100(best['kept']['probability'])} of 100 such {who} keep their bone, against {now} as life is now. "
        "Ask the clinician what else is due."
    )


def _questions(answer: Answer) -> list[str]:
    """Return what is to be asked; what guidelines have answered is not asked again."""
    return [_DOSES, _WHICH if answer["plans"] and _is_drug_missing(answer) else _DUE]


def _is_drug_missing(answer: Answer) -> bool:
    """Tell whether guidelines ask for a bone drug that no plan holds."""
    rows = answer["plans"][0]["interventions"]
    return answer["guideline"]["class"] == _TREAT and all(row["category"] != "bone_drug" for row in rows)


def _card(answer: Answer, plan: Answer, place: int) -> dict[str, Any]:
    offset = plan["offset"]
    better = plan["beats_now"]["probability"]
    return {
        "letter": _LETTERS[place],
        "sign": charts.mark_sample(place),
        "name": words.name_of(plan),
        "holds": plan["holds"],
        "kept": words.of_100(plan["kept"]["probability"]),
        "kept_now": words.of_100(answer["now"]["kept"]),
        "offset": "" if offset is None else words.of_100(offset["probability"]),
        "offset_now": "" if offset is None else words.of_100(answer["now"]["offset"]),
        "asked": words.asked(plan),
        "parts": words.contents(plan),
        "calcium": f"{plan['calcium_total_mg_per_day']:,}",
        "vitamin_d": f"{plan['vitamin_d_total_iu_per_day']:,}",
        "better": words.of_100(better) if plan["parts"] or plan["ends"] else "",
        "burden": words.whole(plan["burden"]),
    }


def _alike(answer: Answer) -> list[tuple[int, ...]]:
    """Return the places of the plans, those that are one and the same together."""
    found: list[list[int]] = []
    for place, plan in enumerate(answer["plans"]):
        same = next(
            (row for row in found if answer["plans"][row[0]]["interventions"] == plan["interventions"]), None
        )
        if same is None:
            found.append([place])
        else:
            same.append(place)
    return [tuple(row) for row in found]


def _panel(answer: Answer, places: Sequence[int]) -> dict[str, Any]:
    """Return everything of one plan: a week of it, how it grows, what its parts bring, what holds it back."""
    plan = answer["plans"][places[0]]
    names = [words.name_of(answer["plans"][place]) for place in places]
    identifier = f"plan-{places[0]}"
    return {
        "id": identifier,
        "name": " = ".join(names),
        "letters": "".join(_LETTERS[place] for place in places),
        "shown": 1 in places,
        "week": week(answer, plan),
        "growing": [
            {
                "name": row["name"],
                "unit": row["unit"],
                "chart": charts.progression_chart(f"{identifier}-{row['exercise'].replace('_', '-')}", row),
                "text": f"{words.amount(row['weeks'][0])} in week 1, {words.amount(max(row['weeks']))} at most",
            }
            for row in plan["progression"]
        ],
        "parts": [
            {"label": sentence_case(words.times(part["label"])), "cells": words.gain(part)}
            for part in plan["parts"]
        ],
        "adherence": [
            *(
                {"label": f"If {share} of it is done".replace("%", "\u00a0%"), "cells": words.outcome(row)}
                for share, row in plan["adherence"].items()
            ),
            {"label": "As planned", "cells": words.outcome(plan["as_planned"])},
        ],
        "sites": [
            {
                "label": words.SITES[site],
                "cells": [words.change(plan["change"][site]), _share(plan["probability_no_net_loss"][site])],
            }
            for site in plan["change"]
        ],
        "next": _next(plan),
        "binding": [tied(text) for text in plan["binding_limits"]],
        "measured": [tied(row["text"]) for row in plan["to_be_measured"]],
        "injuries": number(plan["injuries_per_year"] or 0.0, 1),
    }


def _share(share: float | None) -> dict[str, str]:
    return {"value": words.of_100(share), "interval": ""}


def _next(plan: Answer) -> str:
    """What one change more would bring most for its burden."""
    row = plan["next_best"]
    if row is None:
        return (
            "More is pointless: no single change within wishes and limits brings more bone for what it asks."
        )
    return (
        f"Next best: {words.times(row['text'])} ({words.points(row['kept'])} of 100 keep bone and "
        f"{number(row['change'], 1, sign=True)} percentage points of bone, for a burden of "
        f"{words.whole(row['burden'])} more)."
    )


def _front(answer: Answer) -> dict[str, Any]:
    """The picture of burden and benefit, with the same as a sentence and a table."""
    marks = [
        (place, words.name_of(plan), plan["burden"], plan["kept"]["probability"])
        for place, plan in enumerate(answer["plans"])
    ]
    wide, narrow = (
        charts.front_chart(f"front-{'narrow' if small else 'wide'}", answer, marks, narrow=small)
        for small in (False, True)
    )
    said = "; ".join(
        f"{name} asks a burden of {words.whole(burden)} and {words.of_100(share)} of 100 keep bone"
        for _, name, burden, share in marks
    )
    return {
        "wide": wide,
        "narrow": narrow,
        "text": f"{said}.",
        "key": [{"sign": charts.mark_sample(place), "name": name} for place, name, _, _ in marks],
        "rows": [
            {
                "label": words.whole(row["burden"]),
                "cells": [*words.outcome(row), {"value": _listed(row["parts"]), "interval": ""}],
            }
            for row in answer["front"]
        ],
    }


_PARTS: Final = {
    "habit": "a habit that becomes more",
    "strength": "lifting",
    "impact": "impacts",
    "food": "food",
    "calcium": "calcium",
    "vitamin_d": "vitamin D",
}


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(_PARTS.get(part, part.replace("_", " ")) for part in parts) or "nothing more"


def _own(answer: Answer) -> dict[str, Any] | None:
    own = answer["own_plan"]
    if own is None:
        return None
    return {"cells": words.outcome(own), "beyond": [tied(text) for text in own["beyond_limits"]]}


def _limits(answer: Answer) -> dict[str, Any]:
    """Every limit with the number of its source, and the sources."""
    sources = list(dict.fromkeys(row["source"] for row in answer["limits"] if row["source"]))
    rows: list[dict[str, Any]] = []
    for row in answer["limits"]:
        label, most = words.limit(row)
        number_of = sources.index(row["source"]) + 1 if row["source"] else None
        rows.append({"label": label, "most": most, "because": tied(row["because"]), "source": number_of})
    return {"limits": rows, "sources": [words.times(text) for text in sources]}


def _method(answer: Answer) -> list[str]:
    """How to read it, and how it was found."""
    people, who, years = answer["people"], words.adults(answer), words.years(answer["year"])
    notes = [
        f"“Of 100” counts {people:,} virtual {who} who agree with what was measured. “Keep bone” is to lose no more "
        f"than two scans can tell at hip, neck and spine in {years}; “make up for the drug” is to "
        "have at least as much at hip and spine as without the drugs that take bone.",
        "The burden is the minutes of a week and, as minutes, days, servings, tablets and injuries at published rates; "
        "how much each weighs is an assumption.",
        "No plan starts, stops or changes a drug. A plan that breaks a hard limit is not made.",
        "Bone is not all: lifting keeps muscle and balance training prevents falls, which no number here counts.",
    ]
    search = answer["search"]
    failed = answer["failed"]
    if search is not None:
        notes.append(tied(search["text"]))
    if failed is not None and failed["count"]:
        notes.append(
            f"{failed['count']} of {people:,} virtual people could not be simulated: {'; '.join(failed['reasons'])}"
        )
    return notes
