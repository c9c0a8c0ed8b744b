"""``list``: everything that can be listed, as rows, as JSON and one entry at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import osteotwin as ot

Cli = Callable[..., Any]
PROMISED = (
    "drugs", "named-drugs", "exercises", "foods", "endpoints", "parameters", "trials", "glossary", "presets", "schemas",
)  # fmt: skip


def test_without_a_name_it_names_the_choices(cli: Cli) -> None:
    done = cli("list")
    assert done.code == 0
    assert set(PROMISED) <= {line.removeprefix("osteotwin list ") for line in done.out.splitlines()}
    assert json.loads(cli("list", "--json").out) == list(ot.CATALOGUES)


@pytest.mark.parametrize("what", PROMISED)
def test_every_entry_is_shown(cli: Cli, what: str) -> None:
    rows = ot.catalogue(what)
    assert rows
    done = cli("list", what)
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= 80
    flat = "".join(done.out.split())
    for row in rows:
        assert "".join(str(next(iter(row.values()))).split()) in flat
    assert json.loads(cli("list", what, "--json").out) == rows


def test_a_wide_terminal_gets_a_table(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    header, rule, *rows = cli("list", "endpoints").out.splitlines()
    assert header.split() == ["id", "unit", "allowed", "name"]
    assert set(rule.strip()) == {"\u2500"}
    assert len(rows) == len(ot.catalogue("endpoints"))


def test_one_entry_by_id_name_or_brand(cli: Cli) -> None:
    shown = {cli("list", "drugs", name).out for name in ("anastrozole", "Anastrozole", "ARIMIDEX")}
    assert len(shown) == 1
    assert "letrozole" not in shown.pop()
    rows = json.loads(cli("list", "exercises", "back squat", "--json").out)
    assert [row["id"] for row in rows] == ["back_squat"]


@pytest.mark.parametrize("name", ["mifepristone", "RU486", "Deca-Durabolin"])
def test_a_drug_outside_the_model_is_found_among_drugs(cli: Cli, name: str) -> None:
    found = json.loads(cli("list", "drugs", name, "--json").out)
    assert found == json.loads(cli("list", "named-drugs", name, "--json").out)
    assert all(row["what"] and row["bone"] for row in found)


def test_a_misspelled_drug_is_suggested_from_both_tables(cli: Cli) -> None:
    for written, meant in (("anastrozol1", "anastrozol"), ("mifeprystone", "mifepristone")):
        assert f'write "{meant}' in cli("list", "drugs", written).complaints[0]


def test_search(cli: Cli) -> None:
    rows = json.loads(cli("list", "foods", "--search", "YOGURT", "--json").out)
    assert rows
    assert len(rows) < len(ot.catalogue("foods"))
    assert all("yogurt" in str(row).casefold() for row in rows)
    done = cli("list", "foods", "--search", "gravel")
    assert (done.code, done.out, done.complaints) == (0, "", ['Nothing in foods holds "gravel".'])
    assert json.loads(cli("list", "foods", "--search", "gravel", "--json").out) == []


def test_a_trial_by_name_tells_what_was_done_and_measured(cli: Cli) -> None:
    alone = " ".join(cli("list", "trials", "burnettbowie2009_anastrozole").out.split())
    assert "Anastrozole, 1 mg every day, weeks 0 to 52" in alone
    assert "testosterone (week 52)" in alone
    assert "doi:10.1210/jc.2009-0739" in alone
    assert "weeks 0 to 52" not in cli("list", "trials").out
    found = json.loads(cli("list", "trials", "--search", "letrozole", "--json").out)
    assert 5 < len(found) < 40
    assert all({"done", "measured", "source"} <= set(row) for row in found)


def test_the_schema_of_the_answer(cli: Cli) -> None:
    assert json.loads(cli("list", "schemas", "answer").out) == ot.schema("answer")
