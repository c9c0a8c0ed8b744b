"""Pages whose numbers are the model's hold none that was written by hand."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from osteotwin.body.sites import LUMBAR_SPINE, TOTAL_HIP
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.files.trial import Trial
from osteotwin.parameters import starting_values
from osteotwin.protocol.library import load_drugs

PAGES = ("physiology", "ten-years")
#: Names and abbreviations with a digit, and words of number that count what the equations have.
NAMES = r"25OHD|P1NP|TRACP5b|FGF23|prostaglandin E2|two sources|one third"
#: A publication by author and year, or a survey by name: the sentence's numbers are quoted from it.
PUBLISHED = r"[A-Z][a-zö-]+ (19|20)\d\d\b|\bNHANES\b"
NUMBER = (
    r"\d|\b(half|halves|third|quarter|twice|double[ds]?|treble|percent|fold"
    r"|two|three|four|five|six|seven|eight|nine|(?<!typical )ten|twelve|twenty|hundred)\b"
)
#: What the page on ten years says of its own tables and of the evidence; none is a result of the model.
SAID = (
    "Ten typical men and women", "Ten men and women", "Ten years", "after ten it is a guess", "nine of ten people",
    "the errors of two scans", "mean of the second year", "percent change", "up to twenty years",
    "Few trials with bone density went on for more than three years",
)  # fmt: skip


@pytest.fixture(scope="module")
def extension(repository: Path) -> Iterator[Path]:
    """The extension of the documentation, from which modules can be imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(repository / "docs" / "_extension"))
        yield repository


def module(name: str) -> ModuleType:
    return importlib.import_module(name)


@cache
def trials() -> tuple[Trial, ...]:
    return tuple(load_trials(None).trials)


@cache
def parts(page: str, repository: Path) -> dict[str, str]:
    if page == "physiology":
        return module("physiology_parts").texts(parameters_in_use(), trials())
    return module("ten_years").texts(parameters_in_use(), trials(), repository)


def page_text(repository: Path, page: str) -> str:
    return (repository / "docs" / "explanation" / f"{page}.md").read_text(encoding="utf-8")


def written_numbers(text: str) -> list[str]:
    """The sentences of a page that hold a number without a publication."""
    text = re.sub(r"^(```|\$\$).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    # A number that stands alone is a statement; in a formula it belongs to the law.
    text = re.sub(
        r"\$([^$]+)\$", lambda m: m[1] if re.fullmatch(r"[\d.]+", m[1]) and m[1] not in "01" else "", text
    )
    text = re.sub(r"\{\{ \w+ \}\}|`[^`]*`|\]\([^)]*\)", "", text)
    text = re.sub(NAMES, "", " ".join(text.split()))
    for phrase in SAID:
        text = re.sub(re.escape(phrase), "", text, flags=re.IGNORECASE)
    sentences = re.split(r"(?<=[.:;]) ", text)
    return [
        one for one in sentences if re.search(NUMBER, one, re.IGNORECASE) and not re.search(PUBLISHED, one)
    ]


@pytest.mark.parametrize("page", PAGES)
def test_no_number_of_the_model_is_written_by_hand(repository: Path, page: str) -> None:
    assert written_numbers(page_text(repository, page)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "His estradiol falls by about half.",
        "It costs 2.3 % of the hip in a year.",
        "The set point follows within six weeks (`set_point_rate`).",
        "Men lose $3$ percent.",
        "Flat above about 20 pg/mL, steep below `x`.",
    ],
)
def test_a_number_that_is_written_by_hand_is_noticed(repository: Path, sentence: str) -> None:
    text = page_text(repository, "physiology")
    assert len(written_numbers(text.replace("\n## ", f"\n{sentence}\n\n## ", 1))) == 1
    assert written_numbers("It fell by 11 % (Taxel 2001).") == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_in_every_part_and_names_only_what_is_computed(extension: Path, page: str) -> None:
    text = page_text(extension, page)
    made = parts(page, extension)
    included = re.findall(r"\{include\} _generated/(\S+)", text)
    assert sorted(included) == sorted(made)
    computed = module("physiology_parts").substitutions(parameters_in_use())
    assert set(re.findall(r"\{\{ (\w+) \}\}", text)) <= set(computed)
    for name, part in made.items():
        assert part.strip(), name
        assert not re.search(r"\b(nan|inf)\b", part), name


def test_parts_and_substitutions_are_of_the_set(extension: Path) -> None:
    """Another set gives other numbers in every part of the page."""
    physiology = module("physiology_parts")
    other = starting_values()
    made = physiology.texts(other, trials())
    assert [name for name, text in parts("physiology", extension).items() if made[name] == text] == []
    faster = other.replaced(set_point_rate=0.01)
    assert physiology.substitutions(faster)["set_point_days"] == "100"


def test_a_threshold_is_claimed_of_no_set_and_denied_of_a_flat_one_only(extension: Path) -> None:
    text = module("physiology_parts").estradiol_text
    flat = starting_values().replaced(estradiol_hill_exponent=1.0, estradiol_half_effect=0.7)
    steep = flat.replaced(estradiol_hill_exponent=4.0)
    assert "There is no threshold" in text(flat)
    assert "threshold" not in text(steep)
    assert "| 20 | 1.00 |" in text(steep)


def rows(table: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]


def test_every_plan_of_every_person_has_its_row(extension: Path) -> None:
    ten_years = module("ten_years")
    text = parts("ten-years", extension)["part-ten-years-people.md"]
    sections = dict(zip(*[iter(re.split(r"^### (.+)\n", text, flags=re.MULTILINE)[1:])] * 2, strict=True))
    assert list(sections) == [person.title for person in ten_years.PEOPLE]
    assert len(sections) == 10
    assert {person.who.sex for person in ten_years.PEOPLE} == {"male", "female"}
    for person in ten_years.PEOPLE:
        section = sections[person.title]
        found = rows(section)
        assert [row[0] for row in found] == [ten_years.plan_text(plan) for plan in person.plans]
        for row in found:
            assert [len(re.findall(r"\d\.\d", cell)) for cell in row[1:3]] == [
                len(ten_years.PEOPLE_YEARS)
            ] * 2
            for cell in row[3:5]:
                mean, low, high = (float(x.replace("−", "-")) for x in re.findall(r"[+−]?\d+", cell))
                assert low < mean < high
        for seen in person.seen:
            assert f"trials/{seen.trial}.md" in section
        assert module("ten_years_people").linked(person.known) in section


def test_every_drug_of_the_library_has_its_row(extension: Path) -> None:
    ten_years = module("ten_years")
    found = rows(parts("ten-years", extension)["part-ten-years-drugs.md"])
    library = load_drugs()
    assert len(found) == len(library)
    for row, (name, drug) in zip(found, library.items(), strict=True):
        assert row[0] == (ten_years.plan_text(ten_years.usual(name)) if drug.modelled else drug.label)
        assert (drug.not_modelled_because in row[1]) if drug.not_modelled_because else row[4] != ""


def test_a_row_says_what_the_course_of_its_person_is(extension: Path) -> None:
    typical, ten_years, people = map(module, ("typical_people", "ten_years", "ten_years_people"))
    course, alone = typical.simulate(
        [(people.MAN_40, people.usual("anastrozole")), (people.MAN_40, typical.NOTHING)],
        parameters_in_use(),
    )
    (row,) = [
        row
        for row in rows(parts("ten-years", extension)["part-ten-years-drugs.md"])
        if row[0].startswith("Anastrozole")
    ]
    told = [[float(x.replace("−", "-")) for x in cell.split(" / ")] for cell in row[2:5]]
    density = course.outputs.values["bmd_total_hip"][0]
    at = [course.at(year) for year in ten_years.DRUG_YEARS]
    np.testing.assert_allclose(told[1], 100 * (density[at] / density[0] - 1), atol=0.051)
    assert told[0] == [round(course.bone(LUMBAR_SPINE, year), 1) for year in ten_years.DRUG_YEARS]
    assert told[2][1] == pytest.approx(course.bone(TOTAL_HIP, 10) - alone.bone(TOTAL_HIP, 10), abs=0.051)


def test_what_a_trial_saw_is_read_from_its_file(extension: Path) -> None:
    ten_years = module("ten_years")
    text = parts("ten-years", extension)["part-ten-years-people.md"]
    assert "`acute_adt` at 1.0 years lumbar spine BMD −4.0 %, total hip BMD −2.5 %" in text
    assert "`denosumab` against `placebo` at 3.0 years lumbar spine BMD +7.9 %" in text
    # 1.121 to 1.102 g/cm2
    assert "`anastrozole` at 1.0 years lumbar spine BMD −1.7 %" in text
    greenspan = next(trial for trial in trials() if trial.id == "greenspan2005_adt")
    with pytest.raises(LookupError, match="holds nothing of it"):
        ten_years.seen_text(greenspan, ten_years.Seen("greenspan2005_adt", "acute_adt", 99))
    followed = ten_years.longest_density(trials())
    assert followed["alendronate", "female"] == pytest.approx(10, abs=0.1)
    assert followed["anastrozole", "male"] == pytest.approx(1, abs=0.1)


def test_the_laws_are_those_that_are_tested(extension: Path) -> None:
    text = parts("ten-years", extension)["part-ten-years-laws.md"]
    tests = (extension / module("ten_years").LAWS).read_text(encoding="utf-8")
    assert len(text.splitlines()) == tests.count("\ndef test_")
    assert "- What an inhibitor costs grows as long as it is taken." in text


def test_a_change_is_told_with_its_sign(extension: Path) -> None:
    signed = module("markdown_parts").signed
    assert [signed(x) for x in (1.26, -1.26, -0.04, 0.0)] == ["+1.3", "−1.3", "0.0", "0.0"]
