"""A trial as a PEtab problem of version 2: the field's own library finds no fault, and makes of version 1 the same."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

import osteotwin as ot
from osteotwin.cli.main import main
from osteotwin.errors import InputError

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from petab import v2

TRIAL = "orwoll2003_teriparatide_men"
ARMS = ("tpt20", "tpt40")


def read(file: Path) -> Any:
    """The problem as the library reads it, which brings one of version 1 to version 2."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return v2.Problem.from_yaml(str(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ot.write_petab(TRIAL, tmp_path_factory.mktemp("second"), version=2).file.parent


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The arms in version 1, each as a problem of its own."""
    made = tmp_path_factory.mktemp("first")
    ot.write_petab(TRIAL, made)
    for arm in ARMS:
        files = "".join(
            f"    {kind}_files: [{arm}.{ending}]\n"
            for kind, ending in (("condition", "conditions.tsv"), ("observable", "observables.tsv"),
                                 ("measurement", "measurements.tsv"))
        )  # fmt: skip
        head = f"format_version: 1\nparameter_file: parameters.tsv\nproblems:\n  - sbml_files: [{arm}.xml]\n"
        (made / f"{arm}.yaml").write_text(head + files, encoding="utf-8")
    return made


@pytest.mark.parametrize("arm", ARMS)
def test_the_library_finds_no_fault(arm: str, folder: Path) -> None:
    problem = read(folder / f"{arm}.yaml")
    assert list(v2.lint_problem(problem)) == []
    assert [model.model_id for model in problem.models] == [arm]
    assert {row.model_id for row in problem.measurements} == {arm}
    problem.measurements[0].observable_id = "not_there"
    assert list(v2.lint_problem(problem)) != []


@pytest.mark.parametrize("arm", ARMS)
def test_the_library_makes_the_same_of_version_1(arm: str, folder: Path, first: Path) -> None:
    ours, theirs = (told_by(read(where / f"{arm}.yaml")) for where in (folder, first))
    assert ours["rows"] == theirs["rows"]
    assert ours["parameters"] == theirs["parameters"]
    assert (folder / f"{arm}.xml").read_bytes() == (first / f"{arm}.xml").read_bytes()


def told_by(problem: Any) -> dict[str, Any]:
    """What a problem says, whatever its placeholders are called: each value with its expected value and its error."""
    observables = {one.id: one for one in problem.observables}
    rows = []
    for row in problem.measurements:
        one = observables[row.observable_id]
        put = dict(zip(one.observable_placeholders, row.observable_parameters, strict=True))
        put |= dict(zip(one.noise_placeholders, row.noise_parameters, strict=True))
        formulas = (str(one.formula.subs(put)), str(one.noise_formula.subs(put)))
        rows.append((row.measurement, row.time, str(one.noise_distribution), *formulas))
    parameters = {
        one.id: (
            one.lb,
            one.ub,
            one.nominal_value,
            one.estimate,
            str(one.prior_distribution),
            *one.prior_parameters,
        )
        for one in problem.parameters
        if one.estimate
    }
    return {"rows": sorted(rows), "parameters": parameters}


def test_all_arms_are_one_problem(folder: Path) -> None:
    whole = read(folder / f"{TRIAL}.yaml")
    assert [model.model_id for model in whole.models] == list(ARMS)
    assert len(whole.measurements) == sum(len(read(folder / f"{arm}.yaml").measurements) for arm in ARMS) == 6


def test_the_command_writes_it_and_refuses_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "petab", TRIAL, "--petab-version", "3"]) == 2
    assert "expected 1 or 2" in capsys.readouterr().err
    with pytest.raises(InputError, match="expected 1 or 2"):
        ot.write_petab_fit(tmp_path, version=0)
    assert main(["export", "petab", TRIAL, "--petab-version", "2"]) == 0
    assert "format_version: 2" in Path(f"petab/{TRIAL}.yaml").read_text(encoding="utf-8")
