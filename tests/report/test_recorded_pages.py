"""Pages of what the fit recorded: bounded, failures first, by drug, sex and endpoint."""

from __future__ import annotations

from typing import Any

import pytest

import osteotwin as ot
from osteotwin.report.scores.recorded import NO_DRUG, PER_PAGE, Choice, chosen, context, trial_context
from osteotwin.report.scores.trials import trial_name


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return ot.recorded_scores()


def test_all_pages_together_hold_every_row_once_the_largest_errors_first(result: dict[str, Any]) -> None:
    rows = chosen(result, Choice())
    errors = [abs(row["standardized_error"] or 0.0) for _, row in rows]
    assert errors == sorted(errors, reverse=True)
    last = context(result, Choice())["last"]
    shown = [context(result, Choice(page=page)) for page in range(1, last + 1)]
    counts = [sum(len(one["rows"]) for one in view["forests"]) for view in shown]
    assert max(counts) <= PER_PAGE
    assert sum(counts) == len(rows) == shown[0]["count"]
    assert shown[0]["earlier"] == ""
    assert shown[-1]["later"] == ""


def test_a_page_beyond_the_last_is_the_last(result: dict[str, Any]) -> None:
    view = context(result, Choice(page=999))
    assert view["page"] == view["last"]


@pytest.mark.parametrize(
    ("choice", "holds"),
    [
        (Choice(drug="Anastrozole"), lambda t, r: "Anastrozole" in _taken(t, r)),
        (Choice(drug=NO_DRUG), lambda t, r: not _taken(t, r)),
        (Choice(sex="female"), lambda t, r: t["sex"] == "female"),
        (Choice(endpoint="ctx"), lambda t, r: r["endpoint"] == "ctx"),
    ],
)
def test_a_choice_holds_all_of_its_kind_and_nothing_else(
    result: dict[str, Any], choice: Choice, holds: Any
) -> None:
    everything = chosen(result, Choice())
    found = chosen(result, choice)
    assert 0 < len(found) < len(everything)
    assert [pair for pair in everything if holds(*pair)] == found


def _taken(trial: dict[str, Any], row: dict[str, Any]) -> list[str]:
    return [drug for arm in (row["arm"], row["versus"]) if arm for drug in trial["drugs"][arm]]


def test_nothing_of_that_kind_is_an_empty_page(result: dict[str, Any]) -> None:
    view = context(result, Choice(drug="Nothing like it"))
    assert (view["count"], view["forests"], view["last"]) == (0, [], 1)


def test_a_page_keeps_what_was_chosen(result: dict[str, Any]) -> None:
    view = context(result, Choice(endpoint="bmd_lumbar_spine", sex="male"))
    assert view["later"] == "sex=male&endpoint=bmd_lumbar_spine&page=2"


def test_each_row_draws_published_unseen_and_fitted(result: dict[str, Any]) -> None:
    for forest in context(result, Choice(endpoint="estradiol"))["forests"]:
        for row in forest["rows"]:
            for name in ("observed", "predicted", "fitted"):
                assert row["cell"].count(f'class="point {name}"') == 1
            assert row["fitted"]


def test_every_trial_has_a_page_whose_fitted_numbers_are_of_their_own_rows(result: dict[str, Any]) -> None:
    for trial in result["trials"]:
        view = trial_context(result, trial)
        shown = [row["what"] for forest in view["trial"]["forests"] for row in forest["rows"]]
        assert len(shown) == sum(row["predicted"] is not None for row in trial["rows"])
        assert all("fitted" in row for forest in view["trial"]["forests"] for row in forest["rows"])


@pytest.mark.parametrize(
    ("citation", "title", "name"),
    [
        ("Smith et al. (2004). Gel in men. J Urol", "Gel in men", "Smith et al. 2004"),
        ("a_b1 (2015). Drug in men (ADAMO). J Urol. doi:10.1/x", "Drug in men (ADAMO)", "ADAMO 2015"),
        ("a_b1 (2009). Drug in men. J Urol. PMID 1 [read as abstract]", "Drug in men", "J Urol 2009"),
        ("a_b1. Drug in men. Cancer [read as abstract]", "Drug in men", "Cancer"),
        ("a_b1. Drug in men. PMID 1 [read as abstract]", "Drug in men", "Author not read"),
    ],
)
def test_no_trial_is_called_by_the_name_of_its_file(citation: str, title: str, name: str) -> None:
    assert trial_name({"id": "a_b1", "citation": citation, "title": title}) == name
