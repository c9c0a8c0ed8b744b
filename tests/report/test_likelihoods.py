"""The tables of crossings and fractures: how shares and ratios are written, thinned and left out."""

from __future__ import annotations

from typing import Any

import pytest

from osteotwin.report import verdict
from osteotwin.report.likelihoods import chance, crossings, fractures, shown_years


@pytest.mark.parametrize(
    ("value", "people", "written"),
    [
        (None, 100, "not available"), (0.0, 99, "none"), (1.0, 99, "all"), (0.0, 100, "<1%"), (1.0, 400, ">99%"),
        (0.0, None, "none"), (0.004, 400, "<1%"), (0.01, 400, "1%"), (0.99, 400, "99%"), (0.995, 400, ">99%"),
        (0.5, 2, "50%"),
    ],
)  # fmt: skip
def test_a_share_says_no_more_than_so_many_people_can_tell(
    value: float | None, people: int | None, written: str
) -> None:
    found = chance(value, people)
    assert (found if found == "not available" else "".join(found.split())) == written


@pytest.mark.parametrize(
    ("years", "most", "shown"),
    [
        ("1 2 3", 4, "1 2 3"), ("1 2 3", 2, "1 3"), ("1 2 3", 1, "3"), ("", 3, ""), ("2 10 1 9", 9, "1 2 9 10"),
        ("1 2 3 4 5 6 7 8 9 10", 4, "1 2 5 10"), ("1 2 2.5", 2, "1 2.5"),
    ],
)  # fmt: skip
def test_years_are_thinned_from_the_middle(years: str, most: int, shown: str) -> None:
    assert shown_years(years.split(), most) == shown.split()


def test_only_lines_that_somebody_crosses_are_listed(answer: dict[str, Any]) -> None:
    table = crossings(answer)
    assert table is not None
    labels = [row["label"].replace("\u00a0", " ") for row in table["rows"]]
    assert "Total hip: T \u22121.0 or lower, more likely than not today" in labels
    assert "Lumbar spine: T \u22121.0 or lower" in labels
    assert len(labels) + table["others"] == 12
    for entry in answer["crossing"].values():
        for shares in (*entry["t_score"].values(), entry["loss"]):
            shares |= {"within": 0.0, "years": dict.fromkeys(shares["years"], 0.0)}
            shares.update({"today": 0.0} if "today" in shares else {})
    table = crossings(answer)
    assert table is not None
    assert (table["rows"], table["others"]) == ([], 12)
    answer["crossing"]["total_hip"]["loss"]["within"] = 0.01
    table = crossings(answer)
    assert table is not None
    assert len(table["rows"]) == 1
    answer["crossing"]["total_hip"]["loss"]["within"] = None  # not known is no nought
    table = crossings(answer)
    assert table is not None
    assert [row["cells"][-1]["value"] for row in table["rows"]] == ["not available"]


def test_a_plan_of_drugs_alone_is_compared_once(answer: dict[str, Any]) -> None:
    both = fractures(answer)
    assert both is not None
    assert len(both["rows"]) == 4
    answer["fracture"]["against"]["without_drugs"]["scenario"] = "nothing"
    once = fractures(answer, most_years=1)
    assert once is not None
    assert [row["label"] for row in once["rows"]] == [
        "Hip fracture, against the same person without anastrozole",
        "Any osteoporotic fracture, against the same person without anastrozole",
    ]
    last = answer["fracture"]["against"]["without_drugs"]["relative_risk"]["hip"]["3"]
    assert once["rows"][0]["cells"] == [
        {"value": f"{last['median']:.2f}", "interval": f"{last['lo90']:.2f} to {last['hi90']:.2f}"}
    ]


@pytest.mark.parametrize("nothing", [{}, None])
def test_where_nothing_is_known_there_is_no_table(answer: dict[str, Any], nothing: Any) -> None:
    answer |= {"crossing": nothing, "fracture": nothing}
    assert crossings(answer) is fractures(answer) is None


def test_a_share_is_one_and_the_same_in_few_words_in_full_and_by_year(answer: dict[str, Any]) -> None:
    """What rounds to none or all of many people is not said to be so anywhere."""
    answer["uncertainty"]["people"] = 400
    year = max(answer["verdict"]["years"], key=float)
    for share, words in (
        (0.0075, "less than 1 %"),
        (0.0, "less than 1 %"),
        (0.996, "more than 99 %"),
        (0.126, "13 %"),
    ):
        answer["verdict"]["years"][year]["kept"] = {"probability": share, "class": "open"}
        kept = next(line for line in verdict.lines(answer) if line["key"] == "kept")
        assert kept["short"].replace("\u00a0", " ").startswith(f"{words} of the virtual people")
        table = verdict.by_year(answer)
        assert table is not None
        assert table["rows"][-1]["cells"][-1]["value"].replace("\u00a0", " ") == words


def test_no_ratio_of_a_life_to_itself(answer: dict[str, Any]) -> None:
    whole = fractures(answer)
    assert whole is not None
    for by_year in answer["fracture"]["against"]["without_plan"]["relative_risk"].values():
        for year in by_year:
            by_year[year] = {"median": 1.0, "lo90": 1.0, "hi90": 1.0}
    less = fractures(answer)
    assert less is not None
    assert 0 < len(less["rows"]) < len(whole["rows"])
    assert not any("1.00" in cell["value"] for row in less["rows"] for cell in row["cells"])
